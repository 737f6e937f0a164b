//! 背诵阶梯: one concept recited with less and less help.

mod climber;
mod cue;
mod gaps;
mod lines;
mod memory;
mod order;
mod read;
mod stepper;
mod top;

use super::Missing;
use crate::core::course::Course;
use crate::core::ids::{ConceptId, CourseId};
use crate::core::ladder::{self, Climb, Rung};
use crate::core::route::Route;
use crate::state::signal::{Memo, Signal, StoredValue};
use crate::state::{Keep, Library, clock};
use crate::ui::parts::{SaveStatus, use_title};
use crate::ui::view;
use climber::Climber;
use leptos::prelude::*;
use std::sync::Arc;
use stepper::stepper;

/// The ladder of a concept.
#[component]
pub(crate) fn Ladder(
    /// The course.
    course: CourseId,
    /// The concept.
    id: ConceptId,
) -> impl IntoView {
    let library = Library::expect();
    let keep = Keep::expect();
    if library.course(&course).is_none_or(|course| course.concept(&id).is_none()) {
        return view! { <Missing what="课程里没有这个概念"/> }.into_any();
    }
    // Everything kept changes with every rung; the page is drawn once, and its parts follow.
    let ready = Memo::new(move |_| keep.is_ready());
    let page = move || match library.annotated(&course) {
        Some(course) if ready.get() => untrack(|| page(&course, &id, keep)),
        _ => view! { <h1 class="hint">"正在载入…"</h1> }.into_any(),
    };
    page.into_any()
}

/// How far a reader is on the ladder of a concept: `2/5`; `None` where there is nothing to recite.
pub(super) fn height(keep: Keep, course: &CourseId, concept: &crate::core::course::Concept) -> Option<String> {
    let rungs = ladder::Ladder::of(concept)?.rungs();
    let climb = keep.get::<Climb>(&place(course, &concept.id)).unwrap_or_default();
    Some(format!("{}/{}", climb.height(&rungs), rungs.len()))
}

fn place(course: &CourseId, concept: &ConceptId) -> String {
    format!("{course}/{concept}")
}

fn page(course: &Arc<Course>, id: &ConceptId, keep: Keep) -> AnyView {
    let Some((concept, ladder)) = course.concept(id).and_then(|concept| Some((concept, ladder::Ladder::of(concept)?)))
    else {
        return view! { <Missing what="这个概念没有要背的原文"/> }.into_any();
    };
    use_title(&format!("背诵 {}", concept.title));
    let climber = Climber::new(ladder, place(&course.id, id), keep);
    let then = StoredValue::new(top::beyond(course, concept));
    let rung = move || {
        let (rung, seed) = climber.now();
        match rung {
            Rung::Read => read::read(climber),
            Rung::Cue => cue::cue(climber),
            Rung::Gaps => gaps::gaps(climber, seed),
            Rung::Order => order::order(climber, seed),
            Rung::Memory => memory::memory(climber, then),
        }
    };
    view! {
        <div class="row wrap">
            <Link to=Route::Concept(course.id.clone(), id.clone()) class="crumb"><Icon name="back"/>"概念卡片"</Link>
            <span class="grow"></span>
            {move || climber.touched().then(|| view! { <SaveStatus/> })}
        </div>
        <header class="page-head">
            <p class="quiet">"背诵阶梯"</p>
            <h1 class="serif">{concept.title.clone()}</h1>
        </header>
        <div class="ladder">
            {stepper(climber)}
            <section class="stack" aria-labelledby="rung">{move || rung()}</section>
        </div>
    }
    .into_any()
}

/// Heading of a rung, what to do on it, and what is remembered of it.
fn heading(climber: Climber, rule: &'static str) -> AnyView {
    let rung = climber.rung();
    let past = move || {
        let step = climber.step(rung);
        let passed = step.passed.map(|at| format!("上次通过：{}。", clock::format(at)));
        let failed = (step.failed > 0).then(|| format!("未通过 {} 次。", step.failed));
        passed.into_iter().chain(failed).collect::<String>()
    };
    view! {
        <div class="stack-s">
            <h2 id="rung" tabindex="-1">{rung.name()}</h2>
            <p class="quiet">{rule}</p>
            <p class="hint num">{past}</p>
        </div>
    }
    .into_any()
}

/// How something is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tone {
    /// A try was passed.
    Right,
    /// A try was not passed.
    Wrong,
    /// There was nothing to judge yet.
    Note,
}

/// What is said of a try.
type Said = Option<(Tone, String)>;

/// What is said of a try that was judged.
fn judged(passed: bool, words: String) -> Said {
    Some((if passed { Tone::Right } else { Tone::Wrong }, words))
}

/// What is said when a check came too early; `None` once it no longer would.
fn note(early: bool, words: &str) -> Said {
    early.then(|| (Tone::Note, words.to_owned()))
}

/// The bar at the bottom: what the try came to, spoken by a screen reader when it changes, and the one thing to do next.
fn action(said: Signal<Said>, words: Signal<String>, on_go: Callback<()>) -> AnyView {
    let line = move || {
        said.get().map(|(tone, words)| {
            let (class, icon) = match tone {
                Tone::Right => ("verdict right", "check"),
                Tone::Wrong => ("verdict wrong", "cross"),
                Tone::Note => ("verdict", "bulb"),
            };
            view! { <p class=class><Icon name=icon/>{words}</p> }
        })
    };
    view! {
        <div class="actions">
            <div id="said" role="status">{line}</div>
            <button type="button" class="button primary wide" id="go" on:click=move |_| on_go.run(())>{move || words.get()}</button>
        </div>
    }
    .into_any()
}
