//! A browser of any engine, and the few things that are done with it. Everything is done in the page itself, for that is
//! the same in all engines.

use super::engine::Engine;
use super::processes;
use super::rig::Rig;
use crate::driver::free_port;
use crate::problem::{Doing, Outcome, Problem, fail};
use crate::profile::Profile;
use serde_json::{Value, json};
use std::net::{Ipv4Addr, TcpStream};
use std::process::Stdio;
use std::time::Duration;
use thirtyfour::prelude::*;
use tokio::process::Child;
use tokio::time::{Instant, sleep, timeout};

/// How long anything may take before a test gives up. Long, for the machine may be busy; nothing waits for it to pass but
/// a control, which therefore has less of it.
const PATIENCE: Duration = Duration::from_secs(30);
const HURRY: Duration = Duration::from_secs(8);

/// How long a driver may take for one answer.
const ANSWER: Duration = Duration::from_secs(60);

/// How often a browser is started before it counts as one that does not start.
const STARTS: usize = 3;

/// How often a driver may lose an answer in one wait.
const LOST: usize = 2;

/// A browser with its driver.
#[derive(Debug)]
pub struct Window {
    /// `None` once it is closed.
    web: Option<WebDriver>,
    driver: Child,
    pid: u32,
    /// How long anything may take.
    pub patience: Duration,
}

impl Window {
    /// Starts driver and browser on a profile. One that does not start, as happens in some of a thousand times, is started
    /// again; the profile stays as it is.
    ///
    /// # Errors
    /// When one of them does not start in the end.
    pub async fn start(rig: &Rig, profile: &Profile) -> Outcome<Self> {
        for _ in 1..STARTS {
            match Self::start_once(rig, profile).await {
                Ok(window) => return Ok(window),
                Err(problem) => println!("        {problem}; it is started again"),
            }
        }
        Self::start_once(rig, profile).await
    }

    async fn start_once(rig: &Rig, profile: &Profile) -> Outcome<Self> {
        let engine = rig.engine;
        let port = free_port()?;
        let mut command = engine.driver(port, profile, rig.display.as_ref().map(super::display::Display::name));
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).kill_on_drop(true);
        let driver = command.spawn().doing(&format!("the driver of {}", engine.name()))?;
        let Some(pid) = driver.id() else { return fail("the driver has ended at once") };
        let started = Instant::now();
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
            if started.elapsed() > PATIENCE {
                return fail(format!("the driver of {} does not answer", engine.name()));
            }
            sleep(Duration::from_millis(20)).await;
        }
        let wanted = engine.wanted(profile, &rig.trap)?;
        let session = WebDriver::new(format!("http://127.0.0.1:{port}"), wanted);
        let web = match timeout(ANSWER, session).await {
            Ok(Ok(web)) => web,
            other => {
                processes::kill(&processes::descendants(pid)?).await?;
                let why = other.map_or("no answer".to_owned(), |result| {
                    result.err().map_or(String::new(), |error| Problem::from(error).0)
                });
                return fail(format!("{} does not start: {why}", engine.name()));
            }
        };
        // A script that a page never answers must not hold the whole run.
        web.set_script_timeout(Duration::from_secs(50)).await?;
        if engine == Engine::WebKit {
            web.set_window_rect(0, 0, 420, 900).await?;
        }
        let patience = if rig.hurry.get() { HURRY } else { PATIENCE };
        Ok(Self { web: Some(web), driver, pid, patience })
    }

    /// Goes to an address; returns when the page before is gone.
    ///
    /// # Errors
    /// When it stays.
    pub async fn open(&self, url: &str) -> Outcome {
        self.js("window.__before = true;", vec![]).await.unwrap_or_default();
        self.answer(self.web()?.goto(url)).await?;
        self.until("another page", "!window.__before").await?;
        Ok(())
    }

    /// Waits for the driver, but not for ever.
    async fn answer<T>(&self, asked: impl Future<Output = WebDriverResult<T>>) -> Outcome<T> {
        match timeout(ANSWER, asked).await {
            Ok(answer) => Ok(answer?),
            Err(_) => fail(format!("no answer from the browser in {} s", ANSWER.as_secs())),
        }
    }

    /// Runs a script and returns what it returns.
    ///
    /// # Errors
    /// When the script throws.
    pub async fn js(&self, script: &str, arguments: Vec<Value>) -> Outcome<Value> {
        Ok(self.answer(self.web()?.execute(script, arguments)).await?.json().clone())
    }

    /// Runs a script that ends by calling its last argument.
    ///
    /// # Errors
    /// When the script throws or never ends.
    pub async fn js_async(&self, script: &str, arguments: Vec<Value>) -> Outcome<Value> {
        Ok(self.answer(self.web()?.execute_async(script, arguments)).await?.json().clone())
    }

    /// An expression's value now; `null` where there is no page to ask.
    pub async fn value(&self, expression: &str) -> Value {
        self.js(&format!("return {expression};"), Vec::new()).await.unwrap_or_default()
    }

    /// Waits until an expression is true (JavaScript's sense) and returns it.
    ///
    /// # Errors
    /// With `what` when it does not become true in time.
    pub async fn until(&self, what: &str, expression: &str) -> Outcome<Value> {
        self.within(self.patience, what, expression).await
    }

    /// The same with another patience.
    ///
    /// # Errors
    /// With `what` when it does not become true in time.
    pub async fn within(&self, limit: Duration, what: &str, expression: &str) -> Outcome<Value> {
        let script = format!("return {expression};");
        let mut started = Instant::now();
        let mut last = String::new();
        let mut lost = 0;
        loop {
            match self.js(&script, Vec::new()).await {
                Ok(Value::Null | Value::Bool(false)) => last.clear(),
                Ok(Value::String(text)) if text.is_empty() => last.clear(),
                Ok(Value::Number(number)) if number.as_f64() == Some(0.0) => last.clear(),
                Ok(value) => return Ok(value),
                // ChromeDriver may lose an answer while one page takes the place of another; asked again it knows.
                Err(Problem(words)) if words.contains("script timeout") && lost < LOST => {
                    lost += 1;
                    started = Instant::now();
                }
                // Between two pages there is nothing to ask.
                Err(Problem(words)) => last = format!(" ({words})"),
            }
            if started.elapsed() > limit {
                let shown = self.shown().await;
                return fail(format!("waited {} ms for: {what}{last}; on screen: {shown}", limit.as_millis()));
            }
            sleep(Duration::from_millis(20)).await;
        }
    }

    /// Waits until something matches a selector.
    ///
    /// # Errors
    /// When nothing does in time.
    pub async fn see(&self, css: &str) -> Outcome {
        self.until(&format!("`{css}`"), &format!("!!document.querySelector({})", json!(css))).await?;
        Ok(())
    }

    /// Clicks the first element that matches and, if words are given, says exactly them.
    ///
    /// # Errors
    /// When there is none in time.
    pub async fn click(&self, css: &str, words: Option<&str>) -> Outcome {
        let found = format!(
            "(() => {{ const e = [...document.querySelectorAll({})].find((e) => !e.disabled && e.ariaDisabled !== 'true'
              && ({words} === null || e.textContent.trim() === {words})); if (e) setTimeout(() => e.click()); return !!e; }})()",
            json!(css),
            words = json!(words),
        );
        self.until(&format!("`{css}` {} to click", words.unwrap_or_default()), &found).await?;
        Ok(())
    }

    /// What a person sees, in one line, for messages.
    pub async fn shown(&self) -> String {
        let text = "location.pathname + ' “' + (document.body?.innerText ?? '').replace(/\\s+/g, ' ').trim().slice(0, 160)
          + '” (build ' + document.querySelector('meta[name=build]')?.content + ', offline copy ' + window.biaoshuai?.offline?.state
          + ' ' + window.biaoshuai?.offline?.build + ', update ' + window.biaoshuai?.update?.build + ')'";
        let shown = self.js(&format!("return {text};"), Vec::new()).await;
        shown.map_or_else(|problem| problem.0, |text| text.as_str().unwrap_or_default().to_owned())
    }

    /// Opens another window beside this one and goes there. Returns both, the old one first.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn second(&self) -> Outcome<(WindowHandle, WindowHandle)> {
        let first = self.answer(self.web()?.window()).await?;
        let second = self.answer(self.web()?.new_window()).await?;
        self.to(&second).await?;
        Ok((first, second))
    }

    /// Goes to one of several windows.
    ///
    /// # Errors
    /// When it is gone.
    pub async fn to(&self, window: &WindowHandle) -> Outcome {
        self.answer(self.web()?.switch_to_window(window.clone())).await
    }

    /// Whether the browser still answers to its driver; what its pages do does not matter.
    pub async fn is_alive(&self) -> bool {
        let Ok(web) = self.web() else { return false };
        self.answer(web.windows()).await.is_ok()
    }

    /// The driver's own, for what only one engine can do.
    ///
    /// # Errors
    /// When it is closed.
    pub fn web(&self) -> Outcome<&WebDriver> {
        self.web.as_ref().map_or_else(|| fail("the browser is closed"), Ok)
    }

    /// Closes it as its user would.
    ///
    /// # Errors
    /// When processes stay.
    pub async fn quit(mut self) -> Outcome {
        let pids = processes::descendants(self.pid)?;
        if let Some(web) = self.web.take() {
            // One that does not close is killed below.
            let _ = timeout(Duration::from_secs(15), web.quit()).await;
        }
        let started = Instant::now();
        while started.elapsed() < Duration::from_secs(5) && pids.iter().any(|pid| processes::is_alive(*pid)) {
            sleep(Duration::from_millis(20)).await;
        }
        processes::kill(&pids).await?;
        Ok(self.driver.kill().await?)
    }

    /// Ends all its processes at once, without a chance to write anything.
    ///
    /// # Errors
    /// When they stay.
    pub async fn kill(mut self) -> Outcome {
        processes::kill(&processes::descendants(self.pid)?).await?;
        self.driver.kill().await?;
        self.forget();
        Ok(())
    }

    /// Its driver is gone, so there is nobody to say good-bye to.
    fn forget(&mut self) {
        if let Some(web) = self.web.take() {
            // Only one that was closed refuses.
            let _ = web.leak();
        }
    }
}

/// A test that fails leaves its browser behind; nobody else would end it.
impl Drop for Window {
    fn drop(&mut self) {
        if self.web.is_some() {
            let pids = processes::descendants(self.pid).unwrap_or_default();
            let names = pids.iter().map(u32::to_string);
            // What is gone already needs no end.
            let _ = std::process::Command::new("kill").arg("-9").args(names).stderr(Stdio::null()).status();
            self.forget();
        }
    }
}
