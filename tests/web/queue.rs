//! The queue in front of the store: what it does when a write can never succeed.

use super::raw::{self, open};
use super::sample::{answers, id, review, reviews, session};
use biaoshuai::state::{SaveState, Saver};
use biaoshuai::storage::KeptChange;
use biaoshuai::storage::schema::KV;
use gloo::timers::future::TimeoutFuture;
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn an_answer_under_a_used_id_is_kept_and_holds_nothing_up() {
    let owner = Owner::new();
    owner.set();
    let store = open("beside").await;
    store.commit(&reviews([1])).await.unwrap();
    let mut other = review(1);
    other.took_ms += 1;

    let saver = Saver::new(Ok(store.clone()));
    saver.answer(other.clone(), session(1));
    saver.answer(review(2), session(1));
    while saver.state().get_untracked() != SaveState::Saved {
        TimeoutFuture::new(20).await;
    }

    let loaded = store.load().await.unwrap();
    assert_eq!(answers(&store).await, [review(1), review(2)], "the log does not change, and what came later is in it");
    assert_eq!(loaded.sessions, [session(1)]);
    let kept = format!("review-{}.unreadable-1", id(1));
    assert_eq!(raw::records("beside", KV).await, [(kept, serde_json::to_string(&other).unwrap().into())]);
    drop(owner);
}

#[wasm_bindgen_test]
async fn what_is_kept_beside_the_log_is_kept_once() {
    let store = open("beside-once").await;
    let write = biaoshuai::storage::Write { beside: vec![review(1)], ..Default::default() };
    store.commit(&write).await.unwrap();
    store.commit(&write).await.unwrap();
    assert_eq!(raw::records("beside-once", KV).await.len(), 1);
    assert_eq!(answers(&store).await, []);
}

#[wasm_bindgen_test]
async fn a_note_on_its_way_to_the_disk_is_work_that_must_not_be_lost() {
    let owner = Owner::new();
    owner.set();
    let saver = Saver::new(Ok(open("note-is-work").await));
    assert!(!saver.holds_work());
    let change =
        KeptChange { key: "mark/a/b".to_owned(), value: Some("1".to_owned()), over_unreadable: false, meanwhile: None };
    saver.keep(change);
    assert!(saver.holds_work(), "an update or a closed page would lose it");
    while saver.state().get_untracked() != SaveState::Saved {
        TimeoutFuture::new(20).await;
    }
    assert!(!saver.holds_work());
    drop(owner);
}
