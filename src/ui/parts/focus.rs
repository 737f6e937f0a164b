//! Where the keyboard and the screen reader are.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

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
/// with `data-begin`, because there is nothing to be read before something is typed.
pub(crate) fn focus_heading() {
    if document().query_selector("#main [data-begin]").is_ok_and(|field| field.is_some()) {
        return focus("#main [data-begin]");
    }
    if let Some(heading) = document().query_selector("#main h1").ok().flatten() {
        // Setting an attribute fails only for an invalid name.
        let _ = heading.set_attribute("tabindex", "-1");
        focus("#main h1");
    }
}
