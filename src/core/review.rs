//! The review log: one record per answer, appended and never changed. Everything else about progress is folded from it.

use crate::core::answer::{Answer, Confidence};
use crate::core::grade::Verdict;
use crate::core::ids::{CourseId, QuestionId, ReviewId, SessionId};
use serde::{Deserialize, Serialize};

/// One answer, as it is kept for ever. The field names are short because there will be a hundred thousand of these.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// Unique and sorted by time.
    pub id: ReviewId,
    /// The course of the question.
    #[serde(rename = "c")]
    pub course: CourseId,
    /// The question.
    #[serde(rename = "q")]
    pub question: QuestionId,
    /// Its revision when it was answered.
    #[serde(rename = "r")]
    pub rev: u32,
    /// The session in which it was asked.
    #[serde(rename = "s")]
    pub session: SessionId,
    /// When it was answered.
    #[serde(rename = "t")]
    pub at: Moment,
    /// Milliseconds from showing the question to the answer.
    #[serde(rename = "d")]
    pub took_ms: u32,
    /// The answer itself.
    #[serde(rename = "a")]
    pub answer: Answer,
    /// What it was worth.
    #[serde(rename = "v")]
    pub verdict: Verdict,
    /// How sure its giver was, if marked.
    #[serde(rename = "k", default, skip_serializing_if = "Option::is_none")]
    pub sure: Option<Confidence>,
}

impl Review {
    /// Whether the answer shows knowledge: fully right, and no lucky guess.
    #[must_use]
    pub fn is_known(&self) -> bool {
        self.verdict.is_right() && self.sure != Some(Confidence::Guess)
    }
}

/// A point in time together with the local time zone's distance from UTC, so that the study day it belonged to never
/// changes when the phone travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Moment {
    /// Milliseconds since 1970-01-01 UTC.
    #[serde(rename = "u")]
    pub utc_ms: i64,
    /// Minutes that local time is ahead of UTC (China: 480).
    #[serde(rename = "z")]
    pub zone_min: i32,
}

/// A study day: the number of days since 1970-01-01, local time, turning over at 04:00.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct StudyDay(pub i64);

const DAY_MS: i64 = 24 * 60 * 60 * 1000;
/// Studying past midnight belongs to the evening before.
const TURN_MS: i64 = 4 * 60 * 60 * 1000;

impl Moment {
    /// The study day this moment belongs to.
    #[must_use]
    pub const fn study_day(self) -> StudyDay {
        // Saturating, for a damaged record may hold any number.
        let local_ms = self.utc_ms.saturating_add(self.zone_min as i64 * 60_000);
        StudyDay(local_ms.saturating_sub(TURN_MS).div_euclid(DAY_MS))
    }
}

impl StudyDay {
    /// The study day that many days later.
    #[must_use]
    pub const fn plus(self, days: i64) -> Self {
        Self(self.0.saturating_add(days))
    }

    /// Days that have passed since another study day; negative when that one is still to come.
    #[must_use]
    pub const fn since(self, other: Self) -> i64 {
        self.0.saturating_sub(other.0)
    }
}
