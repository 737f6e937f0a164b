//! Snapshots: backups that the app makes by itself before it changes much, and keeps on the device.

use crate::core::review::Moment;
use std::fmt;

/// So many are kept.
pub const KEPT: usize = 5;
/// Milliseconds for which everything that was on the device before a reset can be brought back.
pub const UNDO_MS: i64 = 30 * 24 * 60 * 60 * 1000;

/// What was about to happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// A backup was restored, by merging or by replacing.
    Restore,
    /// Everything was deleted.
    Reset,
    /// The database got another shape.
    Migration,
}

/// Says what a snapshot is; its text form is the key under which it lies, in the order of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// When it was made.
    pub at: Moment,
    /// Before what.
    pub reason: Reason,
    /// Answers in it.
    pub answers: usize,
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let reason = match self.reason {
            Reason::Restore => "restore",
            Reason::Reset => "reset",
            Reason::Migration => "migration",
        };
        write!(f, "{:015}/{}/{reason}/{}", self.at.utc_ms, self.at.zone_min, self.answers)
    }
}

impl Label {
    /// Reads a key; `None` when it is none of these.
    #[must_use]
    pub fn parse(key: &str) -> Option<Self> {
        let mut parts = key.split('/');
        let at = Moment { utc_ms: parts.next()?.parse().ok()?, zone_min: parts.next()?.parse().ok()? };
        let reason = match parts.next()? {
            "restore" => Reason::Restore,
            "reset" => Reason::Reset,
            "migration" => Reason::Migration,
            _ => return None,
        };
        Some(Self { at, reason, answers: parts.next()?.parse().ok()? })
    }

    /// Whether it is one from before a reset that can still be taken back.
    #[must_use]
    pub fn undoes_reset(&self, now: Moment) -> bool {
        self.reason == Reason::Reset && now.utc_ms.saturating_sub(self.at.utc_ms) < UNDO_MS
    }
}

/// The keys of snapshots that give way: all but the last [`KEPT`] and, for their time, the last [`KEPT`] from before a
/// reset. Keys that say something else are left alone. `keys`: in their order.
#[must_use]
pub fn surplus(keys: &[String], now: Moment) -> Vec<&String> {
    let labels: Vec<(&String, Label)> = keys.iter().rev().filter_map(|key| Some((key, Label::parse(key)?))).collect();
    let last_resets = labels.iter().filter(|(_, label)| label.undoes_reset(now)).take(KEPT);
    let safe: Vec<&String> = labels.iter().take(KEPT).chain(last_resets).map(|(key, _)| *key).collect();
    labels.iter().map(|(key, _)| *key).filter(|key| !safe.contains(key)).collect()
}
