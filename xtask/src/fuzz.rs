//! `fuzz`: every parser under attack for a bounded time, from seeds that are made of the fixtures.
//!
//! What each of them must hold is in `fuzz/src`. An input that breaks it belongs into `fuzz/found/<target>/`, from where the
//! native tests try it for ever.

use crate::fail::{Failure, Outcome};
use crate::suite::native;
use crate::{env, paths, process, tools};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// States that go through a backup: a few minutes.
const STATES: &str = "10000";

/// What to attack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Options {
    /// Seconds for each target.
    pub(crate) seconds: u32,
    /// One target; all when there is none.
    pub(crate) only: Option<String>,
}

/// An input that takes longer hangs; the slowest of them takes a tenth.
const SLOW: u32 = 10;

/// `fuzz`; `false` when something broke.
pub(crate) fn run(options: &Options) -> Outcome<bool> {
    let programs = build()?;
    let all = targets()?;
    let chosen: Vec<&String> =
        all.iter().filter(|name| options.only.as_ref().is_none_or(|only| *only == **name)).collect();
    if chosen.is_empty() {
        return Err(Failure::usage(format!("there is no such target; there are {}", all.join(", "))));
    }
    let mut good = true;
    println!("{:<14} {:>7} {:>12} {:>8} {:>8}", "target", "seconds", "inputs", "edges", "kept");
    for name in chosen {
        good &= attack(&programs, name, options.seconds)?;
    }
    if options.only.is_none() {
        println!("{STATES} random states of a device, each through a backup");
        let mut states = native(&["test", "-q", "-p", "biaoshuai", "--no-default-features", "--test", "backup_state"]);
        good &= process::watch(states.env("PROPTEST_CASES", STATES), |_| ())?;
    }
    println!(
        "{}",
        if good { "nothing broke" } else { "put the inputs that broke it into fuzz/found/<target>/ and mend it" }
    );
    Ok(good)
}

/// The names of the targets, from the folder where each is a file.
fn targets() -> Outcome<Vec<String>> {
    let files = paths::files_below(&paths::root().join("fuzz/fuzz_targets"))?;
    Ok(files.iter().filter_map(|file| file.strip_suffix(".rs")).map(str::to_owned).collect())
}

/// Builds all targets; returns the folder they are in.
fn build() -> Outcome<PathBuf> {
    let tool = tools::ensure_fuzz()?;
    let host = process::capture(Command::new("rustc").args(["--print", "host-tuple"]))?.trim().to_owned();
    let target = paths::root().join("fuzz/target");
    let mut command = Command::new(tool);
    env::clean(&mut command, false);
    command
        // The counting of edges is an option of compilers to come.
        .env("RUSTC_BOOTSTRAP", "1")
        .env_remove("CARGO_TARGET_DIR")
        // No sanitizer: there is no unsafe code here that it could see through, and everything would be half as fast.
        .args(["build", "--release", "--debug-assertions", "--sanitizer", "none", "--target", &host])
        .arg("--target-dir")
        .arg(&target)
        .current_dir(paths::root());
    process::run(&mut command, "building the targets of the fuzzer")?;
    Ok(target.join(host).join("release"))
}

fn attack(programs: &Path, name: &str, seconds: u32) -> Outcome<bool> {
    let folder = |what: &str| {
        let folder = paths::root().join("fuzz").join(what).join(name);
        std::fs::create_dir_all(&folder).map_err(|error| Failure::file(&folder, &error))?;
        Ok::<_, Failure>(folder)
    };
    let (corpus, artifacts) = (folder("corpus")?, folder("artifacts")?);
    let mut command = Command::new(programs.join(name));
    command
        .arg(&corpus)
        .arg(format!("-artifact_prefix={}/", artifacts.display()))
        .args([format!("-max_total_time={seconds}"), format!("-timeout={SLOW}")])
        .args(["-rss_limit_mb=1024", "-print_final_stats=1", "-verbosity=1"])
        // Where the target writes its seeds before it begins.
        .env("FUZZ_SEEDS", &corpus)
        .current_dir(paths::root())
        .stdin(Stdio::null());
    let output = command
        .output()
        .map_err(|error| Failure::new(format!("{} could not be started: {error}", process::line(&command))))?;
    let told = String::from_utf8_lossy(&output.stderr);
    let inputs = figure(&told, "stat::number_of_executed_units:").unwrap_or("?");
    let (edges, kept) = (after(&told, " cov: ").unwrap_or("?"), after(&told, " corp: ").unwrap_or("?"));
    println!("{name:<14} {seconds:>7} {inputs:>12} {edges:>8} {:>8}", kept.split('/').next().unwrap_or(kept));
    if !output.status.success() {
        let last: Vec<&str> = told.lines().rev().take(40).collect();
        last.iter().rev().for_each(|line| eprintln!("{line}"));
    }
    Ok(output.status.success())
}

/// What stands behind a word that begins a line.
fn figure<'a>(told: &'a str, word: &str) -> Option<&'a str> {
    told.lines().find_map(|line| line.strip_prefix(word)).map(str::trim)
}

/// What stands behind a word in the last line that has it.
fn after<'a>(told: &'a str, word: &str) -> Option<&'a str> {
    told.rsplit_once(word).and_then(|(_, rest)| rest.split_whitespace().next())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_figures_are_found_in_what_the_fuzzer_says() {
        let told = "#2 INITED cov: 5 ft: 6 corp: 1/1b\n#9 DONE   cov: 12 ft: 20 corp: 7/1kb exec/s: 3\n\
            stat::number_of_executed_units: 99\n";
        assert_eq!(figure(told, "stat::number_of_executed_units:"), Some("99"));
        assert_eq!((after(told, " cov: "), after(told, " corp: ")), (Some("12"), Some("7/1kb")));
    }

    #[test]
    fn every_file_is_a_target() {
        let all = targets().unwrap();
        assert!(all.contains(&"backup".to_owned()) && all.len() > 10, "{all:?}");
    }
}
