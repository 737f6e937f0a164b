//! Where the frames are gathered.

use super::frame::{Frame, FrameError};
use super::parts::{add, has, parts};
use crate::core::crc::crc32;

/// What a frame was good for.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// It says something new.
    New,
    /// Everything it says was known.
    Known,
    /// It belongs to another transfer than the first one that came. Nothing has changed.
    Other,
}

/// The frames of one transfer, as far as they have come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Basin {
    /// Transfer, bytes, and the length of a piece, as the first frame says.
    of: Option<(u32, u32, usize)>,
    /// One equation in the place of each piece: the parts, of which that piece is the first one, and then their sum.
    rows: Vec<Option<Vec<u64>>>,
    known: usize,
}

impl Basin {
    /// How many pieces are known, and how many there are; of nothing 0 of 0.
    #[must_use]
    pub fn progress(&self) -> (usize, usize) {
        (self.known, self.rows.len())
    }

    /// Whether no more is needed.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.known == self.rows.len() && self.of.is_some()
    }

    /// Takes the text of a code.
    ///
    /// # Errors
    /// [`FrameError`] when it is none of a frame. Nothing has changed then.
    pub fn take(&mut self, text: &str) -> Result<Taken, FrameError> {
        let frame = Frame::parse(text)?;
        let (pieces, of) = (frame.pieces(), (frame.transfer, frame.bytes, frame.piece.len()));
        if *self.of.get_or_insert(of) != of {
            return Ok(Taken::Other);
        }
        self.rows.resize(pieces, None);
        let mut row = parts(frame.transfer, frame.number, pieces);
        row.extend(
            frame
                .piece
                .chunks_exact(8)
                .map(|eight| eight.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte))),
        );
        for (place, known) in self.rows.iter_mut().enumerate() {
            if has(&row, place) {
                match known {
                    Some(known) => add(&mut row, known),
                    None => {
                        *known = Some(row);
                        self.known += 1;
                        return Ok(Taken::New);
                    }
                }
            }
        }
        Ok(Taken::Known)
    }

    /// All bytes; `None` while some are missing, and when they are not what was sent, which only frames that were made
    /// to deceive can do.
    #[must_use]
    pub fn into_bytes(self) -> Option<Vec<u8>> {
        let (transfer, length, _) = self.of?;
        let mut rows = self.rows.into_iter().collect::<Option<Vec<_>>>()?;
        let (count, words) = (rows.len(), rows.len().div_ceil(64));
        for place in (0..count).rev() {
            let (open, solved) = rows.split_at_mut(place + 1);
            let row = &mut open[place];
            for (behind, piece) in solved.iter().enumerate() {
                if has(&row[..words], place + 1 + behind) {
                    // Of the parts only this one is left behind it, and nobody looks at it again.
                    add(&mut row[words..], &piece[words..]);
                }
            }
        }
        let mut bytes: Vec<u8> =
            rows.iter().flat_map(|row| row[words..].iter().flat_map(|word| word.to_le_bytes())).collect();
        bytes.truncate(length as usize);
        (crc32(&bytes) == transfer).then_some(bytes)
    }
}
