//! The command line as a value.

use lexopt::prelude::{Long, Short, Value, ValueExt};
use std::path::PathBuf;

/// What `e2e` without a command prints.
pub const HELP: &str = "\
e2e COMMAND --dist DIR

  journeys      user journeys; the last line is `N passed, M failed`
                  --only NAME       only those whose name holds NAME
                  --dist-sub DIR    a build made with --public-url /study/, for the journey below a path
  axe           accessibility of every screen, light and dark
                  --axe FILE        axe.min.js
  bench         times and memory, against their budgets
                  --only NAME       only the tables whose name holds NAME: phone, search, branch, long-log,
                                    restore
                  --runs N          visits with a phone (5)
  faults        what the app survives, in Chromium, Firefox and WebKitGTK; the last line is `N passed, M failed`
                  --full            the long form
                  --only NAMES      only properties whose name holds one of NAMES (a,b,c)
                  --engine NAME     only this engine: chromium, firefox, webkit
                  --seed N          the random choices of an earlier run
                  --dist-sub DIR    a build made with --public-url /study/, for addresses below a path
                  --kept DIR        step by step, each a process; what has held on this build is kept here and not
                                    tried again
                  --anew            tried again all the same
                  --jobs N          steps at once (1), each engine in one of them at most
                  --row FILE        one step: its row goes into this file
  shots         pictures of every screen
                  --out DIR
";

/// The options of all commands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Args {
    /// The command.
    pub command: String,
    /// The build.
    pub dist: PathBuf,
    /// The build for a sub-path.
    pub dist_sub: Option<PathBuf>,
    /// Part of the names of the tests or tables to run.
    pub only: String,
    /// `axe.min.js`.
    pub axe: Option<PathBuf>,
    /// Where pictures go.
    pub out: Option<PathBuf>,
    /// The long form of the faults.
    pub full: bool,
    /// The only engine.
    pub engine: Option<String>,
    /// Where random choices come from.
    pub seed: Option<u64>,
    /// Where what has held is kept.
    pub kept: Option<PathBuf>,
    /// What is kept does not count.
    pub anew: bool,
    /// Steps at once.
    pub jobs: usize,
    /// Where the row of the only step goes.
    pub row: Option<PathBuf>,
    /// Measurements of each time.
    pub runs: usize,
}

impl Args {
    /// Reads the command line of this process; `None` when the help is wanted.
    ///
    /// # Errors
    /// In words, when it is wrong.
    pub fn read() -> Result<Option<Self>, String> {
        let mut parser = lexopt::Parser::from_env();
        let mut args = Self { runs: 5, ..Self::default() };
        let wrong = |error: lexopt::Error| error.to_string();
        while let Some(arg) = parser.next().map_err(wrong)? {
            match arg {
                Long("help") | Short('h') => return Ok(None),
                Value(name) if args.command.is_empty() => args.command = name.to_string_lossy().into_owned(),
                Long("dist") => args.dist = parser.value().map_err(wrong)?.into(),
                Long("dist-sub") => args.dist_sub = Some(parser.value().map_err(wrong)?.into()),
                Long("only") => args.only = parser.value().and_then(ValueExt::string).map_err(wrong)?,
                Long("axe") => args.axe = Some(parser.value().map_err(wrong)?.into()),
                Long("out") => args.out = Some(parser.value().map_err(wrong)?.into()),
                Long("full") => args.full = true,
                Long("engine") => args.engine = Some(parser.value().and_then(ValueExt::string).map_err(wrong)?),
                Long("seed") => args.seed = Some(parser.value().and_then(|value| value.parse()).map_err(wrong)?),
                Long("kept") => args.kept = Some(parser.value().map_err(wrong)?.into()),
                Long("anew") => args.anew = true,
                Long("jobs") => args.jobs = parser.value().and_then(|value| value.parse()).map_err(wrong)?,
                Long("row") => args.row = Some(parser.value().map_err(wrong)?.into()),
                Long("runs") => args.runs = parser.value().and_then(|value| value.parse()).map_err(wrong)?,
                other => return Err(other.unexpected().to_string()),
            }
        }
        if args.command.is_empty() {
            return Ok(None);
        }
        if !args.dist.join("index.html").is_file() {
            return Err(format!("--dist: no build in `{}`", args.dist.display()));
        }
        Ok(Some(args))
    }

    /// Whether a part of `--only` is a part of this name.
    #[must_use]
    pub fn wants(&self, name: &str) -> bool {
        self.only.split(',').any(|part| name.contains(part))
    }
}
