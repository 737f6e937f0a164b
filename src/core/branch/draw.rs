//! Questions and lists for one step of a plan, drawn anew.

use super::plan::{Plan, Step};
use super::round::{RoundKind, suitable};
use crate::core::course::Course;
use crate::core::ids::{ConceptId, QuestionId, SectionId};
use crate::core::question::Question;
use crate::core::shuffle::Rng;

/// Levels of questions, which a risk needs all of.
const LEVELS: u8 = 3;

impl Plan {
    /// How many questions, or lists, a kind of round may have in this plan, to choose from.
    #[must_use]
    pub fn counts(&self, kind: RoundKind) -> Vec<usize> {
        let teams = self.teams.len().max(1);
        match kind {
            RoundKind::Turns if self.teams.is_empty() => vec![2, 3, 4, 5, 6, 8],
            RoundKind::Turns => (1..=5).map(|each| each * teams).collect(),
            RoundKind::Risk => (1..=3).map(|each| each * teams * usize::from(LEVELS)).collect(),
            RoundKind::Buzzer | RoundKind::Hands | RoundKind::Call => vec![1, 2, 3, 4, 5, 6, 8, 10, 12],
            RoundKind::Relay => vec![1, 2, 3, 4],
            RoundKind::Sprint => (2..=6).map(|each| each * 5 * teams).collect(),
        }
    }

    /// Questions for the round at `step`: what suits its kind and no other round asks, out of the sections that the plan is
    /// about where they have enough. For a risk of all levels alike. Fewer where the course has no more.
    #[must_use]
    pub fn drawn_questions(
        &self,
        course: &Course,
        step: usize,
        kind: RoundKind,
        count: usize,
        seed: u64,
    ) -> Vec<QuestionId> {
        let others = self.steps.iter().enumerate().filter(|(at, _)| *at != step);
        let asked: Vec<&QuestionId> = others.flat_map(|(_, other)| other.questions()).collect();
        let near = self.sections(course);
        let mut supply: Vec<_> = suitable(course, kind).filter(|question| !asked.contains(&&question.id)).collect();
        Rng::new(seed, "draw").shuffle(&mut supply);
        supply.sort_by_key(|question| !near.is_empty() && !near.contains(&&question.section));
        let mut drawn = Vec::new();
        for place in 0..count {
            let level = u8::try_from(place % usize::from(LEVELS)).unwrap_or(0) + 1;
            let fits = |question: &&Question| kind != RoundKind::Risk || question.level == level;
            let Some(at) = supply.iter().position(fits) else { continue };
            drawn.push(supply.remove(at).id.clone());
        }
        drawn
    }

    /// Lists for the relay at `step`, in the same way.
    #[must_use]
    pub fn drawn_lists(&self, course: &Course, step: usize, count: usize, seed: u64) -> Vec<ConceptId> {
        let others = self.steps.iter().enumerate().filter(|(at, _)| *at != step);
        let said: Vec<&ConceptId> = others.flat_map(|(_, other)| other.lists()).collect();
        let near = self.sections(course);
        let lists = course.concepts.iter().filter(|concept| RoundKind::suits_list(concept));
        let mut supply: Vec<_> = lists.filter(|concept| !said.contains(&&concept.id)).collect();
        Rng::new(seed, "draw").shuffle(&mut supply);
        supply.sort_by_key(|concept| !near.is_empty() && !near.contains(&&concept.section));
        supply.into_iter().take(count).map(|concept| concept.id.clone()).collect()
    }

    /// The sections that its slides and questions come from.
    fn sections<'a>(&self, course: &'a Course) -> Vec<&'a SectionId> {
        let mut all = Vec::new();
        for step in &self.steps {
            if let Step::Learn(concepts) = step {
                all.extend(concepts.iter().filter_map(|id| course.concept(id)).map(|concept| &concept.section));
            }
            all.extend(step.questions().iter().filter_map(|id| course.question(id)).map(|question| &question.section));
        }
        all
    }
}

impl Step {
    /// The questions that it asks.
    #[must_use]
    pub fn questions(&self) -> &[QuestionId] {
        match self {
            Self::Round(round) => &round.questions,
            _ => &[],
        }
    }

    /// The lists that are recited in it.
    #[must_use]
    pub fn lists(&self) -> &[ConceptId] {
        match self {
            Self::Round(round) => &round.lists,
            _ => &[],
        }
    }
}
