//! Data of an older version becomes data of the next one, all of it or nothing, and never without a copy of what it was.
//! No released version has such a step yet, so there is one here.

use super::raw::{self, open};
use super::sample::{answers, review, reviews};
use biaoshuai::core::backup::lift::Step;
use biaoshuai::core::backup::{Contents, Record};
use biaoshuai::storage::schema::KV;
use biaoshuai::storage::{KeptChange, StorageError, Store, Write};
use serde_json::json;
use std::cell::RefCell;
use wasm_bindgen_test::wasm_bindgen_test;

/// Renames a kind, and drops another one.
const STEP: [Step; 1] = [|contents| {
    contents.kv.retain(|record| record.key != "old/gone");
    for record in &mut contents.kv {
        record.key = record.key.replace("old/", "new/");
    }
    contents.kv.sort_unstable_by(|one, other| one.key.cmp(&other.key));
}];

async fn filled(name: &str) -> Store {
    let store = open(name).await;
    let kept = |key: &str| KeptChange {
        key: key.into(),
        value: Some("{\"n\":1}".into()),
        over_unreadable: false,
        meanwhile: None,
    };
    store
        .commit(&Write { kept: vec![kept("old/a"), kept("old/gone"), kept("other")], ..reviews([1, 2]) })
        .await
        .unwrap();
    store
}

/// Migrates; what was kept before, with its version.
async fn migrate(store: &Store) -> (Result<bool, StorageError>, Vec<(Contents, u32)>) {
    let kept = RefCell::new(Vec::new());
    let keep = async |old: &Contents, version| {
        kept.borrow_mut().push((old.clone(), version));
        Ok(())
    };
    let outcome = store.migrate(&STEP, keep).await;
    (outcome, kept.into_inner())
}

fn keys(contents: &Contents) -> Vec<&str> {
    contents.kv.iter().map(|record| record.key.as_str()).collect()
}

#[wasm_bindgen_test]
async fn the_data_is_kept_before_it_changes_and_changes_once() {
    let store = filled("migrated").await;
    let before = store.contents().await.unwrap();
    assert_eq!(migrate(&store).await, (Ok(true), vec![(before.clone(), 1)]));
    let after = store.contents().await.unwrap();
    assert_eq!(keys(&after), ["new/a", "other"]);
    assert_eq!(after.kv[0], Record::text("new/a", "{\"n\":1}"));
    assert_eq!((&after.log, answers(&store).await), (&before.log, vec![review(1), review(2)]));

    assert_eq!(migrate(&store).await, (Ok(false), vec![]));
    drop(store);
    assert_eq!(migrate(&open("migrated").await).await, (Ok(false), vec![]));
}

#[wasm_bindgen_test]
async fn nothing_changes_when_it_cannot_be_kept() {
    let store = filled("unkept").await;
    let before = store.contents().await.unwrap();
    assert_eq!(store.migrate(&STEP, async |_, _| Err(StorageError::Quota)).await, Err(StorageError::Quota));
    assert_eq!(store.contents().await.unwrap(), before);
}

#[wasm_bindgen_test]
async fn a_migration_that_is_aborted_has_changed_nothing_and_happens_the_next_time() {
    let store = filled("aborted-migration").await;
    let before = store.contents().await.unwrap();
    let full = raw::aborting_commits(1, "QuotaExceededError");
    let (outcome, _) = migrate(&store).await;
    raw::end(&full);
    assert_eq!(outcome, Err(StorageError::Quota));
    assert_eq!(store.contents().await.unwrap(), before);
    assert_eq!(migrate(&store).await, (Ok(true), vec![(before, 1)]));
}

#[wasm_bindgen_test]
async fn a_new_database_has_nothing_to_keep_and_is_of_the_newest_version() {
    let store = open("nothing-to-migrate").await;
    assert_eq!(migrate(&store).await, (Ok(true), vec![]));
    assert_eq!(raw::records("nothing-to-migrate", KV).await, [("backup/schema".into(), json!(2))]);
    assert!(store.contents().await.unwrap().is_empty(), "the mark is no part of a backup");
    assert_eq!(migrate(&store).await, (Ok(false), vec![]));
}
