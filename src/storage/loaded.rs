//! Everything that is read at start.

use crate::core::ledger::Ledger;
use crate::core::session::Session;
use crate::core::settings::Settings;

/// The content of the database.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Loaded {
    /// What the log says.
    pub ledger: Ledger,
    /// Records of the log that were read one by one, because no checkpoint has them.
    pub behind: usize,
    /// The sessions, newest first.
    pub sessions: Vec<Session>,
    /// The settings, if some were ever stored.
    pub settings: Option<Settings>,
    /// Records that could not be read. They stay in the database as they are.
    pub unreadable: Vec<Unreadable>,
}

/// A record that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// The object store it lies in.
    pub store: &'static str,
    /// Its key.
    pub key: String,
    /// What is wrong with it, for a person who repairs it.
    pub reason: String,
}
