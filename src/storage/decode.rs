//! From stored texts to records. A visitor who has stored nothing does not need it, so it travels in a chunk of its own.

use super::fault::Fault;
use crate::core::ledger::{Checkpoint, Ledger};
use crate::core::log::Entry;
use crate::core::session::Session;
use crate::core::settings::Settings;
use js_sys::Uint8Array;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;

/// What lies in the database, as it lies there.
#[derive(Default)]
pub(super) struct Raw {
    /// The bytes of a checkpoint.
    pub(super) checkpoint: Option<JsValue>,
    /// The first page of the rest of the log, of all of it without a checkpoint.
    pub(super) log: Vec<JsValue>,
    /// The key after which the next page begins, if this one is full.
    pub(super) more: Option<String>,
    pub(super) sessions: Vec<JsValue>,
    pub(super) settings: Option<JsValue>,
}

/// The good records, and for the bad ones their position and what is wrong with them.
#[derive(Default)]
pub(super) struct Decoded {
    /// What the log says so far; nothing when the checkpoint is none for this log. Then all of the log is to be read.
    pub(super) ledger: Option<Ledger>,
    pub(super) sessions: Vec<Session>,
    pub(super) settings: Option<Settings>,
    pub(super) bad_reviews: Vec<(usize, String)>,
    pub(super) bad_sessions: Vec<(usize, String)>,
    pub(super) bad_settings: Option<String>,
}

/// Fetches the program that reads records, for those who are about to need it. Should it fail, it is fetched again when
/// there is something to read.
pub async fn prepare_to_read() {
    cut::fetch().await;
}

/// Reads the records. The program for it is fetched first, unless there is nothing to read.
pub(super) async fn decode(raw: Raw) -> Result<Decoded, Fault> {
    if raw.checkpoint.is_none() && raw.log.is_empty() && raw.sessions.is_empty() && raw.settings.is_none() {
        return Ok(Decoded { ledger: Some(Ledger::default()), ..Decoded::default() });
    }
    match cut::decode(Box::new(raw)).await {
        Ok(decoded) => Ok(*decoded),
        Err(error) => Err(Fault::other(error.to_string())),
    }
}

/// Goes on with another page of the log. Also tells the positions of bad records in it, and what is wrong with them.
pub(super) async fn fold(ledger: Ledger, page: Vec<JsValue>) -> Result<(Ledger, Vec<(usize, String)>), Fault> {
    match cut::fold(Box::new((ledger, page))).await {
        Ok(folded) => Ok(*folded),
        Err(error) => Err(Fault::other(error.to_string())),
    }
}

fn fold_now((mut ledger, page): (Ledger, Vec<JsValue>)) -> (Ledger, Vec<(usize, String)>) {
    let mut bad = Vec::new();
    entries(&page, &mut bad).for_each(|entry| ledger.apply(&entry));
    (ledger, bad)
}

/// Reads the records of the log. Those that cannot be read are left out.
pub(super) async fn log(values: Vec<JsValue>) -> Result<Vec<Entry>, Fault> {
    match cut::log(values.into()).await {
        Ok(log) => Ok(*log),
        Err(error) => Err(Fault::other(error.to_string())),
    }
}

fn log_now(values: &[JsValue]) -> Vec<Entry> {
    entries(values, &mut Vec::new()).collect()
}

fn decode_now(raw: &Raw) -> Decoded {
    let mut decoded = Decoded::default();
    sort_out(&raw.sessions, &mut decoded.sessions, &mut decoded.bad_sessions);
    match raw.settings.as_ref().map(parse) {
        Some(Ok(settings)) => decoded.settings = Some(settings),
        Some(Err(reason)) => decoded.bad_settings = Some(reason),
        None => {}
    }
    let settings = decoded.settings.clone().map_or_else(Settings::default, Settings::repaired);
    let log = entries(&raw.log, &mut decoded.bad_reviews);
    let retention = settings.pace.retention();
    decoded.ledger = match &raw.checkpoint {
        None => Some(Ledger::replay(retention, log)),
        // Why it is refused is no damage: the log has everything.
        Some(bytes) => Checkpoint::from_bytes(&Uint8Array::new(bytes).to_vec())
            .and_then(|checkpoint| Ledger::resume(checkpoint, retention, log))
            .ok(),
    };
    decoded
}

/// The good records of the log, one after the other: all at once would be a hundred thousand in memory.
fn entries<'a>(values: &'a [JsValue], bad: &'a mut Vec<(usize, String)>) -> impl Iterator<Item = Entry> + 'a {
    values.iter().enumerate().filter_map(|(index, value)| match entry(value) {
        Ok(entry) => Some(entry),
        Err(reason) => {
            bad.push((index, reason));
            None
        }
    })
}

/// Reads a record of the log, or says what is wrong with it.
fn entry(value: &JsValue) -> Result<Entry, String> {
    Entry::read(&text(value)?).map_err(|error| error.to_string())
}

fn sort_out<T: DeserializeOwned>(values: &[JsValue], good: &mut Vec<T>, bad: &mut Vec<(usize, String)>) {
    for (index, value) in values.iter().enumerate() {
        match parse(value) {
            Ok(record) => good.push(record),
            Err(reason) => bad.push((index, reason)),
        }
    }
}

/// Reads a stored value, or says what is wrong with it.
fn parse<T: DeserializeOwned>(value: &JsValue) -> Result<T, String> {
    serde_json::from_str(&text(value)?).map_err(|error| error.to_string())
}

fn text(value: &JsValue) -> Result<String, String> {
    value.as_string().ok_or_else(|| "the value is not a text".to_owned())
}

#[cfg(feature = "split")]
mod cut {
    #![allow(unsafe_code, missing_docs, reason = "written by the macro")]

    use super::{Decoded, Entry, JsValue, Ledger, Raw};
    use leptos::wasm_split::{SplitLoaderError, wasm_split};

    #[wasm_split(records, wasm_split_path = ::leptos::wasm_split, fallible, preload(preload_decode))]
    pub(super) fn decode(raw: Box<Raw>) -> Result<Box<Decoded>, SplitLoaderError> {
        Ok(Box::new(super::decode_now(&raw)))
    }

    #[wasm_split(records, wasm_split_path = ::leptos::wasm_split, fallible)]
    pub(super) fn fold(
        folding: Box<(Ledger, Vec<JsValue>)>,
    ) -> Result<Box<(Ledger, Vec<(usize, String)>)>, SplitLoaderError> {
        Ok(Box::new(super::fold_now(*folding)))
    }

    #[wasm_split(records, wasm_split_path = ::leptos::wasm_split, fallible)]
    pub(super) fn log(values: Box<[JsValue]>) -> Result<Box<Vec<Entry>>, SplitLoaderError> {
        Ok(Box::new(super::log_now(&values)))
    }

    pub(super) async fn fetch() {
        // Who decodes hears of a failure.
        let _ = preload_decode().await;
    }
}

#[cfg(not(feature = "split"))]
mod cut {
    use super::{Decoded, Entry, JsValue, Ledger, Raw};
    use std::convert::Infallible;

    pub(super) async fn decode(raw: Box<Raw>) -> Result<Box<Decoded>, Infallible> {
        Ok(Box::new(super::decode_now(&raw)))
    }

    pub(super) async fn fold(
        folding: Box<(Ledger, Vec<JsValue>)>,
    ) -> Result<Box<(Ledger, Vec<(usize, String)>)>, Infallible> {
        Ok(Box::new(super::fold_now(*folding)))
    }

    pub(super) async fn log(values: Box<[JsValue]>) -> Result<Box<Vec<Entry>>, Infallible> {
        Ok(Box::new(super::log_now(&values)))
    }

    pub(super) async fn fetch() {}
}
