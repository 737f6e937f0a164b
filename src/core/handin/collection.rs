//! What a host has collected for one paper.

use super::fate::Fate;
use super::sheet::{HandIn, SheetError};
use super::slip::{Slip, SlipError};
use crate::core::course::Course;
use crate::core::exam::{CodeError, Marks, Paper, PaperCode, Variant};
use crate::core::ids::QuestionId;
use crate::core::text::visible;

/// The most results of one collection.
pub const COLLECTED_MAX: usize = 200;

/// The results of one paper, in the order in which they came.
#[derive(Clone, Debug)]
pub struct Collection {
    code: PaperCode,
    /// Both variants of the paper, the expected one first.
    pub(super) papers: [Paper; 2],
    /// The results.
    pub entries: Vec<Entry>,
}

/// One result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Whose it is, if they said.
    pub name: Option<String>,
    /// Marks earned.
    pub earned: Marks,
    /// Questions that were fully right.
    pub right: usize,
    /// Everything else, unless the result was typed.
    pub sheet: Option<HandIn>,
    /// What became of each question, in the order of the expected paper; nothing when the result was typed.
    pub fates: Option<Vec<Fate>>,
    /// What was typed, if anything was.
    slip: Option<Slip>,
}

/// What became of a text. Unless it was taken nothing has changed.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// A new result, the last entry now.
    Added,
    /// It is there already: the entry at this place.
    Duplicate(usize),
    /// It was there already and now says more, or has another name: the entry at this place.
    Replaced(usize),
    /// A result of another paper; its code, unless the result was typed.
    OtherPaper(Option<PaperCode>),
    /// A result of another course.
    OtherCourse,
    /// A result of another edition of the course, which has other questions.
    OtherEdition,
    /// A result, but some of it is missing, changed or mistyped.
    Damaged,
    /// A result by a newer version of the program.
    Newer,
    /// A paper code: what members need, not what they hand in.
    PaperCode,
    /// Something else altogether.
    NotOurs,
    /// There are [`COLLECTED_MAX`] already.
    TooMany,
}

impl Collection {
    /// Nothing yet of this paper.
    ///
    /// # Errors
    /// [`CodeError`] when the course cannot make the paper.
    pub fn new(code: PaperCode, course: &Course) -> Result<Self, CodeError> {
        let other = match code.variant() {
            Variant::A => Variant::B,
            Variant::B => Variant::A,
        };
        let papers = [code.paper(course)?, code.with_variant(other).paper(course)?];
        Ok(Self { code, papers, entries: Vec::new() })
    }

    /// The expected paper. Both variants are taken.
    #[must_use]
    pub const fn code(&self) -> PaperCode {
        self.code
    }

    /// Takes what was scanned, typed or in a file. `course` is the one of the paper.
    pub fn take(&mut self, text: &str, course: &Course) -> Taken {
        let entry = match HandIn::parse(text) {
            Ok(sheet) => match self.of_sheet(sheet, course) {
                Ok(entry) => entry,
                Err(refused) => return refused,
            },
            Err(SheetError::Newer) => return Taken::Newer,
            Err(SheetError::Damaged) => return Taken::Damaged,
            Err(SheetError::NotOurs) => match Slip::parse(text) {
                Ok(slip) if slip.is_of(self.code) => Entry::of_slip(slip),
                Ok(_) => return Taken::OtherPaper(None),
                Err(error) => return unread(text, error),
            },
        };
        let held = self.entries.iter().position(|held| held.is_same_sitting(&entry));
        match held {
            Some(place) => match self.entries[place].learn(entry) {
                true => Taken::Replaced(place),
                false => Taken::Duplicate(place),
            },
            None if self.entries.len() >= COLLECTED_MAX => Taken::TooMany,
            None => {
                self.entries.push(entry);
                Taken::Added
            }
        }
    }

    /// What to keep: these texts, [taken](Collection::take) again one by one, make the same collection.
    #[must_use]
    pub fn texts(&self) -> Vec<String> {
        let mut texts = Vec::with_capacity(self.entries.len());
        for entry in &self.entries {
            texts.extend(entry.sheet.as_ref().map(HandIn::text));
            texts.extend(entry.slip.as_ref().map(Slip::to_string));
        }
        texts
    }

    /// The entry that a sheet makes, its questions in the order of the expected paper.
    fn of_sheet(&self, sheet: HandIn, course: &Course) -> Result<Entry, Taken> {
        let variant = self.code.variant();
        if sheet.code.with_variant(variant) != self.code {
            return Err(match sheet.code.blueprint(course) {
                Err(CodeError::OtherCourse) => Taken::OtherCourse,
                Err(CodeError::OtherEdition) => Taken::OtherEdition,
                _ => Taken::OtherPaper(Some(sheet.code)),
            });
        }
        let [expected, other] = &self.papers;
        let paper = if sheet.code.variant() == variant { expected } else { other };
        if sheet.fates.len() != paper.questions.len() {
            return Err(Taken::Damaged);
        }
        let told = || paper.questions.iter().zip(sheet.fates.iter().copied());
        // Partly right earns less than everything; no phone of ours says otherwise.
        if told().any(|(asked, fate)| matches!(fate, Fate::Partly(earned) if earned >= asked.marks)) {
            return Err(Taken::Damaged);
        }
        let place = |id: &QuestionId| told().find(|(asked, _)| asked.question == *id).map(|(_, fate)| fate);
        let fates = expected.questions.iter().map(|asked| place(&asked.question));
        let fates = fates.collect::<Option<Vec<Fate>>>().ok_or(Taken::Damaged)?;
        Ok(Entry {
            // Of this program it is that already; a text can be made by anybody.
            name: sheet.name.as_deref().map(visible).filter(|name| !name.is_empty()),
            earned: told().map(|(asked, fate)| fate.earned(asked.marks)).sum(),
            right: fates.iter().filter(|fate| **fate == Fate::Right).count(),
            fates: Some(fates),
            sheet: Some(sheet),
            slip: None,
        })
    }
}

impl Entry {
    fn of_slip(slip: Slip) -> Self {
        Self {
            name: slip.member.map(|number| number.to_string()),
            earned: slip.earned,
            right: usize::from(slip.right),
            sheet: None,
            fates: None,
            slip: Some(slip),
        }
    }

    /// Whether both are of one sitting. Of a typed one only some bits are known; that the result is the same must do for
    /// the rest.
    fn is_same_sitting(&self, other: &Self) -> bool {
        let tag = |entry: &Self| entry.sheet.as_ref().map(|sheet| sheet.sitting);
        let is_of = |slip: &Option<Slip>, tag: Option<u32>| {
            slip.zip(tag).is_some_and(|(slip, sitting)| slip.is_of_sitting(sitting))
        };
        let is_one = match (tag(self), tag(other)) {
            (Some(one), Some(two)) => one == two && self.fates == other.fates,
            (one, two) => {
                is_of(&self.slip, two)
                    || is_of(&other.slip, one)
                    || self.slip.zip(other.slip).is_some_and(|(one, two)| one.is_same_sitting(two))
            }
        };
        is_one && (self.earned, self.right) == (other.earned, other.right)
    }

    /// Takes over what another telling of the same sitting says beyond this one; whether anything.
    fn learn(&mut self, other: Self) -> bool {
        let before = self.clone();
        // A typed number says no more than a name that is there.
        if other.name.is_some() && (other.sheet.is_some() || self.name.is_none()) {
            self.name = other.name;
        }
        if self.sheet.is_none() || other.sheet.as_ref().is_some_and(|sheet| sheet.name.is_some()) {
            self.sheet = other.sheet.or(self.sheet.take());
            self.fates = other.fates.or(self.fates.take());
        }
        self.slip = match self.slip {
            Some(slip) if slip.member.is_some() || other.slip.is_none() => Some(slip),
            _ => other.slip,
        };
        *self != before
    }
}

/// What a text is that is neither kind of result.
fn unread(text: &str, error: SlipError) -> Taken {
    if PaperCode::find(text).is_ok() {
        return Taken::PaperCode;
    }
    // Without its marks, an address can look like a code.
    if text.contains([':', '/']) {
        return Taken::NotOurs;
    }
    match error {
        SlipError::Newer => Taken::Newer,
        SlipError::Mistyped => Taken::Damaged,
        // A character too few or too many, or a wrong one, is a slip all the same.
        SlipError::Length(8..=16) => Taken::Damaged,
        SlipError::Length(_) | SlipError::Unreadable(_) => Taken::NotOurs,
    }
}
