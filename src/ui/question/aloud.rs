//! Reading a question aloud.

use super::{Answering, choices, order, placing};
use crate::core::question::QuestionKind;
use crate::core::speech::script_of_question;
use crate::state::Voice;
use crate::ui::parts::read_aloud;
use crate::ui::view;
use leptos::prelude::*;

/// The control below a question that waits for its answer. With the answer it goes, for the explanation has its own.
pub(super) fn while_open(answering: Answering) -> AnyView {
    view! { {move || answering.is_open().then(|| read_aloud(Voice::of(script(answering))))} }
}

/// Stem and options as they stand on the screen.
fn script(answering: Answering) -> Vec<String> {
    let (kind, stem) = answering.question.with_value(|question| (question.body.kind(), question.stem.clone()));
    let (options, others) = match kind {
        QuestionKind::Single | QuestionKind::Multiple | QuestionKind::TrueFalse => {
            (choices::words(answering), Vec::new())
        }
        QuestionKind::Order => (order::words(answering), Vec::new()),
        QuestionKind::Match | QuestionKind::Group => placing::words(answering),
        QuestionKind::Fill | QuestionKind::Recall => (Vec::new(), Vec::new()),
    };
    script_of_question(&stem, &options, &others)
}
