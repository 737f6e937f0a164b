//! Files that the browser has saved.

use crate::problem::{Outcome, fail};
use std::path::Path;
use std::time::Duration;

/// Tenths of a second that a file may take to be made and saved.
const TRIES: usize = 200;

/// The content of a file as soon as it is there.
///
/// # Errors
/// When it does not come.
pub async fn saved(file: &Path) -> Outcome<Vec<u8>> {
    for _ in 0..TRIES {
        // The browser gives a download its name when it is whole. Until then it keeps the name free with an empty file.
        match std::fs::read(file) {
            Ok(content) if !content.is_empty() => return Ok(content),
            _ => {}
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    fail(format!("{} was not saved", file.display()))
}
