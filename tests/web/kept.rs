//! What the reader keeps: notes, rungs, the own copy of the text.

use super::raw::{self, open};
use biaoshuai::core::settings::Settings;
use biaoshuai::storage::schema::KV;
use biaoshuai::storage::{KeptChange, Meanwhile, Write};
use wasm_bindgen_test::wasm_bindgen_test;

fn change(key: &str, value: Option<&str>) -> Write {
    let change =
        KeptChange { key: key.to_owned(), value: value.map(str::to_owned), over_unreadable: false, meanwhile: None };
    Write { kept: vec![change], ..Write::default() }
}

#[wasm_bindgen_test]
async fn what_is_kept_is_there_after_reopening_and_gone_after_removal() {
    let store = open("kept").await;
    store.commit(&change("mark/a/b", Some("1"))).await.unwrap();
    store.commit(&change("climb/a/b", Some("2"))).await.unwrap();
    store.commit(&change("mark/a/b", Some("3"))).await.unwrap();
    store.close();

    let store = open("kept").await;
    let pair = |key: &str, value: &str| (key.to_owned(), Some(value.to_owned()));
    assert_eq!(store.kept().await.unwrap(), [pair("climb/a/b", "2"), pair("mark/a/b", "3")]);
    store.commit(&change("climb/a/b", None)).await.unwrap();
    assert_eq!(store.kept().await.unwrap(), [pair("mark/a/b", "3")]);
}

#[wasm_bindgen_test]
async fn settings_are_not_taken_for_something_kept() {
    let store = open("kept-settings").await;
    store.commit(&Write { settings: Some(Settings::default()), ..Write::default() }).await.unwrap();
    assert_eq!(store.kept().await.unwrap(), []);
}

#[wasm_bindgen_test]
async fn an_unreadable_note_is_set_aside_before_a_new_one_takes_its_place() {
    let store = open("kept-unreadable").await;
    store.commit(&change("mark/a/b", Some("broken"))).await.unwrap();
    let mut write = change("mark/a/b", Some("new"));
    write.kept[0].over_unreadable = true;
    store.commit(&write).await.unwrap();
    let records = raw::records("kept-unreadable", KV).await;
    let has = |key: &str, value: &str| records.iter().any(|(k, v)| k == key && v.as_str() == Some(value));
    assert!(has("mark/a/b", "new") && has("mark/a/b.unreadable-1", "broken"), "{records:?}");
    assert_eq!(store.kept().await.unwrap().len(), 1, "what was set aside is not read as something kept");
}

fn merged(base: &str, ours: &str) -> Write {
    let mut write = change("branch/a/b", Some(ours));
    let merge = |base: Option<&str>, theirs: &str, ours: &str| {
        (theirs != "broken").then(|| [base.unwrap_or_default(), theirs, ours].join("+"))
    };
    write.kept[0].meanwhile = Some(Meanwhile { base: Some(base.to_owned()), merge });
    write
}

#[wasm_bindgen_test]
async fn what_another_window_has_written_meanwhile_is_taken_in() {
    let store = open("kept-merged").await;
    let now = async || store.kept().await.unwrap().remove(0).1.unwrap();
    store.commit(&merged("", "ours")).await.unwrap();
    assert_eq!(now().await, "ours", "nobody else has written anything");
    store.commit(&merged("ours", "newer")).await.unwrap();
    assert_eq!(now().await, "newer");
    store.commit(&change("branch/a/b", Some("theirs"))).await.unwrap();
    store.commit(&merged("newer", "mine")).await.unwrap();
    assert_eq!(now().await, "newer+theirs+mine");
    store.commit(&change("branch/a/b", Some("broken"))).await.unwrap();
    store.commit(&merged("newer", "mine")).await.unwrap();
    assert_eq!(now().await, "mine");
    let records = raw::records("kept-merged", KV).await;
    let aside = records.iter().any(|(key, value)| key == "branch/a/b.unreadable-1" && value.as_str() == Some("broken"));
    assert!(aside, "{records:?}");
}
