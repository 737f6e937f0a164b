//! A quotation around what was found, with what was found marked.

use super::initials::Initials;
use super::query::{Word, unit};
use std::ops::Range;

/// Characters that are quoted before the first mark when the beginning has to be left out.
const BEFORE: usize = 10;

/// A text, shortened where it has to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// What is shown, with … where something was left out.
    pub text: String,
    /// What to highlight: ranges of characters of `text`, in order, apart from each other.
    pub marks: Vec<Range<usize>>,
}

impl Excerpt {
    /// At most `room` characters of a text, beginning shortly before the first of the words, with all words marked.
    pub(super) fn of(text: &str, words: &[Word], initials: &Initials, room: usize) -> Self {
        let chars: Vec<char> = text.chars().collect();
        let all = marks(&chars, words, initials);
        let first = all.first().map_or(0, |mark| mark.start);
        // As late as to fill the room, and no later than shortly before the first mark.
        let start = if chars.len() <= room || first + BEFORE < room {
            0
        } else {
            first.saturating_sub(BEFORE).min(chars.len() - room)
        };
        let end = (start + room).min(chars.len());
        let mut quoted = String::new();
        if start > 0 {
            quoted.push('…');
        }
        quoted.extend(&chars[start..end]);
        if end < chars.len() {
            quoted.push('…');
        }
        let shift = |at: usize| at.clamp(start, end) - start + usize::from(start > 0);
        let marks = all.iter().map(|mark| shift(mark.start)..shift(mark.end)).filter(|mark| !mark.is_empty());
        Self { text: quoted, marks: marks.collect() }
    }

    /// The text cut at the marks: each part, and whether it is to be highlighted.
    #[must_use]
    pub fn parts(&self) -> Vec<(String, bool)> {
        let mut parts: Vec<(String, bool)> = Vec::new();
        for (at, c) in self.text.chars().enumerate() {
            let marked = self.marks.iter().any(|mark| mark.contains(&at));
            match parts.last_mut() {
                Some((text, last)) if *last == marked => text.push(c),
                _ => parts.push((c.into(), marked)),
            }
        }
        parts
    }
}

/// Where any of the words occur, as ranges of characters that do not touch.
fn marks(chars: &[char], words: &[Word], initials: &Initials) -> Vec<Range<usize>> {
    let (places, units): (Vec<usize>, Vec<u16>) =
        chars.iter().enumerate().filter_map(|(at, c)| Some((at, unit(*c)?))).unzip();
    let mut marked = vec![false; chars.len()];
    for word in words {
        let mut from = 0;
        while let Some(hit) = word.find(&units[from..], initials) {
            let end = from + hit + word.len();
            // Marks and blanks inside a hit belong to it.
            marked[places[from + hit]..=places[end - 1]].fill(true);
            from = end;
        }
    }
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for at in (0..marked.len()).filter(|at| marked[*at]) {
        match ranges.last_mut() {
            Some(last) if last.end == at => last.end = at + 1,
            _ => ranges.push(at..at + 1),
        }
    }
    ranges
}
