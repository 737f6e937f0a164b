//! What a page that was left had not saved. There is no time for the database then: a transaction needs the page again and
//! again, and one that waits for a page that does not run any more would hold up the next page (WebKit). So it is kept in
//! the browser's small store for texts, at once, and the next start puts it into the database.

use super::commit::commit;
use super::error::StorageError;
use super::record::json;
use super::schema::{SESSIONS, STORES};
use super::store::Store;
use super::transaction::read_tx;
use super::write::{KeptChange, Write};
use crate::core::log::Undo;
use crate::core::review::Review;
use crate::core::session::Session;
use indexed_db_futures::prelude::*;
use serde::{Deserialize, Serialize};
use std::pin::Pin;
use wasm_bindgen::JsValue;
use web_sys::Storage;

/// What the names begin with under which it is kept; each page has its own.
const PREFIX: &str = "biaoshuai.unsaved.";

/// Milliseconds after which notes and marks are not put in their places any more: something newer may be there.
const FRESH_MS: i64 = 10 * 60 * 1000;

/// Everything that can be lost. What is set, and a checkpoint, can be made again.
#[derive(Serialize, Deserialize)]
struct Unsaved {
    /// When the page was left, in milliseconds.
    at: i64,
    reviews: Vec<Review>,
    undos: Vec<Undo>,
    sessions: Vec<Session>,
    /// Keys and values, where nothing else has to be looked at.
    kept: Vec<(String, Option<String>)>,
}

/// Something that takes its time.
type Working = Pin<Box<dyn Future<Output = Result<(), StorageError>>>>;

impl Store {
    /// For a page that is left, and may be kept for coming back: what is under way is undone, the connection closed until
    /// somebody needs one again, and what of `unsaved` can be lost is kept for the next start. What was undone is done
    /// again should the page go on, see [`Store::come_back`].
    pub async fn leave(&self, unsaved: Write, now: i64) {
        self.let_go();
        if unsaved.is_empty() {
            return;
        }
        let name = format!("{PREFIX}{now}");
        self.left().replace(Some(name.clone()));
        // There is nobody left to be told.
        let _ = cut::keep(Box::new((name, unsaved, now))).await;
    }

    /// The page goes on: it has in memory what was kept when it was left.
    pub fn come_back(&self) {
        if let (Some(name), Some(texts)) = (self.left().take(), texts()) {
            // What stays is written a second time at the next start, which changes nothing.
            let _ = texts.remove_item(&name);
        }
    }

    /// Writes what pages that were left had not saved, after a first [`Store::load`], and tells whether there was
    /// anything. What cannot be written or read stays where it is.
    ///
    /// # Errors
    /// When the database does not take it.
    pub async fn take_up(&self, now: i64) -> Result<bool, StorageError> {
        let names = names();
        if names.is_empty() {
            return Ok(false);
        }
        match cut::take_up(Box::new((self.clone(), names, now))).await {
            Ok(working) => working.await.map(|()| true),
            Err(error) => Err(StorageError::Other(error.to_string())),
        }
    }
}

/// The browser's store for texts, unless the browser does not want to keep anything.
fn texts() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

/// Under which names something is kept, the oldest first.
fn names() -> Vec<String> {
    let Some(texts) = texts() else { return Vec::new() };
    let count = texts.length().unwrap_or_default();
    let mut names: Vec<String> = (0..count)
        .filter_map(|place| texts.key(place).ok().flatten())
        .filter(|name| name.starts_with(PREFIX))
        .collect();
    names.sort_unstable();
    names
}

fn keep_now((name, write, at): (String, Write, i64)) {
    let simple = |change: &KeptChange| !change.over_unreadable && change.meanwhile.is_none();
    let kept = write.kept.into_iter().filter(simple).map(|change| (change.key, change.value)).collect();
    let reviews = write.reviews.into_iter().chain(write.beside).collect();
    let unsaved = Unsaved { at, reviews, undos: write.undos, sessions: write.sessions, kept };
    if let (Some(texts), Ok(text)) = (texts(), json(&unsaved)) {
        // It refuses what is too large for it.
        let _ = texts.set_item(&name, &text);
    }
}

fn take_up_now((store, names, now): (Store, Vec<String>, i64)) -> Working {
    Box::pin(async move {
        let Some(texts) = texts() else { return Ok(()) };
        for name in names {
            let text = texts.get_item(&name).ok().flatten();
            // What a newer program has kept is left to it.
            let Some(unsaved) = text.and_then(|text| serde_json::from_str::<Unsaved>(&text).ok()) else { continue };
            put(&store, unsaved, now).await?;
            let _ = texts.remove_item(&name);
        }
        Ok(())
    })
}

async fn put(store: &Store, unsaved: Unsaved, now: i64) -> Result<(), StorageError> {
    let is_fresh = (0..FRESH_MS).contains(&(now - unsaved.at));
    let change = |(key, value)| KeptChange { key, value, over_unreadable: false, meanwhile: None };
    let mut write = Write {
        sessions: not_behind(store, unsaved.sessions).await?,
        reviews: unsaved.reviews,
        undos: unsaved.undos,
        kept: unsaved.kept.into_iter().filter(|_| is_fresh).map(change).collect(),
        ..Write::default()
    };
    while let Err(error) = commit(store.clone(), write.clone()).await {
        let StorageError::Conflict(id) = &error else { return Err(error) };
        write = write.beside(id);
    }
    Ok(())
}

/// The sessions of which nothing stored is further on.
async fn not_behind(store: &Store, sessions: Vec<Session>) -> Result<Vec<Session>, StorageError> {
    let answered = |session: &Session| session.items.iter().filter(|item| item.given.is_some()).count();
    let mut kept = Vec::new();
    for session in sessions {
        let stored = store
            .run(async |db| {
                read_tx(db, &STORES, async |tx| {
                    let stored = tx.object_store(SESSIONS)?.get::<JsValue, _, _>(session.id.as_str()).primitive()?;
                    Ok(stored.await?)
                })
                .await
            })
            .await?;
        // One that cannot be read is set aside when its place is taken.
        let stored = stored.and_then(|stored| serde_json::from_str::<Session>(&stored.as_string()?).ok());
        if stored.is_none_or(|stored| answered(&stored) <= answered(&session)) {
            kept.push(session);
        }
    }
    Ok(kept)
}

#[cfg(feature = "split")]
mod cut {
    #![allow(unsafe_code, missing_docs, reason = "written by the macro")]

    use super::{Store, Working, Write};
    use leptos::wasm_split::{SplitLoaderError, wasm_split};

    #[wasm_split(records, wasm_split_path = ::leptos::wasm_split, fallible)]
    pub(super) fn keep(all: Box<(String, Write, i64)>) -> Result<(), SplitLoaderError> {
        super::keep_now(*all);
        Ok(())
    }

    #[wasm_split(records, wasm_split_path = ::leptos::wasm_split, fallible)]
    pub(super) fn take_up(all: Box<(Store, Vec<String>, i64)>) -> Result<Box<Working>, SplitLoaderError> {
        Ok(Box::new(super::take_up_now(*all)))
    }
}

#[cfg(not(feature = "split"))]
mod cut {
    use super::{Store, Working, Write};
    use std::convert::Infallible;

    pub(super) async fn keep(all: Box<(String, Write, i64)>) -> Result<(), Infallible> {
        super::keep_now(*all);
        Ok(())
    }

    pub(super) async fn take_up(all: Box<(Store, Vec<String>, i64)>) -> Result<Box<Working>, Infallible> {
        Ok(Box::new(super::take_up_now(*all)))
    }
}
