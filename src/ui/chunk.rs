//! What the first question does not need travels in a chunk of its own, fetched while the reader reads: every screen but
//! home and session, every way of answering but choosing, and what follows an answer. Two chunks would come sooner one by
//! one, but share so much that together they are 10 kB larger. Apart is what is opened less often and may come later: 模拟考试,
//! 支部学习, 学习统计 and 数据.
//!
//! The release build (feature `split`) cuts the wasm at the functions of [`cut`]; everything that only they reach goes
//! into the chunk. Without the feature they are ordinary calls, which is what tests and `cargo xtask dev` use.

use super::question::Answering;
use crate::core::route::Route;
use crate::state::page;
use crate::state::signal::RwSignal;
use crate::ui::view;
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use wasm_bindgen_futures::spawn_local;

/// Milliseconds after which a chunk that could not be had is asked for again.
const RETRY_MS: u32 = 5000;

/// How far the chunk is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ChunkState {
    /// Nobody asked for it yet.
    Unasked,
    /// On its way.
    Coming,
    /// There.
    Ready,
    /// The network failed; it is asked for again.
    Failed,
}

/// A part of the program that may still be on its way.
#[derive(Clone, Copy)]
pub(super) struct Chunk {
    state: RwSignal<ChunkState>,
    part: Part,
}

/// Which part.
#[derive(Clone, Copy)]
enum Part {
    Rest,
    Later,
}

/// Every part.
#[derive(Clone, Copy)]
struct Chunks {
    rest: Chunk,
    later: Chunk,
}

impl Chunk {
    /// Nothing asked for yet.
    pub(super) fn provide() {
        let unasked = |part| Self { state: RwSignal::new(ChunkState::Unasked), part };
        provide_context(Chunks { rest: unasked(Part::Rest), later: unasked(Part::Later) });
    }

    /// What every screen may need, of the components above.
    pub(super) fn expect() -> Self {
        expect_context::<Chunks>().rest
    }

    /// What a screen needs that is neither home nor session.
    fn of(route: &Route) -> Self {
        let Chunks { rest, later } = expect_context();
        if comes_later(route) { later } else { rest }
    }

    /// Fetches it, so that no screen has to wait later. Asking twice is harmless.
    pub(super) fn fetch(self) {
        if matches!(self.state.get_untracked(), ChunkState::Coming | ChunkState::Ready) {
            return;
        }
        self.state.set(ChunkState::Coming);
        spawn_local(async move {
            let there = match self.part {
                Part::Rest => cut::fetch().await,
                // Its style sheet comes with it.
                Part::Later => {
                    cut::fetch_later().await
                        && page::call_later("branchStyle", &[]).await.is_some_and(|there| there.is_truthy())
                }
            };
            self.state.set(if there { ChunkState::Ready } else { ChunkState::Failed });
            if !there {
                Timeout::new(RETRY_MS, move || self.fetch()).forget();
            }
        });
    }

    /// What `draw` draws, as soon as the chunk is there; until then a line that says so, where it is waited for.
    fn when_there(self, waited_for: bool, draw: Box<dyn Fn() -> Option<AnyView> + Send + Sync>) -> AnyView {
        if waited_for {
            self.fetch();
        }
        view! {
            {move || match self.state.get() {
                ChunkState::Ready => draw().unwrap_or_else(waiting),
                ChunkState::Failed if waited_for => view! {
                    <p class="status-line bad" role="status"><Icon name="warn"/>"这部分程序还没有下载好，联网后会自动继续。"</p>
                    // A host that has a newer version has this part no more, and then only the page made anew goes on.
                    <button type="button" class="button" id="reopen" on:click=|_| drop(page::call("reopen", &[]))>"重新打开"</button>
                },
                ChunkState::Unasked | ChunkState::Coming if waited_for => waiting(),
                _ => ().into_any(),
            }}
        }
    }
}

/// The line of a screen that waits for its program.
fn waiting() -> AnyView {
    view! { <p class="hint" role="status">"正在载入…"</p> }.into_any()
}

/// Whether a screen is in the part that comes later.
const fn comes_later(route: &Route) -> bool {
    route.is_branch()
        || matches!(
            route,
            Route::Exams
                | Route::Exam(_)
                | Route::ExamResult(_)
                | Route::HandIn(_)
                | Route::Statistics
                | Route::Data
                | Route::Moving
        )
}

/// A screen other than home and session.
pub(super) fn screen(route: Route) -> AnyView {
    let chunk = Chunk::of(&route);
    let draw: Box<dyn Fn() -> Option<AnyView> + Send + Sync> = if comes_later(&route) {
        Box::new(move || now(cut::later(Box::new(route.clone()))))
    } else {
        Box::new(move || now(cut::screen(Box::new(route.clone()))))
    };
    chunk.when_there(true, draw)
}

/// What is shown below an answered question.
pub(super) fn feedback(answering: Answering) -> AnyView {
    Chunk::expect().when_there(true, Box::new(move || now(cut::feedback(Box::new(answering)))))
}

/// What needs the reader's decision.
pub(super) fn notices() -> AnyView {
    Chunk::expect().when_there(false, Box::new(|| now(cut::notices(Box::new(())))))
}

/// The help with all keys.
pub(super) fn keys_help(open: RwSignal<bool>) -> AnyView {
    Chunk::expect().when_there(true, Box::new(move || now(cut::keys_help(Box::new(open)))))
}

/// A way of answering other than choosing, which is waited for, and what stands below every question.
pub(super) fn more_of_question(answering: Answering, waited_for: bool) -> AnyView {
    Chunk::expect().when_there(waited_for, Box::new(move || now(cut::more_of_question(Box::new(answering)))))
}

/// The outcome of a call into a chunk that is there: then the call does not wait.
fn now<E>(call: impl Future<Output = Result<Box<AnyView>, E>>) -> Option<AnyView> {
    match pin!(call).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(Ok(view)) => Some(*view),
        Poll::Ready(Err(_)) | Poll::Pending => None,
    }
}

#[cfg(feature = "split")]
mod cut {
    //! The cuts. The macro declares the chunk's functions as imports, which is what needs `unsafe`.
    #![allow(unsafe_code, missing_docs, reason = "written by the macro")]

    use super::{Answering, AnyView, Route, RwSignal};
    use leptos::wasm_split::{SplitLoaderError, wasm_split};

    #[wasm_split(rest, wasm_split_path = ::leptos::wasm_split, fallible, preload(preload_screen))]
    pub(super) fn screen(route: Box<Route>) -> Result<Box<AnyView>, SplitLoaderError> {
        Ok(Box::new(crate::ui::pages::screen(*route)))
    }

    #[wasm_split(later, wasm_split_path = ::leptos::wasm_split, fallible, preload(preload_later))]
    pub(super) fn later(route: Box<Route>) -> Result<Box<AnyView>, SplitLoaderError> {
        Ok(Box::new(crate::ui::pages::later(*route)))
    }

    #[wasm_split(rest, wasm_split_path = ::leptos::wasm_split, fallible, preload(preload_more_of_question))]
    pub(super) fn more_of_question(answering: Box<Answering>) -> Result<Box<AnyView>, SplitLoaderError> {
        Ok(Box::new(crate::ui::question::more_of_question(*answering)))
    }

    #[wasm_split(rest, wasm_split_path = ::leptos::wasm_split, fallible, preload(preload_notices))]
    pub(super) fn notices(_: Box<()>) -> Result<Box<AnyView>, SplitLoaderError> {
        Ok(Box::new(crate::ui::parts::notices()))
    }

    #[wasm_split(rest, wasm_split_path = ::leptos::wasm_split, fallible, preload(preload_feedback))]
    pub(super) fn feedback(answering: Box<Answering>) -> Result<Box<AnyView>, SplitLoaderError> {
        Ok(Box::new(crate::ui::question::feedback(*answering)))
    }

    #[wasm_split(rest, wasm_split_path = ::leptos::wasm_split, fallible, preload(preload_keys_help))]
    pub(super) fn keys_help(open: Box<RwSignal<bool>>) -> Result<Box<AnyView>, SplitLoaderError> {
        Ok(Box::new(crate::ui::question::keys_help(*open)))
    }

    pub(super) async fn fetch_later() -> bool {
        preload_later().await.is_ok()
    }

    pub(super) async fn fetch() -> bool {
        // Each call knows only of its own loading; the file is fetched once.
        preload_screen().await.is_ok()
            && preload_notices().await.is_ok()
            && preload_more_of_question().await.is_ok()
            && preload_feedback().await.is_ok()
            && preload_keys_help().await.is_ok()
    }
}

#[cfg(not(feature = "split"))]
mod cut {
    use super::{Answering, AnyView, Route, RwSignal};
    use std::convert::Infallible;

    pub(super) async fn screen(route: Box<Route>) -> Result<Box<AnyView>, Infallible> {
        Ok(Box::new(crate::ui::pages::screen(*route)))
    }

    pub(super) async fn later(route: Box<Route>) -> Result<Box<AnyView>, Infallible> {
        Ok(Box::new(crate::ui::pages::later(*route)))
    }

    pub(super) async fn fetch_later() -> bool {
        true
    }

    pub(super) async fn more_of_question(answering: Box<Answering>) -> Result<Box<AnyView>, Infallible> {
        Ok(Box::new(crate::ui::question::more_of_question(*answering)))
    }

    pub(super) async fn notices(_: Box<()>) -> Result<Box<AnyView>, Infallible> {
        Ok(Box::new(crate::ui::parts::notices()))
    }

    pub(super) async fn feedback(answering: Box<Answering>) -> Result<Box<AnyView>, Infallible> {
        Ok(Box::new(crate::ui::question::feedback(*answering)))
    }

    pub(super) async fn keys_help(open: Box<RwSignal<bool>>) -> Result<Box<AnyView>, Infallible> {
        Ok(Box::new(crate::ui::question::keys_help(*open)))
    }

    pub(super) async fn fetch() -> bool {
        true
    }
}
