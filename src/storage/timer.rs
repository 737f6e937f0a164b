//! A pause.

use gloo::timers::callback::Timeout;
use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

/// Ready after its time. gloo's own future would bring its worker and file crates along.
pub(super) struct Timer {
    state: Rc<RefCell<State>>,
    /// Dropping it cancels the browser's timer.
    _timeout: Timeout,
}

enum State {
    Running(Option<Waker>),
    Done,
}

impl Timer {
    pub(super) fn new(time: Duration) -> Self {
        let state = Rc::new(RefCell::new(State::Running(None)));
        let shared = Rc::clone(&state);
        let timeout = Timeout::new(u32::try_from(time.as_millis()).unwrap_or(u32::MAX), move || {
            if let State::Running(Some(waker)) = shared.replace(State::Done) {
                waker.wake();
            }
        });
        Self { state, _timeout: timeout }
    }
}

impl Future for Timer {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        match &mut *self.state.borrow_mut() {
            State::Done => Poll::Ready(()),
            State::Running(waker) => {
                *waker = Some(context.waker().clone());
                Poll::Pending
            }
        }
    }
}
