//! Times on a phone: until the first question can be answered, and until its feedback is there.

use crate::args::Args;
use crate::browser::Browser;
use crate::driver::Driver;
use crate::give::{self, Give};
use crate::problem::{Outcome, fail};
use crate::row::{self, Row};
use crate::screen::Screen;
use crate::stage::Stage;
use crate::student::Student;
use crate::{keystrokes, long_log, restoring, turning};
use serde_json::{Value, json};
use std::time::Duration;
use tokio::time::sleep;

/// Visits of each kind that a profile makes after its first.
const VISITS: usize = 3;

/// For how long a page that loads is left alone; longer than any load takes.
const UNDISTURBED: Duration = Duration::from_secs(4);

/// How much slower the processor is made.
const SLOWER: u32 = 4;

/// The network of the phone profile: 1.6 Mbit/s down, 750 kbit/s up, 150 ms.
fn network() -> Value {
    json!({ "offline": false, "latency": 150, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8 })
}

/// In every new page: notes when the first page can be used, begins today's suggestion as a quick reader would, a second
/// later, and notes how long the question took; that second is not counted. Nothing asks the page in the meantime: on a
/// slow processor the questions would be a good part of what is measured.
const WATCH: &str = "
const painted = (css) => new Promise((done) => {
  const look = (observer) => {
    if (!document.querySelector(css)) return;
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => done(performance.now()), 0));
  };
  new MutationObserver((_, observer) => look(observer)).observe(document, { childList: true, subtree: true });
});
const tap = (css) => document.querySelector(css).click();
window.bench = {
  async open() {
    const home = await painted('#start-today');
    await new Promise((done) => setTimeout(done, 1000));
    const question = painted('.question');
    const tapped = performance.now();
    tap('#start-today');
    return { home, question: home + (await question) - tapped };
  },
  async answer() {
    const start = performance.now();
    const feedback = painted('#feedback');
    tap('#go');
    return (await feedback) - start;
  },
  async statistics() {
    const start = performance.now();
    const drawn = painted('#statistics');
    tap(\"#main a[href$='/statistics']\");
    return (await drawn) - start;
  },
  async save() {
    const start = performance.now();
    const saved = painted('[data-saved]');
    tap('#go');
    return (await saved) - start;
  },
};
window.bench.work = async () => {
  const start = performance.now();
  let sum = 1;
  for (let turn = 0; turn < 20_000_000; turn++) sum = (Math.imul(sum, 1664525) + turn) | 0;
  return sum === 0 ? 0 : performance.now() - start;
};
window.bench.opened = window.bench.open();";

/// When the first page and the first question of one run could be used, in milliseconds after its start.
#[derive(Clone, Copy, Debug)]
pub struct Times {
    /// The first page.
    pub home: f64,
    question: f64,
    /// How long the fixed work took afterwards.
    pub work: f64,
}

/// Measures and prints the tables whose names hold what was asked for; always `true`, for a busy machine is no failed
/// test.
///
/// # Errors
/// When the app does not work.
pub async fn run(args: &Args) -> Outcome<bool> {
    let driver = Driver::start().await?;
    let wanted = |table: &str| table.contains(&args.only);
    if wanted("phone") {
        phone(&driver, args).await?;
    }
    if wanted("search") {
        let mut row = Row::new("search: a keystroke", 16.0);
        row.values = keystrokes::measure(&driver, &args.dist).await?;
        row::print("ms", &format!("laptop, {} questions", keystrokes::QUESTIONS), &[row]);
    }
    if wanted("branch") {
        let times = turning::measure(&driver, &args.dist).await?;
        let late = |what: &str| format!("after {} actions: {what}", turning::ACTIONS);
        let rows = [
            ("next question, host".to_owned(), 100.0, times.host),
            ("next question, audience".to_owned(), 100.0, times.audience),
            (late("one more"), 30.0, times.act),
            (late("saved"), f64::INFINITY, times.saved),
        ];
        let rows = rows.map(|(name, limit, values)| {
            let mut row = Row::new(name, limit);
            row.values = values;
            row
        });
        row::print("ms", "laptop, a branch meeting", &rows);
    }
    if wanted("long-log") {
        long_log::measure(&driver, &args.dist).await?;
    }
    if wanted("restore") {
        restoring::measure(&driver, &args.dist).await?;
    }
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().unwrap_or("unknown");
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    println!(
        "load {load} on {cores} cores; times grow with that of the fixed work, which depends on the machine alone"
    );
    Ok(true)
}

/// Visits with a phone.
async fn phone(driver: &Driver, args: &Args) -> Outcome {
    let mut rows = [
        Row::new("cold: first page", f64::INFINITY),
        Row::new("cold: first question", 1800.0),
        Row::new("warm: first page", f64::INFINITY),
        Row::new("warm: first question", 600.0),
        Row::new("offline: first page", f64::INFINITY),
        Row::new("offline: first question", 600.0),
        Row::new("answer to feedback", 50.0),
        Row::new("fixed work", f64::INFINITY),
    ];
    for _ in 0..args.runs {
        let mut stage = Stage::unrecorded(driver, &args.dist, "/", Screen::PHONE).await?;
        let measured = measure(&mut stage).await;
        stage.close().await?;
        for (row, values) in rows.iter_mut().zip(measured?) {
            row.values.extend(values);
        }
    }
    row::print("ms", "phone profile", &rows);
    Ok(())
}

/// One fresh profile: cold, warm, offline, and some answers.
async fn measure(stage: &mut Stage<'_>) -> Outcome<[Vec<f64>; 8]> {
    let student = stage.student()?;
    be_a_phone(student).await?;
    let cold = first_question(student).await?;
    let feedback = feedback(student).await?;
    student.browser.web().goto(&student.home).await?;
    student.offline_ready().await?;
    let warm = visits(student).await?;
    stage.site.down();
    let offline = visits(stage.student()?).await?;
    let all = [&[cold][..], &warm, &offline].concat();
    let home = |visits: &[Times]| visits.iter().map(|times| times.home).collect();
    let question = |visits: &[Times]| visits.iter().map(|times| times.question).collect();
    Ok([
        vec![cold.home],
        vec![cold.question],
        home(&warm),
        question(&warm),
        home(&offline),
        question(&offline),
        feedback,
        all.iter().map(|times| times.work).collect(),
    ])
}

/// Several visits in a row of somebody who was here before.
async fn visits(student: &Student) -> Outcome<Vec<Times>> {
    let mut visits = Vec::new();
    for _ in 0..VISITS {
        visits.push(first_question(student).await?);
    }
    Ok(visits)
}

async fn be_a_phone(student: &Student) -> Outcome {
    let browser = &student.browser;
    browser.cdp("Network.enable", json!({})).await?;
    browser.cdp("Network.emulateNetworkConditions", network()).await?;
    browser.cdp("Emulation.setCPUThrottlingRate", json!({ "rate": SLOWER })).await?;
    watch(browser).await
}

/// Has every page from now on be measured.
///
/// # Errors
/// When the browser refuses.
pub async fn watch(browser: &Browser) -> Outcome {
    browser.begin_with(WATCH).await
}

/// Opens the first page anew and begins today's suggestion.
///
/// # Errors
/// When no question shows.
pub async fn first_question(student: &Student) -> Outcome<Times> {
    let browser = &student.browser;
    // Away first, so that the next page is a navigation and not a reload.
    browser.web().goto("about:blank").await?;
    // The page goes there by itself and is left alone until it is done: what the driver runs in a page to see whether
    // it is loaded would be a tenth of the time.
    browser.js("setTimeout(() => location.assign(arguments[0]), 100);", vec![json!(student.home)]).await?;
    sleep(UNDISTURBED).await;
    let times = told(browser, "window.bench.opened").await?;
    let work = told(browser, "window.bench.work()").await?;
    match (times["home"].as_f64(), times["question"].as_f64(), work.as_f64()) {
        (Some(home), Some(question), Some(work)) => Ok(Times { home, question, work }),
        _ => fail("no times"),
    }
}

/// What a promise of the page comes to.
///
/// # Errors
/// When the page fails.
pub async fn told(browser: &Browser, promise: &str) -> Outcome<Value> {
    browser.js_async(&format!("{promise}.then(arguments[arguments.length - 1]);"), Vec::new()).await
}

/// From the tap on 提交 to the frame with the feedback, for a few questions.
async fn feedback(student: &Student) -> Outcome<Vec<f64>> {
    let mut times = Vec::new();
    for _ in 0..5 {
        let question = student.question().await?;
        let Some(answer) = give::make(&question, Give::Right) else { return fail("no right answer") };
        student.prepare(&question, &answer).await?;
        let time = told(&student.browser, "window.bench.answer()").await?;
        times.extend(time.as_f64());
        student.next().await?;
    }
    Ok(times)
}
