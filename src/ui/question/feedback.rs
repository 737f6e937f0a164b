//! After the answer: right or wrong, why, where it stands, and the concept behind it.

use super::{Answering, verdict_words};
use crate::core::course::Course;
use crate::core::mark::Marked;
use crate::core::question::Body;
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
    let right_order = match &question.body {
        Body::Order(items) if !given.verdict.is_right() => {
            let rows = items.iter().map(|item| view! { <li>{item.clone()}</li> }).collect_view();
            Some(view! { <div class="stack-s"><h3>"正确顺序"</h3><ol class="right-order">{rows}</ol></div> })
        }
        _ => None,
    };
    let marked = Marked::Question(course.id.clone(), question.id.clone());
    view! {
        <section class=format!("feedback {class}") id="feedback" aria-label="解析">
            <h2 class="verdict"><Icon name=icon/>{words}</h2>
            {right_order}
            {move || match answering.explained(library) {
                Some(question) => {
                    let (why, source) = (question.why.clone(), question.source.clone());
                    let aloud = later(move || read_aloud(Voice::of(sentences(&[&why]))));
                    let passages = later(move || passages(answering.course.get_value(), source.clone(), false));
                    view! { <p class="prose">{question.why}</p>{aloud}<SourceNote source=question.source/>{passages} }.into_any()
                }
                None => view! { <p class="hint">"解析还在下载，稍等片刻会自动出现。"</p> }.into_any(),
            }}
            <ul class="concept-links" aria-label="相关概念">{concepts}</ul>
            {later(move || mark_bar(&marked))}
        </section>
    }
}
