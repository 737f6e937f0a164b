//! A slip of the finger: the answer is taken back and given again, and counts nowhere, whatever becomes of the browser.

use crate::asked::Asked;
use crate::give::{self, Give};
use crate::problem::{Outcome, ensure, fail};
use crate::stage::Stage;
use crate::student::{Student, Way};
use biaoshuai::core::question::{Body, Question};
use biaoshuai::core::route::Route;
use serde_json::{Value, json};
use std::time::Duration;
use thirtyfour::prelude::*;

/// How many records of the log take an answer back.
const UNDONE: &str = "const done = arguments[0];
const opening = indexedDB.open('biaoshuai');
opening.onsuccess = () => {
  const all = opening.result.transaction('log').objectStore('log').getAllKeys();
  all.onsuccess = () => { opening.result.close(); done(all.result.filter((key) => key.endsWith('~')).length); };
};";

/// What the reader would tap after a slip.
const OFFERED: &str = "return !!document.querySelector('#take-back');";

/// Plays the journey.
///
/// # Errors
/// Where it ends.
pub async fn play(stage: &mut Stage<'_>) -> Outcome {
    let student = stage.student()?;
    student.open_home().await?;
    student.start_today().await?;
    let before = right_until_a_choice(student).await?;

    // By a tap; what waits for an answer again survives the end of the browser.
    let slip = slip(student).await?;
    student.see_saved().await?;
    student.browser.tap_words("#take-back", "点错了，撤回重答").await?;
    waits_again(student, &slip).await?;
    undone(student, 1).await?;
    stage.crash_browser().await?;
    let student = stage.student()?;
    counts(student, before).await?;
    go_on(student).await?;
    ensure(student.asked().await? == slip, "after the crash another question or draft waits")?;

    // The other answer counts once, and there was no mistake.
    student.answer_right().await?;
    student.see_saved().await?;
    counts(student, before + 1).await?;
    student.reload().await?;
    counts(student, before + 1).await?;
    stage.crash_browser().await?;
    let student = stage.student()?;
    counts(student, before + 1).await?;
    student.open(&Route::Mistakes).await?;
    student.browser.until("the words for an empty book", "document.querySelector('.empty h2')").await?;

    // It is offered again while the same feedback is on screen, and not after it.
    go_on(student).await?;
    student.browser.see("#feedback #take-back").await?;
    ensure(student.next().await?, "the session is over")?;
    too_late(student, 1).await?;
    counts(student, before + 1).await?;
    by_key(stage, before + 1).await?;
    challenge(stage.student()?).await
}

/// The same with the keyboard alone.
async fn by_key(stage: &mut Stage<'_>, before: u64) -> Outcome {
    let student = stage.student()?;
    go_on(student).await?;
    let before = before + right_until_a_choice(student).await?;
    stage.student_mut()?.way = Way::Keyboard;
    let student = stage.student()?;
    let slip = slip(student).await?;
    student.browser.key(Key::Backspace).await?;
    waits_again(student, &slip).await?;
    undone(student, 2).await?;
    student.answer_right().await?;
    student.see_saved().await?;
    ensure(student.next().await?, "the session is over")?;
    too_late(student, 2).await?;
    stage.crash_browser().await?;
    counts(stage.student()?, before + 1).await
}

/// Answers right until the question is a choice of one, which a slip of the finger answers; returns how many it were.
async fn right_until_a_choice(student: &Student) -> Outcome<u64> {
    let choice = |question: &Question| matches!(question.body, Body::Single(_) | Body::TrueFalse(_));
    let mut answered = 0;
    while !choice(&student.question().await?) {
        student.answer_right().await?;
        answered += 1;
        ensure(student.next().await?, "ten questions and no choice among them")?;
    }
    Ok(answered)
}

/// Answers wrong; returns the screen as it was when the answer was handed in.
async fn slip(student: &Student) -> Outcome<Asked> {
    let question = student.question().await?;
    let Some(answer) = give::make(&question, Give::Wrong) else { return fail("no wrong answer") };
    student.prepare(&question, &answer).await?;
    let asked = student.asked().await?;
    student.submit().await?;
    let verdict = student.see_feedback().await?;
    ensure(verdict == "没有答对", format!("the slip is judged “{verdict}”"))?;
    student.browser.see("#feedback #take-back").await?;
    Ok(asked)
}

/// The question stands there as before: no verdict, the same answer as draft, ready to be handed in or changed.
async fn waits_again(student: &Student, slip: &Asked) -> Outcome {
    let words = "!document.querySelector('#feedback') && document.querySelector('#go').textContent === '提交'";
    student.browser.until("the question without its feedback", words).await?;
    let now = student.asked().await?;
    ensure(now == *slip, format!("it was {slip:?} and is {now:?}"))?;
    let open = "return [...document.querySelectorAll('.choice input')].every((e) => !e.disabled);";
    ensure(student.browser.js(open, Vec::new()).await? == json!(true), "the options cannot be chosen")
}

/// Waits until so many answers are taken back on disk.
async fn undone(student: &Student, count: usize) -> Outcome {
    let mut found = Value::Null;
    for _ in 0..100 {
        found = student.browser.js_async(UNDONE, Vec::new()).await?;
        if found == json!(count) {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    fail(format!("{found} answers are taken back on disk instead of {count}"))
}

/// At the question after the one that was answered: nothing takes that answer back any more.
async fn too_late(student: &Student, undone_so_far: usize) -> Outcome {
    let now = student.asked().await?;
    ensure(student.browser.js(OFFERED, Vec::new()).await? == json!(false), "it can still be taken back")?;
    student.browser.key(Key::Backspace).await?;
    tokio::time::sleep(Duration::from_millis(300)).await;
    ensure(student.asked().await? == now, "Backspace has changed the next question")?;
    undone(student, undone_so_far).await
}

/// The pages 我 and 今日 count so many answers.
async fn counts(student: &Student, answers: u64) -> Outcome {
    let figures = student.figures().await?;
    let said = figures.first().map_or("nothing", String::as_str);
    ensure(said == answers.to_string(), format!("我 counts {said} answers instead of {answers}"))?;
    student.open_home().await?;
    let today = if answers == 0 { String::new() } else { format!("今天已答 {answers} 题") };
    let said = "return document.querySelector('.today .hint')?.textContent ?? '';";
    let said = student.browser.js(said, Vec::new()).await?;
    ensure(said == json!(today), format!("今日 says {said} instead of “{today}”"))
}

async fn go_on(student: &Student) -> Outcome {
    student.open_home().await?;
    student.browser.tap("a.resume").await?;
    student.browser.see(".question").await
}

/// A challenge lives from the answer that is given once.
async fn challenge(student: &Student) -> Outcome {
    student.open(&Route::Practice).await?;
    student.browser.tap_words("#main .concept-row .grow", "挑战答题").await?;
    student.answer_wrong().await?;
    // What stands below the explanation comes one frame behind it; the offer would be the last of that.
    student.browser.see("#feedback .concept-links").await?;
    ensure(student.browser.js(OFFERED, Vec::new()).await? == json!(false), "a challenge offers to take back")?;
    student.browser.key(Key::Backspace).await?;
    tokio::time::sleep(Duration::from_millis(300)).await;
    ensure(student.see_feedback().await? == "没有答对", "Backspace takes an answer of a challenge back")?;
    undone(student, 2).await
}
