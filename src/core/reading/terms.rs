//! What a course cites, paragraph by paragraph, and one search for all of it.

use crate::core::course::{Course, Source};
use crate::core::text::{fold, fold_char, len};

/// A wording to be found in a paragraph.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Term {
    folded: String,
    /// Place of the paragraph in [`Terms::paras`].
    label: usize,
}

/// The cited terms of a course, each once for each paragraph.
#[derive(Debug)]
pub(super) struct Terms {
    /// Numbers of the cited paragraphs, ascending.
    pub(super) paras: Vec<u16>,
    /// Sorted, so that those with a given first character stand together.
    terms: Vec<Term>,
}

/// A term found in a paragraph.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hit {
    /// Which term.
    pub(super) term: usize,
    /// The cited paragraph it belongs to, a place in [`Terms::paras`].
    pub(super) label: usize,
    /// How much it tells: its length, for a long wording hardly occurs by chance.
    pub(super) weight: u32,
    /// Whether it begins in an earlier paragraph: a sign that the two are one.
    pub(super) across: bool,
}

impl Terms {
    pub(super) fn of(course: &Course) -> Self {
        let of_concepts = course.concepts.iter().flat_map(|concept| &concept.source);
        let of_questions = course.questions.iter().flat_map(|question| &question.source);
        let sources: Vec<&Source> = of_concepts.chain(of_questions).collect();
        let mut paras: Vec<u16> = sources.iter().map(|source| source.para).collect();
        paras.sort_unstable();
        paras.dedup();
        let mut terms = Vec::new();
        for source in sources {
            let label = paras.partition_point(|para| *para < source.para);
            terms.extend(source.terms.iter().map(|term| Term { folded: fold(term), label }));
        }
        terms.sort_unstable();
        terms.dedup();
        terms.retain(|term| !term.folded.is_empty());
        Self { paras, terms }
    }

    pub(super) fn len(&self) -> usize {
        self.terms.len()
    }

    /// For each paragraph the terms in it, each once; a term that goes across a break is in all that it touches. Time
    /// grows with the text, hardly with the number of terms.
    pub(super) fn find(&self, paragraphs: &[String]) -> Vec<Vec<Hit>> {
        let mut folded = String::new();
        let mut ends = Vec::with_capacity(paragraphs.len());
        for paragraph in paragraphs {
            folded.extend(paragraph.chars().filter_map(fold_char));
            ends.push(folded.len());
        }
        let mut found: Vec<Vec<Hit>> = vec![Vec::new(); paragraphs.len()];
        let mut here = 0;
        for (at, first) in folded.char_indices() {
            while ends[here] <= at {
                here += 1;
            }
            let rest = &folded[at..];
            let head = &rest[..first.len_utf8()];
            let begin = self.terms.partition_point(|term| term.folded.as_str() < head);
            for (place, term) in self.terms.iter().enumerate().skip(begin) {
                if !term.folded.starts_with(first) {
                    break;
                }
                if rest.starts_with(&term.folded) {
                    let last = at + term.folded.len();
                    let across = ends[here..].iter().take_while(|end| **end < last).count();
                    let hit = self.hit(place, term);
                    found[here].push(hit);
                    for hits in &mut found[here + 1..=here + across] {
                        hits.push(Hit { across: true, ..hit });
                    }
                }
            }
        }
        for hits in &mut found {
            hits.sort_unstable_by_key(|hit| (hit.term, !hit.across));
            hits.dedup_by_key(|hit| hit.term);
        }
        found
    }

    fn hit(&self, term: usize, of: &Term) -> Hit {
        Hit { term, label: of.label, weight: u32::try_from(len(&of.folded)).unwrap_or(u32::MAX), across: false }
    }

    /// Makes nothing seen of the terms of a cited paragraph.
    pub(super) fn clear(&self, label: usize, seen: &mut [bool]) {
        for (seen, _) in seen.iter_mut().zip(&self.terms).filter(|(_, term)| term.label == label) {
            *seen = false;
        }
    }

    /// What all terms of each cited paragraph weigh together.
    pub(super) fn weights(&self) -> Vec<u32> {
        let mut weights = vec![0; self.paras.len()];
        for (place, term) in self.terms.iter().enumerate() {
            weights[term.label] += self.hit(place, term).weight;
        }
        weights
    }
}
