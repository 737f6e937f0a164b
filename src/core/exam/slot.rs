//! What was done with one question of a paper, and what became of it.

use super::marks::Marks;
use crate::core::answer::Answer;
use crate::core::grade::Verdict;
use crate::core::review::Moment;

/// What was done with one question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Slot {
    /// The answer so far; never a blank one.
    pub answer: Option<Answer>,
    /// When it was last changed.
    pub changed: Option<Moment>,
    /// Milliseconds for which the question was on screen.
    pub took_ms: u32,
    /// Whether it is marked for later.
    pub later: bool,
    /// What became of it, once handed in.
    pub grade: Option<Grade>,
}

/// What became of a question of a paper that was handed in. It is written down then, so that no later edition of the
/// course changes a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grade {
    /// Not answered: no marks.
    Open,
    /// The course removed or changed the question during the exam, so it cannot be marked: full marks, whether it was
    /// answered or not (送分). So no update takes marks from anybody, and what the other questions are worth stays as
    /// everybody saw it.
    Void,
    /// Answered.
    Worth(Verdict),
}

impl Slot {
    /// What it earned of these marks, once handed in.
    #[must_use]
    pub fn earned(&self, of: Marks) -> Option<Marks> {
        self.grade.map(|grade| match grade {
            Grade::Open => Marks::ZERO,
            Grade::Void => of,
            Grade::Worth(verdict) => of.earned(verdict),
        })
    }
}
