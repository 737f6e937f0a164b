//! The same as an outline: parts, sections, concepts.

use crate::core::course::{Concept, Course, Part, Section};
use crate::core::progress::Progress;
use crate::core::route::Route;
use crate::state::Study;
use crate::ui::view;
use leptos::prelude::*;

pub(super) fn outline(course: &Course) -> AnyView {
    let progress = Study::expect().ledger().with_untracked(|ledger| ledger.progress().clone());
    let parts: Vec<AnyView> = course.parts.iter().map(|part| of_part(course, &progress, part)).collect();
    view! { <ol class="outline stack" id="outline">{parts}</ol> }.into_any()
}

fn of_part(course: &Course, progress: &Progress, part: &Part) -> AnyView {
    let sections: Vec<AnyView> =
        course.sections_of(&part.id).map(|section| of_section(course, progress, section)).collect();
    let title = [&*part.ordinal, "、", &*part.title].concat();
    view! { <li><h2>{title}</h2><ol class="stack-s">{sections}</ol></li> }.into_any()
}

fn of_section(course: &Course, progress: &Progress, section: &Section) -> AnyView {
    let concepts: Vec<AnyView> =
        course.concepts_of(&section.id).map(|concept| of_concept(course, progress, concept)).collect();
    let to = Route::Section(course.id.clone(), section.id.clone());
    let title = section.title.clone();
    view! { <li><h3><Link to=to>{title}</Link></h3><ul>{concepts}</ul></li> }.into_any()
}

fn of_concept(course: &Course, progress: &Progress, concept: &Concept) -> AnyView {
    let percent = progress.tally(&course.id, course.questions_on(&concept.id)).percent();
    let to = Route::Concept(course.id.clone(), concept.id.clone());
    let title = concept.title.clone();
    view! { <li><Link to=to>{title}</Link><span class="hint num">{percent}"%"</span></li> }.into_any()
}
