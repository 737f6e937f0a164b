//! What may come a frame later.

use crate::ui::view;
use gloo::timers::callback::Timeout;
use leptos::prelude::*;

/// What `draw` draws, after the frame that is being made. For what stands beside an answer to a tap and is not the
/// answer itself: on a slow phone the tap is answered one frame sooner for it.
pub(crate) fn later(draw: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    let due = RwSignal::new(false);
    request_animation_frame(move || {
        // Behind the painting. The reader may be elsewhere by then.
        Timeout::new(0, move || {
            let _ = due.try_set(true);
        })
        .forget();
    });
    view! { {move || due.get().then(&draw)} }
}
