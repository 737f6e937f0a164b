//! `mutants`: changes the rules one place at a time and looks whether a test notices. What is changed, and what not, says
//! `.cargo/mutants.toml`; which tests have to notice it, this table.

use crate::fail::{Failure, Outcome};
use crate::{env, paths, process, tools};
use serde_json::Value;
use std::path::Path;
use std::process::Command;

/// What to change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Options {
    /// Every so manieth change is made; 1 makes them all, which takes hours.
    pub(crate) every: u32,
    /// One group; all when there is none.
    pub(crate) only: Option<String>,
}

/// A part of the rules, and the tests that hold it.
struct Group {
    name: &'static str,
    files: &'static [&'static str],
    tests: &'static [&'static str],
}

const fn group(name: &'static str, files: &'static [&'static str], tests: &'static [&'static str]) -> Group {
    Group { name, files, tests }
}

/// Everything on which marks, memory and stored data hang.
const GROUPS: [Group; 11] = [
    group("grade", &["grade.rs", "answer.rs"], &["grading", "grading_shuffled"]),
    group(
        "ledger",
        &["ledger.rs", "ledger/*", "log.rs", "progress.rs"],
        &["ledger", "log_entry", "undo", "checkpoint", "progress", "mistakes"],
    ),
    group("backup", &["backup/*"], &["backup", "backup_merge", "backup_state", "backup_waiting", "dense", "hostile"]),
    group(
        "schedule",
        &["schedule/*"],
        &["schedule", "schedule_clock", "schedule_memory", "schedule_plan", "schedule_rating", "statistics"],
    ),
    group(
        "session",
        &["session.rs", "challenge.rs", "undo.rs"],
        &["session", "session_any", "challenge", "undo", "course_update"],
    ),
    group(
        "exam",
        &["exam/*"],
        &[
            "exam_blueprint",
            "exam_itemized",
            "exam_paper",
            "paper_code",
            "exam_sitting",
            "exam_result",
            "handin",
            "handin_collection",
        ],
    ),
    group(
        "handin",
        &["handin/*", "crockford.rs"],
        &["handin", "handin_collection", "collect", "paper_code", "exam_itemized"],
    ),
    group(
        "branch",
        &["branch/run.rs", "branch/playing.rs", "branch/judging.rs"],
        &["branch_meeting", "branch_round", "branch_any", "branch_record"],
    ),
    group(
        "lists",
        &["mistakes.rs", "filter.rs", "select.rs", "shuffle.rs", "mark.rs", "by_question.rs", "sorted.rs"],
        &["mistakes", "filter", "select", "shuffle", "mark", "progress", "ledger", "undo", "checkpoint", "challenge"],
    ),
    group("qr", &["qr/*"], &["qr", "qr_draw"]),
    group("statistics", &["statistics/*"], &["statistics", "ledger", "undo", "checkpoint"]),
];

/// How many changes came to what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Count {
    caught: u32,
    /// A change after which a test never ends is noticed, too.
    timeout: u32,
    missed: u32,
    /// Did not compile.
    unviable: u32,
}

/// `mutants`; `false` when fewer than 90 % were noticed.
pub(crate) fn run(options: &Options) -> Outcome<bool> {
    let tool = tools::ensure_mutants()?;
    let chosen: Vec<&Group> =
        GROUPS.iter().filter(|group| options.only.as_ref().is_none_or(|only| *only == group.name)).collect();
    if chosen.is_empty() {
        let all: Vec<&str> = GROUPS.iter().map(|group| group.name).collect();
        return Err(Failure::usage(format!("there is no such group; there are {}", all.join(", "))));
    }
    let mut all = Vec::new();
    for group in chosen {
        println!("=== {}", group.name);
        all.push((group.name, try_out(&tool, group, options.every)?));
    }
    let sum = all.iter().fold(Count::default(), |sum, (_, count)| sum.plus(*count));
    println!("\n| group | changes | noticed | not | % |\n|---|---|---|---|---|");
    for (name, count) in all.iter().chain([&("all", sum)]) {
        let (noticed, tried) = (count.noticed(), count.tried());
        println!("| {name} | {tried} | {noticed} | {} | {} |", count.missed, count.per_cent());
    }
    Ok(sum.per_cent() >= 90)
}

fn try_out(tool: &Path, group: &Group, every: u32) -> Outcome<Count> {
    let out = paths::root().join("target/mutants").join(group.name);
    paths::remove_folder(&out)?;
    std::fs::create_dir_all(&out).map_err(|error| Failure::file(&out, &error))?;
    let mut command = Command::new(tool);
    env::clean(&mut command, false);
    // The crates that it needs are compiled once for all groups.
    command.env("CARGO_TARGET_DIR", paths::root().join("target/mutants/build")).current_dir(paths::root());
    for setting in ["CARGO_PROFILE_DEV_DEBUG", "CARGO_PROFILE_TEST_DEBUG"] {
        command.env(setting, "0");
    }
    // What proptest looks for it nearly always finds soon.
    command.env("PROPTEST_CASES", "64");
    command.args([
        "mutants",
        "-p",
        "biaoshuai",
        // A busy machine must not pass for a test that noticed: as a multiple of what they take without a change.
        "--timeout-multiplier",
        "6",
        "--minimum-test-timeout",
        "30",
        "--no-times",
        "--colors",
        "never",
    ]);
    command.args(["--sharding", "round-robin", "--shard", &format!("0/{every}"), "--output"]).arg(&out);
    for file in group.files {
        command.args(["--file", &format!("src/core/{file}")]);
    }
    for test in group.tests {
        // For building, too: behind a `--` it would be for running only, and every test there is would be built.
        command.arg(format!("--cargo-arg=--test={test}"));
    }
    // It ends badly when one was missed, too; what counts is what it has written down.
    process::watch(&mut command, |_| ())?;
    count(&out.join("mutants.out/outcomes.json"))
}

/// What its own record says.
fn count(file: &Path) -> Outcome<Count> {
    let wrong = || Failure::new(format!("{}: not what cargo-mutants writes", file.display()));
    let told: Value = serde_json::from_str(&paths::read_text(file)?).map_err(|_| wrong())?;
    let number = |name: &str| told[name].as_u64().and_then(|number| u32::try_from(number).ok()).ok_or_else(wrong);
    let count = Count {
        caught: number("caught")?,
        timeout: number("timeout")?,
        missed: number("missed")?,
        unviable: number("unviable")?,
    };
    if count.tried() == 0 {
        Err(Failure::new("nothing was changed; do the tests pass without changes?"))
    } else {
        Ok(count)
    }
}

impl Count {
    const fn plus(self, other: Self) -> Self {
        Self {
            caught: self.caught + other.caught,
            timeout: self.timeout + other.timeout,
            missed: self.missed + other.missed,
            unviable: self.unviable + other.unviable,
        }
    }

    const fn noticed(self) -> u32 {
        self.caught + self.timeout
    }

    /// Those that compiled.
    const fn tried(self) -> u32 {
        self.noticed() + self.missed
    }

    /// Rounded down, so that 90 means 90.
    fn per_cent(self) -> u32 {
        100 * self.noticed() / self.tried().max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_and_test_of_the_table_is_there() {
        for group in GROUPS {
            for file in group.files {
                let path = paths::root().join("src/core").join(file.trim_end_matches("/*"));
                assert!(path.exists(), "{file}");
            }
            for test in group.tests {
                assert!(paths::root().join(format!("tests/{test}.rs")).is_file(), "{test}");
            }
        }
    }

    #[test]
    fn what_hangs_was_noticed_and_what_does_not_compile_does_not_count() {
        let count = Count { caught: 8, timeout: 1, missed: 1, unviable: 5 };
        assert_eq!((count.tried(), count.noticed(), count.per_cent()), (10, 9, 90));
        assert_eq!(count.plus(Count { missed: 1, ..Count::default() }).per_cent(), 81);
    }
}
