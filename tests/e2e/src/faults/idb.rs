//! The database as it lies on the device, read and written behind the back of the program.

use super::window::Window;
use crate::problem::{Outcome, ensure};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::time::Duration;
use tokio::time::sleep;

/// More tries of reaching it.
const TRIES: u32 = 6;

/// Everything in the database: version, then `[key, text]` of every record by store; `null` when there is none. Bytes are
/// left out: they can be made anew, and Firefox lets no driver have them.
const READ: &str = "
const done = arguments[0];
const told = (value) => (ArrayBuffer.isView(value) ? null : value);
const opening = indexedDB.open('biaoshuai');
let absent = false;
opening.onupgradeneeded = () => { absent = true; opening.transaction.abort(); };
opening.onerror = () => done(absent ? null : { trouble: '' + opening.error });
opening.onsuccess = () => {
  const db = opening.result;
  const answer = { version: db.version, stores: {} };
  const names = [...db.objectStoreNames];
  if (!names.length) { db.close(); return done(answer); }
  const tx = db.transaction(names);
  for (const name of names) {
    const [keys, values] = [tx.objectStore(name).getAllKeys(), tx.objectStore(name).getAll()];
    values.onsuccess = () => { answer.stores[name] = keys.result.map((key, place) => [String(key), told(values.result[place])]); };
  }
  tx.oncomplete = () => { db.close(); done(answer); };
  tx.onabort = () => { db.close(); done({ trouble: '' + tx.error }); };
};";

/// Writes records: `{ store: [[key, value | null to delete]] }`.
const WRITE: &str = "
const [changes, done] = arguments;
const opening = indexedDB.open('biaoshuai');
opening.onerror = () => done('' + opening.error);
opening.onsuccess = () => {
  const tx = opening.result.transaction(Object.keys(changes), 'readwrite', { durability: 'strict' });
  for (const [name, records] of Object.entries(changes)) {
    for (const [key, value] of records) {
      if (value === null) tx.objectStore(name).delete(key);
      else tx.objectStore(name).put(value, key);
    }
  }
  tx.onabort = () => { opening.result.close(); done('' + tx.error); };
  tx.oncomplete = () => { opening.result.close(); done(''); };
};";

/// Makes a database of a version with these stores and records.
const MAKE: &str = "
const [version, stores, done] = arguments;
const opening = indexedDB.open('biaoshuai', version);
opening.onerror = () => done('' + opening.error);
opening.onupgradeneeded = () => {
  for (const [name, records] of Object.entries(stores)) {
    const store = opening.result.createObjectStore(name);
    for (const [key, value] of records) store.put(value, key);
  }
};
opening.onsuccess = () => { opening.result.close(); done(''); };";

/// What is stored.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stored {
    /// Version of the database; 0 when there is none.
    pub version: u64,
    /// Every record by store and key.
    pub stores: BTreeMap<String, BTreeMap<String, Value>>,
}

impl Stored {
    /// Reads everything. The window must show a page of the site, whichever.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn read(window: &Window) -> Outcome<Self> {
        let found = ask(window, READ, Vec::new()).await?;
        if found.is_null() {
            return Ok(Self::default());
        }
        ensure(found["trouble"].is_null(), format!("the database cannot be read: {}", found["trouble"]))?;
        let stores: BTreeMap<String, Vec<(String, Value)>> = serde_json::from_value(found["stores"].clone())?;
        let stores = stores.into_iter().map(|(name, records)| (name, records.into_iter().collect())).collect();
        Ok(Self { version: found["version"].as_u64().unwrap_or_default(), stores })
    }

    /// The records of a store.
    #[must_use]
    pub fn store(&self, name: &str) -> BTreeMap<String, Value> {
        self.stores.get(name).cloned().unwrap_or_default()
    }
}

/// Runs a script as soon as a page of the site is there. Right after a start a browser may show none yet, or have no
/// database to give to it.
async fn ask(window: &Window, script: &str, arguments: Vec<Value>) -> Outcome<Value> {
    window.until("a page of the site", "location.protocol === 'http:'").await?;
    let mut found = window.js_async(script, arguments.clone()).await;
    for _ in 0..TRIES {
        if found.is_ok() {
            break;
        }
        sleep(Duration::from_millis(500)).await;
        found = window.js_async(script, arguments.clone()).await;
    }
    found
}

/// Changes records of a store; no value means that the record is deleted.
///
/// # Errors
/// When it is not written.
pub async fn write(window: &Window, store: &str, records: &[(String, Option<String>)]) -> Outcome {
    let trouble = ask(window, WRITE, vec![json!({ store: records })]).await?;
    ensure(trouble == json!(""), format!("writing behind the program's back: {trouble}"))
}

/// Makes a database as an earlier version of the app left it.
///
/// # Errors
/// When there is one already.
pub async fn make(window: &Window, version: u64, stores: &Value) -> Outcome {
    let trouble = ask(window, MAKE, vec![json!(version), stores.clone()]).await?;
    ensure(trouble == json!(""), format!("making an older database: {trouble}"))
}
