//! Learners rely on this: a file that is saved while the device is full has what could not be written, and loses nothing
//! of what lies there.
#![cfg(not(target_arch = "wasm32"))]

use biaoshuai::core::backup::{Contents, Record, Value};

fn single(key: &str, text: &str) -> Record {
    Record::text(key, text)
}

fn keys(contents: &Contents) -> Vec<&str> {
    contents.kv.iter().map(|record| record.key.as_str()).collect()
}

#[test]
fn what_waits_takes_its_place_and_the_order_stays() {
    let mut contents = Contents::new(vec![], vec![], vec![single("a/1", "1"), single("c/1", "3")]);
    contents.put_single("b/1", Some("2".to_owned()), false);
    contents.put_single("c/1", Some("4".to_owned()), false);
    assert_eq!(keys(&contents), ["a/1", "b/1", "c/1"]);
    assert_eq!((contents.single("b/1"), contents.single("c/1")), (Some("2"), Some("4")));
    contents.put_single("a/1", None, false);
    assert_eq!(keys(&contents), ["b/1", "c/1"]);
    assert_eq!(contents.single("a/1"), None);
}

#[test]
fn what_could_not_be_read_is_still_in_the_file() {
    let unreadable = Record { key: "b/1".to_owned(), value: Value::Other("7".to_owned()) };
    let mut contents = Contents::new(vec![], vec![], vec![unreadable, single("c/1", "3")]);
    assert_eq!(contents.single("b/1"), None);
    contents.put_single("b/1", Some("2".to_owned()), true);
    assert_eq!(keys(&contents), ["b/1", "b/1.unreadable-1", "c/1"]);
    assert_eq!(contents.kv[1].value, Value::Other("7".to_owned()));
    // The same once more is kept once; another one beside it.
    contents.keep_aside("b/1", Value::Other("7".to_owned()));
    contents.keep_aside("b/1", Value::Text("x".to_owned()));
    assert_eq!(keys(&contents), ["b/1", "b/1.unreadable-1", "b/1.unreadable-2", "c/1"]);
}
