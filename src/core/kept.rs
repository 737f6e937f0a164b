//! What a reader keeps besides answers and settings: notes, rungs climbed, an own copy of the text, a place in it.

use serde::Serialize;
use serde::de::DeserializeOwned;

/// Something that is kept: one record for each place, written as JSON text under `<KIND>/<place>`.
pub trait Kept: Serialize + DeserializeOwned {
    /// What it is, in one short lower-case word. Never changed: records are found by it.
    const KIND: &'static str;
}

/// Something that two windows may change at the same time, each another part of it.
pub trait Shared: Kept {
    /// This window's state with what another window has written meanwhile. `base` is what both have begun with, as far as
    /// that is known.
    #[must_use]
    fn merged(self, base: Option<&Self>, theirs: Self) -> Self;
}

/// The texts of two states and of what both have begun with, merged; `None` when theirs cannot be read.
#[must_use]
pub fn merged_texts<T: Shared>(base: Option<&str>, theirs: &str, ours: &str) -> Option<String> {
    let theirs: T = serde_json::from_str(theirs).ok()?;
    let ours: T = serde_json::from_str(ours).ok()?;
    let base: Option<T> = base.and_then(|base| serde_json::from_str(base).ok());
    serde_json::to_string(&ours.merged(base.as_ref(), theirs)).ok()
}

/// The key of a record: `climb/jiguan-dangjian/wu-dui-guanxi`.
#[must_use]
pub fn key<T: Kept>(place: &str) -> String {
    [T::KIND, "/", place].concat()
}
