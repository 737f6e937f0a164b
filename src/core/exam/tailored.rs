//! A paper of one's own making that still fits into a code: from where, which types, how many questions, how long.

use super::blueprint::{Blueprint, BlueprintError, Row};
use super::marks::share_out;
use crate::core::course::Course;
use crate::core::ids::{PartId, SectionId};
use crate::core::question::QuestionKind;

/// What a paper asks about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Everything.
    Course,
    /// One part.
    Part(PartId),
    /// One section.
    Section(SectionId),
}

impl Reach {
    /// The sections of a blueprint; none for the whole course.
    ///
    /// # Errors
    /// [`BlueprintError::NothingToAsk`] for a part without sections.
    pub(super) fn sections(&self, course: &Course) -> Result<Vec<SectionId>, BlueprintError> {
        let sections: Vec<SectionId> = match self {
            Self::Course => return Ok(Vec::new()),
            Self::Part(part) => course.sections_of(part).map(|section| section.id.clone()).collect(),
            Self::Section(section) => vec![section.clone()],
        };
        // No sections would mean all of them.
        if sections.is_empty() { Err(BlueprintError::NothingToAsk) } else { Ok(sections) }
    }

    /// As a number of [`REACH_BITS`] bits; `None` in a course that is too large for that.
    pub(super) fn pack(&self, course: &Course) -> Option<usize> {
        reaches(course).iter().position(|reach| reach == self).filter(|reach| reach >> REACH_BITS == 0)
    }

    /// Reads what [`Reach::pack`] has written for the same course.
    pub(super) fn unpack(number: usize, course: &Course) -> Option<Self> {
        let mut all = reaches(course);
        (number < all.len()).then(|| all.swap_remove(number))
    }
}

/// A few choices that make a whole [`Blueprint`]: 100 marks, passed with 60, the types in the proportion and with the
/// weights of the usual paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tailored {
    /// What to ask about.
    pub reach: Reach,
    /// The types to ask, in any order.
    pub kinds: Vec<QuestionKind>,
    /// How many questions. In a code one of [`Tailored::QUESTIONS`].
    pub questions: u8,
    /// Minutes allowed. In a code one of [`Tailored::MINUTES`].
    pub minutes: u8,
}

/// Bits of [`Tailored::pack`].
pub(super) const BITS: u32 = REACH_BITS + KIND_BITS + 4 + 4;
const REACH_BITS: u32 = 5;
const KIND_BITS: u32 = Blueprint::USUAL.len() as u32;

impl Tailored {
    /// Numbers of questions that a code can name.
    pub const QUESTIONS: [u8; 16] = [10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 80, 90, 100];
    /// Minutes that a code can name.
    pub const MINUTES: [u8; 16] = [5, 10, 15, 20, 25, 30, 40, 45, 50, 60, 75, 90, 100, 120, 150, 180];

    /// The blueprint it makes for a course, [fitted](Blueprint::fitted) to it.
    ///
    /// # Errors
    /// [`BlueprintError`] as for any other blueprint.
    pub fn blueprint(&self, course: &Course) -> Result<Blueprint, BlueprintError> {
        if self.kinds.contains(&QuestionKind::Recall) {
            return Err(BlueprintError::NotMarkable(QuestionKind::Recall));
        }
        let sections = self.reach.sections(course)?;
        let mut rows: Vec<Row> = Blueprint::USUAL.into_iter().filter(|row| self.kinds.contains(&row.kind)).collect();
        let weights: Vec<u32> = rows.iter().map(|row| u32::from(row.count)).collect();
        for (row, count) in rows.iter_mut().zip(share_out(u32::from(self.questions), &weights)) {
            row.count = u16::try_from(count).unwrap_or(u16::MAX);
        }
        let (total, pass) = (Blueprint::USUAL_TOTAL, Blueprint::USUAL_PASS);
        Blueprint { rows, total, sections, minutes: self.minutes, pass }.fitted(course)
    }

    /// As a number of [`BITS`] bits; `None` when it says something that such a number cannot.
    pub(super) fn pack(&self, course: &Course) -> Option<u32> {
        let position = |offers: &[u8], value: u8| offers.iter().position(|offer| *offer == value);
        let reach = self.reach.pack(course)?;
        if self.kinds.is_empty() || self.kinds.contains(&QuestionKind::Recall) {
            return None;
        }
        let kinds =
            Blueprint::USUAL.iter().fold(0, |bits, row| bits << 1 | usize::from(self.kinds.contains(&row.kind)));
        let questions = position(&Self::QUESTIONS, self.questions)?;
        let minutes = position(&Self::MINUTES, self.minutes)?;
        u32::try_from(((reach << KIND_BITS | kinds) << 4 | questions) << 4 | minutes).ok()
    }

    /// Whether it is the first number of an [`Itemized`](super::Itemized) paper, which has its types in a second one:
    /// a tailored paper asks some type.
    pub(super) const fn is_itemized(bits: u32) -> bool {
        bits >> 8 & ((1 << KIND_BITS) - 1) == 0
    }

    /// Reads what [`Tailored::pack`] has written for the same course; `None` when it never wrote that.
    pub(super) fn unpack(bits: u32, course: &Course) -> Option<Self> {
        let bits = bits as usize;
        let reach = Reach::unpack(bits >> (KIND_BITS + 8), course)?;
        let is_asked = |place: usize| bits >> (8 + KIND_BITS as usize - 1 - place) & 1 == 1;
        let kinds: Vec<QuestionKind> =
            (0..).zip(Blueprint::USUAL).filter(|(place, _)| is_asked(*place)).map(|(_, row)| row.kind).collect();
        if kinds.is_empty() {
            return None;
        }
        Some(Self { reach, kinds, questions: Self::QUESTIONS[bits >> 4 & 15], minutes: Self::MINUTES[bits & 15] })
    }
}

/// Everything a paper of this course can ask about, in the order in which codes count it.
fn reaches(course: &Course) -> Vec<Reach> {
    let parts = course.parts.iter().map(|part| Reach::Part(part.id.clone()));
    let sections = course.sections.iter().map(|section| Reach::Section(section.id.clone()));
    std::iter::once(Reach::Course).chain(parts).chain(sections).collect()
}
