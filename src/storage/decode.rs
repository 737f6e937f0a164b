//! From stored texts to records. A visitor who has stored nothing does not need it, so it travels in a chunk of its own.

use super::fault::Fault;
use crate::core::review::Review;
use crate::core::session::Session;
use crate::core::settings::Settings;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;

/// What lies in the database, as it lies there.
#[derive(Default)]
pub(super) struct Raw {
    pub(super) log: Vec<JsValue>,
    pub(super) sessions: Vec<JsValue>,
    pub(super) settings: Option<JsValue>,
}

/// The good records, and for the bad ones their position and what is wrong with them.
#[derive(Default)]
pub(super) struct Decoded {
    pub(super) reviews: Vec<Review>,
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
    if raw.log.is_empty() && raw.sessions.is_empty() && raw.settings.is_none() {
        return Ok(Decoded::default());
    }
    match cut::decode(Box::new(raw)).await {
        Ok(decoded) => Ok(*decoded),
        Err(error) => Err(Fault::other(error.to_string())),
    }
}

fn decode_now(raw: &Raw) -> Decoded {
    let mut decoded = Decoded::default();
    sort_out(&raw.log, &mut decoded.reviews, &mut decoded.bad_reviews);
    sort_out(&raw.sessions, &mut decoded.sessions, &mut decoded.bad_sessions);
    match raw.settings.as_ref().map(parse) {
        Some(Ok(settings)) => decoded.settings = Some(settings),
        Some(Err(reason)) => decoded.bad_settings = Some(reason),
        None => {}
    }
    decoded
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
    let json = value.as_string().ok_or("the value is not a text")?;
    serde_json::from_str(&json).map_err(|error| error.to_string())
}

#[cfg(feature = "split")]
mod cut {
    #![allow(unsafe_code, missing_docs, reason = "written by the macro")]

    use super::{Decoded, Raw};
    use leptos::wasm_split::{SplitLoaderError, wasm_split};

    #[wasm_split(records, wasm_split_path = ::leptos::wasm_split, fallible, preload(preload_decode))]
    pub(super) fn decode(raw: Box<Raw>) -> Result<Box<Decoded>, SplitLoaderError> {
        Ok(Box::new(super::decode_now(&raw)))
    }

    pub(super) async fn fetch() {
        // Who decodes hears of a failure.
        let _ = preload_decode().await;
    }
}

#[cfg(not(feature = "split"))]
mod cut {
    use super::{Decoded, Raw};
    use std::convert::Infallible;

    pub(super) async fn decode(raw: Box<Raw>) -> Result<Box<Decoded>, Infallible> {
        Ok(Box::new(super::decode_now(&raw)))
    }

    pub(super) async fn fetch() {}
}
