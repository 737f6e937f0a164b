//! A stored checkpoint shortens the start and changes nothing else.

use super::raw::{self, open};
use super::sample::{answers, id, review, reviews};
use biaoshuai::core::ids::ReviewId;
use biaoshuai::core::ledger::Ledger;
use biaoshuai::core::log::{Entry, Undo};
use biaoshuai::core::review::Moment;
use biaoshuai::core::schedule::RETENTION;
use biaoshuai::storage::schema::{KV, LOG};
use biaoshuai::storage::{NewCheckpoint, Store, Write};
use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

/// Stores answers and a checkpoint of them, as the app does after a start.
async fn with_checkpoint(name: &str, count: u64) -> Store {
    let store = open(name).await;
    store.commit(&reviews(0..count)).await.unwrap();
    store.commit(&Write { checkpoint: Some(checkpoint(&store).await), ..Write::default() }).await.unwrap();
    store
}

async fn checkpoint(store: &Store) -> NewCheckpoint {
    let mut ledger = store.load().await.unwrap().ledger;
    let bytes = ledger.checkpoint().unwrap();
    let (end, count) = ledger.settled().unwrap();
    NewCheckpoint { bytes, end: end.to_string(), count }
}

/// What the log says when all of it is read.
async fn whole(store: &Store) -> Ledger {
    Ledger::replay(RETENTION, store.log().await.unwrap())
}

#[wasm_bindgen_test]
async fn what_a_checkpoint_has_is_not_read_again_and_the_state_is_the_same() {
    let store = with_checkpoint("checkpoint", 300).await;
    store.commit(&reviews(300..310)).await.unwrap();
    let loaded = store.load().await.unwrap();
    assert!(loaded.behind < 50, "{} records were read", loaded.behind);
    assert_eq!(loaded.ledger, whole(&store).await);
    assert_eq!(loaded.ledger.records(), 310);
    assert_eq!(answers(&store).await.len(), 310, "the log has everything");
}

#[wasm_bindgen_test]
async fn a_damaged_checkpoint_costs_time_and_nothing_else() {
    let store = with_checkpoint("checkpoint-damaged", 300).await;
    let expected = whole(&store).await;
    for damage in [json!("text"), json!({ "an": "object" }), json!(5), json!([1, 2, 3])] {
        raw::put("checkpoint-damaged", KV, "checkpoint", damage).await;
        let loaded = store.load().await.unwrap();
        assert_eq!((loaded.behind, loaded.unreadable.len()), (300, 0));
        assert_eq!(loaded.ledger, expected);
    }
    raw::put("checkpoint-damaged", KV, "checkpoint-end", json!(7)).await;
    assert_eq!(store.load().await.unwrap().ledger, expected);
}

#[wasm_bindgen_test]
async fn records_that_another_tab_wrote_before_the_end_of_the_checkpoint_count() {
    let store = open("checkpoint-tabs").await;
    store.commit(&reviews((0..300).filter(|number| *number != 100))).await.unwrap();
    let made = checkpoint(&store).await;
    store.commit(&reviews([100])).await.unwrap();
    store.commit(&Write { checkpoint: Some(made), ..Write::default() }).await.unwrap();
    let loaded = store.load().await.unwrap();
    assert_eq!((loaded.behind, loaded.ledger.records()), (300, 300));
    assert_eq!(loaded.ledger, whole(&store).await);
}

#[wasm_bindgen_test]
async fn a_record_under_a_clock_set_back_gives_the_checkpoint_up() {
    let store = with_checkpoint("checkpoint-clock", 300).await;
    let mut early = review(300);
    early.id = ReviewId(format!("{}-early", id(5)));
    store.commit(&Write { reviews: vec![early], ..Write::default() }).await.unwrap();
    let loaded = store.load().await.unwrap();
    assert_eq!((loaded.behind, loaded.ledger.records()), (301, 301));
    assert_eq!(loaded.ledger, whole(&store).await);
}

#[wasm_bindgen_test]
async fn an_unreadable_record_behind_a_checkpoint_is_reported_by_its_key() {
    let store = with_checkpoint("checkpoint-unreadable", 300).await;
    raw::put("checkpoint-unreadable", LOG, &id(400), json!("{ torn")).await;
    store.commit(&reviews([401])).await.unwrap();
    let loaded = store.load().await.unwrap();
    assert_eq!(loaded.unreadable.iter().map(|record| record.key.clone()).collect::<Vec<_>>(), [id(400)]);
    assert_eq!(loaded.ledger.records(), 301);
}

#[wasm_bindgen_test]
async fn an_answer_that_was_taken_back_counts_no_more_and_stays_in_the_log() {
    let store = with_checkpoint("taken-back", 300).await;
    let before = store.load().await.unwrap().ledger;
    store.commit(&reviews([300])).await.unwrap();
    let undo = Undo::new(&review(300).id, Moment { utc_ms: 0, zone_min: 480 });
    // From two tabs.
    for at in [1, 2] {
        let undo = Undo::new(&undo.of, Moment { utc_ms: at, zone_min: 480 });
        store.commit(&Write { undos: vec![undo], ..Write::default() }).await.unwrap();
    }
    let loaded = store.load().await.unwrap().ledger;
    assert_eq!((loaded.progress(), loaded.schedule()), (before.progress(), before.schedule()));
    let log = store.log().await.unwrap();
    assert!(log.contains(&Entry::Answer(review(300))));
    assert_eq!(log.len(), 302);
}

#[wasm_bindgen_test]
async fn a_long_log_is_read_in_pages_as_if_it_were_read_at_once() {
    // Exactly two pages, so that the last one is empty.
    let store = open("pages").await;
    for thousand in 0..8 {
        store.commit(&reviews(thousand * 1000..(thousand + 1) * 1000)).await.unwrap();
    }
    let loaded = store.load().await.unwrap();
    assert_eq!((loaded.behind, loaded.ledger.records()), (8000, 8000));
    assert_eq!(loaded.ledger, whole(&store).await);
    assert_eq!(answers(&store).await.len(), 8000);

    for number in [10, 4500, 7999] {
        raw::put("pages", LOG, &id(number), json!("{ torn")).await;
    }
    let loaded = store.load().await.unwrap();
    let keys: Vec<String> = loaded.unreadable.into_iter().map(|record| record.key).collect();
    assert_eq!(keys, [10, 4500, 7999].map(id));
    assert_eq!((loaded.behind, loaded.ledger.records()), (8000, 7997));
}
