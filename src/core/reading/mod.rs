//! The reader's own copy of the text: opened from a file or pasted, matched with the paragraphs that the course cites,
//! and read with what the course says about each place. The course itself holds no sentence of the text.

pub mod admit;
pub mod align;
pub mod decode;
pub mod docx;
pub mod marks;
mod paragraphs;
pub mod passage;
mod terms;

pub use admit::{OwnText, ReadingPlace, Refusal};
pub use align::{Alignment, Paras};
pub use paragraphs::paragraphs;
pub use passage::{Block, Passage};

use crate::core::course::Course;

/// A copy that is matched with its course.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The copy.
    pub text: OwnText,
    /// Which of its paragraphs is which, and what was not found.
    pub alignment: Alignment,
}

impl Reading {
    /// Matches a copy with its course, which must have its commentary: that is where sources are.
    #[must_use]
    pub fn open(text: OwnText, course: &Course) -> Self {
        let alignment = align::align(&text.paragraphs, course);
        Self { text, alignment }
    }
}
