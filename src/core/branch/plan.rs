//! A plan: the agenda of a meeting with its people.

use super::roster::Roster;
use super::round::{Round, RoundKind};
use super::slide;
use super::team::{self, Team, TeamProblem};
use crate::core::course::{Concept, Course};
use crate::core::ids::{ConceptId, CourseId, PlanId, QuestionId};
use crate::core::kept::Kept;
use serde::{Deserialize, Serialize};

/// A plan as it is stored, kept at its [place](Plan::place).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Unique and sorted by time.
    pub id: PlanId,
    /// What the host calls it.
    pub title: String,
    /// The course it is about.
    pub course: CourseId,
    /// Who takes part.
    #[serde(default)]
    pub roster: Roster,
    /// Two to six teams, or none when nothing is a competition.
    #[serde(default)]
    pub teams: Vec<Team>,
    /// The agenda.
    #[serde(default)]
    pub steps: Vec<Step>,
}

/// One step of the agenda.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Step {
    /// 学: concepts as slides.
    Learn(Vec<ConceptId>),
    /// 测: a round of questions.
    Round(Round),
    /// 议: something to talk about.
    Discuss {
        /// What about.
        prompt: String,
        /// How long, 0 for no clock.
        minutes: u8,
    },
    /// 评: the scores.
    Results,
}

/// What keeps a step from working. Problems that are no fault of a step belong to none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanProblem {
    /// The step, from 0.
    pub step: Option<usize>,
    /// What it is.
    pub fault: PlanFault,
}

/// See [`PlanProblem`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlanFault {
    /// The plan was made for another course.
    #[error("这份方案属于另一门课程。")]
    OtherCourse,
    /// No title.
    #[error("方案还没有名称。")]
    NoTitle,
    /// No step.
    #[error("议程还没有内容，请添加环节或套用模板。")]
    NoSteps,
    /// See [`TeamProblem`].
    #[error(transparent)]
    Team(TeamProblem),
    /// A competition without teams.
    #[error("“{}”要分队，请先分好队。", .0.name())]
    NoTeams(RoundKind),
    /// Calling without a roster.
    #[error("“随机点名”要有名单，请粘贴名单或使用编号。")]
    NoRoster,
    /// A step with nothing in it.
    #[error("这个环节还没有内容。")]
    Empty,
    /// Concepts or questions that the course does not have any more.
    #[error("有 {0} 项已不在课程里，请换掉。")]
    Gone(usize),
    /// Questions that this kind of round cannot ask.
    #[error("有 {count} 项不适合“{}”，请换掉。", .kind.name())]
    Unfit {
        /// The kind.
        kind: RoundKind,
        /// How many.
        count: usize,
    },
    /// The same question twice in the plan.
    #[error("有 {0} 道题在方案里重复。")]
    Twice(usize),
    /// Turns that do not come out even.
    #[error("{questions} 道题分给 {teams} 个队不能均分，请补足或减去。")]
    Uneven {
        /// Questions.
        questions: usize,
        /// Teams.
        teams: usize,
    },
    /// A supply that would run out.
    #[error("题目只有 {0} 道，至少要 {1} 道才够各队用。")]
    Few(usize, usize),
    /// Something to talk about that does not fit the screen.
    #[error("讨论题太长，大屏幕一页放不下，请写短些。")]
    LongPrompt,
    /// A sprint without time.
    #[error("“限时挑战”要设定秒数。")]
    NoTime,
}

impl Kept for Plan {
    const KIND: &'static str = "plan";
}

impl Plan {
    /// Where it is kept: `<course>/<id>`.
    #[must_use]
    pub fn place(&self) -> String {
        [self.course.as_str(), "/", self.id.as_str()].concat()
    }

    /// A copy under another id.
    #[must_use]
    pub fn duplicate(&self, id: PlanId) -> Self {
        Self { id, title: [&self.title, "（副本）"].concat(), ..self.clone() }
    }

    /// Rough minutes of a step, at least 1.
    #[must_use]
    pub fn minutes(&self, step: &Step, course: &Course) -> u32 {
        let seconds = match step {
            Step::Learn(concepts) => concepts.iter().filter_map(|id| course.concept(id)).map(explaining).sum(),
            Step::Round(round) => round.estimate(self.teams.len()),
            Step::Discuss { minutes, .. } => u32::from(*minutes) * 60,
            Step::Results => 120,
        };
        seconds.div_ceil(60).max(1)
    }

    /// Rough minutes of everything.
    #[must_use]
    pub fn total_minutes(&self, course: &Course) -> u32 {
        self.steps.iter().map(|step| self.minutes(step, course)).sum()
    }

    /// Everything that does not work, the plan's own faults first, then step by step.
    #[must_use]
    pub fn check(&self, course: &Course) -> Vec<PlanProblem> {
        let mut problems = Vec::new();
        let mut add = |step, fault| problems.push(PlanProblem { step, fault });
        if self.course != course.id {
            add(None, PlanFault::OtherCourse);
        }
        if self.title.trim().is_empty() {
            add(None, PlanFault::NoTitle);
        }
        if self.steps.is_empty() {
            add(None, PlanFault::NoSteps);
        }
        if !self.teams.is_empty() {
            for problem in team::check(&self.teams, &self.roster) {
                add(None, PlanFault::Team(problem));
            }
        }
        let mut asked: Vec<&QuestionId> = Vec::new();
        for (place, step) in self.steps.iter().enumerate() {
            let mut add = |fault| add(Some(place), fault);
            match step {
                Step::Learn(concepts) if concepts.is_empty() => add(PlanFault::Empty),
                Step::Learn(concepts) => gone(concepts.iter().filter(|id| course.concept(id).is_none()), &mut add),
                Step::Round(round) => {
                    self.check_round(round, course, &mut add);
                    let mut twice = 0;
                    for id in &round.questions {
                        twice += usize::from(asked.contains(&id));
                        asked.push(id);
                    }
                    if twice > 0 {
                        add(PlanFault::Twice(twice));
                    }
                }
                Step::Discuss { prompt, .. } if prompt.trim().is_empty() => add(PlanFault::Empty),
                Step::Discuss { prompt, .. } if slide::prompt(prompt).len() > 1 => add(PlanFault::LongPrompt),
                Step::Discuss { .. } | Step::Results => {}
            }
        }
        problems
    }

    fn check_round(&self, round: &Round, course: &Course, add: &mut dyn FnMut(PlanFault)) {
        let (kind, teams) = (round.kind, self.teams.len());
        if kind.needs_teams() && teams == 0 {
            add(PlanFault::NoTeams(kind));
        }
        if kind == RoundKind::Call && self.roster.names.is_empty() {
            add(PlanFault::NoRoster);
        }
        if kind == RoundKind::Sprint && round.seconds == 0 {
            add(PlanFault::NoTime);
        }
        if kind == RoundKind::Relay {
            if round.lists.is_empty() {
                add(PlanFault::Empty);
            }
            gone(round.lists.iter().filter(|id| course.concept(id).is_none()), add);
            let unfit = |id: &&ConceptId| course.concept(id).is_some_and(|list| !RoundKind::suits_list(list));
            unfit_count(kind, round.lists.iter().filter(unfit).count(), add);
            return;
        }
        if round.questions.is_empty() {
            add(PlanFault::Empty);
        }
        gone(round.questions.iter().filter(|id| course.question(id).is_none()), add);
        let unfit = |id: &&QuestionId| course.question(id).is_some_and(|question| !kind.suits(question));
        unfit_count(kind, round.questions.iter().filter(unfit).count(), add);
        let count = round.questions.len();
        let least = match kind {
            RoundKind::Risk => usize::from(round.each) * teams,
            RoundKind::Sprint => teams,
            _ => 0,
        };
        if count > 0 && count < least {
            add(PlanFault::Few(count, least));
        }
        if kind == RoundKind::Turns && teams > 0 && !count.is_multiple_of(teams) {
            add(PlanFault::Uneven { questions: count, teams });
        }
    }
}

fn gone<'a, T: 'a>(missing: impl Iterator<Item = &'a T>, add: &mut dyn FnMut(PlanFault)) {
    match missing.count() {
        0 => {}
        count => add(PlanFault::Gone(count)),
    }
}

fn unfit_count(kind: RoundKind, count: usize, add: &mut dyn FnMut(PlanFault)) {
    if count > 0 {
        add(PlanFault::Unfit { kind, count });
    }
}

/// Rough seconds to explain a concept: some for itself, some for each of its lines.
pub(super) fn explaining(concept: &Concept) -> u32 {
    let lines = concept.members.len() + concept.pairs.len() + concept.siblings.len();
    30 + 8 * u32::try_from(lines).unwrap_or(0)
}
