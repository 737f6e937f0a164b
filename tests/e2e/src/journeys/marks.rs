//! A star on a concept and a note on a question: found in one place, kept through a crash, and gone when taken back.

use crate::problem::{Outcome, ensure, fail};
use crate::stage::Stage;
use crate::student::Student;
use biaoshuai::core::mark::{Mark, Marked, NOTE_LIMIT};
use biaoshuai::core::question::{BLANK, Question};
use biaoshuai::core::review::Moment;
use biaoshuai::core::route::Route;
use serde_json::json;
use std::time::Duration;

const NOTE: &str = "先想清楚：谁来做、怎么做。\n第二行";

/// Titles of concepts, stems of questions, and notes to be read.
const LISTED: &str = "const texts = (css) => [...document.querySelectorAll(`#marks ${css}`)].map((e) => e.textContent);
    return [texts('.marked .result > span:first-child'), texts('.marked-stem'), texts('.note-text')];";

/// Plays the journey.
///
/// # Errors
/// Where it ends.
pub async fn play(stage: &mut Stage<'_>) -> Outcome {
    let student = stage.student()?;
    student.open_marks().await?;
    student.browser.see("#main .empty").await?;
    let Some(concept) = student.course.concepts.first().cloned() else { return fail("the course has no concept") };
    let card = Route::Concept(student.course.id.clone(), concept.id.clone());
    student.open(&card).await?;
    student.star(true).await?;
    student.practise().await?;
    let question = student.answer_right().await?;
    note(student).await?;

    stage.crash_browser().await?;
    let student = stage.student()?;
    let stem = question.stem.replace(BLANK, "（　）");
    student.open_home().await?;
    student.go_to("我").await?;
    student.browser.tap("#main a[href$='/marks']").await?;
    student.heading("收藏与笔记").await?;
    let both = json!([[&concept.title], [&stem], [NOTE]]);
    lists(student, &both).await?;
    for (filter, expected) in
        [("收藏", json!([[&concept.title], [], []])), ("笔记", json!([[], [&stem], [NOTE]])), ("全部", both)]
    {
        student.browser.tap_words("#marks .segment", filter).await?;
        lists(student, &expected).await?;
    }
    answer_is_there(student, &question).await?;
    withdrawn(student).await?;

    student.star(false).await?;
    // Still there, so that a slip can be mended; and gone when one comes back.
    lists(student, &json!([[&concept.title], [&stem], [NOTE]])).await?;
    student.reload().await?;
    lists(student, &json!([[], [&stem], [NOTE]])).await?;
    student.open_note("改笔记").await?;
    student.write_note("").await?;
    student.reload().await?;
    student.browser.see("#main .empty").await?;
    student.open(&card).await?;
    student.browser.see(".mark-bar [aria-pressed=false]:not(:disabled)").await?;
    torn(student, &card).await
}

/// A mark that cannot be read is said to be so, and stays when a new one takes its place.
async fn torn(student: &Student, card: &Route) -> Outcome {
    let Route::Concept(course, concept) = card else { return fail("the card is no concept") };
    let key = format!("mark/{course}/c/{concept}");
    student.plant_text(&key, "{ torn").await?;
    student.open(&Route::Me).await?;
    let told = format!("document.querySelector('.damage')?.textContent.includes({})", json!(key));
    student.browser.until("the torn mark on the page 我", &told).await?;
    student.open(card).await?;
    student.star(true).await?;
    let aside = format!("{key}.unreadable-1");
    for _ in 0..100 {
        if student.kept_texts(&aside).await? == ["{ torn"] {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    fail("the torn mark was not set aside")
}

async fn lists(student: &Student, expected: &serde_json::Value) -> Outcome {
    student.browser.see("#marks .marked").await?;
    let listed = student.browser.js(LISTED, Vec::new()).await?;
    ensure(listed == *expected, format!("marked are {listed} instead of {expected}"))
}

/// Below an answer: composed by an input method, too long, and at last as it stays.
async fn note(student: &Student) -> Outcome {
    let browser = &student.browser;
    student.open_note("记一笔").await?;
    for letters in ["x", "xi", "xian"] {
        let end = letters.len();
        let composition = json!({ "text": letters, "selectionStart": end, "selectionEnd": end });
        browser.cdp("Input.imeSetComposition", composition).await?;
    }
    browser.cdp("Input.insertText", json!({ "text": "先" })).await?;
    let value = browser.js("return document.querySelector('.note-field').value;", Vec::new()).await?;
    ensure(value == json!("先"), format!("composed was {value}"))?;

    browser.cdp("Input.insertText", json!({ "text": "记".repeat(NOTE_LIMIT + 4) })).await?;
    let said = "document.querySelector('.marking p[role=status]')?.textContent.includes('多出的 5 字没有记下')";
    browser.until("a word on what was cut", said).await?;
    let length = browser.js("return document.querySelector('.note-field').value.length;", Vec::new()).await?;
    ensure(length == json!(NOTE_LIMIT), format!("the note has {length} characters"))?;
    student.write_note(NOTE).await
}

/// The right answer and why, and the way to the concept.
async fn answer_is_there(student: &Student, question: &Question) -> Outcome {
    let browser = &student.browser;
    browser.tap(".marked summary").await?;
    let script = "const details = document.querySelector('.marked details[open]');
        return [[...details.querySelectorAll('[aria-label=正确答案] li')].map((e) => e.textContent),
            details.querySelector('.prose').textContent];";
    let shown = browser.js(script, Vec::new()).await?;
    let meant = json!([question.body.solution().lines, question.why]);
    ensure(shown == meant, format!("the answer is {shown} instead of {meant}"))?;
    browser.tap(".marked .concept-link").await?;
    browser.see(".concept").await?;
    student.open_marks().await
}

/// A note on something that the course has no more is shown, and can be removed, and put back.
async fn withdrawn(student: &Student) -> Outcome {
    let browser = &student.browser;
    let marked = Marked::Concept(student.course.id.clone(), "no-longer-there".into());
    let mark = Mark { starred: false, note: "旧笔记".to_owned(), at: Moment { utc_ms: 1, zone_min: 480 } };
    student.plant_mark(&marked, &mark).await?;
    student.reload().await?;
    browser.until("the old note", "document.querySelector('.lost .note-text')?.textContent === '旧笔记'").await?;
    for words in ["移除", "放回来", "移除"] {
        browser.tap_words(".lost .button", words).await?;
    }
    // What was removed a moment ago may still be on its way.
    tokio::time::sleep(Duration::from_secs(1)).await;
    student.reload().await?;
    browser.see("#marks .marked").await?;
    browser.until("the old note gone", "!document.querySelector('.lost')").await?;
    Ok(())
}
