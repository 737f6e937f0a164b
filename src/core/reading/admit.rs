//! Which text is taken for a copy of the speech, and what of it is kept.

use super::{Reading, paragraphs};
use crate::core::course::Course;
use crate::core::kept::Kept;
use crate::core::review::Moment;
use serde::{Deserialize, Serialize};

/// Bytes of UTF-8 that a text may have: fifty times the length of a long speech, a whole book.
pub const TEXT_LIMIT: usize = 2 * 1024 * 1024;

/// Paragraphs that a text may have.
pub const PARAGRAPH_LIMIT: usize = 20_000;

/// One in so many cited wordings must be found.
const SHARE: usize = 3;

/// The reader's own copy of the text, kept on this device only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnText {
    /// The paragraphs, see [`paragraphs`].
    pub paragraphs: Vec<String>,
    /// Name of the file; empty when it was pasted.
    pub name: String,
    /// When it was opened.
    pub added: Moment,
}

impl Kept for OwnText {
    const KIND: &'static str = "text";
}

/// Where somebody reads, and how large.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadingPlace {
    /// The paragraph of the copy at the top of the screen, 0 = first.
    pub paragraph: usize,
    /// Step of the text size, 0 = smallest.
    pub size: usize,
}

impl ReadingPlace {
    /// Where reading begins, in the middle size.
    pub const START: Self = Self { paragraph: 0, size: 1 };
}

impl Kept for ReadingPlace {
    const KIND: &'static str = "place";
}

/// Why a text is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// There is nothing in it.
    #[error("the text is empty")]
    Empty,
    /// More than [`TEXT_LIMIT`] or [`PARAGRAPH_LIMIT`].
    #[error("the text is too long")]
    TooLong,
    /// Too little of what the course cites stands in it.
    #[error("{found} of {cited} cited wordings found")]
    Unrelated {
        /// Different wordings that the course cites.
        cited: usize,
        /// How many of them were found where they belong.
        found: usize,
    },
}

impl OwnText {
    /// Takes a text for a copy of the speech, matched with the course.
    ///
    /// # Errors
    /// [`Refusal`] when it is not one.
    pub fn admit(text: &str, name: &str, added: Moment, course: &Course) -> Result<Reading, Refusal> {
        if text.len() > TEXT_LIMIT {
            return Err(Refusal::TooLong);
        }
        let paragraphs = paragraphs(text);
        if paragraphs.is_empty() {
            return Err(Refusal::Empty);
        }
        if paragraphs.len() > PARAGRAPH_LIMIT {
            return Err(Refusal::TooLong);
        }
        let reading = Reading::open(Self { paragraphs, name: name.to_owned(), added }, course);
        let (cited, found) = (reading.alignment.cited, reading.alignment.found);
        if found == 0 || found * SHARE < cited { Err(Refusal::Unrelated { cited, found }) } else { Ok(reading) }
    }
}
