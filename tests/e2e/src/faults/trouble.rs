//! Learners rely on this: a program that stops says so at once and hands out everything it has stored, and a browser that is
//! too old for it says so in plain words instead of staying blank.

use super::build::Recipe;
use super::idb::Stored;
use super::rig::Rig;
use super::storage::{FILES, READ_FILE};
use super::window::Window;
use super::{app, found, places, study};
use crate::problem::{Doing, Outcome, Problem, ensure};
use crate::profile::Profile;
use crate::site::Site;
use biaoshuai::core::route::Route;
use serde_json::{Value, json};
use std::path::Path;
use std::time::Duration;

/// Gives the page `trap()`: a trap in WebAssembly, as a panic of the program is one, by the smallest module that has one,
/// run as an event would. It is the page's own, for what a driver runs is none of the page's errors.
const TRAP: &str = "window.trap = () => {
  const module = new WebAssembly.Module(new Uint8Array([
    0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0, 10, 5, 1, 3, 0, 0, 11]));
  const { f } = new WebAssembly.Instance(module).exports;
  setTimeout(() => f(), 0);
};";

async fn stopped(rig: &Rig, dist: &Path) -> Outcome<usize> {
    let (profile, host) = (Profile::fresh()?, Site::of(dist)?);
    let window = Window::start(rig, &profile).await?;
    app::open(&window, &host.home()).await?;
    let session = study::plant(rig, &window, 1, 3).await?;
    app::open(&window, &study::address(&host.home(), &session)).await?;
    study::begin(&window, 2).await?;
    study::over(&window).await?;
    let mut routes = places::all(&rig.course, &session)?;
    if !rig.full {
        rig.rng("panic").shuffle(&mut routes);
        routes.truncate(8);
    }
    for route in &routes {
        let told = |problem: Problem| Problem(format!("at /{route}: {problem}"));
        app::open(&window, &format!("{}{route}", host.home())).await.map_err(told)?;
        // What a page had not saved when it was left, and no program has put into the database.
        window.js(UNSAVED, Vec::new()).await?;
        window.js("trap();", Vec::new()).await?;
        let page = "document.querySelector('.fail h1')?.textContent.startsWith('程序出错')";
        window
            .within(Duration::from_secs(1), "the page that says that the program stopped", page)
            .await
            .map_err(told)?;
        window.click(".fail button", Some("导出我的数据")).await?;
        window.until("a file", "files.length > 0").await.map_err(told)?;
        window.js("localStorage.removeItem('biaoshuai.unsaved');", Vec::new()).await?;
        let file = window.js_async(READ_FILE, Vec::new()).await?;
        let file: Value = serde_json::from_str(file.as_str().unwrap_or_default()).doing("the exported file")?;
        complete(&file, &Stored::read(&window).await?).map_err(told)?;
        let has_unsaved =
            file["stores"]["log"].as_array().is_some_and(|log| log.contains(&json!({ "key": "left", "value": "{}" })));
        ensure(has_unsaved, "the exported file lacks what was not saved").map_err(told)?;
    }
    window.quit().await?;
    Ok(routes.len())
}

const UNSAVED: &str = "localStorage.setItem('biaoshuai.unsaved', '1\\u0001log\\u0001left\\u0001{}\\n');";

/// Every record is in the file, as it is stored; a checkpoint can be made again and is left out.
fn complete(file: &Value, stored: &Stored) -> Outcome {
    ensure(stored.store("log").len() == 2, format!("{} answers stored instead of 2", stored.store("log").len()))?;
    for (name, records) in &stored.stores {
        let written = file["stores"][name].as_array().cloned().unwrap_or_default();
        for (key, value) in records.iter().filter(|(key, _)| !key.contains("checkpoint")) {
            let there = written.iter().any(|record| record["key"] == json!(key) && record["value"] == *value);
            ensure(there, format!("the exported file lacks {name}/{key}"))?;
        }
    }
    Ok(())
}

/// A panic on every screen.
///
/// # Errors
/// With the screen that stays silent, or what its file lacks.
pub async fn panic(rig: &Rig) -> Outcome<String> {
    let build = Recipe::new().script(TRAP).script(FILES).make(&rig.dist)?;
    let screens = stopped(rig, build.folder()).await?;
    Ok(format!("{screens} screens: said so within 1 s, every record in the exported file"))
}

/// Plain scripts that do not look for traps.
///
/// # Errors
/// When that is not found.
pub async fn panic_control(rig: &Rig) -> Outcome<String> {
    let blind = Recipe::new().script(TRAP).script(FILES).edit(
        "boot",
        "if (isTrap(event.error)) return fail('panic', text);",
        "",
    );
    found(stopped(rig, blind.make(&rig.dist)?.folder()).await, &["the page that says that the program stopped"])
}

/// What the program cannot do without, and how a browser without it looks.
const NEEDED: [(&str, &str); 9] = [
    ("modules", "delete HTMLScriptElement.prototype.noModule;"),
    ("fetch", "delete window.fetch; window.fetch = undefined;"),
    ("BigInt", "window.BigInt = undefined;"),
    ("TextDecoder", "window.TextDecoder = undefined;"),
    ("random numbers", "Object.defineProperty(window, 'crypto', { value: {} });"),
    ("WebAssembly", "window.WebAssembly = undefined;"),
    (
        "today's WebAssembly",
        "WebAssembly.Module = function () { throw new WebAssembly.CompileError('unknown opcode'); };",
    ),
    (
        "WebAssembly under this policy",
        "WebAssembly.Module = function () { throw new EvalError('Refused to compile'); };",
    ),
    (
        "Promise",
        "{ const kept = window.Promise; window.Promise = undefined; setTimeout(() => { window.Promise = kept; }, 1500); }",
    ),
];

/// What it can do without: the page works all the same, or says what is missing.
const SPARED: [(&str, &str); 5] = [
    ("IndexedDB", "Object.defineProperty(window, 'indexedDB', { value: undefined });"),
    ("service workers", "Object.defineProperty(navigator, 'serviceWorker', { value: undefined });"),
    ("structuredClone", "window.structuredClone = undefined;"),
    ("requestIdleCallback", "window.requestIdleCallback = undefined;"),
    ("BroadcastChannel", "window.BroadcastChannel = undefined;"),
];

/// A browser that never answers whether there may be an offline copy, and time that runs faster than the page's limit.
const MUTE: &str = "ServiceWorkerContainer.prototype.register = () => new Promise(() => {});
{ const later = setTimeout; window.setTimeout = (what, ms, ...more) => later(what, ms === 40000 ? 400 : ms, ...more); }";

async fn old(rig: &Rig, edit: Option<(&'static str, &'static str, &'static str)>, needed: &[(&str, &str)]) -> Outcome {
    let profile = Profile::fresh()?;
    let window = Window::start(rig, &profile).await?;
    for (name, script) in needed {
        let told = |problem: Problem| Problem(format!("without {name}: {problem}"));
        let recipe =
            edit.iter().fold(Recipe::new().script(*script), |recipe, (file, from, to)| recipe.edit(file, from, *to));
        let build = recipe.make(&rig.dist)?;
        let host = Site::of(build.folder())?;
        window.open(&host.home()).await.map_err(told)?;
        let says = "document.querySelector('.fail h1')?.textContent.startsWith('浏览器版本太旧') && document.querySelector('.fail').innerText";
        let words = window.within(Duration::from_secs(2), "the page about old browsers", says).await.map_err(told)?;
        let words = words.as_str().unwrap_or_default();
        for needed in ["Chrome", "Firefox 102", "Safari 16.4", "更新", "导出我的数据"] {
            ensure(words.contains(needed), format!("without {name} the page does not say “{needed}”"))?;
        }
    }
    window.quit().await
}

/// Each needed feature removed.
///
/// # Errors
/// With the one without which the page stays blank.
pub async fn old_browser(rig: &Rig) -> Outcome<String> {
    old(rig, None, &NEEDED).await?;
    let profile = Profile::fresh()?;
    let window = Window::start(rig, &profile).await?;
    for (name, script) in SPARED {
        let told = |problem: Problem| Problem(format!("without {name}: {problem}"));
        let build = Recipe::new().script(script).make(&rig.dist)?;
        let host = Site::of(build.folder())?;
        app::open(&window, &host.home()).await.map_err(told)?;
        window.click("#start-today", None).await.map_err(told)?;
        window.see(".question").await.map_err(told)?;
    }
    let build = Recipe::new().script(MUTE).make(&rig.dist)?;
    let host = Site::of(build.folder())?;
    app::open(&window, &format!("{}{}", host.home(), Route::Me)).await?;
    let advice = "document.body.innerText.includes('离线功能还没有装上。请把浏览器完全关闭，联网后再打开本页。')";
    window.until("what to do when an offline copy never comes", advice).await?;
    window.quit().await?;
    Ok(format!("{} needed features removed: said so within 2 s; {} others removed: works", NEEDED.len(), SPARED.len()))
}

/// A page that does not look at what the browser can do.
///
/// # Errors
/// When that is not found.
pub async fn old_browser_control(rig: &Rig) -> Outcome<String> {
    let blind = ("boot", "if (missing.length) {", "if (false) {");
    found(old(rig, Some(blind), &NEEDED[5..6]).await, &["the page about old browsers"])
}
