//! Browsers that offer no storage.

use super::raw;
use biaoshuai::storage::{StorageError, Store};
use js_sys::Function;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn no_indexed_db_is_unavailable() {
    refused("absent", raw::without_indexed_db()).await;
}

#[wasm_bindgen_test]
async fn a_refused_indexed_db_is_unavailable() {
    refused("refused", raw::refusing_indexed_db()).await;
}

#[wasm_bindgen_test]
async fn a_refused_open_is_unavailable() {
    refused("refused-open", raw::refusing_to_open()).await;
}

async fn refused(name: &str, misbehaviour: Function) {
    let outcome = Store::open(name).await.map(drop);
    raw::end(&misbehaviour);
    assert!(matches!(outcome, Err(StorageError::Unavailable(_))), "{outcome:?}");
    Store::open(name).await.unwrap();
}
