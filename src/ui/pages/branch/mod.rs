//! 支部学习: a room of people studies together with one laptop on a projector. These screens are a chunk of the program and a style
//! sheet of their own.

mod audience;
mod awake;
mod collect;
mod hand;
mod hand_in;
mod host;
mod keys;
mod paper_code;
mod show;

use crate::core::route::Route;
use crate::state::signal::Memo;
use crate::state::{Keep, Library};
use crate::ui::view;
use leptos::prelude::*;

/// Every screen of 支部学习.
pub(crate) fn screen(route: Route) -> AnyView {
    match route {
        Route::Branch => view! { <header class="page-head"><h1>"支部学习"</h1></header> }.into_any(),
        Route::Host(id) => host::host(id),
        Route::Audience(id) => audience::audience(id),
        Route::Collect(meeting) => collect::collect(meeting),
        Route::HandIn(id) => hand_in::hand_in(id),
        _ => ().into_any(),
    }
}

/// Draws something once what is kept and the courses are there.
fn when_there(draw: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    let (keep, library) = (Keep::expect(), Library::expect());
    let ready = Memo::new(move |_| keep.is_ready() && library.is_whole());
    view! {
        {move || match ready.get() {
            true => untrack(|| draw()),
            false => view! { <h1 class="hint">"正在载入…"</h1> },
        }}
    }
}
