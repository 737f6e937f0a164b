//! Snapshots: files of backups in a database of their own.

use super::connection::Connection;
use super::error::StorageError;
use super::fault::Fault;
use super::record::keys;
use super::schema::{OF_SNAPSHOTS, SNAPSHOT_LADDER, SNAPSHOTS};
use super::store::{OPEN_LIMIT, Store};
use super::transaction::write_tx;
use indexed_db_futures::prelude::*;
use js_sys::Uint8Array;
use std::rc::Rc;
use wasm_bindgen::JsValue;

/// What is to be done with the snapshots, in this order and in one transaction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SnapshotWork<'a> {
    /// Keys of those to be deleted.
    pub gone: &'a [&'a str],
    /// One to be stored: its key and its bytes.
    pub new: Option<(&'a str, &'a [u8])>,
    /// The key of the one to be read.
    pub read: Option<&'a str>,
}

/// The snapshots afterwards.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snapshots {
    /// The keys of all in their order.
    pub keys: Vec<String>,
    /// The bytes of the one that was to be read, if it is there.
    pub bytes: Option<Vec<u8>>,
}

impl Store {
    /// Changes and lists the snapshots. There is one function for all of it, because each would be a program of its own.
    ///
    /// # Errors
    /// When they could not be read or written; then nothing has changed.
    pub async fn snapshots(&self, work: SnapshotWork<'_>) -> Result<Snapshots, StorageError> {
        let name = [self.name(), OF_SNAPSHOTS].concat();
        // Held for a moment only, so that nobody has to be told when it ends.
        let connection = Connection::open(&name, &SNAPSHOT_LADDER, OPEN_LIMIT, Rc::new(|_| {})).await?;
        let mut found = Snapshots::default();
        write_tx(connection.database(), &[SNAPSHOTS], async |tx| {
            let store = tx.object_store(SNAPSHOTS)?;
            for key in work.gone {
                store.delete(*key).primitive()?;
            }
            if let Some((key, bytes)) = work.new {
                store.put(JsValue::from(Uint8Array::from(bytes))).with_key(key.to_owned()).primitive()?;
            }
            found.keys = keys(tx, SNAPSHOTS).await?;
            if let Some(key) = work.read {
                let bytes = store.get::<JsValue, _, _>(key).primitive()?.await?;
                found.bytes = bytes.map(|bytes| Uint8Array::new(&bytes).to_vec());
            }
            Ok(())
        })
        .await
        .map_err(Fault::in_use)?;
        Ok(found)
    }
}
