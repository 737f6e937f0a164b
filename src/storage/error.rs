//! What can go wrong with the store, as far as its reader can do something about it.

use crate::core::ids::ReviewId;

/// Why the store could not be opened, read or written. Nothing was written when a write returns one of these.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StorageError {
    /// There is no IndexedDB here, or the browser refuses it (private mode, blocked site data).
    #[error("the browser offers no storage: {0}")]
    Unavailable(String),
    /// The database was written by a newer app.
    #[error("the database has version {found}, this app knows up to {known}")]
    Newer {
        /// Version of the database.
        found: u32,
        /// Highest version this app knows.
        known: u32,
    },
    /// Another tab holds an older version of the database open and did not let go in time.
    #[error("another tab holds an older version of the database")]
    Blocked,
    /// The browser did not answer in time.
    #[error("the database did not open in time")]
    Timeout,
    /// The device or the browser's share of it is full.
    #[error("no space is left")]
    Quota,
    /// Another tab upgraded or deleted the database; this one has let go of it for good.
    #[error("another tab took over the database")]
    Superseded,
    /// The connection broke and could not be made again, or was closed by [`Store::close`](super::Store::close).
    #[error("the connection to the database is lost: {0}")]
    Lost(String),
    /// The log holds another answer under this id; the log does not change.
    #[error("the log has another record under {0}")]
    Conflict(ReviewId),
    /// Everything else.
    #[error("{0}")]
    Other(String),
}
