//! The way of a write to disk. The first question is on screen before anything is written, so it travels in the chunk of
//! the records.

use super::error::StorageError;
use super::schema::{KV, SESSIONS, SETTINGS, STORES};
use super::store::Store;
use super::transaction::write_tx;
use super::write::Write;
use super::{kept, kv, log, sessions};
use std::pin::Pin;

/// A write under way.
type Committing = Pin<Box<dyn Future<Output = Result<(), StorageError>>>>;

/// Writes all of it in one transaction. The program for it is fetched first.
pub(super) async fn commit(store: Store, write: Write) -> Result<(), StorageError> {
    match cut::begin(Box::new(store), Box::new(write)).await {
        Ok(committing) => committing.await,
        Err(error) => Err(StorageError::Other(error.to_string())),
    }
}

fn begin_now(store: Store, write: Write) -> Committing {
    Box::pin(async move {
        let aside = store.aside().borrow().clone();
        store
            .run(async |db| {
                write_tx(db, &STORES, async |tx| {
                    let ids = write.reviews.iter().map(|review| review.id.as_str());
                    kv::guard_checkpoint(tx, ids.chain(write.undos.iter().map(|undo| undo.id().as_str()))).await?;
                    log::append(tx, &write.reviews).await?;
                    log::take_back(tx, &write.undos).await?;
                    log::append_beside(tx, &write.beside).await?;
                    sessions::put(tx, &write.sessions, &aside).await?;
                    if let Some(settings) = &write.settings {
                        kv::put_settings(tx, settings, &aside).await?;
                    }
                    if let Some(checkpoint) = &write.checkpoint {
                        kv::put_checkpoint(tx, checkpoint).await?;
                    }
                    kept::change(tx, &write.kept).await
                })
                .await
            })
            .await?;
        // What was set aside is safe now, and its place holds something readable.
        let mut aside = store.aside().borrow_mut();
        for session in &write.sessions {
            aside.retain(|(store, key)| *store != SESSIONS || key != session.id.as_str());
        }
        if write.settings.is_some() {
            aside.retain(|(store, key)| *store != KV || key != SETTINGS);
        }
        Ok(())
    })
}

#[cfg(feature = "split")]
mod cut {
    #![allow(unsafe_code, missing_docs, reason = "written by the macro")]

    use super::{Committing, Store, Write};
    use leptos::wasm_split::{SplitLoaderError, wasm_split};

    #[wasm_split(records, wasm_split_path = ::leptos::wasm_split, fallible)]
    pub(super) fn begin(store: Box<Store>, write: Box<Write>) -> Result<Box<Committing>, SplitLoaderError> {
        Ok(Box::new(super::begin_now(*store, *write)))
    }
}

#[cfg(not(feature = "split"))]
mod cut {
    use super::{Committing, Store, Write};
    use std::convert::Infallible;

    pub(super) async fn begin(store: Box<Store>, write: Box<Write>) -> Result<Box<Committing>, Infallible> {
        Ok(Box::new(super::begin_now(*store, *write)))
    }
}
