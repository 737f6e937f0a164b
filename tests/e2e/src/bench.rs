//! Times on a phone: until the first question can be answered, and until its feedback is there.

use crate::args::Args;
use crate::driver::Driver;
use crate::give::{self, Give};
use crate::problem::{Outcome, fail};
use crate::screen::Screen;
use crate::stage::Stage;
use crate::student::Student;
use serde_json::json;

/// How much slower the processor is made.
const SLOWER: u32 = 4;

/// The network of the phone profile: 1.6 Mbit/s down, 750 kbit/s up, 150 ms.
fn network() -> serde_json::Value {
    json!({ "offline": false, "latency": 150, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8 })
}

/// In every new page: notes when the first page can be used.
const WATCH: &str = "
window.bench = { home: 0, question: 0, feedback: 0 };
const frame = (then) => requestAnimationFrame(() => setTimeout(then, 0));
new MutationObserver((_, observer) => {
  if (document.querySelector('#start-today')) {
    observer.disconnect();
    frame(() => { window.bench.home = performance.now(); });
  }
}).observe(document, { childList: true, subtree: true });
window.timed = (button, css, name) => {
  const start = performance.now();
  const done = () => frame(() => { window.bench[name] = performance.now() - start; });
  if (name === 'question') scrollTo(0, 0);
  new MutationObserver((_, observer) => {
    if (document.querySelector(css)) { observer.disconnect(); done(); }
  }).observe(document, { childList: true, subtree: true });
  document.querySelector(button).click();
};";

/// What one run measured, in milliseconds.
#[derive(Clone, Copy, Debug)]
struct Times {
    home: f64,
    question: f64,
}

/// The measurements of one kind and the limit for their median.
struct Row {
    name: &'static str,
    limit: f64,
    values: Vec<f64>,
}

impl Row {
    fn new(name: &'static str, limit: f64) -> Self {
        Self { name, limit, values: Vec::new() }
    }

    fn median(&self) -> f64 {
        let mut sorted = self.values.clone();
        sorted.sort_by(f64::total_cmp);
        sorted.get(sorted.len() / 2).copied().unwrap_or(f64::NAN)
    }

    /// `name  median (min–max) ms  limit  ratio`
    fn line(&self) -> String {
        let least = self.values.iter().copied().fold(f64::INFINITY, f64::min);
        let most = self.values.iter().copied().fold(0.0, f64::max);
        let (median, name) = (self.median(), self.name);
        let range = format!("{least:.0}–{most:.0}");
        if self.limit.is_finite() {
            let word = if median <= self.limit { "ok" } else { "OVER" };
            format!("{word:<5}{name:<28} {median:>6.0} {range:>13} {:>6.0} {:>6.2}", self.limit, median / self.limit)
        } else {
            format!("{:<5}{name:<28} {median:>6.0} {range:>13}", "")
        }
    }
}

/// Measures and prints; always `true`, for a busy machine is no failed test.
///
/// # Errors
/// When the app does not work.
pub async fn run(args: &Args) -> Outcome<bool> {
    let driver = Driver::start().await?;
    let mut rows = [
        Row::new("cold: first page", f64::INFINITY),
        Row::new("cold: first question", 1800.0),
        Row::new("warm: first page", f64::INFINITY),
        Row::new("warm: first question", 600.0),
        Row::new("offline: first page", f64::INFINITY),
        Row::new("offline: first question", 600.0),
        Row::new("answer to feedback", 50.0),
    ];
    for _ in 0..args.runs {
        let mut stage = Stage::set(&driver, &args.dist, "/", Screen::PHONE).await?;
        let measured = measure(&mut stage).await;
        stage.close().await?;
        for (row, values) in rows.iter_mut().zip(measured?) {
            row.values.extend(values);
        }
    }
    println!("{:<5}{:<28} {:>6} {:>13} {:>6} {:>6}", "ms", "phone profile", "median", "range", "limit", "ratio");
    for row in &rows {
        println!("{}", row.line());
    }
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().unwrap_or("unknown");
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    println!("load {load} on {cores} cores: on a busy machine these times say little");
    Ok(true)
}

/// One fresh profile: cold, warm, offline, and some answers.
async fn measure(stage: &mut Stage<'_>) -> Outcome<[Vec<f64>; 7]> {
    let student = stage.student()?;
    be_a_phone(student).await?;
    let cold = first_question(student).await?;
    let feedback = feedback(student).await?;
    student.browser.web().goto(&student.home).await?;
    student.offline_ready().await?;
    let warm = first_question(student).await?;
    stage.site.down();
    let offline = first_question(stage.student()?).await?;
    Ok([
        vec![cold.home],
        vec![cold.home + cold.question],
        vec![warm.home],
        vec![warm.home + warm.question],
        vec![offline.home],
        vec![offline.home + offline.question],
        feedback,
    ])
}

async fn be_a_phone(student: &Student) -> Outcome {
    let browser = &student.browser;
    browser.cdp("Network.enable", json!({})).await?;
    browser.cdp("Network.emulateNetworkConditions", network()).await?;
    browser.cdp("Emulation.setCPUThrottlingRate", json!({ "rate": SLOWER })).await?;
    browser.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": WATCH })).await?;
    Ok(())
}

/// Opens the first page anew and begins today's suggestion.
async fn first_question(student: &Student) -> Outcome<Times> {
    let browser = &student.browser;
    // Away first, so that the next page is a navigation and not a reload.
    browser.web().goto("about:blank").await?;
    browser.web().goto(&student.home).await?;
    let home = browser.until("the first page", "window.bench?.home").await?;
    browser.js("window.timed('#start-today', '.question', 'question');", Vec::new()).await?;
    let question = browser.until("the first question", "window.bench?.question").await?;
    match (home.as_f64(), question.as_f64()) {
        (Some(home), Some(question)) => Ok(Times { home, question }),
        _ => fail("no times"),
    }
}

/// From the tap on 提交 to the frame with the feedback, for a few questions.
async fn feedback(student: &Student) -> Outcome<Vec<f64>> {
    let mut times = Vec::new();
    for _ in 0..5 {
        let question = student.question().await?;
        let Some(answer) = give::make(&question, Give::Right) else { return fail("no right answer") };
        student.prepare(&question, &answer).await?;
        student
            .browser
            .js("window.bench.feedback = 0; window.timed('#go', '#feedback', 'feedback');", Vec::new())
            .await?;
        let time = student.browser.until("the feedback", "window.bench.feedback").await?;
        times.extend(time.as_f64());
        student.next().await?;
    }
    Ok(times)
}
