//! The paper code: a few characters that make the same paper on any phone with the same course.
//!
//! Ten characters for the usual paper (`2K7M-90QD-AH`), fourteen for a tailored one. All but the last carry five bits
//! each: version 2, fingerprint of the course 17, variant 1, seed 25; then, of a tailored paper, 20 bits that say how.
//! The last is a check character over the field with 32 elements: every place has another weight, so one wrong character
//! and two neighbours swapped never go unnoticed. Later versions keep the lengths and the check character.

use super::blueprint::{Blueprint, BlueprintError};
use super::fingerprint::Fingerprint;
use super::paper::{Paper, Variant};
use super::tailored::{self, Tailored};
use crate::core::course::Course;
use crate::core::crockford::{check_digit, digits_of, number, read, write};
use std::fmt;

const VERSION: u64 = 0;
const VERSION_BITS: u32 = 2;
const SEED_BITS: u32 = 25;
/// Characters before those of a tailored paper.
const HEAD: usize = 9;
/// Characters that say how a paper is tailored.
const TAIL: usize = 4;

const _: () = assert!(VERSION_BITS + Fingerprint::BITS + 1 + SEED_BITS == 5 * HEAD as u32);
const _: () = assert!(tailored::BITS == 5 * TAIL as u32);

/// A code. Read from what somebody typed, or made for a new paper; printed in groups of four.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PaperCode {
    fingerprint: Fingerprint,
    variant: Variant,
    seed: u32,
    /// See [`Tailored::pack`]; `None` for the usual paper.
    tailored: Option<u32>,
}

/// Why a code makes no paper.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CodeError {
    /// A character that is in no code.
    #[error("{0:?} is in no code")]
    Unreadable(char),
    /// Another number of characters than a code has, blanks and marks not counted. 0: nothing was typed.
    #[error("a code has 10 or 14 characters, not {0}")]
    Length(usize),
    /// The check character does not fit: something was mistyped or misheard.
    #[error("the code is mistyped")]
    Mistyped,
    /// Made by a newer version of the program.
    #[error("the code is of version {0}")]
    Newer(u8),
    /// The paper of another course.
    #[error("the paper of another course")]
    OtherCourse,
    /// The paper of another edition of this course, which has other questions.
    #[error("the paper of another edition of the course")]
    OtherEdition,
    /// The course cannot fill the paper; only when its edition is another one after all.
    #[error(transparent)]
    Blueprint(#[from] BlueprintError),
}

/// A tailored paper that no code can name: other numbers than on offer, or one of more than 32 parts and sections.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no code can name such a paper")]
pub struct NotCompact;

impl PaperCode {
    /// The code of a new paper: the usual one, or a tailored one. Only the lowest 25 bits of the seed are used.
    ///
    /// # Errors
    /// [`NotCompact`], never for the usual paper.
    pub fn new(course: &Course, tailored: Option<&Tailored>, seed: u64, variant: Variant) -> Result<Self, NotCompact> {
        let tailored = match tailored {
            None => None,
            Some(tailored) => Some(tailored.pack(course).ok_or(NotCompact)?),
        };
        let seed = u32::try_from(seed & ((1 << SEED_BITS) - 1)).unwrap_or(0);
        Ok(Self { fingerprint: Fingerprint::of(course), variant, seed, tailored })
    }

    /// Reads what somebody typed. Case, width, blanks, hyphens and other marks do not matter.
    ///
    /// # Errors
    /// [`CodeError`] when it is no code of this version.
    pub fn parse(typed: &str) -> Result<Self, CodeError> {
        Self::from_digits(&read(typed).map_err(CodeError::Unreadable)?)
    }

    /// Reads [digits](PaperCode::digits).
    pub(in crate::core) fn from_digits(digits: &[u8]) -> Result<Self, CodeError> {
        let Some((check, data)) = digits.split_last().filter(|(_, data)| matches!(data.len(), 9 | 13)) else {
            return Err(CodeError::Length(digits.len()));
        };
        if *check != check_digit(data) {
            return Err(CodeError::Mistyped);
        }
        let (head, tail) = data.split_at(HEAD);
        let mut bits = number(head);
        let mut take = |count: u32| {
            let low = bits & ((1 << count) - 1);
            bits >>= count;
            u32::try_from(low).unwrap_or(0)
        };
        let seed = take(SEED_BITS);
        let variant = if take(1) == 0 { Variant::A } else { Variant::B };
        let fingerprint = Fingerprint::from_bits(take(Fingerprint::BITS));
        let version = take(VERSION_BITS);
        if u64::from(version) != VERSION {
            return Err(CodeError::Newer(u8::try_from(version).unwrap_or(u8::MAX)));
        }
        let tailored = (!tail.is_empty()).then(|| u32::try_from(number(tail)).unwrap_or(0));
        Ok(Self { fingerprint, variant, seed, tailored })
    }

    /// The variant it makes.
    #[must_use]
    pub const fn variant(&self) -> Variant {
        self.variant
    }

    /// The code of the other variant of the same paper, or of the same.
    #[must_use]
    pub const fn with_variant(self, variant: Variant) -> Self {
        Self { variant, ..self }
    }

    /// How the paper is to be made from this course.
    ///
    /// # Errors
    /// [`CodeError`] when it is the code of another course or edition.
    pub fn blueprint(&self, course: &Course) -> Result<Blueprint, CodeError> {
        let own = Fingerprint::of(course);
        if !self.fingerprint.is_of_course(own) {
            return Err(CodeError::OtherCourse);
        }
        if self.fingerprint != own {
            return Err(CodeError::OtherEdition);
        }
        Ok(match self.tailored {
            None => Blueprint::standard(course)?,
            // Bits that were never written: nobody made this code.
            Some(bits) => Tailored::unpack(bits, course).ok_or(CodeError::Mistyped)?.blueprint(course)?,
        })
    }

    /// The paper, the same on every device.
    ///
    /// # Errors
    /// [`CodeError`] when it is the code of another course or edition.
    pub fn paper(&self, course: &Course) -> Result<Paper, CodeError> {
        let paper = Paper::new(course, &self.blueprint(course)?, u64::from(self.seed), self.variant)?;
        Ok(Paper { code: Some(self.to_string()), ..paper })
    }

    /// Its characters as numbers, the check character last.
    pub(in crate::core) fn digits(&self) -> Vec<u8> {
        let head = VERSION << Fingerprint::BITS | u64::from(self.fingerprint.bits());
        let head = (head << 1 | self.variant as u64) << SEED_BITS | u64::from(self.seed);
        let mut digits = digits_of(head, HEAD);
        if let Some(bits) = self.tailored {
            digits.extend(digits_of(u64::from(bits), TAIL));
        }
        digits.push(check_digit(&digits));
        digits
    }
}

impl fmt::Display for PaperCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&write(&self.digits()))
    }
}
