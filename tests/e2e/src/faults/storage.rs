//! Learners rely on this: when the device loses the database or has no room, nothing is called saved that is not, nothing
//! stands still, and everything is written as soon as that can be.

use super::answers::{Found, told};
use super::build::Recipe;
use super::idb::Stored;
use super::rig::Rig;
use super::window::Window;
use super::{app, found, study};
use crate::problem::{Outcome, Problem, ensure, fail};
use crate::profile::Profile;
use crate::site::Site;
use serde_json::json;
use std::path::Path;
use std::time::Duration;
use tokio::time::{Instant, sleep};

/// Gives the page `lose()`: what a browser does when it forcibly closes a database. Running transactions are aborted, the
/// connection is closed, and it hears `close`.
const LOSE: &str = "{
  const [open, begin] = [IDBFactory.prototype.open, IDBDatabase.prototype.transaction];
  const [connections, running] = [new Set(), new Set()];
  IDBFactory.prototype.open = function (...given) {
    if (window.__never && window.__lost) throw new DOMException('gone', 'UnknownError');
    const request = open.apply(this, given);
    request.addEventListener('success', () => connections.add(request.result));
    return request;
  };
  IDBDatabase.prototype.transaction = function (...given) {
    const tx = begin.apply(this, given);
    running.add(tx);
    for (const name of ['complete', 'abort']) tx.addEventListener(name, () => running.delete(tx));
    return tx;
  };
  window.lose = () => {
    window.__lost = true;
    const count = connections.size;
    for (const tx of running) { try { tx.abort(); } catch { /* it is over */ } }
    for (const db of connections) { db.close(); db.dispatchEvent(new Event('close')); }
    connections.clear();
    return count;
  };
}";

/// Loses the connection as soon as there is one, for after the last loss it is opened again only when it is needed; answers
/// with the milliseconds until the next answer is saved.
const LOST: &str = "
const done = arguments[0];
const asked = performance.now();
const lose = () => {
  const [begun, before] = [performance.now(), study.state.saved];
  if (!window.lose()) {
    if (begun - asked > 2000) done('there was no connection to lose');
    else setTimeout(lose, 5);
    return;
  }
  const timer = setInterval(() => {
    const ms = Math.round(performance.now() - begun);
    if (study.state.saved === before && !study.state.over && ms < 6000) return;
    clearInterval(timer);
    done(study.state.saved > before ? ms : `not back after ${ms} ms`);
  }, 5);
};
lose();";

async fn lost(rig: &Rig, dist: &Path, times: usize) -> Outcome<(u64, usize)> {
    let (profile, host) = (Profile::fresh()?, Site::of(dist)?);
    let window = Window::start(rig, &profile).await?;
    app::open(&window, &host.home()).await?;
    let mut rng = rig.rng("lost");
    let (mut slowest, mut number, mut done) = (0, 0, 0);
    while done < times {
        number += 1;
        let session = study::plant(rig, &window, number, 100).await?;
        app::open(&window, &study::address(&host.home(), &session)).await?;
        study::begin(&window, 90).await?;
        while done < times && window.value("!study.state.over && study.state.saved < 80").await == json!(true) {
            sleep(Duration::from_millis(rng.below(300) as u64)).await;
            let took = window.js_async(LOST, Vec::new()).await?;
            let Some(ms) = took.as_u64() else { return fail(format!("close {done}: {took}")) };
            ensure(ms <= 2000, format!("close {done}: not back after 2 s but after {ms} ms"))?;
            slowest = slowest.max(ms);
            done += 1;
        }
        study::over(&window).await?;
    }
    let found = Found::compare(&Stored::read(&window).await?, &told(&host));
    found.check(number as usize)?;
    window.quit().await?;
    Ok((slowest, found.answers))
}

/// Forced closes of the database.
///
/// # Errors
/// With what was lost, or when it is not back in time.
pub async fn connection(rig: &Rig) -> Outcome<String> {
    let times = rig.times(5, 50);
    let build = Recipe::new().script(LOSE).make(&rig.dist)?;
    let (slowest, answers) = lost(rig, build.folder(), times).await?;
    Ok(format!("{times} forced closes in {answers} answers: 0 lost, next one saved after {slowest} ms at most"))
}

/// A database that cannot be opened again.
///
/// # Errors
/// When that is not found.
pub async fn connection_control(rig: &Rig) -> Outcome<String> {
    let build = Recipe::new().script(format!("window.__never = true;{LOSE}")).make(&rig.dist)?;
    found(lost(rig, build.folder(), 3).await, &["not back", "the next answer saved", "no connection to lose"])
}

/// A device without room: requests succeed and then the transaction is aborted, as IndexedDB has it; and files that are
/// saved stay in the page, for the test to read.
const FULL: &str = "{
  const begin = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (stores, mode, ...rest) {
    const tx = begin.call(this, stores, mode, ...rest);
    if (mode !== 'readwrite' || !window.full) return tx;
    Object.defineProperty(tx, 'error', { get: () => new DOMException('no room', 'QuotaExceededError') });
    tx.commit = () => { if (window.full) tx.abort(); };
    setTimeout(() => { try { tx.abort(); } catch { /* it is over */ } }, 200);
    return tx;
  };
}";

/// Files that are saved stay in the page, for the test to read: `files` has their blobs.
pub const FILES: &str = "{
  window.files = [];
  const make = URL.createObjectURL;
  URL.createObjectURL = (blob) => { files.push(blob); return make.call(URL, blob); };
  const click = HTMLAnchorElement.prototype.click;
  HTMLAnchorElement.prototype.click = function () { if (!this.hasAttribute('download')) click.call(this); };
}";

/// The last saved file as text, unpacked.
pub const READ_FILE: &str = "
const done = arguments[0];
const blob = files.at(-1);
if (!blob) return done('');
blob.arrayBuffer().then((bytes) => {
  const packed = new Uint8Array(bytes)[0] === 0x1f;
  return packed ? new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).text() : new TextDecoder().decode(bytes);
}).then(done, (error) => done('' + error));";

async fn full(rig: &Rig, dist: &Path) -> Outcome<u64> {
    let (profile, host) = (Profile::fresh()?, Site::of(dist)?);
    let window = Window::start(rig, &profile).await?;
    app::open(&window, &host.home()).await?;
    let session = study::plant(rig, &window, 1, 10).await?;
    app::open(&window, &study::address(&host.home(), &session)).await?;
    study::begin(&window, 3).await?;
    study::over(&window).await?;
    window.js("window.full = true;", Vec::new()).await?;
    let begun = Instant::now();
    study::begin(&window, 1).await?;
    // One that is called saved at once is also gone on from at once.
    window.until("an answer", "!!document.querySelector('#feedback') || study.state.saved > 0").await?;
    let told_so = "document.querySelector('.notice[role=alert]')?.textContent.includes('设备空间不足')";
    window.within(Duration::from_secs(5), "the words about the space", told_so).await?;
    let took = begun.elapsed();
    // The answering script waits for 已保存: it must wait in vain.
    sleep(Duration::from_secs(2)).await;
    let lies = window
        .value("study.state.saved > 0 || document.querySelector('[data-saved]')?.textContent.trim() === '已保存'")
        .await;
    ensure(lies == json!(false), "it says 已保存 although nothing can be saved")?;
    window.click(".mark-bar .button:not(:disabled)", Some("收藏")).await?;
    // Nothing stands still: the next question can be answered too, and a file be saved.
    let next = Instant::now();
    window.click("#go", None).await?;
    window
        .until("the next question", "document.querySelector('.question') && !document.querySelector('#feedback')")
        .await?;
    ensure(next.elapsed() < Duration::from_secs(5), format!("the next question took {:?}", next.elapsed()))?;
    app::step(&window, "me/data").await?;
    window.click("#export", None).await?;
    window.within(Duration::from_secs(5), "a file", "files.length > 0").await?;
    let file = window.js_async(READ_FILE, Vec::new()).await?;
    let stored = Stored::read(&window).await?.store("log");
    let text = file.as_str().unwrap_or_default();
    let missing = stored.keys().find(|id| !text.contains(id.as_str()));
    ensure(
        stored.len() == 3 && missing.is_none(),
        format!("the exported file lacks answers: {} stored", stored.len()),
    )?;
    // The one that waits for room is in it, too: the file is the way out.
    let written = text.matches("\\\"took").count().max(text.matches("\\\"d\\\":").count());
    ensure(written >= 4, format!("the exported file has {written} answers instead of 4"))?;
    ensure(text.contains("mark/"), "the exported file lacks the star that could not be stored")?;
    window.js("window.full = false;", Vec::new()).await?;
    window.click(".notice button", Some("重试")).await?;
    let all = "!document.querySelector('.notice[role=alert]')?.textContent.includes('设备空间不足')";
    window.within(Duration::from_secs(5), "everything saved with room again", all).await?;
    sleep(Duration::from_millis(500)).await;
    let stored = Stored::read(&window).await?;
    let log = stored.store("log");
    ensure(log.len() == 4, format!("{} answers instead of 4 when there is room again", log.len()))?;
    ensure(stored.store("kv").keys().any(|key| key.starts_with("mark/")), "the star is not stored with room again")?;
    window.quit().await?;
    Ok(took.as_millis().try_into().unwrap_or(u64::MAX))
}

/// No room on the device.
///
/// # Errors
/// With what went wrong.
pub async fn quota(rig: &Rig) -> Outcome<String> {
    let build = Recipe::new().script(FULL).script(FILES).make(&rig.dist)?;
    let mut slowest = 0;
    let times = rig.times(1, 10);
    for time in 0..times {
        let told = |problem: Problem| Problem(format!("time {time}: {problem}"));
        slowest = slowest.max(full(rig, build.folder()).await.map_err(told)?);
    }
    Ok(format!(
        "{times} times full: said so after {slowest} ms at most, never 已保存, exported, and saved everything with room again"
    ))
}

/// A store that believes in requests and not in transactions.
///
/// # Errors
/// When that is not found.
pub async fn quota_control(rig: &Rig) -> Outcome<String> {
    let believing = "for (const name of ['put', 'add']) {
      const write = IDBObjectStore.prototype[name];
      IDBObjectStore.prototype[name] = function (value, key) {
        return window.full ? this.get(key) : write.call(this, value, key);
      };
    }";
    let build = Recipe::new().script(believing).script(FILES).make(&rig.dist)?;
    found(full(rig, build.folder()).await, &["the words about the space", "it says 已保存"])
}
