//! The plain JavaScript beneath the program: `window.biaoshuai`, which `public/boot.js` and `public/start.js` define.

use js_sys::{Array, Function, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

/// A kind of trouble for which `boot.js` has a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// A course could not be opened.
    Course,
    /// The program stopped.
    Panic,
    /// The database was written by a newer program.
    StorageNewer,
}

/// `window.biaoshuai`, if the page has it (tests have not).
fn namespace() -> Option<JsValue> {
    let window = web_sys::window()?;
    Reflect::get(&window, &"biaoshuai".into()).ok().filter(JsValue::is_object)
}

/// A property of anything.
pub(super) fn get(of: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(of, &name.into()).ok()
}

/// Calls a method; `None` when there is none or it threw.
pub(super) fn invoke(of: &JsValue, name: &str, arguments: &Array) -> Option<JsValue> {
    get(of, name)?.dyn_into::<Function>().ok()?.apply(of, arguments).ok()
}

/// A property of `window.biaoshuai`.
#[must_use]
pub fn property(name: &str) -> Option<JsValue> {
    let value = Reflect::get(&namespace()?, &name.into()).ok()?;
    (!value.is_undefined() && !value.is_null()).then_some(value)
}

/// Calls a function of `window.biaoshuai`; `None` when there is none or it threw.
pub fn call(name: &str, arguments: &[&str]) -> Option<JsValue> {
    apply(name, &arguments.iter().map(|text| JsValue::from_str(text)).collect())
}

fn apply(name: &str, arguments: &Array) -> Option<JsValue> {
    invoke(&namespace()?, name, arguments)
}

/// Offers bytes as a file. Whether the browser took it.
#[must_use]
pub fn download(bytes: &[u8], name: &str, kind: &str) -> bool {
    let content = Uint8Array::from(bytes).into();
    let arguments = [content, JsValue::from_str(name), JsValue::from_str(kind)];
    apply("download", &arguments.into_iter().collect()).is_some_and(|took| took.is_truthy())
}

/// Tells the watchdog that the program runs.
pub fn started() {
    call("started", &[]);
}

/// Shows the page for trouble from which the program cannot recover.
pub fn fail(trouble: Trouble, detail: &str) {
    let kind = match trouble {
        Trouble::Course => "course",
        Trouble::Panic => "panic",
        Trouble::StorageNewer => "storage-newer",
    };
    call("fail", &[kind, detail]);
}

/// Whether this page came from the offline copy.
#[must_use]
pub fn has_offline_copy() -> bool {
    let Some(window) = web_sys::window() else { return false };
    let property = |of: &JsValue, name: &str| Reflect::get(of, &name.into()).ok().filter(JsValue::is_object);
    property(&window.navigator(), "serviceWorker").and_then(|worker| property(&worker, "controller")).is_some()
}

/// Id of this build, from `<meta name="build">`.
#[must_use]
pub fn build() -> String {
    web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.query_selector("meta[name=build]").ok().flatten())
        .and_then(|meta| meta.get_attribute("content"))
        .unwrap_or_else(|| "开发版".to_owned())
}

/// Asks the browser to keep this site's data for good, and tells its answer; says nothing where the browser has no
/// such promise to give.
pub fn ask_to_persist(answer: impl FnOnce(bool) + 'static) {
    let Some(window) = web_sys::window() else { return };
    let Ok(storage) = Reflect::get(&window.navigator(), &"storage".into()) else { return };
    let Ok(storage) = storage.dyn_into::<web_sys::StorageManager>() else { return };
    let Ok(promise) = storage.persist() else { return };
    wasm_bindgen_futures::spawn_local(async move {
        if let Ok(kept) = wasm_bindgen_futures::JsFuture::from(promise).await {
            answer(kept.is_truthy());
        }
    });
}
