//! What goes wrong between host and browser, on purpose: answers that break off, that come slowly or not at all, and a
//! deploy in the middle of everything.

use super::lock;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// A switchboard of faults, shared with the server that has them. Without any it is a good host.
#[derive(Clone, Debug, Default)]
pub struct Faults(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    cuts: Vec<Cut>,
    pace: Option<Pace>,
    deaf: bool,
    deploys: Vec<Deploy>,
}

#[derive(Debug)]
struct Cut {
    path: String,
    at: usize,
}

/// A slow line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// Bytes at once.
    pub slice: usize,
    /// The pause behind them.
    pub pause: Duration,
}

#[derive(Debug)]
struct Deploy {
    dist: PathBuf,
    since: Instant,
    spread: Duration,
}

/// How an answer is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sending {
    /// Bytes of the body after which the connection ends.
    pub(super) cut: Option<usize>,
    /// How fast.
    pub(super) pace: Option<Pace>,
    /// Not at all.
    pub(super) deaf: bool,
}

impl Faults {
    /// From now on every answer for this path breaks off after so many bytes of its body, whatever it promised.
    pub fn cut(&self, path: &str, at: usize) {
        lock(&self.0).cuts.push(Cut { path: path.to_owned(), at });
    }

    /// From now on the line is slow.
    pub fn slow(&self, pace: Pace) {
        lock(&self.0).pace = Some(pace);
    }

    /// From now on requests are read and written down, and never answered: whoever asks learns that they are cut off,
    /// and the log tells what they asked for.
    pub fn deaf(&self) {
        lock(&self.0).deaf = true;
    }

    /// From a moment on another build is served. As with most ways of copying, not all files change at once: each has a
    /// moment of its own within `spread`, which depends on nothing but its name.
    pub fn deploy(&self, dist: impl Into<PathBuf>, since: Instant, spread: Duration) {
        lock(&self.0).deploys.push(Deploy { dist: dist.into(), since, spread });
    }

    /// Everything is well again; what was deployed stays.
    pub fn heal(&self) {
        let mut state = lock(&self.0);
        state.cuts.clear();
        state.pace = None;
        state.deaf = false;
    }

    /// The folder that a path is served from at a moment, if it is not the first one any more.
    pub(super) fn dist(&self, target: &str, now: Instant) -> Option<PathBuf> {
        let turn = |deploy: &&Deploy| deploy.since + deploy.spread.mul_f64(place_of(path_of(target))) <= now;
        lock(&self.0).deploys.iter().rev().find(turn).map(|deploy| deploy.dist.clone())
    }

    /// How the answer to a request is sent.
    pub(super) fn sending(&self, target: &str) -> Sending {
        let state = lock(&self.0);
        let cut = state.cuts.iter().find(|cut| cut.path == path_of(target)).map(|cut| cut.at);
        Sending { cut, pace: state.pace, deaf: state.deaf }
    }
}

fn path_of(target: &str) -> &str {
    target.split(['?', '#']).next().unwrap_or_default()
}

/// A number from 0 to 1 that depends on the path alone.
fn place_of(path: &str) -> f64 {
    let hash = path.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    f64::from(hash >> 8) / f64::from(1_u32 << 24)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[expect(clippy::disallowed_methods, reason = "a test of moments needs one to begin with")]
    fn a_deploy_reaches_every_file_within_its_time() {
        let faults = Faults::default();
        let start = Instant::now();
        faults.deploy("new", start, Duration::from_secs(1));
        let new = |path: &str, ms| faults.dist(path, start + Duration::from_millis(ms)).is_some();
        let paths: Vec<String> = (0..50).map(|number| format!("/{number}.js?x")).collect();
        let count = |ms| paths.iter().filter(|path| new(path, ms)).count();
        assert!((10..40).contains(&count(500)), "{}", count(500));
        assert_eq!(count(1000), 50);
    }

    #[test]
    fn faults_end_when_they_are_healed() {
        let faults = Faults::default();
        faults.cut("/a.js", 7);
        faults.deaf();
        assert_eq!(faults.sending("/a.js?x"), Sending { cut: Some(7), pace: None, deaf: true });
        faults.heal();
        assert_eq!(faults.sending("/a.js"), Sending { cut: None, pace: None, deaf: false });
    }
}
