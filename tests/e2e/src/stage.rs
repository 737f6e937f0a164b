//! What one test plays on: a host, a profile, a browser, and a record of everything that went wrong in it.

use crate::browser::{Browser, Record};
use crate::driver::Driver;
use crate::problem::{Outcome, ensure, fail};
use crate::profile::Profile;
use crate::screen::Screen;
use crate::site::{Site, course_of};
use crate::student::{Student, Way};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// A host, a profile and a student at a browser.
#[derive(Debug)]
pub struct Stage<'a> {
    driver: &'a Driver,
    profile: Profile,
    screen: Screen,
    record: Record,
    /// The host.
    pub site: Site,
    /// The student; `None` only while the browser restarts.
    student: Option<Student>,
    /// Errors of the console so far.
    console: Vec<String>,
    /// Requests to anywhere else.
    foreign: Vec<String>,
    /// What the camera sees after the next start of the browser.
    pub film: Option<PathBuf>,
    /// Words of console errors that this test provokes on purpose.
    pub expected: Vec<&'static str>,
}

impl<'a> Stage<'a> {
    /// A fresh profile on a phone, the build served at `base`.
    ///
    /// # Errors
    /// When host or browser do not start.
    pub async fn set(driver: &'a Driver, dist: &Path, base: &str, screen: Screen) -> Outcome<Self> {
        Self::with(driver, dist, base, screen, Record::Everything).await
    }

    /// The same for measuring: nothing is written down, so [`Stage::check`] is not for it.
    ///
    /// # Errors
    /// As [`Stage::set`].
    pub async fn unrecorded(driver: &'a Driver, dist: &Path, base: &str, screen: Screen) -> Outcome<Self> {
        Self::with(driver, dist, base, screen, Record::Nothing).await
    }

    async fn with(driver: &'a Driver, dist: &Path, base: &str, screen: Screen, record: Record) -> Outcome<Self> {
        let mut stage = Self {
            driver,
            profile: Profile::fresh()?,
            screen,
            record,
            site: Site::start(dist, base)?,
            student: None,
            console: Vec::new(),
            foreign: Vec::new(),
            film: None,
            expected: Vec::new(),
        };
        stage.open_browser().await?;
        Ok(stage)
    }

    /// Another device with a fresh profile, at the same build.
    ///
    /// # Errors
    /// As [`Stage::set`].
    pub async fn other_device(&self) -> Outcome<Self> {
        Self::set(self.driver, self.site.dist(), "/", self.screen).await
    }

    async fn open_browser(&mut self) -> Outcome {
        let browser =
            Browser::start(self.driver, &self.profile, self.screen, self.record, self.film.as_deref()).await?;
        let course = course_of(self.site.dist())?;
        self.student = Some(Student { browser, home: self.site.home(), course: Rc::new(course), way: Way::Hands });
        Ok(())
    }

    /// The student.
    ///
    /// # Errors
    /// When a restart of the browser failed.
    pub fn student(&self) -> Outcome<&Student> {
        self.student.as_ref().map_or_else(|| fail("the browser is gone"), Ok)
    }

    /// The student, to change their way of answering.
    ///
    /// # Errors
    /// When a restart of the browser failed.
    pub fn student_mut(&mut self) -> Outcome<&mut Student> {
        self.student.as_mut().map_or_else(|| fail("the browser is gone"), Ok)
    }

    /// Where the browser puts downloads.
    #[must_use]
    pub fn downloads(&self) -> PathBuf {
        self.profile.downloads()
    }

    /// Closes the browser and opens it again on the same profile.
    ///
    /// # Errors
    /// When it does not start.
    pub async fn restart_browser(&mut self) -> Outcome {
        self.listen().await?;
        if let Some(student) = self.student.take() {
            student.browser.quit().await?;
        }
        self.open_browser().await
    }

    /// Kills the browser's process and opens it again on the same profile.
    ///
    /// # Errors
    /// When it does not start.
    pub async fn crash_browser(&mut self) -> Outcome {
        self.listen().await?;
        if let Some(student) = self.student.take() {
            student.browser.kill().await?;
        }
        self.open_browser().await
    }

    /// Collects what the browser has to say: errors, and whom it talked to.
    async fn listen(&mut self) -> Outcome {
        let Some(student) = &self.student else { return Ok(()) };
        let browser = &student.browser;
        for (level, message) in browser.log("browser").await? {
            if level == "SEVERE" {
                self.console.push(message);
            }
        }
        let origin = self.site.origin();
        for (_, message) in browser.log("performance").await? {
            if let Some(url) = foreign(&message, &origin) {
                self.foreign.push(url);
            }
        }
        let entries = "return performance.getEntriesByType('resource').map((entry) => entry.name);";
        if let Ok(Value::Array(names)) = browser.js(entries, Vec::new()).await {
            self.foreign.extend(
                names.iter().filter_map(Value::as_str).filter(|url| is_foreign(url, &origin)).map(str::to_owned),
            );
        }
        Ok(())
    }

    /// Checks what every test expects: a silent console, no request to anybody else, nothing asked for in vain.
    ///
    /// # Errors
    /// With the first thing that was not so.
    pub async fn check(&mut self) -> Outcome {
        self.listen().await?;
        let network = |message: &str| {
            let words =
                ["net::ERR_", "Failed to load resource", "fetching the script", "Failed to update a ServiceWorker"];
            self.site.was_down() && words.iter().any(|words| message.contains(words))
        };
        // A deep link on a host without a fallback rule: the page is right, only its status is 404.
        let deep_link = |message: &str| {
            let url = message.split_whitespace().next().unwrap_or_default();
            let name = url.rsplit('/').next().unwrap_or_default();
            message.contains("status of 404") && !name.contains('.')
        };
        let provoked = |message: &str| self.expected.iter().any(|words| message.contains(words));
        let bad = self.console.iter().find(|message| !network(message) && !deep_link(message) && !provoked(message));
        ensure(bad.is_none(), format!("the console says: {}", bad.map_or("", String::as_str)))?;
        let foreign = self.foreign.iter().find(|url| !provoked(url));
        ensure(foreign.is_none(), format!("a request to {}", foreign.map_or("", String::as_str)))?;
        self.site.check_requests()
    }

    /// Keeps what is on screen for whoever looks into a failure; returns the file of the picture.
    pub async fn keep_evidence(&self, name: &str) -> Option<PathBuf> {
        let browser = &self.student.as_ref()?.browser;
        let folder = xtask::paths::root().join("target/e2e");
        let file = folder.join(format!("{name}.png"));
        browser.picture(&file).await.ok()?;
        if let Ok(source) = browser.web().source().await {
            // The picture is the better half of the evidence.
            let _ = std::fs::write(folder.join(format!("{name}.html")), source);
        }
        Some(file)
    }

    /// Closes everything.
    ///
    /// # Errors
    /// When the driver has lost the browser.
    pub async fn close(mut self) -> Outcome {
        match self.student.take() {
            Some(student) => student.browser.quit().await,
            None => Ok(()),
        }
    }
}

fn is_foreign(url: &str, origin: &str) -> bool {
    let own = url.strip_prefix(origin).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    !own && ["http:", "https:", "ws:", "wss:", "ftp:"].iter().any(|scheme| url.starts_with(scheme))
}

/// The address that a record of the network log asks for, if it is not our host.
fn foreign(record: &str, origin: &str) -> Option<String> {
    let record: Value = serde_json::from_str(record).ok()?;
    let message = &record["message"];
    if message["method"] != json!("Network.requestWillBeSent") {
        return None;
    }
    let url = message["params"]["request"]["url"].as_str()?;
    is_foreign(url, origin).then(|| url.to_owned())
}
