//! The way of a write to disk. The first question is on screen before anything is written, so it travels in the chunk of
//! the records.

use super::connection::Connection;
use super::error::StorageError;
use super::fault::Fault;
use super::schema::{KV, SESSIONS, SETTINGS, STORES};
use super::store::Store;
use super::transaction::{begin_write, write_tx};
use super::write::Write;
use super::{kept, kv, log, sessions, transaction};
use std::pin::Pin;
use std::rc::Rc;

/// A write under way.
type Committing = Pin<Box<dyn Future<Output = Result<(), StorageError>>>>;

/// The last write of a page that is left.
type Parting = Pin<Box<dyn Future<Output = Result<(), Fault>>>>;

/// Writes all of it in one transaction. The program for it is fetched first.
pub(super) async fn commit(store: Store, write: Write) -> Result<(), StorageError> {
    match cut::begin(Box::new(store), Box::new(write)).await {
        Ok(committing) => committing.await,
        Err(error) => Err(StorageError::Other(error.to_string())),
    }
}

/// Writes what can be written without waiting for an answer, and closes the connection behind it.
pub(super) async fn farewell(store: Store, write: Write, connection: Rc<Connection>) {
    match cut::part(Box::new((store, write, Rc::clone(&connection)))).await {
        // Nobody is left who could be told that it did not come to anything; it is still in the queue.
        Ok(parting) => drop(parting.await),
        Err(_) => connection.close(),
    }
}

fn part_now(store: Store, write: Write, connection: Rc<Connection>) -> Parting {
    Box::pin(async move {
        let aside = store.aside().borrow().clone();
        let tx = begin_write(connection.database(), &STORES)?;
        connection.close();
        log::append_unseen(&tx, &write.reviews, &write.undos)?;
        sessions::put_unseen(&tx, &write.sessions, &aside)?;
        if let Some(settings) = &write.settings {
            kv::put_settings_unseen(&tx, settings, &aside)?;
        }
        kept::change_unseen(&tx, &write.kept)?;
        transaction::commit(tx).await
    })
}

fn begin_now(store: Store, write: Write) -> Committing {
    store.can_write();
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

    use super::{Committing, Connection, Parting, Rc, Store, Write};
    use leptos::wasm_split::{SplitLoaderError, wasm_split};

    #[wasm_split(records, wasm_split_path = ::leptos::wasm_split, fallible)]
    pub(super) fn part(all: Box<(Store, Write, Rc<Connection>)>) -> Result<Box<Parting>, SplitLoaderError> {
        let (store, write, connection) = *all;
        Ok(Box::new(super::part_now(store, write, connection)))
    }

    #[wasm_split(records, wasm_split_path = ::leptos::wasm_split, fallible)]
    pub(super) fn begin(store: Box<Store>, write: Box<Write>) -> Result<Box<Committing>, SplitLoaderError> {
        Ok(Box::new(super::begin_now(*store, *write)))
    }
}

#[cfg(not(feature = "split"))]
mod cut {
    use super::{Committing, Connection, Parting, Rc, Store, Write};
    use std::convert::Infallible;

    pub(super) async fn part(all: Box<(Store, Write, Rc<Connection>)>) -> Result<Box<Parting>, Infallible> {
        let (store, write, connection) = *all;
        Ok(Box::new(super::part_now(store, write, connection)))
    }

    pub(super) async fn begin(store: Box<Store>, write: Box<Write>) -> Result<Box<Committing>, Infallible> {
        Ok(Box::new(super::begin_now(*store, *write)))
    }
}
