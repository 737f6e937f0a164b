//! The review log: appended, never changed.

use super::fault::Fault;
use super::kv;
use super::record::json;
use super::schema::LOG;
use crate::core::ids::ReviewId;
use crate::core::log::Undo;
use crate::core::review::Review;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::Transaction;
use wasm_bindgen::JsValue;

/// Keeps records beside the log whose ids others have.
pub(super) async fn append_beside(tx: &Transaction<'_>, reviews: &[Review]) -> Result<(), Fault> {
    for review in reviews {
        kv::set_aside(tx, &format!("review-{}", review.id), json(review)?.into()).await?;
    }
    Ok(())
}

/// Notes which answers were taken back. Another tab may have noted the same; then nothing is to be done.
pub(super) async fn take_back(tx: &Transaction<'_>, undos: &[Undo]) -> Result<(), Fault> {
    for undo in undos {
        let store = tx.object_store(LOG)?;
        if store.get::<JsValue, _, _>(undo.id().as_str()).primitive()?.await?.is_none() {
            store.add(&*json(undo)?).with_key(undo.id().as_str()).primitive()?;
        }
    }
    Ok(())
}

/// Appends what is not there yet. A record under a used id must be the one that is there: the log does not change.
pub(super) async fn append(tx: &Transaction<'_>, reviews: &[Review]) -> Result<(), Fault> {
    let store = tx.object_store(LOG)?;
    let asked = reviews
        .iter()
        .map(|review| store.get::<JsValue, _, _>(review.id.as_str()).primitive())
        .collect::<Result<Vec<_>, _>>()?;
    let mut new: Vec<(&ReviewId, String)> = Vec::new();
    for (review, old) in reviews.iter().zip(asked) {
        let record = json(review)?;
        let old = old.await?.map(|old| old.as_string()).or_else(|| twice(&new, &review.id));
        match old {
            // The same record is written as the same text.
            Some(old) if old.as_ref() == Some(&record) => {}
            Some(_) => return Err(Fault::conflict(&review.id)),
            None => {
                // `add`, not `put`: even a mistake here could not change the log.
                store.add(&*record).with_key(review.id.as_str()).primitive()?;
                new.push((&review.id, record));
            }
        }
    }
    Ok(())
}

/// What the same write says under an id.
fn twice(new: &[(&ReviewId, String)], id: &ReviewId) -> Option<Option<String>> {
    new.iter().find(|(other, _)| *other == id).map(|(_, record)| Some(record.clone()))
}
