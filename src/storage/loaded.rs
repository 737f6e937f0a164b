//! Everything that is read at start.

use crate::core::review::Review;
use crate::core::session::Session;
use crate::core::settings::Settings;

/// The content of the database.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Loaded {
    /// The review log in the order of its ids, which is the order of time.
    pub reviews: Vec<Review>,
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
