//! 学习: the course as a map of parts and sections.

use crate::core::course::{Course, Part, Section};
use crate::core::route::Route;
use crate::state::{Library, Study};
use crate::ui::parts::{Icon, Legend, Link, MasteryBar, MasteryWord, use_title};
use crate::ui::view;
use leptos::prelude::*;
use std::sync::Arc;

/// The course map.
#[component]
pub(crate) fn Learn() -> impl IntoView {
    use_title("学习");
    let course = Library::expect().current();
    let map = Route::Map(course.id.clone());
    let parts = course.parts.iter().map(|part| part_view(&course, part)).collect_view();
    view! {
        <header class="page-head">
            <h1>{course.title.clone()}</h1>
            <p class="quiet">{course.about.clone()}</p>
            <Link to=Route::Search class="search-entry"><Icon name="search"/>"搜概念和题目"</Link>
            <nav class="entries" aria-label="更多">
                <Link to=map class="button"><Icon name="map"/>"结构图"</Link>
            </nav>
        </header>
        <div class="stack-l">{parts}<Legend/>{own_text(&course)}</div>
    }
}

/// The way to the reader's own copy of the text.
fn own_text(course: &Course) -> impl IntoView + use<> {
    view! {
        <Link to=Route::Text(course.id.clone(), None) class="card row">
            <Icon name="place"/>
            <span class="grow stack-s"><strong>"我的原文"</strong><span class="hint">"打开自己手里的讲话，对照着学、逐段读"</span></span>
            <Icon name="next"/>
        </Link>
    }
}

fn part_view(course: &Arc<Course>, part: &Part) -> impl IntoView + use<> {
    let sections: Vec<_> = course.sections_of(&part.id).map(|section| section_card(course, section)).collect();
    let heading = format!("part-{}", part.id);
    let labelled = heading.clone();
    view! {
        <section class="map-part" aria-labelledby=labelled>
            <h2 id=heading><span class="ordinal serif">{part.ordinal.clone()}</span>{part.title.clone()}</h2>
            <ul class="stack-s">{sections.into_iter().map(|card| view! { <li>{card}</li> }).collect_view()}</ul>
        </section>
    }
}

fn section_card(course: &Arc<Course>, section: &Section) -> impl IntoView + use<> {
    let study = Study::expect();
    let tally = {
        let (course, id) = (Arc::clone(course), section.id.clone());
        Memo::new(move |_| study.progress().with(|progress| progress.tally(&course.id, course.questions_of(&id))))
    };
    let concepts = course.concepts_of(&section.id).count();
    let questions = course.questions_of(&section.id).count();
    let to = Route::Section(course.id.clone(), section.id.clone());
    let (title, summary) = (section.title.clone(), section.summary.clone());
    view! {
        <Link to=to class="card section-card">
            <span class="row">
                <strong class="grow">{title}</strong>
                <MasteryWord tally=tally/>
            </span>
            <span class="hint">{summary}</span>
            <MasteryBar tally=tally/>
            <span class="hint num">{format!("{concepts} 个概念 · {questions} 道题")}</span>
        </Link>
    }
}
