//! Where somebody reads: kept when they pause, found again when they come back.

use crate::core::ids::CourseId;
use crate::core::reading::ReadingPlace;
use crate::state::Keep;
use crate::state::signal::{Effect, StoredValue};
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Milliseconds without scrolling after which the place is kept.
const PAUSE_MS: u32 = 400;

/// The element of a paragraph of the copy.
pub(super) fn element_id(at: usize) -> String {
    format!("own-{at}")
}

/// The place kept for a course, tracked.
pub(super) fn kept(keep: Keep, course: &CourseId) -> ReadingPlace {
    keep.get(course.as_str()).unwrap_or(ReadingPlace::START)
}

/// Keeps what has changed of the place.
pub(super) fn change(keep: Keep, course: &CourseId, change: impl FnOnce(&mut ReadingPlace)) {
    let before = untrack(|| kept(keep, course));
    let mut place = before;
    change(&mut place);
    if place != before {
        keep.put(course.as_str(), &place);
    }
}

/// Scrolls a paragraph of the copy to the top, once it is drawn.
pub(super) fn restore(paragraph: Option<usize>) {
    let Some(at) = paragraph else { return };
    Effect::new(move |_| {
        // After the frame in which travelling to a screen scrolls to its top.
        request_animation_frame(move || {
            if let Some(element) = document().get_element_by_id(&element_id(at)) {
                element.scroll_into_view();
            }
        });
    });
}

/// Keeps the paragraph at the top whenever scrolling pauses.
pub(super) fn remember(keep: Keep, course: StoredValue<CourseId>) {
    let waiting = StoredValue::new(None::<Timeout>);
    let handle = window_event_listener(leptos::ev::scroll, move |_| {
        waiting.set_value(Some(Timeout::new(PAUSE_MS, move || {
            if let Some(at) = at_the_top() {
                // The page may be gone by now.
                course.try_with_value(|course| change(keep, course, |place| place.paragraph = at));
            }
        })));
    });
    on_cleanup(move || {
        handle.remove();
        waiting.dispose();
    });
}

/// The first paragraph that is not wholly above the screen; 0, the beginning, while what stands before the text shows.
fn at_the_top() -> Option<usize> {
    let blocks = document().query_selector_all("#own-reading > .block").ok()?;
    let top =
        document().query_selector(".topbar").ok().flatten().map_or(0.0, |bar| bar.get_bounding_client_rect().bottom());
    for place in 0..blocks.length() {
        let block = blocks.item(place)?.dyn_into::<web_sys::Element>().ok()?;
        let rect = block.get_bounding_client_rect();
        // A paragraph of which only the last line still shows has been read.
        if rect.bottom() > top + 24.0 {
            let beginning = place == 0 && rect.top() > top;
            return if beginning { Some(0) } else { block.get_attribute("data-at")?.parse().ok() };
        }
    }
    None
}
