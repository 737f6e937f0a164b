//! Runs other programs and turns what goes wrong into words.

use crate::fail::{Failure, Outcome};
use std::io::{BufRead, BufReader};
use std::process::{Command, Output, Stdio};

/// Runs a program to its end with its output shown.
pub(crate) fn run(command: &mut Command, what: &str) -> Outcome {
    let status = command.stdin(Stdio::null()).status().map_err(|error| start_failure(command, &error))?;
    if status.success() { Ok(()) } else { Err(Failure::new(format!("{what} failed ({status})"))) }
}

/// Runs a program and returns what it printed; its standard error is shown only when it fails.
pub(crate) fn capture(command: &mut Command) -> Outcome<String> {
    let Output { status, stdout, stderr } =
        command.stdin(Stdio::null()).output().map_err(|error| start_failure(command, &error))?;
    if status.success() {
        Ok(String::from_utf8_lossy(&stdout).into_owned())
    } else {
        let words = String::from_utf8_lossy(&stderr);
        Err(Failure::new(format!("`{}` failed ({status})\n{}", line(command), words.trim())))
    }
}

/// Runs a program with its output shown, and hands every line of its standard output to `see` as well.
///
/// Returns whether it succeeded.
pub(crate) fn watch(command: &mut Command, mut see: impl FnMut(&str)) -> Outcome<bool> {
    let mut child =
        command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().map_err(|error| start_failure(command, &error))?;
    if let Some(stdout) = child.stdout.take() {
        for bytes in BufReader::new(stdout).split(b'\n') {
            let Ok(bytes) = bytes else { break };
            let line = String::from_utf8_lossy(&bytes);
            println!("{line}");
            see(&line);
        }
    }
    let status = child.wait().map_err(|error| start_failure(command, &error))?;
    Ok(status.success())
}

/// Lets a program take this one's place: whoever ends this process then ends that program.
#[cfg(unix)]
pub(crate) fn become_it(mut command: Command) -> Outcome {
    let error = std::os::unix::process::CommandExt::exec(&mut command);
    Err(start_failure(&command, &error))
}

/// Elsewhere the program runs as a child.
#[cfg(not(unix))]
pub(crate) fn become_it(mut command: Command) -> Outcome {
    let what = line(&command);
    run(&mut command, &what)
}

fn start_failure(command: &Command, error: &std::io::Error) -> Failure {
    let program = command.get_program().to_string_lossy();
    if error.kind() == std::io::ErrorKind::NotFound {
        Failure::new(format!("`{program}` was not found; install it or add its folder to PATH"))
    } else {
        Failure::new(format!("`{program}` could not be started: {error}"))
    }
}

/// A command as one line, for messages.
pub(crate) fn line(command: &Command) -> String {
    std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(|word| word.to_string_lossy())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_program_is_named() {
        let failure = run(&mut Command::new("no-such-program-anywhere"), "x").unwrap_err();
        assert!(failure.message.contains("no-such-program-anywhere"), "{failure}");
        assert_eq!(failure.code, 1);
    }

    #[test]
    fn watch_sees_lines_and_the_verdict() {
        let mut seen = Vec::new();
        let good = watch(Command::new("sh").args(["-c", "echo a; echo b; exit 3"]), |line| seen.push(line.to_owned()));
        assert_eq!(good, Ok(false));
        assert_eq!(seen, ["a", "b"]);
    }
}
