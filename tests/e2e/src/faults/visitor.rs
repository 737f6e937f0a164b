//! Somebody with a device: a profile, and a browser on it that is started whenever one is needed. A long run meets browsers
//! that end of their own accord; that is not what is looked at, so it is counted, told, and the step is taken again.

use super::engine::Engine;
use super::rig::Rig;
use super::window::Window;
use crate::problem::{Outcome, Problem, fail};
use crate::profile::Profile;

/// How often a browser may end of its own accord in one run before the run counts as failed.
const ENDS: usize = 10;

/// How many steps one browser takes. Chromium ends of its own accord after some twenty to fifty first visits, each of them
/// to a host of its own with a worker of its own.
const STEPS: usize = 12;

/// The device, with the browser on it.
#[derive(Debug)]
pub struct Visitor<'a> {
    rig: &'a Rig,
    profile: Profile,
    window: Option<Window>,
    steps: usize,
    ends: usize,
}

impl<'a> Visitor<'a> {
    /// A new device.
    ///
    /// # Errors
    /// When its folder cannot be made.
    pub fn new(rig: &'a Rig) -> Outcome<Self> {
        Ok(Self { rig, profile: Profile::fresh()?, window: None, steps: 0, ends: 0 })
    }

    /// The browser, started if there is none.
    ///
    /// # Errors
    /// When it does not start.
    pub async fn window(&mut self) -> Outcome<&Window> {
        if self.window.is_none() {
            self.window = Some(Window::start(self.rig, &self.profile).await?);
        }
        self.window.as_ref().map_or_else(|| fail("no window"), Ok)
    }

    /// Which browser it is.
    pub const fn engine(&self) -> Engine {
        self.rig.engine
    }

    /// Whether a browser is open.
    pub const fn is_open(&self) -> bool {
        self.window.is_some()
    }

    /// Closes the browser as its user would.
    ///
    /// # Errors
    /// When processes stay.
    pub async fn close(&mut self) -> Outcome {
        self.steps = 0;
        match self.window.take() {
            Some(window) => window.quit().await,
            None => Ok(()),
        }
    }

    /// Ends all processes of the browser at once.
    ///
    /// # Errors
    /// When they stay.
    pub async fn kill(&mut self) -> Outcome {
        self.steps = 0;
        match self.window.take() {
            Some(window) => window.kill().await,
            None => Ok(()),
        }
    }

    /// One step of many: taken again as long as the browser ends of its own accord, and closed after some of them.
    ///
    /// # Errors
    /// With what went wrong, as `told` puts it.
    pub async fn take<T>(
        &mut self,
        told: impl Fn(Problem) -> Problem,
        mut step: impl AsyncFnMut(&mut Self) -> Outcome<T>,
    ) -> Outcome<T> {
        let done = loop {
            match step(self).await {
                Ok(done) => break done,
                Err(problem) => self.excuse(told(problem)).await?,
            }
        };
        self.steps += 1;
        if self.steps >= STEPS {
            self.close().await?;
        }
        Ok(done)
    }

    /// What a problem comes to: `Ok` when the browser had ended of its own accord, so that the step may be taken again.
    ///
    /// # Errors
    /// With the problem itself when the browser is alive, and when browsers end too often.
    pub async fn excuse(&mut self, problem: Problem) -> Outcome {
        let Some(window) = &self.window else { return Err(problem) };
        if window.is_alive().await {
            return Err(problem);
        }
        self.ends += 1;
        println!("        {} ended of its own accord, for the {}. time: {problem}", self.rig.engine.name(), self.ends);
        if self.ends > ENDS {
            return fail(format!("the browser ended of its own accord {} times, at last with: {problem}", self.ends));
        }
        self.kill().await
    }

    /// How often the browser has ended of its own accord.
    pub const fn ends(&self) -> usize {
        self.ends
    }

    /// The same for the end of a sentence; nothing if it never has.
    pub fn ends_in_words(&self) -> String {
        match self.ends {
            0 => String::new(),
            ends => format!(", and {ends} times the browser ended of its own accord"),
        }
    }
}
