//! A meeting: one run of a plan. What is stored is what the host did, so that after a crash everything is where it was.

use super::action::{Action, Outcome, Refusal, Stamped};
use super::plan::Plan;
use super::run::Run;
use super::stage::Stage;
use crate::core::course::Course;
use crate::core::ids::{CourseId, MeetingId};
use crate::core::kept::Kept;
use crate::core::review::Moment;
use serde::{Deserialize, Serialize};

/// A meeting as it is stored, kept at its [place](Meeting::place), again after every action.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meeting {
    /// Unique and sorted by time.
    pub id: MeetingId,
    /// The plan as it was at the beginning. Changing the plan later changes no meeting.
    pub plan: Plan,
    /// What lots are drawn by.
    pub seed: u64,
    /// When it began.
    pub started: Moment,
    /// What the host did.
    #[serde(default)]
    pub actions: Vec<Stamped<Action>>,
}

impl Kept for Meeting {
    const KIND: &'static str = "meeting";
}

impl Meeting {
    /// A meeting that begins now.
    #[must_use]
    pub const fn new(id: MeetingId, plan: Plan, seed: u64, now: Moment) -> Self {
        Self { id, plan, seed, started: now, actions: Vec::new() }
    }

    /// Where it is kept: `<course>/<id>`.
    #[must_use]
    pub fn place(&self) -> String {
        [self.plan.course.as_str(), "/", self.id.as_str()].concat()
    }

    /// How the places of everything kept of a course's plans, meetings and records begin.
    #[must_use]
    pub fn all_of(course: &CourseId) -> String {
        [course.as_str(), "/"].concat()
    }

    /// Does something, if it is possible. What is refused changes nothing.
    pub fn act(&mut self, course: &Course, action: Action, now: Moment) -> Outcome {
        match self.run(course).apply(&action, now) {
            Ok(()) => {
                self.actions.push(Stamped { at: now, what: action });
                Outcome::Done
            }
            Err(refusal) => Outcome::Refused(refusal),
        }
    }

    /// Whether the host has ended it. Nothing can be done after that but taking the end back.
    #[must_use]
    pub fn is_ended(&self) -> bool {
        matches!(self.actions.last(), Some(Stamped { what: Action::End, .. }))
    }

    /// Takes the last action back, whatever it was.
    pub fn undo(&mut self) -> Outcome {
        self.actions.pop().map_or(Outcome::Refused(Refusal::NothingToUndo), |_| Outcome::Done)
    }

    /// Everything that happened. An action that a changed course makes impossible is passed over.
    #[must_use]
    pub fn run<'a>(&'a self, course: &'a Course) -> Run<'a> {
        let mut run = Run::new(self, course);
        for action in &self.actions {
            let _ = run.apply(&action.what, action.at);
        }
        run
    }

    /// What there is to see.
    #[must_use]
    pub fn stage(&self, course: &Course) -> Stage {
        self.run(course).stage()
    }
}
