//! What has no place of its own is kept under `<name>.unreadable-<n>` among the single values, where nothing reads it but
//! a backup; as [`storage`](crate::storage) does it. The same value is kept once.

use super::{Contents, Record, Value, find};

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
