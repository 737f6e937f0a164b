//! Whether the database is sound.

use super::{Contents, Record, is_undo};
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

/// Looks through everything. `shown`: what the screens show; it is left as it was.
#[must_use]
pub fn check(contents: &Contents, shown: &mut Ledger) -> Health {
    let mut health = Health { sessions: contents.sessions.len(), values: contents.kv.len(), ..Health::default() };
    let mut log = Vec::with_capacity(contents.log.len());
    for record in &contents.log {
        health.answers += usize::from(!is_undo(&record.key));
        match entry(record) {
            Some(entry) => {
                health.misplaced += usize::from(entry.id().as_str() != record.key);
                log.push(entry);
            }
            None => health.unreadable += 1,
        }
    }
    let mut told = Ledger::replay(shown.schedule().retention(), log);
    health.folds_agree = told.progress() == shown.progress() && told.checkpoint() == shown.checkpoint();
    health
}

fn entry(record: &Record) -> Option<Entry> {
    match &record.value {
        super::Value::Text(text) => Entry::read(text).ok(),
        super::Value::Other(_) => None,
    }
}
