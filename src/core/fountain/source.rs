//! Where the frames come from.

use super::PIECES_MAX;
use super::frame::Frame;
use super::parts::{add, has, parts};
use crate::core::crc::crc32;
use crate::core::shuffle::Rng;

/// More than [`PIECES_MAX`] pieces, or nothing at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not one to {PIECES_MAX} pieces")]
pub struct TooMuch;

/// Bytes to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fountain {
    transfer: u32,
    bytes: u32,
    /// The pieces, the last one filled up.
    pieces: Vec<Vec<u64>>,
}

impl Fountain {
    /// Cuts bytes into pieces of so many times eight bytes.
    ///
    /// # Errors
    /// [`TooMuch`] for one transfer.
    pub fn new(bytes: &[u8], eights: usize) -> Result<Self, TooMuch> {
        let word =
            |eight: &[u8]| (0..).zip(eight).fold(0, |word, (place, byte)| word | u64::from(*byte) << (8 * place));
        // Chance fills it up: of nothing but zeros a code would be hard to read.
        let mut chance = Rng::new(0, "fountain");
        let words = |piece: &[u8]| {
            let mut words: Vec<u64> = piece.chunks(8).map(word).collect();
            words.resize_with(eights, || chance.next_u64());
            words
        };
        let pieces: Vec<Vec<u64>> = bytes.chunks((eights * 8).max(1)).map(words).collect();
        match u32::try_from(bytes.len()) {
            Ok(length) if (1..=PIECES_MAX).contains(&pieces.len()) && eights > 0 => {
                Ok(Self { transfer: crc32(bytes), bytes: length, pieces })
            }
            _ => Err(TooMuch),
        }
    }

    /// Pieces of the whole: so many frames are needed at least.
    #[must_use]
    pub fn pieces(&self) -> usize {
        self.pieces.len()
    }

    /// A frame; there is one for every number.
    #[must_use]
    pub fn frame(&self, number: u32) -> Frame {
        let parts = parts(self.transfer, number, self.pieces.len());
        let mut sum = vec![0; self.pieces[0].len()];
        for (place, piece) in self.pieces.iter().enumerate() {
            if has(&parts, place) {
                add(&mut sum, piece);
            }
        }
        let piece = sum.into_iter().flat_map(u64::to_le_bytes).collect();
        Frame { transfer: self.transfer, bytes: self.bytes, number, piece }
    }
}
