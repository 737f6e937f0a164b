//! A result that can be read out and typed: twelve characters in three groups, for those without a camera.
//!
//! Ten of them carry five bits each: version 1, paper 12, half marks 8, right answers 7, sitting 16, number of the member
//! 6. Two check characters find any two that are wrong. A paper code has ten characters, fourteen or twenty-four, so neither is ever
//! taken for the other.

use super::sheet::{HandIn, NoHandIn};
use crate::core::crockford::{check_digit, digits_of, number, read, second_check_digit, write};
use crate::core::exam::{Marks, PaperCode, Sitting, Variant};
use crate::core::shuffle::Rng;
use std::fmt;

const DATA: usize = 10;

/// What the typed code says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slip {
    /// Some bits of the paper, the same for both variants.
    paper: u16,
    /// Marks earned.
    pub earned: Marks,
    /// Questions that were fully right.
    pub right: u8,
    /// Some bits of the sitting.
    sitting: u16,
    /// The number of the member, where the name was one from 1 to 63.
    pub member: Option<u8>,
}

/// Why typed characters are no result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SlipError {
    /// A character that is in no code.
    #[error("{0:?} is in no code")]
    Unreadable(char),
    /// Not twelve characters, blanks and marks not counted.
    #[error("a result has 12 characters, not {0}")]
    Length(usize),
    /// The check characters do not fit.
    #[error("the result is mistyped")]
    Mistyped,
    /// Made by a newer version of the program.
    #[error("a result of a newer version")]
    Newer,
}

impl Slip {
    /// What a sitting came to. A name that is a number from 1 to 63 goes along, any other does not.
    ///
    /// # Errors
    /// [`NoHandIn`]; [`NoHandIn::NoCode`] also for a paper that is worth more than any with a code.
    pub fn new(sitting: &Sitting, name: &str) -> Result<Self, NoHandIn> {
        let sheet = HandIn::new(sitting, name)?;
        let fates = || sheet.fates.iter().zip(&sitting.paper.questions);
        let earned: Marks = fates().map(|(fate, asked)| fate.earned(asked.marks)).sum();
        let right = fates().filter(|(fate, _)| fate.number() == 0).count();
        let fits = earned.in_halves() < 1 << 8 && right < 1 << 7;
        let right = u8::try_from(right).ok().filter(|_| fits).ok_or(NoHandIn::NoCode)?;
        let (paper, sitting) = (paper_tag(sheet.code), sitting_tag(sheet.sitting));
        Ok(Self { paper, earned, right, sitting, member: sheet.name.as_deref().and_then(member) })
    }

    /// Reads what somebody typed. Case, width, blanks, hyphens and other marks do not matter.
    ///
    /// # Errors
    /// [`SlipError`].
    pub fn parse(typed: &str) -> Result<Self, SlipError> {
        let digits = read(typed).map_err(SlipError::Unreadable)?;
        let [data @ .., first, second] = &digits[..] else { return Err(SlipError::Length(digits.len())) };
        if data.len() != DATA {
            return Err(SlipError::Length(digits.len()));
        }
        if *first != check_digit(data) || *second != second_check_digit(&digits[..=DATA]) {
            return Err(SlipError::Mistyped);
        }
        let mut bits = number(data);
        let mut take = |count: u32| {
            let low = bits & ((1 << count) - 1);
            bits >>= count;
            low as u16
        };
        let (member, sitting, right, halves, paper) = (take(6) as u8, take(16), take(7) as u8, take(8), take(12));
        if take(1) != 0 {
            return Err(SlipError::Newer);
        }
        let member = (member > 0).then_some(member);
        Ok(Self { paper, earned: Marks::halves(halves), right, sitting, member })
    }

    /// Whether it can be of this paper, in either variant. One in 4096 others looks the same.
    #[must_use]
    pub fn is_of(&self, code: PaperCode) -> bool {
        self.paper == paper_tag(code)
    }

    /// Whether both can be of one sitting.
    pub(super) const fn is_same_sitting(self, other: Self) -> bool {
        self.sitting == other.sitting
    }

    /// Whether it can be of this sitting.
    pub(super) const fn is_of_sitting(&self, sitting: u32) -> bool {
        self.sitting == sitting_tag(sitting)
    }
}

/// Three groups of four characters.
impl fmt::Display for Slip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bits = u64::from(self.paper) << 8 | u64::from(self.earned.in_halves());
        let bits = (bits << 7 | u64::from(self.right)) << 16 | u64::from(self.sitting);
        let mut digits = digits_of(bits << 6 | u64::from(self.member.unwrap_or(0)), DATA);
        digits.push(check_digit(&digits));
        digits.push(second_check_digit(&digits));
        f.write_str(&write(&digits))
    }
}

/// A name that says a number that fits.
fn member(name: &str) -> Option<u8> {
    name.parse().ok().filter(|number| (1..64).contains(number))
}

fn paper_tag(code: PaperCode) -> u16 {
    let digits = code.with_variant(Variant::A).digits();
    let hash = digits.iter().fold(0, |hash, digit| Rng::new(hash ^ u64::from(*digit), "paper").next_u64());
    (hash >> 52) as u16
}

const fn sitting_tag(sitting: u32) -> u16 {
    (sitting >> 16) as u16
}
