//! What has no place of its own is kept under `<name>.unreadable-<n>` among the single values, where nothing reads it but
//! a backup; as [`storage`](crate::storage) does it. The same value is kept once.

use super::{Contents, Record, Value, find};

impl Contents {
    /// The text of a single value.
    #[must_use]
    pub fn single(&self, key: &str) -> Option<&str> {
        match &self.kv[find(&self.kv, key).ok()?].value {
            Value::Text(text) => Some(text),
            Value::Other(_) => None,
        }
    }

    /// Puts a single value in its place, or takes it away. With `aside`, what lies there is kept aside.
    pub fn put_single(&mut self, key: &str, text: Option<String>, aside: bool) {
        if let Ok(at) = find(&self.kv, key) {
            let old = self.kv.remove(at);
            if aside {
                self.keep_aside(key, old.value);
            }
        }
        if let Some(text) = text {
            self.insert_single(Record::text(key, text));
        }
    }

    /// Keeps what has no place of its own.
    pub fn keep_aside(&mut self, name: &str, value: Value) {
        let mut kept = Self::default();
        keep(self, &mut kept, name, value);
        kept.kv.into_iter().for_each(|record| self.insert_single(record));
    }

    fn insert_single(&mut self, record: Record) {
        let at = find(&self.kv, &record.key).unwrap_or_else(|at| at);
        self.kv.insert(at, record);
    }
}

/// Between the name and the number.
pub(super) const MARK: &str = ".unreadable-";

/// Keeps a value. `changes` are those that will have been made to `ours`. Whether it was not kept before.
pub(super) fn keep(ours: &Contents, changes: &mut Contents, name: &str, value: Value) -> bool {
    let prefix = [name, MARK].concat();
    let from = find(&ours.kv, &prefix).unwrap_or_else(|at| at);
    let of_ours = ours.kv[from..].iter().take_while(|record| record.key.starts_with(&prefix));
    let taken: Vec<&Record> =
        of_ours.chain(changes.kv.iter().filter(|record| record.key.starts_with(&prefix))).collect();
    if taken.iter().any(|record| record.value == value) {
        return false;
    }
    let mut number = 1;
    let key = loop {
        let key = [&prefix, &*number.to_string()].concat();
        if taken.iter().all(|record| record.key != key) {
            break key;
        }
        number += 1;
    };
    changes.kv.push(Record { key, value });
    true
}
