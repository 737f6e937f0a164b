//! What was done, day by day.

use crate::core::review::{Review, StudyDay};
use crate::core::sorted::Sorted;
use crate::core::statistics::{Day, Retention};
use serde::{Deserialize, Serialize};

/// Study days and what was remembered, of one course or of all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Activity {
    pub(super) days: Sorted<StudyDay, Day>,
    retention: Retention,
}

impl Activity {
    pub(super) fn record(&mut self, review: &Review, gap: Option<u32>, predicted: Option<f32>) {
        self.days.entry(review.at.study_day(), Day::default()).record(review);
        if let Some(gap) = gap {
            self.retention.record(gap, review.is_known(), predicted);
        }
    }

    /// What a record is about to change: its study day, if there was one, and what was remembered.
    pub(super) fn known(&self, review: &Review) -> (Option<Day>, Retention) {
        (self.days.get(&review.at.study_day()).copied(), self.retention)
    }

    pub(super) fn put_back(&mut self, review: &Review, day: Option<Day>, retention: Retention) {
        self.days.put(review.at.study_day(), day);
        self.retention = retention;
    }

    pub(super) fn add(&mut self, other: &Self) {
        for (day, counted) in other.days.iter() {
            self.days.entry(*day, Day::default()).add(counted);
        }
        self.retention.add(&other.retention);
    }

    /// Everything that was ever counted, also under a wrong clock.
    #[must_use]
    pub fn sum(&self) -> Day {
        let mut sum = Day::default();
        for (_, day) in self.days.iter() {
            sum.add(day);
        }
        sum
    }

    /// What was done on a study day.
    #[must_use]
    pub fn on(&self, day: StudyDay) -> Day {
        self.days.get(&day).copied().unwrap_or_default()
    }

    /// What was remembered, by how long ago it had been asked before.
    #[must_use]
    pub const fn retention(&self) -> &Retention {
        &self.retention
    }
}
