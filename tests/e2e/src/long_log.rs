//! Starting, answering and memory after years of studying: what grows with the log, and how much.

use crate::bench::{first_question, told, watch};
use crate::driver::Driver;
use crate::give::{self, Give};
use crate::problem::{Outcome, ensure, fail};
use crate::row::{self, Row};
use crate::screen::Screen;
use crate::stage::Stage;
use crate::student::Student;
use crate::years::Years;
use biaoshuai::core::route::Route;
use serde_json::{Value, json};
use std::path::Path;
use std::time::Duration;
use tokio::time::sleep;

/// Answers in the log, one size after the other.
const ANSWERS: [usize; 3] = [1_000, 10_000, 100_000];

/// Starts that are measured once a checkpoint is stored.
const STARTS: usize = 3;

/// Answers that are given after each of them.
const GIVEN: usize = 3;

/// Sessions with their answers that are written at once.
const BATCH: usize = 250;

/// How long the stored checkpoint is, in bytes; 0 without one.
const CHECKPOINT: &str = "const done = arguments[0];
const opening = indexedDB.open('biaoshuai');
opening.onsuccess = () => {
  const found = opening.result.transaction('kv').objectStore('kv').get('checkpoint');
  found.onsuccess = () => { opening.result.close(); done(found.result?.byteLength ?? 0); };
};";

/// In every new page: keeps hold of the memory of the program, which the heap of JavaScript does not count.
pub const HOLD: &str = "
window.memories = new Set();
for (const name of ['instantiate', 'instantiateStreaming']) {
  const instantiate = WebAssembly[name];
  WebAssembly[name] = async (...given) => {
    const made = await instantiate.apply(WebAssembly, given);
    for (const one of Object.values((made.instance ?? made).exports)) {
      if (one instanceof WebAssembly.Memory) window.memories.add(one);
    }
    return made;
  };
}";

/// Measurements of one size of the log.
#[derive(Debug, Default)]
struct Measured {
    /// Until the first page, when the whole log is read.
    whole: Vec<f64>,
    /// Until the first page, from a checkpoint.
    home: Vec<f64>,
    /// From the tap on 提交 to 已保存.
    saved: Vec<f64>,
    /// From the tap on 学习统计 to the frame with its pictures; the program for them is fetched in between.
    statistics: Vec<f64>,
    /// MiB after the start at which the whole log is read.
    memory_whole: Vec<f64>,
    /// MiB after the others. What a start leaves as garbage stays in the browser for the next one, so it is collected
    /// between them; the first still has that of the start before it. Nothing tells the peak while a page loads.
    memory: Vec<f64>,
    /// MiB of it that are left once garbage is collected.
    kept: Vec<f64>,
    /// The fixed work.
    work: Vec<f64>,
}

/// Measures and prints the tables.
///
/// # Errors
/// When the app does not work.
pub async fn measure(driver: &Driver, dist: &Path) -> Outcome {
    let mut sizes = Vec::new();
    for answers in ANSWERS {
        let stage = Stage::unrecorded(driver, dist, "/", Screen::LAPTOP).await?;
        let measured = one_size(&stage, answers).await;
        stage.close().await?;
        sizes.push((answers, measured?));
    }
    let rows = |what: &str, limit: f64, values: fn(&Measured) -> &[f64]| {
        let row = |(answers, measured): &(usize, Measured)| {
            let mut row = Row::new(format!("{}: {what}", thousands(*answers)), limit);
            row.values = values(measured).to_vec();
            row
        };
        sizes.iter().map(row).collect::<Vec<_>>()
    };
    let times = [
        rows("whole log", f64::INFINITY, |measured| &measured.whole),
        rows("first page", 300.0, |measured| &measured.home),
        rows("answer to saved", 50.0, |measured| &measured.saved),
        rows("statistics", 500.0, |measured| &measured.statistics),
        rows("fixed work", f64::INFINITY, |measured| &measured.work),
    ];
    row::print("ms", "laptop, a long log", &times.into_iter().flatten().collect::<Vec<_>>());
    let memory = [
        rows("whole log", f64::INFINITY, |measured| &measured.memory_whole),
        rows("memory", 96.0, |measured| &measured.memory),
        rows("without garbage", f64::INFINITY, |measured| &measured.kept),
    ];
    row::print("MiB", "laptop, a long log", &memory.into_iter().flatten().collect::<Vec<_>>());
    Ok(())
}

/// Plants so many answers and measures with them.
async fn one_size(stage: &Stage<'_>, answers: usize) -> Outcome<Measured> {
    let student = stage.student()?;
    student.open_home().await?;
    student.offline_ready().await?;
    let Some(now_ms) = student.browser.js("return Date.now();", Vec::new()).await?.as_i64() else {
        return fail("the browser has no clock");
    };
    plant(student, &Years::new(&student.course, answers, now_ms)?).await?;
    student.browser.begin_with(HOLD).await?;
    watch(&student.browser).await?;
    let mut measured = Measured::default();
    measured.whole.push(first_question(student).await?.home);
    measured.memory_whole.push(memory(student).await?);
    checkpoint(student).await?;
    for _ in 0..STARTS {
        let times = first_question(student).await?;
        measured.home.push(times.home);
        measured.work.push(times.work);
        measured.memory.push(memory(student).await?);
        student.browser.cdp("HeapProfiler.collectGarbage", json!({})).await?;
        measured.kept.push(memory(student).await?);
        for _ in 0..GIVEN {
            measured.saved.push(saved(student).await?);
            student.next().await?;
        }
        student.open(&Route::Me).await?;
        student.browser.see("#main a[href$='/statistics']").await?;
        measured.statistics.extend(told(&student.browser, "window.bench.statistics()").await?.as_f64());
    }
    let counted = student.figures().await?;
    let all = (answers + STARTS * GIVEN).to_string();
    ensure(counted.first() == Some(&all), format!("我 counts {counted:?}, not {all} answers"))?;
    Ok(measured)
}

/// Writes the records of all these years into the database of the page.
///
/// # Errors
/// When the page has no database.
pub async fn plant(student: &Student, years: &Years) -> Outcome {
    let mut records = Vec::new();
    for number in 0..years.sessions() {
        let (session, reviews) = years.session(number)?;
        records.push(("sessions", session.id.to_string(), serde_json::to_string(&session)?));
        for review in reviews {
            records.push(("log", review.id.to_string(), serde_json::to_string(&review)?));
        }
        if (number + 1) % BATCH == 0 || number + 1 == years.sessions() {
            student.plant_records(&std::mem::take(&mut records)).await?;
        }
    }
    Ok(())
}

/// Waits until a checkpoint is stored, some seconds after the start.
async fn checkpoint(student: &Student) -> Outcome {
    for _ in 0..100 {
        let found = student.browser.js_async(CHECKPOINT, Vec::new()).await?;
        if found != json!(0) {
            return Ok(());
        }
        sleep(Duration::from_millis(200)).await;
    }
    fail("no checkpoint was stored")
}

/// Answers the question on screen: milliseconds from the tap to the frame that says 已保存.
async fn saved(student: &Student) -> Outcome<f64> {
    let question = student.question().await?;
    let Some(answer) = give::make(&question, Give::Right) else { return fail("no right answer") };
    student.prepare(&question, &answer).await?;
    // The draft is written as soon as its giver pauses; what is measured is a save of its own.
    sleep(Duration::from_secs(1)).await;
    match told(&student.browser, "window.bench.save()").await?.as_f64() {
        Some(time) => Ok(time),
        None => fail("no time"),
    }
}

/// Memory of the page in MiB: what JavaScript holds, and what the program does.
async fn memory(student: &Student) -> Outcome<f64> {
    let heap = student.browser.cdp("Runtime.getHeapUsage", json!({})).await?;
    let sum = "return [...window.memories].reduce((sum, memory) => sum + memory.buffer.byteLength, 0);";
    let program = student.browser.js(sum, Vec::new()).await?;
    let bytes = [&heap["usedSize"], &heap["backingStorageSize"], &program].map(Value::as_f64);
    match bytes {
        [Some(used), Some(backing), Some(program)] if program > 0.0 => {
            Ok((used + backing + program) / f64::from(1 << 20))
        }
        _ => fail(format!("the browser does not tell its memory: {heap} {program}")),
    }
}

fn thousands(number: usize) -> String {
    if number < 1000 { number.to_string() } else { format!("{},{:03}", number / 1000, number % 1000) }
}
