//! The app in a window, as far as every fault needs it.

use super::window::Window;
use crate::problem::{Outcome, ensure, fail};
use serde_json::json;
use std::time::Duration;

/// True as soon as the page is one of two: the app with a screen of its own, or a page that says what to do.
const SETTLED: &str = "(() => {
  const trouble = document.querySelector('.fail h1');
  if (trouble) return [...document.querySelectorAll('.fail button')].some((e) => e.offsetWidth) ? 'told' : '';
  const screen = document.querySelector('#main h1, #main .empty, .session-bar');
  return window.biaoshuai?.running && screen && screen.getBoundingClientRect().width > 0 ? 'works' : '';
})()";

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

/// Opens an address and waits until the app runs.
///
/// # Errors
/// When it does not.
pub async fn open(window: &Window, url: &str) -> Outcome {
    window.open(url).await?;
    running(window).await
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

/// The heading of the screen.
pub async fn heading(window: &Window) -> String {
    let text = window.value("document.querySelector('#main h1, .session-bar, #main .empty')?.textContent").await;
    text.as_str().unwrap_or_default().trim().to_owned()
}

/// The build that the page was made of.
pub async fn build(window: &Window) -> String {
    let name = window.value("document.querySelector('meta[name=build]')?.content").await;
    name.as_str().unwrap_or_default().to_owned()
}
