//! Snapshots: files of backups in a database of their own.

use super::connection::Connection;
use super::error::StorageError;
use super::fault::Fault;
use super::record::keys;
use super::schema::{OF_SNAPSHOTS, SNAPSHOT_LADDER, SNAPSHOTS};
use super::store::{OPEN_LIMIT, Store};
use super::transaction::{read_tx, write_tx};
use indexed_db_futures::prelude::*;
use js_sys::Uint8Array;
use wasm_bindgen::JsValue;

impl Store {
    async fn snapshot_database(&self) -> Result<Connection, StorageError> {
        // Held for a moment only, so that nobody has to be told when it ends.
        Connection::open(&[self.name(), OF_SNAPSHOTS].concat(), &SNAPSHOT_LADDER, OPEN_LIMIT, |_| {}).await
    }

    /// The keys of all snapshots in their order.
    ///
    /// # Errors
    /// When they cannot be read.
    pub async fn snapshots(&self) -> Result<Vec<String>, StorageError> {
        let connection = self.snapshot_database().await?;
        let read = read_tx(connection.database(), &[SNAPSHOTS], async |tx| keys(tx, SNAPSHOTS).await).await;
        read.map_err(Fault::in_use)
    }

    /// The bytes of a snapshot, if it is there.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn snapshot(&self, key: &str) -> Result<Option<Vec<u8>>, StorageError> {
        let connection = self.snapshot_database().await?;
        let read = read_tx(connection.database(), &[SNAPSHOTS], async |tx| {
            Ok(tx.object_store(SNAPSHOTS)?.get::<JsValue, _, _>(key).primitive()?.await?)
        });
        let found = read.await.map_err(Fault::in_use)?;
        Ok(found.map(|bytes| Uint8Array::new(&bytes).to_vec()))
    }

    /// Stores a snapshot, if one is given, and removes others, in one transaction.
    ///
    /// # Errors
    /// When it could not be written; then nothing has changed.
    pub async fn change_snapshots(&self, new: Option<(&str, &[u8])>, gone: &[&str]) -> Result<(), StorageError> {
        let connection = self.snapshot_database().await?;
        let written = write_tx(connection.database(), &[SNAPSHOTS], async |tx| {
            let store = tx.object_store(SNAPSHOTS)?;
            for key in gone {
                store.delete(*key).primitive()?;
            }
            if let Some((key, bytes)) = new {
                store.put(JsValue::from(Uint8Array::from(bytes))).with_key(key.to_owned()).primitive()?;
            }
            Ok(())
        });
        written.await.map_err(Fault::in_use)
    }
}
