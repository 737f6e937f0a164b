//! Everything that is folded from the log, in one place.
//!
//! An answer can be taken back for a while. So the last [`HELD`] records are remembered together with what each of them
//! changed: they can be rolled back, the last one first, and folded again without the one that is taken back. A stored
//! [`Checkpoint`] is the state without all of them, so that an undo reaches back over it.

mod checkpoint;
mod folds;
mod held;

pub use checkpoint::{Checkpoint, FOLD, Refused};
pub use held::HELD;

use crate::core::ids::ReviewId;
use crate::core::log::{Entry, Undo};
use crate::core::mistakes::Mistakes;
use crate::core::progress::Progress;
use crate::core::review::{Moment, Review};
use crate::core::schedule::Schedule;
use crate::core::session::Session;
use crate::core::statistics::Statistics;
use checkpoint::End;
use folds::Folds;
use held::Held;
use std::mem;

/// The state after a log.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ledger {
    /// The state after all of it.
    folds: Folds,
    /// The end of what cannot change any more.
    settled: End,
    /// The records after that.
    held: Held,
    /// Whether a record came too late to be put where it belongs.
    astray: bool,
}

impl Ledger {
    /// Folds a whole log. Records come in the order of their ids. `retention`: the probability of recall at which to ask
    /// again, 0.80 to 0.97.
    #[must_use]
    pub fn replay(retention: f32, log: impl IntoIterator<Item = Entry>) -> Self {
        let mut ledger = Self::default();
        ledger.folds.schedule = Schedule::new(retention);
        ledger.load(log);
        ledger
    }

    /// Goes on from a checkpoint, which gives the same as folding the whole log. `rest`: the records after
    /// [`Checkpoint::last`], in the order of their ids. Whoever stores checkpoints sees to it that the log has no other
    /// records up to that one than those that the checkpoint was made from.
    ///
    /// # Errors
    /// [`Refused`] when one of the records changes what lies before; then only a whole replay is right.
    pub fn resume(
        checkpoint: Checkpoint,
        retention: f32,
        rest: impl IntoIterator<Item = Entry>,
    ) -> Result<Self, Refused> {
        let mut ledger = Self { folds: checkpoint.folds, settled: checkpoint.end, ..Self::default() };
        ledger.retain(retention);
        ledger.load(rest);
        if ledger.astray { Err(Refused::Astray) } else { Ok(ledger) }
    }

    fn load(&mut self, log: impl IntoIterator<Item = Entry>) {
        for entry in log {
            self.add(entry);
        }
    }

    /// Whether every record came where it belongs; otherwise only a whole replay is right.
    #[must_use]
    pub const fn is_sound(&self) -> bool {
        !self.astray
    }

    /// Adds a record. One that is known already changes nothing.
    pub fn apply(&mut self, entry: &Entry) {
        self.add(entry.clone());
    }

    fn add(&mut self, entry: Entry) {
        let last = self.settled.last.as_ref();
        if last == Some(entry.id()) {
            return;
        }
        let late = last.is_some_and(|last| entry.id() < last);
        // An undo of what is settled was not there when the checkpoint was made, or its answer would still be held.
        self.astray |= late || self.settled.is_changed_by(&entry);
        self.held.add(entry, late, &mut self.folds);
        if let Some(oldest) = self.held.overflow() {
            self.settled.pass(oldest);
        }
    }

    /// How well everything is known.
    #[must_use]
    pub const fn progress(&self) -> &Progress {
        &self.folds.progress
    }

    /// The book of mistakes.
    #[must_use]
    pub const fn mistakes(&self) -> &Mistakes {
        &self.folds.mistakes
    }

    /// The numbers behind the pictures of progress.
    #[must_use]
    pub const fn statistics(&self) -> &Statistics {
        &self.folds.statistics
    }

    /// When to ask what again.
    #[must_use]
    pub const fn schedule(&self) -> &Schedule {
        &self.folds.schedule
    }

    /// Has questions asked again at another probability of recall, 0.80 to 0.97.
    pub fn retain(&mut self, retention: f32) {
        if (self.folds.schedule.retention() - retention).abs() < f32::EPSILON {
            return;
        }
        // What is held remembers cards with the due days of before.
        self.held.roll_back(0, &mut self.folds);
        self.folds.schedule.retain(retention);
        self.held.fold(0, &mut self.folds);
    }

    /// Number of records of the log, whatever they say.
    #[must_use]
    pub fn records(&self) -> u32 {
        self.settled.count.saturating_add(self.held.count())
    }

    /// The bytes of a [`Checkpoint`] to be stored, for a quicker start the next time. `None` while the log is so short
    /// that there is nothing to be gained, and when a record came too late (written by another tab, or under a clock
    /// that was set back), for then only a whole replay puts it where it belongs. Nothing changes but for a moment.
    #[must_use]
    pub fn checkpoint(&mut self) -> Option<Vec<u8>> {
        if self.astray || self.settled.count == 0 {
            return None;
        }
        self.held.roll_back(0, &mut self.folds);
        let checkpoint = Checkpoint { end: self.settled.clone(), folds: mem::take(&mut self.folds) };
        let bytes = checkpoint.to_bytes();
        self.folds = checkpoint.folds;
        self.held.fold(0, &mut self.folds);
        bytes
    }

    /// The id of the last record that a checkpoint made now would have, and how many there are up to it.
    #[must_use]
    pub fn settled(&self) -> Option<(&ReviewId, u32)> {
        self.settled.last.as_ref().map(|last| (last, self.settled.count))
    }

    /// The answer of a session that may be taken back: the last one, once, before the next one is given.
    #[must_use]
    pub fn undoable(&self, session: &Session) -> Option<&Review> {
        self.held.undoable(&session.id, &session.last_given()?.review)
    }

    /// Takes back the last answer of a session: the session in which the question waits for an answer again, and the
    /// record for the log. Nothing is written here; the caller stores both in one transaction and
    /// [applies](Ledger::apply) the record. `None` when there is nothing that may be taken back.
    #[must_use]
    pub fn undo(&self, session: &Session, at: Moment) -> Option<(Session, Undo)> {
        let of: &ReviewId = &self.undoable(session)?.id;
        Some((session.without_last(), Undo::new(of, at)))
    }
}
