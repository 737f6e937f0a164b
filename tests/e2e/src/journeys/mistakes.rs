//! 错题本: wrong answers gather by themselves, beside the right ones, until they are known.

use crate::problem::{Outcome, ensure};
use crate::stage::Stage;
use crate::student::Student;
use biaoshuai::core::route::Route;
use serde_json::{Value, json};
use std::time::Duration;

/// Plays the journey.
///
/// # Errors
/// Where it ends.
pub async fn play(stage: &mut Stage<'_>) -> Outcome {
    let student = stage.student()?;
    student.open(&Route::Mistakes).await?;
    student.browser.until("the words for an empty book", "document.querySelector('.empty h2')").await?;
    student.open_home().await?;
    student.start_today().await?;
    let mut missed = Vec::new();
    for place in 0..4 {
        if place % 2 == 0 {
            missed.push(student.answer_wrong().await?);
        } else {
            student.answer_right().await?;
        }
        student.next().await?;
    }
    let shown = r#"[...document.querySelectorAll('#mistakes .marked-stem')].length"#;
    student.open_home().await?;
    student.go_to("练习").await?;
    student.browser.tap("#main a[href$='mistakes']").await?;
    student.browser.until("both mistakes", &format!("{shown} === 2")).await?;
    let page = student.browser.js("return document.querySelector('#main').textContent;", Vec::new()).await?;
    let page = page.as_str().unwrap_or_default();
    ensure(page.contains("错过 1 次") && page.contains("我的答案"), format!("the book says {page}"))?;
    for question in &missed {
        let solution = question.body.solution().lines.join("");
        let there = question.body.solution().lines.iter().all(|line| page.contains(line.as_str()));
        ensure(there, format!("the right answer “{solution}” is not in the book"))?;
    }

    // By cause, and filed: one taken out, one pinned.
    student.browser.tap_words(".segments[aria-label='怎样排'] .segment", "按原因").await?;
    student.browser.until("the cause", "document.querySelector('#mistakes h2')?.textContent.includes('答')").await?;
    student.browser.tap_words("#mistakes .marked:first-child button", "移出").await?;
    student.browser.until("taken out", "document.querySelector('#mistakes')?.textContent.includes('放回来')").await?;
    saved(student).await?;
    stage.crash_browser().await?;
    let student = stage.student()?;
    student.open(&Route::Mistakes).await?;
    student.browser.until("one mistake left", &format!("{shown} === 1")).await?;

    // As a table, with the mark that spreadsheets want.
    student.browser.tap_words("#main button", "存为表格").await?;
    let file = stage.downloads().join("错题本.csv");
    let student = stage.student()?;
    for _ in 0..100 {
        if file.is_file() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let table = std::fs::read_to_string(&file)?;
    ensure(table.starts_with("\u{feff}题目,") && table.lines().count() == 2, format!("the table is {table}"))?;

    // What is asked again is what is left in the book; once is not enough to leave it.
    student.browser.tap("#drill").await?;
    student.browser.see(".question").await?;
    let asked = student.answer_right().await?;
    ensure(missed.iter().any(|question| question.id == asked.id), format!("{} was not missed", asked.id))?;
    ensure(!student.next().await?, "more than the one mistake was asked")?;
    student.browser.tap_words("#main a", "错题本").await?;
    student.browser.until("still there", &format!("{shown} === 1")).await?;
    let said = student.browser.js("return document.querySelector('#mistakes').textContent;", Vec::new()).await?;
    ensure(said.as_str().is_some_and(|said| said.contains("之后有 1 天答对")), format!("the book says {said}"))
}

/// Waits until what is kept is on disk.
async fn saved(student: &Student) -> Outcome {
    let kept = "new Promise((done) => {
        const open = indexedDB.open('biaoshuai');
        open.onsuccess = () => {
            const all = open.result.transaction('kv').objectStore('kv').getAllKeys();
            all.onsuccess = () => { open.result.close(); done(all.result.filter((key) => String(key).startsWith('book/')).length); };
        };
    }).then(arguments[arguments.length - 1]);";
    for _ in 0..100 {
        let count: Value = student.browser.js_async(kept, Vec::new()).await?;
        if count == json!(1) {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    ensure(false, "what was taken out was not written")
}
