//! What a reader keeps besides answers and settings: notes, rungs climbed, an own copy of the text, a place in it.

use serde::Serialize;
use serde::de::DeserializeOwned;

/// Something that is kept: one record for each place, written as JSON text under `<KIND>/<place>`.
pub trait Kept: Serialize + DeserializeOwned {
    /// What it is, in one short lower-case word. Never changed: records are found by it.
    const KIND: &'static str;
}

/// The key of a record: `climb/jiguan-dangjian/wu-dui-guanxi`.
#[must_use]
pub fn key<T: Kept>(place: &str) -> String {
    [T::KIND, "/", place].concat()
}
