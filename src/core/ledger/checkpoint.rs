//! The state after the beginning of a log, stored so that it need not be folded again.

use super::folds::Folds;
use super::held::Slot;
use crate::core::ids::ReviewId;
use crate::core::log::Entry;
use serde::{Deserialize, Serialize};

/// Number of the rules by which the log is folded, and of the shape of what comes out. Counted up whenever either
/// changes, or the program learns to read another kind of record: then a checkpoint of the former rules is refused.
pub const FOLD: u32 = 1;

/// The state after the records of a log up to a certain one.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Checkpoint {
    pub(super) end: End,
    pub(super) folds: Folds,
}

/// Where the beginning of a log ends.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct End {
    /// The id of its last record.
    pub(super) last: Option<ReviewId>,
    /// Whether that was an answer that counts.
    last_counted: bool,
    /// Number of its records.
    pub(super) count: u32,
}

impl End {
    /// Whether this takes back the last record although that was counted.
    pub(super) fn is_changed_by(&self, entry: &Entry) -> bool {
        matches!(entry, Entry::Undo(undo) if self.last_counted && self.last.as_ref() == Some(&undo.of))
    }

    /// Moves on over the next record.
    pub(super) fn pass(&mut self, slot: Slot) {
        self.last_counted = slot.counting().is_some();
        self.count = self.count.saturating_add(1);
        self.last = Some(match slot.entry {
            Entry::Answer(review) => review.id,
            Entry::Undo(undo) => undo.id().clone(),
            Entry::Unreadable(id) => id,
        });
    }
}

/// Why a checkpoint cannot be used. None of this is a damage: the log has everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// It is not the bytes of a checkpoint.
    #[error("the checkpoint cannot be read")]
    Unreadable,
    /// It was made by other rules.
    #[error("the checkpoint has fold {found}, this program has {FOLD}")]
    Fold {
        /// The number it has.
        found: u32,
    },
    /// A later record belongs before its last one, or takes back its last answer.
    #[error("a record after the checkpoint changes what lies before it")]
    Astray,
}

/// Bytes before the state: the number of the fold and the check sum, both little-endian.
const HEAD: usize = 12;

impl Checkpoint {
    /// The id of the last record that was folded.
    #[must_use]
    pub const fn last(&self) -> Option<&ReviewId> {
        self.end.last.as_ref()
    }

    /// Number of records up to that one, whatever they say.
    #[must_use]
    pub const fn count(&self) -> u32 {
        self.end.count
    }

    /// The bytes to be stored; `None` when they cannot be written, and then there are none.
    pub(super) fn to_bytes(&self) -> Option<Vec<u8>> {
        let mut bytes = vec![0; HEAD];
        bytes[..4].copy_from_slice(&FOLD.to_le_bytes());
        let mut bytes = postcard::to_extend(self, bytes).ok()?;
        let sum = check_sum(&bytes[HEAD..]);
        bytes[4..HEAD].copy_from_slice(&sum.to_le_bytes());
        Some(bytes)
    }

    /// Reads what [`Ledger::checkpoint`](super::Ledger::checkpoint) has written.
    ///
    /// # Errors
    /// [`Refused`] when the bytes are not a whole checkpoint, or one of other rules.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Refused> {
        let (found, rest) = bytes.split_first_chunk().ok_or(Refused::Unreadable)?;
        let (sum, state) = rest.split_first_chunk().ok_or(Refused::Unreadable)?;
        let found = u32::from_le_bytes(*found);
        if found != FOLD {
            return Err(Refused::Fold { found });
        }
        if u64::from_le_bytes(*sum) != check_sum(state) {
            return Err(Refused::Unreadable);
        }
        postcard::from_bytes(state).map_err(|_| Refused::Unreadable)
    }
}

/// FNV-1a over eight bytes at a time: half a megabyte is summed up at every start.
fn check_sum(bytes: &[u8]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64 ^ bytes.len() as u64;
    for chunk in bytes.chunks(8) {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        hash = (hash ^ u64::from_le_bytes(word)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    hash
}
