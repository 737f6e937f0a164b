//! What can be wrong with a file.

/// Why a file is not restored. Nothing has changed then.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BackupError {
    /// It has more than [`FILE_LIMIT`](super::FILE_LIMIT) bytes, or unpacked more than [`TEXT_LIMIT`](super::TEXT_LIMIT).
    #[error("the file is too big")]
    TooBig,
    /// The browser could not read it.
    #[error("the browser cannot read the file")]
    Unreadable,
    /// It is packed, and the browser cannot unpack.
    #[error("the browser cannot unpack")]
    CannotUnpack,
    /// It is something else than a backup of this app.
    #[error("no backup of this app")]
    Foreign,
    /// A newer program made it.
    #[error("made by a newer program")]
    Newer,
    /// Its end is missing.
    #[error("the end of the file is missing")]
    Cut,
    /// Something in it was changed.
    #[error("the file is damaged")]
    Damaged,
    /// Records that no program of ours has made: too many, too long, too deep.
    #[error("records beyond every measure")]
    Unlikely,
}
