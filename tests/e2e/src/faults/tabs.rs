//! Learners rely on this: two tabs, or the app and a tab, may be used at once; and a tab that is older than the data says so
//! instead of being in the way.

use super::answers::{Found, HASTY, told};
use super::build::Recipe;
use super::idb::Stored;
use super::rig::Rig;
use super::window::Window;
use super::{app, found, study};
use crate::problem::{Outcome, ensure};
use crate::profile::Profile;
use crate::site::Site;
use serde_json::json;
use std::path::Path;
use std::time::Duration;

/// Questions of one session.
const SIZE: usize = 50;

/// Both tabs answer at the same time; returns what lies in the log.
async fn both(rig: &Rig, dist: &Path, each: usize) -> Outcome<usize> {
    let (profile, host) = (Profile::fresh()?, Site::of(dist)?);
    let window = Window::start(rig, &profile).await?;
    app::open(&window, &host.home()).await?;
    let (one, two) = window.second().await?;
    app::open(&window, &host.home()).await?;
    let mut number = 0;
    for _ in 0..each.div_ceil(SIZE) {
        for tab in [&one, &two] {
            window.to(tab).await?;
            number += 1;
            let session = study::plant(rig, &window, number, SIZE.min(each)).await?;
            app::open(&window, &study::address(&host.home(), &session)).await?;
        }
        for tab in [&one, &two] {
            window.to(tab).await?;
            study::begin(&window, SIZE).await?;
        }
        for tab in [&one, &two] {
            window.to(tab).await?;
            study::over(&window).await?;
        }
    }
    let stored = Stored::read(&window).await?;
    let known = told(&host);
    let found = Found::compare(&stored, &known);
    found.check(0)?;
    let meant = 2 * each.div_ceil(SIZE) * SIZE.min(each);
    ensure(
        known.len() == meant && found.answers == meant,
        format!("{} answers lost of {meant}", meant - found.answers.min(meant)),
    )?;
    window.quit().await?;
    Ok(found.answers)
}

/// Two tabs that answer at once.
///
/// # Errors
/// When the sum is not exact.
pub async fn check(rig: &Rig) -> Outcome<String> {
    let each = rig.times(50, 2000);
    let sum = both(rig, &rig.dist, each).await?;
    Ok(format!("2 tabs × {each} answers: {sum} in the log"))
}

/// A store that says yes and writes nothing.
///
/// # Errors
/// When that is not found.
pub async fn control(rig: &Rig) -> Outcome<String> {
    let hasty = Recipe::new().script(HASTY).make(&rig.dist)?;
    found(both(rig, hasty.folder(), 3).await, &["lost"])
}

/// Opens the next version of the database, as a newer release would; the answer says how long that took.
const UPGRADE: &str = "
const [version, done] = arguments;
const begun = performance.now();
const opening = indexedDB.open('biaoshuai', version);
let blocked = false;
opening.onblocked = () => { blocked = true; };
opening.onerror = () => done('' + opening.error);
opening.onsuccess = () => { opening.result.close(); done(Math.round(performance.now() - begun)); };
setTimeout(() => done(blocked ? 'blocked' : 'no answer'), 3000);";

/// An old tab with the app, and a newer version of the data that comes from elsewhere.
async fn upgraded(rig: &Rig, dist: &Path) -> Outcome<u64> {
    let (profile, host) = (Profile::fresh()?, Site::of(dist)?);
    let window = Window::start(rig, &profile).await?;
    app::open(&window, &host.home()).await?;
    let session = study::plant(rig, &window, 1, 5).await?;
    app::open(&window, &study::address(&host.home(), &session)).await?;
    study::begin(&window, 2).await?;
    study::over(&window).await?;
    let version = Stored::read(&window).await?.version;
    let (old, _) = window.second().await?;
    window.open(&format!("{}told/upgrade.txt", host.home())).await?;
    // A new window is no page of the site at first.
    window.until("a page of the site", "location.protocol === 'http:'").await?;
    let took = window.js_async(UPGRADE, vec![json!(version + 1)]).await?;
    let Some(ms) = took.as_u64() else {
        return crate::problem::fail(format!("the upgrade is held up by the old tab: {took}"));
    };
    window.to(&old).await?;
    let says = "document.querySelector('.notice[role=alert]')?.textContent.includes('已更新到新版本')";
    window.within(Duration::from_secs(3), "the old tab says that it is old", says).await?;
    // It does not pretend either: an answer given now is not called saved.
    study::begin(&window, 1).await?;
    window.see("#feedback").await?;
    tokio::time::sleep(Duration::from_secs(1)).await;
    let pretends = window.value("document.querySelector('[data-saved]')?.textContent.trim() === '已保存'").await;
    ensure(pretends == json!(false), "the old tab says 已保存 and cannot save")?;
    // The way out that it names: the page again. What it then finds is of a newer version, and that is left alone.
    window.open(&format!("{}me", host.home())).await?;
    let told = "[...document.querySelectorAll('.fail h1, .notice')].some((e) => /更新/.test(e.textContent))";
    window.within(Duration::from_secs(10), "the page about data of a newer version", told).await?;
    window.quit().await?;
    Ok(ms)
}

/// An old tab in the way of an upgrade.
///
/// # Errors
/// When it stays in the way or says nothing.
pub async fn upgrade(rig: &Rig) -> Outcome<String> {
    let mut slowest = 0;
    let times = rig.times(1, 10);
    for _ in 0..times {
        slowest = slowest.max(upgraded(rig, &rig.dist).await?);
    }
    Ok(format!("{times} upgrades: the old tab gave way after {slowest} ms at most and said so within 3 s"))
}

/// A tab that does not hear of upgrades.
///
/// # Errors
/// When that is not found.
pub async fn upgrade_control(rig: &Rig) -> Outcome<String> {
    let deaf = "{
      const hear = EventTarget.prototype.addEventListener;
      EventTarget.prototype.addEventListener = function (name, ...rest) { if (name !== 'versionchange') hear.call(this, name, ...rest); };
      Object.defineProperty(IDBDatabase.prototype, 'onversionchange', { set() {} });
    }";
    let build = Recipe::new().script(deaf).make(&rig.dist)?;
    found(upgraded(rig, build.folder()).await, &["held up by the old tab"])
}
