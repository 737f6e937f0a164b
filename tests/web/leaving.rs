//! A page that is left, for good or to be come back to.

use super::raw::{self, open};
use super::sample::{answers, review, reviews, session};
use biaoshuai::core::session::{Item, Session};
use biaoshuai::storage::schema::KV;
use biaoshuai::storage::{KeptChange, StorageError, Store, Write};
use js_sys::Array;
use std::pin::Pin;
use std::task::{Context, Waker};
use wasm_bindgen_test::wasm_bindgen_test;

/// When the pages are left, in milliseconds.
const NOW: i64 = 1_757_900_000_000;

const NAME: &str = "biaoshuai.unsaved";

const NOTE: &str = "mark/a/b";

/// An answered item, the first that the samples have.
fn answered() -> Item {
    (1..).flat_map(|number| session(number).items).find(|item| item.given.is_some()).unwrap()
}

/// Lets it come as far as it does without an answer from the database.
fn begin<T>(future: &mut Pin<Box<impl Future<Output = T>>>) {
    assert!(future.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
}

/// The next start.
async fn start(name: &str, at: i64) -> Store {
    let store = Store::open(name).await.unwrap();
    store.load().await.unwrap();
    store.take_up(at).await.unwrap();
    store
}

fn texts() -> web_sys::Storage {
    web_sys::window().unwrap().local_storage().unwrap().unwrap()
}

#[wasm_bindgen_test]
async fn a_page_that_was_left_holds_no_connection_and_gets_one_when_it_comes_back() {
    let store = open("rested").await;
    let (seen, connections) = (Array::new(), Array::new());
    let watch = raw::watching_transactions(&seen, &connections);
    store.commit(&reviews([1])).await.unwrap();
    store.leave(Vec::new(), NOW).await;
    store.leave(Vec::new(), NOW).await;
    store.commit(&reviews([2])).await.unwrap();
    raw::end(&watch);
    assert_ne!(connections.get(0), connections.get(1));
    assert_eq!(answers(&store).await, [review(1), review(2)]);
    store.close();
    store.leave(Vec::new(), NOW).await;
    assert!(matches!(store.commit(&reviews([3])).await, Err(StorageError::Lost(_))), "closed for good stays closed");
}

#[wasm_bindgen_test]
async fn what_a_page_that_is_left_has_not_saved_is_there_at_the_next_start_and_once() {
    let store = open("left").await;
    store.commit(&reviews([1])).await.unwrap();
    // One answer is being written, and another one waits.
    let second = reviews([2]);
    let mut under_way = Box::pin(store.commit(&second));
    begin(&mut under_way);
    store.leave(vec![reviews([2]), reviews([3])], NOW).await;
    let next = start("left", NOW + 1).await;
    assert_eq!(answers(&next).await, [review(1), review(2), review(3)]);
    // The page comes back after all, and goes on with what it was doing.
    store.come_back();
    under_way.await.unwrap();
    assert_eq!(answers(&store).await, [review(1), review(2), review(3)]);
    assert!(!next.take_up(NOW + 2).await.unwrap(), "nothing of it is left");
}

#[wasm_bindgen_test]
async fn a_page_that_comes_back_before_the_next_start_leaves_nothing_behind() {
    let store = open("back").await;
    store.leave(vec![reviews([1])], NOW).await;
    store.come_back();
    assert!(!store.take_up(NOW + 1).await.unwrap());
    store.commit(&reviews([1])).await.unwrap();
    assert_eq!(answers(&store).await, [review(1)]);
}

#[wasm_bindgen_test]
async fn a_page_that_is_left_while_it_reads_reads_again_when_it_comes_back() {
    let store = open("left-reading").await;
    store.commit(&reviews([1])).await.unwrap();
    let mut reading = Box::pin(store.log());
    begin(&mut reading);
    store.leave(Vec::new(), NOW).await;
    let next = Store::open("left-reading").await.unwrap();
    next.commit(&reviews([2])).await.unwrap();
    assert_eq!(reading.await.unwrap().len(), 2);
}

#[wasm_bindgen_test]
async fn what_was_left_replaces_nothing_that_is_further_on_or_newer() {
    let store = open("left-older").await;
    let behind = Session { items: Vec::new(), ..session(1) };
    let ahead = Session { items: vec![answered()], ..session(1) };
    let note = |text: &str| KeptChange {
        key: NOTE.to_owned(),
        value: Some(text.to_owned()),
        over_unreadable: false,
        meanwhile: None,
    };
    let old = Write { sessions: vec![behind], kept: vec![note("old")], ..Write::default() };
    store.leave(vec![old], NOW).await;
    store.commit(&Write { sessions: vec![ahead.clone()], kept: vec![note("new")], ..Write::default() }).await.unwrap();
    let next = start("left-older", NOW + 3_600_000).await;
    assert_eq!(next.load().await.unwrap().sessions, [ahead]);
    assert!(next.kept().await.unwrap().contains(&(NOTE.to_owned(), Some("new".to_owned()))));
}

#[wasm_bindgen_test]
async fn a_damaged_line_of_what_was_left_takes_no_other_with_it() {
    const OTHER: &str = "1\u{1}of a newer program\u{1}a\u{1}b";
    let store = open("left-damaged").await;
    store.leave(vec![reviews([1])], NOW).await;
    let whole = texts().get_item(NAME).unwrap().unwrap();
    texts().set_item(NAME, &format!("torn\n{OTHER}\n{whole}")).unwrap();
    let next = start("left-damaged", NOW + 1).await;
    assert_eq!(answers(&next).await, [review(1)]);
    assert_eq!(texts().get_item(NAME).unwrap(), None);
    let aside = raw::records("left-damaged", KV).await;
    assert_eq!(aside.iter().map(|(_, line)| line.as_str().unwrap()).collect::<Vec<_>>(), ["torn", OTHER]);
}

#[wasm_bindgen_test]
async fn an_answer_that_was_left_under_an_id_of_another_is_kept_beside_the_log() {
    let store = open("left-conflict").await;
    store.commit(&reviews([1])).await.unwrap();
    let mut other = review(1);
    other.took_ms ^= 1;
    store.leave(vec![Write { reviews: vec![other, review(2)], ..Write::default() }], NOW).await;
    let next = start("left-conflict", NOW + 1).await;
    assert_eq!(answers(&next).await, [review(1), review(2)]);
    let beside = raw::records("left-conflict", KV).await;
    assert_eq!(beside[0].0, format!("review-{}.unreadable-1", review(1).id));
}
