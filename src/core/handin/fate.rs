//! What became of one question, as far as it is handed in.

use crate::core::exam::{Grade, Marks, Slot};
use crate::core::grade::Outcome;

/// What became of one question. Marks stand in it only where they do not follow from the paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Fully right.
    Right,
    /// Partly right, with what it earned: less than the question is worth, perhaps nothing after rounding.
    Partly(Marks),
    /// Wrong.
    Wrong,
    /// Not answered.
    Open,
    /// Could not be marked, so it earned everything; see [`Grade::Void`].
    Void,
}

impl Fate {
    /// What became of a question that was worth so much; `None` until the paper is closed.
    pub(super) fn of(slot: &Slot, worth: Marks) -> Option<Self> {
        Some(match slot.grade? {
            Grade::Open => Self::Open,
            Grade::Void => Self::Void,
            Grade::Worth(verdict) => match verdict.outcome() {
                Outcome::Right => Self::Right,
                Outcome::Partial => Self::Partly(worth.earned(verdict)),
                Outcome::Wrong => Self::Wrong,
            },
        })
    }

    /// What it earned of these marks.
    #[must_use]
    pub const fn earned(self, worth: Marks) -> Marks {
        match self {
            Self::Right | Self::Void => worth,
            Self::Partly(earned) => earned,
            Self::Wrong | Self::Open => Marks::ZERO,
        }
    }

    /// As a number below 5.
    pub(super) const fn number(self) -> u8 {
        match self {
            Self::Right => 0,
            Self::Partly(_) => 1,
            Self::Wrong => 2,
            Self::Open => 3,
            Self::Void => 4,
        }
    }

    /// By its [number](Fate::number); a partly right one has no marks yet.
    pub(super) const fn by_number(number: u8) -> Option<Self> {
        Some(match number {
            0 => Self::Right,
            1 => Self::Partly(Marks::ZERO),
            2 => Self::Wrong,
            3 => Self::Open,
            4 => Self::Void,
            _ => return None,
        })
    }
}
