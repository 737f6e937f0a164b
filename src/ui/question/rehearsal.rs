//! The first feedback of a visit, rehearsed where nobody sees it.
//!
//! Browsers compile a function of the program when it is first called. On a slow phone the first feedback would wait for
//! some 190 of them, a third of its time; while the reader reads the question there is time for that.

use super::{Answering, Key, QuestionView, feedback};
use crate::core::answer::Answer;
use crate::core::ids::{CourseId, ReviewId, SessionId};
use crate::core::ledger::Ledger;
use crate::core::question::{Body, Question};
use crate::core::session::{Given, Occasion, Scope, Session};
use crate::state::clock;
use crate::state::signal::{Memo, RwSignal, Signal, StoredValue};
use crate::ui::view;
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use leptos::tachys::view::Render;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Milliseconds for which the reader has been reading by then.
const CALM_MS: u32 = 700;

/// Once is enough.
static DONE: AtomicBool = AtomicBool::new(false);

/// Draws the feedback to a question like this one, out of sight, unless it is answered before there is time.
pub(super) fn rehearse(answering: Answering) {
    if DONE.load(Ordering::Relaxed) {
        return;
    }
    let (course, question) = (answering.course.get_value(), answering.question.get_value());
    let (Some(answer), Some(stage)) = (some_answer(&question.body), outermost()) else { return };
    let waiting = StoredValue::new(None);
    // Who leaves the question takes the timer along.
    on_cleanup(move || waiting.dispose());
    waiting.set_value(Some(Timeout::new(CALM_MS, move || {
        let is_open = answering.given.try_with_untracked(Option::is_none) == Some(true);
        if !is_open || DONE.swap(true, Ordering::Relaxed) {
            return;
        }
        let session = Session::new(
            SessionId(String::new()),
            course.clone(),
            Scope::Today,
            0,
            clock::now(),
            vec![question.id.clone()],
        );
        let occasion = Occasion { review: ReviewId(clock::new_id()), now: clock::now(), took_ms: 0 };
        let Ok((after, review)) = session.answer(&question, answer, occasion) else { return };
        Ledger::default().apply(&review.into());
        let Some(given) = after.current().and_then(|item| item.given.clone()) else { return };
        stage.with(|| draw(StoredValue::new(course), StoredValue::new(question), given));
    })));
}

/// An answer of the kind that is chosen; the other ways of answering have too much of their own.
fn some_answer(body: &Body) -> Option<Answer> {
    match body {
        Body::Single(_) | Body::Multiple(_) => Some(Answer::Choice(BTreeSet::from([0]))),
        Body::TrueFalse(_) => Some(Answer::Truth(true)),
        _ => None,
    }
}

/// The owner of the whole page, which never goes. What is drawn here has nothing of the question's screen: that may be
/// gone at any moment, and what comes a frame later would meet values that are no more.
fn outermost() -> Option<Owner> {
    let mut owner = Owner::current()?;
    while let Some(parent) = owner.parent() {
        owner = parent;
    }
    Some(owner.child())
}

/// Draws an open question, then its feedback. It is kept for as long as the page is: some sixty elements.
fn draw(course: StoredValue<CourseId>, question: StoredValue<Arc<Question>>, given: Given) {
    let now = RwSignal::new(None);
    let stand_in = Answering {
        course,
        question,
        seed: 0,
        draft: RwSignal::new(None),
        given: Memo::new(move |_| now.get()),
        uncovered: RwSignal::new(false),
        submit: Callback::new(|()| ()),
        take_back: Callback::new(|()| ()),
        may_take_back: Signal::derive(|| true),
        key: RwSignal::new((0, Key::None)),
    };
    let answered = move || now.with(Option::is_some);
    let drawn = view! {
        <div><QuestionView answering=stand_in/>{move || answered().then(|| feedback(stand_in))}</div>
    }
    .build();
    std::mem::forget(drawn);
    now.set(Some(given));
}
