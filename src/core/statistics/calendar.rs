//! Days and weeks, and how many days in a row.

use crate::core::review::StudyDay;
use crate::core::statistics::{Activity, Day};

/// A traveller's today can be this many days before the last answer; one from further ahead was given under a wrong
/// clock and stays out of the pictures.
const ZONES: i64 = 1;
/// 1970-01-01 was a Thursday: so many days after a Monday.
const FROM_MONDAY: i64 = 3;

/// Days of study in a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Streak {
    /// Those that end today, or yesterday while today is not over.
    pub current: u32,
    /// The most there ever were.
    pub longest: u32,
}

impl StudyDay {
    /// The Monday of its week.
    #[must_use]
    pub const fn monday(self) -> Self {
        self.plus(-(self.0.saturating_add(FROM_MONDAY).rem_euclid(7)))
    }
}

impl Activity {
    /// The last so many study days with what was done on each, today last; days without study are there, too.
    #[must_use]
    pub fn by_day(&self, today: StudyDay, days: u16) -> Vec<(StudyDay, Day)> {
        // Plain loops here and below: chains of iterators would be twice as much to download.
        let mut all = Vec::new();
        for ago in (0..i64::from(days)).rev() {
            let day = today.plus(-ago);
            all.push((day, self.on(day)));
        }
        all
    }

    /// The last so many weeks, each by its Monday, with what was done in it; this week last.
    #[must_use]
    pub fn by_week(&self, today: StudyDay, weeks: u16) -> Vec<(StudyDay, Day)> {
        let mut all = Vec::new();
        for ago in (0..i64::from(weeks)).rev() {
            let monday = today.monday().plus(-7 * ago);
            let mut sum = Day::default();
            for day in 0..7 {
                sum.add(&self.on(monday.plus(day)));
            }
            all.push((monday, sum));
        }
        all
    }

    /// Days of study in a row. Days that are still to come count for nothing.
    #[must_use]
    pub fn streak(&self, today: StudyDay) -> Streak {
        let mut streak = Streak::default();
        let mut run = 0;
        let mut last: Option<StudyDay> = None;
        let seen = today.plus(ZONES);
        for day in self.days.iter().map(|(day, _)| *day).take_while(|day| *day <= seen) {
            run = if last.is_some_and(|last| day.since(last) == 1) { run + 1 } else { 1 };
            streak.longest = streak.longest.max(run);
            last = Some(day);
        }
        if last.is_some_and(|last| today.since(last) <= 1) {
            streak.current = run;
        }
        streak
    }
}
