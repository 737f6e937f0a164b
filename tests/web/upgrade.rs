//! Several tabs of different versions, and opening that takes too long.

use super::raw::{self, open};
use super::sample::{answers, review, reviews};
use biaoshuai::storage::schema::{STORES, VERSION};
use biaoshuai::storage::{StorageError, Store};
use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen_test::wasm_bindgen_test;

const SHORT: Duration = Duration::from_millis(300);

#[wasm_bindgen_test]
async fn the_store_makes_way_for_a_newer_tab_and_says_so_once() {
    let store = open("superseded").await;
    store.commit(&reviews([1])).await.unwrap();
    let calls = counted(&store);
    raw::upgrade_at_once("superseded", VERSION + 1).await; // fails if the store does not let go
    assert_eq!(calls.get(), 1);
    assert_eq!(store.commit(&reviews([2])).await, Err(StorageError::Superseded));
    assert_eq!(store.load().await, Err(StorageError::Superseded));
    assert_eq!(raw::records("superseded", "log").await.len(), 1);

    let late = counted(&store);
    assert_eq!(late.get(), 1, "whoever asks later is told at once");
    assert_eq!(calls.get(), 1);
}

#[wasm_bindgen_test]
async fn deleting_the_database_elsewhere_supersedes_too() {
    let store = open("deleted").await;
    let calls = counted(&store);
    raw::remove("deleted").await;
    assert_eq!(calls.get(), 1);
    assert_eq!(store.commit(&reviews([1])).await, Err(StorageError::Superseded), "it must not come back by itself");
}

#[wasm_bindgen_test]
async fn a_write_under_way_is_finished_before_making_way() {
    let store = open("under-way").await;
    let writing = store.clone();
    let saved = Rc::new(Cell::new(None));
    let outcome = Rc::clone(&saved);
    wasm_bindgen_futures::spawn_local(async move {
        outcome.set(Some(writing.commit(&reviews(0..200)).await.is_ok()));
    });
    raw::sleep(0).await; // the write has begun
    raw::upgrade("under-way", VERSION + 1).await;
    let stored = raw::records("under-way", "log").await.len();
    assert_eq!(saved.get(), Some(stored == 200), "what is called saved is stored, what is stored is called saved");
    assert!(stored == 200 || stored == 0);
}

#[wasm_bindgen_test]
async fn an_old_tab_that_does_not_let_go_blocks() {
    open("blocked").await.close();
    let old_tab = raw::hold("blocked").await;
    let later_app = raw::opening_one_higher();
    let outcome = Store::open_within("blocked", SHORT).await.map(drop);
    raw::end(&later_app);
    assert_eq!(outcome, Err(StorageError::Blocked));

    raw::release(&old_tab);
    raw::upgrade("blocked", VERSION + 2).await; // hangs if the store that gave up had left its connection open
}

#[wasm_bindgen_test]
async fn an_upgrade_that_comes_too_late_still_makes_every_store() {
    open("late").await.close();
    let other = raw::hold("late").await;
    raw::start_to_remove("late"); // waits for `other`, and opening waits for it
    let outcome = Store::open_within("late", SHORT).await.map(drop);
    assert_eq!(outcome, Err(StorageError::Timeout));

    raw::release(&other);
    let store = open("late").await;
    assert_eq!(raw::stores("late").await.len(), STORES.len());
    store.commit(&reviews([1])).await.unwrap();
    assert_eq!(answers(&store).await, [review(1)]);
    drop(store);
    raw::upgrade("late", VERSION + 1).await;
}

/// How often the store said that it was superseded.
fn counted(store: &Store) -> Rc<Cell<u32>> {
    let calls = Rc::new(Cell::new(0));
    let counter = Rc::clone(&calls);
    store.on_superseded(move || counter.set(counter.get() + 1));
    calls
}
