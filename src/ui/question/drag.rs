//! Dragging with mouse, pen or finger, as an addition to tapping: nothing needs it.
//!
//! Things to be dragged carry `data-drag="n"`, places to drop on carry `data-drop="n"`. With a finger only a grip
//! (`data-grip`) starts a drag, so that the rest of the screen can be scrolled as usual.

use crate::state::signal::StoredValue;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Movement in CSS pixels from which on a press is a drag and no longer a tap.
const THRESHOLD: f64 = 8.0;

struct Held {
    what: usize,
    element: web_sys::HtmlElement,
    from: (f64, f64),
    moved: bool,
}

/// Handlers for the element around all draggable things and places.
#[derive(Clone, Copy)]
pub(super) struct Drag {
    held: StoredValue<Option<Held>>,
    /// A drag ends with a click on where it ended; that click is not meant.
    swallow: StoredValue<bool>,
    dropped: Callback<(usize, usize)>,
}

impl Drag {
    /// `dropped` is called with what was dragged and where it was dropped.
    pub(super) fn new(dropped: Callback<(usize, usize)>) -> Self {
        Self { held: StoredValue::new(None), swallow: StoredValue::new(false), dropped }
    }

    /// For `pointerdown`.
    pub(super) fn down(self, event: &web_sys::PointerEvent) {
        self.swallow.set_value(false);
        let Some(target) = element(event.target()) else { return };
        let needs_grip = event.pointer_type() == "touch";
        if event.button() != 0 || (needs_grip && closest(&target, "[data-grip]").is_none()) {
            return;
        }
        let held = closest(&target, "[data-drag]").and_then(|element| {
            let what = index(&element, "data-drag")?;
            Some(Held {
                what,
                element: element.dyn_into().ok()?,
                from: (event.client_x().into(), event.client_y().into()),
                moved: false,
            })
        });
        self.held.set_value(held);
    }

    /// For `pointermove`.
    pub(super) fn moved(self, event: &web_sys::PointerEvent) {
        self.held.update_value(|held| {
            let Some(held) = held else { return };
            let (x, y) = (f64::from(event.client_x()) - held.from.0, f64::from(event.client_y()) - held.from.1);
            if !held.moved && x.hypot(y) >= THRESHOLD {
                held.moved = true;
                // Without capture a drag merely ends at the edge of the window.
                let _ = held.element.set_pointer_capture(event.pointer_id());
                let _ = held.element.class_list().add_1("dragging");
            }
            if held.moved {
                event.prevent_default();
                let _ = held
                    .element
                    .style()
                    .set_property("transform", &format!("translate({}px, {}px)", whole(x), whole(y)));
            }
        });
    }

    /// For `pointerup`.
    pub(super) fn up(self, event: &web_sys::PointerEvent) {
        let Some(held) = self.release() else { return };
        if !held.moved {
            return;
        }
        self.swallow.set_value(true);
        let under = document().element_from_point(event.client_x() as f32, event.client_y() as f32);
        if let Some(place) =
            under.and_then(|element| closest(&element, "[data-drop]")).and_then(|place| index(&place, "data-drop"))
        {
            self.dropped.run((held.what, place));
        }
    }

    /// For `pointercancel`.
    pub(super) fn cancel(self) {
        self.release();
    }

    /// For `click`, in the capture phase: keeps the click at the end of a drag from being a tap.
    pub(super) fn click(self, event: &web_sys::MouseEvent) {
        if self.swallow.get_value() {
            self.swallow.set_value(false);
            event.stop_propagation();
            event.prevent_default();
        }
    }

    fn release(self) -> Option<Held> {
        let held = self.held.try_update_value(Option::take).flatten()?;
        let _ = held.element.class_list().remove_1("dragging");
        let _ = held.element.style().remove_property("transform");
        Some(held)
    }
}

/// Whole pixels are enough under a finger.
fn whole(length: f64) -> i32 {
    #[expect(clippy::cast_possible_truncation, reason = "`as` saturates")]
    let whole = length as i32;
    whole
}

fn element(target: Option<web_sys::EventTarget>) -> Option<web_sys::Element> {
    target.and_then(|target| target.dyn_into().ok())
}

fn closest(element: &web_sys::Element, selector: &str) -> Option<web_sys::Element> {
    element.closest(selector).ok().flatten()
}

fn index(element: &web_sys::Element, name: &str) -> Option<usize> {
    element.get_attribute(name)?.parse().ok()
}
