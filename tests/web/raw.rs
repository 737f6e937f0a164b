//! Bindings of `raw.js`, and small helpers around it.

use biaoshuai::storage::Store;
use js_sys::{Array, Function};
use serde_json::Value;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/tests/web/raw.js")]
extern "C" {
    pub(crate) async fn fill(name: &str, version: u32, json: &str);
    #[wasm_bindgen(js_name = put)]
    async fn put_json(name: &str, store: &str, key: &str, json: &str);
    #[wasm_bindgen(js_name = put)]
    pub(crate) async fn put_under(name: &str, store: &str, key: JsValue, json: &str);
    #[wasm_bindgen(js_name = dump)]
    async fn dump_json(name: &str) -> JsValue;
    pub(crate) async fn upgrade(name: &str, version: u32);
    pub(crate) async fn upgrade_at_once(name: &str, version: u32);
    pub(crate) async fn remove(name: &str);
    pub(crate) fn start_to_remove(name: &str);
    pub(crate) async fn hold(name: &str) -> JsValue;
    pub(crate) fn release(db: &JsValue);
    pub(crate) async fn sleep(ms: u32);

    pub(crate) fn without_indexed_db() -> Function;
    pub(crate) fn refusing_indexed_db() -> Function;
    pub(crate) fn refusing_to_open() -> Function;
    pub(crate) fn opening_one_higher() -> Function;
    pub(crate) fn losing_transactions(times: u32) -> Function;
    pub(crate) fn aborting_commits(times: u32, reason: &str) -> Function;
    pub(crate) fn watching_transactions(seen: &Array, connections: &Array) -> Function;
    pub(crate) fn break_connection(db: &JsValue);
    pub(crate) fn abort_last();
}

/// Ends a misbehaviour of the browser.
pub(crate) fn end(misbehaviour: &Function) {
    misbehaviour.call0(&JsValue::NULL).unwrap();
}

/// The records of a store, in the order of their keys.
pub(crate) async fn records(name: &str, store: &str) -> Vec<(String, Value)> {
    serde_json::from_value(dump(name).await["stores"][store].clone()).unwrap()
}

/// The version of a database.
pub(crate) async fn version(name: &str) -> u64 {
    dump(name).await["version"].as_u64().unwrap()
}

/// The names of its stores.
pub(crate) async fn stores(name: &str) -> Vec<String> {
    dump(name).await["stores"].as_object().unwrap().keys().cloned().collect()
}

/// Puts a raw value into a store.
pub(crate) async fn put(name: &str, store: &str, key: &str, value: Value) {
    put_json(name, store, key, &value.to_string()).await;
}

/// An open store, or the test fails.
pub(crate) async fn open(name: &str) -> Store {
    Store::open(name).await.unwrap()
}

async fn dump(name: &str) -> Value {
    serde_json::from_str(&dump_json(name).await.as_string().unwrap()).unwrap()
}
