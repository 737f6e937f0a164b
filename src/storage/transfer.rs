//! Everything that is stored, read at once and replaced at once: backup and restore.

use super::error::StorageError;
use super::fault::Fault;
use super::kv;
use super::record::texts;
use super::schema::{KV, LOG, SESSIONS, STORES};
use super::store::Store;
use super::transaction::{read_tx, write_tx};
use crate::core::backup::{Contents, Preview, Record, Value, merge};
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::Transaction;
use js_sys::JSON;
use wasm_bindgen::JsValue;

/// So many records are asked to be written before their answers are awaited: between them the page can show how far it is.
const AT_A_TIME: usize = 1000;

/// What becomes of what is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Both are brought together, see [`merge`].
    Merge,
    /// It goes, and the other takes its place.
    Replace,
}

/// A backup to be brought back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restore {
    /// The backup.
    pub theirs: Contents,
    /// What becomes of what is there.
    pub way: Way,
    /// Number of records in the log that are known: nothing else is ever replaced. No matter when merging.
    pub known: u32,
    /// A record about the device to be put beside it.
    pub of_device: Option<Record>,
}

impl Store {
    /// Everything that is stored, as it lies there.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn contents(&self) -> Result<Contents, StorageError> {
        self.run(async |db| read_tx(db, &STORES, read).await).await
    }

    /// Brings back a backup in one transaction, and returns when it is on disk: what it has changed, compared with what
    /// lay there when the transaction began. `progress` hears how many records are written.
    ///
    /// # Errors
    /// When it could not be written; then nothing of it is.
    pub async fn restore(&self, restore: Restore, progress: &dyn Fn(usize)) -> Result<Preview, StorageError> {
        let mut done = Preview::default();
        // Not done again on another connection: whoever restores has read everything a moment ago.
        let connection = self.connection().await?;
        write_tx(connection.database(), &STORES, async |tx| {
            let ours = match restore.way {
                Way::Merge => read(tx).await?,
                Way::Replace => {
                    if texts(tx, LOG)?.await? != restore.known {
                        return Err(Fault::other("another tab has written to the log"));
                    }
                    for name in STORES {
                        tx.object_store(name)?.clear()?.await?;
                    }
                    Contents::default()
                }
            };
            let (mut changes, preview) =
                merge(&ours, restore.theirs).map_err(|error| Fault::other(error.to_string()))?;
            drop(ours);
            done = preview;
            changes.kv.extend(restore.of_device);
            // Also where nothing changes: whoever wants to be sure has the log read anew at the next start.
            kv::forget_checkpoint(tx)?;
            let mut written = 0;
            for (name, records) in [(LOG, changes.log), (SESSIONS, changes.sessions), (KV, changes.kv)] {
                for some in records.chunks(AT_A_TIME) {
                    put(tx, name, some).await?;
                    written += some.len();
                    progress(written);
                }
            }
            Ok(())
        })
        .await
        .map_err(Fault::in_use)?;
        Ok(done)
    }
}

pub(super) async fn read(tx: &Transaction<'_>) -> Result<Contents, Fault> {
    let (mut all, mut strange) = (Vec::new(), Vec::new());
    for name in STORES {
        let store = tx.object_store(name)?;
        let (keys, values) = (store.get_all_keys::<JsValue>().primitive()?, store.get_all::<JsValue>().primitive()?);
        let (keys, values) = (keys.await?, values.await?);
        let mut records = Vec::new();
        for (key, value) in keys.zip(values) {
            let (key, value) = (key?, value?);
            let value = value.as_string().map_or_else(|| Value::Other(json(&value)), Value::Text);
            match key.as_string() {
                Some(key) => records.push(Record { key, value }),
                // It has no place in a backup, so it is put where what has no place is kept.
                None => strange.push(Record { key: [name, "-", &json(&key), ".unreadable-1"].concat(), value }),
            }
        }
        all.push(records);
    }
    // In the order of STORES.
    let [log, sessions, mut kv] = <[_; 3]>::try_from(all).map_err(|_| Fault::other("other stores than expected"))?;
    kv.append(&mut strange);
    Ok(Contents::new(log, sessions, kv))
}

/// Makes a store of these records hold those, whichever differ.
pub(super) async fn put_over(tx: &Transaction<'_>, name: &str, old: &[Record], new: &[Record]) -> Result<(), Fault> {
    let store = tx.object_store(name)?;
    let has = |all: &[Record], record: &Record| all.binary_search_by(|other| other.key.cmp(&record.key));
    for record in old.iter().filter(|record| has(new, record).is_err()) {
        store.delete(record.key.as_str()).primitive()?;
    }
    let differs = |record: &&Record| has(old, record).map_or(true, |at| old[at] != **record);
    let changed: Vec<Record> = new.iter().filter(differs).cloned().collect();
    for record in changed.iter().filter(|record| name == LOG && has(old, record).is_ok()) {
        store.delete(record.key.as_str()).primitive()?;
    }
    for some in changed.chunks(AT_A_TIME) {
        put(tx, name, some).await?;
    }
    Ok(())
}

/// Puts records into a store. What is in the log does not change: there they must be new.
async fn put(tx: &Transaction<'_>, name: &str, records: &[Record]) -> Result<(), Fault> {
    let store = tx.object_store(name)?;
    let mut last = None;
    for record in records {
        let value = match &record.value {
            Value::Text(text) => text.into(),
            // From a file that was read, so it is JSON; should the browser think otherwise, the text is kept.
            Value::Other(json) => JSON::parse(json).unwrap_or_else(|_| json.into()),
        };
        let key = record.key.clone();
        last = Some(match name {
            LOG => store.add(value).with_key(key).primitive()?,
            _ => store.put(value).with_key(key).primitive()?,
        });
    }
    if let Some(last) = last {
        last.await?;
    }
    Ok(())
}

/// A value that is no text, as JSON.
fn json(value: &JsValue) -> String {
    JSON::stringify(value).ok().and_then(|json| json.as_string()).unwrap_or_else(|| "null".to_owned())
}
