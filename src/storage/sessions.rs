//! The sessions: the newest state of each.

use super::fault::Fault;
use super::kv::{self, Aside};
use super::record::json;
use super::schema::SESSIONS;
use crate::core::session::Session;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::Transaction;

/// Replaces the stored states. A record that was found unreadable under one of the ids is set aside first.
pub(super) async fn put(tx: &Transaction<'_>, sessions: &[Session], aside: &Aside) -> Result<(), Fault> {
    let store = tx.object_store(SESSIONS)?;
    for session in sessions {
        if aside.contains(&(SESSIONS, session.id.to_string()))
            && let Some(old) = store.get(session.id.as_str()).primitive()?.await?
        {
            kv::set_aside(tx, &format!("session-{}", session.id), old).await?;
        }
        store.put(json(session)?).with_key(session.id.as_str()).primitive()?;
    }
    Ok(())
}
