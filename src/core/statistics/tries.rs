//! The answers to one question, counted.

use crate::core::grade::Outcome;
use crate::core::review::{Review, StudyDay};
use crate::core::statistics::cap_ms;
use serde::{Deserialize, Serialize};

/// A gap of more days than this between two answers is rather a clock that was wrong than three years away.
const PLAUSIBLE_GAP: i64 = 3 * 365;

/// What is counted of one question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tries {
    /// The revision that was answered last.
    pub rev: u32,
    /// Answers to this revision.
    pub answers: u32,
    /// Fully right ones among them.
    pub right: u32,
    /// Partly right ones among them.
    pub partial: u32,
    /// Milliseconds spent on the question in all its revisions, each answer with at most its [cap](cap_ms).
    pub spent_ms: u64,
    /// Study day of the last answer to this revision.
    last: Option<StudyDay>,
}

impl Tries {
    pub(super) const fn new(rev: u32) -> Self {
        Self { rev, answers: 0, right: 0, partial: 0, spent_ms: 0, last: None }
    }

    /// Counts an answer. Returns how many study days after the previous one to the same revision it was given: `None`
    /// for the first one, and when the clock must have been wrong.
    pub(super) fn record(&mut self, review: &Review) -> Option<u32> {
        if self.rev != review.rev {
            *self = Self { spent_ms: self.spent_ms, ..Self::new(review.rev) };
        }
        self.answers = self.answers.saturating_add(1);
        match review.verdict.outcome() {
            Outcome::Right => self.right += 1,
            Outcome::Partial => self.partial += 1,
            Outcome::Wrong => {}
        }
        self.spent_ms += cap_ms(review);
        let day = review.at.study_day();
        let gap = self.last.replace(day).map(|last| day.since(last))?;
        u32::try_from(gap).ok().filter(|_| gap <= PLAUSIBLE_GAP)
    }
}
