//! Where the keyboard and the screen reader are.

use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

/// Puts the focus on the first element that matches, without scrolling. Does nothing when there is none.
pub(crate) fn focus(selector: &str) {
    let element = document().query_selector(selector).ok().flatten();
    if let Some(element) = element.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        // An element that cannot take the focus is left alone.
        let _ = element.focus_with_options(&options);
    }
}

/// Puts the focus on the heading of the screen, so that a screen reader starts there; or on the field that a screen marks
/// with `data-begin`, because there is nothing to be read before something is typed. `false` while neither is there.
pub(crate) fn focus_heading() -> bool {
    if document().query_selector("#main [data-begin]").is_ok_and(|field| field.is_some()) {
        focus("#main [data-begin]");
        return true;
    }
    let Some(heading) = document().query_selector("#main h1").ok().flatten() else { return false };
    // Setting an attribute fails only for an invalid name.
    let _ = heading.set_attribute("tabindex", "-1");
    focus("#main h1");
    true
}

/// Hears every key that is pressed while a component is there.
pub(crate) fn hear_keys(hear: Box<dyn Fn(web_sys::KeyboardEvent)>) {
    let handle = window_event_listener(leptos::ev::keydown, hear);
    on_cleanup(move || handle.remove());
}

/// Milliseconds between looks for a heading whose program is still on its way, and how many there are.
const LOOK_MS: u32 = 100;
const LOOKS: u32 = 300;

/// The same as soon as the screen is there, unless the reader has gone on to something else meanwhile.
pub(crate) fn focus_heading_when_there() {
    let before = document().active_element();
    request_animation_frame(move || look(before, LOOKS));
}

fn look(before: Option<Element>, looks: u32) {
    let moved = before.as_ref().is_some_and(|before| before.is_connected()) && document().active_element() != before;
    if !moved && !focus_heading() && looks > 0 {
        Timeout::new(LOOK_MS, move || look(before, looks - 1)).forget();
    }
}
