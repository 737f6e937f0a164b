//! Answering as fast as the screen allows, by a script in the page that does what fingers do: it chooses, hands in, waits
//! for 已保存, and goes on. Every answer that was shown as saved is told to the host before the next one begins, so that
//! the truth lies outside of the browser when that is killed.

use super::idb;
use super::rig::Rig;
use super::window::Window;
use crate::problem::{Outcome, fail};
use biaoshuai::core::ids::{QuestionId, SessionId};
use biaoshuai::core::question::QuestionKind;
use biaoshuai::core::review::Moment;
use biaoshuai::core::route::Route;
use biaoshuai::core::session::{Scope, Session};
use serde_json::json;

/// Where answers are told, below the site's root. No file is there.
pub const TOLD: &str = "/told/";

/// Defines `window.study`; `study.run(limit)` answers until so many were saved or the session is over.
const STUDY: &str = "
window.study ??= (() => {
  const q = (css) => document.querySelector(css);
  const saved = () => q('#feedback') && q('[data-saved]')?.textContent.trim() === '已保存';
  const until = (test) => new Promise((resolve) => {
    const look = () => { if (test()) { clearInterval(timer); watch.disconnect(); resolve(); } };
    const watch = new MutationObserver(look);
    watch.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    const timer = setInterval(look, 30);
    look();
  });
  const place = () => {
    const id = /session\\/([^/?#]+)/.exec(location.pathname)?.[1];
    return `${id}/${q('.session-bar .count').textContent.split('/')[0].trim()}`;
  };
  const ready = () => { const go = q('#go'); return go && go.getAttribute('aria-disabled') !== 'true' && !go.disabled; };
  const state = { saved: 0, over: false, running: false, last: '', since: 0, slowest: 0 };
  const tell = (what) => fetch(`/told/${what}`, { method: 'HEAD', cache: 'no-store' }).catch(() => {});
  async function run(limit) {
    if (state.running) return;
    Object.assign(state, { saved: 0, over: false, running: true });
    while (state.saved < limit) {
      await until(() => q('.question') || q('.review'));
      if (q('.review')) break;
      // Of one that was answered before the browser died the feedback is shown again, as soon as its program is there.
      if (!q('#feedback') && q('#go').textContent.trim() === '提交') {
        // What was chosen before the browser died is still chosen.
        const chosen = () => q('.choice input:checked');
        const choices = document.querySelectorAll('.choice input');
        if (!chosen()) choices[Math.floor(Math.random() * choices.length)].click();
        await until(() => chosen() && ready());
        state.since = performance.now();
        q('#go').click();
      }
      await until(saved);
      state.slowest = Math.max(state.slowest, performance.now() - state.since);
      state.last = place();
      state.saved += 1;
      tell(state.last);
      q('#go').click();
      await until(() => !q('#feedback'));
    }
    state.over = true;
    state.running = false;
  }
  // Where it stands, for whoever wonders why it does.
  const stand = () => JSON.stringify({ ...state, feedback: !!q('#feedback'), save: q('.save')?.textContent, go: q('#go')?.outerHTML,
    chosen: document.querySelectorAll('.choice input:checked').length, notice: q('.notice')?.textContent, hidden: document.hidden });
  return { run, state, place, stand };
})();";

/// Questions that are answered by one choice.
fn choices(rig: &Rig) -> Vec<QuestionId> {
    let fits = |kind| matches!(kind, QuestionKind::Single | QuestionKind::TrueFalse);
    rig.course.questions.iter().filter(|one| fits(one.body.kind())).map(|one| one.id.clone()).collect()
}

/// Stores a session of so many questions with a number of its own, for [`begin`] to open.
///
/// # Errors
/// When it cannot be stored.
pub async fn plant(rig: &Rig, window: &Window, number: u32, size: usize) -> Outcome<SessionId> {
    let id = SessionId(format!("01fffff0-{:04x}-7000-8000-{number:012x}", number & 0xffff));
    let now = window.js("return [Date.now(), -new Date().getTimezoneOffset()];", Vec::new()).await?;
    let (utc_ms, zone_min): (i64, i32) = serde_json::from_value(now)?;
    let all = choices(rig);
    let queue: Vec<QuestionId> =
        all.iter().cycle().skip(number as usize * size % all.len()).take(size).cloned().collect();
    let at = Moment { utc_ms, zone_min };
    let session = Session::new(id.clone(), rig.course.id.clone(), Scope::Course, u64::from(number), at, queue);
    idb::write(window, "sessions", &[(id.to_string(), Some(serde_json::to_string(&session)?))]).await?;
    Ok(id)
}

/// The address of a session.
#[must_use]
pub fn address(home: &str, id: &SessionId) -> String {
    format!("{home}{}", Route::Session(id.clone()))
}

/// On a session's screen: begins to answer, and does not wait.
///
/// # Errors
/// When the page is gone.
pub async fn begin(window: &Window, limit: usize) -> Outcome {
    window.js(&format!("{STUDY} setTimeout(() => study.run({limit}));"), Vec::new()).await?;
    Ok(())
}

/// Waits until the answers that were begun are over, as long as more and more are saved; returns how many are.
///
/// # Errors
/// When nothing more is saved.
pub async fn over(window: &Window) -> Outcome<u64> {
    let mut before = json!(-1);
    loop {
        let more = format!("window.study?.state.over || window.study?.state.saved > {before}");
        next(window, &more).await?;
        let state = window.js("return [study.state.over, study.state.saved];", Vec::new()).await?;
        if state[0] == json!(true) {
            return state[1].as_u64().map_or_else(|| fail("the page has lost count"), Ok);
        }
        before = state[1].clone();
    }
}

/// Waits for the next answer, and says where the page stands when none comes.
///
/// # Errors
/// When none does.
pub async fn next(window: &Window, more: &str) -> Outcome {
    match window.until("the next answer saved", more).await {
        Ok(_) => Ok(()),
        Err(problem) => fail(format!("{problem}; {}", window.value("study.stand()").await)),
    }
}
