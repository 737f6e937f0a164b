//! What an answer says about the memory behind it.

use crate::core::answer::{Answer, Confidence};
use crate::core::grade::Outcome;
use crate::core::review::Review;

/// The four grades that the memory model knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rating {
    /// Forgotten.
    Again,
    /// Recalled with holes, or by luck.
    Hard,
    /// Recalled.
    Good,
    /// Recalled at once and with certainty.
    Easy,
}

/// Below this nobody has read a question: a slip of the finger, or a record without its time.
const READ_MS: u32 = 1_000;
/// An answer in less than this part of the time in which it counts as quick was not thought out, however long it is:
/// pasted, dictated by somebody else, or measured by a clock that jumped.
const PART: u32 = 10;

impl Rating {
    /// The rating of an answer:
    ///
    /// | verdict | mark 猜的 | no mark, 不确定 | 有把握 | 有把握 and quick |
    /// |---|---|---|---|---|
    /// | wrong | Again | Again | Again | Again |
    /// | less than half of the points | Again | Again | Again | Again |
    /// | at least half of the points | Hard | Hard | Hard | Hard |
    /// | right | Hard | Good | Good | Easy |
    ///
    /// A recall follows the same rule, for its writer's own grade is worth none, half or all of its points.
    #[must_use]
    pub fn of(review: &Review) -> Self {
        let verdict = review.verdict;
        match (verdict.outcome(), review.sure) {
            (Outcome::Wrong, _) => Self::Again,
            (Outcome::Partial, _) if u16::from(verdict.points) * 2 < u16::from(verdict.of) => Self::Again,
            (Outcome::Partial, _) | (Outcome::Right, Some(Confidence::Guess)) => Self::Hard,
            (Outcome::Right, Some(Confidence::Sure)) if is_quick(&review.answer, review.took_ms) => Self::Easy,
            (Outcome::Right, _) => Self::Good,
        }
    }

    /// The number of the rating in the formulas of the model, 1 to 4.
    #[must_use]
    pub const fn number(self) -> f32 {
        self as u8 as f32 + 1.0
    }
}

/// Whether that many milliseconds show that the answer came at once; see [`quick_ms`]. Too little is no proof.
#[must_use]
pub fn is_quick(answer: &Answer, took_ms: u32) -> bool {
    let limit = quick_ms(answer);
    (limit / PART).max(READ_MS) <= took_ms && took_ms <= limit
}

/// The longest time in which an answer counts as quick, in milliseconds: what reading takes (about six characters a
/// second, which is brisk), and the movements of somebody who need not think.
///
/// | answer | milliseconds | reason |
/// |---|---|---|
/// | statement | 10,000 | one sentence to read, one tap |
/// | choice | 10,000 + 4,000 for each option chosen | stem and options to read; more right options are more to weigh |
/// | order | 8,000 + 3,000 for each item | each is read once and put into its place |
/// | matching, grouping | 8,000 + 4,000 for each item | each is read, looked for on the other side, and put there |
/// | fill-in | 8,000 + 4,000 for each blank + 1,000 for each character | pinyin on a phone: a character a second |
/// | recall | 8,000 + 1,500 for each character | longer wordings have breaks; the comparison is looked at, too |
#[must_use]
pub fn quick_ms(answer: &Answer) -> u32 {
    let (base, each, items) = match answer {
        Answer::Truth(_) => (10_000, 0, 0),
        Answer::Choice(chosen) => (10_000, 4_000, chosen.len()),
        Answer::Order(items) => (8_000, 3_000, items.len()),
        Answer::Match(items) | Answer::Group(items) => (8_000, 4_000, items.len()),
        Answer::Fill(blanks) => {
            let typed: usize = blanks.iter().map(|text| text.chars().count()).sum();
            (8_000, 1_000, typed.saturating_add(4 * blanks.len()))
        }
        Answer::Recall { text, .. } => (8_000, 1_500, text.chars().count()),
    };
    u32::try_from(items).unwrap_or(u32::MAX).saturating_mul(each).saturating_add(base)
}
