//! What a page that was left had not saved. There is no time for the database then: a transaction needs the page again and
//! again, and one that waits for a page that does not run any more would hold up the next page (WebKit). So it is kept in
//! the browser's small store for texts, at once, and the next start puts it into the database.
//!
//! A record is a line: when its page was left, its store, its key, its text; without a text it is to be removed. Between
//! them stands a character that no key has and no JSON text.

use super::error::StorageError;
use super::fault::Fault;
use super::kv;
use super::record::json;
use super::schema::{KV, LOG, SESSIONS, STORES};
use super::store::Store;
use super::transaction::write_tx;
use super::write::Write;
use crate::core::session::Session;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::Transaction;
use std::pin::Pin;
use wasm_bindgen::JsValue;
use web_sys::Storage;

/// Under which name it is kept, for all pages.
const NAME: &str = "biaoshuai.unsaved";

const BETWEEN: char = '\u{1}';

/// Milliseconds after which notes and marks are not put in their places any more: something newer may be there.
const FRESH_MS: i64 = 10 * 60 * 1000;

/// Something that takes its time.
type Working = Pin<Box<dyn Future<Output = Result<(), StorageError>>>>;

impl Store {
    /// For a page that is left, and may be kept for coming back: what is under way is undone, the connection closed until
    /// somebody needs one again, and what of `unsaved`, the oldest first, can be lost is kept for the next start. What
    /// was undone is done again should the page go on, see [`Store::come_back`].
    pub async fn leave(&self, unsaved: Vec<Write>, now: i64) {
        self.let_go();
        if unsaved.iter().any(|write| !write.is_empty()) {
            // There is nobody left to be told.
            let _ = cut::keep(Box::new((self.clone(), unsaved, now))).await;
        }
    }

    /// The page goes on: it has in memory what was kept when it was left.
    pub fn come_back(&self) {
        let left = self.left().take();
        if let (Some(left), Some(texts)) = (left, texts())
            && texts.get_item(NAME).ok().flatten().as_ref() == Some(&left)
        {
            // What stays is written a second time at the next start, which changes nothing.
            let _ = texts.remove_item(NAME);
        }
    }

    /// Writes what pages that were left had not saved, after a first [`Store::load`], and tells whether there was
    /// anything. What cannot be written stays where it is.
    ///
    /// # Errors
    /// When the database does not take it.
    pub async fn take_up(&self, now: i64) -> Result<bool, StorageError> {
        let Some(text) = texts().and_then(|texts| texts.get_item(NAME).ok().flatten()) else { return Ok(false) };
        match cut::take_up(Box::new((self.clone(), text, now))).await {
            Ok(working) => working.await.map(|()| true),
            Err(error) => Err(StorageError::Other(error.to_string())),
        }
    }
}

/// The browser's store for texts, unless the browser does not want to keep anything.
fn texts() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

fn keep_now((store, unsaved, now): (Store, Vec<Write>, i64)) {
    let Some(texts) = texts() else { return };
    let mut all = texts.get_item(NAME).ok().flatten().unwrap_or_default();
    for write in unsaved {
        let Ok(lines) = lines(&write, now) else { continue };
        all += &lines;
    }
    // It refuses what is too large for it.
    if texts.set_item(NAME, &all).is_ok() {
        store.left().replace(Some(all));
    }
}

/// What is set, and a checkpoint, can be made again; for what else is missing here, the database has to be looked at.
fn lines(write: &Write, now: i64) -> Result<String, Fault> {
    let mut lines = String::new();
    let mut add = |store: &str, key: &str, text: &str| {
        lines += &format!("{now}{BETWEEN}{store}{BETWEEN}{key}{BETWEEN}{text}\n");
    };
    for review in write.reviews.iter().chain(&write.beside) {
        add(LOG, review.id.as_str(), &json(review)?);
    }
    for undo in &write.undos {
        add(LOG, undo.id().as_str(), &json(undo)?);
    }
    for session in &write.sessions {
        add(SESSIONS, session.id.as_str(), &json(session)?);
    }
    for change in write.kept.iter().filter(|change| !change.over_unreadable && change.meanwhile.is_none()) {
        add(KV, &change.key, change.value.as_deref().unwrap_or_default());
    }
    Ok(lines)
}

fn take_up_now((store, text, now): (Store, String, i64)) -> Working {
    Box::pin(async move {
        store.run(async |db| write_tx(db, &STORES, async |tx| put(tx, &text, now).await).await).await?;
        if let Some(texts) = texts() {
            // Another page may have added to it meanwhile; that is for the next start, with what it stands behind.
            if texts.get_item(NAME).ok().flatten().as_ref() == Some(&text) {
                let _ = texts.remove_item(NAME);
            }
        }
        Ok(())
    })
}

fn parts(line: &str) -> Vec<&str> {
    line.splitn(4, BETWEEN).collect()
}

async fn put(tx: &Transaction<'_>, text: &str, now: i64) -> Result<(), Fault> {
    let answers = text.lines().map(parts).filter(|parts| parts.get(1) == Some(&LOG));
    kv::guard_checkpoint(tx, answers.filter_map(|parts| parts.get(2).copied())).await?;
    for line in text.lines() {
        let parts = parts(line);
        let known = |store: &str| STORES.into_iter().find(|name| *name == store);
        let (Some(name), &[at, _, key, text]) = (parts.get(1).and_then(|store| known(store)), parts.as_slice()) else {
            kv::set_aside(tx, NAME, line.into()).await?;
            continue;
        };
        let place = tx.object_store(name)?;
        let stored: Option<JsValue> = place.get(key).primitive()?.await?;
        // What is no text is something, too.
        let stored = stored.map(|stored| stored.as_string().unwrap_or_default());
        match (name, stored) {
            (LOG, None) => drop(place.add(text).with_key(key).primitive()?),
            (LOG, Some(stored)) if stored == text => {}
            // The log does not change.
            (LOG, Some(_)) => kv::set_aside(tx, &format!("review-{key}"), text.into()).await?,
            (SESSIONS, Some(stored)) if answered(&stored) > answered(text) => {}
            (SESSIONS, _) => drop(place.put(text).with_key(key).primitive()?),
            _ if !at.parse().is_ok_and(|at: i64| (0..FRESH_MS).contains(&(now - at))) => {}
            _ if text.is_empty() => drop(place.delete(key).primitive()?),
            _ => drop(place.put(text).with_key(key).primitive()?),
        }
    }
    Ok(())
}

/// How many answers a stored session has; one that cannot be read counts as further on than all others.
fn answered(text: &str) -> usize {
    serde_json::from_str::<Session>(text)
        .map_or(usize::MAX, |session| session.items.iter().filter(|item| item.given.is_some()).count())
}

#[cfg(feature = "split")]
mod cut {
    #![allow(unsafe_code, missing_docs, reason = "written by the macro")]

    use super::{Store, Working, Write};
    use leptos::wasm_split::{SplitLoaderError, wasm_split};

    #[wasm_split(records, wasm_split_path = ::leptos::wasm_split, fallible)]
    pub(super) fn keep(all: Box<(Store, Vec<Write>, i64)>) -> Result<(), SplitLoaderError> {
        super::keep_now(*all);
        Ok(())
    }

    #[wasm_split(records, wasm_split_path = ::leptos::wasm_split, fallible)]
    pub(super) fn take_up(all: Box<(Store, String, i64)>) -> Result<Box<Working>, SplitLoaderError> {
        Ok(Box::new(super::take_up_now(*all)))
    }
}

#[cfg(not(feature = "split"))]
mod cut {
    use super::{Store, Working, Write};
    use std::convert::Infallible;

    pub(super) async fn keep(all: Box<(Store, Vec<Write>, i64)>) -> Result<(), Infallible> {
        super::keep_now(*all);
        Ok(())
    }

    pub(super) async fn take_up(all: Box<(Store, String, i64)>) -> Result<Box<Working>, Infallible> {
        Ok(Box::new(super::take_up_now(*all)))
    }
}
