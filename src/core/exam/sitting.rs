//! A sitting: one run through a paper. The record is all there is to it, so an exam goes on after any interruption, with
//! the time that is left by then.

use super::marking::is_blank;
use super::paper::{Asked, Paper};
use super::slot::Slot;
use crate::core::answer::Answer;
use crate::core::course::Course;
use crate::core::ids::{CourseId, SessionId};
use crate::core::kept::Kept;
use crate::core::question::Question;
use crate::core::review::Moment;
use serde::{Deserialize, Serialize};

/// An exam as it is stored, kept at [`Sitting::place`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Sitting {
    /// Unique and sorted by time; records of the log name it as their session.
    pub id: SessionId,
    /// The paper.
    pub paper: Paper,
    /// When it was begun.
    pub started: Moment,
    /// The question on screen, counted from 0.
    pub cursor: usize,
    /// For every question of the paper what was done with it.
    pub slots: Vec<Slot>,
    /// The least time that was ever seen left, in milliseconds.
    pub(super) left_ms: u32,
    /// When that was.
    pub(super) seen: Moment,
    /// How it ended.
    pub closed: Option<Closed>,
}

/// The end of a sitting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Closed {
    /// When it was handed in; when time was over, if that was earlier.
    pub at: Moment,
    /// Whether time was over.
    pub by_time: bool,
}

/// Why an action is not possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SittingError {
    /// The paper is handed in; nothing can be changed any more.
    #[error("the paper is handed in")]
    HandedIn,
    /// Time is over: only handing in is left.
    #[error("time is over")]
    TimeOver,
    /// The paper has no such place, or asks another question or revision there.
    #[error("the paper asks another question there")]
    OtherQuestion,
    /// What cannot be an answer to this question.
    #[error("the answer does not fit the question")]
    NotFitting,
    /// Another course than that of the paper.
    #[error("the paper belongs to another course")]
    OtherCourse,
    /// The content of an answered question is still on its way, so that it cannot be marked yet.
    #[error("the course is not completely loaded")]
    NotLoaded,
}

impl Kept for Sitting {
    const KIND: &'static str = "exam";
}

impl Sitting {
    /// A new exam, its time running from now.
    #[must_use]
    pub fn new(id: SessionId, paper: Paper, now: Moment) -> Self {
        let slots = vec![Slot::default(); paper.questions.len()];
        let left_ms = paper.allowed_ms();
        Self { id, paper, started: now, cursor: 0, slots, left_ms, seen: now, closed: None }
    }

    /// Where it is kept: `<course>/<id>`.
    #[must_use]
    pub fn place(&self) -> String {
        Self::place_of(&self.paper.course, &self.id)
    }

    /// Where an exam is kept that is known by its course and id.
    #[must_use]
    pub fn place_of(course: &CourseId, id: &SessionId) -> String {
        [course.as_str(), "/", id.as_str()].concat()
    }

    /// How the places of all exams of a course begin.
    #[must_use]
    pub fn all_of(course: &CourseId) -> String {
        [course.as_str(), "/"].concat()
    }

    /// Milliseconds left. Wall time counts, also while the app is closed or the device sleeps; a clock set back gives no
    /// more than was [seen](Sitting::tick) before. Stands still once handed in.
    #[must_use]
    pub fn remaining_ms(&self, now: Moment) -> u32 {
        if self.closed.is_some() {
            return self.left_ms;
        }
        let passed = now.utc_ms.saturating_sub(self.seen.utc_ms).max(0);
        self.left_ms.saturating_sub(u32::try_from(passed).unwrap_or(u32::MAX))
    }

    /// Whether time is over, so that it is to be handed in.
    #[must_use]
    pub fn is_over(&self, now: Moment) -> bool {
        self.remaining_ms(now) == 0
    }

    /// Takes note of the time, so that a clock set back later gives nothing back: from then on time runs from there. Every
    /// change does so by itself; call it while the countdown is on screen.
    pub fn tick(&mut self, now: Moment) {
        if self.closed.is_none() && self.left_ms > 0 {
            let left = self.remaining_ms(now);
            // The deadline stays known, for the paper is handed in as of then.
            self.seen = if left == 0 { self.deadline() } else { now };
            self.left_ms = left;
        }
    }

    /// When time is over, as far as is known.
    #[must_use]
    pub const fn deadline(&self) -> Moment {
        Moment { utc_ms: self.seen.utc_ms.saturating_add(self.left_ms as i64), ..self.seen }
    }

    /// Milliseconds used so far.
    #[must_use]
    pub fn used_ms(&self, now: Moment) -> u32 {
        self.paper.allowed_ms().saturating_sub(self.remaining_ms(now))
    }

    /// The sitting with another answer at a place, or with none; a blank one is none. `spent_ms` are the milliseconds for
    /// which the question was on screen since that was last told.
    ///
    /// # Errors
    /// [`SittingError`] when it is too late or this cannot be an answer to what the paper asks there.
    pub fn answer(
        &self,
        place: usize,
        question: &Question,
        answer: Option<Answer>,
        spent_ms: u32,
        now: Moment,
    ) -> Result<Self, SittingError> {
        let mut next = self.going_on(now)?;
        let (Some(asked), Some(slot)) = (next.paper.questions.get(place), next.slots.get_mut(place)) else {
            return Err(SittingError::OtherQuestion);
        };
        if !is_of(asked, question) {
            return Err(SittingError::OtherQuestion);
        }
        let answer = answer.filter(|answer| !is_blank(answer));
        if answer.as_ref().is_some_and(|answer| !answer.fits(&question.body)) {
            return Err(SittingError::NotFitting);
        }
        if slot.answer != answer {
            slot.changed = answer.is_some().then_some(now);
            slot.answer = answer;
        }
        slot.took_ms = slot.took_ms.saturating_add(spent_ms);
        Ok(next)
    }

    /// The sitting with a question marked for later or not.
    ///
    /// # Errors
    /// [`SittingError`] when it is too late or there is no such place.
    pub fn mark_for_later(&self, place: usize, later: bool, now: Moment) -> Result<Self, SittingError> {
        let mut next = self.going_on(now)?;
        next.slots.get_mut(place).ok_or(SittingError::OtherQuestion)?.later = later;
        Ok(next)
    }

    /// The sitting with another question on screen; the last one when there is no such place.
    #[must_use]
    pub fn at_place(&self, place: usize, now: Moment) -> Self {
        let mut next = Self { cursor: place.min(self.slots.len().saturating_sub(1)), ..self.clone() };
        next.tick(now);
        next
    }

    /// A copy that has taken note of the time and may be changed.
    fn going_on(&self, now: Moment) -> Result<Self, SittingError> {
        if self.closed.is_some() {
            return Err(SittingError::HandedIn);
        }
        if self.is_over(now) {
            return Err(SittingError::TimeOver);
        }
        let mut next = self.clone();
        next.tick(now);
        Ok(next)
    }

    /// Whether the question at a place cannot be asked any more as the paper asks it: see
    /// [`Grade::Void`](super::Grade::Void).
    #[must_use]
    pub fn is_void(&self, place: usize, course: &Course) -> bool {
        self.paper.questions.get(place).is_some_and(|asked| present(asked, course).is_none())
    }

    /// Places without an answer that still wait for one.
    #[must_use]
    pub fn unanswered(&self, course: &Course) -> Vec<usize> {
        let open = |place: &usize| self.slots[*place].answer.is_none() && !self.is_void(*place, course);
        (0..self.slots.len()).filter(open).collect()
    }
}

/// Whether a question is what the paper asks.
fn is_of(asked: &Asked, question: &Question) -> bool {
    asked.question == question.id && asked.rev == question.rev
}

/// What the paper asks, if the course still has it like that.
pub(super) fn present<'a>(asked: &Asked, course: &'a Course) -> Option<&'a Question> {
    course.question(&asked.question).filter(|question| is_of(asked, question))
}
