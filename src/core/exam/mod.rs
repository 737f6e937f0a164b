//! Mock exams (模拟考试): a [`Blueprint`] says what a paper looks like, a [`Paper`] is drawn from a course by it and a
//! seed, a [`PaperCode`] makes the same paper on another phone, a [`Sitting`] is one run through a paper, and a
//! [`ScoreReport`] says what it came to.
//!
//! A sitting is a record of its own and no [`Session`](super::session::Session): a session shows one question after the
//! other with feedback and never changes an answer, while in an exam every answer can be changed until all are handed in
//! together, and time runs out. What both share is the log: handing in yields one record for each answered question, with
//! the sitting's id in the place of the session's.

mod blueprint;
mod choose;
mod code;
mod fingerprint;
mod hand_in;
mod itemized;
mod marking;
mod marks;
mod paper;
mod report;
mod sitting;
mod slot;
mod stored;
mod tailored;

pub use blueprint::{Blueprint, BlueprintError, MARKS_MAX, MINUTES_MAX, QUESTIONS_MAX, Row};
pub use code::{CodeError, NotCompact, PaperCode};
pub use itemized::{Itemized, TYPES, Wanted};
pub use marks::{Marks, share_out};
pub use paper::{Asked, Paper, Variant};
pub use report::{ScoreReport, Share, WeakConcept};
pub use sitting::{Closed, Sitting, SittingError};
pub use slot::{Grade, Slot};
pub use stored::NotAnExam;
pub use tailored::{Reach, Tailored};
