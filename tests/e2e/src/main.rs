//! Tests as a user makes them: a real browser on the release build. See [`args::HELP`] for the commands.

mod answering;
mod args;
mod asked;
mod axe;
mod bench;
mod branch_tour;
mod browser;
mod climbing;
mod collecting;
mod downloads;
mod driver;
mod examining;
mod faults;
mod give;
mod hands;
mod hostile;
mod hosting;
mod journeys;
mod keeping;
mod keyboard;
mod keystrokes;
mod long_log;
mod marking;
mod moments;
mod own_text;
mod past;
mod payloads;
mod photo;
mod pictures;
mod problem;
mod profile;
mod release;
mod restoring;
mod row;
mod screen;
mod secretary;
mod shots;
mod site;
mod stage;
mod student;
mod tally;
mod tour;
mod turning;
mod years;

use args::{Args, HELP};
use problem::{Outcome, fail};
use std::process::ExitCode;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let args = match Args::read() {
        Ok(Some(args)) => args,
        Ok(None) => {
            print!("{HELP}");
            return ExitCode::SUCCESS;
        }
        Err(words) => {
            eprintln!("error: {words}\n\n{HELP}");
            return ExitCode::from(2);
        }
    };
    match run(&args).await {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(problem) => {
            eprintln!("error: {problem}");
            ExitCode::FAILURE
        }
    }
}

/// Runs a command; `false` when a test failed.
async fn run(args: &Args) -> Outcome<bool> {
    match args.command.as_str() {
        "journeys" => journeys::run(args).await,
        "axe" => axe::run(args).await,
        "faults" => faults::run(args).await,
        "bench" => bench::run(args).await,
        "shots" => shots::run(args).await,
        other => fail(format!("there is no command `{other}`")),
    }
}
