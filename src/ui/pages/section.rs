//! A section with its concepts.

use super::Missing;
use crate::core::course;
use crate::core::ids::{CourseId, SectionId};
use crate::core::route::Route;
use crate::core::session::Scope;
use crate::state::signal::Memo;
use crate::state::{Library, Prefs, Study};
use crate::ui::parts::{FactTag, MasteryBar, MasteryWord, Starter, use_title};
use crate::ui::view;
use leptos::prelude::*;
use std::sync::Arc;

/// What the section teaches, concept by concept.
#[component]
pub(crate) fn Section(
    /// The course.
    course: CourseId,
    /// The section.
    id: SectionId,
) -> impl IntoView {
    let found = Library::expect().course(&course).and_then(|course| {
        let section = course.section(&id)?.clone();
        Some((course, section))
    });
    match found {
        Some((course, section)) => section_view(&course, &section).into_any(),
        None => view! { <Missing what="课程里没有这一节"/> }.into_any(),
    }
}

fn section_view(course: &Arc<course::Course>, section: &course::Section) -> AnyView {
    use_title(&section.title);
    let study = Study::expect();
    let prefs = Prefs::expect();
    let starter = Starter::expect();
    let tally = {
        let (course, id) = (Arc::clone(course), section.id.clone());
        Memo::new(move |_| study.progress(|progress| progress.tally(&course.id, course.questions_of(&id))))
    };
    let part = course.part(&section.part).map(|part| format!("第{}部分 · {}", part.ordinal, part.title));
    let concepts = course.concepts_of(&section.id).map(|concept| concept_row(course, concept)).collect_view();
    let begin = {
        let (course, id) = (Arc::clone(course), section.id.clone());
        move |_| starter.begin(&course, Scope::Section(id.clone()), usize::from(prefs.get_untracked().session_size))
    };
    view! {
        <Link to=Route::Learn class="crumb"><Icon name="back"/>"学习"</Link>
        <header class="page-head stack-s">
            <p class="hint">{part}</p>
            <h1>{section.title.clone()}</h1>
            <p class="quiet">{section.summary.clone()}</p>
            <MasteryBar tally=tally/>
        </header>
        <ul class="rows">{concepts}</ul>
        <p><Link to=Route::Cards(course.id.clone(), Some(section.id.clone())) class="button">"速览卡"</Link></p>
        <div class="actions">
            <button type="button" class="button primary wide" id="practise" on:click=begin>"练这一节"</button>
        </div>
    }
}

fn concept_row(course: &Arc<course::Course>, concept: &course::Concept) -> AnyView {
    let study = Study::expect();
    let tally = {
        let (course, id) = (Arc::clone(course), concept.id.clone());
        Memo::new(move |_| study.progress(|progress| progress.tally(&course.id, course.questions_on(&id))))
    };
    let to = Route::Concept(course.id.clone(), concept.id.clone());
    let (title, fact) = (concept.title.clone(), concept.fact);
    view! {
        <li>
            <Link to=to class="row concept-row">
                <span class="grow">{title}</span>
                <FactTag fact=fact/>
                <MasteryWord tally=tally/>
                <Icon name="next"/>
            </Link>
        </li>
    }
}
