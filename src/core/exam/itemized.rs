//! A paper whose every type has its own number of questions and its own marks, and that still fits into a code.

use super::blueprint::{Blueprint, BlueprintError, Row};
use super::marks::Marks;
use super::tailored::{Reach, Tailored};
use crate::core::course::Course;

/// Types that an exam can ask.
pub const TYPES: usize = Blueprint::USUAL.len();

/// What one type gives to a paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// How many questions; one of [`Itemized::COUNTS`] in a code.
    pub count: u8,
    /// What each is worth; one of [`Itemized::EACH`] in a code.
    pub each: Marks,
}

/// A paper type by type. What it is worth is what its questions are worth together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Itemized {
    /// What to ask about.
    pub reach: Reach,
    /// Each type, in the order of the usual paper.
    pub wanted: [Wanted; TYPES],
    /// Minutes allowed; one of [`Tailored::MINUTES`] in a code.
    pub minutes: u8,
    /// Per cent of the marks that are enough to pass; one of [`Itemized::PASS`] in a code.
    pub pass: u8,
}

/// Bits of a type in a code: its number of questions and what each is worth.
const COUNT_BITS: u32 = 4;
const EACH_BITS: u32 = 3;
/// Bits of [`Itemized::pack`] beside those of the head.
pub(super) const ROW_BITS: u32 = (COUNT_BITS + EACH_BITS) * TYPES as u32;

impl Itemized {
    /// Numbers of questions of one type that a code can name.
    pub const COUNTS: [u8; 16] = [0, 1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50];
    /// Marks for a question that a code can name.
    pub const EACH: [Marks; 8] = [
        Marks::halves(1),
        Marks::whole(1),
        Marks::halves(3),
        Marks::whole(2),
        Marks::whole(3),
        Marks::whole(4),
        Marks::whole(5),
        Marks::whole(10),
    ];
    /// Pass marks in per cent that a code can name.
    pub const PASS: [u8; 13] = [40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90, 95, 100];

    /// The usual paper, to begin with.
    #[must_use]
    pub fn usual(reach: Reach, minutes: u8) -> Self {
        let wanted =
            Blueprint::USUAL.map(|row| Wanted { count: u8::try_from(row.count).unwrap_or(u8::MAX), each: row.each });
        Self { reach, wanted, minutes, pass: 60 }
    }

    /// The blueprint it makes for a course, [fitted](Blueprint::fitted) to it.
    ///
    /// # Errors
    /// [`BlueprintError`] as for any other blueprint.
    pub fn blueprint(&self, course: &Course) -> Result<Blueprint, BlueprintError> {
        let sections = self.reach.sections(course)?;
        let rows = Blueprint::USUAL.iter().zip(self.wanted).filter(|(_, wanted)| wanted.count > 0);
        let rows: Vec<Row> = rows
            .map(|(usual, wanted)| Row { kind: usual.kind, count: wanted.count.into(), each: wanted.each })
            .collect();
        let total: Marks = rows.iter().map(|row| Marks::halves(row.count.saturating_mul(row.each.in_halves()))).sum();
        let pass = (u32::from(total.in_halves()) * u32::from(self.pass)).div_ceil(100);
        let pass = Marks::halves(u16::try_from(pass).unwrap_or(u16::MAX));
        Blueprint { rows, total, sections, minutes: self.minutes, pass }.fitted(course)
    }

    /// As two numbers, the first as long as that of a [`Tailored`] paper, the second of [`ROW_BITS`] bits; `None` when
    /// it says something that such numbers cannot.
    pub(super) fn pack(&self, course: &Course) -> Option<(u32, u64)> {
        let pass = Self::PASS.iter().position(|pass| *pass == self.pass)?;
        let minutes = Tailored::MINUTES.iter().position(|minutes| *minutes == self.minutes)?;
        let head = self.reach.pack(course)? << 15 | pass << 4 | minutes;
        let mut rows = 0;
        for wanted in self.wanted {
            let count = Self::COUNTS.iter().position(|count| *count == wanted.count)?;
            let each = Self::EACH.iter().position(|each| *each == wanted.each)?;
            rows = rows << (COUNT_BITS + EACH_BITS) | (count << EACH_BITS | each) as u64;
        }
        Some((u32::try_from(head).ok()?, rows))
    }

    /// Reads what [`Itemized::pack`] has written for the same course; `None` when it never wrote that.
    pub(super) fn unpack((head, mut rows): (u32, u64), course: &Course) -> Option<Self> {
        let head = head as usize;
        let reach = Reach::unpack(head >> 15, course)?;
        let (pass, minutes) = (*Self::PASS.get(head >> 4 & 15)?, Tailored::MINUTES[head & 15]);
        let mut itemized = Self { pass, ..Self::usual(reach, minutes) };
        for wanted in itemized.wanted.iter_mut().rev() {
            let row = (rows & 127) as usize;
            rows >>= COUNT_BITS + EACH_BITS;
            *wanted = Wanted { count: Self::COUNTS[row >> EACH_BITS], each: Self::EACH[row & 7] };
        }
        (rows == 0).then_some(itemized)
    }
}
