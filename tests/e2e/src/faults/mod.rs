//! Faults survived: each property is tried in real engines against a host that fails on purpose, and each has a negative
//! control, the same check with the protection taken out, which has to be found failing; otherwise the check proves nothing
//! and counts as failed.

mod answers;
mod app;
mod build;
mod cache;
mod display;
mod engine;
mod first_load;
mod half_made;
mod idb;
mod leaving;
mod migration;
mod offline;
mod places;
mod processes;
mod report;
mod rig;
mod steps;
mod storage;
mod study;
mod tabs;
mod trap;
mod trouble;
mod update;
mod visitor;
mod window;

use crate::args::Args;
use crate::problem::{Outcome, Problem, ensure, fail};
use engine::Engine;
use report::{Report, Row};
use rig::Rig;
use std::path::Path;
use std::time::Duration;
use tokio::time::Instant;

/// The properties in the order in which they are tried; foreign requests are looked for after each of them. No name is a
/// part of another.
const NAMES: [&str; 17] = [
    "offline",
    "addresses",
    "first-load",
    "update",
    "old-tab",
    "answers",
    "leaving",
    "two-tabs",
    "upgrade",
    "connection",
    "quota",
    "migration",
    "half-made",
    "cache",
    "panic",
    "old-browser",
    "foreign",
];

/// Longer than a property may take in its short form and in its long one.
const LIMITS: [Duration; 2] = [Duration::from_secs(600), Duration::from_secs(4 * 3600)];

async fn check(name: &str, rig: &Rig) -> Outcome<String> {
    match name {
        "offline" => offline::check(rig).await,
        "addresses" => offline::addresses(rig).await,
        "first-load" => first_load::check(rig).await,
        "update" => update::check(rig).await,
        "old-tab" => update::old_tab(rig).await,
        "answers" => answers::check(rig).await,
        "leaving" => leaving::check(rig).await,
        "two-tabs" => tabs::check(rig).await,
        "upgrade" => tabs::upgrade(rig).await,
        "connection" => storage::connection(rig).await,
        "quota" => storage::quota(rig).await,
        "migration" => migration::check(rig).await,
        "half-made" => half_made::check(rig).await,
        "cache" => cache::check(rig).await,
        "panic" => trouble::panic(rig).await,
        "old-browser" => trouble::old_browser(rig).await,
        "foreign" => offline::foreign(rig),
        other => fail(format!("there is no property `{other}`")),
    }
}

async fn control(name: &str, rig: &Rig) -> Outcome<String> {
    match name {
        "offline" => offline::control(rig).await,
        "addresses" => offline::addresses_control(rig).await,
        "first-load" => first_load::control(rig).await,
        "update" => update::control(rig).await,
        "old-tab" => update::old_tab_control(rig).await,
        "answers" => answers::control(rig).await,
        "leaving" => leaving::control(rig).await,
        "two-tabs" => tabs::control(rig).await,
        "upgrade" => tabs::upgrade_control(rig).await,
        "connection" => storage::connection_control(rig).await,
        "quota" => storage::quota_control(rig).await,
        "migration" => migration::control(rig).await,
        "half-made" => half_made::control(rig).await,
        "cache" => cache::control(rig).await,
        "panic" => trouble::panic_control(rig).await,
        "old-browser" => trouble::old_browser_control(rig).await,
        "foreign" => offline::foreign_control(rig).await,
        other => fail(format!("there is no control of `{other}`")),
    }
}

/// The verdict on a control: its fault has to be found, in one of these words; what fails otherwise proves nothing.
fn found<T>(outcome: Outcome<T>, words: &[&str]) -> Outcome<String> {
    match outcome {
        Ok(_) => fail("the check passes although the protection is gone"),
        Err(Problem(said)) => {
            ensure(words.iter().any(|words| said.contains(words)), format!("it fails for another reason: {said}"))?;
            Ok(said)
        }
    }
}

/// Runs the properties in the engines; `false` when one failed.
///
/// # Errors
/// When an engine cannot be set up at all.
pub async fn run(args: &Args) -> Outcome<bool> {
    let engines: Vec<Engine> = match &args.engine {
        Some(name) => match Engine::called(name) {
            Some(engine) => vec![engine],
            None => return fail(format!("there is no engine `{name}`: chromium, firefox or webkit")),
        },
        None => Engine::ALL.to_vec(),
    };
    let seed = args.seed.unwrap_or_else(rand_seed);
    if let Some(file) = &args.row {
        return step(args, &engines, seed, file).await;
    }
    println!("seed {seed} (repeat with --seed {seed})");
    if let Some(kept) = &args.kept {
        return steps::run(args, &engines, seed, kept).await;
    }
    let mut report = Report::default();
    for engine in engines {
        let rig = Rig::set(engine, &args.dist, args.dist_sub.as_deref(), seed, args.full).await?;
        for name in NAMES.into_iter().filter(|name| args.wants(name)) {
            report.note(row(name, &rig).await);
        }
    }
    Ok(report.close())
}

/// One step of a run whose steps are processes: its row goes into a file.
async fn step(args: &Args, engines: &[Engine], seed: u64, file: &Path) -> Outcome<bool> {
    let wanted: Vec<&str> = NAMES.into_iter().filter(|name| args.wants(name)).collect();
    let ([name], [engine]) = (wanted.as_slice(), engines) else {
        return fail("a row is of one property in one engine");
    };
    let rig = Rig::set(*engine, &args.dist, args.dist_sub.as_deref(), seed, args.full).await?;
    let row = row(name, &rig).await;
    row.write(file)?;
    Ok(row.is_good())
}

/// Tries a property and its control.
async fn row(name: &str, rig: &Rig) -> Row {
    let started = Instant::now();
    let limit = LIMITS[usize::from(rig.full)];
    let late = |_| fail(format!("not over after {} s", limit.as_secs()));
    let held = tokio::time::timeout(limit, check(name, rig)).await.unwrap_or_else(late);
    rig.hurry.set(true);
    let control = tokio::time::timeout(limit, control(name, rig)).await.unwrap_or_else(late);
    rig.hurry.set(false);
    // Whatever was tried, in the control too, nobody else may have been asked for anything.
    let result = held.and_then(|counts| offline::foreign(rig).map(|_| counts));
    Row::new(name, rig.engine, started.elapsed(), result, control)
}

/// Another one for every run; it is printed, so that a run can be repeated.
fn rand_seed() -> u64 {
    use std::hash::{BuildHasher, Hasher};
    std::collections::hash_map::RandomState::new().build_hasher().finish() % 1_000_000
}
