//! Code that the first screen does not need travels in chunks of its own, fetched while the reader reads.
//!
//! The release build (feature `split`) cuts the wasm at the two functions of [`cut`]; everything that only they reach
//! goes into their chunk. Without the feature they are ordinary calls, which is what tests and `cargo xtask dev` use.

use super::parts::Icon;
use super::question::Answering;
use crate::core::route::Route;
use crate::ui::view;
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use wasm_bindgen_futures::spawn_local;

/// Milliseconds after which a chunk that could not be had is asked for again.
const RETRY_MS: u32 = 5000;

/// How far a chunk is.
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Chunk {
    /// Every screen but home and session.
    Screens,
    /// Every way of answering but choosing, and what follows an answer.
    Answers,
}

/// The chunks, live.
#[derive(Clone, Copy)]
pub(super) struct Chunks {
    screens: RwSignal<ChunkState>,
    answers: RwSignal<ChunkState>,
}

impl Chunks {
    /// Nothing asked for yet.
    pub(super) fn provide() {
        provide_context(Self {
            screens: RwSignal::new(ChunkState::Unasked),
            answers: RwSignal::new(ChunkState::Unasked),
        });
    }

    /// The chunks of the components above.
    pub(super) fn expect() -> Self {
        expect_context()
    }

    /// Fetches everything, so that no screen has to wait later.
    pub(super) fn fetch_all(self) {
        self.fetch(Chunk::Answers);
        self.fetch(Chunk::Screens);
    }

    const fn state(self, chunk: Chunk) -> RwSignal<ChunkState> {
        match chunk {
            Chunk::Screens => self.screens,
            Chunk::Answers => self.answers,
        }
    }

    fn fetch(self, chunk: Chunk) {
        let state = self.state(chunk);
        if matches!(state.get_untracked(), ChunkState::Coming | ChunkState::Ready) {
            return;
        }
        state.set(ChunkState::Coming);
        spawn_local(async move {
            let there = match chunk {
                Chunk::Screens => cut::fetch_screens().await,
                Chunk::Answers => cut::fetch_answers().await,
            };
            state.set(if there { ChunkState::Ready } else { ChunkState::Failed });
            if !there {
                Timeout::new(RETRY_MS, move || self.fetch(chunk)).forget();
            }
        });
    }

    /// What `draw` draws once the chunk is there, and nothing before; the chunk is fetched by others.
    fn when_there(self, chunk: Chunk, draw: Box<dyn Fn() -> Option<AnyView> + Send + Sync>) -> AnyView {
        let state = self.state(chunk);
        let view = move || if state.get() == ChunkState::Ready { draw() } else { None };
        view! { {move || view()} }.into_any()
    }

    /// What `draw` draws, as soon as the chunk is there; until then a line that says so.
    fn when_ready(self, chunk: Chunk, draw: Box<dyn Fn() -> Option<AnyView> + Send + Sync>) -> AnyView {
        self.fetch(chunk);
        let state = self.state(chunk);
        let view = move || {
            match state.get() {
            ChunkState::Ready => draw().unwrap_or_else(waiting),
            ChunkState::Unasked | ChunkState::Coming => waiting(),
            ChunkState::Failed => view! {
                <p class="status-line bad" role="status"><Icon name="warn"/>"这部分程序还没有下载好，联网后会自动继续。"</p>
            }
            .into_any(),
        }
        };
        view! { {move || view()} }.into_any()
    }
}

/// The line of a screen that waits for its program.
fn waiting() -> AnyView {
    view! { <p class="hint" role="status">"正在载入…"</p> }.into_any()
}

/// A screen other than home and session.
pub(super) fn screen(route: Route) -> AnyView {
    Chunks::expect().when_ready(Chunk::Screens, Box::new(move || now(cut::screen(Box::new(route.clone())))))
}

/// What is shown below an answered question.
pub(super) fn feedback(answering: Answering) -> AnyView {
    Chunks::expect().when_ready(Chunk::Answers, Box::new(move || now(cut::feedback(Box::new(answering)))))
}

/// What needs the reader's decision.
pub(super) fn notices() -> AnyView {
    Chunks::expect().when_there(Chunk::Screens, Box::new(|| now(cut::notices(Box::new(())))))
}

/// The help with all keys.
pub(super) fn keys_help(open: RwSignal<bool>) -> AnyView {
    Chunks::expect().when_ready(Chunk::Answers, Box::new(move || now(cut::keys_help(Box::new(open)))))
}

/// A way of answering other than choosing.
pub(super) fn way_of_answering(answering: Answering) -> AnyView {
    Chunks::expect().when_ready(Chunk::Answers, Box::new(move || now(cut::way_of_answering(Box::new(answering)))))
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

    #[wasm_split(screens, wasm_split_path = ::leptos::wasm_split, fallible, preload(preload_screens))]
    pub(super) fn screen(route: Box<Route>) -> Result<Box<AnyView>, SplitLoaderError> {
        Ok(Box::new(crate::ui::pages::screen(*route)))
    }

    #[wasm_split(screens, wasm_split_path = ::leptos::wasm_split, fallible, preload(preload_answers))]
    pub(super) fn way_of_answering(answering: Box<Answering>) -> Result<Box<AnyView>, SplitLoaderError> {
        Ok(Box::new(crate::ui::question::way_of_answering(*answering)))
    }

    #[wasm_split(screens, wasm_split_path = ::leptos::wasm_split, fallible, preload(preload_notices))]
    pub(super) fn notices(_: Box<()>) -> Result<Box<AnyView>, SplitLoaderError> {
        Ok(Box::new(crate::ui::parts::notices()))
    }

    #[wasm_split(screens, wasm_split_path = ::leptos::wasm_split, fallible, preload(preload_feedback))]
    pub(super) fn feedback(answering: Box<Answering>) -> Result<Box<AnyView>, SplitLoaderError> {
        Ok(Box::new(crate::ui::question::feedback(*answering)))
    }

    #[wasm_split(screens, wasm_split_path = ::leptos::wasm_split, fallible, preload(preload_keys_help))]
    pub(super) fn keys_help(open: Box<RwSignal<bool>>) -> Result<Box<AnyView>, SplitLoaderError> {
        Ok(Box::new(crate::ui::question::keys_help(*open)))
    }

    pub(super) async fn fetch_screens() -> bool {
        // Each call knows only of its own loading; the file is fetched once.
        preload_screens().await.is_ok() && preload_notices().await.is_ok()
    }

    pub(super) async fn fetch_answers() -> bool {
        preload_answers().await.is_ok() && preload_feedback().await.is_ok() && preload_keys_help().await.is_ok()
    }
}

#[cfg(not(feature = "split"))]
mod cut {
    use super::{Answering, AnyView, Route, RwSignal};
    use std::convert::Infallible;

    pub(super) async fn screen(route: Box<Route>) -> Result<Box<AnyView>, Infallible> {
        Ok(Box::new(crate::ui::pages::screen(*route)))
    }

    pub(super) async fn way_of_answering(answering: Box<Answering>) -> Result<Box<AnyView>, Infallible> {
        Ok(Box::new(crate::ui::question::way_of_answering(*answering)))
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

    pub(super) async fn fetch_screens() -> bool {
        true
    }

    pub(super) async fn fetch_answers() -> bool {
        true
    }
}
