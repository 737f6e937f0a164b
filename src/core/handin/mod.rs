//! Handing in without network: a phone says what a paper came to, in one QR code, a file or a few typed characters, and
//! the host collects.
//!
//! A [`HandIn`] says it question by question; a [`Slip`] is what can be typed: the total, and whose it is. The host keeps
//! a [`Collection`] for one paper. Nothing here prevents cheating: who wants to can write any result.

mod collection;
mod fate;
mod gathering;
mod link;
mod sheet;
mod slip;
mod tally;

pub use collection::{COLLECTED_MAX, Collection, Entry, Taken};
pub use fate::Fate;
pub use gathering::{Gathered, Gathering, Signature};
pub use sheet::{HandIn, NAME_MAX, NoHandIn, SheetError};
pub use slip::{Slip, SlipError};
pub use tally::{ConceptTally, QuestionTally};
