//! Look-alikes side by side: what each says, what only one of them has, and a drill of nothing but the difference.

use super::Missing;
use crate::core::contrast::{self, Pair};
use crate::core::course::{self, Concept};
use crate::core::diff::{Change, compare};
use crate::core::ids::{ConceptId, CourseId};
use crate::core::route::Route;
use crate::core::session::Scope;
use crate::state::{Library, Prefs};
use crate::ui::parts::{SourceNote, Starter, use_title};
use crate::ui::view;
use leptos::prelude::*;
use std::sync::Arc;

/// All pairs of look-alikes of a course.
#[component]
pub(crate) fn Contrasts(
    /// The course.
    course: CourseId,
) -> impl IntoView {
    use_title("对比辨析");
    let library = Library::expect();
    if library.course(&course).is_none() {
        return view! { <Missing what="这台设备上没有这门课程"/> }.into_any();
    }
    let list = move || match library.annotated(&course) {
        Some(course) => by_part(&course).into_any(),
        None => view! { <p class="hint">"正在下载…"</p> }.into_any(),
    };
    view! {
        <Link to=Route::Practice class="crumb"><Icon name="back"/>"练习"</Link>
        <header class="page-head">
            <h1>"对比辨析"</h1>
            <p class="quiet">"容易混淆的两两放在一起：先看清区别，再只练这两个。"</p>
        </header>
        <div class="stack" id="contrasts">{list}</div>
    }
    .into_any()
}

/// The pairs under the part of the course in which the first of the two stands.
fn by_part(course: &course::Course) -> Vec<AnyView> {
    let pairs = contrast::pairs(course);
    let parts = course.parts.iter().map(|part| {
        let here = |pair: &&Pair<'_>| course.section(&pair.one.section).is_some_and(|section| section.part == part.id);
        let rows: Vec<_> = pairs.iter().filter(here).map(|pair| pair_row(course, pair)).collect();
        let title = format!("{}、{} · {} 组", part.ordinal, part.title, rows.len());
        view! { <details class="card"><summary>{title}</summary><ul class="rows">{rows}</ul></details> }
    });
    parts.collect_view()
}

fn pair_row(course: &course::Course, pair: &Pair<'_>) -> AnyView {
    let to = Route::Contrast(course.id.clone(), pair.one.id.clone(), pair.other.id.clone());
    let (one, other) = (pair.one.title.clone(), pair.other.title.clone());
    view! {
        <li>
            <Link to=to class="row concept-row">
                <span class="grow stack-s"><span>{one}</span><span>{other}</span></span>
                <Icon name="next"/>
            </Link>
        </li>
    }
}

/// Two look-alikes.
#[component]
pub(crate) fn Contrast(
    /// The course.
    course: CourseId,
    /// One concept.
    one: ConceptId,
    /// The other.
    other: ConceptId,
) -> impl IntoView {
    let library = Library::expect();
    let known = library.course(&course).is_some_and(|course| contrast::between(&course, &one, &other).is_some());
    if !known {
        return view! { <Missing what="课程里没有这一组对比"/> }.into_any();
    }
    let page = move || {
        let course = library.annotated(&course);
        match course.as_ref().and_then(|course| Some((course, contrast::between(course, &one, &other)?))) {
            Some((course, pair)) => pair_view(course, &pair).into_any(),
            None => view! { <h1 class="hint">"对比内容正在下载…"</h1> }.into_any(),
        }
    };
    page.into_any()
}

fn pair_view(course: &Arc<course::Course>, pair: &Pair<'_>) -> AnyView {
    let title = format!("{} 与 {}", pair.one.title, pair.other.title);
    use_title(&title);
    let starter = Starter::expect();
    let prefs = Prefs::expect();
    let (one, other) = (pair.one.id.clone(), pair.other.id.clone());
    let count = contrast::questions(course, &one, &other).len();
    let marks = (pair.one.text.is_some() && pair.other.text.is_some())
        || contrast::own_members(&pair.one.members, &pair.other.members).contains(&true);
    let differs: Vec<_> = pair.differs.iter().map(|text| view! { <p>{(*text).to_owned()}</p> }).collect();
    let begin = {
        let course = Arc::clone(course);
        move |_| {
            let scope = Scope::Contrast(one.clone(), other.clone());
            starter.begin(&course, scope, usize::from(prefs.get_untracked().session_size));
        }
    };
    view! {
        <Link to=Route::Contrasts(course.id.clone()) class="crumb"><Icon name="back"/>"对比辨析"</Link>
        <header class="page-head"><h1>{title}</h1></header>
        {(!differs.is_empty()).then(|| view! {
            <section class="aside"><Icon name="versus"/><div class="stack-s"><h2>"区别在哪里"</h2>{differs}</div></section>
        })}
        <div class="versus">{side(course, pair.one, pair.other)}{side(course, pair.other, pair.one)}</div>
        {marks.then(|| view! { <p class="hint">"加底色和下划线的，是另一边没有的。"</p> })}
        <div class="actions">
            <button type="button" class="button primary wide" id="practise" on:click=begin>
                {format!("只练这两个 · {count} 题")}
            </button>
        </div>
    }
}

/// One of the two, with what the other does not have marked.
fn side(course: &course::Course, concept: &Concept, against: &Concept) -> AnyView {
    let to = Route::Concept(course.id.clone(), concept.id.clone());
    let text = concept.text.as_ref().map(|text| {
        let marked = against.text.as_ref().map_or_else(|| vec![(text.clone(), false)], |other| own(text, other));
        view! { <p class="serif">{marked.into_iter().map(|(text, own)| piece(text, own)).collect_view()}</p> }
    });
    let own_members = contrast::own_members(&concept.members, &against.members);
    let members: Vec<_> = concept
        .members
        .iter()
        .zip(own_members)
        .map(|(member, own)| view! { <li class="serif">{piece(member.clone(), own)}</li> })
        .collect();
    let members = (!members.is_empty()).then(|| view! { <ol class="members">{members}</ol> });
    let pairs: Vec<_> = concept
        .pairs
        .iter()
        .map(|(left, right)| view! { <div><dt class="serif">{left.clone()}</dt><dd class="serif">{right.clone()}</dd></div> })
        .collect();
    let pairs = (!pairs.is_empty()).then(|| view! { <dl class="pairs">{pairs}</dl> });
    let title = concept.title.clone();
    view! {
        <section class="card stack">
            <h2><Link to=to>{title}</Link></h2>
            {text}{members}{pairs}
            <p class="quiet">{concept.explain.clone()}</p>
            <SourceNote source=concept.source.clone()/>
        </section>
    }
}

/// The pieces of a wording, and of each whether the other wording lacks it.
fn own(wording: &str, other: &str) -> Vec<(String, bool)> {
    compare(wording, other)
        .into_iter()
        .filter(|segment| segment.change != Change::Extra)
        .map(|segment| (segment.text, segment.change == Change::Missing))
        .collect()
}

fn piece(text: String, own: bool) -> AnyView {
    if own { view! { <mark>{text}</mark> }.into_any() } else { view! { <span>{text}</span> }.into_any() }
}
