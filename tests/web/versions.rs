//! Databases of this and other versions. Every released version has a stored sample; add one here with each new one.

use super::raw::{self, open};
use super::sample::answers;
use biaoshuai::core::answer::Answer;
use biaoshuai::core::settings::{Settings, Theme};
use biaoshuai::storage::schema::{STORES, VERSION};
use biaoshuai::storage::{StorageError, Store};
use serde::Serialize;
use serde_json::{Value, json};
use std::mem::discriminant;
use wasm_bindgen_test::wasm_bindgen_test;

const SCHEMA_1: &str = include_str!("../fixtures/schema-1.json");

#[wasm_bindgen_test]
async fn everything_of_a_version_1_database_is_found() {
    raw::fill("schema-1", 1, SCHEMA_1).await;
    let store = open("schema-1").await;
    let (loaded, answers) = (store.load().await.unwrap(), answers(&store).await);
    assert_eq!(loaded.unreadable, []);
    assert_eq!(values(&answers), stored("log"));
    assert_eq!(values(loaded.sessions.iter().rev()), stored("sessions"));

    let kinds: Vec<_> = answers.iter().map(|review| discriminant(&review.answer)).collect();
    let every_kind = [
        Answer::Choice([].into()),
        Answer::Truth(true),
        Answer::Fill(vec![]),
        Answer::Order(vec![]),
        Answer::Match(vec![]),
        Answer::Group(vec![]),
        Answer::Recall { text: String::new(), grade: None },
    ];
    assert!(every_kind.iter().all(|answer| kinds.contains(&discriminant(answer))), "{kinds:?}");
    let [newest, older] = loaded.sessions.as_slice() else { panic!("two sessions are stored") };
    assert_eq!(newest.finished, None);
    assert_eq!(newest.cursor, 1);
    assert_eq!(newest.draft, Some(Answer::Choice([0, 2].into())));
    assert!(older.finished.is_some());
    let settings = Settings {
        theme: Theme::Dark,
        text_percent: 130,
        ask_confidence: false,
        session_size: 20,
        course: None,
        speech_percent: 100,
        ..Settings::default()
    };
    assert_eq!(loaded.settings, Some(settings));
    assert_eq!(raw::version("schema-1").await, u64::from(VERSION));
}

#[wasm_bindgen_test]
async fn a_new_database_climbs_to_the_newest_version() {
    open("fresh").await;
    assert_eq!(raw::version("fresh").await, u64::from(VERSION));
    let mut expected = STORES.to_vec();
    expected.sort_unstable();
    assert_eq!(raw::stores("fresh").await, expected);
}

#[wasm_bindgen_test]
async fn a_newer_database_is_refused_and_left_alone() {
    let content = json!({ "log": [["a", "{\"new\":1}"]], "future": [["b", { "c": 1 }]] });
    raw::fill("newer", 99, &content.to_string()).await;
    let outcome = Store::open("newer").await.map(drop);
    assert_eq!(outcome, Err(StorageError::Newer { found: 99, known: VERSION }));
    assert_eq!(raw::version("newer").await, 99);
    assert_eq!(raw::records("newer", "log").await, [("a".into(), json!("{\"new\":1}"))]);
    assert_eq!(raw::records("newer", "future").await, [("b".into(), json!({ "c": 1 }))]);
    raw::upgrade_at_once("newer", 100).await; // fails if the refused store had left a connection open
}

fn values<T: Serialize>(records: impl IntoIterator<Item = T>) -> Vec<Value> {
    records.into_iter().map(|record| serde_json::to_value(record).unwrap()).collect()
}

/// The values of a store in the fixture.
fn stored(store: &str) -> Vec<Value> {
    let fixture: Value = serde_json::from_str(SCHEMA_1).unwrap();
    let records: Vec<(String, String)> = serde_json::from_value(fixture[store].clone()).unwrap();
    records.iter().map(|(_, json)| serde_json::from_str(json).unwrap()).collect()
}
