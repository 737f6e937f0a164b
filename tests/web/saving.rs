//! What is committed is there afterwards.

use super::raw::{self, open};
use super::sample::{Dice, answers, id, review, reviews, session, settings};
use biaoshuai::core::settings::Settings;
use biaoshuai::storage::schema::{KV, LOG};
use biaoshuai::storage::{Loaded, Write};
use js_sys::Array;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn a_new_database_is_empty() {
    assert_eq!(open("new").await.load().await.unwrap(), Loaded::default());
}

#[wasm_bindgen_test]
async fn what_was_committed_is_there_after_reopening() {
    let store = open("reopen").await;
    let write =
        Write { reviews: vec![review(1)], sessions: vec![session(1)], settings: Some(settings()), ..Write::default() };
    store.commit(&write).await.unwrap();
    store.close();

    let store = open("reopen").await;
    let loaded = store.load().await.unwrap();
    assert_eq!(answers(&store).await, write.reviews);
    assert_eq!(loaded.sessions, write.sessions);
    assert_eq!(loaded.settings, write.settings);
    assert_eq!(loaded.unreadable, []);
}

#[wasm_bindgen_test]
async fn an_answer_committed_twice_is_there_once() {
    let store = open("twice").await;
    store.commit(&reviews([1])).await.unwrap();
    store.commit(&reviews([1, 2, 2])).await.unwrap();
    assert_eq!(answers(&store).await, [review(1), review(2)]);
}

#[wasm_bindgen_test]
async fn writing_nothing_is_fine() {
    open("nothing").await.commit(&Write::default()).await.unwrap();
}

#[wasm_bindgen_test]
async fn sessions_and_settings_are_replaced() {
    let store = open("replaced").await;
    let first = Write { sessions: vec![session(1), session(2)], settings: Some(settings()), ..Write::default() };
    store.commit(&first).await.unwrap();
    let mut newer = session(1);
    newer.cursor += 1;
    let second = Write { sessions: vec![newer.clone()], settings: Some(Settings::default()), ..Write::default() };
    store.commit(&second).await.unwrap();

    let loaded = store.load().await.unwrap();
    assert_eq!(loaded.sessions, [session(2), newer], "newest first");
    assert_eq!(loaded.settings, Some(Settings::default()));
    assert_eq!(raw::records("replaced", KV).await.len(), 1);
}

#[wasm_bindgen_test]
async fn two_open_stores_make_one_log() {
    let (one, other) = (open("union").await, open("union").await);
    let numbers = |odd: u64| (0..20).map(move |number| 2 * number + odd);
    for (even, odd) in numbers(0).zip(numbers(1)) {
        let (even, odd) = (reviews([even]), reviews([odd]));
        let (first, second) = futures_join(one.commit(&even), other.commit(&odd)).await;
        first.unwrap();
        second.unwrap();
    }
    let all: Vec<_> = (0..40).map(review).collect();
    assert_eq!(answers(&one).await, all);
    assert_eq!(answers(&other).await, all);
}

#[wasm_bindgen_test]
async fn thousands_of_answers_come_back_in_order() {
    let store = open("thousands").await;
    let mut numbers: Vec<u64> = (0..5000).collect();
    let mut dice = Dice(7);
    for end in (1..numbers.len()).rev() {
        numbers.swap(end, dice.below(end as u64 + 1) as usize);
    }
    store.commit(&reviews(numbers)).await.unwrap();
    let answers = answers(&store).await;
    assert_eq!(answers.len(), 5000);
    for (number, review) in answers.iter().enumerate() {
        assert_eq!(review.id.as_str(), id(number as u64));
    }
}

#[wasm_bindgen_test]
async fn writes_ask_for_strict_durability() {
    let store = open("strict").await;
    let (seen, connections) = (Array::new(), Array::new());
    let watch = raw::watching_transactions(&seen, &connections);
    store.commit(&reviews([1])).await.unwrap();
    raw::end(&watch);
    assert_eq!(seen.iter().filter_map(|line| line.as_string()).collect::<Vec<_>>(), ["readwrite strict"]);
}

#[wasm_bindgen_test]
async fn values_are_plain_json_of_the_core_types() {
    let store = open("plain").await;
    store.commit(&reviews([1])).await.unwrap();
    let expected = serde_json::to_string(&review(1)).unwrap();
    assert_eq!(raw::records("plain", LOG).await, [(id(1), expected.into())]);
}

/// Runs two writes at once.
async fn futures_join<A: Future, B: Future>(a: A, b: B) -> (A::Output, B::Output) {
    use std::task::Poll;
    let (mut a, mut b) = (Box::pin(a), Box::pin(b));
    let (mut from_a, mut from_b) = (None, None);
    std::future::poll_fn(|context| {
        if from_a.is_none()
            && let Poll::Ready(output) = a.as_mut().poll(context)
        {
            from_a = Some(output);
        }
        if from_b.is_none()
            && let Poll::Ready(output) = b.as_mut().poll(context)
        {
            from_b = Some(output);
        }
        match (from_a.take(), from_b.take()) {
            (Some(a), Some(b)) => Poll::Ready((a, b)),
            (a, b) => {
                (from_a, from_b) = (a, b);
                Poll::Pending
            }
        }
    })
    .await
}
