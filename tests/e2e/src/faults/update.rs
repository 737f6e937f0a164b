//! Learners rely on this: a new version may come at any moment. Whatever a page is made of is of one version; it is opened
//! when its reader says so, once; and a tab that stays open for months never goes blank.

use super::app::{self, Page};
use super::build::{Build, Recipe};
use super::engine::Engine;
use super::found;
use super::rig::Rig;
use super::study;
use super::visitor::Visitor;
use super::window::Window;
use crate::problem::{Outcome, Problem, ensure};
use crate::profile::Profile;
use crate::site::Site;
use biaoshuai::core::route::Route;
use serde_json::{Value, json};
use std::time::Duration;
use tokio::time::{Instant, sleep};
use xtask::server::Pace;

/// Counts the loads of a tab.
const COUNT: &str = "sessionStorage.loads = 1 + Number(sessionStorage.loads ?? 0);";

/// Of which builds the page is made: what its scripts, sheets, comment, course and requests say.
const PARTS: &str = "(() => {
  const parts = (globalThis.__builds ?? []).map(([name, number]) => [name, number]);
  // One that did not come says nothing, and Chromium does not even let it be asked.
  const rules = (sheet) => { try { return sheet.cssRules; } catch { return []; } };
  for (const sheet of document.styleSheets) {
    for (const rule of rules(sheet)) {
      const number = /sheet-of-build-(\\d+)/.exec(rule.selectorText ?? '')?.[1];
      if (number) parts.push([sheet.href, Number(number)]);
    }
  }
  for (const node of document.childNodes) if (node.nodeType === 8) parts.push(['page', Number(/\\d+/.exec(node.data)?.[0])]);
  for (const node of document.body?.childNodes ?? []) if (node.nodeType === 8 && /page of build/.test(node.data)) parts.push(['page', Number(/\\d+/.exec(node.data)?.[0])]);
  const course = document.querySelector('meta[name=course]')?.dataset.title;
  if (course) parts.push(['course', Number(/ · (\\d+)$/.exec(course)?.[1])]);
  return { parts, files: performance.getEntriesByType('resource').map((entry) => new URL(entry.name).pathname) };
})()";

/// The number of the one build that a page is made of.
async fn made_of(window: &Window, builds: &[(u32, &Build)]) -> Outcome<u32> {
    // A page that is being exchanged for another one right now says nothing, or not everything.
    let all = format!("(() => {{ const found = {PARTS}; return found.parts.length >= 4 && found; }})()");
    let found = match window.until("all parts of a page", &all).await {
        Ok(found) => found,
        Err(_) => window.until("any part of a page", PARTS).await?,
    };
    let parts: Vec<(String, u32)> = serde_json::from_value(found["parts"].clone())?;
    let Some((_, first)) = parts.first() else { return crate::problem::fail("nothing says of which build it is") };
    let other = parts.iter().find(|(_, number)| number != first);
    ensure(other.is_none(), format!("mixed: {parts:?}"))?;
    ensure(parts.len() >= 4, format!("only {} parts say of which build they are: {parts:?}", parts.len()))?;
    // Parts of the program are told by their names, which no other build has.
    let files: Vec<String> = serde_json::from_value(found["files"].clone())?;
    for file in files.iter().filter(|file| file.contains('-') && !file.contains("/told/")) {
        let of = |build: &Build| {
            let name = file.trim_start_matches('/').replace(".wasm", ".bin");
            build
                .files()
                .is_ok_and(|files| files.iter().any(|known| *known == name || known == file.trim_start_matches('/')))
        };
        let only_others = builds.iter().any(|(number, build)| number != first && of(build))
            && !builds.iter().any(|(number, build)| number == first && of(build));
        ensure(!only_others, format!("mixed: build {first} has loaded {file} of another"))?;
    }
    Ok(*first)
}

/// What became of the visits.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    old: usize,
    new: usize,
    told: usize,
}

/// A visit with a deploy `after` its beginning, file by file within `spread`; it is added to the count.
async fn visit(
    rig: &Rig,
    visitor: &mut Visitor<'_>,
    builds: [&Build; 2],
    (after, spread): (Duration, Duration),
    mut count: Count,
) -> Outcome<Count> {
    let numbered = [(1, builds[0]), (2, builds[1])];
    let host = Site::of(builds[0].folder())?;
    let host = &host;
    let at =
        |place: &'static str| move |problem: Problem| Problem(format!("{place}: {problem}; {}", host.last_asked()));
    let window = visitor.window().await?;
    // A line on which the visit takes long enough for something to happen in it.
    host.faults.slow(Pace { slice: 16 * 1024, pause: Duration::from_millis(8) });
    host.faults.deploy(builds[1].folder(), (Instant::now() + after).into_std(), spread);
    window.open(&host.home()).await?;
    count.told += through(window, spread).await.map_err(at("the first page"))?;
    if made_of(window, &numbered).await.map_err(at("the first page"))? == 1 {
        count.old += 1
    } else {
        count.new += 1
    }
    // The rest of the program arrives while somebody studies.
    window.click("#start-today, a.resume", None).await?;
    window.see(".question").await?;
    window.open(&format!("{}{}", host.home(), Route::Learn)).await?;
    count.told += through(window, spread).await.map_err(at("the second page"))?;
    made_of(window, &numbered).await.map_err(at("the second page"))?;
    // Who comes back later has a copy of one build, whichever, and it is whole.
    host.faults.heal();
    sleep(after + spread).await;
    if rig.engine == Engine::WebKit {
        // It lets an installation rest whose pages were left, and registers nothing more until it is started again.
        visitor.close().await?;
    }
    let window = visitor.window().await?;
    app::open(window, &host.home()).await.map_err(at("coming back"))?;
    window
        .until("a copy, or the offer of a newer build", "biaoshuai.offline?.state === 'ready' || biaoshuai.update")
        .await?;
    made_of(window, &numbered).await.map_err(at("coming back"))?;
    app::open(window, &host.home()).await.map_err(at("coming back twice"))?;
    made_of(window, &numbered).await.map_err(at("coming back twice"))?;
    Ok(count)
}

/// Waits for a page that works; how often it first said that it did not, and went on at a tap. In the middle of a deploy
/// the script that has the second tap may itself be missing at first.
async fn through(window: &Window, spread: Duration) -> Outcome<usize> {
    if app::settled(window, app::long(window)).await? == Page::Works {
        return Ok(0);
    }
    sleep(spread).await;
    if app::try_again(window).await.is_ok() {
        return Ok(1);
    }
    app::try_again(window).await.map(|()| 2)
}

async fn visits(rig: &Rig, builds: [&Build; 2], moments: &[(Duration, Duration)]) -> Outcome<(Count, String)> {
    let mut count = Count::default();
    let mut visitor = Visitor::new(rig)?;
    for (number, moment) in moments.iter().enumerate() {
        let told =
            |problem| Problem(format!("visit {number}, deploy after {:?} within {:?}: {problem}", moment.0, moment.1));
        count = visitor.take(told, async |visitor| visit(rig, visitor, builds, *moment, count).await).await?;
        rig.progress("deploys", number + 1, moments.len());
    }
    visitor.close().await?;
    Ok((count, visitor.ends_in_words()))
}

/// A deploy at random moments of a first visit.
///
/// # Errors
/// With the visit that was mixed or blank.
pub async fn check(rig: &Rig) -> Outcome<String> {
    let (one, two) = (Recipe::new().stamp(1).make(&rig.dist)?, Recipe::new().stamp(2).make(&rig.dist)?);
    let mut rng = rig.rng("update");
    let ms = |ms: usize| Duration::from_millis(ms as u64);
    let moments: Vec<_> = (0..rig.times(6, 200)).map(|_| (ms(rng.below(1200)), ms(rng.below(400)))).collect();
    let (Count { old, new, told }, ends) = visits(rig, [&one, &two], &moments).await?;
    Ok(format!(
        "{} moments of a deploy: {old} stayed old, {new} became new ({told} taps on pages that said so), 0 mixed{ends}",
        moments.len()
    ))
}

/// Builds whose files keep their names, which is how versions mix in a page that is being loaded.
///
/// # Errors
/// When that is not found.
pub async fn control(rig: &Rig) -> Outcome<String> {
    let one = Recipe::new().stamp(1).plain_names().make(&rig.dist)?;
    let two = Recipe::new().stamp(2).plain_names().make(&rig.dist)?;
    let moments: Vec<_> = (0..12).map(|turn| (Duration::from_millis(turn * 30), Duration::from_millis(200))).collect();
    found(visits(rig, [&one, &two], &moments).await, &["mixed"])
}

/// A tab of the first release stays open while five more come; then one of its reader's questions is answered, and it is
/// updated.
async fn releases(rig: &Rig, script: &str, edits: &[(&'static str, &'static str, &'static str)]) -> Outcome<usize> {
    let make = |number: u32| {
        let recipe = Recipe::new().script(format!("{COUNT}\n{script}")).stamp(number);
        edits.iter().fold(recipe, |recipe, (file, from, to)| recipe.edit(file, from, *to)).make(&rig.dist)
    };
    let builds = (1..=6).map(make).collect::<Outcome<Vec<Build>>>()?;
    let numbered: Vec<(u32, &Build)> = (1..).zip(&builds).collect();
    let profile = Profile::fresh()?;
    let mut host = Site::of(builds[0].folder())?;
    let window = Window::start(rig, &profile).await?;
    app::open(&window, &host.home()).await?;
    app::keep_all(&window).await?;
    let session = study::plant(rig, &window, 1, 10).await?;
    let (old, young) = window.second().await?;
    let mut screens = 0;
    for build in &builds[1..] {
        host.deploy(build.folder())?;
        // Somebody else's tab takes every release; this one is not touched.
        window.to(&young).await?;
        app::open(&window, &host.home()).await?;
        take_update(&window).await?;
        window.to(&old).await?;
        for place in [Route::Practice, Route::Statistics, Route::Data, Route::Branch, Route::Home] {
            // By the app's own navigation: the address changes, the page stays.
            app::step(&window, &place.to_string()).await?;
            let told = |problem| Problem(format!("the tab of build 1 at /{place}: {problem}"));
            app::settled(&window, window.patience).await.map_err(told)?;
            ensure(made_of(&window, &numbered).await? == 1, "the old tab's build changed under it")?;
            screens += 1;
        }
    }
    let loads = |window: Value| window.as_u64().unwrap_or_default();
    ensure(
        loads(window.value("Number(sessionStorage.loads)").await) == 1,
        "the old tab was reloaded without being asked",
    )?;
    // During an answer nothing happens, although a newer build waits.
    app::open(&window, &study::address(&host.home(), &session)).await?;
    let before = loads(window.value("Number(sessionStorage.loads)").await);
    study::begin(&window, 5).await?;
    study::over(&window).await?;
    ensure(loads(window.value("Number(sessionStorage.loads)").await) == before, "reloaded during an answer")?;
    window.quit().await?;
    Ok(screens)
}

/// Looks for a newer build, accepts it, and waits for it: exactly one reload.
async fn take_update(window: &Window) -> Outcome {
    let old = app::build(window).await;
    let before = window.value("Number(sessionStorage.loads)").await.as_u64().unwrap_or_default();
    let look = "navigator.serviceWorker.getRegistration().then((found) => found.update()).then(() => true)";
    let offered = "window.biaoshuai?.update?.waiting && document.querySelector('#update-notice')";
    let started = Instant::now();
    loop {
        // Looking fails while the worker is being replaced.
        let _ = window.js(&format!("return {look};"), Vec::new()).await;
        match window.within(Duration::from_secs(5), "the offer of a newer build", &format!("!!({offered})")).await {
            Ok(_) => break,
            Err(problem) if started.elapsed() > window.patience => return Err(problem),
            Err(_) => {}
        }
    }
    window.click("#update-notice button", Some("现在更新")).await?;
    let other =
        format!("document.querySelector('meta[name=build]')?.content !== {} && window.biaoshuai?.running", json!(old));
    window.until("the newer build", &other).await?;
    sleep(Duration::from_millis(700)).await;
    let after = window.value("Number(sessionStorage.loads)").await.as_u64().unwrap_or_default();
    ensure(after == before + 1, format!("{} reloads instead of one after consent", after - before))
}

/// An old tab over five releases.
///
/// # Errors
/// With what it did.
pub async fn old_tab(rig: &Rig) -> Outcome<String> {
    let screens = releases(rig, "", &[]).await?;
    Ok(format!(
        "5 releases: {screens} screens of the old tab, none blank or mixed; 0 reloads during an answer, 1 after each of 5 consents"
    ))
}

/// A page that follows every new worker by itself.
///
/// # Errors
/// When that is not found.
pub async fn old_tab_control(rig: &Rig) -> Outcome<String> {
    let eager = [("start", "if (consented) return reloadOnce();\nhello();\nofferUpdate();", "reloadOnce();")];
    found(releases(rig, "", &eager).await, &["changed under it", "reloaded without being asked", "reloads instead"])
}
