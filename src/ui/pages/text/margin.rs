//! What the course says about a paragraph: the concepts that cite it.

use crate::core::course::Course;
use crate::core::reading::Block;
use crate::core::route::Route;
use crate::ui::view;
use leptos::prelude::*;

/// CSS pixels of width from which the concepts stand open in the margin. Below it they are folded up under their
/// paragraph, so that reading goes on undisturbed.
const WIDE: f64 = 1200.0;

/// The concepts of a paragraph, as links.
pub(super) fn margin(course: &Course, block: &Block<'_>) -> Option<AnyView> {
    let links: Vec<AnyView> = block
        .concepts
        .iter()
        .map(|concept| {
            let to = Route::Concept(course.id.clone(), concept.id.clone());
            let title = concept.title.clone();
            view! { <li><Link to=to>{title}</Link></li> }.into_any()
        })
        .collect();
    (!links.is_empty()).then(|| {
        view! {
            <details class="margin" open=is_wide()>
                <summary>{format!("{} 个概念", links.len())}</summary>
                <ul>{links}</ul>
            </details>
        }
        .into_any()
    })
}

fn is_wide() -> bool {
    window().inner_width().ok().and_then(|width| width.as_f64()).is_some_and(|width| width >= WIDE)
}
