//! The storage layer in a real browser. Every test has a database of its own; `raw.js` looks at it and prepares it
//! without the app's code.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking; clippy knows only #[test] functions")]

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

mod web {
    mod absent;
    mod checkpoint;
    mod connection;
    mod kept;
    mod leaving;
    mod migration;
    mod queue;
    mod raw;
    mod round_trip;
    mod sample;
    mod saving;
    mod signal;
    mod transfer;
    mod unreadable;
    mod upgrade;
    mod versions;
    mod whole;
}
