//! What a paper looks like: how many questions of each type, worth how much, from where, in how much time.

use super::marks::{Marks, share_out};
use crate::core::course::Course;
use crate::core::ids::SectionId;
use crate::core::question::{Question, QuestionKind};

/// The longest exam, in minutes.
pub const MINUTES_MAX: u8 = 180;
/// The most questions on one paper.
pub const QUESTIONS_MAX: usize = 200;
/// The most that a paper can be worth.
pub const MARKS_MAX: Marks = Marks::whole(1000);

/// The questions of one type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// The type. A recall cannot be asked: its writer alone can judge it.
    pub kind: QuestionKind,
    /// How many questions.
    pub count: u16,
    /// What each is worth, as long as all of them add up to the total; otherwise a weight, see
    /// [`Blueprint::marks`].
    pub each: Marks,
}

/// The plan of a paper. Its shape may come from a form, so nothing in it is sure before [`Blueprint::check`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blueprint {
    /// Each type at most once; a type with no questions is left out.
    pub rows: Vec<Row>,
    /// What the whole paper is worth.
    pub total: Marks,
    /// The sections to ask about; empty for the whole course.
    pub sections: Vec<SectionId>,
    /// Minutes allowed, 1 to [`MINUTES_MAX`].
    pub minutes: u8,
    /// Marks that are enough to pass.
    pub pass: Marks,
}

/// Why no paper can be made by a blueprint.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BlueprintError {
    /// No question is wanted.
    #[error("the blueprint wants no question")]
    NoQuestions,
    /// More than [`QUESTIONS_MAX`].
    #[error("{0} questions are too many")]
    TooManyQuestions(usize),
    /// A type stands in two rows.
    #[error("a type has two rows: {0:?}")]
    Twice(QuestionKind),
    /// A type that cannot be marked by itself.
    #[error("questions of a type that cannot be marked: {0:?}")]
    NotMarkable(QuestionKind),
    /// The questions of a type are worth nothing.
    #[error("questions of a type are worth nothing: {0:?}")]
    Worthless(QuestionKind),
    /// The paper is worth nothing, or more than [`MARKS_MAX`].
    #[error("a paper worth {0} marks")]
    Total(Marks),
    /// Not even half a mark for each question.
    #[error("{total} marks are too few for {questions} questions")]
    TooFewMarks {
        /// Questions wanted.
        questions: usize,
        /// What the paper is worth.
        total: Marks,
    },
    /// Not within 1 to [`MINUTES_MAX`].
    #[error("{0} minutes")]
    Minutes(u8),
    /// The pass mark is nothing, or more than can be had.
    #[error("a pass mark of {pass} out of {total}")]
    Pass {
        /// The pass mark.
        pass: Marks,
        /// What the paper is worth.
        total: Marks,
    },
    /// The course has no such section.
    #[error("no section {0}")]
    UnknownSection(SectionId),
    /// The course, or what of it is to be asked about, has no question of the types wanted.
    #[error("there is nothing to ask")]
    NothingToAsk,
}

impl Blueprint {
    /// The usual paper: 70 questions, together 100 marks.
    pub(super) const USUAL: [Row; 7] = [
        Row { kind: QuestionKind::Single, count: 30, each: Marks::whole(1) },
        Row { kind: QuestionKind::Multiple, count: 15, each: Marks::whole(2) },
        Row { kind: QuestionKind::TrueFalse, count: 10, each: Marks::whole(1) },
        Row { kind: QuestionKind::Fill, count: 5, each: Marks::whole(2) },
        Row { kind: QuestionKind::Order, count: 2, each: Marks::whole(2) },
        Row { kind: QuestionKind::Match, count: 5, each: Marks::whole(2) },
        Row { kind: QuestionKind::Group, count: 3, each: Marks::whole(2) },
    ];
    /// Minutes for the usual paper.
    const USUAL_MINUTES: usize = 60;
    /// What the usual paper is worth.
    pub(super) const USUAL_TOTAL: Marks = Marks::whole(100);
    /// What is enough to pass it.
    pub(super) const USUAL_PASS: Marks = Marks::whole(60);

    /// The usual paper for a course: 100 marks in 60 minutes, passed with 60. A course without enough questions gets one
    /// that [fits](Blueprint::fitted), with as much time for each question, rounded up to five minutes.
    ///
    /// # Errors
    /// [`BlueprintError::NothingToAsk`] when nothing in the course can be marked.
    pub fn standard(course: &Course) -> Result<Self, BlueprintError> {
        let usual = Self {
            rows: Self::USUAL.to_vec(),
            total: Self::USUAL_TOTAL,
            sections: Vec::new(),
            minutes: MINUTES_MAX,
            pass: Self::USUAL_PASS,
        };
        let minutes = |questions: usize| (Self::USUAL_MINUTES * questions).div_ceil(usual.questions() * 5) * 5;
        let fitted = usual.fitted(course)?;
        Ok(Self { minutes: u8::try_from(minutes(fitted.questions())).unwrap_or(MINUTES_MAX), ..fitted })
    }

    /// Number of questions.
    #[must_use]
    pub fn questions(&self) -> usize {
        self.rows.iter().map(|row| usize::from(row.count)).sum()
    }

    /// Whether all of it makes sense, whatever the course.
    ///
    /// # Errors
    /// The first thing that does not.
    pub fn check(&self) -> Result<(), BlueprintError> {
        for (place, row) in self.rows.iter().enumerate() {
            if self.rows[..place].iter().any(|before| before.kind == row.kind) {
                return Err(BlueprintError::Twice(row.kind));
            }
            if row.kind == QuestionKind::Recall {
                return Err(BlueprintError::NotMarkable(row.kind));
            }
            if row.each == Marks::ZERO {
                return Err(BlueprintError::Worthless(row.kind));
            }
        }
        let (questions, total) = (self.questions(), self.total);
        match questions {
            0 => return Err(BlueprintError::NoQuestions),
            QUESTIONS_MAX.. if questions > QUESTIONS_MAX => return Err(BlueprintError::TooManyQuestions(questions)),
            _ => {}
        }
        if total == Marks::ZERO || total > MARKS_MAX {
            return Err(BlueprintError::Total(total));
        }
        if usize::from(total.in_halves()) < questions {
            return Err(BlueprintError::TooFewMarks { questions, total });
        }
        if self.minutes == 0 || self.minutes > MINUTES_MAX {
            return Err(BlueprintError::Minutes(self.minutes));
        }
        if self.pass == Marks::ZERO || self.pass > total {
            return Err(BlueprintError::Pass { pass: self.pass, total });
        }
        Ok(())
    }

    /// The blueprint that a course can fill. Where it has too few questions of a type, the other types of the blueprint
    /// make up for them, one at a time from the one with most questions to spare; where nothing is left, the paper is
    /// shorter. Total, pass mark and minutes stay: [`Blueprint::marks`] shares the total out.
    ///
    /// Fitting twice changes nothing.
    ///
    /// # Errors
    /// [`BlueprintError`], also for sections that the course does not have and when there is nothing to ask.
    pub fn fitted(&self, course: &Course) -> Result<Self, BlueprintError> {
        self.check()?;
        if let Some(unknown) = self.sections.iter().find(|id| course.section(id).is_none()) {
            return Err(BlueprintError::UnknownSection(unknown.clone()));
        }
        let mut fitted = self.clone();
        fitted.rows.retain(|row| row.count > 0);
        let mut missing = 0;
        let mut spare = Vec::with_capacity(fitted.rows.len());
        for row in &mut fitted.rows {
            let there = course.questions.iter().filter(|question| self.covers(question, row.kind)).count();
            let there = u16::try_from(there).unwrap_or(u16::MAX);
            missing += row.count.saturating_sub(there);
            row.count = row.count.min(there);
            spare.push(there - row.count);
        }
        while missing > 0 {
            let Some(most) = spare.iter().copied().max().filter(|most| *most > 0) else { break };
            let place = spare.iter().position(|count| *count == most).unwrap_or(0);
            spare[place] -= 1;
            fitted.rows[place].count += 1;
            missing -= 1;
        }
        fitted.rows.retain(|row| row.count > 0);
        if fitted.rows.is_empty() {
            return Err(BlueprintError::NothingToAsk);
        }
        Ok(fitted)
    }

    /// Whether it is of that type and from the right place.
    pub(super) fn covers(&self, question: &Question, kind: QuestionKind) -> bool {
        question.body.kind() == kind && (self.sections.is_empty() || self.sections.contains(&question.section))
    }

    /// What every question is worth, row by row; together always the total. As the rows say it, where that adds up;
    /// otherwise the total is shared out in their proportion, in half marks, at least one for each question.
    #[must_use]
    pub fn marks(&self) -> Vec<Marks> {
        let weight = |row: &Row| std::iter::repeat_n(u32::from(row.each.in_halves()), usize::from(row.count));
        let weights: Vec<u32> = self.rows.iter().flat_map(weight).collect();
        let shares = share_out(u32::from(self.total.in_halves()), &weights);
        shares.into_iter().map(|halves| Marks::halves(u16::try_from(halves).unwrap_or(u16::MAX))).collect()
    }
}
