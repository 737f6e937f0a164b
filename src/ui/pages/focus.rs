//! 专项练习: conditions, how many questions meet them, and a session of these.

use super::practice::sizes;
use crate::core::course::Course;
use crate::core::filter::{Facet, Filter};
use crate::core::ids::SectionId;
use crate::core::question::QuestionKind;
use crate::core::route::Route;
use crate::core::session::{Scope, Session};
use crate::state::{Keep, Library, Prefs, Study};
use crate::ui::parts::{Starter, use_title};
use crate::ui::router::Router;
use crate::ui::view;
use leptos::prelude::*;

/// The choice.
pub(super) fn focus() -> AnyView {
    use_title("专项练习");
    let (study, keep, prefs) = (Study::expect(), Keep::expect(), Prefs::expect());
    let (starter, router) = (Starter::expect(), Router::expect());
    let course = Library::expect().current();
    // Without an address that says more one goes on from the last choice.
    let query = router.query();
    let filter = RwSignal::new(match query.is_empty() {
        true => study.sessions().with_untracked(|all| last_choice(all, &course)).unwrap_or_default(),
        false => Filter::read(&query, &course),
    });
    let change = Change { filter, router };
    let stars = {
        let id = course.id.clone();
        move |filter: &Filter| if filter.asks_for_stars() { keep.stars(&id) } else { Vec::new() }
    };
    let count = {
        let (course, stars) = (course.clone(), stars.clone());
        Memo::new(move |_| {
            filter.with(|filter| study.progress().with(|progress| filter.pool(&course, progress, &stars(filter)).len()))
        })
    };
    let begin = {
        let course = course.clone();
        move |_| {
            let wanted = filter.get_untracked();
            let stars = untrack(|| stars(&wanted));
            let size = usize::from(prefs.get_untracked().session_size);
            starter.begin_among(&course, Scope::Filter(Box::new(wanted)), size, &stars);
        }
    };
    let kinds = QuestionKind::ALL.map(QuestionKind::name);
    view! {
        <Link to=Route::Practice class="crumb"><Icon name="back"/>"练习"</Link>
        <header class="page-head"><h1>"专项练习"</h1><p class="quiet">"同一栏选几项，符合一项即可；几栏都选，要同时符合。不选就是不限。"</p></header>
        <div class="stack-l">
            {places(&course, change)}
            {facet("题型", Facet::Kind, &kinds, change)}
            {facet("难度", Facet::Level, &["1 识记", "2 辨别", "3 运用"], change)}
            {facet("状态", Facet::State, &["未学", "生疏", "错过", "收藏"], change)}
            {sizes()}
        </div>
        <div class="actions">
            <p class="row"><strong class="grow num" role="status" id="matching">{move || match count.get() {
                0 => "没有符合条件的题，请去掉一两个条件".to_owned(),
                count => format!("符合条件 {count} 题"),
            }}</strong>
            <button type="button" class="button ghost" id="clear" on:click=move |_| change.make(|filter| *filter = Filter::default())>"清除条件"</button></p>
            <button type="button" class="button primary wide" id="practise" aria-disabled=move || (count.get() == 0).then_some("true") on:click=begin>
                {move || format!("开始练习 · {} 题", count.get().min(usize::from(prefs.get().session_size)))}
            </button>
        </div>
    }
}

/// What the newest session of this kind was about.
fn last_choice(sessions: &[Session], course: &Course) -> Option<Filter> {
    sessions.iter().filter(|session| session.course == course.id).find_map(|session| match &session.scope {
        Scope::Filter(filter) => Some(Filter::clone(filter).fitted_to(course)),
        _ => None,
    })
}

/// Changes the choice, on screen and in the address.
#[derive(Clone, Copy)]
struct Change {
    filter: RwSignal<Filter>,
    router: Router,
}

impl Change {
    fn make(self, change: impl FnOnce(&mut Filter)) {
        self.filter.update(change);
        self.router.set_query(&self.filter.with_untracked(Filter::to_string));
    }
}

/// One thing that can be chosen.
fn choice(words: String, chosen: impl Fn() -> bool + Send + 'static, on_tap: impl Fn() + 'static) -> AnyView {
    view! {
        <button type="button" class="segment" aria-pressed=move || if chosen() { "true" } else { "false" }
            on:click=move |_| on_tap()>{words}</button>
    }
}

fn facet(name: &'static str, facet: Facet, words: &[&str], change: Change) -> AnyView {
    let choices = words.iter().enumerate().map(|(value, words)| {
        let chosen = move || change.filter.with(|filter| filter.has(facet, value));
        choice((*words).to_owned(), chosen, move || change.make(|filter| filter.toggle(facet, value)))
    });
    let choices: Vec<AnyView> = choices.collect();
    view! { <section class="stack-s"><h2>{name}</h2><div class="segments" role="group" aria-label=name>{choices}</div></section> }
}

/// Whole parts, and their sections one by one.
fn places(course: &Course, change: Change) -> AnyView {
    let parts = course.parts.iter().map(|part| {
        let ids = course.sections_of(&part.id).map(|section| section.id.clone()).collect();
        place(format!("第{}部分", part.ordinal), ids, change)
    });
    let parts: Vec<AnyView> = parts.collect();
    let sections = course.sections.iter().map(|section| place(section.title.clone(), vec![section.id.clone()], change));
    let sections: Vec<AnyView> = sections.collect();
    let count = move || match change.filter.with(|filter| filter.sections.len()) {
        0 => "细分到节".to_owned(),
        count => format!("细分到节 · 已选 {count} 节"),
    };
    view! {
        <section class="stack-s">
            <h2>"范围"</h2>
            <div class="segments" role="group" aria-label="部分">{parts}</div>
            <details class="unfold"><summary>{count}</summary><div class="segments" role="group" aria-label="节">{sections}</div></details>
        </section>
    }
}

fn place(words: String, ids: Vec<SectionId>, change: Change) -> AnyView {
    let shown = ids.clone();
    let chosen = move || change.filter.with(|filter| filter.has_sections(&shown));
    choice(words, chosen, move || change.make(|filter| filter.toggle_sections(&ids)))
}
