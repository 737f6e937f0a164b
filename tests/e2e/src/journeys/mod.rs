//! What users do, from beginning to end. One file for each journey; each begins with a fresh profile.

mod backup;
mod branch;
mod branch_desk;
mod branch_windows;
mod collect;
mod contrast;
mod course_update;
mod exam;
mod first_visit;
mod habits;
mod history;
mod ime;
mod keys;
mod kinds;
mod ladder;
mod map;
mod marks;
mod mistakes;
mod modes;
mod moving;
mod offline;
mod payloads;
mod resume;
mod schedule;
mod search;
mod settings;
mod sizes;
mod slides;
mod statistics;
mod sub_path;
mod text;
mod trouble;
mod two_courses;
mod undo;
mod update;
mod voice;

use crate::args::Args;
use crate::driver::Driver;
use crate::problem::{Outcome, Problem, fail};
use crate::screen::Screen;
use crate::stage::Stage;
use crate::tally::Tally;
use std::path::PathBuf;
use std::time::Duration;

/// Longer than any journey takes on a busy machine.
const LIMIT: Duration = Duration::from_secs(420);

/// The journeys in the order in which they are run.
const NAMES: [&str; 43] = [
    "first-visit",
    "offline",
    "second-tab",
    "resume",
    "undo",
    "schedule",
    "kinds",
    "contrast",
    "text",
    "search",
    "ladder",
    "marks",
    "mistakes",
    "statistics",
    "modes",
    "exam",
    "collect",
    "branch-desk",
    "branch-windows",
    "map",
    "history",
    "keys",
    "ime",
    "update",
    "two-courses",
    "course-update",
    "sub-path",
    "no-storage",
    "full",
    "panic",
    "export",
    "backup",
    "payloads",
    "moving",
    "corrupt-course",
    "corrupt-notes",
    "old-browser",
    "settings",
    "habits",
    "voice",
    "sizes",
    "branch",
    "slides",
];

async fn play(name: &str, stage: &mut Stage<'_>) -> Outcome {
    match name {
        "first-visit" => first_visit::play(stage).await,
        "offline" => offline::play(stage).await,
        "second-tab" => offline::second_tab(stage).await,
        "resume" => resume::play(stage).await,
        "undo" => undo::play(stage).await,
        "schedule" => schedule::play(stage).await,
        "kinds" => kinds::play(stage).await,
        "contrast" => contrast::play(stage).await,
        "text" => text::play(stage).await,
        "search" => search::play(stage).await,
        "ladder" => ladder::play(stage).await,
        "marks" => marks::play(stage).await,
        "mistakes" => mistakes::play(stage).await,
        "statistics" => statistics::play(stage).await,
        "modes" => modes::play(stage).await,
        "exam" => exam::play(stage).await,
        "collect" => collect::play(stage).await,
        "branch-desk" => branch_desk::play(stage).await,
        "branch-windows" => branch_windows::play(stage).await,
        "map" => map::play(stage).await,
        "history" => history::play(stage).await,
        "keys" => keys::play(stage).await,
        "ime" => ime::play(stage).await,
        "update" => update::play(stage).await,
        "two-courses" => two_courses::play(stage).await,
        "course-update" => course_update::play(stage).await,
        "sub-path" => sub_path::play(stage).await,
        "no-storage" => trouble::no_storage(stage).await,
        "full" => trouble::full(stage).await,
        "panic" => trouble::panic(stage).await,
        "export" => trouble::export(stage).await,
        "backup" => backup::play(stage).await,
        "payloads" => payloads::play(stage).await,
        "moving" => moving::play(stage).await,
        "corrupt-course" => trouble::corrupt(stage, "courses").await,
        "corrupt-notes" => trouble::corrupt(stage, "notes").await,
        "old-browser" => trouble::old_browser(stage).await,
        "habits" => habits::play(stage).await,
        "settings" => settings::play(stage).await,
        "voice" => voice::play(stage).await,
        "sizes" => sizes::play(stage).await,
        "branch" => branch::play(stage).await,
        "slides" => slides::play(stage).await,
        other => fail(format!("there is no journey `{other}`")),
    }
}

/// Runs the journeys; `false` when one failed.
///
/// # Errors
/// When the driver does not start.
pub async fn run(args: &Args) -> Outcome<bool> {
    let driver = Driver::start().await?;
    let mut tally = Tally::start();
    for name in NAMES.into_iter().filter(|name| name.contains(&args.only)) {
        let place = match (name, &args.dist_sub) {
            ("sub-path", None) => {
                println!("skipped sub-path: no --dist-sub");
                continue;
            }
            ("sub-path", Some(dist)) => (dist, sub_path::BASE),
            _ => (&args.dist, "/"),
        };
        tally.note(name, &stage(name, &driver, place).await);
    }
    Ok(tally.close())
}

async fn stage(name: &str, driver: &Driver, (dist, base): (&PathBuf, &str)) -> Outcome {
    let mut stage = Stage::set(driver, dist, base, Screen::PHONE).await?;
    let mut result = match tokio::time::timeout(LIMIT, play(name, &mut stage)).await {
        Ok(result) => result,
        Err(_) => fail(format!("not over after {} s", LIMIT.as_secs())),
    };
    if result.is_ok() {
        result = stage.check().await;
    }
    if let Err(Problem(words)) = &mut result
        && let Some(file) = stage.keep_evidence(name).await
    {
        *words += &format!(" [{}]", file.display());
    }
    let closed = stage.close().await;
    result.and(closed)
}
