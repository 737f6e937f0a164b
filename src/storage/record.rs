//! Records: JSON texts under text keys.

use super::fault::Fault;
use super::loaded::Unreadable;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::Transaction;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;

/// Reads a stored value, or says what is wrong with it.
pub(super) fn parse<T: DeserializeOwned>(value: &JsValue) -> Result<T, String> {
    let json = value.as_string().ok_or("the value is not a text")?;
    serde_json::from_str(&json).map_err(|error| error.to_string())
}

/// The text to be stored.
pub(super) fn json<T: Serialize>(value: &T) -> Result<String, Fault> {
    serde_json::to_string(value).map_err(|error| Fault::other(error.to_string()))
}

/// Reads a whole store in the order of its keys.
pub(super) async fn load_all<T: DeserializeOwned>(
    tx: &Transaction<'_>,
    name: &'static str,
    unreadable: &mut Vec<Unreadable>,
) -> Result<Vec<T>, Fault> {
    let store = tx.object_store(name)?;
    let mut good = Vec::new();
    let mut bad = Vec::new();
    for (index, value) in store.get_all::<JsValue>().primitive()?.await?.enumerate() {
        match parse(&value?) {
            Ok(record) => good.push(record),
            Err(reason) => bad.push((index, reason)),
        }
    }
    // Keys are wanted only where something is wrong: a hundred thousand of them would cost memory for nothing. The
    // transaction has seen no write in between, so the positions agree.
    if !bad.is_empty() {
        let keys: Vec<JsValue> = store.get_all_keys().primitive()?.await?.collect::<Result<_, _>>()?;
        unreadable.extend(bad.into_iter().map(|(index, reason)| {
            let key = keys.get(index).map_or_else(String::new, key_text);
            Unreadable { store: name, key, reason }
        }));
    }
    Ok(good)
}

/// A key in words; ours are texts, but another program could have left something else.
pub(super) fn key_text(key: &JsValue) -> String {
    key.as_string().unwrap_or_else(|| format!("{key:?}"))
}
