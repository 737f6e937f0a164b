//! When things go wrong: each time a page in plain Chinese that says what to do, and nothing lost.

use crate::problem::{Doing, Outcome, Problem, ensure, fail};
use crate::release::truncated;
use crate::stage::Stage;
use crate::student::Student;
use flate2::read::GzDecoder;
use serde_json::{Value, json};
use std::io::Read;
use std::time::Duration;

/// Without IndexedDB, as in some private windows: it works, and says that nothing will be kept.
///
/// # Errors
/// Where it ends.
pub async fn no_storage(stage: &mut Stage<'_>) -> Outcome {
    let student = stage.student()?;
    student.browser.begin_with("Object.defineProperty(window, 'indexedDB', { value: undefined });").await?;
    student.open_home().await?;
    let warned = "document.querySelector('.notice[role=alert]')?.textContent.includes('进度不会保留')";
    student.browser.until("the warning", warned).await?;
    student.browser.tap_words(".notice button", "知道了").await?;
    student.start_today().await?;
    student.answer_right().await?;
    let honest = "document.querySelector('.save')?.textContent.includes('不会保存')";
    student.browser.until("不会保存", honest).await?;
    student.next().await?;
    student.finish().await?;
    student.heading("10 题全部答对").await?;
    let counted = student.progress().await?;
    ensure(counted == 10, format!("{counted} answers counted instead of 10"))
}

/// The device is full: answers wait in memory, the page says so and does not close without asking; with space again
/// they are written.
///
/// # Errors
/// Where it ends.
pub async fn full(stage: &mut Stage<'_>) -> Outcome {
    let student = stage.student()?;
    student.open_home().await?;
    student.start_today().await?;
    let fill = "window.freed = IDBDatabase.prototype.transaction;
        IDBDatabase.prototype.transaction = function (stores, mode, ...rest) {
          if (mode === 'readwrite') throw new DOMException('full', 'QuotaExceededError');
          return freed.call(this, stores, mode, ...rest);
        };";
    student.browser.js(fill, Vec::new()).await?;
    student.answer_right().await?;
    let told = "document.querySelector('.notice[role=alert]')?.textContent";
    student.browser.until("the words about the space", &format!("{told}?.includes('设备空间不足')")).await?;
    student.browser.until("how many answers", &format!("{told}?.includes('有 1 道题的作答尚未保存')")).await?;
    let honest = "document.querySelector('.save')?.textContent.includes('尚未保存')";
    student.browser.until("尚未保存", honest).await?;
    ensure(asks_before_closing(student).await?, "the page would close without asking")?;
    student.next().await?;
    student.answer_right().await?;
    student.browser.until("how many answers", &format!("{told}?.includes('有 2 道题的作答尚未保存')")).await?;

    student.browser.js("IDBDatabase.prototype.transaction = window.freed;", Vec::new()).await?;
    student.browser.tap_words(".notice button", "重试").await?;
    student.see_saved().await?;
    ensure(!asks_before_closing(student).await?, "the page asks although everything is saved")?;
    student.open_home().await?;
    let counted = student.progress().await?;
    ensure(counted == 2, format!("{counted} answers counted instead of 2"))
}

/// Whether the page would have its user confirm that they want to leave.
async fn asks_before_closing(student: &Student) -> Outcome<bool> {
    let script = "const leaving = new Event('beforeunload', { cancelable: true });
        dispatchEvent(leaving);
        return leaving.defaultPrevented;";
    Ok(student.browser.js(script, Vec::new()).await? == json!(true))
}

/// A trap in WebAssembly, as a panic of the program is one: the smallest module that has one, run as an event would.
const TRAP: &str = "
const module = new WebAssembly.Module(new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0, 10, 5, 1, 3, 0, 0, 11]));
const { f } = new WebAssembly.Instance(module).exports;
setTimeout(f, 0);";

/// The program stopped: the records can be saved from the page that says so.
///
/// # Errors
/// Where it ends.
pub async fn panic(stage: &mut Stage<'_>) -> Outcome {
    stage.expected.push("Uncaught RuntimeError: unreachable");
    let student = stage.student()?;
    student.open_home().await?;
    student.start_today().await?;
    let question = student.answer_right().await?;
    student.see_saved().await?;
    student.browser.js(TRAP, Vec::new()).await?;
    page(student, "程序出错，已经停下").await?;
    student.browser.tap_words(".fail button", "导出我的数据").await?;
    student
        .browser
        .until("the words about the export", "document.querySelector('.fail-status')?.textContent.includes('已导出')")
        .await?;
    let text = String::from_utf8(downloaded(stage, "json").await?).map_err(|error| Problem(error.to_string()))?;
    let file: Value = serde_json::from_str(&text).doing("the exported file")?;
    let log = file["stores"]["log"].as_array().map_or(0, Vec::len);
    ensure(log == 1, format!("{log} answers in the exported file"))?;
    ensure(text.contains(question.id.as_str()), "the answer is not in the exported file")?;
    let student = stage.student()?;
    student.browser.tap_words(".fail button", "重新打开").await?;
    student.browser.see("#feedback").await?;
    student.running().await
}

/// The export from the page 我 holds the answers too.
///
/// # Errors
/// Where it ends.
pub async fn export(stage: &mut Stage<'_>) -> Outcome {
    let student = stage.student()?;
    student.open_home().await?;
    student.start_today().await?;
    let question = student.answer_right().await?;
    student.see_saved().await?;
    student.open_home().await?;
    student.go_to("我").await?;
    student.browser.tap("#export").await?;
    let mut text = String::new();
    GzDecoder::new(&*downloaded(stage, "gz").await?).read_to_string(&mut text)?;
    ensure(text.contains(question.id.as_str()), "the answer is not in the exported file")
}

/// A course, or its commentary (`folder` says which), that did not arrive whole.
///
/// # Errors
/// Where it ends.
pub async fn corrupt(stage: &mut Stage<'_>, folder: &str) -> Outcome {
    let whole = stage.site.dist().to_path_buf();
    let broken = truncated(&whole, folder)?;
    stage.site.deploy(broken.folder())?;
    let student = stage.student()?;
    student.browser.web().goto(&student.home).await?;
    page(student, "课程文件读不出来").await?;
    // Nothing was damaged: with the whole file it goes on. The file's name is the same, so the browser may keep the half
    // one for a year; the page's own way out has to go past that.
    stage.site.deploy(&whole)?;
    let student = stage.student()?;
    student.browser.tap_words(".fail button", "重新打开").await?;
    student.browser.see("#start-today").await
}

/// A browser that cannot run the program.
///
/// # Errors
/// Where it ends.
pub async fn old_browser(stage: &mut Stage<'_>) -> Outcome {
    let student = stage.student()?;
    student.browser.begin_with("delete window.WebAssembly;").await?;
    student.browser.web().goto(&student.home).await?;
    page(student, "浏览器版本太旧").await?;
    let words = student.browser.js("return document.querySelector('.fail').textContent;", Vec::new()).await?;
    let words = words.as_str().unwrap_or_default().to_owned();
    for needed in ["Chrome", "Firefox 102", "Safari 16.4", "更新", "导出我的数据"] {
        ensure(words.contains(needed), format!("the page does not say “{needed}”"))?;
    }
    Ok(())
}

/// The page of boot.js whose heading begins so: readable, with a way on.
async fn page(student: &Student, heading: &str) -> Outcome {
    let heading = json!(heading);
    let shown = format!("document.querySelector('.fail h1')?.textContent.startsWith({heading})");
    student.browser.until(&format!("the page {heading}"), &shown).await?;
    let fits = "return document.querySelectorAll('.fail button').length >= 2 && document.scrollingElement.scrollWidth <= innerWidth;";
    let good = student.browser.js(fits, Vec::new()).await?;
    ensure(good == json!(true), "the page has no buttons or does not fit the screen")
}

/// The one file with this ending that was downloaded, once it is complete.
async fn downloaded(stage: &Stage<'_>, ending: &str) -> Outcome<Vec<u8>> {
    let folder = stage.downloads();
    for _ in 0..200 {
        let files = std::fs::read_dir(&folder).into_iter().flatten().flatten().map(|entry| entry.path());
        let file = files.into_iter().find(|path| path.extension().is_some_and(|extension| extension == ending));
        if let Some(file) = file {
            return Ok(std::fs::read(file)?);
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    fail("no file was downloaded")
}
