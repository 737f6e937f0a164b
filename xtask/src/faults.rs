//! `faults`: what the app survives, tried in three browser engines.

use crate::build::{Options, build_if_needed};
use crate::fail::Outcome;
use crate::suite::e2e;
use crate::tools::engines::{self, Engines};
use crate::{fuzz, paths, process};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Seconds for which the long form attacks each parser.
const FUZZ_SECONDS: u32 = 60;

/// What hangs most on an engine's own storage and program.
const OWN: &str = "answers,leaving,two-tabs,upgrade,connection,old-browser";

/// What is tried, and how long.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Wanted {
    /// The long form.
    pub(crate) full: bool,
    /// Part of the names of the properties.
    pub(crate) only: Option<String>,
    /// The only engine.
    pub(crate) engine: Option<String>,
    /// The random choices of an earlier run.
    pub(crate) seed: Option<u64>,
    /// Whether what the long form has found to hold on this build is tried again.
    pub(crate) anew: bool,
    /// How many steps of the long form run at once; as many as there are cores, but one for each engine at most.
    pub(crate) jobs: Option<usize>,
}

impl Wanted {
    /// What `test` tries in an engine, with the same choices every time: all of the short form in the one that most people
    /// have, and in the others what hangs on their own storage and program most. About ten minutes together.
    pub(crate) fn quick(engine: &str) -> Self {
        let only = match engine {
            "chromium" => None,
            // Only this one leaves what it can never open, and fetches a second time what it was asked for ahead.
            "webkit" => Some(format!("{OWN},half-made,offline")),
            _ => Some(OWN.to_owned()),
        };
        Self { only, engine: Some(engine.to_owned()), seed: Some(11), ..Self::default() }
    }
}

/// `faults [--full] [--only NAMES] [--engine NAME] [--seed N] [--anew] [--jobs N]`; `false` when a property does not hold.
pub(crate) fn run(wanted: &Wanted) -> Outcome<bool> {
    let engines = engines::ensure(wanted.engine.as_deref())?;
    let options = Options::default();
    build_if_needed(&options)?;
    let below = below();
    build_if_needed(&below)?;
    let held = process::watch(&mut command(&options.dist, &below.dist, &engines, wanted), |_| ())?;
    // Hostile files are a fault as well, and take time.
    let is_whole = wanted.full && wanted.only.is_none() && wanted.engine.is_none();
    Ok(if is_whole { fuzz::run(&fuzz::Options { seconds: FUZZ_SECONDS, only: None })? && held } else { held })
}

/// The build below a path, which the journeys use, too.
pub(crate) fn below() -> Options {
    Options { public_url: "/study/".to_owned(), dist: study(), ..Options::default() }
}

fn study() -> PathBuf {
    paths::web().join("study")
}

/// The tests on two builds.
pub(crate) fn command(dist: &Path, below: &Path, engines: &Engines, wanted: &Wanted) -> Command {
    let mut command = e2e::plain("faults", dist);
    command.arg("--dist-sub").arg(below);
    if wanted.full {
        // It takes hours: what has held is kept, so that a run that was cut can go on.
        let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
        command.arg("--full").arg("--kept").arg(paths::root().join("target/faults"));
        command.arg("--jobs").arg(wanted.jobs.unwrap_or(cores).to_string());
        if wanted.anew {
            command.arg("--anew");
        }
    }
    let seed = wanted.seed.map(|seed| seed.to_string());
    for (name, value) in [("--only", &wanted.only), ("--engine", &wanted.engine), ("--seed", &seed)] {
        if let Some(value) = value {
            command.arg(name).arg(value);
        }
    }
    engines.tell(&mut command);
    command
}
