//! The shape of the database and the ladder that leads to it.
//!
//! A released step is never changed; a new shape is a new step at the end, together with a stored sample of the version
//! before it (`tests/fixtures/schema-N.json`) and its test. Steps are synchronous and change the shape only: an error in
//! one aborts the upgrade, whereas an asynchronous one could fail after the version was already raised. Data is changed
//! later, in an ordinary transaction, after a snapshot of it: see [`Store::migrate`](super::Store::migrate).

use crate::core::backup::lift::STEPS;
use indexed_db_futures::Result;
use indexed_db_futures::database::Database;
use indexed_db_futures::prelude::*;

/// Name of the app's database.
pub const DB_NAME: &str = "biaoshuai";
/// The review log.
pub const LOG: &str = "log";
/// The sessions.
pub const SESSIONS: &str = "sessions";
/// Single values by name.
pub const KV: &str = "kv";
/// The name of the settings among them.
pub const SETTINGS: &str = "settings";
/// All stores: every transaction spans them, so that writes of all tabs follow one another.
pub const STORES: [&str; 3] = [LOG, SESSIONS, KV];

/// Version this app reads and writes.
pub const VERSION: u32 = LADDER.len() as u32;

pub(super) type Step = fn(&Database) -> Result<()>;

/// The step at index `n` leads from version `n` to version `n + 1`; a fresh database climbs all of them.
pub(super) const LADDER: [Step; 1] = [create_stores];

/// The store of snapshots. It has a database of its own: whatever becomes of the other one, they stay, a snapshot can be
/// made before that one is upgraded, and no start has to pass by megabytes of them.
pub(super) const SNAPSHOTS: &str = "snapshots";
/// Behind the name of a database stands the name of that of its snapshots.
pub(super) const OF_SNAPSHOTS: &str = "-snapshots";
/// The ladder of that database.
pub(super) const SNAPSHOT_LADDER: [Step; 1] = [|db| db.create_object_store(SNAPSHOTS).build().map(drop)];

// Every new shape says what becomes of the data, if only that it stays as it is.
const _: () = assert!(STEPS.len() + 1 == LADDER.len());

/// Climbs a ladder from the version found to its top. Runs inside the upgrade transaction.
pub(super) fn climb(db: &Database, ladder: &[Step], found: u32) -> Result<()> {
    ladder.iter().skip(found as usize).try_for_each(|step| step(db))
}

fn create_stores(db: &Database) -> Result<()> {
    for name in [LOG, SESSIONS, KV] {
        db.create_object_store(name).build()?;
    }
    Ok(())
}
