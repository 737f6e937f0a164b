//! A browser profile in a folder of its own: everything the browser remembers, over restarts too.

use crate::problem::Outcome;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

/// The folder; removed when dropped.
#[derive(Debug)]
pub struct Profile {
    folder: PathBuf,
}

impl Profile {
    /// A new, empty one.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub fn fresh() -> Outcome<Self> {
        Ok(Self { folder: temporary("profile")? })
    }

    /// Where it lies.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Where the browser puts downloads.
    #[must_use]
    pub fn downloads(&self) -> PathBuf {
        self.folder.join("downloads")
    }
}

impl Drop for Profile {
    fn drop(&mut self) {
        // What cannot be removed lies in the system's temporary folder and does no harm.
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// A new folder below the system's temporary one.
///
/// # Errors
/// When it cannot be made.
pub fn temporary(what: &str) -> Outcome<PathBuf> {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let folder = std::env::temp_dir().join(format!("biaoshuai-e2e-{}-{what}-{number}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    Ok(folder)
}
