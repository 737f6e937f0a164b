//! After the answer: right or wrong, why, where it stands, and the concept behind it.

use super::{Answering, verdict_words};
use crate::core::course::{Course, Source};
use crate::core::ids::CourseId;
use crate::core::mark::Marked;
use crate::core::question::{Body, Question};
use crate::core::route::Route;
use crate::core::session::Given;
use crate::core::speech::sentences;
use crate::state::{Library, Voice};
use crate::ui::parts::{SourceNote, later, mark_bar, passages, read_aloud};
use crate::ui::view;
use leptos::prelude::*;
use std::sync::Arc;

/// A calm sheet below the question, which itself stays where it is.
pub(crate) fn feedback(answering: Answering) -> AnyView {
    let library = Library::expect();
    let view = move || {
        let course = answering.course.with_value(|id| library.course(id));
        answering.given.get().zip(course).map(|(given, course)| sheet(answering, library, &course, &given).into_any())
    };
    view! { {move || view()} }.into_any()
}

fn sheet(answering: Answering, library: Library, course: &Arc<Course>, given: &Given) -> AnyView {
    let question = answering.question.get_value();
    let (class, icon, words) = verdict_words(given.verdict);
    let right_order = match &question.body {
        Body::Order(items) if !given.verdict.is_right() => {
            let rows = items.iter().map(|item| view! { <li>{item.clone()}</li> }).collect_view();
            Some(view! { <div class="stack-s"><h3>"正确顺序"</h3><ol class="right-order">{rows}</ol></div> })
        }
        _ => None,
    };
    let course = Arc::clone(course);
    view! {
        <section class=format!("feedback {class}") id="feedback" aria-label="解析">
            <h2 class="verdict"><Icon name=icon/>{words}</h2>
            {right_order}
            {move || match answering.explained(library) {
                Some(question) => {
                    let (why, source) = (question.why.clone(), question.source);
                    let origin = later(move || origin(answering.course.get_value(), &why, &source));
                    view! { <p class="prose">{question.why}</p>{origin} }.into_any()
                }
                None => view! { <p class="hint">"解析还在下载，稍等片刻会自动出现。"</p> }.into_any(),
            }}
            {later(move || ways_on(&course, &question, answering))}
        </section>
    }
}

/// The explanation aloud, and where it stands in the speech.
fn origin(course: CourseId, why: &str, source: &[Source]) -> AnyView {
    let aloud = read_aloud(Voice::of(sentences(&[why])));
    view! { {aloud}<SourceNote source=source.to_vec()/>{passages(course, source.to_vec(), false)} }.into_any()
}

/// The concepts behind the question, the reader's own marks, and the way back after a slip of the finger.
fn ways_on(course: &Course, question: &Question, answering: Answering) -> AnyView {
    let concepts = question
        .concepts
        .iter()
        .filter_map(|id| course.concept(id))
        .map(|concept| {
            let to = Route::Concept(course.id.clone(), concept.id.clone());
            let title = concept.title.clone();
            view! {
                <li><Link to=to class="concept-link">
                    <span>{title}</span><Icon name="next"/>
                </Link></li>
            }
        })
        .collect_view();
    let marks = mark_bar(&Marked::Question(course.id.clone(), question.id.clone()));
    let take_back = answering.may_take_back.get_untracked().then(|| {
        view! {
            <button type="button" class="button ghost" id="take-back" on:click=move |_| answering.take_back.run(())>
                <Icon name="back"/>"点错了，撤回重答"
            </button>
        }
    });
    view! { <ul class="concept-links" aria-label="相关概念">{concepts}</ul>{marks}{take_back} }.into_any()
}
