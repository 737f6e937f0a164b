//! 作表率: an offline study and quiz platform in the browser.
//!
//! Four layers, each naming only those after it:
//!
//! `ui` (what is seen) → `state` (signals and actions; clock, entropy, words for errors) → `storage` (IndexedDB) →
//! [`core`] (rules, natively tested). `ui` may name `core` types, never `storage`; `tests/layering.rs` enforces it.
//!
//! Without the feature `web` the crate is [`core`] alone; that is what xtask and the native tests build.

pub mod core;
#[cfg(feature = "web")]
pub mod state;
#[cfg(feature = "web")]
pub mod storage;
#[cfg(feature = "web")]
pub mod ui;
