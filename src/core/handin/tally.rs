//! What all results together say about the questions and concepts of the paper.

use super::collection::Collection;
use super::fate::Fate;
use crate::core::course::Course;
use crate::core::exam::{Asked, Marks};
use crate::core::ids::ConceptId;

/// One question over all results that tell it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionTally {
    /// The question.
    pub asked: Asked,
    /// Answers by [`Fate`]: right, partly right, wrong, none, void.
    pub fates: [usize; 5],
    /// Half marks earned by all together.
    pub earned: u32,
}

/// One concept over all results that tell its questions. A question about several concepts counts for each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConceptTally {
    /// The concept.
    pub concept: ConceptId,
    /// Questions of the paper about it.
    pub questions: usize,
    /// Times one of them was asked, void ones left out.
    pub asked: usize,
    /// Times one was fully right.
    pub right: usize,
    /// Half marks earned, void questions left out.
    pub earned: u32,
    /// Half marks to be had, void questions left out.
    pub of: u32,
}

impl QuestionTally {
    /// How many results tell it.
    #[must_use]
    pub fn told(&self) -> usize {
        self.fates.iter().sum()
    }

    /// Half marks to be had by all together.
    #[must_use]
    pub fn of(&self) -> u32 {
        self.worth(self.told())
    }

    fn worth(&self, times: usize) -> u32 {
        u32::from(self.asked.marks.in_halves()) * times as u32
    }
}

impl Collection {
    /// Every question, in the order of the expected paper. Typed results do not tell.
    #[must_use]
    pub fn by_question(&self) -> Vec<QuestionTally> {
        let fresh = |asked: &Asked| QuestionTally { asked: asked.clone(), fates: [0; 5], earned: 0 };
        let mut tallies: Vec<QuestionTally> = self.papers[0].questions.iter().map(fresh).collect();
        for fates in self.entries.iter().filter_map(|entry| entry.fates.as_ref()) {
            for (tally, fate) in tallies.iter_mut().zip(fates) {
                tally.fates[usize::from(fate.number())] += 1;
                tally.earned += u32::from(fate.earned(tally.asked.marks).in_halves());
            }
        }
        tallies
    }

    /// Every concept that the paper asks about, in the order of the course.
    #[must_use]
    pub fn by_concept(&self, course: &Course) -> Vec<ConceptTally> {
        let questions = self.by_question();
        let mut tallies = Vec::new();
        for concept in &course.concepts {
            let fresh =
                ConceptTally { concept: concept.id.clone(), questions: 0, asked: 0, right: 0, earned: 0, of: 0 };
            let mut tally = fresh;
            for question in &questions {
                let about = course.question(&question.asked.question).map(|question| &question.concepts);
                if !about.is_some_and(|about| about.contains(&concept.id)) {
                    continue;
                }
                let void = question.fates[usize::from(Fate::Void.number())];
                tally.questions += 1;
                tally.asked += question.told() - void;
                tally.right += question.fates[usize::from(Fate::Right.number())];
                tally.earned += question.earned - question.worth(void);
                tally.of += question.of() - question.worth(void);
            }
            if tally.questions > 0 {
                tallies.push(tally);
            }
        }
        tallies
    }

    /// What the paper is worth.
    #[must_use]
    pub fn total(&self) -> Marks {
        self.papers[0].total()
    }
}
