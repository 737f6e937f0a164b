//! What cannot be read is reported, stays, and hinders nothing.

use super::raw::{self, open};
use super::sample::{answers, id, review, reviews, session, settings};
use biaoshuai::storage::schema::{KV, LOG, SESSIONS};
use biaoshuai::storage::{StorageError, Write};
use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn unreadable_records_are_reported_and_kept_and_the_rest_works() {
    let name = "unreadable";
    let store = open(name).await;
    store.commit(&Write { sessions: vec![session(1)], ..reviews([1, 3]) }).await.unwrap();
    raw::put(name, LOG, &id(2), json!("{ torn")).await;
    raw::put(name, LOG, &id(4), json!({ "an": "object" })).await;
    raw::put(name, SESSIONS, &id(2), json!("{}")).await;
    raw::put(name, KV, "settings", json!(5)).await;

    let loaded = store.load().await.unwrap();
    assert_eq!(answers(&store).await, [review(1), review(3)]);
    assert_eq!(loaded.sessions, [session(1)]);
    assert_eq!(loaded.settings, None);
    let found: Vec<_> = loaded.unreadable.iter().map(|record| (record.store, record.key.clone())).collect();
    assert_eq!(found, [(LOG, id(2)), (LOG, id(4)), (SESSIONS, id(2)), (KV, "settings".into())]);
    assert!(loaded.unreadable.iter().all(|record| !record.reason.is_empty()));

    store.commit(&reviews([5])).await.unwrap();
    assert_eq!(store.load().await.unwrap().unreadable, loaded.unreadable);
    let log = raw::records(name, LOG).await;
    assert_eq!(log[1], (id(2), json!("{ torn")));
    assert_eq!(log[3], (id(4), json!({ "an": "object" })));
}

#[wasm_bindgen_test]
async fn unreadable_settings_are_set_aside_before_they_are_replaced() {
    let name = "aside-settings";
    let store = open(name).await;
    for number in 1..=2 {
        raw::put(name, KV, "settings", json!({ "old": number })).await;
        // What is unreadable is learnt by loading, as at every start of the app.
        assert_eq!(store.load().await.unwrap().settings, None);
        store.commit(&Write { settings: Some(settings()), ..Write::default() }).await.unwrap();
    }
    let loaded = store.load().await.unwrap();
    assert_eq!(loaded.settings, Some(settings()));
    assert_eq!(loaded.unreadable, []);
    let kv = raw::records(name, KV).await;
    assert_eq!(kv[1], ("settings.unreadable-1".into(), json!({ "old": 1 })));
    assert_eq!(kv[2], ("settings.unreadable-2".into(), json!({ "old": 2 })));
}

#[wasm_bindgen_test]
async fn an_unreadable_session_is_set_aside_before_it_is_replaced() {
    let name = "aside-session";
    let store = open(name).await;
    raw::put(name, SESSIONS, &id(1), json!("from the future")).await;
    assert_eq!(store.load().await.unwrap().sessions, []);
    store.commit(&Write { sessions: vec![session(1)], ..Write::default() }).await.unwrap();
    assert_eq!(store.load().await.unwrap().sessions, [session(1)]);
    let aside = (format!("session-{}.unreadable-1", id(1)), json!("from the future"));
    assert_eq!(raw::records(name, KV).await, [aside]);
}

#[wasm_bindgen_test]
async fn an_unreadable_answer_is_never_replaced() {
    let name = "kept-answer";
    let store = open(name).await;
    raw::put(name, LOG, &id(1), json!("from the future")).await;
    let outcome = store.commit(&reviews([1])).await;
    assert!(matches!(outcome, Err(StorageError::Conflict(_))), "{outcome:?}");
    assert_eq!(raw::records(name, LOG).await, [(id(1), json!("from the future"))]);
}

#[wasm_bindgen_test]
async fn old_sessions_come_later_and_bad_ones_among_them_are_reported_then() {
    let name = "older";
    let store = open(name).await;
    store.commit(&Write { sessions: (1..=6).map(session).collect(), ..Write::default() }).await.unwrap();
    raw::put(name, SESSIONS, &id(2), json!("{ torn")).await;
    raw::put(name, SESSIONS, &id(5), json!("{ torn")).await;

    let recent = store.load_since(&id(4)).await.unwrap();
    assert_eq!(recent.sessions, [session(6), session(4)]);
    assert_eq!(recent.unreadable.iter().map(|record| record.key.clone()).collect::<Vec<_>>(), [id(5)]);
    let (older, unreadable) = store.sessions_before(&id(4)).await.unwrap();
    assert_eq!(older, [session(3), session(1)]);
    assert_eq!(unreadable.iter().map(|record| record.key.clone()).collect::<Vec<_>>(), [id(2)]);

    // What takes the place of one is kept beside, as for those read at the start.
    store.commit(&Write { sessions: vec![session(2)], ..Write::default() }).await.unwrap();
    assert!(raw::records(name, KV).await.iter().any(|(key, _)| key.starts_with("session-")));
}
