//! Search: results as one types, by characters or by the initials of their pinyin.

use crate::core::course::Course;
use crate::core::route::Route;
use crate::core::search::{Excerpt, Found, Group, Hit, kept};
use crate::state::signal::{Memo, RwSignal};
use crate::state::{Finder, Library, OwnCopy};
use crate::ui::parts::{focus, use_title};
use crate::ui::router::Router;
use crate::ui::view;
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// What the arrow keys go through: the field, then every result.
const STOPS: &str = "#query, #found a";

/// What there is to show.
#[derive(Clone, PartialEq)]
enum Results {
    /// The course is not whole yet.
    Waiting,
    /// Nothing was typed, or nothing that could be searched for.
    Nothing,
    /// What was found.
    Found(Found),
}

/// The search.
#[component]
pub(crate) fn Search() -> impl IntoView {
    use_title("搜索");
    let router = Router::expect();
    let library = Library::expect();
    let typed = RwSignal::new(router.query());
    let composing = RwSignal::new(false);
    let results = results(typed, composing);
    let field: NodeRef<html::Input> = NodeRef::new();
    let change = move |text: String| {
        router.set_query(kept(&text));
        typed.set(text);
    };
    let clear = move || {
        if let Some(field) = field.get_untracked() {
            field.set_value("");
        }
        change(String::new());
        focus("#query");
    };
    // Keys that an input method takes belong to it.
    let keys = move |event: KeyboardEvent| {
        if event.is_composing() || event.key_code() == 229 {
            return;
        }
        let used = match event.key().as_str() {
            "ArrowDown" => step(1),
            "ArrowUp" => step(-1),
            // On a result Enter follows the link, as everywhere.
            "Enter" if is_in_field() => step(1),
            "Escape" => {
                clear();
                true
            }
            _ => false,
        };
        if used {
            event.prevent_default();
        }
    };
    // There is nothing to read before something is typed. With results, one begins at the heading as everywhere.
    let begin = typed.with_untracked(String::is_empty).then_some("");
    if begin.is_some() {
        request_animation_frame(|| focus("#query"));
    }
    view! {
        <header class="page-head"><h1>"搜索"</h1></header>
        <div role="search" on:keydown=keys>
            <div class="search-field">
                <Icon name="search"/>
                // The field keeps its own text: writing it back while an input method composes would double the letters.
                <input type="search" id="query" node_ref=field value=typed.get_untracked() data-begin=begin
                    aria-label="搜索概念和题目" aria-describedby="search-help" placeholder="汉字或拼音首字母"
                    autocomplete="off" autocapitalize="off" spellcheck="false" enterkeyhint="search"
                    on:input=move |event| change(event_target_value(&event))
                    on:compositionstart=move |_| composing.set(true)
                    on:compositionend=move |_| composing.set(false)/>
            </div>
            <p class="hint search-count" role="status" id="search-count">{move || results.with(count)}</p>
            <p class="hint" id="search-help" hidden=move || results.with(|results| matches!(results, Results::Found(..)))>
                "可以只输入拼音首字母：zbs 找“作表率”，wdgx 找“五对关系”。空格隔开的几个词都要出现。"
            </p>
            <div id="found" class="stack-l">{move || results.with(|results| groups(&library.current(), results))}</div>
        </div>
    }
    .into_any()
}

/// The results for what was typed. While an input method composes, letters that find nothing are on their way to
/// characters, so what was there before stays.
fn results(typed: RwSignal<String>, composing: RwSignal<bool>) -> Memo<Results> {
    let library = Library::expect();
    let finder = Finder::expect();
    let copy = OwnCopy::expect();
    let id = library.current().id.clone();
    Memo::new(move |before: Option<&Results>| {
        let Some(course) = library.annotated(&id) else { return Results::Waiting };
        let own = copy.of(&id);
        let index = finder.index(&course, own.as_ref().map(|own| &*own.text.paragraphs));
        match (typed.with(|typed| index.search(typed)), before) {
            (Some(found), Some(before)) if found.total() == 0 && composing.get() => before.clone(),
            (Some(found), _) => Results::Found(found),
            (None, _) => Results::Nothing,
        }
    })
}

/// How many there are, for the eye and for a screen reader.
fn count(results: &Results) -> String {
    match results {
        Results::Waiting => "正在准备…".to_owned(),
        Results::Nothing => String::new(),
        Results::Found(found) if found.total() == 0 => "没有找到。换个说法，或者只输入其中两三个字。".to_owned(),
        Results::Found(found) => {
            let kinds = [("概念", &found.concepts), ("题目", &found.questions), ("原文", &found.paragraphs)];
            let counts = kinds.iter().filter(|(_, group)| group.total > 0);
            counts.map(|(name, group)| format!("{name} {}", group.total)).collect::<Vec<_>>().join(" · ")
        }
    }
}

fn groups(course: &Course, results: &Results) -> AnyView {
    let Results::Found(found) = results else { return ().into_any() };
    let groups: Vec<AnyView> = vec![
        group("概念", &found.concepts, &|hit| concept_row(course, hit)),
        group("题目", &found.questions, &|hit| question_row(course, hit)),
        group("原文", &found.paragraphs, &|hit| paragraph_row(course, hit)),
    ];
    groups.into_any()
}

/// One kind of results under its heading; nothing when there are none.
fn group(name: &'static str, group: &Group, row: &dyn Fn(&Hit) -> AnyView) -> AnyView {
    if group.total == 0 {
        return ().into_any();
    }
    let rows: Vec<AnyView> = group.hits.iter().map(row).collect();
    let more = (group.total > rows.len()).then(|| format!("共 {} 条，显示前 {} 条", group.total, rows.len()));
    view! {
        <section class="stack-s">
            <div class="section-head"><h2>{name}</h2><span class="hint num">{more}</span></div>
            <ul class="rows">{rows}</ul>
        </section>
    }
    .into_any()
}

fn concept_row(course: &Course, hit: &Hit) -> AnyView {
    let concept = &course.concepts[hit.place];
    let section = course.section(&concept.section).map(|section| section.title.clone()).unwrap_or_default();
    row(Route::Concept(course.id.clone(), concept.id.clone()), hit, section)
}

/// A question leads to the first concept it asks about: there is what it wants to know, and practice is one tap away.
fn question_row(course: &Course, hit: &Hit) -> AnyView {
    let question = &course.questions[hit.place];
    let concept = question.concepts.first().and_then(|id| course.concept(id));
    let to = match concept {
        Some(concept) => Route::Concept(course.id.clone(), concept.id.clone()),
        None => Route::Section(course.id.clone(), question.section.clone()),
    };
    let about = concept.map(|concept| concept.title.as_str()).unwrap_or_default();
    row(to, hit, format!("{} · {about}", question.body.kind().name()))
}

/// A paragraph leads to its place in the reader's own copy.
fn paragraph_row(course: &Course, hit: &Hit) -> AnyView {
    let own = OwnCopy::expect().of(&course.id);
    let para = own.and_then(|own| own.alignment.labels.get(hit.place).copied().flatten()).map(|paras| paras.first);
    let about = para.map_or_else(|| "我的原文".to_owned(), |para| format!("我的原文 ¶{para}"));
    row(Route::Text(course.id.clone(), para), hit, about)
}

fn row(to: Route, hit: &Hit, about: String) -> AnyView {
    let title = quoted(&hit.title);
    let passage = hit.passage.as_ref().map(|passage| view! { <span class="passage">{quoted(passage)}</span> });
    view! {
        <li>
            <Link to=to class="row concept-row">
                <span class="grow result"><span>{title}</span>{passage}<span class="hint">{about}</span></span>
                <Icon name="next"/>
            </Link>
        </li>
    }
    .into_any()
}

fn quoted(excerpt: &Excerpt) -> Vec<AnyView> {
    let part = |(text, marked): (String, bool)| {
        if marked { view! { <mark>{text}</mark> }.into_any() } else { text.into_any() }
    };
    excerpt.parts().into_iter().map(part).collect()
}

fn is_in_field() -> bool {
    document().active_element().is_some_and(|element| element.id() == "query")
}

/// Moves the focus to the next stop or to the one before, if it is at one of them and there is another.
fn step(by: i32) -> bool {
    let Ok(stops) = document().query_selector_all(STOPS) else { return false };
    let active = document().active_element();
    let stop = |place| stops.item(place).and_then(|node| node.dyn_into::<HtmlElement>().ok());
    let at = (0..stops.length()).find(|place| stop(*place).map(Into::into) == active);
    let target = at.and_then(|at| at.checked_add_signed(by)).and_then(stop);
    // One that does not take the focus is left alone.
    target.is_some_and(|target| target.focus().is_ok())
}
