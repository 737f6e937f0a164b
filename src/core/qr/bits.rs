//! The bits of a code's text.

use super::COMPACT;
use super::layout::Version;

impl Version {
    /// Versions in which lengths have as many bits.
    pub(super) const fn class(self) -> usize {
        match self.number() {
            0..=9 => 0,
            10..=26 => 1,
            _ => 2,
        }
    }
}

#[derive(Default)]
pub(super) struct Writer {
    bytes: Vec<u8>,
    length: usize,
}

impl Writer {
    /// Appends the lowest bits of a number.
    pub(super) fn put(&mut self, number: usize, bits: usize) {
        for bit in (0..bits).rev() {
            if self.length.is_multiple_of(8) {
                self.bytes.push(0);
            }
            if let Some(last) = self.bytes.last_mut() {
                *last |= ((number >> bit & 1) as u8) << (7 - self.length % 8);
            }
            self.length += 1;
        }
    }

    /// So many bytes, the rest filled up; `None` when there are more.
    pub(super) fn padded(mut self, room: usize) -> Option<Vec<u8>> {
        if self.length > room * 8 {
            return None;
        }
        self.put(0, 4.min(room * 8 - self.length));
        let padding = [0xec, 0x11].into_iter().cycle();
        let missing = room.saturating_sub(self.bytes.len());
        self.bytes.extend(padding.take(missing));
        Some(self.bytes)
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Reader<'_> {
    fn take(&mut self, bits: usize) -> Option<usize> {
        let end = self.at + bits;
        if end > self.bytes.len() * 8 {
            return None;
        }
        let number =
            (self.at..end).fold(0, |number, bit| number << 1 | usize::from(self.bytes[bit / 8] >> (7 - bit % 8) & 1));
        self.at = end;
        Some(number)
    }
}

/// The text in the data bytes of a code. What is in no mode of ours, as kanji, is a `�`, and so is all of what is no
/// UTF-8; `None` when more is announced than there is.
pub(super) fn text(bytes: &[u8], version: Version) -> Option<String> {
    let mut bits = Reader { bytes, at: 0 };
    let mut text = Vec::new();
    while let Some(mode) = bits.take(4) {
        let length: [usize; 3] = match mode {
            0 => break,
            1 => [10, 12, 14],
            2 => [9, 11, 13],
            4 => [8, 16, 16],
            7 => {
                // Which encoding: we take UTF-8 for granted, as everybody does.
                let first = bits.take(8)?;
                bits.take(if first < 128 {
                    0
                } else if first < 192 {
                    8
                } else {
                    16
                })?;
                continue;
            }
            _ => {
                text.extend("\u{fffd}".bytes());
                break;
            }
        };
        let mut left = bits.take(length[version.class()])?;
        // As many at once as share their bits.
        let (base, group) = match mode {
            1 => (10, 3),
            2 => (45, 2),
            _ => (256, 1),
        };
        while left > 0 {
            let count = left.min(group);
            let wide = match (mode, count) {
                (1, 3) => 10,
                (1, 2) => 7,
                (1, _) => 4,
                (2, 2) => 11,
                (2, _) => 6,
                _ => 8,
            };
            let number = bits.take(wide)?;
            for place in (0..count).rev() {
                let value = number / base_to(base, place) % base;
                text.push(if mode == 4 { value as u8 } else { COMPACT[value % 45] });
            }
            left -= count;
        }
    }
    Some(String::from_utf8(text).unwrap_or_else(|_| "\u{fffd}".into()))
}

const fn base_to(base: usize, power: usize) -> usize {
    base.pow(power as u32)
}
