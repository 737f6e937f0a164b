//! The sessions: the newest state of each.

use super::fault::Fault;
use super::kv;
use super::loaded::Unreadable;
use super::record::{json, load_all, parse};
use super::schema::SESSIONS;
use crate::core::session::Session;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::Transaction;
use wasm_bindgen::JsValue;

/// Reads the sessions, newest first: ids are in the order of time.
pub(super) async fn load(tx: &Transaction<'_>, unreadable: &mut Vec<Unreadable>) -> Result<Vec<Session>, Fault> {
    let mut sessions: Vec<Session> = load_all(tx, SESSIONS, unreadable).await?;
    sessions.reverse();
    Ok(sessions)
}

/// Replaces the stored states. An unreadable record under one of the ids is set aside first.
pub(super) async fn put(tx: &Transaction<'_>, sessions: &[Session]) -> Result<(), Fault> {
    let store = tx.object_store(SESSIONS)?;
    let asked = sessions
        .iter()
        .map(|session| store.get::<JsValue, _, _>(session.id.as_str()).primitive())
        .collect::<Result<Vec<_>, _>>()?;
    for (session, old) in sessions.iter().zip(asked) {
        if let Some(old) = old.await?.filter(|old| parse::<Session>(old).is_err()) {
            kv::set_aside(tx, &format!("session-{}", session.id), old).await?;
        }
        store.put(json(session)?).with_key(session.id.as_str()).primitive()?;
    }
    Ok(())
}
