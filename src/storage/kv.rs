//! Single values by name, and the place where unreadable records are kept when something readable takes theirs.

use super::fault::Fault;
use super::record::{json, keys};
use super::schema::KV;
use crate::core::settings::Settings;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::Transaction;
use std::collections::BTreeSet;
use wasm_bindgen::JsValue;

pub(super) const SETTINGS: &str = "settings";

/// Store and key of records that were found unreadable and must not be lost when something readable takes their place.
pub(super) type Aside = BTreeSet<(&'static str, String)>;

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

/// Asks for the value under a name; the future is the answer.
pub(super) fn stored(
    tx: &Transaction<'_>,
    key: &str,
) -> Result<impl Future<Output = Result<Option<JsValue>, Fault>> + use<>, Fault> {
    let asked = tx.object_store(KV)?.get(key).primitive()?;
    Ok(async move { Ok(asked.await?) })
}
