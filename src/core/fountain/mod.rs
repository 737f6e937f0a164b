//! A fountain: bytes as a stream of frames without end, of which any few suffice, in any order.
//!
//! The bytes are cut into pieces. The first frames are the pieces themselves, all later ones are sums (exclusive or) of
//! about half of them, which of them its number says. Whoever has as many independent frames as there are pieces solves the
//! equations; about two more than that are needed, whichever were lost. With the thousands of pieces that one transfer
//! has, the plain dense code costs a phone about a millisecond a frame, so nothing cleverer is needed.
//!
//! A frame is a text in the compact alphabet of QR codes: `ZBM1:` and then, in three characters for every two bytes, the
//! transfer in 4 (a CRC-32 of all bytes), their number in 4, the frame's number in 4, a piece, and a CRC-32 of all these.

mod basin;
mod frame;
mod parts;
mod source;

pub use basin::{Basin, Taken};
pub use frame::{Frame, FrameError};
pub use source::{Fountain, TooMuch};

/// More pieces are no transfer: it would take a quarter of an hour.
pub const PIECES_MAX: usize = 4096;
