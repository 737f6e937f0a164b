//! Compares a text written from memory with the wording, character by character.

mod script;

use crate::core::text::{fold, fold_char};
use script::script;

/// What became of a run of characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Written as it should be.
    Same,
    /// Stands in the wording, was not written.
    Missing,
    /// Was written, does not stand in the wording.
    Extra,
}

/// A run of characters with the same fate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// See [`Change`].
    pub change: Change,
    /// The characters, with the typography of the side they come from.
    pub text: String,
}

/// A character that counts, and the punctuation around it that does not.
fn tokens(text: &str) -> (Vec<char>, Vec<String>) {
    let mut keys = Vec::new();
    let mut spans: Vec<String> = Vec::new();
    let mut leading = String::new();
    for c in text.chars() {
        match fold_char(c) {
            Some(key) => {
                keys.push(key);
                spans.push(std::mem::take(&mut leading) + c.encode_utf8(&mut [0; 4]));
            }
            None if is_opening(c) || !leading.is_empty() => leading.push(c),
            None => match spans.last_mut() {
                Some(span) => span.push(c),
                None => leading.push(c),
            },
        }
    }
    if let Some(span) = spans.last_mut() {
        span.push_str(&leading);
    }
    (keys, spans)
}

const fn is_opening(c: char) -> bool {
    matches!(c, '“' | '‘' | '「' | '『' | '《' | '〈' | '（' | '(' | '【' | '〖' | '〔' | '［' | '[')
}

/// The differences between the wording and what was written: as few characters as possible missing and extra, in as
/// few segments. Punctuation and width never count as a difference.
///
/// Where more than 2,000 characters remain on either side between a common beginning and a common end, all of them
/// differ.
#[must_use]
pub fn compare(wording: &str, given: &str) -> Vec<Segment> {
    let (old, old_spans) = tokens(wording);
    let (new, new_spans) = tokens(given);
    let mut out: Vec<Segment> = Vec::new();
    let (mut i, mut j) = (0, 0);
    for change in script(&old, &new) {
        let span = if change == Change::Extra { &new_spans[j] } else { &old_spans[i] };
        i += usize::from(change != Change::Extra);
        j += usize::from(change != Change::Missing);
        match out.last_mut() {
            Some(last) if last.change == change => last.text.push_str(span),
            _ => out.push(Segment { change, text: span.clone() }),
        }
    }
    out
}

/// Share of the wording's characters that were written, in percent.
#[must_use]
pub fn kept_percent(wording: &str, given: &str) -> u8 {
    let total = fold(wording).chars().count().max(1);
    let kept: usize = compare(wording, given)
        .iter()
        .filter(|segment| segment.change == Change::Same)
        .map(|segment| fold(&segment.text).chars().count())
        .sum();
    u8::try_from(kept * 100 / total).unwrap_or(100)
}

/// The accepted wording that is closest to what was typed (the earlier of two equally close ones, for the official
/// wording stands first), if it is close enough for a comparison to help: at least half of it was written.
#[must_use]
pub fn near_miss<'a>(accepted: &'a [String], given: &str) -> Option<&'a str> {
    let differing = |wording: &str| -> usize {
        let segments = compare(wording, given);
        let changed = segments.iter().filter(|segment| segment.change != Change::Same);
        changed.map(|segment| fold(&segment.text).chars().count()).sum()
    };
    accepted
        .iter()
        .map(String::as_str)
        .filter(|wording| kept_percent(wording, given) >= 50)
        .min_by_key(|wording| differing(wording))
}

/// For every key term whether the text contains it, typography aside.
#[must_use]
pub fn coverage<'a>(terms: &'a [String], given: &str) -> Vec<(&'a str, bool)> {
    let given = fold(given);
    terms.iter().map(|term| (term.as_str(), given.contains(&fold(term)))).collect()
}
