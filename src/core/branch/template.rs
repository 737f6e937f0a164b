//! Ready plans for a length of time, drawn from sections of a course by a seed.

use super::plan::{Plan, Step, explaining};
use super::roster::Roster;
use super::round::{Round, RoundKind};
use super::team::Team;
use crate::core::course::{Concept, ConceptKind, Course};
use crate::core::ids::{ConceptId, PlanId, QuestionId, SectionId};
use crate::core::question::{Question, Tag};
use crate::core::shuffle::Rng;

/// How long a meeting is to take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// 20 minutes
    Short,
    /// 40 minutes
    Usual,
    /// 60 minutes
    Long,
}

/// Where a template gets its steps from.
#[derive(Clone, Copy, Debug)]
pub struct Basis<'a> {
    /// The course.
    pub course: &'a Course,
    /// The sections to draw from, none for all.
    pub sections: &'a [SectionId],
    /// Another seed, another plan.
    pub seed: u64,
}

impl Length {
    /// Every length.
    pub const ALL: [Self; 3] = [Self::Short, Self::Usual, Self::Long];

    /// In minutes.
    #[must_use]
    pub const fn minutes(self) -> u32 {
        match self {
            Self::Short => 20,
            Self::Usual => 40,
            Self::Long => 60,
        }
    }
}

/// Concepts that are taught first of all; more are added where time is left.
const CONCEPTS: usize = 4;

impl Basis<'_> {
    fn is_chosen(&self, section: &SectionId) -> bool {
        self.sections.is_empty() || self.sections.contains(section)
    }

    /// Its concepts, shuffled, what has a wording or members before what is only to be understood.
    fn concepts(&self) -> Vec<&Concept> {
        let mut all: Vec<_> = self.course.concepts.iter().filter(|concept| self.is_chosen(&concept.section)).collect();
        Rng::new(self.seed, "plan").shuffle(&mut all);
        let (mut first, last): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|concept| concept.kind != ConceptKind::Judgement);
        first.extend(last);
        first
    }

    /// Its questions, shuffled, those about what is taught first.
    fn questions(&self, taught: &[&Concept]) -> Vec<&Question> {
        let mut all: Vec<_> =
            self.course.questions.iter().filter(|question| self.is_chosen(&question.section)).collect();
        Rng::new(self.seed, "rounds").shuffle(&mut all);
        let is_taught = |question: &&Question| taught.iter().any(|concept| question.concepts.contains(&concept.id));
        let (mut first, last): (Vec<_>, Vec<_>) = all.into_iter().partition(is_taught);
        first.extend(last);
        first
    }

    /// Things to talk about, cases before concepts, shuffled.
    #[must_use]
    pub fn prompts(&self) -> Vec<String> {
        let cases = self.questions(&[]).into_iter().filter(|question| question.tags.contains(&Tag::Case));
        let cases = cases.map(|question| [&question.stem, "说说理由。换作本支部，应当怎样做？"].concat());
        let concepts = self.concepts().into_iter().map(|concept| {
            ["结合本支部实际谈谈“", &concept.title, "”：哪里做得好，哪里还有差距，下一步怎么做？"].concat()
        });
        cases.chain(concepts).collect()
    }

    /// A plan of that length for these people. Without teams it has no competition, without a roster nobody is called.
    #[must_use]
    pub fn plan(&self, id: PlanId, length: Length, roster: Roster, teams: Vec<Team>) -> Plan {
        let title = format!("{} {} 分钟", self.course.short, length.minutes());
        let mut plan = Plan { id, title, course: self.course.id.clone(), roster, teams, steps: Vec::new() };
        let mut concepts = self.concepts();
        let later = concepts.split_off(concepts.len().min(CONCEPTS * length.minutes() as usize / 20));
        let mut draw = Draw { supply: self.questions(&concepts), lists: concepts.clone() };
        let discuss =
            |minutes| Step::Discuss { prompt: self.prompts().into_iter().next().unwrap_or_default(), minutes };

        let teams = plan.teams.len();
        let (compete, call) = (teams > 0, !plan.roster.names.is_empty());
        let alone = if call { RoundKind::Call } else { RoundKind::Hands };
        let kind = |wanted: RoundKind| if compete || !wanted.needs_teams() { wanted } else { alone };
        let per_team = |count: usize| if compete { count * teams } else { count * 2 };
        let mut steps = vec![Step::Learn(Vec::new())];
        match length {
            Length::Short => steps.push(draw.round(kind(RoundKind::Turns), per_team(1))),
            Length::Usual => {
                steps.push(draw.round(kind(RoundKind::Turns), per_team(1)));
                steps.push(draw.round(RoundKind::Hands, 2));
                steps.push(discuss(5));
            }
            Length::Long => {
                steps.push(draw.round(kind(RoundKind::Turns), per_team(1)));
                steps.push(draw.round(RoundKind::Relay, 2));
                steps.push(draw.round(RoundKind::Hands, 2));
                steps.push(discuss(8));
                steps.push(draw.round(kind(RoundKind::Risk), per_team(1)));
                steps.push(draw.round(alone, 2));
            }
        }
        let filled = steps.len();
        steps.push(draw.round(kind(RoundKind::Buzzer), 3));
        steps.push(Step::Results);
        plan.steps = steps;
        plan.fill(self.course, length.minutes(), filled, &mut draw, concepts, later);
        plan.steps.retain(|step| !is_hollow(step));
        plan
    }
}

impl Plan {
    /// Teaches `concepts` and, while time is left, asks more in the step `filled` and teaches more.
    fn fill<'a>(
        &mut self,
        course: &Course,
        minutes: u32,
        filled: usize,
        draw: &mut Draw<'_>,
        mut concepts: Vec<&'a Concept>,
        later: Vec<&'a Concept>,
    ) {
        let questions = 3 * minutes as usize / 10;
        let mut later = later.into_iter();
        // Where time is short from the beginning, something has to go; a few slides are left in any case.
        loop {
            self.teach(course, &concepts);
            let over = self.total_minutes(course).saturating_sub(minutes);
            if over == 0 || concepts.len() <= 2 {
                break;
            }
            let _ = concepts.pop();
        }
        while self.total_minutes(course) < minutes {
            let asked_more = match self.steps.get_mut(filled) {
                Some(Step::Round(round)) if round.questions.len() < questions => draw.add(round),
                _ => false,
            };
            match later.next() {
                Some(concept) if !asked_more || explaining(concept) < 45 => concepts.push(concept),
                None if !asked_more => break,
                _ => {}
            }
            self.teach(course, &concepts);
        }
    }

    /// Puts concepts on the slides, in the order of the course.
    fn teach(&mut self, course: &Course, concepts: &[&Concept]) {
        if let Some(Step::Learn(taught)) = self.steps.first_mut() {
            let ids = course.concepts.iter().filter(|concept| concepts.iter().any(|other| other.id == concept.id));
            *taught = ids.map(|concept| concept.id.clone()).collect();
        }
    }
}

/// What has not been drawn yet.
struct Draw<'a> {
    supply: Vec<&'a Question>,
    lists: Vec<&'a Concept>,
}

impl Draw<'_> {
    fn question(&mut self, kind: RoundKind, level: Option<u8>) -> Option<QuestionId> {
        let fits = |question: &&Question| kind.suits(question) && level.is_none_or(|level| question.level == level);
        let place = self.supply.iter().position(fits)?;
        Some(self.supply.remove(place).id.clone())
    }

    /// One more question; `false` when there is none.
    fn add(&mut self, round: &mut Round) -> bool {
        let found = self.question(round.kind, None);
        let is_found = found.is_some();
        round.questions.extend(found);
        is_found
    }

    fn round(&mut self, kind: RoundKind, count: usize) -> Step {
        let mut round = Round::new(kind);
        match kind {
            RoundKind::Relay => {
                let lists = self.lists.iter().filter(|concept| RoundKind::suits_list(concept)).take(count);
                round.lists = lists.map(|concept| concept.id.clone()).collect::<Vec<ConceptId>>();
            }
            // Every team may choose every stake.
            RoundKind::Risk => {
                for level in 1..=3 {
                    for _ in 0..count {
                        round.questions.extend(self.question(kind, Some(level)));
                    }
                }
            }
            _ => {
                for _ in 0..count {
                    self.add(&mut round);
                }
            }
        }
        Step::Round(round)
    }
}

fn is_hollow(step: &Step) -> bool {
    match step {
        Step::Learn(concepts) => concepts.is_empty(),
        Step::Round(round) => round.questions.is_empty() && round.lists.is_empty(),
        Step::Discuss { prompt, .. } => prompt.is_empty(),
        Step::Results => false,
    }
}
