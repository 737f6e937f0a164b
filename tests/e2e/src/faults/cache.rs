//! Learners rely on this: an offline copy from which something was taken, or in which something was changed, is noticed and
//! repaired with a network; without one the page works, or says what is wrong.

use super::app::{self, Page};
use super::build::Recipe;
use super::found;
use super::rig::Rig;
use super::window::Window;
use crate::problem::{Outcome, Problem, ensure, fail};
use crate::profile::Profile;
use crate::site::Site;
use serde_json::json;
use std::path::Path;

/// All files of the copy with their SHA-256, as `path hash` lines.
const COPY: &str = "
const done = arguments[0];
(async () => {
  const lines = [];
  for (const name of await caches.keys()) {
    if (name.endsWith('|state')) continue;
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const bytes = await (await cache.match(request)).arrayBuffer();
      const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
      lines.push(new URL(request.url).pathname + ' ' + [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join(''));
    }
  }
  return lines.sort();
})().then(done, (error) => done('' + error));";

/// Deletes a file of the copy, cuts it, or changes one byte of it.
const DAMAGE: &str = "
const [path, how, place, done] = arguments;
(async () => {
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    const request = (await cache.keys()).find((request) => new URL(request.url).pathname === path);
    if (!request || name.endsWith('|state')) continue;
    const answer = await cache.match(request);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    if (how === 'deleted') await cache.delete(request);
    else if (how === 'cut') await cache.put(request, new Response(bytes.slice(0, bytes.length / 2), { headers: answer.headers }));
    else {
      bytes[Math.floor(place * bytes.length)] ^= 0x5a;
      await cache.put(request, new Response(bytes, { headers: answer.headers }));
    }
    return 'damaged';
  }
  return 'not there';
})().then(done, (error) => done('' + error));";

const WAYS: [&str; 3] = ["deleted", "cut", "changed"];

async fn copy(window: &Window) -> Outcome<Vec<String>> {
    Ok(serde_json::from_value(window.js_async(COPY, Vec::new()).await?)?)
}

/// One copy, damaged file by file; returns how often the damaged page still worked and how often it said what is wrong.
async fn damaged(rig: &Rig, dist: &Path, only: Option<&str>) -> Outcome<(usize, usize, usize)> {
    let (profile, mut host) = (Profile::fresh()?, Site::of(dist)?);
    let window = Window::start(rig, &profile).await?;
    app::open(&window, &host.home()).await?;
    app::keep_all(&window).await?;
    app::open(&window, &host.home()).await?;
    let whole = copy(&window).await?;
    let mut rng = rig.rng("cache");
    let mut tries: Vec<(String, &str, f64)> = Vec::new();
    for line in &whole {
        let Some((path, _)) = line.split_once(' ') else { return fail(line.as_str()) };
        for way in WAYS {
            tries.push((path.to_owned(), way, f64::from(u16::try_from(rng.below(65536)).unwrap_or(0)) / 65536.0));
        }
    }
    match only {
        Some(end) => tries.retain(|(path, way, _)| path.ends_with(end) && *way == "changed"),
        None if !rig.full => {
            rng.shuffle(&mut tries);
            tries.truncate(8);
        }
        None => {}
    }
    let (mut worked, mut told) = (0, 0);
    for (path, way, place) in &tries {
        let at = |problem: Problem| Problem(format!("{path} {way}: {problem}"));
        let done = window.js_async(DAMAGE, vec![json!(path), json!(way), json!(place)]).await?;
        ensure(done == json!("damaged"), format!("{path}: {done}"))?;
        // Without a network first: nothing can be repaired, so it works or says so.
        host.down();
        window.open(&host.home()).await.map_err(at)?;
        match app::settled(&window, app::long(&window)).await.map_err(at)? {
            Page::Works => worked += 1,
            Page::Told => told += 1,
        }
        host.up()?;
        mended(&window, &host, &whole).await.map_err(at)?;
    }
    window.quit().await?;
    Ok((tries.len(), worked, told))
}

/// With a network everything is as it was: after the page's own way out, or the look through all files.
async fn mended(window: &Window, host: &Site, whole: &[String]) -> Outcome {
    window.open(&host.home()).await?;
    if app::settled(window, app::long(window)).await? == Page::Told {
        app::try_again(window).await?;
    }
    window.until("the worker's own word", "window.biaoshuai?.offline?.state").await?;
    let verified = window.js_async("biaoshuai.verify().then(arguments[arguments.length - 1]);", Vec::new()).await?;
    ensure(verified["complete"] == json!(true), format!("the copy is not repaired: {verified}"))?;
    let now = copy(window).await?;
    let other = whole.iter().find(|line| !now.contains(line));
    ensure(
        other.is_none(),
        format!("the copy is not repaired although it is called whole: {}", other.map_or("", String::as_str)),
    )
}

/// Every cached file deleted, cut and changed.
///
/// # Errors
/// With the file that is not noticed.
pub async fn check(rig: &Rig) -> Outcome<String> {
    let (tries, worked, told) = damaged(rig, &rig.dist, None).await?;
    Ok(format!("{tries} damages: offline {worked} worked and {told} said what is wrong; online all {tries} repaired"))
}

/// A worker that only counts bytes.
///
/// # Errors
/// When that is not found.
pub async fn control(rig: &Rig) -> Outcome<String> {
    let trusting = Recipe::new().edit("sw.js", "if (!deep) return", "if (true) return").make(&rig.dist)?;
    found(damaged(rig, trusting.folder(), Some("icon.svg")).await, &["not repaired"])
}
