//! A result question by question, as one text for a QR code or a file.
//!
//! `ZBS1:` and then characters of five bits each, all of them in the compact alphabet of QR codes: name length and kind of
//! code 1, paper code 10 or 14, sitting 7, seconds 3, minute 5, number of questions 2, name 4 a character, then two
//! questions in each, the marks of the partly right ones (1, or 3 from 31 half marks on), and a CRC-32 of all these in 7.
//! A hundred questions with a name are at most 250 characters, which is a code of version 9.

use super::fate::Fate;
use crate::core::crc::crc32;
use crate::core::crockford::{digit, digits_of, letter, number};
use crate::core::exam::{CodeError, Marks, PaperCode, QUESTIONS_MAX, Sitting};
use crate::core::ids::SessionId;
use crate::core::shuffle::Rng;
use crate::core::text::visible;

/// The longest name, in characters.
pub const NAME_MAX: usize = 12;

const PREFIX: &str = "ZBS";
const VERSION: u32 = 1;
/// 2020-01-01 in minutes since 1970; 25 bits reach to 2083 from there.
const FIRST_MINUTE: i64 = 26_297_280;
const CRC: usize = 7;
/// Stands for marks that need two more digits.
const MANY: u8 = 31;

/// What a phone says about a paper that was handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandIn {
    /// The paper, variant included.
    pub code: PaperCode,
    /// Tells sittings apart, the same on every telling of one.
    pub sitting: u32,
    /// Seconds used.
    pub used_s: u16,
    /// The minute it was handed in by the phone's clock, since 1970 UTC.
    pub at_min: i64,
    /// Whose it is, if they want to say: 1 to [`NAME_MAX`] characters.
    pub name: Option<String>,
    /// Every question, in the order of its paper.
    pub fates: Vec<Fate>,
}

/// Why a sitting cannot be told to a host.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoHandIn {
    /// It is not handed in yet.
    #[error("the paper is not handed in yet")]
    NotClosed,
    /// Its paper has no code, so no host can know it.
    #[error("the paper has no code")]
    NoCode,
    /// The name has more than [`NAME_MAX`] characters, blanks around it not counted.
    #[error("a name of {0} characters")]
    NameTooLong(usize),
}

/// Why a text is no result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SheetError {
    /// Something else altogether.
    #[error("no result")]
    NotOurs,
    /// Written by a newer version of the program.
    #[error("a result of a newer version")]
    Newer,
    /// Some of it is missing or changed.
    #[error("the result is damaged")]
    Damaged,
}

impl HandIn {
    /// What a sitting came to. A blank name is none.
    ///
    /// # Errors
    /// [`NoHandIn`].
    pub fn new(sitting: &Sitting, name: &str) -> Result<Self, NoHandIn> {
        let closed = sitting.closed.ok_or(NoHandIn::NotClosed)?;
        let code =
            sitting.paper.code.as_deref().and_then(|code| PaperCode::parse(code).ok()).ok_or(NoHandIn::NoCode)?;
        let fates = sitting.paper.questions.iter().zip(&sitting.slots).map(|(asked, slot)| Fate::of(slot, asked.marks));
        Ok(Self {
            code,
            sitting: tag(&sitting.id),
            used_s: u16::try_from(sitting.used_ms(closed.at) / 1000).unwrap_or(u16::MAX),
            at_min: closed.at.utc_ms.div_euclid(60_000).clamp(FIRST_MINUTE, FIRST_MINUTE + 0x1ff_ffff),
            name: named(name)?,
            fates: fates.collect::<Option<_>>().ok_or(NoHandIn::NotClosed)?,
        })
    }

    /// The same with another name, or with none.
    ///
    /// # Errors
    /// [`NoHandIn::NameTooLong`].
    pub fn with_name(self, name: &str) -> Result<Self, NoHandIn> {
        Ok(Self { name: named(name)?, ..self })
    }

    /// The text for a QR code or a file.
    #[must_use]
    pub fn text(&self) -> String {
        let digits = self.digits();
        let crc = digits_of(u64::from(crc32(&digits)), CRC);
        let mut text = format!("{PREFIX}{VERSION}:");
        text.extend(digits.into_iter().chain(crc).map(letter));
        text
    }

    /// Reads what [`HandIn::text`] has written, with or without blanks around it.
    ///
    /// # Errors
    /// [`SheetError`].
    pub fn parse(text: &str) -> Result<Self, SheetError> {
        let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        let head = text.get(..PREFIX.len()).filter(|head| head.eq_ignore_ascii_case(PREFIX));
        let (version, body) = head.and_then(|_| text[PREFIX.len()..].split_once(':')).ok_or(SheetError::NotOurs)?;
        match version.parse::<u32>() {
            Ok(VERSION) => {}
            Ok(newer) if newer > VERSION => return Err(SheetError::Newer),
            _ => return Err(SheetError::NotOurs),
        }
        // No more than the longest there can be, whatever a file holds.
        if body.len() > 1024 {
            return Err(SheetError::Damaged);
        }
        let digits: Option<Vec<u8>> = body.chars().map(digit).collect();
        let digits = digits.ok_or(SheetError::Damaged)?;
        let (digits, crc) = digits.split_at_checked(digits.len().saturating_sub(CRC)).ok_or(SheetError::Damaged)?;
        if crc.len() != CRC || number(crc) != u64::from(crc32(digits)) {
            return Err(SheetError::Damaged);
        }
        let sheet = Reader(digits).sheet()?;
        // One way to write each result: nothing may be left over, and no bit that says nothing may be set.
        if sheet.digits() == digits { Ok(sheet) } else { Err(SheetError::Damaged) }
    }

    fn digits(&self) -> Vec<u8> {
        let name: Vec<char> = self.name.iter().flat_map(|name| name.chars()).collect();
        let code = self.code.digits();
        let mut digits = digits_of((name.len() as u64) << 1 | u64::from(code.len() > 10), 1);
        digits.extend(code);
        digits.extend(digits_of(u64::from(self.sitting), 7));
        digits.extend(digits_of(u64::from(self.used_s), 3));
        digits.extend(digits_of(u64::try_from(self.at_min - FIRST_MINUTE).unwrap_or(0), 5));
        digits.extend(digits_of(self.fates.len() as u64, 2));
        for c in name {
            digits.extend(digits_of(u64::from(c), 4));
        }
        let number = |fate: Option<&Fate>| fate.map_or(0, |fate| fate.number());
        digits.extend(self.fates.chunks(2).map(|two| 5 * number(two.first()) + number(two.get(1))));
        for fate in &self.fates {
            let Fate::Partly(earned) = fate else { continue };
            match u8::try_from(earned.in_halves()) {
                Ok(few) if few < MANY => digits.push(few),
                _ => {
                    digits.push(MANY);
                    digits.extend(digits_of(u64::from(earned.in_halves()), 2));
                }
            }
        }
        digits
    }
}

/// Takes digits from the front, never more than there are.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, count: usize) -> Result<&'a [u8], SheetError> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or(SheetError::Damaged)?;
        self.0 = rest;
        Ok(taken)
    }

    /// The number in so many digits, if it is one of the wanted type.
    fn number<T: TryFrom<u64>>(&mut self, count: usize) -> Result<T, SheetError> {
        T::try_from(number(self.take(count)?)).map_err(|_| SheetError::Damaged)
    }

    fn sheet(mut self) -> Result<HandIn, SheetError> {
        let kind: usize = self.number(1)?;
        let code = PaperCode::from_digits(self.take(PaperCode::length(self.0, kind & 1 == 1))?);
        let code = code.map_err(|error| match error {
            CodeError::Newer(_) => SheetError::Newer,
            _ => SheetError::Damaged,
        })?;
        let (sitting, used_s) = (self.number(7)?, self.number(3)?);
        let at_min = FIRST_MINUTE + i64::from(self.number::<u32>(5)?);
        let count: usize = self.number(2)?;
        if kind >> 1 > NAME_MAX || count > QUESTIONS_MAX {
            return Err(SheetError::Damaged);
        }
        let mut name = String::new();
        for _ in 0..kind >> 1 {
            name.push(char::from_u32(self.number(4)?).ok_or(SheetError::Damaged)?);
        }
        let two = self.take(count.div_ceil(2))?.iter().flat_map(|two| [two / 5, two % 5]);
        let mut fates = two.take(count).map(Fate::by_number).collect::<Option<Vec<_>>>().ok_or(SheetError::Damaged)?;
        for fate in &mut fates {
            if let Fate::Partly(earned) = fate {
                let few: u8 = self.number(1)?;
                *earned = Marks::halves(if few == MANY { self.number(2)? } else { u16::from(few) });
            }
        }
        Ok(HandIn { code, sitting, used_s, at_min, name: (!name.is_empty()).then_some(name), fates })
    }
}

/// A random number for each sitting: most of its id is, and the generator is a hash.
fn tag(id: &SessionId) -> u32 {
    (Rng::new(0, id.as_str()).next_u64() >> 32) as u32
}

/// A name as it is told: without blanks around it, line breaks or what no name contains.
fn named(typed: &str) -> Result<Option<String>, NoHandIn> {
    let kept: String = typed.chars().filter(|c| u32::from(*c) < 1 << 20).collect();
    let name = visible(&kept);
    match name.chars().count() {
        0 => Ok(None),
        length if length > NAME_MAX => Err(NoHandIn::NameTooLong(length)),
        _ => Ok(Some(name.to_owned())),
    }
}
