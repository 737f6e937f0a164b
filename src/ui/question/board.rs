//! The frame in which things are tapped or dragged to places.

use super::drag::Drag;
use crate::ui::view;
use leptos::prelude::*;

/// Wires a [`Drag`] around its content.
#[component]
pub(super) fn Board(
    /// What a drop means: what was dragged, and where it was dropped.
    dropped: Callback<(usize, usize)>,
    /// Label for screen readers.
    label: &'static str,
    /// Things and places.
    children: Children,
) -> impl IntoView {
    let drag = Drag::new(dropped);
    view! {
        <div class="board" role="group" aria-label=label
            on:pointerdown=move |event| drag.down(&event)
            on:pointermove=move |event| drag.moved(&event)
            on:pointerup=move |event| drag.up(&event)
            on:pointercancel=move |_| drag.cancel()
            on:click:capture=move |event| drag.click(&event)>
            {children()}
        </div>
    }
}
