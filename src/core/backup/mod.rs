//! Backups: everything the app stores as one file, and the way back.
//!
//! What lies on a device is copied as it lies there, text by text, so that records of newer programs and records that
//! cannot be read travel like all others. Two formats have been released and are read for ever:
//!
//! | format | made by | differs |
//! |---|---|---|
//! | 0 | `public/boot.js`, also when the program does not start | `"kind":"raw-export"`, no sum |
//! | 1 | [`write()`](write::write) | `"kind":"backup","format":1`, a sum over all records |
//!
//! Both are JSON: `{"app":"biaoshuai", …, "schema":1, "stores":{"log":[{"key":…,"value":…},…],"sessions":[…],"kv":[…]}}`.

mod aside;
pub mod dense;
pub mod due;
mod error;
pub mod health;
pub mod lift;
mod merge;
mod newest;
mod read;
pub mod snapshot;
pub mod write;

pub use error::BackupError;
pub use merge::{Loss, Preview, Tally, loss, merge};
pub use read::{Backup, read};

/// Bytes that a file may have, packed or not.
pub const FILE_LIMIT: usize = 32 << 20;
/// Bytes that an unpacked file may have: about half a million answers.
pub const TEXT_LIMIT: usize = 256 << 20;
/// The format that is written.
pub const FORMAT: u32 = 1;

/// Keys of what belongs to the device and not to its reader begin like this.
const OF_DEVICE: [&str; 2] = ["backup/", "checkpoint"];

/// Stands behind the id of an answer in the key of its undo, see [`Undo`](crate::core::log::Undo).
const UNDONE: &str = "~";

/// A stored value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A text, as this program stores everything.
    Text(String),
    /// Anything else, as JSON: of another program, or damaged.
    Other(String),
}

/// A record as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Its key in the store.
    pub key: String,
    /// What lies there.
    pub value: Value,
}

impl Record {
    /// A record with a text.
    #[must_use]
    pub fn text(key: impl Into<String>, text: impl Into<String>) -> Self {
        Self { key: key.into(), value: Value::Text(text.into()) }
    }

    /// Whether its text is the record that its key says; answers, undos and sessions begin with their ids.
    fn is_in_its_place(&self) -> bool {
        matches!(&self.value, Value::Text(text) if
            text.strip_prefix("{\"id\":\"").and_then(|rest| rest.strip_prefix(&*self.key)).is_some_and(|rest| rest.starts_with('"')))
            && self.is_json()
    }

    /// Whether it is a text in JSON, as everything that this program has written.
    fn is_json(&self) -> bool {
        matches!(&self.value, Value::Text(text) if serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok())
    }
}

/// Everything that is stored, each store in the order of its keys, each key once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    /// The log.
    pub log: Vec<Record>,
    /// The sessions.
    pub sessions: Vec<Record>,
    /// Single values: settings, everything kept, and what was set aside.
    pub kv: Vec<Record>,
}

impl Contents {
    /// What a device has stored, without what only concerns the device.
    #[must_use]
    pub fn new(mut log: Vec<Record>, mut sessions: Vec<Record>, mut kv: Vec<Record>) -> Self {
        kv.retain(|record| !is_of_device(&record.key));
        for store in [&mut log, &mut sessions, &mut kv] {
            store.sort_unstable_by(|one, other| one.key.cmp(&other.key));
        }
        Self { log, sessions, kv }
    }

    /// The stores by their names.
    #[must_use]
    pub fn stores(&self) -> [(&'static str, &[Record]); 3] {
        [("log", &self.log), ("sessions", &self.sessions), ("kv", &self.kv)]
    }

    /// Number of records.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.log.len() + self.sessions.len() + self.kv.len()
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Number of answers in the log, taken back or not.
    #[must_use]
    pub fn answers(&self) -> usize {
        self.log.iter().filter(|record| !is_undo(&record.key)).count()
    }

    /// The same after these records were put in their places.
    #[must_use]
    pub fn with(mut self, changes: Self) -> Self {
        let changes = Self::new(changes.log, changes.sessions, changes.kv);
        for (store, mut changed) in
            [(&mut self.log, changes.log), (&mut self.sessions, changes.sessions), (&mut self.kv, changes.kv)]
        {
            store.retain(|record| find(&changed, &record.key).is_err());
            store.append(&mut changed);
        }
        Self::new(self.log, self.sessions, self.kv)
    }
}

/// Whether a key names something of the device: how old its backup is, a checkpoint of its log.
fn is_of_device(key: &str) -> bool {
    OF_DEVICE.iter().any(|prefix| key.starts_with(prefix))
}

/// Whether a key of the log is that of an answer taken back.
fn is_undo(key: &str) -> bool {
    key.ends_with(UNDONE)
}

/// Where a key stands, or where it would stand.
fn find(records: &[Record], key: &str) -> Result<usize, usize> {
    records.binary_search_by(|record| record.key.as_str().cmp(key))
}

/// One step of the sum over a file.
fn add(sum: u64, text: &str) -> u64 {
    // The generator is a hash, too, and its sequence never changes.
    crate::core::shuffle::Rng::new(sum, text).next_u64()
}
