//! The review log: appended, never changed.

use super::fault::Fault;
use super::loaded::Unreadable;
use super::record::{json, load_all, parse};
use super::schema::LOG;
use crate::core::ids::ReviewId;
use crate::core::review::Review;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::Transaction;
use std::collections::BTreeMap;
use wasm_bindgen::JsValue;

pub(super) async fn load(tx: &Transaction<'_>, unreadable: &mut Vec<Unreadable>) -> Result<Vec<Review>, Fault> {
    load_all(tx, LOG, unreadable).await
}

/// Appends what is not there yet. A record under a used id must be the one that is there: the log does not change.
pub(super) async fn append(tx: &Transaction<'_>, reviews: &[Review]) -> Result<(), Fault> {
    let store = tx.object_store(LOG)?;
    let asked = reviews
        .iter()
        .map(|review| store.get::<JsValue, _, _>(review.id.as_str()).primitive())
        .collect::<Result<Vec<_>, _>>()?;
    let mut new: BTreeMap<&ReviewId, &Review> = BTreeMap::new();
    for (review, old) in reviews.iter().zip(asked) {
        let old = match old.await? {
            Some(old) => parse::<Review>(&old).ok(),
            None => match new.insert(&review.id, review) {
                Some(twice) => Some(twice.clone()),
                None => {
                    // `add`, not `put`: even a mistake here could not change the log.
                    store.add(json(review)?).with_key(review.id.as_str()).primitive()?;
                    continue;
                }
            },
        };
        if old.as_ref() != Some(review) {
            return Err(Fault::other(format!("the log has another record under {}", review.id)));
        }
    }
    Ok(())
}
