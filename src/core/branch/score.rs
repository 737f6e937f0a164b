//! Points and places.

use super::round::RoundKind;
use super::run::Run;
use super::team::TeamNo;
use crate::core::course::Course;
use crate::core::ids::{QuestionId, SectionId};
use crate::core::shuffle::Rng;

/// Points that a team won or lost. A score is the sum of these and nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Points {
    /// The step of the plan.
    pub step: usize,
    /// The team.
    pub team: TeamNo,
    /// How many, negative for lost ones.
    pub points: i32,
    /// What for.
    pub why: Why,
}

/// What points were for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// A right answer, or a member of a list.
    Right,
    /// A wrong answer.
    Wrong,
    /// A correction by hand, with its reason.
    Correction(String),
}

/// A line of the scoreboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The team.
    pub team: TeamNo,
    /// Its points.
    pub points: i32,
    /// Its place, from 1. Who has the same points shares a place, and the places behind it stay empty.
    pub place: u8,
}

/// The scoreboard: the best first, equal ones in the order of the plan.
#[must_use]
pub fn scoreboard(scores: &[i32]) -> Vec<Standing> {
    let place = |points: i32| 1 + scores.iter().filter(|other| **other > points).count();
    let line = |(team, points): (u8, &i32)| Standing {
        team: TeamNo(team),
        points: *points,
        place: u8::try_from(place(*points)).unwrap_or(u8::MAX),
    };
    let mut lines: Vec<Standing> = (0..).zip(scores).map(line).collect();
    lines.sort_by_key(|line| (line.place, line.team));
    lines
}

/// The teams that lead together; none when one leads alone.
#[must_use]
pub fn tied(scores: &[i32]) -> Vec<TeamNo> {
    let first: Vec<TeamNo> =
        scoreboard(scores).into_iter().filter(|line| line.place == 1).map(|line| line.team).collect();
    if first.len() > 1 { first } else { Vec::new() }
}

/// A question for a tie-break: one that the meeting has not asked and does not mean to, of the hardest there are, from the
/// sections that it was about where possible.
#[must_use]
pub fn tie_break(run: &Run<'_>, course: &Course) -> Option<QuestionId> {
    let used = run.questions();
    let is_near = |section: &SectionId| {
        used.iter().filter_map(|id| course.question(id)).any(|question| question.section == *section)
    };
    let mut free: Vec<_> = course
        .questions
        .iter()
        .filter(|question| RoundKind::Buzzer.suits(question) && !used.contains(&&question.id))
        .collect();
    Rng::new(run.seed(), "tie-break").shuffle(&mut free);
    let best = free.into_iter().max_by_key(|question| (is_near(&question.section), question.level))?;
    Some(best.id.clone())
}
