//! The time, for what a test puts into a browser as if it had happened there.

use std::time::{SystemTime, UNIX_EPOCH};

/// Milliseconds since the beginning of 1970.
#[expect(
    clippy::disallowed_methods,
    reason = "the rule keeps the app's core free of clocks; the browser beside has this one"
)]
#[must_use]
pub fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(0)
}
