//! What is written together.

use crate::core::log::Undo;
use crate::core::review::Review;
use crate::core::session::Session;
use crate::core::settings::Settings;

/// A write: all of it is stored, or nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Write {
    /// Records for the log. Writing one again is fine; another one under a used id is an error.
    pub reviews: Vec<Review>,
    /// Answers of the log that were taken back, after the answers.
    pub undos: Vec<Undo>,
    /// Records whose ids the log has already given to others: kept beside the log, where nothing reads them but an export.
    pub beside: Vec<Review>,
    /// Sessions, replacing their older states.
    pub sessions: Vec<Session>,
    /// Settings, if they changed.
    pub settings: Option<Settings>,
    /// What the reader keeps, at most one change for each key.
    pub kept: Vec<KeptChange>,
    /// A checkpoint of the log, replacing the one before; it is left out when the log has other records than it.
    pub checkpoint: Option<NewCheckpoint>,
}

/// A checkpoint to be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCheckpoint {
    /// See [`Ledger::checkpoint`](crate::core::ledger::Ledger::checkpoint).
    pub bytes: Vec<u8>,
    /// The id of the last record that it has.
    pub end: String,
    /// Number of records up to that one.
    pub count: u32,
}

/// The new state of something that the reader keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptChange {
    /// See [`key`](crate::core::kept::key).
    pub key: String,
    /// JSON text, or nothing when it is kept no longer.
    pub value: Option<String>,
    /// Whether what lies there could not be read: then it is set aside first.
    pub over_unreadable: bool,
    /// Whether what another window has written meanwhile is taken in.
    pub meanwhile: Option<Meanwhile>,
}

/// How two states of something are made one. It travels as a function, so that its program comes with who needs it.
#[derive(Clone, Debug)]
pub struct Meanwhile {
    /// What this window has begun with.
    pub base: Option<String>,
    /// See [`merged_texts`](crate::core::kept::merged_texts).
    pub merge: fn(Option<&str>, &str, &str) -> Option<String>,
}

impl PartialEq for Meanwhile {
    fn eq(&self, other: &Self) -> bool {
        self.base == other.base
    }
}

impl Eq for Meanwhile {}

impl Write {
    /// Whether there is nothing to write.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.reviews.is_empty()
            && self.undos.is_empty()
            && self.checkpoint.is_none()
            && self.beside.is_empty()
            && self.sessions.is_empty()
            && self.settings.is_none()
            && self.kept.is_empty()
    }
}
