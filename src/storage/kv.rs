//! Single values by name, and the place where unreadable records are kept when something readable takes theirs.

use super::fault::Fault;
use super::record::{count_to, json, keys};
use super::schema::{KV, LOG, SETTINGS};
use super::write::NewCheckpoint;
use crate::core::settings::Settings;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::Transaction;
use js_sys::Uint8Array;
use wasm_bindgen::JsValue;

/// The bytes of a checkpoint of the log. It can be made anew at any time, so an export leaves it out.
const CHECKPOINT: &str = "checkpoint";
/// The id of the last record that the checkpoint has.
const CHECKPOINT_END: &str = "checkpoint-end";

/// Store and key of records that were found unreadable and must not be lost when something readable takes their place.
pub(super) type Aside = Vec<(&'static str, String)>;

/// Replaces the settings. Unreadable ones are set aside first.
pub(super) async fn put_settings(tx: &Transaction<'_>, settings: &Settings, aside: &Aside) -> Result<(), Fault> {
    if aside.contains(&(KV, SETTINGS.to_owned()))
        && let Some(old) = stored(tx, SETTINGS)?.await?
    {
        set_aside(tx, SETTINGS, old).await?;
    }
    tx.object_store(KV)?.put(json(settings)?).with_key(SETTINGS).primitive()?;
    Ok(())
}

/// Keeps a value that has no place of its own under `<name>.unreadable-<n>`, the first such key that is free. The same
/// value is kept once.
pub(super) async fn set_aside(tx: &Transaction<'_>, name: &str, value: JsValue) -> Result<(), Fault> {
    let store = tx.object_store(KV)?;
    let taken = keys(tx, KV).await?;
    let mut number = 1;
    let mut key = format!("{name}.unreadable-1");
    while taken.contains(&key) {
        if store.get(key.as_str()).primitive()?.await?.as_ref() == Some(&value) {
            return Ok(());
        }
        number += 1;
        key = format!("{name}.unreadable-{number}");
    }
    store.put(value).with_key(key).primitive()?;
    Ok(())
}

/// Replaces the checkpoint of the log, unless another tab has written records that it should have and has not.
pub(super) async fn put_checkpoint(tx: &Transaction<'_>, checkpoint: &NewCheckpoint) -> Result<(), Fault> {
    if count_to(tx, LOG, &checkpoint.end)?.await? != checkpoint.count {
        return Ok(());
    }
    let store = tx.object_store(KV)?;
    let bytes: JsValue = Uint8Array::from(checkpoint.bytes.as_slice()).into();
    store.put(bytes).with_key(CHECKPOINT).primitive()?;
    store.put(&*checkpoint.end).with_key(CHECKPOINT_END).primitive()?;
    Ok(())
}

/// Gives up the checkpoint when a record is about to be written that it should have: one under a clock that was set back,
/// or of another tab. Counting at every start whether there are any would take longer than anything else then.
pub(super) async fn guard_checkpoint(tx: &Transaction<'_>, mut ids: impl Iterator<Item = &str>) -> Result<(), Fault> {
    let end = stored(tx, CHECKPOINT_END)?.await?;
    if end.and_then(|end| end.as_string()).is_some_and(|end| ids.any(|id| id <= end.as_str())) {
        forget_checkpoint(tx)?;
    }
    Ok(())
}

/// Gives up the checkpoint.
pub(super) fn forget_checkpoint(tx: &Transaction<'_>) -> Result<(), Fault> {
    let store = tx.object_store(KV)?;
    store.delete(CHECKPOINT).primitive()?;
    store.delete(CHECKPOINT_END).primitive()?;
    Ok(())
}

/// The checkpoint of the log, if one is stored: its bytes, and the id of the last record that it has.
pub(super) async fn checkpoint(tx: &Transaction<'_>) -> Result<Option<(JsValue, String)>, Fault> {
    let (bytes, end) = (stored(tx, CHECKPOINT)?, stored(tx, CHECKPOINT_END)?);
    let (bytes, end) = (bytes.await?, end.await?.and_then(|end| end.as_string()));
    Ok(bytes.filter(JsValue::is_object).zip(end))
}

/// Asks for the value under a name; the future is the answer.
pub(super) fn stored(
    tx: &Transaction<'_>,
    key: &str,
) -> Result<impl Future<Output = Result<Option<JsValue>, Fault>> + use<>, Fault> {
    let asked = tx.object_store(KV)?.get(key).primitive()?;
    Ok(async move { Ok(asked.await?) })
}
