//! The command line: reads it, does it, and ends with the right exit code.

use crate::args::{self, Command};
use crate::build::Options;
use crate::fail::Outcome;
use crate::{assets, bench, build, clean, course, dev, faults, finish, fuzz, mutants, reproducible, serve, suite};
use std::ffi::OsString;
use std::process::ExitCode;

/// Runs one command line (without the program's name).
pub fn main(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    match args::parse(args).and_then(run) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::from(failure.code)
        }
    }
}

/// `false` when the command did its work and the verdict is bad.
fn run(command: Command) -> Outcome<bool> {
    match command {
        Command::Help => print!("{}", args::HELP),
        Command::Serve { port, public_url, build } => serve::run(port, public_url, build)?,
        Command::Test { fast, source } => return suite::run(fast, source.as_deref()),
        Command::Dev { port } => dev::run(port)?,
        Command::Build { public_url, dist, courses } => build::build(&Options { public_url, dist, courses })?,
        Command::CheckCourse(options) => return course::command::run(&options),
        Command::Faults(wanted) => return faults::run(&wanted),
        Command::Bench => return bench::run(),
        Command::Fuzz(options) => return fuzz::run(&options),
        Command::Mutants(options) => return mutants::run(&options),
        Command::Reproducible => return reproducible::run(),
        Command::Clean { tools } => clean::run(tools)?,
        Command::Assets => assets::run()?,
        Command::Finish => finish::run()?,
    }
    Ok(true)
}
