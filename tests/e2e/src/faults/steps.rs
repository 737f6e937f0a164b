//! The long form takes hours, so it goes in steps: a property in an engine is a process of its own. Several run at once,
//! each engine in one of them at most; and what has held is kept for this build, so that a run that was cut goes on where
//! it was.

use super::NAMES;
use super::engine::Engine;
use super::report::{Report, Row};
use crate::args::Args;
use crate::problem::{Doing, Outcome, fail};
use crate::release::sha256;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use tokio::process::Command;
use tokio::task::JoinSet;

/// The properties that take longest, which come first: at the end nothing long is left to wait for.
const LONG: [&str; 7] = ["update", "answers", "addresses", "first-load", "leaving", "migration", "two-tabs"];

#[derive(Clone, Debug, PartialEq, Eq)]
struct Step {
    name: &'static str,
    engine: Engine,
    /// Where its row is kept.
    file: PathBuf,
}

/// Tries what is wanted step by step; `false` when a property does not hold.
///
/// # Errors
/// When no process can be started, or nothing be kept.
pub async fn run(args: &Args, engines: &[Engine], seed: u64, kept: &Path) -> Outcome<bool> {
    let folder = kept.join(name_of(args)?);
    std::fs::create_dir_all(&folder).doing(&folder.display().to_string())?;
    println!("rows are kept in {}", folder.display());
    let mut report = Report::default();
    let mut waiting = Vec::new();
    for step in steps(args, engines, &folder) {
        match Row::read(&step.file) {
            Ok(row) if row.is_good() && !args.anew => {
                println!("kept    {} in {}: held {}", row.name, row.engine, age(&step.file));
                report.keep(row);
            }
            _ => waiting.push(step),
        }
    }
    let mut running: JoinSet<(Step, Outcome<Row>)> = JoinSet::new();
    let mut busy: Vec<Engine> = Vec::new();
    loop {
        while busy.len() < args.jobs.max(1) {
            let Some(step) = next(&mut waiting, &busy) else { break };
            busy.push(step.engine);
            let command = command(args, &step, seed)?;
            running.spawn(async move {
                let row = out_of_process(command, &step).await;
                (step, row)
            });
        }
        let Some(over) = running.join_next().await else { break };
        let Ok((step, row)) = over else { return fail("a step was lost") };
        busy.retain(|engine| *engine != step.engine);
        report.note(row.unwrap_or_else(|problem| {
            let none = fail("not tried");
            Row::new(step.name, step.engine, std::time::Duration::ZERO, Err(problem), none)
        }));
    }
    let place = |row: &Row| {
        let name = NAMES.iter().position(|name| *name == row.name);
        (Engine::ALL.iter().position(|engine| engine.name() == row.engine), name)
    };
    report.sort_by_key(place);
    Ok(report.close())
}

/// All that is wanted, what takes longest first.
fn steps(args: &Args, engines: &[Engine], folder: &Path) -> Vec<Step> {
    let mut names: Vec<&'static str> = NAMES.into_iter().filter(|name| args.wants(name)).collect();
    names.sort_by_key(|name| LONG.iter().position(|long| long == name).unwrap_or(LONG.len()));
    let step = |name, engine: Engine| {
        let file = folder.join(format!("{name}-{}.json", engine.name().to_lowercase()));
        Step { name, engine, file }
    };
    names.iter().flat_map(|name| engines.iter().map(move |engine| step(name, *engine))).collect()
}

/// The next step of the idle engine with the most steps before it.
fn next(waiting: &mut Vec<Step>, busy: &[Engine]) -> Option<Step> {
    let left = |engine: Engine| waiting.iter().filter(|step| step.engine == engine).count();
    let idle = Engine::ALL.into_iter().rev().filter(|engine| !busy.contains(engine) && left(*engine) > 0);
    let engine = idle.max_by_key(|engine| left(*engine))?;
    let place = waiting.iter().position(|step| step.engine == engine)?;
    Some(waiting.remove(place))
}

/// This program for one step.
fn command(args: &Args, step: &Step, seed: u64) -> Outcome<Command> {
    let mut command = Command::new(std::env::current_exe()?);
    command.args(["faults", "--full", "--only", step.name, "--engine", step.engine.name()]);
    command.arg("--seed").arg(seed.to_string()).arg("--dist").arg(&args.dist).arg("--row").arg(&step.file);
    if let Some(below) = &args.dist_sub {
        command.arg("--dist-sub").arg(below);
    }
    command.stdin(Stdio::null()).kill_on_drop(true);
    Ok(command)
}

/// Its row. One that is bad is not kept.
async fn out_of_process(mut command: Command, step: &Step) -> Outcome<Row> {
    // What is left of an earlier run must not pass for what this one came to; there may be none.
    let _ = std::fs::remove_file(&step.file);
    let status = command.status().await.doing("a step of the long form")?;
    let row = Row::read(&step.file).doing(&format!("it ended without a result ({status})"))?;
    if !row.is_good() {
        std::fs::rename(&step.file, step.file.with_extension("broken"))?;
    }
    Ok(row)
}

/// How long ago a row was written.
fn age(file: &Path) -> String {
    let since = file.metadata().and_then(|about| about.modified()).ok().and_then(|written| written.elapsed().ok());
    since.map_or_else(|| "before".to_owned(), |since| format!("{} minutes ago", since.as_secs() / 60))
}

/// The builds' own name: whatever is in one of their files is in it.
fn name_of(args: &Args) -> Outcome<String> {
    let mut all = Vec::new();
    for dist in std::iter::once(&args.dist).chain(&args.dist_sub) {
        for name in ["index.html", "sw.js"] {
            all.extend(std::fs::read(dist.join(name)).doing(name)?);
        }
    }
    Ok(sha256(&all).chars().take(12).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn all() -> Vec<Step> {
        let args = Args { command: "faults".to_owned(), ..Args::default() };
        steps(&args, &Engine::ALL, Path::new("kept"))
    }

    #[test]
    fn every_property_is_tried_once_in_every_engine_and_what_takes_longest_first() {
        let steps = all();
        let files: BTreeSet<&PathBuf> = steps.iter().map(|step| &step.file).collect();
        assert_eq!(files.len(), NAMES.len() * Engine::ALL.len(), "a row of its own each");
        assert_eq!(steps.len(), files.len());
        for engine in Engine::ALL {
            let names: Vec<&str> = steps.iter().filter(|step| step.engine == engine).map(|step| step.name).collect();
            assert_eq!(names[..LONG.len()], LONG, "in {}", engine.name());
        }
    }

    #[test]
    fn an_engine_is_in_one_step_at_most_and_the_one_with_most_before_it_goes_first() {
        let mut waiting = all();
        let mut begun: Vec<Step> = Vec::new();
        while let Some(step) = next(&mut waiting, &begun.iter().map(|step| step.engine).collect::<Vec<_>>()) {
            begun.push(step);
        }
        let engines: BTreeSet<&str> = begun.iter().map(|step| step.engine.name()).collect();
        assert_eq!((begun.len(), engines.len()), (Engine::ALL.len(), Engine::ALL.len()));
        assert!(begun.iter().all(|step| step.name == LONG[0]));
        // When one has fewer left, the others come before it.
        waiting.retain(|step| step.engine != Engine::Firefox || step.name == "foreign");
        while let Some(step) = next(&mut waiting, &[]) {
            let others = waiting.iter().filter(|other| other.engine != Engine::Firefox).count();
            assert!(step.engine != Engine::Firefox || others <= 2, "{others} steps of other engines still wait");
        }
        assert_eq!(waiting, []);
    }

    #[test]
    fn only_a_whole_row_of_what_held_counts_as_kept() -> Outcome {
        let folder = crate::profile::temporary("steps")?;
        let file = folder.join("answers-firefox.json");
        let good = Row::new("answers", Engine::Firefox, std::time::Duration::ZERO, Ok("10".into()), Ok("found".into()));
        good.write(&file)?;
        assert_eq!(Row::read(&file)?, good);
        let text = std::fs::read_to_string(&file)?;
        std::fs::write(&file, &text[..text.len() / 2])?;
        assert!(Row::read(&file).is_err());
        let bad = Row { control: Err("passes without the protection".into()), ..good };
        assert!(!bad.is_good());
        Ok(std::fs::remove_dir_all(folder)?)
    }

    #[test]
    fn another_build_has_rows_of_its_own() -> Outcome {
        let folder = crate::profile::temporary("builds")?;
        let mut names = BTreeSet::new();
        for (page, worker) in [("a", "b"), ("a", "c"), ("d", "b")] {
            std::fs::write(folder.join("index.html"), page)?;
            std::fs::write(folder.join("sw.js"), worker)?;
            names.insert(name_of(&Args { dist: folder.clone(), ..Args::default() })?);
        }
        assert_eq!(names.len(), 3);
        Ok(std::fs::remove_dir_all(folder)?)
    }
}
