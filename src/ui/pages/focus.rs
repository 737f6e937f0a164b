//! 专项练习: conditions, how many questions meet them, and a session of these.

use super::practice::sizes;
use crate::core::course::Course;
use crate::core::filter::{Facet, Filter};
use crate::core::ids::SectionId;
use crate::core::question::QuestionKind;
use crate::core::route::Route;
use crate::core::session::Scope;
use crate::state::signal::{Memo, RwSignal};
use crate::state::{Keep, Library, Prefs, Study};
use crate::ui::parts::{Starter, use_title};
use crate::ui::router::Router;
use crate::ui::view;
use leptos::prelude::*;
use std::sync::Arc;

/// What is chosen: a filter as its text, which is what address and session say too.
#[derive(Clone)]
struct Choice {
    text: RwSignal<String>,
    course: Arc<Course>,
    router: Router,
}

/// Something that can be chosen.
enum Condition {
    /// No condition at all.
    None,
    Value(Facet, usize),
    Sections(Vec<SectionId>),
}

impl Choice {
    /// As the address says; without that the last choice, or none.
    fn begin(study: Study, course: Arc<Course>) -> Self {
        let router = Router::expect();
        let mut text = router.query();
        if text.is_empty() {
            let sessions = study.sessions();
            let last = |all: &Vec<_>| all.iter().find_map(|session| wanted_in(session, &course));
            text = untrack(|| sessions.with(last)).unwrap_or_default();
        }
        let filter = Filter::read(&text, &course);
        Self { text: RwSignal::new(filter.to_string()), course, router }
    }

    /// The filter, tracked.
    fn filter(&self) -> Filter {
        Filter::read(&self.text.get(), &self.course)
    }

    fn has(&self, condition: &Condition) -> bool {
        let filter = self.filter();
        match condition {
            Condition::None => filter == Filter::default(),
            Condition::Value(facet, value) => filter.has(*facet, *value),
            Condition::Sections(ids) => filter.has_sections(ids),
        }
    }

    fn toggle(&self, condition: &Condition) {
        let mut filter = untrack(|| self.filter());
        match condition {
            Condition::None => filter = Filter::default(),
            Condition::Value(facet, value) => filter.toggle(*facet, *value),
            Condition::Sections(ids) => filter.toggle_sections(ids),
        }
        let text = filter.to_string();
        self.router.set_query(&text);
        self.text.set(text);
    }
}

/// What a session of this kind was about.
fn wanted_in(session: &crate::core::session::Session, course: &Course) -> Option<String> {
    match &session.scope {
        Scope::Filter(text) if session.course == course.id => Some(text.clone()),
        _ => None,
    }
}

/// The screen.
pub(super) fn focus() -> AnyView {
    use_title("专项练习");
    let (study, keep, prefs, starter) = (Study::expect(), Keep::expect(), Prefs::expect(), Starter::expect());
    let choice = Choice::begin(study, Library::expect().current());
    let (asked, now) = (choice.clone(), choice.clone());
    let count = Memo::new(move |_| {
        let filter = asked.filter();
        let stars = if filter.asks_for_stars() { keep.stars(&asked.course.id) } else { Vec::new() };
        study.progress(|progress| filter.pool(&asked.course, progress, &stars).len())
    });
    let size = move || usize::from(prefs.get().session_size);
    let begin = move |_| {
        let wanted = Scope::Filter(untrack(|| now.text.get()));
        starter.begin_any(keep, &now.course, wanted);
    };
    let kinds = QuestionKind::ALL.map(QuestionKind::name);
    view! {
        <Link to=Route::Practice class="crumb"><Icon name="back"/>"练习"</Link>
        <header class="page-head"><h1>"专项练习"</h1><p class="quiet">"一栏里选几项，符合一项即可；几栏都选，要同时符合。"</p></header>
        <div class="stack-l">
            {places(&choice)}
            {facet(&choice, "题型", Facet::Kind, &kinds)}
            {facet(&choice, "难度", Facet::Level, &["1 识记", "2 辨别", "3 运用"])}
            {facet(&choice, "状态", Facet::State, &["未学", "生疏", "错过", "收藏"])}
            {sizes()}
        </div>
        <div class="actions solid">
            <p><strong class="num" role="status" id="matching">{move || match count.get() {
                0 => "没有符合条件的题，请去掉一两个条件".to_owned(),
                count => format!("符合条件 {count} 题"),
            }}</strong></p>
            <button type="button" class="button primary wide" id="practise" aria-disabled=move || (count.get() == 0).then_some("true") on:click=begin>
                {move || format!("开始练习 · {} 题", count.get().min(size()))}
            </button>
        </div>
    }
}

fn button(choice: &Choice, words: String, condition: Condition) -> AnyView {
    let condition = Arc::new(condition);
    let (choice, shown, about) = (choice.clone(), choice.clone(), Arc::clone(&condition));
    view! {
        <button type="button" class="segment" aria-pressed=move || if shown.has(&about) { "true" } else { "false" }
            on:click=move |_| choice.toggle(&condition)>{words}</button>
    }
}

fn group(name: &'static str, buttons: Vec<AnyView>) -> AnyView {
    view! { <div class="segments" role="group" aria-label=name>{buttons}</div> }
}

fn facet(choice: &Choice, name: &'static str, facet: Facet, words: &[&str]) -> AnyView {
    let mut buttons = Vec::new();
    for (value, words) in words.iter().enumerate() {
        buttons.push(button(choice, (*words).to_owned(), Condition::Value(facet, value)));
    }
    view! { <section class="stack-s"><h2>{name}</h2>{group(name, buttons)}</section> }
}

/// Everything, whole parts, and sections one by one.
fn places(choice: &Choice) -> AnyView {
    let mut parts = vec![button(choice, "不限条件".to_owned(), Condition::None)];
    for part in &choice.course.parts {
        let ids = choice.course.sections_of(&part.id).map(|section| section.id.clone()).collect();
        parts.push(button(choice, format!("第{}部分", part.ordinal), Condition::Sections(ids)));
    }
    let mut sections = Vec::new();
    for section in &choice.course.sections {
        sections.push(button(choice, section.title.clone(), Condition::Sections(vec![section.id.clone()])));
    }
    let shown = choice.clone();
    let count = move || format!("细分到节 · 已选 {} 节", shown.filter().sections.len());
    view! {
        <section class="stack-s">
            <h2>"范围"</h2>
            {group("范围", parts)}
            <details class="unfold"><summary>{count}</summary>{group("节", sections)}</details>
        </section>
    }
}
