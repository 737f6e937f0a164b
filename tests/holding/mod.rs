//! What a device holds, record by record, and the file of it.
#![allow(dead_code, clippy::unwrap_used, reason = "each test file uses its part; helpers of tests may panic")]

use biaoshuai::core::backup::{Backup, Contents, Record, Value, read, write::write};
use biaoshuai::core::review::Moment;
use proptest::prelude::*;

/// A file of the format that is written now. It is never changed.
pub const FORMAT_1: &str = include_str!("../fixtures/backup-1.json");
/// The version of the database.
pub const SCHEMA: u32 = 1;
/// When the files are made.
pub const AT: Moment = Moment { utc_ms: 1_758_009_600_000, zone_min: 480 };

/// The file of all this.
pub fn file(contents: &Contents) -> String {
    let mut out = String::new();
    write(contents, SCHEMA, "2026-11-23.1", AT, &mut |piece| out += piece);
    out
}

/// What is in a file.
pub fn opened(text: &str) -> Backup {
    read(text, SCHEMA).unwrap()
}

/// A record with a text for its value.
pub fn text(key: &str, text: &str) -> Record {
    Record::text(key, text)
}

/// A right answer in the log that took so long.
pub fn answer(id: &str, took: u32) -> Record {
    text(
        id,
        &format!(
            "{{\"id\":\"{id}\",\"c\":\"c\",\"q\":\"q\",\"r\":1,\"s\":\"s\",\"t\":{{\"u\":5,\"z\":0}},\"d\":{took},\"a\":{{\"truth\":true}},\"v\":{{\"points\":1,\"of\":1}}}}"
        ),
    )
}

/// Nothing but a log.
pub fn log(records: impl IntoIterator<Item = Record>) -> Contents {
    Contents::new(records.into_iter().collect(), vec![], vec![])
}

/// Nothing but what is kept beside log and sessions.
pub fn kv(records: impl IntoIterator<Item = Record>) -> Contents {
    Contents::new(vec![], vec![], records.into_iter().collect())
}

/// Anything at all.
pub fn any_contents() -> impl Strategy<Value = Contents> {
    let value = prop_oneof![
        any::<String>().prop_map(Value::Text),
        "[a-z{}\":\\\\]{0,30}".prop_map(Value::Text),
        any::<i32>().prop_map(|number| Value::Other(number.to_string())),
        any::<bool>().prop_map(|yes| Value::Other(format!("{{\"a\":[{yes},null]}}"))),
    ];
    let store = || {
        prop::collection::btree_map("[a-z0-9~/.\u{4e00}-\u{4e10}\u{202e}\u{0}\"]{0,12}", value.clone(), 0..12)
            .prop_map(|all| all.into_iter().map(|(key, value)| Record { key, value }).collect::<Vec<_>>())
    };
    (store(), store(), store()).prop_map(|(log, sessions, kv)| Contents::new(log, sessions, kv))
}
