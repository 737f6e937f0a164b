//! A map as a sorted list.
//!
//! What is folded from the log grows by one entry at a time, mostly at its end, and is looked up by halving; for that a
//! list does. Each type of tree costs the wasm kilobytes, a list next to nothing.

use serde::{Deserialize, Serialize};

/// Keys in their order, each with its value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sorted<K, V>(Vec<(K, V)>);

impl<K, V> Default for Sorted<K, V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K: Ord, V> Sorted<K, V> {
    fn place(&self, key: &K) -> Result<usize, usize> {
        self.0.binary_search_by(|(other, _)| other.cmp(key))
    }

    /// The value of a key.
    #[must_use]
    pub fn get(&self, key: &K) -> Option<&V> {
        self.place(key).ok().map(|at| &self.0[at].1)
    }

    /// The value of a key, `fresh` if it had none.
    pub fn entry(&mut self, key: K, fresh: V) -> &mut V {
        let at = match self.place(&key) {
            Ok(at) => at,
            Err(at) => {
                self.0.insert(at, (key, fresh));
                at
            }
        };
        &mut self.0[at].1
    }

    /// Gives a key a value, or takes it away.
    pub fn put(&mut self, key: K, value: Option<V>) {
        match (self.place(&key), value) {
            (Ok(at), Some(value)) => self.0[at].1 = value,
            (Ok(at), None) => drop(self.0.remove(at)),
            (Err(at), Some(value)) => self.0.insert(at, (key, value)),
            (Err(_), None) => {}
        }
    }

    /// Everything, in the order of the keys.
    pub fn iter(&self) -> impl Iterator<Item = &(K, V)> {
        self.0.iter()
    }

    /// Whether there is nothing.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
