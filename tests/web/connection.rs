//! A connection that breaks.

use super::raw::{self, open};
use super::sample::{answers, review, reviews};
use biaoshuai::storage::StorageError;
use biaoshuai::storage::schema::VERSION;
use js_sys::Array;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn a_lost_connection_is_made_again() {
    let store = open("lost").await;
    for times in 1..=3 {
        let losing = raw::losing_transactions(times);
        let outcome = store.commit(&reviews([times.into()])).await;
        raw::end(&losing);
        outcome.unwrap();
    }
    assert_eq!(answers(&store).await, [review(1), review(2), review(3)]);
    drop(store);
    raw::upgrade_at_once("lost", VERSION + 1).await; // fails if one of the connections was forgotten
}

#[wasm_bindgen_test]
async fn after_three_more_tries_the_write_is_given_back() {
    let store = open("gone").await;
    store.commit(&reviews([1])).await.unwrap();
    let losing = raw::losing_transactions(4);
    let outcome = store.commit(&reviews([2])).await;
    raw::end(&losing);
    assert!(matches!(outcome, Err(StorageError::Lost(_))), "{outcome:?}");

    store.commit(&reviews([2])).await.unwrap();
    assert_eq!(answers(&store).await, [review(1), review(2)], "nothing was deleted, and it goes on");
}

#[wasm_bindgen_test]
async fn an_abort_from_outside_is_tried_again() {
    let store = open("aborted").await;
    for (number, reason) in [(1, "AbortError"), (2, "UnknownError")] {
        let aborting = raw::aborting_commits(2, reason);
        let outcome = store.commit(&reviews([number])).await;
        raw::end(&aborting);
        outcome.unwrap();
    }
    assert_eq!(answers(&store).await, [review(1), review(2)]);
}

#[wasm_bindgen_test]
async fn a_connection_closed_by_the_browser_is_made_again() {
    let store = open("closed-by-browser").await;
    let (seen, connections) = (Array::new(), Array::new());
    let watch = raw::watching_transactions(&seen, &connections);
    store.commit(&reviews([1])).await.unwrap();
    raw::break_connection(&connections.get(0));
    store.commit(&reviews([2])).await.unwrap();
    raw::end(&watch);
    assert_eq!(answers(&store).await, [review(1), review(2)]);
    assert_ne!(connections.get(0), connections.get(1));
}

#[wasm_bindgen_test]
async fn a_closed_store_stays_closed() {
    let store = open("closed").await;
    store.clone().close();
    assert!(matches!(store.commit(&reviews([1])).await, Err(StorageError::Lost(_))));
    assert!(matches!(store.load().await, Err(StorageError::Lost(_))));
    raw::upgrade_at_once("closed", VERSION + 1).await;
}

#[wasm_bindgen_test]
async fn a_connection_lost_to_a_newer_app_is_not_made_again() {
    let store = open("overtaken").await;
    let (seen, connections) = (Array::new(), Array::new());
    let watch = raw::watching_transactions(&seen, &connections);
    store.load().await.unwrap();
    raw::end(&watch);
    raw::break_connection(&connections.get(0));
    raw::upgrade("overtaken", VERSION + 1).await;
    let expected = StorageError::Newer { found: VERSION + 1, known: VERSION };
    assert_eq!(store.commit(&reviews([1])).await, Err(expected));
}
