//! A row of alternatives of which one is chosen.

use crate::state::signal::{RwSignal, Signal};
use crate::ui::view;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Alternatives whose choice is kept in a signal.
pub(crate) fn one_of(label: &'static str, words: Vec<String>, value: RwSignal<usize>) -> AnyView {
    view! {
        <Segments label=label words=words value=Signal::derive(move || Some(value.get()))
            on_choose=Callback::new(move |place| value.set(place))/>
    }
}

/// A radio group drawn as buttons; arrow keys move the choice, as in every radio group. Alternatives are numbered, so
/// that one compiled copy serves every kind of choice.
#[component]
pub(crate) fn Segments(
    /// Label of the group.
    label: &'static str,
    /// The words on the alternatives.
    words: Vec<String>,
    /// Which one is chosen.
    #[prop(into)]
    value: Signal<Option<usize>>,
    /// Called with what was chosen.
    on_choose: Callback<usize>,
) -> impl IntoView {
    let count = words.len();
    let step = move |event: leptos::ev::KeyboardEvent| {
        let by = match event.key().as_str() {
            "ArrowRight" | "ArrowDown" => 1,
            "ArrowLeft" | "ArrowUp" => count - 1,
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        let next = (value.get_untracked().unwrap_or(0) + by) % count;
        on_choose.run(next);
        let group = event.current_target().and_then(|group| group.dyn_into::<web_sys::Element>().ok());
        let child = group.and_then(|group| group.children().item(u32::try_from(next).unwrap_or(0)));
        if let Some(button) = child.and_then(|child| child.dyn_into::<web_sys::HtmlElement>().ok()) {
            // A button on screen takes the focus.
            let _ = button.focus();
        }
    };
    let buttons = words.into_iter().enumerate().map(|(place, words)| {
        let chosen = Signal::derive(move || value.get() == Some(place));
        let first = Signal::derive(move || chosen.get() || (value.get().is_none() && place == 0));
        view! {
            <button type="button" class="segment" role="radio" tabindex=move || if first.get() { "0" } else { "-1" }
                aria-checked=move || if chosen.get() { "true" } else { "false" } on:click=move |_| on_choose.run(place)>
                {words}
            </button>
        }
    });
    view! { <div class="segments" role="radiogroup" aria-label=label on:keydown=step>{buttons.collect_view()}</div> }
}
