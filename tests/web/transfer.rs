//! Everything at once: read, restored, and kept as snapshots.

use super::raw::{self, open};
use super::sample::{answers, id, review, reviews, session, settings};
use biaoshuai::core::backup::{Contents, Preview, Record, Tally, Value};
use biaoshuai::core::log::{Entry, Undo};
use biaoshuai::core::review::Moment;
use biaoshuai::storage::schema::{KV, LOG, SESSIONS, VERSION};
use biaoshuai::storage::{KeptChange, Restore, SnapshotWork, Snapshots, StorageError, Store, Way, Write};
use js_sys::Array;
use serde::Serialize;
use serde_json::json;
use std::cell::{Cell, RefCell};
use wasm_bindgen_test::wasm_bindgen_test;

fn text<T: Serialize>(key: String, value: &T) -> Record {
    Record::text(key, serde_json::to_string(value).unwrap())
}

fn answer(number: u64) -> Record {
    text(id(number), &review(number))
}

fn log(numbers: impl IntoIterator<Item = u64>) -> Contents {
    Contents::new(numbers.into_iter().map(answer).collect(), vec![], vec![])
}

async fn restore(store: &Store, theirs: Contents, way: Way) -> Result<Preview, StorageError> {
    restore_telling(store, theirs, way, &|_| ()).await
}

async fn restore_telling(
    store: &Store,
    theirs: Contents,
    way: Way,
    progress: &dyn Fn(usize),
) -> Result<Preview, StorageError> {
    let known = store.contents().await.unwrap().log.len() as u32;
    store.restore(Restore { theirs, way, known, of_device: None }, progress).await
}

/// Answers, one of them taken back, a session, settings, a note, and what no program can read.
async fn filled(name: &str) -> Store {
    let store = open(name).await;
    let undo = Undo::new(&review(2).id, Moment { utc_ms: 5, zone_min: 480 });
    let note = KeptChange {
        key: "mark/c/q/q".into(),
        value: Some("{\"n\":\"记\"}".into()),
        over_unreadable: false,
        meanwhile: None,
    };
    let write = Write {
        undos: vec![undo],
        sessions: vec![session(1)],
        settings: Some(settings()),
        kept: vec![note],
        ..reviews([1, 2, 3])
    };
    store.commit(&write).await.unwrap();
    raw::put(name, LOG, &id(9), json!({ "an": "object" })).await;
    raw::put(name, KV, "backup/file", json!("{\"t\":{\"u\":1,\"z\":0}}")).await;
    store
}

#[wasm_bindgen_test]
async fn a_backup_has_everything_as_it_lies_there_but_what_is_of_the_device() {
    let contents = filled("contents").await.contents().await.unwrap();
    assert_eq!(contents.log.len(), 5);
    assert_eq!(contents.log[0], answer(1));
    assert_eq!(contents.log[4].value, Value::Other("{\"an\":\"object\"}".into()));
    assert_eq!(contents.sessions, [text(id(1), &session(1))]);
    assert_eq!(contents.kv, [Record::text("mark/c/q/q", "{\"n\":\"记\"}"), text("settings".into(), &settings())]);
}

#[wasm_bindgen_test]
async fn a_new_device_is_the_old_one_after_either_way() {
    let old = filled("old-device").await;
    let theirs = old.contents().await.unwrap();
    for (name, way) in [("merged-device", Way::Merge), ("replaced-device", Way::Replace)] {
        let new = open(name).await;
        if way == Way::Replace {
            new.commit(&Write { sessions: vec![session(7)], ..reviews([7]) }).await.unwrap();
        }
        restore(&new, theirs.clone(), way).await.unwrap();
        assert_eq!(new.contents().await.unwrap(), theirs);
        assert_eq!(new.load().await.unwrap(), old.load().await.unwrap());
    }
}

#[wasm_bindgen_test]
async fn a_merge_adds_and_says_what_it_added_and_the_second_one_nothing() {
    let store = open("merge").await;
    store.commit(&reviews([1, 2])).await.unwrap();
    let mut other = answer(2);
    other.value = Value::Text(serde_json::to_string(&review(2)).unwrap().replace("\"d\":", "\"d\":1"));
    let theirs = Contents::new(vec![answer(1), other.clone(), answer(3)], vec![text(id(4), &session(4))], vec![]);
    let preview = restore(&store, theirs.clone(), Way::Merge).await.unwrap();
    let expected = Preview { answers: 1, aside: 1, sessions: Tally { new: 1, newer: 0 }, ..Preview::default() };
    assert_eq!(preview, expected);
    assert_eq!(answers(&store).await, [review(1), review(2), review(3)]);
    let aside = store.contents().await.unwrap().kv;
    assert_eq!(aside, [Record { key: format!("review-{}.unreadable-1", id(2)), ..other }]);
    assert!(restore(&store, theirs, Way::Merge).await.unwrap().is_nothing());
}

#[wasm_bindgen_test]
async fn what_came_in_after_the_preview_is_not_lost() {
    let store = open("meanwhile").await;
    let theirs = log([1, 2]);
    let other_tab = open("meanwhile").await;
    other_tab.commit(&reviews([3])).await.unwrap();
    restore(&store, theirs, Way::Merge).await.unwrap();
    assert_eq!(answers(&store).await, [review(1), review(2), review(3)]);
}

#[wasm_bindgen_test]
async fn an_answer_that_no_snapshot_has_is_never_replaced() {
    let store = open("unknown-answer").await;
    store.commit(&reviews([1, 2])).await.unwrap();
    let late = Restore { theirs: log([5]), way: Way::Replace, known: 1, of_device: None };
    assert!(store.restore(late, &|_| ()).await.is_err());
    assert_eq!(answers(&store).await, [review(1), review(2)]);
}

#[wasm_bindgen_test]
async fn a_restore_that_is_aborted_at_its_end_has_changed_nothing() {
    for (name, way) in [("aborted-merge", Way::Merge), ("aborted-replace", Way::Replace)] {
        let store = filled(name).await;
        let before = store.contents().await.unwrap();
        let full = raw::aborting_commits(1, "QuotaExceededError");
        let outcome = restore(&store, log(10..3000), way).await;
        raw::end(&full);
        assert_eq!(outcome, Err(StorageError::Quota));
        assert_eq!(store.contents().await.unwrap(), before);
    }
}

#[wasm_bindgen_test]
async fn a_restore_whose_connection_breaks_on_the_way_is_undone_or_done() {
    for (name, way) in [("broken-merge", Way::Merge), ("broken-replace", Way::Replace)] {
        let store = filled(name).await;
        let before = store.contents().await.unwrap();
        let (seen, connections) = (Array::new(), Array::new());
        let watch = raw::watching_transactions(&seen, &connections);
        let broken = Cell::new(false);
        let outcome = restore_telling(&store, log(10..4000), way, &|written| {
            if written >= 2000 && !broken.replace(true) {
                raw::abort_last();
            }
        })
        .await;
        raw::end(&watch);
        assert!(outcome.is_err(), "{outcome:?}");
        assert!(broken.get());
        assert_eq!(store.contents().await.unwrap(), before);
        restore(&store, log(10..12), way).await.unwrap();
        assert_eq!(answers(&store).await.len(), if way == Way::Merge { 5 } else { 2 });
    }
}

#[wasm_bindgen_test]
async fn a_restore_is_one_strict_transaction_and_says_how_far_it_is() {
    let store = open("one-transaction").await;
    let (seen, connections) = (Array::new(), Array::new());
    let watch = raw::watching_transactions(&seen, &connections);
    let told = RefCell::new(Vec::new());
    let all = Restore { theirs: log(0..2500), way: Way::Replace, known: 0, of_device: None };
    store.restore(all, &|written| told.borrow_mut().push(written)).await.unwrap();
    raw::end(&watch);
    assert_eq!(seen.iter().filter_map(|line| line.as_string()).collect::<Vec<_>>(), ["readwrite strict"]);
    assert_eq!(told.into_inner(), [1000, 2000, 2500]);
    assert_eq!(answers(&store).await.len(), 2500);
}

#[wasm_bindgen_test]
async fn after_a_restore_the_whole_log_is_read_and_the_device_has_its_record() {
    let name = "checkpoint-gone";
    let store = filled(name).await;
    raw::put(name, KV, "checkpoint", json!({ "bytes": 1 })).await;
    raw::put(name, KV, "checkpoint-end", json!(id(3))).await;
    let last = Record::text("backup/file", "{\"t\":{\"u\":2,\"z\":0}}");
    let nothing = Restore { theirs: Contents::default(), way: Way::Merge, known: 0, of_device: Some(last) };
    store.restore(nothing, &|_| ()).await.unwrap();
    let kv = raw::records(name, KV).await;
    let keys: Vec<&str> = kv.iter().map(|(key, _)| key.as_str()).collect();
    assert_eq!(keys, ["backup/file", "mark/c/q/q", "settings"]);
    assert_eq!(kv[0].1, json!("{\"t\":{\"u\":2,\"z\":0}}"));
    assert_eq!(store.load().await.unwrap().behind, 5);
}

#[wasm_bindgen_test]
async fn an_empty_backup_in_the_place_of_everything_deletes_everything() {
    let store = filled("emptied").await;
    restore(&store, Contents::default(), Way::Replace).await.unwrap();
    assert!(store.contents().await.unwrap().is_empty());
    assert_eq!(raw::records("emptied", SESSIONS).await, []);
    assert_eq!(raw::version("emptied").await, u64::from(VERSION));
}

#[wasm_bindgen_test]
async fn records_whose_keys_are_no_texts_are_in_the_backup_too() {
    let store = open("odd-keys").await;
    raw::put_under("odd-keys", LOG, 5.into(), "\"x\"").await;
    let contents = store.contents().await.unwrap();
    assert_eq!(contents.kv, [Record::text("log-5.unreadable-1", "x")]);
}

async fn keep(store: &Store, key: &str, bytes: &[u8], gone: &[&str]) -> Result<Snapshots, StorageError> {
    store.snapshots(SnapshotWork { gone, new: Some((key, bytes)), read: None }).await
}

#[wasm_bindgen_test]
async fn snapshots_stay_whatever_becomes_of_the_database() {
    let store = open("snapshots").await;
    assert_eq!(store.snapshots(SnapshotWork::default()).await.unwrap(), Snapshots::default());
    keep(&store, "a", &[1, 2, 3], &[]).await.unwrap();
    keep(&store, "b", &[4], &[]).await.unwrap();
    store.close();
    raw::remove("snapshots").await;

    let store = open("snapshots").await;
    let read = async |key| store.snapshots(SnapshotWork { read: Some(key), ..SnapshotWork::default() }).await.unwrap();
    assert_eq!(read("a").await, Snapshots { keys: vec!["a".into(), "b".into()], bytes: Some(vec![1, 2, 3]) });
    assert_eq!(read("c").await.bytes, None);
    assert_eq!(keep(&store, "c", &[5], &["a"]).await.unwrap().keys, ["b", "c"]);
    raw::upgrade_at_once("snapshots-snapshots", 2).await; // fails if a connection was left open
    let newer = store.snapshots(SnapshotWork::default()).await;
    assert!(matches!(newer, Err(StorageError::Newer { found: 2, known: 1 })));
}

#[wasm_bindgen_test]
async fn a_snapshot_that_does_not_fit_leaves_the_old_ones_alone() {
    let store = open("full-snapshots").await;
    keep(&store, "a", &[1], &[]).await.unwrap();
    let full = raw::aborting_commits(1, "QuotaExceededError");
    let outcome = keep(&store, "b", &[2], &["a"]).await;
    raw::end(&full);
    assert_eq!(outcome, Err(StorageError::Quota));
    assert_eq!(store.snapshots(SnapshotWork::default()).await.unwrap().keys, ["a"]);
}

#[wasm_bindgen_test]
async fn thousands_of_answers_are_restored_in_order() {
    let store = open("many").await;
    restore(&store, log(0..20_000), Way::Merge).await.unwrap();
    let log = store.log().await.unwrap();
    assert_eq!(log.len(), 20_000);
    assert!(log.iter().enumerate().all(|(number, entry)| *entry == Entry::from(review(number as u64))));
}
