//! Finds out which paragraph of a copy is which paragraph of the speech.
//!
//! A copy has a title, a date, notes; its paragraphs may be split (a file with a line break after each line) or run
//! together. The order is always the same. So every paragraph gets a number, or none, such that the numbers never go
//! back and the cited terms found under their numbers weigh as much as possible: dynamic programming over paragraphs
//! and numbers.

use super::terms::{Hit, Terms};
use crate::core::course::Course;
use crate::core::course::source::{Mismatch, SourceText, wordings};

/// The paragraphs of the speech that a paragraph of a copy holds: nearly always one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paras {
    /// The first, 1 = first of the speech.
    pub first: u16,
    /// The last; the same where paragraphs were not run together.
    pub last: u16,
}

impl Paras {
    const fn one(para: u16) -> Self {
        Self { first: para, last: para }
    }

    /// Whether a paragraph of the speech is among them.
    #[must_use]
    pub const fn contains(self, para: u16) -> bool {
        self.first <= para && para <= self.last
    }
}

/// A copy matched with a course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alignment {
    /// For each paragraph of the copy what it holds; `None` for what the course does not cite. Never goes back.
    pub labels: Vec<Option<Paras>>,
    /// Different wordings that the course takes from the speech.
    pub cited: usize,
    /// How many of them stand where they belong.
    pub found: usize,
    /// The others, by paragraph, each once.
    pub mismatches: Vec<Mismatch>,
}

/// How the best way to the row and label was reached.
#[derive(Clone, Copy, Debug)]
enum Step {
    /// The row has no label.
    Skip,
    /// It goes on with the label.
    Continue,
    /// It begins with the label, after the one named or as the first.
    Begin(Option<usize>),
}

/// A paragraph of the copy in which something cited occurs.
struct Row {
    at: usize,
    hits: Vec<Hit>,
}

/// Matches the paragraphs of a copy with a course. Time is linear in the length of the copy.
#[must_use]
pub fn align(paragraphs: &[String], course: &Course) -> Alignment {
    let terms = Terms::of(course);
    let found = terms.find(paragraphs).into_iter().enumerate();
    let rows: Vec<Row> = found.map(|(at, hits)| Row { at, hits }).filter(|row| !row.hits.is_empty()).collect();
    let mut labels = vec![None; paragraphs.len()];
    for (row, label) in rows.iter().zip(best_labels(&rows, &terms)) {
        labels[row.at] = label.map(|label| Paras::one(terms.paras[label]));
    }
    take_in_run_together(&rows, &terms, &mut labels);
    fill_gaps(&mut labels);

    let joined = joined(paragraphs, &labels);
    let text = SourceText::numbered(joined.iter().map(|(para, text)| (*para, text.as_str())));
    let mut all = wordings(course);
    all.sort_by(|a, b| (&a.cited, &a.folded).cmp(&(&b.cited, &b.folded)));
    all.dedup_by(|a, b| a.cited == b.cited && a.folded == b.folded);
    let mismatches: Vec<Mismatch> = all.iter().filter_map(|wording| text.mismatch(wording)).collect();
    Alignment { labels, cited: all.len(), found: all.len() - mismatches.len(), mismatches }
}

/// For each row the label, a place in [`Terms::paras`], of the heaviest way through all rows.
fn best_labels(rows: &[Row], terms: &Terms) -> Vec<Option<usize>> {
    let count = terms.paras.len();
    // For each label the weight of the best way that ends with it, and which of its terms that way has found: a term
    // that is repeated counts once.
    let mut value = vec![0_u32; count];
    let mut seen = vec![false; terms.len()];
    let mut steps: Vec<Vec<Step>> = Vec::with_capacity(rows.len());
    for row in rows {
        let before = value.clone();
        let mut step = vec![Step::Skip; count];
        let mut earlier: Option<usize> = None;
        for label in 0..count {
            let here = || row.hits.iter().filter(move |hit| hit.label == label);
            let begin = earlier.map_or(0, |earlier| before[earlier]) + here().map(|hit| hit.weight).sum::<u32>();
            let goes_on = before[label] + here().filter(|hit| !seen[hit.term]).map(|hit| hit.weight).sum::<u32>();
            // What only repeats tells nothing, unless a term goes on from the paragraph before.
            let tells = begin.max(goes_on) > before[label] || here().any(|hit| hit.across);
            if here().next().is_some() && tells {
                let again = begin > goes_on;
                if again {
                    step[label] = Step::Begin(earlier);
                    // Terms of other labels are none of this label's business, so all of its own are cleared.
                    terms.clear(label, &mut seen);
                } else {
                    step[label] = if before[label] == 0 { Step::Begin(None) } else { Step::Continue };
                }
                value[label] = begin.max(goes_on);
                for hit in here() {
                    seen[hit.term] = true;
                }
            }
            if before[label] > earlier.map_or(0, |earlier| before[earlier]) {
                earlier = Some(label);
            }
        }
        steps.push(step);
    }
    let mut at = (0..count).filter(|label| value[*label] > 0).max_by_key(|label| value[*label]);
    let mut labels = vec![None; rows.len()];
    for (row, step) in steps.iter().enumerate().rev() {
        let Some(label) = at else { break };
        match step[label] {
            Step::Skip => {}
            Step::Continue => labels[row] = at,
            Step::Begin(from) => {
                labels[row] = at;
                at = from;
            }
        }
    }
    labels
}

/// A cited paragraph that nothing is labelled with was run together with a neighbour, if that has half of its terms.
fn take_in_run_together(rows: &[Row], terms: &Terms, labels: &mut [Option<Paras>]) {
    for (label, (para, whole)) in terms.paras.iter().copied().zip(terms.weights()).enumerate() {
        if labels.iter().flatten().any(|paras| paras.contains(para)) {
            continue;
        }
        let weight = |row: &&Row| row.hits.iter().filter(|hit| hit.label == label).map(|hit| hit.weight).sum::<u32>();
        let labelled = |row: &Row| labels[row.at].map(|paras| paras.first);
        let before = rows.iter().rev().find(|row| labelled(row).is_some_and(|first| first < para));
        let after = rows.iter().find(|row| labelled(row).is_some_and(|first| first > para));
        let neighbour = before.into_iter().chain(after).max_by_key(weight).filter(|row| weight(row) * 2 >= whole);
        if let Some(paras) = neighbour.and_then(|row| labels[row.at].as_mut()) {
            paras.first = paras.first.min(para);
            paras.last = paras.last.max(para);
        }
    }
}

/// Numbers what stands between numbered paragraphs where only one numbering is possible: inside a split paragraph, and
/// where just as many paragraphs lie between as numbers are missing.
fn fill_gaps(labels: &mut [Option<Paras>]) {
    let mut last: Option<(usize, u16)> = None;
    for at in 0..labels.len() {
        let Some(here) = labels[at] else { continue };
        let (begin, number) = last.map_or((0, 0), |(at, number)| (at + 1, number));
        let gap = at - begin;
        if last.is_some() && number == here.first {
            labels[begin..at].fill(Some(Paras::one(number)));
        } else if gap + 1 == usize::from(here.first - number) {
            for (label, para) in labels[begin..at].iter_mut().zip(number + 1..) {
                *label = Some(Paras::one(para));
            }
        }
        last = Some((at, here.last));
    }
}

/// The numbered paragraphs, those of the same number as one.
fn joined(paragraphs: &[String], labels: &[Option<Paras>]) -> Vec<(u16, String)> {
    let mut out: Vec<(u16, String)> = Vec::new();
    for (text, paras) in paragraphs.iter().zip(labels) {
        let Some(paras) = paras else { continue };
        for para in paras.first..=paras.last {
            match out.last_mut().filter(|(last, _)| *last == para) {
                Some((_, so_far)) => so_far.push_str(text),
                None => out.push((para, text.clone())),
            }
        }
    }
    out
}
