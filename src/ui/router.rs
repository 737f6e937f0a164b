//! From addresses to screens and back. The routes themselves are plain data ([`Route`]); this binds them to the
//! browser's history. Small enough to be ours: see the README for what `leptos_router` would cost.

use crate::core::route::Route;
use crate::state::signal::{RwSignal, Signal, StoredValue};
use gloo::events::EventListener;
use js_sys::encode_uri_component;
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use web_sys::UrlSearchParams;

/// The parameter of an address that a screen may read and set.
const QUERY: &str = "q";

/// The current screen and the way to others.
#[derive(Clone, Copy)]
pub struct Router {
    route: RwSignal<Route>,
    base: StoredValue<String>,
}

impl Router {
    /// Reads the current address and follows Back and Forward from then on.
    #[must_use]
    pub fn start() -> Self {
        let base = web_sys::window()
            .and_then(|window| window.document())
            .and_then(|document| document.document_element())
            .and_then(|root| root.get_attribute("data-base"))
            .filter(|base| base.starts_with('/') && base.ends_with('/'))
            .unwrap_or_else(|| "/".to_owned());
        let router = Self { route: RwSignal::new(read(&base)), base: StoredValue::new(base) };
        if let Some(window) = web_sys::window() {
            EventListener::new(&window, "popstate", move |_| {
                let route = router.base.with_value(|base| read(base));
                router.show(route);
            })
            .forget();
        }
        router
    }

    /// Makes the router available to every component below.
    pub fn provide(self) {
        provide_context(self);
    }

    /// The router of the components above.
    #[must_use]
    pub fn expect() -> Self {
        expect_context()
    }

    /// The current screen, tracked.
    #[must_use]
    pub fn route(self) -> Signal<Route> {
        self.route.into()
    }

    /// The address of a screen.
    #[must_use]
    pub fn href(self, route: &Route) -> String {
        self.base.with_value(|base| format!("{base}{route}"))
    }

    /// Goes to a screen; Back returns from it.
    pub fn go(self, route: Route) {
        self.travel(route, true);
    }

    /// Puts a screen in the place of the current one.
    pub fn replace(self, route: Route) {
        self.travel(route, false);
    }

    /// What the address says after `?q=`; empty when it says nothing.
    #[must_use]
    pub fn query(self) -> String {
        self.parameter(QUERY)
    }

    /// The same for another name than `q`.
    #[must_use]
    pub fn parameter(self, name: &str) -> String {
        let search = web_sys::window().and_then(|window| window.location().search().ok()).unwrap_or_default();
        let parameters = UrlSearchParams::new_with_str(&search).ok();
        parameters.and_then(|parameters| parameters.get(name)).unwrap_or_default()
    }

    /// Has the address of the current screen say this after `?q=`, so that Back and a reload come to it again.
    pub fn set_query(self, text: &str) {
        let mut href = self.route.with_untracked(|route| self.href(route));
        if !text.is_empty() {
            href += &format!("?{QUERY}={}", String::from(encode_uri_component(text)));
        }
        // Refused when somebody types faster than the browser likes; the next letter sets it.
        let _ = web_sys::window()
            .and_then(|window| window.history().ok())
            .map(|history| history.replace_state_with_url(&JsValue::NULL, "", Some(&href)));
    }

    fn travel(self, route: Route, push: bool) {
        let href = self.href(&route);
        let Some(window) = web_sys::window() else { return };
        if let Ok(history) = window.history() {
            // Fails only when a page travels hundreds of times a second; the screen changes all the same.
            let _ = if push {
                history.push_state_with_url(&JsValue::NULL, "", Some(&href))
            } else {
                history.replace_state_with_url(&JsValue::NULL, "", Some(&href))
            };
        }
        self.show(route);
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }

    fn show(self, route: Route) {
        if self.route.with_untracked(|old| *old != route) {
            self.route.set(route);
        }
    }
}

fn read(base: &str) -> Route {
    let path = web_sys::window().and_then(|window| window.location().pathname().ok()).unwrap_or_default();
    Route::parse(path.strip_prefix(base).unwrap_or(&path))
}
