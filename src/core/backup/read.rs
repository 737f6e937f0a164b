//! Reading files of every released format. They may come from anywhere, so everything is measured before it is believed.

use super::lift::{STEPS, lift};
use super::write::record_sum;
use super::{BackupError, Contents, FORMAT, Record, Value, add};
use crate::core::review::Moment;
use serde::de::{Error, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::error::Category;
use serde_json::value::RawValue;
use std::fmt;

/// Records that a store may have.
const COUNT_LIMIT: usize = 1_000_000;
/// Bytes of a key.
const KEY_LIMIT: usize = 512;
/// Bytes of a value: an own copy of the text, with every character escaped.
const VALUE_LIMIT: usize = 16 << 20;
/// How deep a value that is no text may be nested.
const DEPTH_LIMIT: usize = 32;

/// What a file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// The records.
    pub contents: Contents,
    /// When it was made; format 0 says it in another way, which nothing needs.
    pub made: Option<Moment>,
}

/// The fields of an object by their names, none of them twice. Everything is optional, so that a foreign file is told from
/// a damaged one. One type for file, stores and rows, because each would bring its own reading.
struct Fields<'a>(Vec<(&'a str, &'a RawValue)>);

/// More fields than anything of ours has are not kept.
const FIELDS_MAX: usize = 16;

impl<'a> Fields<'a> {
    fn get(&self, name: &str) -> Option<&'a RawValue> {
        self.0.iter().find(|(other, _)| *other == name).map(|(_, value)| *value)
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Fields<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Collect;
        impl<'de> Visitor<'de> for Collect {
            type Value = Fields<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("fields")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields<'de>, A::Error> {
                let mut fields = Fields(Vec::new());
                while let Some((name, value)) = map.next_entry()? {
                    if fields.get(name).is_some() {
                        return Err(A::Error::custom("twice"));
                    }
                    if fields.0.len() < FIELDS_MAX {
                        fields.0.push((name, value));
                    }
                }
                Ok(fields)
            }
        }
        deserializer.deserialize_map(Collect)
    }
}

/// Not more rows than [`COUNT_LIMIT`] are ever held.
#[derive(Default)]
struct Rows<'a>(Vec<Fields<'a>>);

impl<'de: 'a, 'a> Deserialize<'de> for Rows<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Collect;
        impl<'de> Visitor<'de> for Collect {
            type Value = Rows<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("records")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Rows<'de>, A::Error> {
                let mut rows = Vec::new();
                while let Some(row) = seq.next_element()? {
                    if rows.len() == COUNT_LIMIT {
                        return Err(A::Error::custom("too many"));
                    }
                    rows.push(row);
                }
                Ok(Rows(rows))
            }
        }
        deserializer.deserialize_seq(Collect)
    }
}

/// Reads a file. `schema`: the highest version of the database that this program knows.
///
/// # Errors
/// [`BackupError`] when it is not a whole and undamaged backup for this program.
pub fn read(text: &str, schema: u32) -> Result<Backup, BackupError> {
    // What was copied and pasted may have got spaces at its ends.
    let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let is_ours = text.get(..80).or(Some(text)).is_some_and(|head| head.contains("\"biaoshuai\""));
    let file: Fields<'_> = serde_json::from_str(text).map_err(|error| match error.classify() {
        Category::Eof if is_ours => BackupError::Cut,
        _ if is_ours => BackupError::Damaged,
        _ => BackupError::Foreign,
    })?;
    if file.get("app").is_none_or(|app| app.get() != "\"biaoshuai\"") {
        return Err(BackupError::Foreign);
    }
    let number = |raw: Option<&RawValue>| raw.map_or(Ok(0), |raw| raw.get().parse::<u32>());
    let (Ok(format), Ok(of)) = (number(file.get("format")), number(file.get("schema"))) else {
        return Err(BackupError::Damaged);
    };
    if format > FORMAT || of > schema {
        return Err(BackupError::Newer);
    }
    if file.get("kind").is_none_or(|kind| kind.get() != if format == 0 { "\"raw-export\"" } else { "\"backup\"" }) {
        return Err(BackupError::Foreign);
    }
    let made: Option<Moment> = file.get("at").and_then(|at| serde_json::from_str(at.get()).ok());
    let stores = file.get("stores").ok_or(BackupError::Damaged)?;
    let stores: Fields<'_> = serde_json::from_str(stores.get()).map_err(|_| BackupError::Damaged)?;
    let mut sum = add(0, &made.map_or(0, |made| made.utc_ms).to_string());
    let mut strange = Vec::new();
    let mut of_store = |name: &str| {
        sum = add(sum, name);
        let rows = match stores.get(name) {
            Some(rows) => serde_json::from_str::<Rows<'_>>(rows.get()).map_err(|_| BackupError::Damaged)?,
            None => Rows::default(),
        };
        let mut records = Vec::with_capacity(rows.0.len());
        for row in rows.0 {
            let key = row.get("key").ok_or(BackupError::Damaged)?.get();
            let record = record(name, key, row.get("value"))?;
            sum = record_sum(sum, &record);
            if key.starts_with('"') { &mut records } else { &mut strange }.push(record);
        }
        Ok(records)
    };
    let (log, sessions, mut kv) = (of_store("log")?, of_store("sessions")?, of_store("kv")?);
    if format > 0 && file.get("sum").is_none_or(|raw| raw.get().trim_matches('"') != format!("{sum:016x}")) {
        return Err(BackupError::Damaged);
    }
    kv.append(&mut strange);
    let mut contents = Contents::new(log, sessions, kv);
    for (_, records) in contents.stores() {
        if records.windows(2).any(|two| two[0].key == two[1].key) {
            return Err(BackupError::Damaged);
        }
    }
    lift(&mut contents, of, &STEPS);
    Ok(Backup { contents, made })
}

/// The record, taken out of the file. One whose key is no text has no place in a store of ours; it is set aside. Its value
/// is missing where the browser had nothing to give.
fn record(store: &str, key: &str, value: Option<&RawValue>) -> Result<Record, BackupError> {
    let value = value.map_or("null", RawValue::get);
    if key.len() > KEY_LIMIT || value.len() > VALUE_LIMIT || depth(value) > DEPTH_LIMIT {
        return Err(BackupError::Unlikely);
    }
    let key = if key.starts_with('"') { text(key)? } else { [store, "-", key, ".unreadable-1"].concat() };
    let value = if value.starts_with('"') { Value::Text(text(value)?) } else { Value::Other(value.to_owned()) };
    Ok(Record { key, value })
}

/// A text of a file. Half of a surrogate pair is the only thing that can be wrong with it here.
fn text(json: &str) -> Result<String, BackupError> {
    serde_json::from_str(json).map_err(|_| BackupError::Damaged)
}

/// How deep JSON is nested; a text not at all.
fn depth(json: &str) -> usize {
    if json.starts_with('"') {
        return 0;
    }
    let (mut depth, mut most, mut in_text, mut escaped) = (0_usize, 0, false, false);
    for byte in json.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => in_text = !in_text,
            b'{' | b'[' if !in_text => depth += 1,
            b'}' | b']' if !in_text => depth = depth.saturating_sub(1),
            _ => {}
        }
        most = most.max(depth);
    }
    most
}
