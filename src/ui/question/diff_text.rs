//! A comparison, character by character.

use crate::core::diff::{Change, compare};
use crate::ui::view;
use leptos::prelude::*;

/// The wording with what was left out underlined and what was added struck through: lines as well as colours, so that
/// neither is needed alone.
#[component]
pub(crate) fn DiffText(
    /// The official wording.
    wording: String,
    /// What was written.
    given: String,
) -> impl IntoView {
    let segments = compare(&wording, &given).into_iter().map(|segment| match segment.change {
        Change::Same => view! { <span>{segment.text}</span> }.into_any(),
        Change::Missing => view! { <ins><span class="sr">"漏写："</span>{segment.text}</ins> }.into_any(),
        Change::Extra => view! { <del><span class="sr">"多写："</span>{segment.text}</del> }.into_any(),
    });
    view! { <p class="diff serif">{segments.collect_view()}</p> }
}
