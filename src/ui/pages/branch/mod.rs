//! 支部学习: a room studies together with one laptop on a projector. These screens are a chunk of the program and a style
//! sheet of their own.

mod collect;
mod hand_in;
mod paper_code;

use crate::core::route::Route;
use crate::ui::view;
use leptos::prelude::*;

/// Every screen of 支部学习.
pub(crate) fn screen(route: Route) -> AnyView {
    match route {
        Route::Branch => view! { <header class="page-head"><h1>"支部学习"</h1></header> }.into_any(),
        Route::Collect(meeting) => collect::collect(meeting),
        Route::HandIn(id) => hand_in::hand_in(id),
        _ => ().into_any(),
    }
}
