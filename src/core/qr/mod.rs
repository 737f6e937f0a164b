//! QR codes: [drawn](draw()) for the projector and the phone, [read](read()) from a camera's picture.
//!
//! ISO/IEC 18004, model 2, every version. Both directions share the tables and the field, and no picture, however odd,
//! can stop the program: nothing is indexed that was not looked for first.

mod bits;
mod correct;
mod draw;
mod field;
mod finder;
mod grid;
mod layout;
mod matrix;
mod picture;
mod read;

pub use draw::{TooLong, draw};
pub use matrix::Matrix;
pub use read::{PIXELS_MAX, decode, read, read_one};

/// What the compact mode of QR codes can hold, in the order of its numbers.
const COMPACT: &[u8; 45] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
