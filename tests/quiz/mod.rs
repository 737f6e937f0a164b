//! A course to play with, rounds of it, and what teams do in them.

use crate::room::{self, ids};
use crate::small;
use biaoshuai::core::answer::Answer;
use biaoshuai::core::branch::{Action, Plan, Round, RoundKind, Step, TeamNo};
use biaoshuai::core::course::{Concept, Course};
use biaoshuai::core::question::{Body, Choice, Question};
use std::collections::BTreeSet;

/// The team that begins.
pub const A: TeamNo = TeamNo(0);
/// The second team.
pub const B: TeamNo = TeamNo(1);
/// The third team, where there is one.
pub const C: TeamNo = TeamNo(2);

/// Twelve questions of rising level with four options of which the first is right, and a list of four members.
pub fn course() -> Course {
    let option = |right| Choice { text: "项".into(), right, note: None };
    let question = |number: u8| Question {
        body: Body::Single(vec![option(true), option(false), option(false), option(false)]),
        level: number / 4 + 1,
        concepts: vec!["k".into()],
        ..small::statement(&format!("q{number:02}"))
    };
    let list = Concept {
        title: "四件事".into(),
        members: ["一", "二", "三", "四"].map(str::to_owned).to_vec(),
        ..small::concept("k")
    };
    let recall =
        Question { body: Body::Recall { text: "原文".into(), terms: Vec::new() }, ..small::statement("recall") };
    small::course(vec![list], (0..12).map(question).chain([recall, small::statement("truth")]).collect())
}

/// A round of these questions.
pub fn round(kind: RoundKind, questions: &[&str]) -> Step {
    Step::Round(Round::new(kind).with(ids(questions)))
}

/// A plan of one step and the results.
pub fn alone(course: &Course, teams: usize, step: Step) -> Plan {
    room::plan(course, teams, vec![step, Step::Results])
}

/// The answer to a single choice.
pub fn choice(option: u8) -> Action {
    Action::Answer(Answer::Choice(BTreeSet::from([option])))
}

/// A press of a team by the clock of the browser.
pub fn buzz(team: TeamNo, ticks_ms: u32) -> Action {
    Action::Buzz { team, ticks_ms }
}
