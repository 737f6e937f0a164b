//! A paper: questions in the order of a printed exam, and what each is worth.

use super::blueprint::{Blueprint, BlueprintError};
use super::choose::choose;
use super::marks::Marks;
use crate::core::course::Course;
use crate::core::ids::{CourseId, QuestionId, SectionId};
use crate::core::question::{Question, QuestionKind};
use crate::core::select::spread;
use crate::core::shuffle::Rng;

/// Which of two papers with the same questions, so that neighbours cannot copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Variant {
    /// A卷
    A,
    /// B卷
    B,
}

impl Variant {
    /// As it is written on a paper.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
        }
    }
}

/// One question of a paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The question.
    pub question: QuestionId,
    /// The revision that is asked.
    pub rev: u32,
    /// Its type.
    pub kind: QuestionKind,
    /// Its section.
    pub section: SectionId,
    /// What it is worth.
    pub marks: Marks,
}

/// A paper as it is stored with a sitting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    /// The course its questions come from.
    pub course: CourseId,
    /// The code that makes it, as it is written; none for a paper by a blueprint that no code can name.
    pub code: Option<String>,
    /// Which of the two.
    pub variant: Variant,
    /// Decides every shuffle of options, as the seed of a session does.
    pub seed: u64,
    /// Minutes allowed.
    pub minutes: u8,
    /// Marks that are enough to pass.
    pub pass: Marks,
    /// Type by type, in the order of [`QuestionKind::ALL`].
    pub questions: Vec<Asked>,
}

impl Paper {
    /// Draws a paper. The same course, blueprint, seed and variant always give the same; of the course only ids,
    /// revisions, types, sections and concepts matter. The blueprint is [fitted](Blueprint::fitted) first.
    ///
    /// Variants have the same questions with the same marks, in another order within each type and with other shuffles
    /// of options. Questions on the same concept do not follow each other where that can be had.
    ///
    /// # Errors
    /// [`BlueprintError`] when the blueprint makes no sense or the course has nothing to ask.
    pub fn new(course: &Course, blueprint: &Blueprint, seed: u64, variant: Variant) -> Result<Self, BlueprintError> {
        let blueprint = blueprint.fitted(course)?;
        let chosen = choose(course, &blueprint, seed);
        let shown = |variant: Variant| Rng::new(seed, variant.name()).next_u64();
        let mut order = arranged(&chosen, shown(variant));
        if variant == Variant::B && order == arranged(&chosen, shown(Variant::A)) {
            turn(&mut order);
        }
        let asked = |question: &Question| Asked {
            question: question.id.clone(),
            rev: question.rev,
            kind: question.body.kind(),
            section: question.section.clone(),
            marks: chosen.iter().find(|(other, _)| other.id == question.id).map_or(Marks::ZERO, |(_, marks)| *marks),
        };
        Ok(Self {
            course: course.id.clone(),
            code: None,
            variant,
            seed: shown(variant),
            minutes: blueprint.minutes,
            pass: blueprint.pass,
            questions: order.into_iter().map(asked).collect(),
        })
    }

    /// What it is worth.
    #[must_use]
    pub fn total(&self) -> Marks {
        self.questions.iter().map(|asked| asked.marks).sum()
    }

    /// Milliseconds allowed.
    #[must_use]
    pub const fn allowed_ms(&self) -> u32 {
        self.minutes as u32 * 60_000
    }
}

/// Type by type, shuffled within.
fn arranged<'a>(chosen: &[(&'a Question, Marks)], seed: u64) -> Vec<&'a Question> {
    let mut mixed: Vec<&Question> = chosen.iter().map(|(question, _)| *question).collect();
    Rng::new(seed, "order").shuffle(&mut mixed);
    let mut order = Vec::with_capacity(mixed.len());
    for kind in QuestionKind::ALL {
        order.extend(mixed.iter().copied().filter(|question| question.body.kind() == kind));
    }
    spread(order, &|question| question.body.kind() as i64)
}

/// Puts the first question of a type that has several behind the others of it.
fn turn(order: &mut [&Question]) {
    let several = order.chunk_by_mut(|one, other| one.body.kind() == other.body.kind()).find(|kind| kind.len() > 1);
    if let Some(kind) = several {
        kind.rotate_left(1);
    }
}
