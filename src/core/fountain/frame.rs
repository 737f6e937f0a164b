//! One frame, as the text of a QR code.

use super::PIECES_MAX;
use crate::core::crc::crc32;

const PREFIX: &str = "ZBM";
const VERSION: u32 = 1;
/// Two bytes are three of these characters, and 41³ is just enough. The blank and what some readers take for something
/// else are not among them.
const ALPHABET: &[u8; 41] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ+-./:";
/// Bytes before the piece.
const HEAD: usize = 12;
/// Longer texts are in no QR code.
const TEXT_MAX: usize = 4300;

/// A piece of a transfer, or a sum of pieces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// Tells transfers apart: the checksum of all bytes.
    pub transfer: u32,
    /// How many bytes all pieces are together.
    pub bytes: u32,
    /// Counts the frames of a transfer from 0.
    pub number: u32,
    /// The piece; its length is that of every frame of the transfer, a multiple of 8.
    pub piece: Vec<u8>,
}

/// Why a text is no frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FrameError {
    /// Something else altogether.
    #[error("no frame")]
    NotOurs,
    /// Written by a newer version of the program.
    #[error("a frame of a newer version")]
    Newer,
    /// Some of it is missing or changed.
    #[error("the frame is damaged")]
    Damaged,
}

impl Frame {
    /// Pieces of the whole.
    #[must_use]
    pub fn pieces(&self) -> usize {
        (self.bytes as usize).div_ceil(self.piece.len().max(1))
    }

    /// The text for a QR code.
    #[must_use]
    pub fn text(&self) -> String {
        let mut bytes = [self.transfer, self.bytes, self.number].map(u32::to_be_bytes).concat();
        bytes.extend(&self.piece);
        bytes.extend(crc32(&bytes).to_be_bytes());
        let mut text = format!("{PREFIX}{VERSION}:");
        for two in bytes.chunks_exact(2) {
            let number = usize::from(two[0]) << 8 | usize::from(two[1]);
            text.extend([number / 1681, number / 41 % 41, number % 41].map(|digit| char::from(ALPHABET[digit])));
        }
        text
    }

    /// Reads what [`Frame::text`] has written.
    ///
    /// # Errors
    /// [`FrameError`].
    pub fn parse(text: &str) -> Result<Self, FrameError> {
        let (version, body) = text
            .strip_prefix(PREFIX)
            .and_then(|rest| rest.split_once(':'))
            .filter(|_| text.len() <= TEXT_MAX)
            .ok_or(FrameError::NotOurs)?;
        match version.parse::<u32>() {
            Ok(VERSION) => {}
            Ok(newer) if newer > VERSION => return Err(FrameError::Newer),
            _ => return Err(FrameError::NotOurs),
        }
        let digit = |byte: &u8| ALPHABET.iter().position(|letter| letter == byte);
        let mut bytes = Vec::with_capacity(body.len() / 3 * 2);
        for three in body.as_bytes().chunks(3) {
            let number = three.iter().try_fold(0, |number, byte| Some(number * 41 + digit(byte)?));
            let number = number.filter(|_| three.len() == 3).and_then(|number| u16::try_from(number).ok());
            bytes.extend(number.ok_or(FrameError::Damaged)?.to_be_bytes());
        }
        let (said, sum) = bytes.split_last_chunk::<4>().ok_or(FrameError::Damaged)?;
        let (head, piece) = said.split_at_checked(HEAD).ok_or(FrameError::Damaged)?;
        let number = |at: usize| head[at..at + 4].iter().fold(0, |number, byte| number << 8 | u32::from(*byte));
        let frame = Self { transfer: number(0), bytes: number(4), number: number(8), piece: piece.to_vec() };
        let is_likely = piece.len() % 8 == 0 && !piece.is_empty() && (1..=PIECES_MAX).contains(&frame.pieces());
        if is_likely && crc32(said) == u32::from_be_bytes(*sum) { Ok(frame) } else { Err(FrameError::Damaged) }
    }
}
