//! A write is stored whole or not at all.

use super::raw::{self, open};
use super::sample::{answers, review, reviews, session, settings};
use biaoshuai::storage::{StorageError, Write};
use wasm_bindgen_test::wasm_bindgen_test;

/// A write in which the review `bad` says something else than the one stored under its id.
fn with_conflict(bad: u64) -> Write {
    let mut other = review(bad);
    other.took_ms = other.took_ms.wrapping_add(1);
    Write {
        reviews: vec![review(10), other, review(11)],
        sessions: vec![session(1)],
        settings: Some(settings()),
        ..Write::default()
    }
}

#[wasm_bindgen_test]
async fn one_bad_record_and_nothing_is_written() {
    let store = open("whole").await;
    store.commit(&reviews([1])).await.unwrap();
    let outcome = store.commit(&with_conflict(1)).await;
    assert!(matches!(outcome, Err(StorageError::Conflict(_))), "{outcome:?}");

    let loaded = store.load().await.unwrap();
    assert_eq!(answers(&store).await, [review(1)], "the old record stays, the good ones beside the bad are not there");
    assert_eq!(loaded.sessions, []);
    assert_eq!(loaded.settings, None);
}

#[wasm_bindgen_test]
async fn two_answers_under_one_new_id_are_refused() {
    let store = open("same-write").await;
    let mut write = with_conflict(10);
    let outcome = store.commit(&write).await;
    assert!(matches!(outcome, Err(StorageError::Conflict(_))), "{outcome:?}");
    assert_eq!(answers(&store).await, []);

    write.reviews.remove(1);
    store.commit(&write).await.unwrap();
    assert_eq!(answers(&store).await, [review(10), review(11)]);
}

#[wasm_bindgen_test]
async fn the_store_goes_on_after_a_refused_write() {
    let store = open("goes-on").await;
    store.commit(&reviews([1])).await.unwrap();
    store.commit(&with_conflict(1)).await.unwrap_err();
    store.commit(&reviews([2])).await.unwrap();
    assert_eq!(answers(&store).await, [review(1), review(2)]);
}

#[wasm_bindgen_test]
async fn a_full_device_is_reported_and_nothing_is_written() {
    let store = open("full").await;
    let full = raw::aborting_commits(1, "QuotaExceededError");
    let outcome = store.commit(&reviews([1])).await;
    raw::end(&full);
    assert_eq!(outcome, Err(StorageError::Quota));
    assert_eq!(answers(&store).await, []);

    store.commit(&reviews([1])).await.unwrap();
    assert_eq!(answers(&store).await, [review(1)], "the same write goes through once there is space");
}
