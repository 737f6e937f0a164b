//! A real browser window, and the few things that are done with it.

use crate::driver::{Driver, browser_of};
use crate::problem::{Outcome, Problem, fail};
use crate::profile::Profile;
use crate::screen::Screen;
use serde_json::{Value, json};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use thirtyfour::action_chain::ActionChain;
use thirtyfour::prelude::*;
use thirtyfour::{ChromiumLikeCapabilities, LoggingPrefsLogLevel};
use tokio::time::{Instant, sleep};

/// How long anything may take before a test gives up. Long, for the machine may be busy; nothing waits for it to pass.
const PATIENCE: Duration = Duration::from_secs(20);

/// Command line of the browser: quiet, as root in a container, and deaf to every host but this one.
pub const FLAGS: [&str; 11] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--hide-scrollbars",
    "--lang=zh-CN",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
];

/// Whether the driver writes down what a browser does. It costs a page about a fifth of its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Record {
    /// Console and network, for [`Browser::log`].
    Everything,
    /// Nothing: for measuring.
    Nothing,
}

/// A browser with one window.
#[derive(Debug)]
pub struct Browser {
    web: WebDriver,
    pid: u32,
}

impl Browser {
    /// Starts a browser on a profile and gives its window a screen. A film is what its camera sees, over and over; without
    /// one it has no camera.
    ///
    /// # Errors
    /// When it does not start.
    pub async fn start(
        driver: &Driver,
        profile: &Profile,
        screen: Screen,
        record: Record,
        film: Option<&Path>,
    ) -> Outcome<Self> {
        let mut wanted = DesiredCapabilities::chrome();
        for flag in FLAGS {
            wanted.add_arg(flag)?;
        }
        if let Some(film) = film {
            wanted.add_arg("--use-fake-device-for-media-stream")?;
            wanted.add_arg(&format!("--use-file-for-fake-video-capture={}", film.display()))?;
        }
        let folder = profile.folder().display().to_string();
        wanted.add_arg(&format!("--user-data-dir={folder}"))?;
        if let Ok(program) = std::env::var("CHROMIUM") {
            wanted.set_binary(&program)?;
        }
        if record == Record::Nothing {
            // A page that was left stays frozen in memory and slows the next visit of the same site down, which nobody
            // has who opens the app afresh.
            wanted.add_arg("--disable-back-forward-cache")?;
        } else {
            wanted.set_logging_prefs("browser", LoggingPrefsLogLevel::All)?;
            wanted.set_logging_prefs("performance", LoggingPrefsLogLevel::All)?;
        }
        let web = WebDriver::new(driver.url(), wanted).await?;
        let browser = match browser_of(driver, &folder) {
            Ok(pid) => Self { web, pid },
            Err(problem) => {
                web.quit().await?;
                return Err(problem);
            }
        };
        browser.web.set_script_timeout(Duration::from_secs(60)).await?;
        browser.show_on(screen).await?;
        let downloads = profile.downloads().display().to_string();
        let quiet = json!({ "behavior": "allow", "downloadPath": downloads });
        browser.cdp("Browser.setDownloadBehavior", quiet).await?;
        Ok(browser)
    }

    /// Gives the window another screen.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn show_on(&self, screen: Screen) -> Outcome {
        let metrics = json!({
            "width": screen.width, "height": screen.height,
            "deviceScaleFactor": screen.scale, "mobile": screen.phone,
        });
        self.cdp("Emulation.setDeviceMetricsOverride", metrics).await?;
        Ok(())
    }

    /// Answers for the user when a page asks for the camera.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn allow_camera(&self, allowed: bool) -> Outcome {
        let setting = if allowed { "granted" } else { "denied" };
        self.cdp("Browser.setPermission", json!({ "permission": { "name": "camera" }, "setting": setting })).await?;
        Ok(())
    }

    /// Writes a picture of one element to a PNG file.
    ///
    /// # Errors
    /// When there is no such element, or the file cannot be written.
    pub async fn picture_of(&self, css: &str, file: &Path) -> Outcome {
        Ok(self.element(css, None).await?.screenshot(file).await?)
    }

    /// Makes the system look light or dark, and motion reduced, so that nothing is caught half-way.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn system_theme(&self, theme: &str) -> Outcome {
        let features = json!({ "features": [
            { "name": "prefers-color-scheme", "value": theme },
            { "name": "prefers-reduced-motion", "value": "reduce" },
        ] });
        self.cdp("Emulation.setEmulatedMedia", features).await?;
        Ok(())
    }

    /// Closes it as its user would.
    ///
    /// # Errors
    /// When the driver has lost it.
    pub async fn quit(self) -> Outcome {
        Ok(self.web.quit().await?)
    }

    /// Kills its process, without a chance to write anything.
    ///
    /// # Errors
    /// When it cannot be killed.
    pub async fn kill(self) -> Outcome {
        let killed = tokio::process::Command::new("kill").args(["-9", &self.pid.to_string()]).status().await?;
        // The driver still has to forget the session; that the browser is gone is what was wanted.
        let _ = self.web.quit().await;
        let process = format!("/proc/{}/cmdline", self.pid);
        let started = Instant::now();
        while std::fs::read(&process).is_ok_and(|line| !line.is_empty()) && started.elapsed() < PATIENCE {
            sleep(Duration::from_millis(20)).await;
        }
        if killed.success() { Ok(()) } else { fail("kill refused") }
    }

    /// The WebDriver itself, for what is said only once.
    #[must_use]
    pub fn web(&self) -> &WebDriver {
        &self.web
    }

    /// A command of the DevTools protocol.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn cdp(&self, method: &str, parameters: Value) -> Outcome<Value> {
        Ok(self.web.cdp().send_raw(method, parameters).await?)
    }

    /// Has every page that this window opens from now on begin with a script.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn begin_with(&self, script: &str) -> Outcome {
        self.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await?;
        Ok(())
    }

    /// On how many sheets the page would be printed.
    ///
    /// # Errors
    /// When the browser prints nothing.
    pub async fn printed_pages(&self) -> Outcome<u64> {
        let wanted = json!({ "preferCSSPageSize": true, "printBackground": true });
        let printed = self.cdp("Page.printToPDF", wanted).await?;
        let count = "return (atob(arguments[0]).match(/\\/Type\\s*\\/Page\\b/g) ?? []).length;";
        let count = self.js(count, vec![printed["data"].clone()]).await?;
        count.as_u64().map_or_else(|| fail("nothing was printed"), Ok)
    }

    /// Runs a script and returns what it returns.
    ///
    /// # Errors
    /// When the script throws.
    pub async fn js(&self, script: &str, arguments: Vec<Value>) -> Outcome<Value> {
        Ok(self.web.execute(script, arguments).await?.json().clone())
    }

    /// Runs a script that ends by calling its last argument.
    ///
    /// # Errors
    /// When the script throws or never ends.
    pub async fn js_async(&self, script: &str, arguments: Vec<Value>) -> Outcome<Value> {
        Ok(self.web.execute_async(script, arguments).await?.json().clone())
    }

    /// Waits until an expression is true (JavaScript's sense) and returns it.
    ///
    /// # Errors
    /// With `what` when it does not become true in time.
    pub async fn until(&self, what: &str, expression: &str) -> Outcome<Value> {
        let script = format!("return {expression};");
        let started = Instant::now();
        let mut last = String::new();
        loop {
            match self.js(&script, Vec::new()).await {
                Ok(Value::Null | Value::Bool(false)) => {}
                Ok(Value::String(text)) if text.is_empty() => {}
                Ok(Value::Number(number)) if number.as_f64() == Some(0.0) => {}
                Ok(value) => return Ok(value),
                // Between two pages there is nothing to ask.
                Err(Problem(words)) => last = format!(" ({words})"),
            }
            if started.elapsed() > PATIENCE {
                return fail(format!("waited {} s for: {what}{last}", PATIENCE.as_secs()));
            }
            sleep(Duration::from_millis(25)).await;
        }
    }

    /// Waits until something matches a selector.
    ///
    /// # Errors
    /// When nothing does in time.
    pub async fn see(&self, css: &str) -> Outcome {
        self.until(&format!("`{css}` on screen"), &format!("!!document.querySelector({})", json!(css))).await?;
        Ok(())
    }

    /// The first element that matches and, if words are given, says exactly them.
    async fn element(&self, css: &str, words: Option<&str>) -> Outcome<WebElement> {
        let script = "const own = (e) => [...e.querySelectorAll('.text')].concat(e).map((n) => n.textContent.trim());
            return [...document.querySelectorAll(arguments[0])]
                .find((e) => arguments[1] === null || own(e).includes(arguments[1].trim())) ?? null;";
        let found = self.web.execute(script, vec![json!(css), json!(words)]).await?;
        if found.json().is_null() {
            return fail(words.map_or(format!("no `{css}`"), |words| format!("no `{css}` says “{words}”")));
        }
        Ok(found.element()?)
    }

    /// Scrolls something into view and taps it.
    ///
    /// # Errors
    /// When it is not there in time, or covered by something else.
    pub async fn tap(&self, css: &str) -> Outcome {
        self.press(css, None).await
    }

    /// Taps what matches and says exactly these words.
    ///
    /// # Errors
    /// When it is not there in time, or covered by something else.
    pub async fn tap_words(&self, css: &str, words: &str) -> Outcome {
        self.press(css, Some(words)).await
    }

    async fn press(&self, css: &str, words: Option<&str>) -> Outcome {
        let started = Instant::now();
        loop {
            let problem = match self.press_once(css, words).await {
                Ok(()) => return Ok(()),
                Err(problem) => problem,
            };
            if started.elapsed() > PATIENCE / 2 {
                return fail(format!("tapping `{css}` {}: {problem}", words.unwrap_or_default()));
            }
            sleep(Duration::from_millis(100)).await;
        }
    }

    async fn press_once(&self, css: &str, words: Option<&str>) -> Outcome {
        let element = self.element(css, words).await?;
        let centre = "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' });";
        self.web.execute(centre, vec![element.to_json()?]).await?;
        Ok(element.click().await?)
    }

    /// Taps a text field and types into it, in the place of what stood there.
    ///
    /// # Errors
    /// When there is no such field.
    pub async fn type_into(&self, css: &str, text: &str) -> Outcome {
        self.tap(css).await?;
        let element = self.element(css, None).await?;
        element.clear().await?;
        Ok(element.send_keys(text).await?)
    }

    /// Chooses a file in a file field, as its dialog would.
    ///
    /// # Errors
    /// When there is no such field.
    pub async fn choose_file(&self, css: &str, file: &Path) -> Outcome {
        Ok(self.element(css, None).await?.send_keys(file.display().to_string()).await?)
    }

    /// Keys without pauses between them.
    fn fingers(&self) -> ActionChain {
        self.web.action_chain_with_delay(Some(Duration::ZERO), Some(Duration::ZERO))
    }

    /// Presses a key of the keyboard, wherever the focus is.
    ///
    /// # Errors
    /// When the driver refuses.
    pub async fn key(&self, key: impl Into<char>) -> Outcome {
        Ok(self.fingers().send_keys(key.into()).perform().await?)
    }

    /// Types a text, wherever the focus is.
    ///
    /// # Errors
    /// When the driver refuses.
    pub async fn keys(&self, text: &str) -> Outcome {
        Ok(self.fingers().send_keys(text).perform().await?)
    }

    /// Presses a key while Shift is held.
    ///
    /// # Errors
    /// When the driver refuses.
    pub async fn with_shift(&self, key: impl Into<char>) -> Outcome {
        Ok(self.fingers().key_down(Key::Shift).send_keys(key.into()).key_up(Key::Shift).perform().await?)
    }

    /// Writes what is on screen to a PNG file.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub async fn picture(&self, file: &Path) -> Outcome {
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder)?;
        }
        Ok(self.web.screenshot(file).await?)
    }

    /// Drains a log of the browser: `(level, message)`.
    ///
    /// # Errors
    /// When the driver does not keep it.
    pub async fn log(&self, kind: &str) -> Outcome<Vec<(String, String)>> {
        let entries = Arc::clone(self.web.handle()).get_log(kind).await?;
        Ok(entries.into_iter().map(|entry| (entry.level, entry.message)).collect())
    }
}
