//! What all faults are tried on: an engine, a build, and a seed from which every random choice comes.

use super::display::Display;
use super::engine::Engine;
use super::trap::Trap;
use crate::problem::Outcome;
use crate::site::course_of;
use biaoshuai::core::course::Course;
use biaoshuai::core::shuffle::Rng;
use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// The rig of one engine.
#[derive(Debug)]
pub struct Rig {
    /// The engine.
    pub engine: Engine,
    /// Where its windows are, if it needs a screen.
    pub display: Option<Display>,
    /// Catches whatever leaves this machine.
    pub trap: Trap,
    /// The build.
    pub dist: PathBuf,
    /// The build below `/study/`, if there is one.
    pub dist_sub: Option<PathBuf>,
    /// Its course.
    pub course: Rc<Course>,
    /// Where every random choice comes from.
    pub seed: u64,
    /// The long form.
    pub full: bool,
    /// A control runs, whose waiting is meant to be in vain.
    pub hurry: Cell<bool>,
}

impl Rig {
    /// Sets it up.
    ///
    /// # Errors
    /// When the build has no course, or the engine's screen does not start.
    pub async fn set(engine: Engine, dist: &Path, dist_sub: Option<&Path>, seed: u64, full: bool) -> Outcome<Self> {
        let display = if engine == Engine::WebKit { Some(Display::start().await?) } else { None };
        let course = Rc::new(course_of(dist)?);
        let (dist, dist_sub) = (dist.to_path_buf(), dist_sub.map(Path::to_path_buf));
        Ok(Self { engine, display, trap: Trap::set()?, dist, dist_sub, course, seed, full, hurry: Cell::new(false) })
    }

    /// Random choices for one purpose.
    #[must_use]
    pub fn rng(&self, purpose: &str) -> Rng {
        Rng::new(self.seed, &format!("{} {purpose}", self.engine.name()))
    }

    /// How often something is tried.
    #[must_use]
    pub const fn times(&self, short: usize, full: usize) -> usize {
        if self.full { full } else { short }
    }

    /// Says how far a long run is, now and then.
    pub fn progress(&self, what: &str, done: usize, of: usize) {
        if self.full && done.is_multiple_of(10) {
            println!("        {what} in {}: {done} of {of}", self.engine.name());
        }
    }
}
