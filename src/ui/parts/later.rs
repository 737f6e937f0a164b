//! What may come a frame later.

use crate::state::signal::RwSignal;
use crate::ui::view;
use gloo::timers::callback::Timeout;
use leptos::prelude::*;

/// What `draw` draws, after the frame that is being made. For what stands beside an answer to a tap and is not the
/// answer itself: on a slow phone the tap is answered one frame sooner for it.
pub(crate) fn later(draw: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    let due = RwSignal::new(false);
    after_paint(Box::new(move || {
        // The reader may be elsewhere by then.
        due.set(true);
    }));
    view! { {move || due.get().then(&draw)} }
}

/// Does `what` when the frame that is being made has been painted.
pub(crate) fn after_paint(what: Box<dyn FnOnce()>) {
    request_animation_frame(move || {
        Timeout::new(0, what).forget();
    });
}
