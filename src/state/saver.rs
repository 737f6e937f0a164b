//! Writes what happened to disk, in order, and says honestly how far it got.

use super::{clock, words};
use crate::core::ids::ReviewId;
use crate::core::log::Undo;
use crate::core::review::Review;
use crate::core::session::Session;
use crate::core::settings::Settings;
use crate::state::signal::{RwSignal, Signal};
use crate::storage::{KeptChange, KeptValues, NewCheckpoint, StorageError, Store, Write};
use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::Timeout;
use gloo::timers::future::TimeoutFuture;
use leptos::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

/// How far saving got.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveState {
    /// Everything is on disk.
    Saved,
    /// Something is on its way.
    Saving,
    /// The last try failed; what is not saved waits in memory and is tried again.
    Failed {
        /// What to do, in words.
        advice: String,
        /// Answers that are not on disk.
        answers: usize,
    },
    /// There is no storage: everything is lost when the page closes.
    Absent {
        /// Why and what to do, in words.
        advice: String,
    },
}

/// Seconds between tries after the first, second, … failure; the last one repeats.
const RETRY_SECONDS: [u32; 4] = [1, 3, 10, 30];

/// Milliseconds after which a write begins at the latest. Usually it begins when the next frame is painted, so that what
/// the reader sees of an answer does not wait for it; a page in the background paints no frames.
const LATEST_MS: u32 = 200;

/// Milliseconds between looks for whoever waits.
const LOOK_MS: u32 = 50;

struct Inner {
    store: Option<Store>,
    pending: Write,
    /// The write that is about to begin.
    soon: Option<Timeout>,
    in_flight: Option<Write>,
    failures: usize,
    retry: Option<Timeout>,
    /// Whether something else is about to change what is on disk.
    held: bool,
}

/// A queue in front of the store. Cheap to clone.
#[derive(Clone)]
pub struct Saver {
    inner: Rc<RefCell<Inner>>,
    state: RwSignal<SaveState>,
}

impl Saver {
    /// A saver for an open store, or for none.
    #[must_use]
    pub fn new(store: Result<Store, StorageError>) -> Self {
        let state = match &store {
            Ok(_) => SaveState::Saved,
            Err(error) => SaveState::Absent { advice: words::absent(error) },
        };
        let inner = Inner {
            store: store.ok(),
            pending: Write::default(),
            soon: None,
            in_flight: None,
            failures: 0,
            retry: None,
            held: false,
        };
        let saver = Self { inner: Rc::new(RefCell::new(inner)), state: RwSignal::new(state) };
        saver.watch_superseded();
        saver.watch_page();
        saver
    }

    /// The store behind it, if there is one.
    pub(super) fn store(&self) -> Option<Store> {
        self.inner.borrow().store.clone()
    }

    /// How far saving got.
    #[must_use]
    pub fn state(&self) -> Signal<SaveState> {
        self.state.into()
    }

    /// Queues an answer together with the session it changed: both are written in one transaction.
    pub fn answer(&self, review: Review, session: Session) {
        let mut inner = self.inner.borrow_mut();
        inner.pending.reviews.push(review);
        put_session(&mut inner.pending, session);
        drop(inner);
        self.write_soon();
    }

    /// Queues answers that are written in one transaction with what is queued next.
    pub fn answers(&self, reviews: Vec<Review>) {
        self.inner.borrow_mut().pending.reviews.extend(reviews);
    }

    /// Queues that an answer was taken back, together with the session that asks for it again.
    pub fn take_back(&self, undo: Undo, session: Session) {
        let mut inner = self.inner.borrow_mut();
        inner.pending.undos.push(undo);
        put_session(&mut inner.pending, session);
        drop(inner);
        self.write_soon();
    }

    /// Queues a checkpoint of the log.
    pub fn checkpoint(&self, checkpoint: NewCheckpoint) {
        self.inner.borrow_mut().pending.checkpoint = Some(checkpoint);
        self.write_soon();
    }

    /// Queues the new state of a session; a newer one of the same session replaces it in the queue.
    pub fn session(&self, session: Session) {
        put_session(&mut self.inner.borrow_mut().pending, session);
        self.write_soon();
    }

    /// Queues the settings.
    pub fn settings(&self, settings: Settings) {
        self.inner.borrow_mut().pending.settings = Some(settings);
        self.write_soon();
    }

    /// Queues the new state of something that the reader keeps; a newer one replaces it in the queue.
    pub fn keep(&self, change: KeptChange) {
        put_kept(&mut self.inner.borrow_mut().pending, change);
        self.write_soon();
    }

    /// Reads what the reader keeps; nothing where there is no storage.
    pub(super) async fn kept(&self) -> Result<KeptValues, StorageError> {
        let store = self.inner.borrow().store.clone();
        match store {
            Some(store) => store.kept().await,
            None => Ok(KeptValues::new()),
        }
    }

    /// Waits until everything is on disk.
    ///
    /// # Errors
    /// Why it does not come there, in words.
    pub(super) async fn settled(&self) -> Result<(), String> {
        loop {
            match self.state.get_untracked() {
                SaveState::Saved => return Ok(()),
                SaveState::Failed { advice, .. } | SaveState::Absent { advice } => return Err(advice),
                SaveState::Saving => TimeoutFuture::new(LOOK_MS).await,
            }
        }
    }

    /// Writes nothing for now: something else is about to change what is on disk. What comes meanwhile waits.
    pub(super) fn hold(&self) {
        self.inner.borrow_mut().held = true;
    }

    /// Writes again. A checkpoint that waited is of a log that is no more.
    pub(super) fn go_on(&self) {
        let mut inner = self.inner.borrow_mut();
        inner.held = false;
        inner.pending.checkpoint = None;
        let is_done = inner.pending.is_empty();
        drop(inner);
        if is_done {
            self.set(SaveState::Saved);
        }
        self.flush();
    }

    /// Tries again now.
    pub fn retry(&self) {
        self.inner.borrow_mut().retry = None;
        self.flush();
    }

    /// Answers that are not on disk yet.
    #[must_use]
    pub fn unsaved_answers(&self) -> usize {
        let inner = self.inner.borrow();
        inner.pending.reviews.len() + inner.in_flight.as_ref().map_or(0, |write| write.reviews.len())
    }

    /// What waits for the disk, the oldest first.
    pub(super) fn waiting(&self) -> Vec<Write> {
        let inner = self.inner.borrow();
        inner.in_flight.iter().chain([&inner.pending]).cloned().collect()
    }

    /// Whether something that the reader has made waits for the disk: answers, notes, an own copy of the text. Where a
    /// session stands and what is set can be made again.
    #[must_use]
    pub fn holds_work(&self) -> bool {
        let inner = self.inner.borrow();
        let waiting = inner.in_flight.iter().chain([&inner.pending]);
        waiting.into_iter().any(|write| {
            let answers = write.reviews.len() + write.undos.len() + write.beside.len();
            answers + write.kept.len() > 0
        })
    }

    fn write_soon(&self) {
        let mut inner = self.inner.borrow_mut();
        let waits = inner.in_flight.is_some() || inner.retry.is_some() || inner.soon.is_some();
        if inner.store.is_none() || waits {
            return;
        }
        let saver = self.clone();
        inner.soon = Some(Timeout::new(LATEST_MS, move || saver.flush()));
        drop(inner);
        let saver = self.clone();
        request_animation_frame(move || {
            Timeout::new(0, move || saver.flush()).forget();
        });
        self.set(SaveState::Saving);
    }

    fn flush(&self) {
        let (store, write) = {
            let mut inner = self.inner.borrow_mut();
            inner.soon = None;
            let Some(store) = inner.store.clone() else { return };
            if inner.in_flight.is_some() || inner.retry.is_some() || inner.held || inner.pending.is_empty() {
                return;
            }
            let write = std::mem::take(&mut inner.pending);
            inner.in_flight = Some(write.clone());
            (store, write)
        };
        self.set(SaveState::Saving);
        let saver = self.clone();
        spawn_local(async move {
            let outcome = store.commit(&write).await;
            saver.sort_out(outcome);
        });
    }

    /// Sorts out what became of the write in flight.
    fn sort_out(&self, outcome: Result<(), StorageError>) {
        let mut inner = self.inner.borrow_mut();
        let Some(write) = inner.in_flight.take() else { return };
        match outcome {
            Ok(()) => {
                inner.failures = 0;
                let more = !inner.pending.is_empty();
                drop(inner);
                if more {
                    self.flush();
                } else {
                    self.set(SaveState::Saved);
                }
            }
            Err(error) => {
                // The same write would fail for ever; beside the log the answer is safe and nothing else waits for it.
                let write = match &error {
                    StorageError::Conflict(id) => beside(write, id),
                    _ => write,
                };
                // Back to the front of the queue; what came meanwhile is newer and wins where both have a state.
                let newer = std::mem::replace(&mut inner.pending, write);
                inner.pending.reviews.extend(newer.reviews);
                inner.pending.undos.extend(newer.undos);
                if newer.checkpoint.is_some() {
                    inner.pending.checkpoint = newer.checkpoint;
                }
                inner.pending.beside.extend(newer.beside);
                for session in newer.sessions {
                    put_session(&mut inner.pending, session);
                }
                if newer.settings.is_some() {
                    inner.pending.settings = newer.settings;
                }
                for change in newer.kept {
                    put_kept(&mut inner.pending, change);
                }
                let answers = inner.pending.reviews.len();
                let seconds = match &error {
                    // It is another write than before.
                    StorageError::Conflict(_) => 0,
                    _ => RETRY_SECONDS[inner.failures.min(RETRY_SECONDS.len() - 1)],
                };
                inner.failures += 1;
                let saver = self.clone();
                inner.retry = Some(Timeout::new(seconds * 1000, move || saver.retry()));
                drop(inner);
                self.set(SaveState::Failed { advice: words::storage(&error), answers });
            }
        }
    }

    fn watch_superseded(&self) {
        let store = self.inner.borrow().store.clone();
        if let Some(store) = store {
            let saver = self.clone();
            store.on_superseded(move || {
                let answers = saver.unsaved_answers();
                saver.set(SaveState::Failed { advice: words::storage(&StorageError::Superseded), answers });
            });
        }
    }

    /// A page that goes out of sight may never come back, so it writes at once; one that is closed with work that could
    /// not be written asks first.
    fn watch_page(&self) {
        let Some(window) = web_sys::window().filter(|_| self.inner.borrow().store.is_some()) else { return };
        let saver = self.clone();
        EventListener::new(&window, "pagehide", move |_| {
            if let Some(store) = saver.store() {
                let (unsaved, now) = (saver.waiting(), clock::now().utc_ms);
                spawn_local(async move { store.leave(unsaved, now).await });
            }
        })
        .forget();
        // One that comes back goes on with what it had not saved.
        let saver = self.clone();
        EventListener::new(&window, "pageshow", move |_| {
            saver.flush();
            if let Some(store) = saver.store() {
                store.come_back();
            }
        })
        .forget();
        let saver = self.clone();
        let asking = EventListenerOptions::enable_prevent_default();
        EventListener::new_with_options(&window, "beforeunload", asking, move |event| {
            saver.flush();
            let failed = matches!(saver.state.get_untracked(), SaveState::Failed { .. });
            if failed && saver.holds_work() {
                event.prevent_default();
            }
        })
        .forget();
        let Some(document) = window.document() else { return };
        let saver = self.clone();
        EventListener::new(&document.clone(), "visibilitychange", move |_| {
            if document.hidden() {
                saver.flush();
            }
        })
        .forget();
    }

    fn set(&self, state: SaveState) {
        if self.state.with_untracked(|old| *old != state) {
            self.state.set(state);
        }
    }
}

/// The same write with one of its answers kept beside the log.
fn beside(mut write: Write, id: &ReviewId) -> Write {
    let (taken, reviews) = write.reviews.into_iter().partition::<Vec<_>, _>(|review| review.id == *id);
    write.reviews = reviews;
    write.beside.extend(taken);
    write
}

fn put_session(write: &mut Write, session: Session) {
    match write.sessions.iter_mut().find(|old| old.id == session.id) {
        Some(old) => *old = session,
        None => write.sessions.push(session),
    }
}

fn put_kept(write: &mut Write, mut change: KeptChange) {
    match write.kept.iter_mut().find(|old| old.key == change.key) {
        Some(old) => {
            // What lies on disk is still the unreadable record.
            change.over_unreadable |= old.over_unreadable;
            // And what both have begun with is what the older one had.
            change.meanwhile.clone_from(&old.meanwhile);
            *old = change;
        }
        None => write.kept.push(change),
    }
}
