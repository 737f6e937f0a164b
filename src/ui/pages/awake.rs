//! The screen stays on while a meeting or a move runs, where the browser can do that.

use crate::state::signal::StoredValue;
use js_sys::{Function, Promise, Reflect};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// The lock; `None` while there is none.
type Lock = StoredValue<Option<JsValue>>;

fn call(of: &JsValue, name: &str, argument: &JsValue) -> Option<Promise> {
    let function: Function = Reflect::get(of, &name.into()).ok()?.dyn_into().ok()?;
    function.call1(of, argument).ok()?.dyn_into().ok()
}

/// Asks for the lock. It is refused when the battery is low, and given back when the window is out of sight.
fn hold(lock: Lock) {
    let Some(window) = web_sys::window() else { return };
    let keeper = Reflect::get(&window.navigator(), &"wakeLock".into()).ok().filter(JsValue::is_object);
    let Some(asked) = keeper.and_then(|keeper| call(&keeper, "request", &"screen".into())) else { return };
    spawn_local(async move {
        let Ok(held) = JsFuture::from(asked).await else { return };
        if lock.try_with_value(|_| ()).is_some() {
            lock.set_value(Some(held));
        } else {
            release(&held);
        }
    });
}

fn release(held: &JsValue) {
    if let Some(done) = call(held, "release", &JsValue::UNDEFINED) {
        spawn_local(async move {
            // A lock that is gone already is as good.
            let _ = JsFuture::from(done).await;
        });
    }
}

/// Keeps the screen on for as long as the component is there and its window in sight.
pub(super) fn stay_awake() {
    let lock: Lock = StoredValue::new(None);
    hold(lock);
    let seen = window_event_listener_untyped("visibilitychange", move |_| {
        if !document().hidden() {
            hold(lock);
        }
    });
    on_cleanup(move || {
        seen.remove();
        if let Some(Some(held)) = lock.try_update_value(Option::take) {
            release(&held);
        }
    });
}
