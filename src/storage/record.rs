//! Records: JSON texts under text keys.

use super::fault::Fault;
use indexed_db_futures::KeyRange;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::Transaction;
use serde::Serialize;
use wasm_bindgen::JsValue;

/// The text to be stored.
pub(super) fn json<T: Serialize>(value: &T) -> Result<String, Fault> {
    serde_json::to_string(value).map_err(|error| Fault::other(error.to_string()))
}

/// Asks for the values of a whole store, the same.
pub(super) fn values(
    tx: &Transaction<'_>,
    name: &str,
) -> Result<impl Future<Output = Result<Vec<JsValue>, Fault>> + use<>, Fault> {
    values_in(tx, name, KeyRange::LowerBound(String::new(), false), u32::MAX)
}

/// Asks for the values of a store in the order of their keys, at most so many; the future is the answer.
pub(super) fn values_in(
    tx: &Transaction<'_>,
    name: &str,
    range: KeyRange<String>,
    limit: u32,
) -> Result<impl Future<Output = Result<Vec<JsValue>, Fault>> + use<>, Fault> {
    let store = tx.object_store(name)?;
    let asked = store.get_all::<JsValue>().with_query::<String, _>(range).with_limit(limit).primitive()?;
    Ok(async move { Ok(asked.await?.collect::<Result<_, _>>()?) })
}

/// Asks how many records there are up to a key; the future is the answer.
pub(super) fn count_to(
    tx: &Transaction<'_>,
    name: &str,
    key: &str,
) -> Result<impl Future<Output = Result<u32, Fault>> + use<>, Fault> {
    // Not `..=key`: the crate takes the key itself out of it.
    count(tx, name, KeyRange::UpperBound(key.to_owned(), false))
}

/// Asks how many records have a text for a key; the future is the answer.
pub(super) fn texts(
    tx: &Transaction<'_>,
    name: &str,
) -> Result<impl Future<Output = Result<u32, Fault>> + use<>, Fault> {
    count(tx, name, KeyRange::LowerBound(String::new(), false))
}

fn count(
    tx: &Transaction<'_>,
    name: &str,
    range: KeyRange<String>,
) -> Result<impl Future<Output = Result<u32, Fault>> + use<>, Fault> {
    let asked = tx.object_store(name)?.count().with_query::<String, _>(range).primitive()?;
    Ok(async move { Ok(asked.await?) })
}

/// The keys of a whole store in their order.
pub(super) async fn keys(tx: &Transaction<'_>, name: &str) -> Result<Vec<String>, Fault> {
    keys_in(tx, name, KeyRange::LowerBound(String::new(), false), u32::MAX).await
}

/// Keys of a store in their order, at most so many.
pub(super) async fn keys_in(
    tx: &Transaction<'_>,
    name: &str,
    range: KeyRange<String>,
    limit: u32,
) -> Result<Vec<String>, Fault> {
    let store = tx.object_store(name)?;
    let asked = store.get_all_keys::<JsValue>().with_query::<String, _>(range).with_limit(limit).primitive()?;
    let keys = asked.await?;
    Ok(keys.map(|key| key.map(|key| key_text(&key))).collect::<Result<_, _>>()?)
}

/// A key in words; ours are texts, but another program could have left something else.
fn key_text(key: &JsValue) -> String {
    key.as_string().unwrap_or_else(|| "（不是文本的键）".to_owned())
}
