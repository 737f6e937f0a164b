//! Restoring a backup of years: how long it takes, for how long the page does not answer, and how much memory it wants.
//! Also how small backups are, as files and for the way from phone to phone.

use crate::driver::Driver;
use crate::long_log::HOLD;
use crate::problem::{Outcome, Problem, fail};
use crate::profile::temporary;
use crate::row::{self, Row};
use crate::screen::Screen;
use crate::stage::Stage;
use crate::years::Years;
use biaoshuai::core::backup::{Contents, Record, dense, write::write};
use biaoshuai::core::fountain::Fountain;
use biaoshuai::core::review::Moment;
use biaoshuai::core::route::Route;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};
use std::io::Write;
use std::path::Path;
use std::time::Duration;
use tokio::time::sleep;

const ANSWERS: [usize; 3] = [1_000, 10_000, 100_000];

/// Eights of bytes in a piece, as `ui/pages/moving` cuts them.
const PIECE: usize = 58;

/// Times and memory out of a page that will not be there any more: each stands in the session's storage. Behind [`HOLD`].
const WATCH: &str = "
const note = (name, value) => sessionStorage.setItem(name, Math.max(value, +sessionStorage.getItem(name)));
new PerformanceObserver((list) => { for (const entry of list.getEntries()) note('longest', entry.duration); }).observe({ type: 'longtask' });
setInterval(() => note('memory', performance.memory.usedJSHeapSize
  + [...window.memories].reduce((sum, memory) => sum + memory.buffer.byteLength, 0)), 50);";

/// Measures and prints the table.
///
/// # Errors
/// When the app does not work.
pub async fn measure(driver: &Driver, dist: &Path) -> Outcome {
    let folder = temporary("restore")?;
    let (mut times, mut memory) = (Vec::new(), Vec::new());
    for answers in ANSWERS {
        let stage = Stage::unrecorded(driver, dist, "/", Screen::LAPTOP).await?;
        let measured = one_size(&stage, answers, &folder).await;
        stage.close().await?;
        let (rows, most) = measured?;
        times.extend(rows);
        memory.push(most);
    }
    row::print("ms", "laptop, a backup restored", &times);
    row::print("MiB", "laptop, a backup restored", &memory);
    let _ = std::fs::remove_dir_all(folder);
    Ok(())
}

async fn one_size(stage: &Stage<'_>, answers: usize, folder: &Path) -> Outcome<(Vec<Row>, Row)> {
    let student = stage.student()?;
    let browser = &student.browser;
    student.open_home().await?;
    student.offline_ready().await?;
    let Some(now_ms) = browser.js("return Date.now();", Vec::new()).await?.as_i64() else {
        return fail("the browser has no clock");
    };
    let file = folder.join(format!("{answers}.json.gz"));
    std::fs::write(&file, backup(&Years::new(&student.course, answers, now_ms)?)?)?;
    let source = [HOLD, WATCH].concat();
    browser.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source })).await?;
    student.open(&Route::Data).await?;
    student.reload().await?;
    browser.see("#backup-file").await?;
    sleep(Duration::from_secs(2)).await;
    browser.js("sessionStorage.clear();", Vec::new()).await?;
    let read = timed(stage, "#offer", async || browser.choose_file("#backup-file", &file).await).await?;
    let reading = longest(stage).await?;
    let written = timed(stage, "#data > .status-line.good", async || browser.tap("#merge").await).await?;
    let writing = longest(stage).await?;
    let most = browser.js("return +sessionStorage.getItem('memory') / 1048576;", Vec::new()).await?;
    let row = |what: &str, value: f64| {
        let mut row = Row::new(format!("{answers}: {what}"), f64::INFINITY);
        row.values.push(value);
        row
    };
    let rows = vec![
        row("file to preview", read),
        row("longest standstill of it", reading),
        row("merge to the page again", written),
        row("longest standstill of it", writing),
    ];
    Ok((rows, row("most memory", most.as_f64().unwrap_or(f64::NAN))))
}

/// Milliseconds until something is on screen.
#[expect(clippy::disallowed_methods, reason = "the rule keeps the app's core free of clocks; here times are measured")]
async fn timed(stage: &Stage<'_>, css: &str, begin: impl AsyncFnOnce() -> Outcome) -> Outcome<f64> {
    let started = std::time::Instant::now();
    begin().await?;
    loop {
        // Asked seldom: each question takes the page's time.
        sleep(Duration::from_millis(100)).await;
        let there =
            stage.student()?.browser.js("return !!document.querySelector(arguments[0]);", vec![json!(css)]).await;
        if matches!(there, Ok(Value::Bool(true))) {
            return Ok(started.elapsed().as_secs_f64() * 1000.0);
        }
        if started.elapsed() > Duration::from_secs(180) {
            return fail(format!("no `{css}` after three minutes"));
        }
    }
}

/// The longest time in which the page did nothing else, since the last question.
async fn longest(stage: &Stage<'_>) -> Outcome<f64> {
    let script =
        "const longest = +sessionStorage.getItem('longest'); sessionStorage.removeItem('longest'); return longest;";
    Ok(stage.student()?.browser.js(script, Vec::new()).await?.as_f64().unwrap_or(0.0))
}

/// The file of all these years; prints how large it is.
fn backup(years: &Years) -> Outcome<Vec<u8>> {
    let (mut log, mut sessions) = (Vec::new(), Vec::new());
    for number in 0..years.sessions() {
        let (session, reviews) = years.session(number)?;
        sessions.push(Record::text(session.id.as_str(), serde_json::to_string(&session)?));
        for review in reviews {
            log.push(Record::text(review.id.as_str(), serde_json::to_string(&review)?));
        }
    }
    let (answers, mut text) = (log.len(), String::new());
    let at = Moment { utc_ms: 0, zone_min: 0 };
    write(&Contents::new(log, sessions, Vec::new()), 1, "bench", at, &mut |piece| text += piece);
    let packed = |bytes: &[u8]| -> Outcome<Vec<u8>> {
        let mut packer = GzEncoder::new(Vec::new(), Compression::default());
        packer.write_all(bytes)?;
        Ok(packer.finish()?)
    };
    let Some(dense) = dense::write(&text) else { return fail("the backup has a mark in it") };
    let (file, moving) = (packed(text.as_bytes())?, packed(&dense)?);
    let pieces = Fountain::new(&moving, PIECE).map(|fountain| fountain.pieces());
    let pieces = pieces.map_or_else(|error| error.to_string(), |pieces| format!("{pieces} codes"));
    println!(
        "{answers} answers: file {} kB, from phone to phone {} kB, {pieces}",
        file.len() / 1000,
        moving.len() / 1000
    );
    if dense::read(&dense, usize::MAX).as_deref() == Some(&*text) {
        Ok(file)
    } else {
        Err(Problem("the dense form says something else".to_owned()))
    }
}
