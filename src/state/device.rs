//! What the browser says about this device: whether it keeps the data, how much fits, and in what program this runs.

use super::{clock, page};
use crate::core::review::Moment;
use crate::state::signal::RwSignal;
use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::StorageManager;

/// Space of this site on the device.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Space {
    /// Whether the browser has promised to keep the data; nothing where it does not say.
    pub kept: Option<bool>,
    /// Used and free, in units of 100,000 bytes, where the browser says so.
    pub tenths: Option<(u32, u32)>,
}

/// Asks the browser to keep this site's data for good, and how much space there is.
#[must_use]
pub fn space() -> RwSignal<Space> {
    let space = RwSignal::new(Space::default());
    let Some(storage) = storage() else { return space };
    spawn_local(async move {
        let kept = match storage.persist() {
            Ok(promise) => JsFuture::from(promise).await.ok().map(|kept| kept.is_truthy()),
            Err(_) => None,
        };
        let estimate = match storage.estimate() {
            Ok(promise) => JsFuture::from(promise).await.ok(),
            Err(_) => None,
        };
        let number = |name: &str| Reflect::get(estimate.as_ref()?, &name.into()).ok()?.as_f64();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "`as` saturates")]
        let tenths = |bytes: f64| (bytes / 1e5) as u32;
        let used = number("usage").zip(number("quota"));
        let tenths = used.map(|(usage, quota)| (tenths(usage), tenths(quota - usage)));
        space.set(Space { kept, tenths });
    });
    space
}

fn storage() -> Option<StorageManager> {
    Reflect::get(&web_sys::window()?.navigator(), &"storage".into()).ok()?.dyn_into().ok()
}

/// Whether the browser deletes what sites have stored that were not visited for a week: Safari does, unless the site lies
/// on the home screen.
#[must_use]
pub fn is_at_risk() -> bool {
    let on_home_screen = web_sys::window()
        .and_then(|window| Reflect::get(&window.navigator(), &"standalone".into()).ok())
        .is_some_and(|standalone| standalone.is_truthy());
    page::property("ios").is_some_and(|ios| ios.is_truthy()) && !on_home_screen
}

/// Name and version of the browser, as it tells them.
#[must_use]
pub fn agent() -> String {
    web_sys::window().and_then(|window| window.navigator().user_agent().ok()).unwrap_or_default()
}

/// When the offline copy was last looked through, if it was since the page was opened.
#[must_use]
pub fn verified_at() -> Option<String> {
    let at = Reflect::get(&page::property("offline")?, &JsValue::from_str("at")).ok()?.as_f64()?;
    #[expect(clippy::cast_possible_truncation, reason = "milliseconds are whole and far below 2^53")]
    Some(Moment { utc_ms: at as i64, ..clock::now() }.written())
}
