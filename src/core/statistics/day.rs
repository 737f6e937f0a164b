//! One study day, counted.

use crate::core::answer::Answer;
use crate::core::grade::Outcome;
use crate::core::review::Review;
use serde::{Deserialize, Serialize};

/// What was done on a study day, or on several together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Day {
    /// Answers.
    pub answers: u32,
    /// Fully right ones among them.
    pub right: u32,
    /// Partly right ones among them.
    pub partial: u32,
    /// Milliseconds spent, each answer with at most its [cap](cap_ms).
    pub spent_ms: u64,
}

/// Milliseconds spent on an answer, as far as they count: a phone that was left lying is no study. At most 2 minutes
/// for a choice or a statement, 5 for what is put together or filled in, 10 for what is written from memory.
#[must_use]
pub fn cap_ms(review: &Review) -> u64 {
    let minutes = match review.answer {
        Answer::Choice(_) | Answer::Truth(_) => 2,
        Answer::Fill(_) | Answer::Order(_) | Answer::Match(_) | Answer::Group(_) => 5,
        Answer::Recall { .. } => 10,
    };
    u64::from(review.took_ms).min(minutes * 60_000)
}

impl Day {
    pub(super) fn record(&mut self, review: &Review) {
        let outcome = review.verdict.outcome();
        self.add(&Self {
            answers: 1,
            right: u32::from(outcome == Outcome::Right),
            partial: u32::from(outcome == Outcome::Partial),
            spent_ms: cap_ms(review),
        });
    }

    /// Puts another one to it.
    pub fn add(&mut self, other: &Self) {
        self.answers = self.answers.saturating_add(other.answers);
        self.right = self.right.saturating_add(other.right);
        self.partial = self.partial.saturating_add(other.partial);
        self.spent_ms = self.spent_ms.saturating_add(other.spent_ms);
    }

    /// Answers that were not right at all.
    #[must_use]
    pub const fn wrong(&self) -> u32 {
        self.answers.saturating_sub(self.right).saturating_sub(self.partial)
    }

    /// Fully right answers in percent, rounded down: 100 means all of them. `None` without answers.
    #[must_use]
    pub fn right_percent(&self) -> Option<u8> {
        let percent = (u64::from(self.right) * 100).checked_div(u64::from(self.answers))?;
        u8::try_from(percent).ok()
    }
}
