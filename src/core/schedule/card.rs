//! A card: what the schedule knows of one question.

use crate::core::ids::QuestionId;
use crate::core::review::StudyDay;
use crate::core::schedule::memory::Memory;
use crate::core::schedule::rating::Rating;
use crate::core::shuffle::Rng;
use serde::{Deserialize, Serialize};

/// The longest interval, in days. Once a year is little enough effort for what is known best, what is studied here is
/// asked about every year, and no wrong clock or lucky streak can put a question out of sight for longer.
pub const LONGEST: i64 = 365;

/// Intervals are stretched or shortened by at most this part, so that what was learnt together does not stay together.
const FUZZ: f32 = 0.05;

/// A gap of more days than this between two answers is rather a clock that was wrong than three years away.
const PLAUSIBLE_GAP: i64 = 3 * 365;

/// A traveller's day can go back by this much; an answer from further ahead was given under a wrong clock.
const ZONES: i64 = 1;

/// The state of one question's memory and when it is to be asked again.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Card {
    /// The revision that was answered.
    pub rev: u32,
    /// See [`Memory::stability`].
    pub stability: f32,
    /// See [`Memory::difficulty`].
    pub difficulty: f32,
    /// Study day of the first answer.
    pub first: StudyDay,
    /// Study day of the last answer.
    pub last: StudyDay,
    /// Study day on which it was last answered because it was its turn; see [`Schedule::plan`].
    ///
    /// [`Schedule::plan`]: crate::core::schedule::Schedule::plan
    pub turn: Option<StudyDay>,
    /// Study day on which to ask again; see [`Card::due_by`].
    pub due: StudyDay,
    /// Number of answers.
    pub reps: u32,
    /// How often it was forgotten: rated Again, not counting the first answer and more answers on one day.
    pub lapses: u32,
}

impl Card {
    /// The card after the first answer to a question.
    #[must_use]
    pub fn new(question: &QuestionId, rev: u32, rating: Rating, day: StudyDay, retention: f32) -> Self {
        let Memory { stability, difficulty } = Memory::first(rating);
        Self { rev, stability, difficulty, first: day, last: day, turn: None, due: day, reps: 1, lapses: 0 }
            .rescheduled(question, retention)
    }

    /// The card after one more answer.
    #[must_use]
    pub fn answered(self, question: &QuestionId, rating: Rating, day: StudyDay, retention: f32) -> Self {
        let days = self.days_before(day);
        let Memory { stability, difficulty } = self.memory().next(rating, days);
        Self {
            stability,
            difficulty,
            last: day,
            turn: if self.is_due(day) { Some(day) } else { self.turn },
            reps: self.reps.saturating_add(1),
            lapses: self.lapses.saturating_add(u32::from(rating == Rating::Again && days > 0)),
            ..self
        }
        .rescheduled(question, retention)
    }

    /// The card with its due day worked out anew for a desired retention.
    #[must_use]
    pub fn rescheduled(self, question: &QuestionId, retention: f32) -> Self {
        let days = interval(self.memory(), retention, question, self.reps);
        Self { due: self.last.plus(days), ..self }
    }

    const fn memory(&self) -> Memory {
        Memory { stability: self.stability, difficulty: self.difficulty }
    }

    /// Days that the model takes for passed between the last answer and one given on a day.
    ///
    /// - None when that day lies before the last answer: the clock was set back or the traveller went west, and nobody
    ///   knows how long it really was. The rule for the same day changes least.
    /// - As many as it takes to fall to 90 % when it is more than three years: some clock was wrong (1970, 2099), and
    ///   what the model learns least from is an answer just in time.
    fn days_before(&self, day: StudyDay) -> u32 {
        match day.since(self.last) {
            gap if gap > PLAUSIBLE_GAP => days((self.stability.round() as i64).clamp(1, LONGEST)),
            gap => days(gap),
        }
    }

    /// Whether its last answer was given under a clock that was ahead, so that its due day might never come.
    pub(super) const fn is_astray(&self, today: StudyDay) -> bool {
        self.last.since(today) > ZONES
    }

    /// The day from which it is to be asked, seen from `today`: its due day, or today when its last answer lies in
    /// the future and so was given under a wrong clock.
    #[must_use]
    pub const fn due_by(&self, today: StudyDay) -> StudyDay {
        if self.is_astray(today) { today } else { self.due }
    }

    /// Whether it is to be asked.
    #[must_use]
    pub fn is_due(&self, today: StudyDay) -> bool {
        self.due_by(today) <= today
    }

    /// Days since it was to be asked; 0 when it is not due, or today.
    #[must_use]
    pub fn overdue(&self, today: StudyDay) -> u32 {
        days(today.since(self.due_by(today)))
    }

    /// Probability that it is known on a day, 0 to 1.
    #[must_use]
    pub fn retrievability(&self, day: StudyDay) -> f32 {
        self.memory().retrievability(days(day.since(self.last)))
    }

    /// The same for somebody who wants to know what is learnt: an answer of that day counts as it will a day later, for
    /// whoever has just read the right one knows it, however wrong they were.
    #[must_use]
    pub fn lasting(&self, day: StudyDay) -> f32 {
        self.memory().retrievability(days(day.since(self.last)).max(1))
    }
}

/// A number of days, at least 0.
fn days(count: i64) -> u32 {
    u32::try_from(count.max(0)).unwrap_or(u32::MAX)
}

/// Whole days until a memory is to be refreshed, from 1 to [`LONGEST`].
///
/// The fuzz depends on the question and the number of its answers, not on the rating: a better answer never comes
/// back sooner. The limit leaves room for it, or everything that is known best would meet on one day.
fn interval(memory: Memory, retention: f32, question: &QuestionId, reps: u32) -> i64 {
    let bits = Rng::new(u64::from(reps), question.as_str()).next_u64() >> 40;
    let sway = bits as f32 / (1_u32 << 23) as f32 - 1.0;
    let days = memory.interval(retention).min(LONGEST as f32 / (1.0 + FUZZ)) * (1.0 + FUZZ * sway);
    (days.round() as i64).clamp(1, LONGEST)
}
