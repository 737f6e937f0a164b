//! A paper code as an address, so that any phone's camera opens the paper.

use crate::core::exam::{CodeError, PaperCode};

const PATH: &str = "practice/exam?code=";

impl PaperCode {
    /// The address that opens the app with this paper. `base` is where the app lives, its path included.
    #[must_use]
    pub fn link(&self, base: &str) -> String {
        format!("{}/{PATH}{self}", base.trim_end_matches('/'))
    }

    /// Finds the code in what was scanned, opened or typed: an address of the app, wherever it lives, or the code alone.
    ///
    /// # Errors
    /// [`CodeError`], also for any other address.
    pub fn find(text: &str) -> Result<Self, CodeError> {
        match text.split_once(PATH) {
            Some((_, query)) => Self::parse(query.split(['&', '#']).next().unwrap_or(query)),
            None => Self::parse(text),
        }
    }
}
