//! The only reader of clock, time zone and randomness; everything else gets them as arguments.
#![expect(clippy::disallowed_methods, reason = "this is the one place that may")]

use crate::core::review::Moment;
use js_sys::{Date, Math, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

/// Now, with the device's time zone.
#[must_use]
pub fn now() -> Moment {
    let date = Date::new_0();
    #[expect(clippy::cast_possible_truncation, reason = "milliseconds and minutes are whole and far below 2^53")]
    Moment { utc_ms: date.get_time() as i64, zone_min: -(date.get_timezone_offset() as i32) }
}

/// A point on a clock that only runs forward, in milliseconds, for measuring how long something took.
#[must_use]
pub fn ticks() -> f64 {
    web_sys::window().and_then(|window| window.performance()).map_or(0.0, |performance| performance.now())
}

/// When an event happened, in milliseconds on a clock that all windows share and that only runs forward.
#[must_use]
pub fn ticks_of(event: &web_sys::Event) -> f64 {
    let since = web_sys::window().and_then(|window| window.performance());
    since.map_or(0.0, |performance| performance.time_origin()) + event.time_stamp()
}

/// A local date and time for people: `11月22日 17:34`.
#[must_use]
pub fn format(moment: Moment) -> String {
    #[expect(clippy::cast_precision_loss, reason = "milliseconds stay far below 2^53")]
    let date = Date::new(&JsValue::from_f64(moment.utc_ms as f64));
    format!("{}月{}日 {:02}:{:02}", date.get_month() + 1, date.get_date(), date.get_hours(), date.get_minutes())
}

/// A fresh seed.
#[must_use]
pub fn seed() -> u64 {
    u64::from_le_bytes(entropy())
}

/// A new identifier: UUID v7, so that ids sort by time.
#[must_use]
pub fn new_id() -> String {
    let random: [u8; 10] = entropy();
    let millis = u64::try_from(now().utc_ms).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid().to_string()
}

/// An identifier before which all lie that were made more than so many days ago.
#[must_use]
pub fn id_of_days_ago(days: i64) -> String {
    let millis = u64::try_from(now().utc_ms - days * 24 * 60 * 60 * 1000).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(millis, &[0; 10]).into_uuid().to_string()
}

/// Random bytes from the browser's generator, or from `Math.random` where pages opened over plain http in very old
/// webviews have none: ids must be unique, not secret.
fn entropy<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    let filled = web_sys::window()
        .and_then(|window| js_sys::Reflect::get(&window, &"crypto".into()).ok())
        .and_then(|crypto| crypto.dyn_into::<web_sys::Crypto>().ok())
        .is_some_and(|crypto| {
            let array = Uint8Array::new_with_length(u32::try_from(N).unwrap_or(0));
            let good = crypto.get_random_values_with_array_buffer_view(&array).is_ok();
            if good {
                array.copy_to(&mut bytes);
            }
            good
        });
    if !filled {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "random() is in 0..1")]
        bytes.fill_with(|| (Math::random() * 256.0) as u8);
    }
    bytes
}
