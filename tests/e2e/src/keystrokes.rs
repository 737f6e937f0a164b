//! How long a keystroke in the search takes on a laptop when the course has 10,000 questions.

use crate::driver::Driver;
use crate::problem::{Outcome, ensure};
use crate::release;
use crate::screen::Screen;
use crate::stage::Stage;
use biaoshuai::core::route::Route;
use serde_json::json;
use std::path::Path;

/// Questions of the enlarged course.
pub const QUESTIONS: usize = 10_000;

/// What is typed, letter by letter: initials, characters, something that is not there, several words.
const TYPED: [&str; 5] = ["zbs", "djhyw", "党建和业务", "绝无此语", "党建 业务 gx"];

/// From the event to the new list with its layout, without the painting.
const TYPE: &str = "
const [words, done] = arguments;
const field = document.querySelector('#query');
const settled = () => new Promise((next) => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = next;
  port2.postMessage(0);
});
(async () => {
  const times = [];
  for (const word of words) {
    for (let length = 1; length <= word.length; length++) {
      field.value = word.slice(0, length);
      const start = performance.now();
      field.dispatchEvent(new Event('input', { bubbles: true }));
      await settled();
      document.body.getBoundingClientRect();
      times.push(performance.now() - start);
      await new Promise((next) => setTimeout(next, 50));
    }
  }
  done(times);
})();";

/// Milliseconds of every keystroke.
///
/// # Errors
/// When the app does not work.
pub async fn measure(driver: &Driver, dist: &Path) -> Outcome<Vec<f64>> {
    let large = release::enlarged(dist, QUESTIONS)?;
    let stage = Stage::unrecorded(driver, large.folder(), "/", Screen::LAPTOP).await?;
    let times = times(&stage).await;
    stage.close().await?;
    times
}

async fn times(stage: &Stage<'_>) -> Outcome<Vec<f64>> {
    let student = stage.student()?;
    student.open(&Route::Search).await?;
    // Once something is found the index is there, and all questions are in it.
    student.search_for("党").await?;
    student.browser.see("#found a").await?;
    let count = "return document.querySelector('#search-count').textContent;";
    let count = student.browser.js(count, Vec::new()).await?;
    let questions = count.as_str().and_then(|words| words.rsplit(' ').next()).and_then(|count| count.parse().ok());
    ensure(questions.is_some_and(|found: usize| found > QUESTIONS / 4), format!("found only {count}"))?;
    let times = student.browser.js_async(TYPE, vec![json!(TYPED)]).await?;
    Ok(serde_json::from_value(times)?)
}
