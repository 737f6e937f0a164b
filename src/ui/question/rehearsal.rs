//! The first feedback of a visit, rehearsed where nobody sees it.
//!
//! Browsers compile a function of the program when it is first called. On a slow phone the first feedback would wait for
//! some 190 of them, a third of its time; while the reader reads the question there is time for that.

use super::{Answering, QuestionView, feedback};
use crate::core::answer::Answer;
use crate::core::grade::Verdict;
use crate::core::ids::ReviewId;
use crate::core::question::Body;
use crate::core::session::Given;
use crate::state::signal::{Memo, RwSignal, Signal, StoredValue};
use crate::ui::view;
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use leptos::tachys::view::Render;
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};

/// Milliseconds for which the reader has been reading by then.
const CALM_MS: u32 = 700;

/// Milliseconds after which what was drawn is thrown away: by then it has been drawn completely.
const KEPT_MS: u32 = 500;

/// Once is enough.
static DONE: AtomicBool = AtomicBool::new(false);

/// Draws the feedback to a question like this one, out of sight, unless it is answered before there is time.
pub(super) fn rehearse(answering: Answering) {
    let chooses =
        answering.question.with_value(|question| matches!(question.body, Body::Single(_) | Body::Multiple(_)));
    let Some(owner) = Owner::current().filter(|_| chooses && !DONE.load(Ordering::Relaxed)) else { return };
    let waiting = StoredValue::new(None);
    // Who leaves the question takes the timer along.
    on_cleanup(move || waiting.dispose());
    waiting.set_value(Some(Timeout::new(CALM_MS, move || {
        if answering.given.with_untracked(Option::is_none) && !DONE.swap(true, Ordering::Relaxed) {
            draw(&owner.child(), answering);
        }
    })));
}

fn draw(owner: &Owner, answering: Answering) {
    let given = RwSignal::new(None);
    let drawn = owner.with(|| {
        let stand_in = Answering {
            draft: RwSignal::new(None),
            given: Memo::new(move |_| given.get()),
            may_take_back: Signal::derive(|| false),
            key: RwSignal::new((0, super::Key::None)),
            ..answering
        };
        let answered = move || given.with(Option::is_some);
        view! {
            <div><QuestionView answering=stand_in/>{move || answered().then(|| feedback(stand_in))}</div>
        }
        .build()
    });
    given.set(Some(Given {
        review: ReviewId(String::new()),
        answer: Answer::Choice(BTreeSet::from([0])),
        verdict: Verdict { points: 0, of: 1 },
        sure: None,
    }));
    let owner = owner.clone();
    Timeout::new(KEPT_MS, move || {
        drop(drawn);
        owner.cleanup();
    })
    .forget();
}
