//! `test`: every check, each under a heading and with its time; all run, whatever failed before.

mod deny;
pub(crate) mod e2e;
mod tally;
mod web;

use crate::budget::Sizes;
use crate::build::{Options, build_if_needed};
use crate::fail::{Failure, Outcome};
use crate::toolchain::{self, Toolchain};
use crate::tools::browser::{self, Browser};
use crate::tools::engines;
use crate::{bench, course, env, faults, paths, process, tools};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};
use tally::{Counter, Tally};

/// `test [--fast] [--source FILE]`; `false` when anything failed.
pub(crate) fn run(fast: bool, source: Option<&Path>) -> Outcome<bool> {
    let mut suite = Suite::default();
    suite.step("components", || toolchain::ensure_components().map(|()| Tally::default()));
    suite.step("format", || check(native(&["fmt", "--all", "--check"])));
    suite.step("clippy, native", || check(clippy(native(&["clippy", "-p", "biaoshuai", "--no-default-features"]))));
    suite.step("clippy, helpers", || check(clippy(native(&["clippy", "-p", "xtask", "-p", "e2e"]))));
    suite.step("licences, bans and sources", deny::run);
    suite.step("native tests", || {
        count(native(&["test", "-q", "--no-fail-fast", "-p", "biaoshuai", "--no-default-features"]))
    });
    suite.step("tests of the helpers", || count(native(&["test", "-q", "--no-fail-fast", "-p", "xtask", "-p", "e2e"])));
    let courses = course::command::Options {
        source: source.map(Path::to_path_buf),
        more: vec![paths::root().join("tests/fixtures/courses")],
        accept: false,
    };
    suite.step("courses", || course::command::run(&courses).map(Tally::one));
    if !fast {
        in_the_browser(&mut suite);
    }
    Ok(suite.close())
}

/// The steps that need the wasm target, and most of them a browser.
fn in_the_browser(suite: &mut Suite) {
    let toolchain = suite.prepare("wasm toolchain", toolchain::ensure);
    suite.step("clippy, wasm", || {
        let toolchain: &Toolchain = toolchain.as_ref().map_err(Clone::clone)?;
        let mut command = toolchain.command("cargo", &[]);
        command.args(["clippy", "-p", "biaoshuai", "--target", toolchain::TARGET]).current_dir(paths::root());
        check(clippy(command))
    });
    let browser = suite.prepare("browser", browser::ensure);
    suite.step("wasm tests in Chromium", || {
        count(web::command(toolchain.as_ref().map_err(Clone::clone)?, browser.as_ref().map_err(Clone::clone)?)?)
    });
    let options = Options::default();
    let built = suite.prepare("release build", || build_if_needed(&options));
    suite.step("size budgets", || {
        built.clone()?;
        let sizes = Sizes::measure(&options.dist, &options.public_url)?;
        print!("{}", bench::table(&sizes));
        Ok(sizes.verdicts().iter().map(|verdict| Tally::one(verdict.holds())).fold(Tally::default(), Tally::plus))
    });
    let below = faults::below();
    let built_below = suite.prepare("release build below a path", || build_if_needed(&below));
    suite.step("journeys in Chromium", || {
        built.clone().and(built_below.clone())?;
        let browser: &Browser = browser.as_ref().map_err(Clone::clone)?;
        let mut command = e2e::command("journeys", &options.dist, browser);
        command.arg("--dist-sub").arg(&below.dist);
        count(command)
    });
    suite.step("accessibility in Chromium", || {
        built.clone()?;
        let browser: &Browser = browser.as_ref().map_err(Clone::clone)?;
        let mut command = e2e::command("axe", &options.dist, browser);
        command.arg("--axe").arg(tools::ensure_axe()?);
        count(command)
    });
    for (name, engine) in [("Chromium", "chromium"), ("Firefox", "firefox"), ("WebKitGTK", "webkit")] {
        suite.step(&format!("faults in {name}"), || {
            built.clone().and(built_below.clone())?;
            let wanted = faults::Wanted::quick(engine);
            let engines = engines::ensure(wanted.engine.as_deref())?;
            count(faults::command(&options.dist, &below.dist, &engines, &wanted))
        });
    }
}

/// The run so far.
#[derive(Default)]
struct Suite {
    tally: Tally,
    failed: Vec<String>,
}

impl Suite {
    /// One step of the suite: heading, work, time.
    fn step(&mut self, name: &str, work: impl FnOnce() -> Outcome<Tally>) {
        println!("\n=== {name}");
        let start = now();
        let tally = work().unwrap_or_else(|failure| {
            eprintln!("error: {failure}");
            Tally::one(false)
        });
        self.note(name, tally, start.elapsed());
    }

    /// A step whose result later steps need; it counts as one test.
    fn prepare<T>(&mut self, name: &str, work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
        println!("\n=== {name}");
        let start = now();
        let result = work();
        if let Err(failure) = &result {
            eprintln!("error: {failure}");
        }
        self.note(name, Tally::one(result.is_ok()), start.elapsed());
        result.map_err(|_| Failure::new(format!("not run, because `{name}` failed")))
    }

    fn note(&mut self, name: &str, tally: Tally, time: Duration) {
        let word = if tally.failed == 0 { "ok" } else { "FAILED" };
        println!("--- {name}: {word}, {:.1} s", time.as_secs_f32());
        if tally.failed > 0 {
            self.failed.push(name.to_owned());
        }
        self.tally = self.tally.plus(tally);
    }

    /// The summary; its last line is exact, for other programs read it.
    fn close(self) -> bool {
        println!();
        if !self.failed.is_empty() {
            println!("failed: {}", self.failed.join(", "));
        }
        println!("{} passed, {} failed", self.tally.passed, self.tally.failed);
        self.tally.failed == 0
    }
}

/// cargo of the toolchain in `PATH`, for what runs on this machine.
pub(crate) fn native(args: &[&str]) -> Command {
    let mut command = Command::new("cargo");
    env::clean(&mut command, false);
    command.args(args).current_dir(paths::root());
    command
}

/// The rest of a clippy command line.
fn clippy(mut command: Command) -> Command {
    command.args(["--quiet", "--all-targets", "--", "-D", "warnings"]);
    command
}

/// Runs a command that counts as one test.
fn check(mut command: Command) -> Outcome<Tally> {
    process::watch(&mut command, |_| ()).map(Tally::one)
}

/// Runs a test runner and adds up what it counts.
fn count(mut command: Command) -> Outcome<Tally> {
    let mut counter = Counter::default();
    let good = process::watch(&mut command, |line| counter.see(line))?;
    let tally = counter.tally();
    if good && tally.is_empty() {
        return Err(Failure::new("it ran no test"));
    }
    // A runner that ends badly without a failed test did not get so far as to count: say so in the sum.
    let uncounted = !good && tally.failed == 0;
    Ok(if uncounted { tally.plus(Tally::one(false)) } else { tally })
}

#[expect(clippy::disallowed_methods, reason = "the rule keeps the app's core free of clocks; here steps are timed")]
fn now() -> Instant {
    Instant::now()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn a_runner_is_believed_only_if_it_ends_well() {
        assert_eq!(count(shell("echo 3 passed, 0 failed")), Ok(Tally { passed: 3, failed: 0 }));
        assert_eq!(count(shell("echo 3 passed, 1 failed; exit 1")), Ok(Tally { passed: 3, failed: 1 }));
        assert_eq!(count(shell("echo 3 passed, 0 failed; exit 101")), Ok(Tally { passed: 3, failed: 1 }));
        assert_eq!(count(shell("exit 101")), Ok(Tally { passed: 0, failed: 1 }));
        assert!(count(shell("true")).is_err(), "no test is no success");
    }

    #[test]
    fn a_step_that_cannot_run_fails() {
        let mut suite = Suite::default();
        suite.step("a", || Ok(Tally { passed: 2, failed: 0 }));
        let prepared = suite.prepare("b", || Err::<(), _>(Failure::new("x")));
        suite.step("c", || prepared.map(|()| Tally::one(true)));
        assert_eq!(suite.tally, Tally { passed: 2, failed: 2 });
        assert_eq!(suite.failed, ["b", "c"]);
        assert!(!suite.close());
    }
}
