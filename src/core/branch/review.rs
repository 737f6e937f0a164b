//! What follows from a record: what was hardest, what to repeat, what has changed since.

use super::record::{Record, Share};
use crate::core::course::Course;
use crate::core::exam::{PaperCode, Reach, Tailored, Variant};
use crate::core::ids::{ConceptId, QuestionId, SectionId};
use crate::core::question::QuestionKind;

/// Concepts of which the room knew less than this per cent are to be repeated.
pub const WEAK: u32 = 80;
/// The most concepts that are suggested.
const SUGGESTED: usize = 6;
/// Questions and minutes of the paper to follow.
const PAPER: u8 = 10;

/// What to repeat.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FollowUp {
    /// The weakest concepts, the weakest first.
    pub concepts: Vec<ConceptId>,
    /// Their sections, that of the weakest first; what a paper for it asks about.
    pub sections: Vec<SectionId>,
}

/// A concept in two meetings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The concept.
    pub concept: ConceptId,
    /// In the earlier one.
    pub before: Share,
    /// In the later one.
    pub after: Share,
}

/// What is less known first, and of the equally known what was asked more often.
fn weakest<K: Clone>(all: &[(K, Share)], below: u32) -> Vec<(K, Share)> {
    let weak = all.iter().enumerate().filter_map(|(at, (_, share))| {
        let rate = share.per_cent().filter(|rate| *rate < below)?;
        Some((rate, u32::MAX - share.of, at))
    });
    let mut weak: Vec<_> = weak.collect();
    weak.sort_unstable();
    weak.into_iter().map(|(_, _, at)| all[at].clone()).collect()
}

impl Record {
    /// The questions that were not always right, the hardest first.
    #[must_use]
    pub fn hardest(&self) -> Vec<(QuestionId, Share)> {
        weakest(&self.by_question(), 100)
    }

    /// What to repeat.
    #[must_use]
    pub fn follow_up(&self, course: &Course) -> FollowUp {
        let mut follow = FollowUp::default();
        for (id, _) in weakest(&self.by_concept(course), WEAK).into_iter().take(SUGGESTED) {
            if let Some(concept) = course.concept(&id)
                && !follow.sections.contains(&concept.section)
            {
                follow.sections.push(concept.section.clone());
            }
            follow.concepts.push(id);
        }
        follow
    }

    /// A short paper about the weakest section, the same whenever it is asked for; `None` when nothing was weak.
    #[must_use]
    pub fn follow_up_paper(&self, course: &Course) -> Option<PaperCode> {
        let section = self.follow_up(course).sections.into_iter().next()?;
        let kinds = QuestionKind::ALL.into_iter().filter(|kind| *kind != QuestionKind::Recall).collect();
        let paper = Tailored { reach: Reach::Section(section), kinds, questions: PAPER, minutes: PAPER };
        paper.blueprint(course).ok()?;
        PaperCode::new(course, Some(&paper), self.started.utc_ms.unsigned_abs(), Variant::A).ok()
    }

    /// The concepts that both meetings asked about, in the order of the course.
    #[must_use]
    pub fn since(&self, earlier: &Self, course: &Course) -> Vec<Change> {
        let old = earlier.by_concept(course);
        let change = |(concept, after): (ConceptId, Share)| {
            let before = old.iter().find(|(id, _)| *id == concept)?.1;
            Some(Change { concept, before, after })
        };
        self.by_concept(course).into_iter().filter_map(change).collect()
    }
}
