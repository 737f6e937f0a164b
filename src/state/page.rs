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

/// Calls a function of `window.biaoshuai` that gives a promise, and waits for it; `None` when there is none or it failed.
pub async fn call_later(name: &str, arguments: &[&str]) -> Option<JsValue> {
    let promise = call(name, arguments)?.dyn_into::<js_sys::Promise>().ok()?;
    wasm_bindgen_futures::JsFuture::from(promise).await.ok()
}

fn apply(name: &str, arguments: &Array) -> Option<JsValue> {
    invoke(&namespace()?, name, arguments)
}

/// Leaves word for after the next load that something big was done.
pub fn leave_word() {
    if let Some(storage) = session() {
        // Without it nothing is said.
        let _ = storage.set_item(DONE, "1");
    }
}

/// Whether such a word was left; it is taken away.
#[must_use]
pub fn take_word() -> bool {
    session().is_some_and(|storage| {
        let left = matches!(storage.get_item(DONE), Ok(Some(_)));
        // It stays in a storage that cannot be written to, where none was left.
        let _ = storage.remove_item(DONE);
        left
    })
}

const DONE: &str = "biaoshuai.done";

fn session() -> Option<web_sys::Storage> {
    web_sys::window()?.session_storage().ok().flatten()
}

/// Loads the page again.
pub fn reload() {
    // Nothing is to be done where the browser does not want to.
    let _ = web_sys::window().map(|window| window.location().reload());
}

/// Offers bytes as a file. Whether the browser took it.
#[must_use]
pub fn download(bytes: &[u8], name: &str, kind: &str) -> bool {
    let content = Uint8Array::from(bytes).into();
    let arguments = [content, JsValue::from_str(name), JsValue::from_str(kind)];
    apply("download", &arguments.into_iter().collect()).is_some_and(|took| took.is_truthy())
}

/// Notes that the database was opened: from now on [`make_anew`] leaves it alone.
pub fn opened() {
    call("opened", &[]);
}

/// Clears a database that the browser was ended while making and can never open, where nothing can ever have been in it.
/// Whether it is worth opening again, by why it did not open.
pub async fn make_anew(problem: &str) -> bool {
    call_later("makeAnew", &[problem]).await.is_some_and(|again| again.is_truthy())
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
