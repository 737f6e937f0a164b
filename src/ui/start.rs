//! From the static page to the running program.

use super::app::App;
use super::router::Router;
use crate::state::Opened;
use crate::state::page::{self, Trouble};
use crate::ui::view;
use leptos::mount::mount_to;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;

/// Runs the program in `#app`. Until everything is opened the static shell of index.html stays.
pub fn start() {
    std::panic::set_hook(Box::new(|info| {
        // The program is gone after a panic; plain JavaScript takes over.
        page::fail(Trouble::Panic, &info.to_string());
    }));
    spawn_local(async {
        let Ok(opened) = Opened::open().await else { return };
        let root = web_sys::window()
            .and_then(|window| window.document())
            .and_then(|document| document.get_element_by_id("app"))
            .and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok());
        let Some(root) = root else {
            page::fail(Trouble::Panic, "index.html has no #app");
            return;
        };
        root.set_inner_text("");
        mount_to(root, move || {
            opened.provide();
            Router::start().provide();
            view! { <App/> }
        })
        .forget();
        page::started();
    });
}
