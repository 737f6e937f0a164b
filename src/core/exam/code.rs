//! The paper code: a few characters that make the same paper on any phone with the same course.
//!
//! Ten characters for the usual paper (`2K7M-90QD-AH`), fourteen for a tailored one, twenty-four for one that is made type
//! by type. All but the last carry five bits each: version 2, fingerprint of the course 17, variant 1, seed 25; then, of a
//! tailored paper, 20 bits that say how; of the longest, 50 more with numbers and marks of each type.
//! The last is a check character over the field with 32 elements: every place has another weight, so one wrong character
//! and two neighbours swapped never go unnoticed. Later versions keep the lengths and the check character.

use super::blueprint::{Blueprint, BlueprintError};
use super::fingerprint::Fingerprint;
use super::itemized::{Itemized, ROW_BITS};
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
/// Characters after those with the types of an itemized one.
const ROWS: usize = 10;

const _: () = assert!(VERSION_BITS + Fingerprint::BITS + 1 + SEED_BITS == 5 * HEAD as u32);
const _: () = assert!(tailored::BITS == 5 * TAIL as u32);
const _: () = assert!(ROW_BITS <= 5 * ROWS as u32);

/// A code. Read from what somebody typed, or made for a new paper; printed in groups of four.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PaperCode {
    fingerprint: Fingerprint,
    variant: Variant,
    seed: u32,
    /// See [`Tailored::pack`] and [`Itemized::pack`]; `None` for the usual paper.
    tailored: Option<u32>,
    /// See [`Itemized::pack`]; only of an itemized paper.
    rows: Option<u64>,
}

/// Why a code makes no paper.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CodeError {
    /// A character that is in no code.
    #[error("{0:?} is in no code")]
    Unreadable(char),
    /// Another number of characters than a code has, blanks and marks not counted. 0: nothing was typed.
    #[error("a code has 10, 14 or 24 characters, not {0}")]
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
        Ok(Self { fingerprint: Fingerprint::of(course), variant, seed: low_bits(seed), tailored, rows: None })
    }

    /// The code of a new paper made type by type.
    ///
    /// # Errors
    /// [`NotCompact`].
    pub fn itemized(course: &Course, plan: &Itemized, seed: u64, variant: Variant) -> Result<Self, NotCompact> {
        let (tailored, rows) = plan.pack(course).ok_or(NotCompact)?;
        let (tailored, rows) = (Some(tailored), Some(rows));
        Ok(Self { fingerprint: Fingerprint::of(course), variant, seed: low_bits(seed), tailored, rows })
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
        let Some((check, data)) = digits.split_last().filter(|(_, data)| is_length(data.len())) else {
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
        let (tail, rows) = tail.split_at(tail.len().min(TAIL));
        let tailored = (!tail.is_empty()).then(|| u32::try_from(number(tail)).unwrap_or(0));
        let rows = (!rows.is_empty()).then(|| number(rows));
        // Nobody makes a code of the one length that says it is of the other.
        if tailored.is_some_and(|bits| Tailored::is_itemized(bits) != rows.is_some()) {
            return Err(CodeError::Mistyped);
        }
        Ok(Self { fingerprint, variant, seed, tailored, rows })
    }

    /// How many [digits](PaperCode::digits) a code has that begins like this; a shorter one than `tailored` says has
    /// [ten](PaperCode::digits).
    pub(in crate::core) fn length(digits: &[u8], tailored: bool) -> usize {
        let long = digits.get(HEAD..HEAD + TAIL).and_then(|tail| u32::try_from(number(tail)).ok());
        let rows = if long.is_some_and(Tailored::is_itemized) { ROWS } else { 0 };
        HEAD + 1 + if tailored { TAIL + rows } else { 0 }
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
        // Bits that were never written: nobody made this code.
        Ok(match (self.tailored, self.rows) {
            (None, _) => Blueprint::standard(course)?,
            (Some(bits), None) => Tailored::unpack(bits, course).ok_or(CodeError::Mistyped)?.blueprint(course)?,
            (Some(bits), Some(rows)) => {
                Itemized::unpack((bits, rows), course).ok_or(CodeError::Mistyped)?.blueprint(course)?
            }
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
        if let Some(rows) = self.rows {
            digits.extend(digits_of(rows, ROWS));
        }
        digits.push(check_digit(&digits));
        digits
    }
}

/// Whether a code can have so many characters before the last.
const fn is_length(data: usize) -> bool {
    data == HEAD || data == HEAD + TAIL || data == HEAD + TAIL + ROWS
}

fn low_bits(seed: u64) -> u32 {
    u32::try_from(seed & ((1 << SEED_BITS) - 1)).unwrap_or(0)
}

impl fmt::Display for PaperCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&write(&self.digits()))
    }
}
