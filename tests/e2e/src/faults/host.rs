//! A host that can be stopped, slowed, cut at a byte, or given another build, always on the same port.

use crate::problem::Outcome;
use std::path::{Path, PathBuf};
use xtask::server::{Faults, Request, Server, ServerConfig};

/// The host. Every one has a port of its own: for a browser that is another site, with nothing stored yet.
#[derive(Debug)]
pub struct Host {
    dist: PathBuf,
    base: String,
    port: u16,
    server: Option<Server>,
    seen: Vec<Request>,
    /// What is to go wrong.
    pub faults: Faults,
}

impl Host {
    /// Serves a build at the root.
    ///
    /// # Errors
    /// When no port can be had.
    pub fn of(dist: &Path) -> Outcome<Self> {
        Self::below(dist, "/")
    }

    /// Serves a build below a path.
    ///
    /// # Errors
    /// When no port can be had.
    pub fn below(dist: &Path, base: &str) -> Outcome<Self> {
        let (dist, base) = (dist.to_path_buf(), base.to_owned());
        let mut host = Self { dist, base, port: 0, server: None, seen: Vec::new(), faults: Faults::default() };
        host.up()?;
        Ok(host)
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

    /// Stops: whoever asks is refused.
    pub fn down(&mut self) {
        if let Some(server) = self.server.take() {
            self.seen.extend(server.requests());
            server.stop();
        }
    }

    /// Puts another build in the place of this one, all at once.
    ///
    /// # Errors
    /// When the port was taken by another program meanwhile.
    pub fn deploy(&mut self, dist: &Path) -> Outcome {
        self.down();
        self.dist = dist.to_path_buf();
        self.up()
    }

    /// The address of the app's first page.
    #[must_use]
    pub fn home(&self) -> String {
        format!("http://localhost:{}{}", self.port, self.base)
    }

    /// Paths that were asked for, in their order, without query.
    #[must_use]
    pub fn asked(&self) -> Vec<String> {
        let now = self.server.iter().flat_map(Server::requests);
        let plain = |request: Request| request.path.split('?').next().unwrap_or_default().to_owned();
        self.seen.iter().cloned().chain(now).map(plain).collect()
    }

    /// What was asked for and found, with the bytes of each answer.
    #[must_use]
    pub fn sizes(&self) -> Vec<(String, usize)> {
        let good = |request: &Request| request.status == 200 && request.bytes > 0;
        self.server
            .iter()
            .flat_map(Server::requests)
            .filter(good)
            .map(|request| (request.path, request.bytes))
            .collect()
    }

    /// Forgets what was asked for.
    pub fn forget(&mut self) {
        self.seen.clear();
        if let Some(server) = &self.server {
            server.forget_requests();
        }
    }
}
