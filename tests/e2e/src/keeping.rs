//! What the app keeps besides answers, seen from behind its back: put there, and read.

use crate::problem::{Outcome, ensure, fail};
use crate::student::Student;
use biaoshuai::core::kept::{Kept, key};
use serde_json::{Value, json};

/// Puts records into their stores, all or none, as `src/storage` would.
const PUT: &str = "
const [records, done] = arguments;
const opening = indexedDB.open('biaoshuai');
opening.onerror = () => done('' + opening.error);
opening.onsuccess = () => {
  const stores = [...new Set(records.map(([store]) => store))];
  const tx = opening.result.transaction(stores, 'readwrite', { durability: 'strict' });
  for (const [store, key, text] of records) tx.objectStore(store).put(text, key);
  tx.onabort = () => { opening.result.close(); done('' + tx.error); };
  tx.oncomplete = () => { opening.result.close(); done(''); };
};";

/// Everything that is kept under keys that begin like this.
const ALL: &str = "
const [prefix, done] = arguments;
const opening = indexedDB.open('biaoshuai');
opening.onerror = () => done('' + opening.error);
opening.onsuccess = () => {
  const all = opening.result.transaction('kv').objectStore('kv').getAll(IDBKeyRange.bound(prefix, prefix + '\\uffff'));
  all.onsuccess = () => { opening.result.close(); done(all.result); };
};";

impl Student {
    /// Stores texts, each with its store and key; the program knows of them when the page is loaded again.
    ///
    /// # Errors
    /// When they cannot be stored.
    pub async fn plant_records(&self, records: &[(&str, String, String)]) -> Outcome {
        let trouble = self.browser.js_async(PUT, vec![json!(records)]).await?;
        ensure(trouble == json!(""), format!("storing {} records: {trouble}", records.len()))
    }

    /// Stores a text under a key.
    ///
    /// # Errors
    /// When it cannot be stored.
    pub async fn plant_text(&self, key: &str, text: &str) -> Outcome {
        self.plant_records(&[("kv", key.to_owned(), text.to_owned())]).await
    }

    /// The same for something that is kept.
    ///
    /// # Errors
    /// When it cannot be stored.
    pub async fn plant<T: Kept>(&self, place: &str, value: &T) -> Outcome {
        self.plant_text(&key::<T>(place), &serde_json::to_string(value)?).await
    }

    /// The texts of everything whose key begins like this, in the order of the keys.
    ///
    /// # Errors
    /// When nothing can be read.
    pub async fn kept_texts(&self, prefix: &str) -> Outcome<Vec<String>> {
        match self.browser.js_async(ALL, vec![json!(prefix)]).await? {
            Value::Array(all) => Ok(all.iter().map(|text| text.as_str().unwrap_or_default().to_owned()).collect()),
            other => fail(format!("{prefix}: {other}")),
        }
    }

    /// Everything of a kind that is kept on the device.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn kept<T: Kept>(&self) -> Outcome<Vec<T>> {
        let texts = self.kept_texts(&key::<T>("")).await?;
        texts.iter().map(|text| Ok(serde_json::from_str(text)?)).collect()
    }

    /// What is stored at a place.
    ///
    /// # Errors
    /// When nothing is, or something else.
    pub async fn stored<T: Kept>(&self, place: &str) -> Outcome<T> {
        match self.kept_texts(&key::<T>(place)).await?.first() {
            Some(text) => Ok(serde_json::from_str(text)?),
            None => fail(format!("{} has nothing", key::<T>(place))),
        }
    }
}
