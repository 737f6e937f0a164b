//! The command line as a value.

use crate::build::public_url;
use crate::fail::{Failure, Outcome};
use crate::faults::Wanted;
use crate::{course, fuzz, mutants, paths};
use lexopt::prelude::{Long, Short, Value, ValueExt};
use std::ffi::OsString;
use std::path::PathBuf;

/// What `cargo xtask help` prints.
pub(crate) const HELP: &str = "\
cargo xtask COMMAND

  serve         install what is missing, build the release and serve it
                  --port N          (8080)
                  --public-url /P/  serve below a path (/)
                  --no-build        serve dist/ as it is
  test          every check and test; the last line is `N passed, M failed`
                  --fast            without wasm, browser and release build
                  --source FILE     compare the courses with a text of the speech
  dev           development server with hot reload
                  --port N          (8080)
  build         the release for any static host
                  --public-url /P/  path on the host (/)
                  --dist DIR        (dist)
                  --courses DIR     the courses of this folder as well; repeatable
  check-course  check all courses and show what they cover
                  --source FILE     compare those without a text.txt with a text of the speech
                  --courses DIR     the courses of this folder as well; repeatable
                  --accept          write course.lock where questions are new or have a higher rev
  bench         sizes and times against their budgets
  fuzz [TARGET] every parser under attack
                  --seconds N       for each (20)
  mutants [GROUP]
                changes in the rules that no test notices; takes long
                  --every N         only every Nth change (1)
  reproducible  two clean builds in two places, compared file by file
  faults        what the app survives, tried in Chromium, Firefox and WebKitGTK; prints a table
                  --full            the long form, which takes hours
                  --only NAMES      only properties whose name holds one of NAMES (a,b,c)
                  --engine NAME     only this engine: chromium, firefox, webkit
                  --seed N          the random choices of an earlier run
                  --anew            the long form goes on where it was on this build; with this it does not
                  --jobs N          properties of the long form at once, one in an engine (cores)
  clean         remove what was built
                  --tools           remove the installed tools as well
  help          this list
";

/// Stands for a word without a name among the options that a command takes.
const WHAT: &str = "";

/// A command with its options.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Command {
    Help,
    Serve {
        port: u16,
        public_url: String,
        build: bool,
    },
    Test {
        fast: bool,
        source: Option<PathBuf>,
    },
    Dev {
        port: u16,
    },
    Build {
        public_url: String,
        dist: PathBuf,
        courses: Vec<PathBuf>,
    },
    CheckCourse(course::command::Options),
    Bench,
    Fuzz(fuzz::Options),
    Mutants(mutants::Options),
    Reproducible,
    Faults(Wanted),
    Clean {
        tools: bool,
    },
    /// Trunk's pre-build hook.
    Assets,
    /// Trunk's post-build hook.
    Finish,
}

/// All options of all commands; each command takes those it knows.
#[derive(Default)]
struct Options {
    port: Option<u16>,
    public_url: Option<String>,
    dist: Option<PathBuf>,
    source: Option<PathBuf>,
    courses: Vec<PathBuf>,
    accept: bool,
    no_build: bool,
    fast: bool,
    tools: bool,
    seconds: Option<u32>,
    every: Option<u32>,
    /// The word behind the command.
    what: Option<String>,
    faults: Wanted,
}

/// Reads a command line.
pub(crate) fn parse(args: impl IntoIterator<Item = OsString>) -> Outcome<Command> {
    let mut parser = lexopt::Parser::from_args(args);
    let name = match parser.next().map_err(wrong)? {
        None | Some(Long("help") | Short('h')) => return Ok(Command::Help),
        Some(Value(name)) => name.to_string_lossy().into_owned(),
        Some(other) => return Err(wrong(other.unexpected())),
    };
    let allowed: &[&str] = match name.as_str() {
        "serve" => &["port", "public-url", "no-build"],
        "test" => &["fast", "source"],
        "dev" => &["port"],
        "build" => &["public-url", "dist", "courses"],
        "check-course" => &["source", "courses", "accept"],
        "clean" => &["tools"],
        "fuzz" => &["seconds", WHAT],
        "mutants" => &["every", WHAT],
        "faults" => &["full", "only", "engine", "seed", "anew", "jobs"],
        "help" | "bench" | "reproducible" | "assets" | "finish" => &[],
        _ => return Err(wrong(format!("there is no command `{name}`"))),
    };
    let Some(options) = options(&mut parser, &name, allowed)? else { return Ok(Command::Help) };
    let public_url = options.public_url.unwrap_or_else(|| "/".to_owned());
    Ok(match name.as_str() {
        "serve" => Command::Serve { port: options.port.unwrap_or(8080), public_url, build: !options.no_build },
        "test" => Command::Test { fast: options.fast, source: options.source },
        "dev" => Command::Dev { port: options.port.unwrap_or(8080) },
        "build" => {
            Command::Build { public_url, dist: options.dist.unwrap_or_else(paths::dist), courses: options.courses }
        }
        "check-course" => Command::CheckCourse(course::command::Options {
            source: options.source,
            more: options.courses,
            accept: options.accept,
        }),
        "bench" => Command::Bench,
        "fuzz" => Command::Fuzz(fuzz::Options { seconds: options.seconds.unwrap_or(20), only: options.what }),
        "mutants" => {
            Command::Mutants(mutants::Options { every: options.every.unwrap_or(1).max(1), only: options.what })
        }
        "reproducible" => Command::Reproducible,
        "faults" => Command::Faults(options.faults),
        "clean" => Command::Clean { tools: options.tools },
        "assets" => Command::Assets,
        "finish" => Command::Finish,
        _ => Command::Help,
    })
}

/// `None` when help was asked for.
fn options(parser: &mut lexopt::Parser, command: &str, allowed: &[&str]) -> Outcome<Option<Options>> {
    let mut options = Options::default();
    while let Some(arg) = parser.next().map_err(wrong)? {
        let name = match arg {
            Long("help") | Short('h') => return Ok(None),
            Long(name) if allowed.contains(&name) => name.to_owned(),
            Value(what) if allowed.contains(&WHAT) && options.what.is_none() => {
                options.what = Some(what.to_string_lossy().into_owned());
                continue;
            }
            other => return Err(wrong(format!("`{command}`: {}", other.unexpected()))),
        };
        match name.as_str() {
            "port" => options.port = Some(parser.value().and_then(|value| value.parse()).map_err(wrong)?),
            "public-url" => {
                let value = parser.value().and_then(ValueExt::string).map_err(wrong)?;
                options.public_url = Some(public_url(&value)?);
            }
            // Commands run in the root, whatever folder they were called from.
            "dist" => options.dist = Some(absolute(parser.value().map_err(wrong)?)?),
            "source" => options.source = Some(absolute(parser.value().map_err(wrong)?)?),
            "courses" => options.courses.push(absolute(parser.value().map_err(wrong)?)?),
            "seconds" => options.seconds = Some(parser.value().and_then(|value| value.parse()).map_err(wrong)?),
            "every" => options.every = Some(parser.value().and_then(|value| value.parse()).map_err(wrong)?),
            "accept" => options.accept = true,
            "no-build" => options.no_build = true,
            "full" => options.faults.full = true,
            "only" => options.faults.only = Some(parser.value().and_then(ValueExt::string).map_err(wrong)?),
            "engine" => {
                options.faults.engine = Some(engine(parser.value().and_then(ValueExt::string).map_err(wrong)?)?)
            }
            "seed" => options.faults.seed = Some(parser.value().and_then(|value| value.parse()).map_err(wrong)?),
            "anew" => options.faults.anew = true,
            "jobs" => options.faults.jobs = Some(parser.value().and_then(|value| value.parse()).map_err(wrong)?),
            "fast" => options.fast = true,
            _ => options.tools = true,
        }
    }
    Ok(Some(options))
}

fn engine(name: String) -> Outcome<String> {
    match name.as_str() {
        "chromium" | "firefox" | "webkit" => Ok(name),
        _ => Err(wrong(format!("there is no engine `{name}`: chromium, firefox or webkit"))),
    }
}

fn absolute(path: OsString) -> Outcome<PathBuf> {
    std::path::absolute(&path).map_err(|error| wrong(format!("{}: {error}", path.to_string_lossy())))
}

fn wrong(problem: impl std::fmt::Display) -> Failure {
    Failure::usage(format!("{problem}\n`cargo xtask help` lists the commands and their options"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Outcome<Command> {
        parse(line.split_whitespace().map(OsString::from))
    }

    #[test]
    fn defaults() {
        assert_eq!(read(""), Ok(Command::Help));
        assert_eq!(read("serve"), Ok(Command::Serve { port: 8080, public_url: "/".to_owned(), build: true }));
        assert_eq!(
            read("build"),
            Ok(Command::Build { public_url: "/".to_owned(), dist: paths::dist(), courses: Vec::new() })
        );
        assert_eq!(read("test"), Ok(Command::Test { fast: false, source: None }));
        assert_eq!(read("clean"), Ok(Command::Clean { tools: false }));
        assert_eq!(read("fuzz"), Ok(Command::Fuzz(fuzz::Options { seconds: 20, only: None })));
        assert_eq!(read("mutants"), Ok(Command::Mutants(mutants::Options { every: 1, only: None })));
    }

    #[test]
    fn options_are_read_in_both_spellings() {
        let meant = Ok(Command::Serve { port: 9000, public_url: "/study/".to_owned(), build: false });
        assert_eq!(read("serve --port 9000 --public-url study --no-build"), meant);
        assert_eq!(read("serve --port=9000 --public-url=/study/ --no-build"), meant);
        let meant = course::command::Options {
            source: Some("/a/b".into()),
            more: vec!["/c".into(), "/d".into()],
            accept: true,
        };
        assert_eq!(
            read("check-course --source /a/b --courses /c --accept --courses=/d"),
            Ok(Command::CheckCourse(meant))
        );
        assert_eq!(read("build --help"), Ok(Command::Help));
        let meant = fuzz::Options { seconds: 60, only: Some("backup".to_owned()) };
        assert_eq!(read("fuzz backup --seconds 60"), Ok(Command::Fuzz(meant.clone())));
        assert_eq!(read("fuzz --seconds=60 backup"), Ok(Command::Fuzz(meant)));
        let meant = Wanted {
            full: true,
            only: Some("quota".to_owned()),
            engine: Some("webkit".to_owned()),
            seed: Some(7),
            anew: true,
            jobs: Some(2),
        };
        assert_eq!(
            read("faults --full --only quota --engine=webkit --seed 7 --anew --jobs 2"),
            Ok(Command::Faults(meant))
        );
    }

    #[test]
    fn wrong_lines_say_so_with_code_2() {
        for line in [
            "sreve",
            "--port",
            "serve --port x",
            "serve --port 70000",
            "serve extra",
            "build --fast",
            "test --source",
            "fuzz a b",
            "faults --engine ie",
        ] {
            let failure = read(line).unwrap_err();
            assert_eq!(failure.code, 2, "{line}: {failure}");
            assert!(failure.message.contains("cargo xtask help"), "{line}: {failure}");
        }
        assert_eq!(read("build --public-url https://x/").unwrap_err().code, 2);
    }
}
