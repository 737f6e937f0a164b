//! What was typed, as words to search for.

use super::initials::{Initials, letter_bit};
use crate::core::text::fold_char;

/// Characters of a query that are used.
pub const QUERY_MAX: usize = 64;

/// Words of a query that are used.
pub const WORDS_MAX: usize = 8;

/// The form in which a character is searched for and found; `None` for what nobody would look for: marks, blanks,
/// emoji, and characters beyond the basic plane.
pub(super) fn unit(c: char) -> Option<u16> {
    // Arrows, mathematical signs, boxes, dingbats and other symbols.
    let symbol = matches!(c, '\u{2190}'..='\u{2bff}');
    fold_char(c).filter(|_| !symbol).and_then(|c| u16::try_from(u32::from(c)).ok())
}

/// One character of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Sign {
    unit: u16,
    /// For a Latin letter its bit among the initials, otherwise nothing.
    initial: u32,
}

impl Sign {
    fn position(self, units: &[u16], initials: &Initials) -> Option<usize> {
        let Self { unit: own, initial } = self;
        if initial == 0 {
            units.iter().position(|unit| *unit == own)
        } else {
            units.iter().position(|unit| *unit == own || initials.of_unit(*unit) & initial != 0)
        }
    }

    fn fits(self, unit: u16, initials: &Initials) -> bool {
        unit == self.unit || (self.initial != 0 && initials.of_unit(unit) & self.initial != 0)
    }
}

/// Characters in a row; never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word(Vec<Sign>);

impl Word {
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// Where it occurs first.
    pub(super) fn find(&self, units: &[u16], initials: &Initials) -> Option<usize> {
        let (first, rest) = self.0.split_first()?;
        let places = units.get(..units.len().checked_sub(rest.len())?)?;
        let mut from = 0;
        // Nearly all the time of a search goes into finding the first sign, so that loop does nothing else.
        while let Some(at) = first.position(&places[from..], initials) {
            from += at + 1;
            if rest.iter().zip(&units[from..]).all(|(sign, unit)| sign.fits(*unit, initials)) {
                return Some(from - 1);
            }
        }
        None
    }

    /// Whether it occurs in a text.
    pub(super) fn is_in(&self, text: &str, initials: &Initials) -> bool {
        let units: Vec<u16> = text.chars().filter_map(unit).collect();
        self.find(&units, initials).is_some()
    }
}

/// The words of a query, each once: at most [`WORDS_MAX`], with [`QUERY_MAX`] characters together. Empty when nothing
/// is left.
pub(super) fn parse(typed: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    for word in kept(typed).split_whitespace() {
        let signs = word.chars().filter_map(unit).map(|unit| Sign { unit, initial: letter_bit(unit) });
        let word = Word(signs.collect());
        if word.len() > 0 && !words.contains(&word) {
            words.push(word);
        }
    }
    words.truncate(WORDS_MAX);
    words
}

/// The beginning of a query that is used, as it was typed.
#[must_use]
pub fn kept(typed: &str) -> &str {
    // What counts for nothing is no reason to read a whole book that was pasted.
    let longest = typed.char_indices().nth(QUERY_MAX * 4).map_or(typed.len(), |(end, _)| end);
    let typed = &typed[..longest];
    let end = typed.char_indices().filter(|(_, c)| unit(*c).is_some()).nth(QUERY_MAX).map(|(end, _)| end);
    &typed[..end.unwrap_or(typed.len())]
}
