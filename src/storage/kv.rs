//! Single values by name, and the place where unreadable records are kept when something readable takes theirs.

use super::fault::Fault;
use super::loaded::Unreadable;
use super::record::{json, key_text, parse};
use super::schema::KV;
use crate::core::settings::Settings;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::Transaction;
use wasm_bindgen::JsValue;

const SETTINGS: &str = "settings";

pub(super) async fn load_settings(
    tx: &Transaction<'_>,
    unreadable: &mut Vec<Unreadable>,
) -> Result<Option<Settings>, Fault> {
    match stored(tx, SETTINGS).await?.map(|value| parse(&value)) {
        None => Ok(None),
        Some(Ok(settings)) => Ok(Some(settings)),
        Some(Err(reason)) => {
            unreadable.push(Unreadable { store: KV, key: SETTINGS.to_owned(), reason });
            Ok(None)
        }
    }
}

/// Replaces the settings. Unreadable ones are set aside first.
pub(super) async fn put_settings(tx: &Transaction<'_>, settings: Settings) -> Result<(), Fault> {
    if let Some(old) = stored(tx, SETTINGS).await?.filter(|old| parse::<Settings>(old).is_err()) {
        set_aside(tx, SETTINGS, old).await?;
    }
    tx.object_store(KV)?.put(json(&settings)?).with_key(SETTINGS).primitive()?;
    Ok(())
}

/// Keeps an unreadable value under `<name>.unreadable-<n>`, the first such key that is free.
pub(super) async fn set_aside(tx: &Transaction<'_>, name: &str, value: JsValue) -> Result<(), Fault> {
    let store = tx.object_store(KV)?;
    let keys: Vec<JsValue> = store.get_all_keys().primitive()?.await?.collect::<Result<_, _>>()?;
    let taken: Vec<String> = keys.iter().map(key_text).collect();
    let mut number = 1;
    let mut key = format!("{name}.unreadable-1");
    while taken.contains(&key) {
        number += 1;
        key = format!("{name}.unreadable-{number}");
    }
    store.put(value).with_key(key).primitive()?;
    Ok(())
}

async fn stored(tx: &Transaction<'_>, key: &str) -> Result<Option<JsValue>, Fault> {
    Ok(tx.object_store(KV)?.get(key).primitive()?.await?)
}
