//! Learners rely on this: an answer is kept although its page is left in the same moment, and the page that comes next is
//! not held up by the one that was left.

use super::answers::Found;
use super::build::Recipe;
use super::idb::Stored;
use super::rig::Rig;
use super::visitor::Visitor;
use super::{app, found, study};
use crate::problem::{Outcome, Problem, ensure};
use crate::site::Site;
use biaoshuai::core::route::Route;
use serde_json::json;
use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;
use tokio::time::Instant;

/// Questions of one session.
const SIZE: usize = 20;

/// An answer may be handed in so many milliseconds before its page is left; then it usually is on disk, or on its way.
const LATEST: usize = 60;

/// How long the next page may take, its start included.
const LIMIT: Duration = Duration::from_secs(10);

/// Chooses, hands in, and leaves the page as many milliseconds later as the first argument says; for the address in the
/// second.
const LEAVE: &str = "
const [after, next] = arguments;
const choices = document.querySelectorAll('.choice input');
choices[0].click();
const go = () => {
  const button = document.querySelector('#go');
  if (button.getAttribute('aria-disabled') === 'true' || button.disabled) return setTimeout(go, 5);
  button.click();
  if (after === 0) location.assign(next);
  else setTimeout(() => location.assign(next), after);
};
go();";

/// True at a question that waits for an answer; the feedback on the one before is left on the way.
const OPEN: &str = "(() => {
  const feedback = document.querySelector('#feedback');
  const go = document.querySelector('#go');
  if (feedback && go && !feedback.__left) { feedback.__left = true; go.click(); }
  return !feedback && document.querySelector('.choice input') && !document.querySelector('.choice input:checked');
})()";

/// Answers and leaves so often; returns how long the slowest of the next pages took.
async fn left(rig: &Rig, dist: &Path, times: usize) -> Outcome<Duration> {
    let host = Site::of(dist)?;
    let mut visitor = Visitor::new(rig)?;
    app::open(visitor.window().await?, &host.home()).await?;
    app::keep_all(visitor.window().await?).await?;
    let mut rng = rig.rng("leaving");
    let next = format!("{}{}", host.home(), Route::Learn);
    let mut told = BTreeSet::new();
    let mut slowest = Duration::ZERO;
    let mut session = None;
    for number in 0..times {
        let at = |problem: Problem| Problem(format!("answer {number}: {problem}"));
        let window = visitor.window().await?;
        if number.is_multiple_of(SIZE) {
            app::open(window, &host.home()).await.map_err(at)?;
            session = Some(study::plant(rig, window, (number / SIZE) as u32, SIZE).await.map_err(at)?);
        }
        let Some(session) = &session else { continue };
        app::open(window, &study::address(&host.home(), session)).await.map_err(at)?;
        window.until("a question that waits for an answer", OPEN).await.map_err(at)?;
        let after = rng.below(LATEST).saturating_sub(LATEST / 3);
        window.js("window.__before = true;", vec![]).await?;
        window.js(LEAVE, vec![json!(after), json!(next)]).await?;
        window.until("the next page", "!window.__before").await.map_err(at)?;
        let started = Instant::now();
        app::running(window).await.map_err(at)?;
        slowest = slowest.max(started.elapsed());
        told.insert(format!("{session}/{}", number % SIZE + 1));
        Found::compare(&Stored::read(window).await?, &told)
            .check(0)
            .map_err(|problem| Problem(format!("answer {number}, left after {after} ms: {problem}")))?;
        rig.progress("answers left at once", number + 1, times);
    }
    ensure(slowest < LIMIT, format!("the next page took {} ms", slowest.as_millis()))?;
    visitor.close().await?;
    Ok(slowest)
}

/// Pages that are left in the moment of an answer.
///
/// # Errors
/// With the answer that was lost, or the page that was held up.
pub async fn check(rig: &Rig) -> Outcome<String> {
    let times = rig.times(6, 200);
    let slowest = left(rig, &rig.dist, times).await?;
    Ok(format!(
        "{times} answers whose page was left within {} ms: 0 lost; the next page took {} ms at most",
        LATEST - LATEST / 3,
        slowest.as_millis()
    ))
}

/// Does not hear that it is left, and takes its time for everything else.
const DEAF: &str = "for (const name of ['pagehide', 'beforeunload']) addEventListener(name, (event) => event.stopImmediatePropagation(), true);
{ const later = setTimeout; window.setTimeout = (what, ms, ...more) => later(what, ms === 200 ? 5000 : ms, ...more); }
window.requestAnimationFrame = (what) => setTimeout(() => what(performance.now()), 300);";

/// A page that does not hear that it is left.
///
/// # Errors
/// When that is not found.
pub async fn control(rig: &Rig) -> Outcome<String> {
    let deaf = Recipe::new().script(DEAF).make(&rig.dist)?;
    found(left(rig, deaf.folder(), 20).await, &["lost", "a page that works", "the page for trouble"])
}
