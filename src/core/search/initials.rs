//! The first letters of pinyin, without a dictionary.
//!
//! The 3,755 characters of level 1 of GB 2312 stand in the order of their pinyin, so a character's place among 23 known
//! ones tells its first letter. Every browser knows that order: its text decoder for GB 18030 writes it down.

use super::readings::{BOUNDARIES, MORE};

/// Characters with an initial lie here.
const FIRST: u16 = 0x4e00;
const COUNT: usize = 0x5200;

/// For each character the letters with which a reading of it begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Initials {
    /// By distance from [`FIRST`]; bit 0 is a. A table and not a list, because a search reads it millions of times.
    letters: Vec<u32>,
}

/// The bit of a lower-case Latin letter, or 0.
pub(super) fn letter_bit(unit: u16) -> u32 {
    u8::try_from(unit).ok().filter(u8::is_ascii_lowercase).map_or(0, |letter| 1 << (letter - b'a'))
}

impl Initials {
    /// Reads the initials off level 1 of GB 2312 in its order: rows B0–D7, cells A1–FE, without the five empty last
    /// cells. What is not in that order, or missing, has no initial; nothing else depends on it.
    #[must_use]
    pub fn from_level_one(chars: &str) -> Self {
        let mut initials = Self { letters: vec![0; COUNT] };
        let mut boundaries = BOUNDARIES.chars().zip("abcdefghjklmnopqrstwxyz".chars()).peekable();
        let mut current = None;
        for c in chars.chars() {
            if let Some((_, letter)) = boundaries.next_if(|(first, _)| *first == c) {
                current = Some(letter);
            }
            initials.extend(current, c);
        }
        for (letter, chars) in MORE {
            chars.chars().for_each(|c| initials.extend(Some(letter), c));
        }
        initials
    }

    fn extend(&mut self, letter: Option<char>, c: char) {
        let (Some(unit), Some(letter)) = (u16::try_from(u32::from(c)).ok(), letter) else { return };
        let place = usize::from(unit.wrapping_sub(FIRST));
        if let Some(letters) = self.letters.get_mut(place) {
            *letters |= letter_bit(letter as u16);
        }
    }

    pub(super) fn of_unit(&self, unit: u16) -> u32 {
        self.letters.get(usize::from(unit.wrapping_sub(FIRST))).copied().unwrap_or(0)
    }

    /// The letters with which a reading of this character begins, in the order of the alphabet; none when unknown.
    pub fn of(&self, c: char) -> impl Iterator<Item = char> + use<> {
        let letters = u16::try_from(u32::from(c)).map_or(0, |unit| self.of_unit(unit));
        ('a'..='z').filter(move |letter| letters & letter_bit(*letter as u16) != 0)
    }
}
