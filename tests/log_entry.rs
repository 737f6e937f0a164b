//! Learners rely on this: every record of theirs is read again, whatever version wrote it, and written as ever.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

mod history;

use biaoshuai::core::ids::ReviewId;
use biaoshuai::core::log::{Entry, Undo};
use biaoshuai::core::review::{Moment, Review};
use history::moment;

/// The records of the log of version 1, as they lie on people's devices.
fn stored() -> Vec<String> {
    let sample: serde_json::Value = serde_json::from_str(include_str!("fixtures/schema-1.json")).unwrap();
    sample["log"].as_array().unwrap().iter().map(|record| record[1].as_str().unwrap().to_owned()).collect()
}

#[test]
fn old_records_are_read_and_written_as_ever() {
    let records = stored();
    assert!(records.len() >= 9);
    for text in records {
        let review: Review = serde_json::from_str(&text).unwrap();
        let entry = Entry::read(&text).unwrap();
        assert_eq!(entry, Entry::Answer(review));
        assert_eq!(serde_json::to_string(&entry).unwrap(), text);
    }
}

#[test]
fn an_answer_taken_back_is_a_record_of_its_own() {
    let undo = Undo::new(&"0193-a".into(), Moment { utc_ms: 5, zone_min: 480 });
    let text = r#"{"id":"0193-a~","undo":"0193-a","t":{"u":5,"z":480}}"#;
    assert_eq!(serde_json::to_string(&Entry::from(undo.clone())).unwrap(), text);
    assert_eq!(Entry::read(text).unwrap(), Entry::Undo(undo));
}

#[test]
fn a_corrupt_record_is_refused_with_the_reason_of_an_answer() {
    for bad in ["", "null", "7", "[]", "{}", r#"{"id":"a","undo":"b"}"#, r#"{"id":"a~","undo":7,"t":{"u":5,"z":480}}"#]
    {
        assert!(Entry::read(bad).is_err(), "{bad}");
    }
    let cut = stored()[0].replace(r#""q":"q-01","#, "");
    assert!(Entry::read(&cut).unwrap_err().to_string().contains("missing field `q`"));
    // An undo that the database keeps under another id would lie anywhere in the log.
    let astray = Entry::read(r#"{"id":"0193-b","undo":"0193-a","t":{"u":5,"z":480}}"#).unwrap_err();
    assert!(astray.to_string().contains("undo"), "{astray}");
    assert!(serde_json::to_string(&Entry::Unreadable("a".into())).is_err(), "it would replace what is there");
}

#[test]
fn an_undo_follows_its_answer_at_once_in_the_order_of_the_log() {
    let id = |text: &str| ReviewId(text.into());
    let (one, next) = (id("01993b00-0001-7abc-8def-0123456789ab"), id("01993b00-0001-7abc-8def-0123456789ac"));
    let undo = Undo::new(&one, moment(0)).id().clone();
    assert!(one < undo && undo < next);
    assert_eq!(undo, *Undo::new(&one, moment(99)).id(), "there is one place for it, so it is there once");
}
