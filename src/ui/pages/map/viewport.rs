//! The window through which the picture is looked at: zoom, drag, full screen. Scrolling is the browser's own, so touch,
//! wheel, inertia and the focus that follows the keyboard need nothing of ours; pinching is the browser's as well.

use crate::state::Prefs;
use crate::state::signal::RwSignal;
use leptos::ev::{MouseEvent, PointerEvent};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

/// Width of the picture in percent of its window.
const LEAST: u32 = 100;
const MOST: u32 = 500;
const STEP: u32 = 50;
/// A mouse that moved less has clicked.
const CLICK: i32 = 5;

/// The state of the window.
#[derive(Clone, Copy)]
pub(super) struct Viewport {
    zoom: RwSignal<u32>,
    /// Whoever has larger text has a larger picture.
    fitting: u32,
    /// Where a drag began and how far it went.
    drag: RwSignal<Option<(i32, i32)>>,
    dragged: RwSignal<i32>,
}

impl Viewport {
    pub(super) fn new() -> Self {
        let fitting = u32::from(Prefs::expect().get_untracked().text_percent);
        Self { zoom: RwSignal::new(fitting), fitting, drag: RwSignal::new(None), dragged: RwSignal::new(0) }
    }

    /// The width as CSS.
    pub(super) fn width(self) -> String {
        [&*self.zoom.get().to_string(), "%"].concat()
    }

    pub(super) fn zoom_in(self) {
        self.zoom.update(|zoom| *zoom = (*zoom + STEP).min(MOST));
    }

    pub(super) fn zoom_out(self) {
        self.zoom.update(|zoom| *zoom = zoom.saturating_sub(STEP).max(LEAST));
    }

    pub(super) fn reset(self) {
        self.zoom.set(self.fitting);
    }

    /// Touch scrolls by itself; a mouse takes hold of the picture.
    pub(super) fn hold(self, event: &PointerEvent) {
        self.dragged.set(0);
        if event.pointer_type() == "mouse" && event.button() == 0 {
            self.drag.set(Some((event.client_x(), event.client_y())));
        }
    }

    pub(super) fn pull(self, event: &PointerEvent) {
        let Some((x, y)) = self.drag.get_untracked() else { return };
        let frame = event.current_target().and_then(|frame| frame.dyn_into::<Element>().ok());
        let (by_x, by_y) = (x - event.client_x(), y - event.client_y());
        if let Some(frame) = frame {
            frame.set_scroll_left(frame.scroll_left() + by_x);
            frame.set_scroll_top(frame.scroll_top() + by_y);
        }
        self.dragged.update(|dragged| *dragged += by_x.abs() + by_y.abs());
        self.drag.set(Some((event.client_x(), event.client_y())));
    }

    pub(super) fn release(self) {
        self.drag.set(None);
    }

    /// Whether a click is one, and not the end of a drag or a wish for another tab.
    pub(super) fn is_click(self, event: &MouseEvent) -> bool {
        self.dragged.get_untracked() <= CLICK && !(event.ctrl_key() || event.meta_key() || event.shift_key())
    }
}

/// Shows the element alone on the whole screen, or ends that.
pub(super) fn toggle_full_screen(id: &str) {
    let document = document();
    if document.fullscreen_element().is_some() {
        document.exit_fullscreen();
    } else if let Some(element) = document.get_element_by_id(id) {
        // A browser that refuses leaves the page as it is, which is all that can be done.
        let _ = element.request_fullscreen();
    }
}
