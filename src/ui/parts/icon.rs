//! An icon of the sprite in index.html.

use crate::ui::view;
use leptos::prelude::*;

/// Draws the symbol `i-{name}`. Icons are decoration: the words beside them carry the meaning.
#[component]
pub(crate) fn Icon(
    /// Name of the symbol without its prefix.
    name: &'static str,
) -> impl IntoView {
    view! { <svg class="icon" aria-hidden="true"><use href=format!("#i-{name}")></use></svg> }
}
