//! What the reader keeps besides answers, live: notes, stars, rungs climbed, the own copy of the text.

use super::{Saver, clock};
use crate::core::kept::{self, Kept};
use crate::core::review::Moment;
use crate::storage::KeptChange;
use gloo::timers::future::TimeoutFuture;
use leptos::prelude::*;
use std::collections::BTreeMap;
use wasm_bindgen_futures::spawn_local;

/// Seconds until the next try when the device could not be read.
const RETRY_SECONDS: u32 = 3;

/// JSON texts by key; `None` is a value that no program of ours has written.
type Values = BTreeMap<String, Option<String>>;

/// Everything kept. Read once, after the first screen stands.
#[derive(Clone, Copy)]
pub struct Keep {
    /// `None` until it has been read.
    values: RwSignal<Option<Values>>,
    asked: StoredValue<bool>,
    saver: StoredValue<Saver, LocalStorage>,
}

impl Keep {
    /// Nothing read yet.
    #[must_use]
    pub fn new(saver: Saver) -> Self {
        Self { values: RwSignal::new(None), asked: StoredValue::new(false), saver: StoredValue::new_local(saver) }
    }

    /// Makes it available to every component below.
    pub fn provide(self) {
        provide_context(self);
    }

    /// What the components above keep.
    #[must_use]
    pub fn expect() -> Self {
        expect_context()
    }

    /// Reads everything kept, once, for as long as it takes. Asking twice is harmless.
    pub fn fetch(self) {
        if self.asked.try_update_value(|asked| std::mem::replace(asked, true)) != Some(false) {
            return;
        }
        let saver = self.saver.get_value();
        spawn_local(async move {
            loop {
                match saver.kept().await {
                    Ok(found) => return self.values.set(Some(found.into_iter().collect())),
                    // What is on disk is unknown, so nothing may be changed until it is known.
                    Err(_) => TimeoutFuture::new(RETRY_SECONDS * 1000).await,
                }
            }
        });
    }

    /// Whether it has been read, tracked. Before that nothing may be changed.
    #[must_use]
    pub fn is_ready(self) -> bool {
        self.values.with(Option::is_some)
    }

    /// What is kept at a place, tracked. An unreadable record is none, and stays safe.
    #[must_use]
    pub fn get<T: Kept>(self, place: &str) -> Option<T> {
        let key = kept::key::<T>(place);
        self.values.with(|values| values.as_ref()?.get(&key).and_then(|value| read(value.as_ref())))
    }

    /// Everything of a kind whose place begins like this, with its place, in the order of the places; tracked.
    #[must_use]
    pub fn all<T: Kept>(self, prefix: &str) -> Vec<(String, T)> {
        let key = kept::key::<T>(prefix);
        self.values.with(|values| {
            let Some(values) = values else { return Vec::new() };
            let here = values.range(key.clone()..).take_while(|(found, _)| found.starts_with(&key));
            here.filter_map(|(found, value)| Some((found[T::KIND.len() + 1..].to_owned(), read(value.as_ref())?)))
                .collect()
        })
    }

    /// Keeps it: on screen at once, and queued for the disk. Nothing happens before [`Keep::is_ready`].
    pub fn put<T: Kept>(self, place: &str, value: &T) {
        // The kinds have no map with keys other than text, which is all that could fail here.
        if let Ok(json) = serde_json::to_string(value) {
            self.change::<T>(place, Some(json));
        }
    }

    /// Forgets it.
    pub fn remove<T: Kept>(self, place: &str) {
        self.change::<T>(place, None);
    }

    /// The moment for a record that is about to be made.
    #[must_use]
    pub fn now(self) -> Moment {
        clock::now()
    }

    fn change<T: Kept>(self, place: &str, value: Option<String>) {
        let key = kept::key::<T>(place);
        let Some(old) = self.values.with_untracked(|values| values.as_ref().map(|values| values.get(&key).cloned()))
        else {
            return;
        };
        let over_unreadable = old.is_some_and(|old| read::<T>(old.as_ref()).is_none());
        self.values.update(|values| {
            let Some(values) = values else { return };
            match &value {
                Some(_) => values.insert(key.clone(), value.clone()),
                None => values.remove(&key),
            };
        });
        self.saver.with_value(|saver| saver.keep(KeptChange { key, value, over_unreadable }));
    }
}

fn read<T: Kept>(value: Option<&String>) -> Option<T> {
    // A record that cannot be read stays on disk, and is set aside before something takes its place.
    value.and_then(|json| serde_json::from_str(json).ok())
}
