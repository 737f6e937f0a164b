//! 学习统计: the pictures show what was done, survive whatever happens, and every answer comes out as a row of a table.

use crate::problem::{Outcome, Problem, ensure, fail};
use crate::stage::Stage;
use crate::student::Student;
use biaoshuai::core::route::Route;
use serde_json::json;
use std::path::Path;
use std::time::Duration;

/// Plays the journey.
///
/// # Errors
/// Where it ends.
pub async fn play(stage: &mut Stage<'_>) -> Outcome {
    let student = stage.student()?;
    student.open(&Route::Statistics).await?;
    student.browser.until("the words for a new visitor", "document.querySelector('#main .empty h2')").await?;
    student.browser.tap_words("#main .empty a", "去答第一题").await?;
    student.browser.see("#start-today").await?;
    student.start_today().await?;
    for place in 0..3 {
        if place == 1 {
            student.answer_wrong().await?;
        } else {
            student.answer_right().await?;
        }
        student.see_saved().await?;
        student.next().await?;
    }

    // Two taps from everywhere.
    student.open_home().await?;
    student.go_to("我").await?;
    student.browser.tap("#main a[href$='statistics']").await?;
    says(student, 3).await?;
    student
        .browser
        .js("document.querySelectorAll('#statistics details').forEach((e) => e.open = true);", Vec::new())
        .await?;
    let explained = student.browser.js(EXPLAINED, Vec::new()).await?;
    ensure(explained == json!([]), format!("without picture, table or explanation: {explained}"))?;
    student.reload().await?;
    says(student, 3).await?;
    stage.crash_browser().await?;

    let student = stage.student()?;
    student.open(&Route::Statistics).await?;
    says(student, 3).await?;
    let csv = stage.downloads().join("学习台账.csv");
    student.browser.tap("#save-csv").await?;
    let table = String::from_utf8(there(&csv).await?).map_err(|error| Problem(error.to_string()))?;
    let rows: Vec<&str> = table.lines().collect();
    ensure(table.starts_with("\u{feff}\"时间\",") && rows.len() == 4, format!("the table is {table}"))?;
    let wrong = rows.iter().filter(|row| row.contains("\"错误\"") || row.contains("\"部分正确\"")).count();
    ensure(wrong == 1, format!("{wrong} answers of the table were wrong: {table}"))?;
    student.browser.tap("#save-xlsx").await?;
    let book = there(&stage.downloads().join("学习台账.xlsx")).await?;
    let sheet = String::from_utf8_lossy(&book);
    ensure(book.starts_with(b"PK\x03\x04") && sheet.matches("<row>").count() == 4, "the workbook has no four rows")?;
    ensure(student.browser.printed_pages().await? == 1, "the report has more than one page")?;

    // What is taken back is in no picture and in no table.
    student.open_home().await?;
    student.browser.tap(".resume").await?;
    student.browser.see(".question").await?;
    student.answer_right().await?;
    student.see_saved().await?;
    student.browser.tap("#take-back").await?;
    student.browser.until("the question asked again", "!document.querySelector('#feedback')").await?;
    student.open(&Route::Statistics).await?;
    says(student, 3).await
}

/// Cards of pictures that lack one of these.
const EXPLAINED: &str = "
return [...document.querySelectorAll('#statistics .panel:has(details)')].filter((card) => {
  const drawn = [...card.querySelectorAll('svg.chart')];
  const named = drawn.every((e) => e.getAttribute('role') === 'img' && e.getAttribute('aria-label').length > 8);
  return !named || !card.innerText.includes('这是什么') || (drawn.length > 0 && !card.querySelector('table'));
}).map((card) => card.querySelector('h2').textContent);";

/// Waits until the page says that so many answers were given, all of them today.
async fn says(student: &Student, answers: u32) -> Outcome {
    let there = format!(
        "(() => {{ const all = document.querySelector('#statistics')?.textContent ?? '';
            return all.includes('一共答了 {answers} 次') && all.includes('今天答了 {answers} 题'); }})()"
    );
    student.browser.until(&format!("{answers} answers in the pictures"), &there).await?;
    let today = "const cells = (name) => (document.querySelector('#calendar .' + name)?.getAttribute('d') ?? '').split('M').slice(1);
        const [cell] = cells('today');
        return [cells('today').length, cells('weak').includes(cell), cells('weak').length, cells('none').length >= 25 * 7];";
    let today = student.browser.js(today, Vec::new()).await?;
    ensure(today == json!([1, true, 1, true]), format!("today in the calendar: {today}"))
}

/// What lies in a file that is being downloaded.
async fn there(file: &Path) -> Outcome<Vec<u8>> {
    for _ in 0..100 {
        if file.is_file() {
            return Ok(std::fs::read(file)?);
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    fail(format!("{} was not saved", file.display()))
}
