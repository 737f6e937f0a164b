//! The second rung: first characters as cues.

use crate::core::text::fold_char;

/// Stands for one character that is to be said.
pub const BOX: char = '□';

/// The text with the first character of each piece between two marks, a [`BOX`] for each of the others, and its marks.
#[must_use]
pub fn cue(text: &str) -> String {
    let mut inside = false;
    let hide = |c: char| {
        let counts = fold_char(c).is_some();
        let hidden = counts && inside;
        inside = counts;
        if hidden { BOX } else { c }
    };
    text.chars().map(hide).collect()
}
