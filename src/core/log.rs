//! The log as it is stored: answers, and answers that were taken back. Nothing in it is ever changed or deleted.

use crate::core::ids::ReviewId;
use crate::core::review::{Moment, Review};
use serde::{Deserialize, Serialize, Serializer};

/// One record of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// An answer.
    Answer(Review),
    /// An answer taken back.
    Undo(Undo),
    /// A record that this program cannot read. It is a record all the same, for whoever counts them.
    Unreadable(ReviewId),
}

/// Takes an answer back: from now on it counts nowhere, as if it had never been given. Which one may be taken back is
/// told by [`Ledger::undoable`](crate::core::ledger::Ledger::undoable).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undo {
    id: ReviewId,
    /// The answer.
    #[serde(rename = "undo")]
    pub of: ReviewId,
    /// When it was taken back.
    #[serde(rename = "t")]
    pub at: Moment,
}

/// Stands behind the id of the answer in the id of its undo: after everything that occurs in an id.
const UNDONE: &str = "~";

impl Undo {
    /// The record that takes an answer back. Its id is made of the answer's, so that it is the next one in the log
    /// whatever the clock says, and there is one place for it, however many tabs take the answer back.
    #[must_use]
    pub fn new(of: &ReviewId, at: Moment) -> Self {
        Self { id: ReviewId([of.as_str(), UNDONE].concat()), of: of.clone(), at }
    }

    /// Unique; follows the id of the answer at once.
    #[must_use]
    pub const fn id(&self) -> &ReviewId {
        &self.id
    }

    fn is_in_its_place(&self) -> bool {
        self.id.as_str().strip_prefix(self.of.as_str()) == Some(UNDONE)
    }
}

impl From<Review> for Entry {
    fn from(review: Review) -> Self {
        Self::Answer(review)
    }
}

impl From<Undo> for Entry {
    fn from(undo: Undo) -> Self {
        Self::Undo(undo)
    }
}

impl Entry {
    /// The key of the record; the log is read in the order of these.
    #[must_use]
    pub const fn id(&self) -> &ReviewId {
        match self {
            Self::Answer(review) => &review.id,
            Self::Undo(undo) => undo.id(),
            Self::Unreadable(id) => id,
        }
    }

    /// Reads a stored record.
    ///
    /// # Errors
    /// What is wrong with it; as an answer, where it is neither, for nearly every record is one.
    pub fn read(json: &str) -> Result<Self, serde_json::Error> {
        // Two attempts instead of one that serde makes out of both shapes: that would be slower for every answer and
        // kilobytes of wasm more. No record has the fields of both.
        let wrong = match serde_json::from_str(json) {
            Ok(review) => return Ok(Self::Answer(review)),
            Err(wrong) => wrong,
        };
        match serde_json::from_str::<Undo>(json) {
            Ok(undo) if undo.is_in_its_place() => Ok(Self::Undo(undo)),
            Ok(_) => Err(serde::de::Error::custom("an undo under another id than its answer's")),
            Err(_) => Err(wrong),
        }
    }
}

/// An answer is written exactly as it always was.
impl Serialize for Entry {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Answer(review) => review.serialize(serializer),
            Self::Undo(undo) => undo.serialize(serializer),
            Self::Unreadable(_) => Err(serde::ser::Error::custom("an unreadable record is left as it is")),
        }
    }
}
