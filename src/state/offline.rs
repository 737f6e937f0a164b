//! Whether the app works without network, and whether a new version waits. `public/start.js` owns the service worker
//! and tells by events; this only listens.

use super::{Saver, page};
use crate::state::signal::{RwSignal, Signal, StoredValue};
use gloo::events::EventListener;
use js_sys::Reflect;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

/// How far the offline copy is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OfflineState {
    /// Nothing known yet.
    Unknown,
    /// This browser cannot keep one.
    Unsupported {
        /// Why and what to do, in words.
        advice: String,
    },
    /// Being fetched.
    Installing {
        /// Files done.
        done: u32,
        /// Files in all.
        total: u32,
    },
    /// Complete and verified.
    Ready,
    /// Could not be completed.
    Failed {
        /// Why and what to do, in words.
        advice: String,
    },
}

/// The offline copy and a waiting update, live.
#[derive(Clone, Copy)]
pub struct Offline {
    state: RwSignal<OfflineState>,
    update: RwSignal<bool>,
    saver: StoredValue<Saver>,
}

impl Offline {
    /// Starts listening. What happened before is read from `window.biaoshuai`.
    #[must_use]
    pub fn listen(saver: Saver) -> Self {
        let offline = Self {
            state: RwSignal::new(page::property("offline").map_or(OfflineState::Unknown, |detail| read(&detail))),
            update: RwSignal::new(page::property("update").is_some_and(|value| value.is_truthy())),
            saver: StoredValue::new(saver),
        };
        let Some(window) = web_sys::window() else { return offline };
        let detail = |event: &web_sys::Event| {
            event.dyn_ref::<web_sys::CustomEvent>().map_or(JsValue::UNDEFINED, web_sys::CustomEvent::detail)
        };
        // The listeners live as long as the page.
        EventListener::new(&window, "biaoshuai:offline", move |event| offline.state.set(read(&detail(event)))).forget();
        EventListener::new(&window, "biaoshuai:update", move |event| {
            offline.update.set(flag(&detail(event), "waiting"));
        })
        .forget();
        offline
    }

    /// Makes it available to every component below.
    pub fn provide(self) {
        provide_context(self);
    }

    /// The offline state of the components above.
    #[must_use]
    pub fn expect() -> Self {
        expect_context()
    }

    /// How far the offline copy is.
    #[must_use]
    pub fn state(self) -> Signal<OfflineState> {
        self.state.into()
    }

    /// Whether a new version waits for consent.
    #[must_use]
    pub fn update_waits(self) -> Signal<bool> {
        self.update.into()
    }

    /// Puts the waiting version in place, once nothing is left to be written. One reload follows.
    ///
    /// Returns `false`, and does nothing, while work of the reader is not on disk.
    #[must_use]
    pub fn apply_update(self) -> bool {
        let clear = !self.saver.with_value(Saver::holds_work);
        if clear {
            page::call("applyUpdate", &[]);
        }
        clear
    }

    /// Hides the offer until the next start.
    pub fn later(self) {
        self.update.set(false);
    }
}

fn read(detail: &JsValue) -> OfflineState {
    match text(detail, "state").as_deref() {
        Some("ready") => OfflineState::Ready,
        Some("installing") => OfflineState::Installing { done: number(detail, "done"), total: number(detail, "total") },
        Some("failed") => OfflineState::Failed {
            advice: text(detail, "message").unwrap_or_else(|| "离线文件没有下载完整，联网后会自动继续。".into()),
        },
        Some("unsupported") => OfflineState::Unsupported {
            advice: match text(detail, "reason").as_deref() {
                Some("wechat-ios") => "微信内无法离线使用。请点右上角“⋯”，选择“在 Safari 中打开”。",
                Some("insecure") => "当前网址不是 https，浏览器不允许离线使用。请改用 https 网址打开。",
                _ => "这个浏览器不支持离线使用。请换用新版系统浏览器、Chrome 或 Edge。",
            }
            .into(),
        },
        _ => OfflineState::Unknown,
    }
}

fn get(detail: &JsValue, name: &str) -> Option<JsValue> {
    detail.is_object().then(|| Reflect::get(detail, &name.into()).ok()).flatten()
}

fn text(detail: &JsValue, name: &str) -> Option<String> {
    get(detail, name)?.as_string()
}

fn number(detail: &JsValue, name: &str) -> u32 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "small counts; `as` saturates")]
    get(detail, name).and_then(|value| value.as_f64()).map_or(0, |value| value as u32)
}

fn flag(detail: &JsValue, name: &str) -> bool {
    get(detail, name).is_some_and(|value| value.is_truthy())
}
