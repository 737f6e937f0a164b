//! Moving house: a file brings everything to another device, a snapshot brings it back, and bad files change nothing.

use crate::downloads::saved;
use crate::problem::{Outcome, Problem, ensure, fail};
use crate::profile::temporary;
use crate::stage::Stage;
use crate::student::Student;
use biaoshuai::core::route::Route;
use flate2::read::GzDecoder;
use serde_json::{Value, json};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// A note that would do harm if it ever became markup.
const NOTE: &str = "</textarea><img src=x onerror=\"document.title='harm'\">\u{202e}倒着";

/// Plays the journey.
///
/// # Errors
/// Where it ends.
pub async fn play(stage: &mut Stage<'_>) -> Outcome {
    let folder = temporary("backup")?;
    let student = stage.student()?;
    student.open_home().await?;
    student.start_today().await?;
    student.answer_right().await?;
    student.see_saved().await?;
    student.open_note("记一笔").await?;
    student.write_note(NOTE).await?;
    student.next().await?;
    student.answer_wrong().await?;
    student.see_saved().await?;
    student.next().await?;
    student.answer_right().await?;
    student.see_saved().await?;
    student.browser.tap("#take-back").await?;
    student.browser.until("the question asked again", "!document.querySelector('#feedback')").await?;
    let figures = student.figures().await?;

    let file = keep(stage, "#export", "json.gz", &folder).await?;
    let age = "document.querySelector('#last-file')?.textContent.includes('上次备份到文件')";
    student.browser.until("the age of the last file", age).await?;
    let rescue = rescue(stage, &folder).await?;

    // A new device, once from the file and once from what boot.js saves.
    for file in [&rescue, &file] {
        new_device(student).await?;
        ensure(student.figures().await? != figures, "the new device has figures already")?;
        offered(student, file).await?;
        offers(student, "新增作答 3 次").await?;
        done(student, "#merge").await?;
        ensure(student.figures().await? == figures, "the figures are not those of the old device")?;
    }
    harmless(student).await?;

    // With the same file again nothing changes; in the place of everything it takes away what came since.
    answer_one(student).await?;
    let more = student.figures().await?;
    offered(student, &file).await?;
    student.browser.see("#no-change").await?;
    student.browser.tap("#replace").await?;
    let warned = "document.querySelector('#offer [role=alert]')?.textContent.includes('只在本机的 1 次作答')";
    student.browser.until("what is lost", warned).await?;
    done(student, "#replace-now").await?;
    ensure(student.figures().await? == figures, "the figures are not those of the file")?;
    open_data(student).await?;
    student.browser.tap_words("#snapshots .button", "恢复…").await?;
    offers(student, "新增作答 1 次").await?;
    done(student, "#merge").await?;
    ensure(student.figures().await? == more, "the snapshot did not bring everything back")?;

    bad_files(student, &file, &folder).await?;
    ensure(student.figures().await? == more, "a bad file changed something")?;
    reset(stage, &more).await?;
    healthy(stage.student()?).await
}

async fn answer_one(student: &Student) -> Outcome {
    student.open_home().await?;
    student.browser.tap(".resume").await?;
    student.browser.see(".question").await?;
    student.answer_right().await?;
    student.see_saved().await
}

/// Everything that this site has stored is gone.
async fn new_device(student: &Student) -> Outcome {
    let origin = student.browser.js("return location.origin;", Vec::new()).await?;
    student.browser.web().goto("about:blank").await?;
    let all = json!({ "origin": origin, "storageTypes": "all" });
    student.browser.cdp("Storage.clearDataForOrigin", all).await?;
    Ok(())
}

async fn open_data(student: &Student) -> Outcome {
    student.open(&Route::Data).await?;
    student.heading("数据").await
}

/// Chooses a file on the page 数据.
async fn chosen(student: &Student, file: &Path) -> Outcome {
    open_data(student).await?;
    student.browser.see("#backup-file").await?;
    student.browser.choose_file("#backup-file", file).await
}

async fn offered(student: &Student, file: &Path) -> Outcome {
    chosen(student, file).await?;
    student.browser.see("#offer").await
}

/// Waits until the preview says this.
async fn offers(student: &Student, words: &str) -> Outcome {
    let says = format!("document.querySelector('#offer')?.textContent.includes({})", json!(words));
    student.browser.until(words, &says).await?;
    Ok(())
}

/// Taps a button and waits until the page, loaded again, says that it is done.
async fn done(student: &Student, css: &str) -> Outcome {
    student.browser.tap(css).await?;
    student.browser.see("#data > .status-line.good[role=status]").await
}

/// Taps a button that saves a file and takes it out of the profile.
async fn keep(stage: &Stage<'_>, css: &str, end: &str, folder: &Path) -> Outcome<PathBuf> {
    stage.student()?.browser.tap(css).await?;
    taken(stage, end, folder).await
}

async fn taken(stage: &Stage<'_>, end: &str, folder: &Path) -> Outcome<PathBuf> {
    for _ in 0..200 {
        let files = std::fs::read_dir(stage.downloads()).into_iter().flatten().flatten().map(|entry| entry.path());
        let found = files.into_iter().find(|path| path.to_string_lossy().ends_with(end));
        if let Some(found) = found {
            let kept = folder.join(format!("kept.{end}"));
            std::fs::write(&kept, saved(&found).await?)?;
            return Ok(kept);
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    fail(format!("no file *.{end} was downloaded"))
}

/// What the page for trouble saves, which must work without the program.
async fn rescue(stage: &Stage<'_>, folder: &Path) -> Outcome<PathBuf> {
    stage.student()?.browser.js("biaoshuai.exportData('device');", Vec::new()).await?;
    taken(stage, "json", folder).await
}

/// Imported text is text.
async fn harmless(student: &Student) -> Outcome {
    student.open_marks().await?;
    let shown = format!("document.querySelector('#marks .note-text')?.textContent === {}", json!(NOTE));
    student.browser.until("the note as it was written", &shown).await?;
    let script = "return [document.querySelectorAll('#marks img').length, document.title.includes('harm')];";
    let harm = student.browser.js(script, Vec::new()).await?;
    ensure(harm == json!([0, false]), format!("the note became markup: {harm}"))
}

/// Files that are cut, changed, newer, foreign or huge are told apart, in words.
async fn bad_files(student: &Student, good: &Path, folder: &Path) -> Outcome {
    let text = unpacked(&std::fs::read(good)?)?;
    let half = text.chars().take(text.chars().count() / 2).collect::<String>();
    let packed = std::fs::read(good)?;
    for (name, content, words) in [
        ("cut.json", half.into_bytes(), "不完整"),
        ("changed.json", text.replace("\"d\\\":", "\"d\\\":1").into_bytes(), "已损坏"),
        ("newer.json", text.replace("\"format\":1", "\"format\":2").into_bytes(), "请更新"),
        ("foreign.json", b"{\"app\":\"anki\"}".to_vec(), "不是“作表率”的备份"),
        ("picture.gz", vec![0xff; 100], "不是“作表率”的备份"),
        ("torn.json.gz", packed[..packed.len() / 2].to_vec(), "已损坏"),
        ("huge.json", vec![b' '; 33 << 20], "超过 32 MB"),
    ] {
        let file = folder.join(name);
        std::fs::write(&file, content)?;
        chosen(student, &file).await?;
        let said = format!("document.querySelector('#restore-trouble')?.textContent.includes('{words}')");
        student.browser.until(&format!("{words} for {name}"), &said).await?;
        ensure(
            student.browser.js("return !document.querySelector('#offer');", Vec::new()).await? == json!(true),
            name,
        )?;
    }
    // The text of a file does as well, where files cannot be had.
    open_data(student).await?;
    student.browser.tap_words("#restore summary", "或者粘贴备份文字").await?;
    let paste = "document.querySelector('#backup-paste').value = arguments[0];";
    student.browser.js(paste, vec![json!(text)]).await?;
    student.browser.tap("#backup-check").await?;
    student.browser.see("#no-change").await
}

fn unpacked(bytes: &[u8]) -> Outcome<String> {
    let mut text = String::new();
    GzDecoder::new(bytes).read_to_string(&mut text)?;
    let json: Value = serde_json::from_str(&text).map_err(|error| Problem(error.to_string()))?;
    ensure(json["format"] == json!(1), "the file is of another format")?;
    Ok(text)
}

/// Nothing is deleted by accident, and for a month not for good.
async fn reset(stage: &mut Stage<'_>, figures: &[String]) -> Outcome {
    let student = stage.student()?;
    open_data(student).await?;
    student.browser.tap("#reset summary").await?;
    ensure(
        student.browser.js("return document.querySelector('#reset-now').disabled;", Vec::new()).await? == json!(true),
        "everything can be deleted without a word",
    )?;
    student.browser.tap("#reset-typed").await?;
    student.browser.cdp("Input.insertText", json!({ "text": "清空" })).await?;
    done(student, "#reset-now").await?;
    ensure(student.figures().await?[0] == "0", "something is left after a reset")?;
    stage.crash_browser().await?;
    let student = stage.student()?;
    open_data(student).await?;
    done(student, "#undo-reset").await?;
    ensure(student.figures().await? == figures, "the reset was not undone")?;
    open_data(student).await?;
    student.browser.see("#snapshots .rows").await?;
    ensure(
        student.browser.js("return !document.querySelector('#undo-reset');", Vec::new()).await? == json!(true),
        "an undone reset can be undone again",
    )
}

/// The look through the database finds nothing wrong, and says so.
async fn healthy(student: &Student) -> Outcome {
    student.browser.tap("#check").await?;
    let good = "document.querySelector('#checked .good')?.textContent.includes('全部读得出来')";
    student.browser.until("a good database", good).await?;
    student
        .browser
        .until("the used space", "document.querySelector('#health')?.textContent.includes('本站已用')")
        .await?;
    student.browser.tap("#verify").await?;
    student
        .browser
        .until("the verified copy", "document.querySelector('#health')?.textContent.includes('逐个核对过')")
        .await?;
    let report = student.browser.js("return document.querySelector('#report').textContent;", Vec::new()).await?;
    let report = report.as_str().unwrap_or_default();
    ensure(report.contains("构建") && !report.contains("onerror"), format!("the report says {report}"))
}
