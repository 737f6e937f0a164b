//! Where terms stand in a text as it is printed: with its own punctuation, which the terms may have otherwise.

use crate::core::text::{fold, fold_char};
use std::ops::Range;

/// A text together with its folded form.
#[derive(Debug)]
pub struct Printed<'a> {
    text: &'a str,
    folded: String,
    /// For each character of the folded form its place there and in the text, in bytes.
    places: Vec<(usize, usize)>,
}

impl<'a> Printed<'a> {
    /// Folds a text.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        let mut folded = String::with_capacity(text.len());
        let mut places = Vec::new();
        for (at, c) in text.char_indices() {
            if let Some(kept) = fold_char(c) {
                places.push((folded.len(), at));
                folded.push(kept);
            }
        }
        Self { text, folded, places }
    }

    /// Every place of a term: byte ranges of the text on character boundaries, from the term's first character to its
    /// last, so that punctuation within belongs to it and punctuation around it does not.
    #[must_use]
    pub fn find(&self, term: &str) -> Vec<Range<usize>> {
        let needle = fold(term);
        if needle.is_empty() {
            return Vec::new();
        }
        self.folded.match_indices(&needle).filter_map(|(at, found)| self.range(at, at + found.len())).collect()
    }

    /// Whether a term occurs.
    #[must_use]
    pub fn has(&self, term: &str) -> bool {
        let needle = fold(term);
        !needle.is_empty() && self.folded.contains(&needle)
    }

    /// Every place of every term, in order; those that touch or overlap as one.
    #[must_use]
    pub fn marks<'t>(&self, terms: impl Iterator<Item = &'t str>) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = terms.flat_map(|term| self.find(term)).collect();
        found.sort_unstable_by_key(|range| range.start);
        let mut merged: Vec<Range<usize>> = Vec::new();
        for range in found {
            match merged.last_mut().filter(|last| range.start <= last.end) {
                Some(last) => last.end = last.end.max(range.end),
                None => merged.push(range),
            }
        }
        merged
    }

    /// The range of the text for a non-empty range of the folded form.
    fn range(&self, begin: usize, end: usize) -> Option<Range<usize>> {
        let place = |folded: usize| self.places.partition_point(|(at, _)| *at < folded);
        let first = self.places.get(place(begin))?.1;
        let last = self.places.get(place(end).checked_sub(1)?)?.1;
        Some(first..last + self.text[last..].chars().next().map_or(0, char::len_utf8))
    }
}

/// A text in pieces, each with whether it is marked. The ranges must be in order and within the text.
#[must_use]
pub fn pieces<'a>(text: &'a str, marks: &[Range<usize>]) -> Vec<(&'a str, bool)> {
    let mut out = Vec::with_capacity(2 * marks.len() + 1);
    let mut at = 0;
    for mark in marks {
        out.push((&text[at..mark.start], false));
        out.push((&text[mark.clone()], true));
        at = mark.end;
    }
    out.push((&text[at..], false));
    out.retain(|(piece, _)| !piece.is_empty());
    out
}
