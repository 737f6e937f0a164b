//! Friendly habits: what is due on the icon, a reminder for the calendar, verdicts felt only by those who want that, the
//! keys on every screen, and a result to be shared.

use crate::downloads::saved;
use crate::problem::{Outcome, ensure};
use crate::stage::Stage;
use crate::student::Student;
use serde_json::{Value, json};
use thirtyfour::Key;

/// Stands for what this machine has not: a motor, an icon with a number, another app that takes pictures.
const DEVICE: &str = "window.felt = []; window.due = []; window.shared = [];
Object.assign(Navigator.prototype, {
  vibrate: (how) => { window.felt.push(how); return true; },
  setAppBadge: async (count) => { window.due.push(count); },
  canShare: ({ files }) => files.every((file) => file.type === 'image/png'),
  share: async ({ files }) => { window.shared.push([files[0].name, files[0].type, files[0].size]); },
});";

/// Plays the journey.
///
/// # Errors
/// Where it ends.
pub async fn play(stage: &mut Stage<'_>) -> Outcome {
    let folder = stage.downloads();
    let student = stage.student()?;
    student.browser.begin_with(DEVICE).await?;
    student.open_home().await?;
    student.browser.until("a number on the icon", "window.due.length > 0").await?;
    student.start_today().await?;
    student.answer_right().await?;
    ensure(noted(student, "felt").await? == json!([]), "a verdict is felt although nobody asked for that")?;

    student.open_home().await?;
    student.go_to("我").await?;
    student.heading("我").await?;
    keys_everywhere(student).await?;
    student.browser.tap_words(".segments[aria-label='答题振动'] .segment", "开").await?;
    student.browser.tap_words(".segments[aria-label='答题音效'] .segment", "开").await?;
    let time = "const field = document.querySelector('#remind-at'); field.value = '07:05';
        field.dispatchEvent(new Event('input', { bubbles: true }));";
    student.browser.js(time, Vec::new()).await?;
    student.browser.tap("#reminder .button").await?;
    let calendar = String::from_utf8_lossy(&saved(&folder.join("作表率-每日提醒.ics")).await?).into_owned();
    ensure(calendar.contains("T070500\r\n") && calendar.contains("RRULE:FREQ=DAILY"), format!("it says {calendar}"))?;

    student.open_home().await?;
    student.browser.tap(".resume").await?;
    student.next().await?;
    student.answer_wrong().await?;
    ensure(noted(student, "felt").await? == json!([[40, 60, 40]]), "a wrong answer is not felt as one")?;
    student.next().await?;
    student.finish().await?;
    student.browser.tap("#share").await?;
    student.browser.until("the picture handed on", "window.shared.length === 1").await?;
    let shared = noted(student, "shared").await?;
    ensure(shared[0][0] == json!("作表率-小结.png"), format!("{shared} was shared"))?;
    ensure(shared[0][2].as_u64().is_some_and(|size| size > 10_000), format!("{shared} is hardly a picture"))?;

    // A browser that hands nothing on saves the picture.
    student.browser.js("delete Navigator.prototype.canShare;", Vec::new()).await?;
    student.browser.tap("#share").await?;
    let picture = saved(&folder.join("作表率-小结.png")).await?;
    ensure(picture.starts_with(b"\x89PNG"), "the saved result is no picture")
}

async fn noted(student: &Student, name: &str) -> Outcome<Value> {
    student.browser.js(&format!("return window.{name};"), Vec::new()).await
}

/// `?` opens the keys, Escape closes them and gives the focus back to the page.
async fn keys_everywhere(student: &Student) -> Outcome {
    student.browser.keys("?").await?;
    student.browser.see(".dialog").await?;
    student.browser.key(Key::Escape).await?;
    student.browser.until("the keys closed", "!document.querySelector('.dialog')").await?;
    student.browser.until("the focus on the heading", "document.activeElement?.tagName === 'H1'").await?;
    Ok(())
}
