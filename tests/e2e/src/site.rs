//! The release build on a host of our own, and the course in it.

use crate::problem::{Doing, Outcome, Problem, ensure, fail};
use biaoshuai::core::course::{Commentary, Course, CourseError};
use std::path::{Path, PathBuf};
use xtask::server::{Faults, Request, Server, ServerConfig};

/// A host that can be stopped, started again, slowed, cut at a byte, or given another build, always on the same port. Every
/// one has a port of its own: for a browser that is another site, with nothing stored yet.
#[derive(Debug)]
pub struct Site {
    dist: PathBuf,
    base: String,
    port: u16,
    server: Option<Server>,
    seen: Vec<Request>,
    was_down: bool,
    /// What is to go wrong.
    pub faults: Faults,
}

impl Site {
    /// Serves a build at the root.
    ///
    /// # Errors
    /// When no port can be had.
    pub fn of(dist: &Path) -> Outcome<Self> {
        Self::start(dist, "/")
    }

    /// Serves a build below a path.
    ///
    /// # Errors
    /// When no port can be had.
    pub fn start(dist: &Path, base: &str) -> Outcome<Self> {
        let mut site = Self {
            dist: dist.to_path_buf(),
            base: base.to_owned(),
            port: 0,
            server: None,
            seen: Vec::new(),
            was_down: false,
            faults: Faults::default(),
        };
        site.up()?;
        Ok(site)
    }

    /// Starts serving again.
    ///
    /// # Errors
    /// When the port was taken by another program meanwhile.
    pub fn up(&mut self) -> Outcome {
        let mut config = ServerConfig::new(&self.dist);
        config.base.clone_from(&self.base);
        config.port = self.port;
        config.faults = self.faults.clone();
        let server = Server::start(config)?;
        self.port = server.port();
        self.server = Some(server);
        Ok(())
    }

    /// Stops serving: whoever asks is refused.
    pub fn down(&mut self) {
        if let Some(server) = self.server.take() {
            self.seen.extend(server.requests());
            server.stop();
        }
        self.was_down = true;
    }

    /// Puts another build in the place of this one.
    ///
    /// # Errors
    /// When the port was taken by another program meanwhile.
    pub fn deploy(&mut self, dist: &Path) -> Outcome {
        self.down();
        self.dist = dist.to_path_buf();
        self.up()
    }

    /// The folder that is served.
    #[must_use]
    pub fn dist(&self) -> &Path {
        &self.dist
    }

    /// Scheme, host and port.
    #[must_use]
    pub fn origin(&self) -> String {
        format!("http://localhost:{}", self.port)
    }

    /// The address of the app's first page.
    #[must_use]
    pub fn home(&self) -> String {
        format!("{}{}", self.origin(), self.base)
    }

    /// Whether the host was out of reach at any time, so that failed requests are to be expected.
    #[must_use]
    pub fn was_down(&self) -> bool {
        self.was_down
    }

    /// Every request it has answered.
    #[must_use]
    pub fn requests(&self) -> Vec<Request> {
        let mut all = self.seen.clone();
        all.extend(self.server.iter().flat_map(Server::requests));
        all
    }

    /// Paths that were asked for, in their order, without query.
    #[must_use]
    pub fn asked(&self) -> Vec<String> {
        let plain = |request: Request| request.path.split('?').next().unwrap_or_default().to_owned();
        self.requests().into_iter().map(plain).collect()
    }

    /// The last that it was asked for and what it answered, for messages.
    #[must_use]
    pub fn last_asked(&self) -> String {
        let all = self.requests();
        let last = all.iter().rev().take(12).rev();
        let words: Vec<String> = last.map(|request| format!("{} {}", request.path, request.status)).collect();
        format!("the host was asked {} times, at last for {}", all.len(), words.join(", "))
    }

    /// What was asked for since it was last up and found, with the bytes of each answer.
    #[must_use]
    pub fn sizes(&self) -> Vec<(String, usize)> {
        let good = |request: &Request| request.status == 200 && request.bytes > 0;
        let now = self.server.iter().flat_map(Server::requests).filter(good);
        now.map(|request| (request.path, request.bytes)).collect()
    }

    /// Forgets what was asked for.
    pub fn forget(&mut self) {
        self.seen.clear();
        if let Some(server) = &self.server {
            server.forget_requests();
        }
    }

    /// Checks that nothing was asked for that is not there; a deep link on a host without a fallback rule is answered
    /// with the app's own page and status 404, as it should be.
    ///
    /// # Errors
    /// With the first request that was wrong.
    pub fn check_requests(&self) -> Outcome {
        for Request { path, status, .. } in self.requests() {
            let inside = path.strip_prefix(&self.base);
            let plain = inside.is_some_and(|inner| !inner.split('?').next().unwrap_or_default().contains('.'));
            let good = matches!(status, 200 | 304) || (status == 404 && plain);
            ensure(inside.is_some() && good, format!("the page asked for {path} and got {status}"))?;
        }
        Ok(())
    }
}

/// The first course of a build with its commentary.
///
/// # Errors
/// When there is none, or it is not one.
pub fn course_of(dist: &Path) -> Outcome<Course> {
    let told = |error: CourseError| Problem(error.to_string());
    let file = content_in(&dist.join("courses"))?;
    let course = Course::from_bytes(&std::fs::read(&file)?).map_err(told)?;
    let notes = std::fs::read(content_in(&dist.join("notes"))?)?;
    Commentary::from_bytes(&notes).and_then(|notes| course.annotate(notes)).map_err(told)
}

/// The first content file of a folder.
///
/// # Errors
/// When it has none.
pub fn content_in(folder: &Path) -> Outcome<PathBuf> {
    let files = std::fs::read_dir(folder).doing(&folder.display().to_string())?;
    let content = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "bin");
    let mut found: Vec<PathBuf> = files.flatten().map(|entry| entry.path()).filter(content).collect();
    found.sort();
    match found.into_iter().next() {
        Some(file) => Ok(file),
        None => fail(format!("{} has no JSON file", folder.display())),
    }
}
