//! How long a meeting takes to show another question, in both windows, and what one action costs late in a long one.

use crate::driver::Driver;
use crate::problem::{Outcome, ensure, fail};
use crate::screen::Screen;
use crate::stage::Stage;
use crate::student::Student;
use biaoshuai::core::branch::{Action, Meeting, Plan, Roster, Round, RoundKind, Stamped, Step, suitable, team};
use biaoshuai::core::review::Moment;
use biaoshuai::core::route::Route;
use serde_json::json;
use std::path::Path;
use std::time::Duration;

/// Questions of the round.
const QUESTIONS: usize = 24;
/// Actions of a meeting that is very long.
pub const ACTIONS: usize = 2000;

/// In the audience's window: notes when it has drawn another question.
const LOOK_ON: &str = "
globalThis.drawn = [];
const count = () => document.querySelector('.big-count')?.textContent;
let last = count();
new MutationObserver(() => {
  if (count() === last) return;
  last = count();
  document.body.getBoundingClientRect();
  drawn.push([last, performance.timeOrigin + performance.now()]);
}).observe(document.querySelector('.big'), { childList: true, subtree: true, characterData: true });";

/// In the host's: turns on, and notes each press that brought another question, with the time until it was drawn.
const TURN: &str = "
const [questions, done] = arguments;
const settled = () => new Promise((next) => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = next;
  port2.postMessage(0);
});
const count = () => document.querySelector('.big-count').textContent;
(async () => {
  const turns = [];
  while (turns.length < questions) {
    const before = count();
    const start = performance.now();
    document.querySelector('#next').click();
    await settled();
    document.body.getBoundingClientRect();
    const end = performance.now();
    if (count() !== before) turns.push([count(), performance.timeOrigin + start, end - start]);
    await new Promise((next) => setTimeout(next, 300));
  }
  done(turns);
})();";

/// Makes the screen black and bright again, and notes the time until that was drawn, and until it was saved.
const ACT: &str = "
const [times, done] = arguments;
const settled = () => new Promise((next) => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = next;
  port2.postMessage(0);
});
(async () => {
  const drawn = [], saved = [];
  for (let turn = 0; turn < times; turn++) {
    const start = performance.now();
    document.querySelector('#black').click();
    await settled();
    document.body.getBoundingClientRect();
    drawn.push(performance.now() - start);
    while (document.querySelector('[data-saved]')) await settled();
    while (!document.querySelector('[data-saved]')) await settled();
    saved.push(performance.now() - start);
    await new Promise((next) => setTimeout(next, 300));
  }
  done([drawn, saved]);
})();";

/// Milliseconds, one for each time.
#[derive(Debug, Default)]
pub struct Times {
    /// From the press to the next question in the host's window.
    pub host: Vec<f64>,
    /// The same in the audience's.
    pub audience: Vec<f64>,
    /// From the press to what it changes, late in a long meeting.
    pub act: Vec<f64>,
    /// The same until it is saved.
    pub saved: Vec<f64>,
}

/// Measures on a laptop.
///
/// # Errors
/// When the app does not work.
pub async fn measure(driver: &Driver, dist: &Path) -> Outcome<Times> {
    let stage = Stage::unrecorded(driver, dist, "/", Screen::LAPTOP).await?;
    let times = times(stage.student()?).await;
    stage.close().await?;
    times
}

async fn times(student: &Student) -> Outcome<Times> {
    let browser = &student.browser;
    student.open_home().await?;
    let questions = suitable(&student.course, RoundKind::Turns).step_by(13).take(QUESTIONS);
    let round = Round::new(RoundKind::Turns).with(questions.map(|question| question.id.clone()).collect());
    let (roster, now) = (Roster::numbers(12), Moment { utc_ms: 1_790_000_000_000, zone_min: 480 });
    let teams = team::drawn(&roster, 3, 1);
    let steps = vec![Step::Round(round), Step::Results];
    let plan = Plan { id: "p".into(), title: "计时".into(), course: student.course.id.clone(), roster, teams, steps };
    let meeting = Meeting::new("turning".into(), plan.clone(), 5, now);
    student.plant(&meeting.place(), &meeting).await?;
    let mut long = Meeting::new("long".into(), plan, 5, now);
    long.actions = vec![Stamped { at: now, what: Action::Black }; ACTIONS];
    student.plant(&long.place(), &long).await?;

    let desk = browser.web().window().await?;
    student.open(&Route::Host(meeting.id.clone())).await?;
    browser.see("#next").await?;
    browser.tap("#next").await?;
    let screen = browser.web().new_tab().await?;
    browser.web().switch_to_window(screen).await?;
    browser.show_on(Screen::WIDE).await?;
    student.open(&Route::Audience(meeting.id)).await?;
    browser.see(".big-count").await?;
    browser.js(LOOK_ON, Vec::new()).await?;
    browser.web().switch_to_window(desk.clone()).await?;
    let turns = browser.js_async(TURN, vec![json!(12)]).await?;
    let turns: Vec<(String, f64, f64)> = serde_json::from_value(turns)?;
    tokio::time::sleep(Duration::from_millis(500)).await;
    let screen = browser.web().windows().await?.into_iter().find(|window| *window != desk);
    let Some(screen) = screen else { return fail("the audience's window is gone") };
    browser.web().switch_to_window(screen).await?;
    let drawn = browser.js("return drawn;", Vec::new()).await?;
    let drawn: Vec<(String, f64)> = serde_json::from_value(drawn)?;
    let after = |(count, start, _): &(String, f64, f64)| {
        drawn.iter().find(|(other, at)| other == count && at >= start).map(|(_, at)| at - start)
    };
    let audience: Vec<f64> = turns.iter().filter_map(after).collect();
    ensure(audience.len() == turns.len(), format!("the audience saw {} of {} turns", audience.len(), turns.len()))?;
    browser.web().close_window().await?;
    browser.web().switch_to_window(desk).await?;
    student.open(&Route::Host(long.id)).await?;
    browser.see("#next").await?;
    student.see_saved().await?;
    let (act, saved) = serde_json::from_value(browser.js_async(ACT, vec![json!(12)]).await?)?;
    Ok(Times { host: turns.iter().map(|turn| turn.2).collect(), audience, act, saved })
}
