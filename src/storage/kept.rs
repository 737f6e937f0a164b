//! What the reader keeps, by key, in the store of single values. Keys have a slash; no other name in that store has one.

use super::StorageError;
use super::fault::Fault;
use super::kv;
use super::record::{keys, values};
use super::schema::{KV, STORES};
use super::store::Store;
use super::transaction::read_tx;
use super::write::{KeptChange, Meanwhile};
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::Transaction;
use std::pin::Pin;

/// Keys with their values. A value that is not a text is kept out: it stays as it is, and is set aside before something
/// takes its place.
pub type KeptValues = Vec<(String, Option<String>)>;

/// A reading under way.
type Reading = Pin<Box<dyn Future<Output = Result<KeptValues, StorageError>>>>;

impl Store {
    /// Everything the reader keeps.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn kept(&self) -> Result<KeptValues, StorageError> {
        match cut::begin(Box::new(self.clone())).await {
            Ok(reading) => reading.await,
            Err(error) => Err(StorageError::Other(error.to_string())),
        }
    }
}

fn begin_now(store: Store) -> Reading {
    Box::pin(async move {
        store
            .run(async |db| {
                read_tx(db, &STORES, async |tx| {
                    let found = values(tx, KV)?;
                    let keys = keys(tx, KV).await?;
                    let found = found.await?.into_iter().map(|value| value.as_string());
                    Ok(keys.into_iter().zip(found).filter(|(key, _)| is_kept(key)).collect())
                })
                .await
            })
            .await
    })
}

/// What was set aside under a key of ours has a dot after its last slash.
fn is_kept(key: &str) -> bool {
    key.contains('/') && !key.contains(".unreadable-")
}

/// Writes, replaces and removes.
pub(super) async fn change(tx: &Transaction<'_>, changes: &[KeptChange]) -> Result<(), Fault> {
    for change in changes {
        if change.over_unreadable
            && let Some(old) = kv::stored(tx, &change.key)?.await?
        {
            kv::set_aside(tx, &change.key, old).await?;
        }
        let value = match (&change.value, &change.meanwhile) {
            (Some(ours), Some(meanwhile)) => Some(together(tx, &change.key, ours, meanwhile).await?),
            (ours, _) => ours.clone(),
        };
        let store = tx.object_store(KV)?;
        match value {
            Some(value) => {
                store.put(value).with_key(&*change.key).primitive()?;
            }
            None => {
                store.delete(&*change.key).primitive()?;
            }
        }
    }
    Ok(())
}

/// What is to be written, with what another window has written meanwhile. What cannot be read of that is set aside.
async fn together(tx: &Transaction<'_>, key: &str, ours: &str, meanwhile: &Meanwhile) -> Result<String, Fault> {
    let Some(stored) = kv::stored(tx, key)?.await? else { return Ok(ours.to_owned()) };
    let theirs = stored.as_string().unwrap_or_default();
    if Some(&theirs) == meanwhile.base.as_ref() || theirs == ours {
        return Ok(ours.to_owned());
    }
    if let Some(both) = (meanwhile.merge)(meanwhile.base.as_deref(), &theirs, ours) {
        return Ok(both);
    }
    kv::set_aside(tx, key, stored).await?;
    Ok(ours.to_owned())
}

#[cfg(feature = "split")]
mod cut {
    #![allow(unsafe_code, missing_docs, reason = "written by the macro")]

    use super::{Reading, Store};
    use leptos::wasm_split::{SplitLoaderError, wasm_split};

    #[wasm_split(records, wasm_split_path = ::leptos::wasm_split, fallible)]
    pub(super) fn begin(store: Box<Store>) -> Result<Box<Reading>, SplitLoaderError> {
        Ok(Box::new(super::begin_now(*store)))
    }
}

#[cfg(not(feature = "split"))]
mod cut {
    use super::{Reading, Store};
    use std::convert::Infallible;

    pub(super) async fn begin(store: Box<Store>) -> Result<Box<Reading>, Infallible> {
        Ok(Box::new(super::begin_now(*store)))
    }
}
