//! 支部学习: a room of people studies together with one laptop on a projector. These screens are a chunk of the program
//! and a style sheet of their own.

mod audience;
mod collect;
mod desk;
mod hand;
mod host;
mod keys;
mod plan;
mod record;
mod removal;
mod show;

use super::Missing;
use crate::core::branch::Plan;
use crate::core::route::Route;
use crate::state::meeting::begin;
use crate::state::signal::Memo;
use crate::state::{Keep, Library};
use crate::ui::router::Router;
use crate::ui::view;
use leptos::prelude::*;

/// Every screen of 支部学习.
pub(crate) fn screen(route: Route) -> AnyView {
    match route {
        Route::Branch => desk::desk(),
        Route::BranchPlan(id) => plan::plan(id),
        Route::BranchRecord(id) => record::record(id),
        Route::Host(id) => host::host(id),
        Route::Audience(id) => audience::audience(id),
        Route::Collect(meeting) => collect::collect(meeting),
        _ => ().into_any(),
    }
}

/// Draws something once what is kept and the courses are there. Drawn once: what is kept changes with every letter.
fn when_there(draw: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    let (keep, library) = (Keep::expect(), Library::expect());
    let ready = Memo::new(move |_| keep.is_ready() && library.is_whole());
    keep.follow();
    view! {
        {move || match ready.get() {
            true => untrack(|| draw()),
            false => view! { <h1 class="hint">"正在载入…"</h1> },
        }}
    }
}

/// Begins a meeting and goes to the window of its host.
fn start(keep: Keep, router: Router, plan: Plan) {
    router.go(Route::Host(begin(keep, plan)));
}
