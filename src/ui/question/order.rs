//! Ordering: the things of a question are arranged.

use super::arrange::{Arrange, Arranging};
use super::{Answering, Key};
use crate::core::answer::Answer;
use crate::core::question::Body;
use crate::state::signal::{Effect, Signal, StoredValue};
use crate::ui::view;
use leptos::prelude::*;

fn items(answering: Answering) -> Vec<String> {
    answering.question.with_value(|question| match &question.body {
        Body::Order(items) => items.clone(),
        _ => Vec::new(),
    })
}

fn placed(answer: Option<Answer>) -> Vec<u8> {
    match answer {
        Some(Answer::Order(order)) => order,
        _ => Vec::new(),
    }
}

/// The order in which so many things lie there at first.
fn shown(answering: Answering, count: usize) -> Vec<usize> {
    answering.deranged(count, "")
}

/// The words on the things, in that order.
pub(super) fn words(answering: Answering) -> Vec<String> {
    let items = items(answering);
    shown(answering, items.len()).into_iter().filter_map(|at| items.get(at).cloned()).collect()
}

/// What is on the board is the draft; letter keys take what is left.
#[component]
pub(super) fn Order(answering: Answering) -> impl IntoView {
    let items = items(answering);
    let shown = shown(answering, items.len()).into_iter().filter_map(|index| u8::try_from(index).ok()).collect();
    let arranging = Arranging {
        items: StoredValue::new(items),
        leads: StoredValue::new(Vec::new()),
        shown: StoredValue::new(shown),
        order: Signal::derive(move || placed(answering.shown())),
        open: Signal::derive(move || answering.is_open()),
        on_change: Callback::new(move |order| answering.draft.set(Some(Answer::Order(order)))),
    };
    Effect::new(move |before: Option<u32>| {
        let (presses, key) = answering.key.get();
        if let Key::Pick(place) = key
            && before.is_some_and(|before| before != presses)
            && let Some(item) = untrack(move || arranging.rest()).get(usize::from(place)).copied()
        {
            arranging.append(item);
        }
        presses
    });
    view! { <Arrange arranging/> }
}
