//! The last records of the log, held back because an answer among them may still be taken back.

use super::folds::{Before, Folds};
use crate::core::ids::{ReviewId, SessionId};
use crate::core::log::Entry;
use crate::core::review::Review;

/// So many records are held back. An answer is taken back before the next one of its session; the others may be of
/// sessions in other tabs.
pub const HELD: usize = 32;

/// Records in the order of their ids, each answer among them folded unless it was taken back.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Held(Vec<Slot>);

/// A record and what became of it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Slot {
    pub(super) entry: Entry,
    /// Whether it is an answer that was taken back.
    undone: bool,
    /// What it changed, while it is folded.
    before: Option<Before>,
}

impl Slot {
    /// The answer, if it is one and counts.
    pub(super) const fn counting(&self) -> Option<&Review> {
        match &self.entry {
            Entry::Answer(review) if !self.undone => Some(review),
            _ => None,
        }
    }
}

impl Held {
    /// Puts a record where its id belongs, or to the end if it is too `late` for that. One that is known already
    /// changes nothing.
    pub(super) fn add(&mut self, entry: Entry, late: bool, folds: &mut Folds) {
        let place = |id: &ReviewId| self.0.iter().position(|slot| slot.entry.id() == id);
        if place(entry.id()).is_some() {
            return;
        }
        let after = self.0.iter().rev().take_while(|slot| !late && slot.entry.id() > entry.id()).count();
        let at = self.0.len() - after;
        let undone = match &entry {
            Entry::Undo(undo) => place(&undo.of),
            _ => None,
        };
        let first = undone.unwrap_or(at).min(at);
        self.roll_back(first, folds);
        if let Some(slot) = undone.and_then(|undone| self.0.get_mut(undone)) {
            slot.undone = true;
        }
        self.0.insert(at, Slot { entry, undone: false, before: None });
        self.fold(first, folds);
    }

    /// Takes the records from the given place on out of the folds, the last one first.
    pub(super) fn roll_back(&mut self, first: usize, folds: &mut Folds) {
        for slot in self.0[first..].iter_mut().rev() {
            if let (Entry::Answer(review), Some(before)) = (&slot.entry, slot.before.take()) {
                folds.take_back(review, before);
            }
        }
    }

    /// Folds the records from the given place on.
    pub(super) fn fold(&mut self, first: usize, folds: &mut Folds) {
        for slot in &mut self.0[first..] {
            slot.before = slot.counting().map(|review| folds.record(review));
        }
    }

    /// The oldest record, when there are more than [`HELD`].
    pub(super) fn overflow(&mut self) -> Option<Slot> {
        (self.0.len() > HELD).then(|| self.0.remove(0))
    }

    pub(super) fn count(&self) -> u32 {
        u32::try_from(self.0.len()).unwrap_or(u32::MAX)
    }

    /// The answer that a session gave last, if it may be taken back: it counts, and is the last of its session here,
    /// those that were taken back included.
    pub(super) fn undoable(&self, session: &SessionId, last: &ReviewId) -> Option<&Review> {
        let is_of = |slot: &&Slot| matches!(&slot.entry, Entry::Answer(review) if review.session == *session);
        self.0.iter().rev().find(is_of)?.counting().filter(|review| review.id == *last)
    }
}
