//! What of a copy is shown where: a passage beside a concept or an answer, the whole for reading.

use super::marks::Printed;
use super::{Paras, Reading};
use crate::core::course::{Concept, Course, Source};
use crate::core::text::len;
use std::ops::Range;

/// Characters up to which a paragraph is shown whole.
const SHORT: usize = 160;

/// Paragraphs that are shown before the first and after the last that the course knows: title, date, signature.
const AROUND: usize = 8;

/// A place of the speech in the words of the copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Number of the paragraph, 1 = first.
    pub para: u16,
    /// The paragraph, or its sentences that have the terms, with … for what lies between.
    pub text: String,
    /// Where the terms stand in it: byte ranges in order, on character boundaries, apart from each other.
    pub marks: Vec<Range<usize>>,
}

/// A paragraph of the copy for reading.
#[derive(Clone, Debug, PartialEq)]
pub struct Block<'a> {
    /// Its place in the copy, 0 = first.
    pub at: usize,
    /// The paragraph.
    pub text: &'a str,
    /// What it is in the speech.
    pub paras: Option<Paras>,
    /// Where terms of the concepts stand in it, see [`Passage::marks`].
    pub marks: Vec<Range<usize>>,
    /// The concepts that cite it, in the order of the course.
    pub concepts: Vec<&'a Concept>,
}

impl Reading {
    /// The passages for these places; none for a place whose terms do not stand there in this copy.
    #[must_use]
    pub fn passages(&self, sources: &[Source]) -> Vec<Passage> {
        sources.iter().filter_map(|source| self.passage(source)).collect()
    }

    fn passage(&self, source: &Source) -> Option<Passage> {
        let mut here = self
            .text
            .paragraphs
            .iter()
            .zip(&self.alignment.labels)
            .filter_map(|(text, paras)| paras.filter(|paras| paras.contains(source.para)).map(|_| text.as_str()));
        // A split paragraph is one again; a term may go across the break.
        let mut whole = here.next()?.to_owned();
        for more in here {
            whole.push('\n');
            whole.push_str(more);
        }
        let terms = || source.terms.iter().map(String::as_str);
        let printed = Printed::new(&whole);
        let firsts: Vec<Range<usize>> = terms().filter_map(|term| printed.find(term).into_iter().next()).collect();
        if firsts.is_empty() {
            return None;
        }
        let text = if len(&whole) <= SHORT { whole } else { cut(&whole, &firsts) };
        let marks = Printed::new(&text).marks(terms());
        Some(Passage { para: source.para, text, marks })
    }

    /// The copy for reading, from a little before the first paragraph that the course knows to a little after the last;
    /// whoever opens a whole book reads the speech.
    #[must_use]
    pub fn blocks<'a>(&'a self, course: &'a Course) -> Vec<Block<'a>> {
        let labels = &self.alignment.labels;
        let first = labels.iter().position(Option::is_some).unwrap_or(0).saturating_sub(AROUND);
        let last = labels.iter().rposition(Option::is_some).map_or(labels.len(), |last| last + 1 + AROUND);
        let paragraphs = self.text.paragraphs.iter().zip(labels).enumerate().take(last).skip(first);
        paragraphs.map(|(at, (text, paras))| block(at, text, *paras, course)).collect()
    }

    /// The first paragraph of the copy, 0 = first, that holds a paragraph of the speech.
    #[must_use]
    pub fn first_of(&self, para: u16) -> Option<usize> {
        self.alignment.labels.iter().position(|paras| paras.is_some_and(|paras| paras.contains(para)))
    }
}

fn block<'a>(at: usize, text: &'a str, paras: Option<Paras>, course: &'a Course) -> Block<'a> {
    let mut block = Block { at, text, paras, marks: Vec::new(), concepts: Vec::new() };
    let Some(paras) = paras else { return block };
    let printed = Printed::new(text);
    let mut terms: Vec<&str> = Vec::new();
    for concept in &course.concepts {
        let here = concept.source.iter().filter(|source| paras.contains(source.para));
        let before = terms.len();
        terms.extend(here.flat_map(|source| &source.terms).map(String::as_str).filter(|term| printed.has(term)));
        if terms.len() > before {
            block.concepts.push(concept);
        }
    }
    block.marks = printed.marks(terms.into_iter());
    block
}

/// The sentences that have one of these ranges, with … for what is left out.
fn cut(text: &str, wanted: &[Range<usize>]) -> String {
    let mut out = String::new();
    let mut left_out = false;
    for sentence in sentences(text) {
        if wanted.iter().any(|range| range.start < sentence.end && sentence.start < range.end) {
            if left_out {
                out.push('…');
            }
            out.push_str(&text[sentence]);
            left_out = false;
        } else {
            left_out = true;
        }
    }
    if left_out {
        out.push('…');
    }
    out
}

/// Where the sentences of a text are: each goes to its full stop and the quotes that close behind it.
fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let (mut start, mut ended) = (0, false);
    for (at, c) in text.char_indices() {
        let ends = matches!(c, '。' | '！' | '？' | '；' | '!' | '?' | ';');
        let closes = matches!(c, '”' | '’' | '」' | '』' | '）' | ')' | '》' | '】' | '"');
        if ended && !ends && !closes {
            out.push(start..at);
            start = at;
        }
        ended = ends || (ended && closes);
    }
    out.push(start..text.len());
    out
}
