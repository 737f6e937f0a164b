//! Whether the database is sound.

use super::{Contents, find};
use crate::core::ledger::Ledger;
use crate::core::log::Entry;

/// What a look through everything stored has found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Health {
    /// Answers in the log.
    pub answers: usize,
    /// Sessions.
    pub sessions: usize,
    /// Single values.
    pub values: usize,
    /// Records of the log that cannot be read.
    pub unreadable: usize,
    /// Records of the log that lie under another id than their own.
    pub misplaced: usize,
    /// Whether what is shown is what the log says.
    pub folds_agree: bool,
}

impl Health {
    /// Whether nothing is wrong.
    #[must_use]
    pub const fn is_good(&self) -> bool {
        self.unreadable == 0 && self.misplaced == 0 && self.folds_agree
    }
}

/// Looks through everything. `log`: the records of its log that can be read, in their order; `shown`: what the screens show.
#[must_use]
pub fn check(contents: &Contents, log: Vec<Entry>, shown: &Ledger) -> Health {
    let all = &contents.log;
    // Each key is there once, so an id that is twice stands under another key at least once.
    let is_astray = |two: &[Entry]| two[0].id() >= two[1].id();
    let misplaced = log.iter().filter(|entry| find(all, entry.id().as_str()).is_err()).count();
    Health {
        answers: contents.answers(),
        sessions: contents.sessions.len(),
        values: contents.kv.len(),
        unreadable: all.len().saturating_sub(log.len()),
        misplaced: misplaced + log.windows(2).filter(|two| is_astray(two)).count(),
        folds_agree: Ledger::replay(shown.schedule().retention(), log) == *shown,
    }
}
