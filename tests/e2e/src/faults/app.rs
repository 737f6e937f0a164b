//! The app in a window, as far as every fault needs it.

use super::window::Window;
use crate::problem::{Outcome, ensure, fail};
use serde_json::json;
use std::time::Duration;

/// True as soon as the page is one of two: the app with a screen of its own, or a page that says what to do.
const SETTLED: &str = "(() => {
  const trouble = document.querySelector('.fail h1');
  if (trouble) return [...document.querySelectorAll('.fail button')].some((e) => e.offsetWidth) ? 'told' : '';
  // The app's own line about a part of it that does not come, and the page's own where no script came.
  const stuck = document.querySelector('#reopen, .opening .stuck');
  const all = document.readyState === 'complete'; // before that it may be seen only because its style is still to come
  if (stuck && all && stuck.offsetWidth && getComputedStyle(stuck).visibility === 'visible') return 'told';
  const screen = document.querySelector('#main h1, #main .empty, .session-bar');
  return window.biaoshuai?.running && screen && screen.getBoundingClientRect().width > 0 ? 'works' : '';
})()";

/// How long a page may take to say something: its own scripts do so after 20 s, the page without them after 22.
const LONG: Duration = Duration::from_secs(32);

/// As long as that, but for a control, whose page would speak at once if it had its protection.
#[must_use]
pub fn long(window: &Window) -> Duration {
    if window.patience < LONG / 2 { window.patience } else { LONG }
}

/// What became of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// The app runs and shows a screen.
    Works,
    /// A readable page says what is wrong, with a button that tries again.
    Told,
}

/// Waits until a page is one of the two.
///
/// # Errors
/// When it is neither in time: blank, half, or for ever opening.
pub async fn settled(window: &Window, limit: Duration) -> Outcome<Page> {
    let what = "a page that works, or says what to do";
    match window.within(limit, what, SETTLED).await?.as_str() {
        Some("works") => Ok(Page::Works),
        _ => Ok(Page::Told),
    }
}

/// Waits until the app runs.
///
/// # Errors
/// When it does not, or a page for trouble shows.
pub async fn running(window: &Window) -> Outcome {
    match settled(window, window.patience).await? {
        Page::Works => Ok(()),
        Page::Told => fail(format!("the page for trouble instead of the app: {}", window.shown().await)),
    }
}

/// On a page that says what is wrong: takes its first way out, which has to lead into the app.
///
/// # Errors
/// When it does not.
pub async fn try_again(window: &Window) -> Outcome {
    window.until("an answer of the page", "(window.__before = true)").await?;
    // The page may be gone before the driver has answered that it was tapped.
    let tap = "!window.__before || (() => {
      const out = document.querySelector('.fail button.primary:not(:disabled), #reopen, .opening .stuck a');
      if (out) setTimeout(() => out.click());
      return !!out;
    })()";
    window.until("a way out to tap", tap).await?;
    window.until("the page again after a tap on its button", "!window.__before").await?;
    running(window).await
}

/// Opens an address and waits until the app runs.
///
/// # Errors
/// When it does not.
pub async fn open(window: &Window, url: &str) -> Outcome {
    window.open(url).await?;
    running(window).await
}

/// Goes to another screen as a link of the app does: the address changes, the page stays.
///
/// # Errors
/// When the page is gone.
pub async fn step(window: &Window, path: &str) -> Outcome {
    let step =
        "history.pushState(null, '', new URL(arguments[0], new URL(document.documentElement.dataset.base, location)));
        dispatchEvent(new PopStateEvent('popstate'));";
    window.js(step, vec![json!(path)]).await?;
    Ok(())
}

/// Waits until everything is kept offline, the second set too.
///
/// # Errors
/// When it is not.
pub async fn keep_all(window: &Window) -> Outcome {
    window.within(window.patience * 2, "可离线使用", "window.biaoshuai?.offline?.state === 'ready'").await?;
    let all = window.js_async("biaoshuai.keepMore().then(arguments[arguments.length - 1]);", vec![]).await?;
    ensure(all == json!(true), "not everything is kept offline")
}

/// What the screen is headed by, once it is.
///
/// # Errors
/// When it has no words.
pub async fn heading(window: &Window) -> Outcome<String> {
    let text = "[...document.querySelectorAll('#main h1, .session-bar, #main .empty')].map((e) => e.textContent.trim()).join(' ').trim()";
    Ok(window.until("a screen with words", text).await?.as_str().unwrap_or_default().to_owned())
}

/// The build that the page was made of.
pub async fn build(window: &Window) -> String {
    let name = window.value("document.querySelector('meta[name=build]')?.content").await;
    name.as_str().unwrap_or_default().to_owned()
}
