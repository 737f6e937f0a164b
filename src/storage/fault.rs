//! Browser exceptions sorted by what they mean. The only place that knows their names.

use super::error::StorageError;
use crate::core::ids::ReviewId;
use indexed_db_futures::error::{Error, OpenDbError, UnexpectedDataError};

/// A failed operation of IndexedDB.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    kind: Kind,
    text: String,
}

/// What the failure means; for two of them that depends on what was being done.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    /// No space.
    Quota,
    /// The database is newer than the version asked for.
    NewerVersion,
    /// The browser does not want to store anything.
    Refused,
    /// While opening: Firefox's old private mode. On a transaction: the connection is closed.
    InvalidState,
    /// The transaction or its connection went away under us (Safari after a pause in the background, a forced close).
    Gone,
    /// The log has another record under this id.
    Conflict(ReviewId),
    /// Everything else.
    Other,
}

impl Kind {
    fn of(name: &str) -> Self {
        match name {
            "QuotaExceededError" => Self::Quota,
            "VersionError" => Self::NewerVersion,
            "SecurityError" | "NotAllowedError" | "NotSupportedError" => Self::Refused,
            "InvalidStateError" => Self::InvalidState,
            // We never abort what we want written, so an abort without a reason comes from outside.
            "AbortError" | "UnknownError" => Self::Gone,
            _ => Self::Other,
        }
    }
}

impl Fault {
    /// A failure of our own making, with its description.
    pub(super) fn other(text: impl Into<String>) -> Self {
        Self { kind: Kind::Other, text: text.into() }
    }

    /// The log has another record under this id.
    pub(super) fn conflict(id: &ReviewId) -> Self {
        Self { kind: Kind::Conflict(id.clone()), text: String::new() }
    }

    fn refused(error: &OpenDbError) -> Self {
        Self { kind: Kind::Refused, text: error.to_string() }
    }

    /// Whether the database is newer than the version asked for.
    pub(super) fn is_newer_version(&self) -> bool {
        self.kind == Kind::NewerVersion
    }

    /// Whether another connection may succeed where this one failed. Nothing of the transaction was written.
    pub(super) fn is_lost(&self) -> bool {
        matches!(self.kind, Kind::InvalidState | Kind::Gone)
    }

    /// What it means that the database did not open.
    pub(super) fn on_open(self) -> StorageError {
        match self.kind {
            Kind::Quota => StorageError::Quota,
            Kind::Refused | Kind::InvalidState => StorageError::Unavailable(self.text),
            Kind::Conflict(id) => StorageError::Conflict(id),
            Kind::NewerVersion | Kind::Gone | Kind::Other => StorageError::Other(self.text),
        }
    }

    /// What it means that a transaction of an open database failed.
    pub(super) fn in_use(self) -> StorageError {
        match self.kind {
            Kind::Quota => StorageError::Quota,
            Kind::Refused => StorageError::Unavailable(self.text),
            Kind::InvalidState | Kind::Gone => StorageError::Lost(self.text),
            Kind::Conflict(id) => StorageError::Conflict(id),
            Kind::NewerVersion | Kind::Other => StorageError::Other(self.text),
        }
    }
}

impl From<web_sys::DomException> for Fault {
    fn from(exception: web_sys::DomException) -> Self {
        let name = exception.name();
        Self { kind: Kind::of(&name), text: format!("{name}: {}", exception.message()) }
    }
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        match error {
            Error::DomException(exception) => web_sys::DomException::from(exception).into(),
            Error::MissingData(UnexpectedDataError::TransactionAborted) => {
                Self { kind: Kind::Gone, text: error.to_string() }
            }
            Error::MissingData(_) | Error::Serialisation(_) | Error::Unknown(_) => Self::other(error.to_string()),
        }
    }
}

impl From<OpenDbError> for Fault {
    fn from(error: OpenDbError) -> Self {
        match error {
            // The crate calls every exception thrown by `open` itself "version zero". We never ask for that, so it is
            // the browser's refusal.
            OpenDbError::VersionZero | OpenDbError::UnsupportedEnvironment | OpenDbError::NullFactory => {
                Self::refused(&error)
            }
            OpenDbError::Base(error) => error.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str) -> Fault {
        Fault { kind: Kind::of(name), text: name.to_owned() }
    }

    #[test]
    fn a_full_device_is_quota_wherever_it_shows() {
        assert_eq!(named("QuotaExceededError").on_open(), StorageError::Quota);
        assert_eq!(named("QuotaExceededError").in_use(), StorageError::Quota);
        assert!(!named("QuotaExceededError").is_lost());
    }

    #[test]
    fn refusals_are_unavailable() {
        for name in ["SecurityError", "NotAllowedError", "NotSupportedError", "InvalidStateError"] {
            assert_eq!(named(name).on_open(), StorageError::Unavailable(name.into()));
        }
    }

    #[test]
    fn only_a_broken_connection_is_worth_another() {
        for (name, lost) in [
            ("InvalidStateError", true),
            ("AbortError", true),
            ("UnknownError", true),
            ("ConstraintError", false),
            ("DataError", false),
            ("SecurityError", false),
            ("VersionError", false),
        ] {
            assert_eq!(named(name).is_lost(), lost, "{name}");
        }
    }
}
