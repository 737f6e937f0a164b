//! What an exam came to.

use super::marks::Marks;
use super::sitting::Sitting;
use super::slot::Grade;
use crate::core::course::Course;
use crate::core::grade::Outcome;
use crate::core::ids::{ConceptId, SectionId};
use crate::core::question::QuestionKind;
use crate::core::session::Score;

/// The result of a sitting. What became of each question stands in the sitting itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScoreReport {
    /// Marks earned and to be had.
    pub marks: Share,
    /// Marks that were enough to pass.
    pub pass: Marks,
    /// Whether it was passed. Nobody passes by void questions alone.
    pub passed: bool,
    /// Questions by how they were answered; void ones are in none of these.
    pub score: Score,
    /// Questions that could not be marked, see [`Grade::Void`].
    pub void: usize,
    /// By section, in the order of the course; sections it does not have any more come last.
    pub sections: Vec<(SectionId, Share)>,
    /// By type, in the order of the paper.
    pub kinds: Vec<(QuestionKind, Share)>,
    /// Concepts that cost marks, the most expensive first.
    pub weak: Vec<WeakConcept>,
}

/// A part of a result.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// Questions.
    pub questions: usize,
    /// Marks earned.
    pub earned: Marks,
    /// Marks to be had.
    pub of: Marks,
}

/// A concept that cost marks. A question about several concepts counts for each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WeakConcept {
    /// The concept.
    pub concept: ConceptId,
    /// What was lost with it.
    pub lost: Marks,
    /// Questions about it that were not fully right, unanswered ones included.
    pub missed: usize,
    /// Questions about it, void ones left out.
    pub asked: usize,
}

impl Share {
    fn add(&mut self, earned: Marks, of: Marks) {
        self.questions += 1;
        self.earned = self.earned + earned;
        self.of = self.of + of;
    }
}

impl Sitting {
    /// What it came to; `None` until it is handed in. Of the course only the order of sections and what concepts its
    /// questions ask about matter.
    #[must_use]
    pub fn report(&self, course: &Course) -> Option<ScoreReport> {
        self.closed?;
        let mut report = ScoreReport {
            marks: Share::default(),
            pass: self.paper.pass,
            passed: false,
            score: Score::default(),
            void: 0,
            sections: course.sections.iter().map(|section| (section.id.clone(), Share::default())).collect(),
            kinds: QuestionKind::ALL.into_iter().map(|kind| (kind, Share::default())).collect(),
            weak: Vec::new(),
        };
        // The marked ones: what they ask about, what they lost, what they were worth.
        let mut marked: Vec<(&[ConceptId], Marks)> = Vec::new();
        for (asked, slot) in self.paper.questions.iter().zip(&self.slots) {
            let grade = slot.grade?;
            let of = asked.marks;
            let earned = slot.earned(of)?;
            match grade {
                Grade::Void => report.void += 1,
                Grade::Open => report.score.open += 1,
                Grade::Worth(verdict) => match verdict.outcome() {
                    Outcome::Right => report.score.right += 1,
                    Outcome::Partial => report.score.partial += 1,
                    Outcome::Wrong => report.score.wrong += 1,
                },
            }
            report.marks.add(earned, of);
            match report.sections.iter_mut().find(|(id, _)| *id == asked.section) {
                Some((_, share)) => share.add(earned, of),
                None => report.sections.push((asked.section.clone(), Share { questions: 1, earned, of })),
            }
            if let Some((_, share)) = report.kinds.iter_mut().find(|(kind, _)| *kind == asked.kind) {
                share.add(earned, of);
            }
            if let Some(question) = course.question(&asked.question).filter(|_| grade != Grade::Void) {
                let lost = Marks::halves(of.in_halves().saturating_sub(earned.in_halves()));
                marked.push((&question.concepts, lost));
            }
        }
        report.sections.retain(|(_, share)| share.questions > 0);
        report.kinds.retain(|(_, share)| share.questions > 0);
        report.passed = report.marks.earned >= report.pass && report.void < self.paper.questions.len();
        report.weak = weak(course, &marked);
        Some(report)
    }
}

/// Concepts by what was lost with them, then by the share of their questions that were missed, then in the order of the
/// course.
fn weak(course: &Course, marked: &[(&[ConceptId], Marks)]) -> Vec<WeakConcept> {
    let mut found = Vec::new();
    let mut ranked: Vec<(i64, usize)> = Vec::new();
    for concept in &course.concepts {
        let about = || marked.iter().filter(|(concepts, _)| concepts.contains(&concept.id)).map(|(_, lost)| *lost);
        let (lost, asked) = (about().sum::<Marks>(), about().count());
        let missed = about().filter(|lost| *lost > Marks::ZERO).count();
        if missed > 0 {
            let per_mille = i64::try_from(missed * 1000 / asked).unwrap_or(0);
            ranked.push((-(i64::from(lost.in_halves()) * 1001 + per_mille), found.len()));
            found.push(WeakConcept { concept: concept.id.clone(), lost, missed, asked });
        }
    }
    ranked.sort_unstable();
    ranked.into_iter().map(|(_, place)| found[place].clone()).collect()
}
