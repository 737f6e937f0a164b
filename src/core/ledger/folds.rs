//! The folds themselves. **The one place** that knows them all: what else is folded from the log is a field of
//! [`Folds`] and of [`Before`] and a line in each of the two functions; then [`FOLD`](super::FOLD) is counted up.

use crate::core::mistakes::{Mistake, Mistakes};
use crate::core::progress::{Progress, Standing};
use crate::core::review::Review;
use crate::core::schedule::{Card, Schedule};
use crate::core::statistics::{self, Statistics};
use serde::{Deserialize, Serialize};

/// What is folded from the log, answer by answer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Folds {
    pub(super) progress: Progress,
    pub(super) mistakes: Mistakes,
    pub(super) statistics: Statistics,
    pub(super) schedule: Schedule,
}

/// What an answer changed, as it was before.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Before {
    progress: Option<Standing>,
    mistakes: Option<Mistake>,
    statistics: statistics::Before,
    schedule: Option<Card>,
}

impl Folds {
    /// Adds an answer.
    pub(super) fn record(&mut self, review: &Review) -> Before {
        let before = Before {
            progress: self.progress.known(review),
            mistakes: self.mistakes.known(review),
            statistics: self.statistics.known(review),
            schedule: self.schedule.known(review),
        };
        self.progress.record(review);
        self.mistakes.record(review);
        let of_this_revision = before.schedule.filter(|card| card.rev == review.rev);
        let predicted = of_this_revision.map(|card| card.retrievability(review.at.study_day()));
        self.statistics.record(review, predicted);
        self.schedule.record(review);
        before
    }

    /// Takes the answer back that was added last.
    pub(super) fn take_back(&mut self, review: &Review, before: Before) {
        self.progress.take_back(review, before.progress);
        self.mistakes.take_back(review, before.mistakes);
        self.statistics.take_back(review, before.statistics);
        self.schedule.take_back(review, before.schedule);
    }
}
