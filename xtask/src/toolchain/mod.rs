//! A Rust toolchain that can build for wasm32-unknown-unknown.
//!
//! In this order: the target is already there, in the compiler of `PATH` or in a Debian one that was prepared before;
//! `rustup target add`; Debian's own compiler with the standard library built here ([`debian`]).

mod debian;
pub(crate) mod lean;

use crate::fail::{Failure, Outcome};
use crate::{env, process};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The target of the app.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// `debian` in this variable skips the first two ways, to test the third.
const FORCE: &str = "BIAOSHUAI_TOOLCHAIN";

/// A toolchain with the wasm target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Toolchain {
    /// The compiler found in `PATH`.
    Ambient,
    /// Debian's compiler in `/usr/bin`.
    Debian {
        /// Name of the linker for wasm, `wasm-ld-NN`.
        linker: String,
    },
}

/// Finds or makes a toolchain with the wasm target.
///
/// # Errors
/// When none of the three ways works; the message names them all.
pub fn ensure() -> Outcome<Toolchain> {
    let forced = std::env::var(FORCE).is_ok_and(|value| value == "debian");
    if !forced && has_target(Path::new("rustc")) {
        return Ok(Toolchain::Ambient);
    }
    if let Some(linker) = debian::prepared() {
        return Ok(Toolchain::Debian { linker });
    }
    let mut tried = vec!["the target is not there".to_owned()];
    if !forced {
        match rustup() {
            Ok(()) => return Ok(Toolchain::Ambient),
            Err(failure) => tried.push(format!("`rustup target add {TARGET}`: {failure}")),
        }
    }
    match debian::prepare() {
        Ok(linker) => Ok(Toolchain::Debian { linker }),
        Err(failure) => {
            tried.push(format!("Debian's rustc-web with the standard library built here: {failure}"));
            Err(Failure::new(format!("no Rust toolchain for {TARGET}; tried in this order:\n- {}", tried.join("\n- "))))
        }
    }
}

fn rustup() -> Outcome {
    println!("adding the Rust target {TARGET} (compiles the app for browsers; a few seconds)");
    let mut command = Command::new("rustup");
    command.args(["target", "add", TARGET]);
    process::capture(&mut command)?;
    if has_target(Path::new("rustc")) {
        Ok(())
    } else {
        Err(Failure::new("it succeeded, but the rustc in PATH still lacks the target; is it another installation?"))
    }
}

/// rustfmt and clippy for the checks; a minimal installation lacks them.
pub(crate) fn ensure_components() -> Outcome {
    for (command, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if process::capture(Command::new("cargo").args([command, "--version"])).is_err() {
            println!("adding the Rust component {component} (part of the checks; a few seconds)");
            process::capture(Command::new("rustup").args(["component", "add", component]))?;
        }
    }
    Ok(())
}

/// Where a compiler keeps the standard library of the wasm target.
fn library(rustc: &Path) -> Option<PathBuf> {
    let mut command = Command::new(rustc);
    env::clean(&mut command, rustc.is_absolute());
    let sysroot = process::capture(command.args(["--print", "sysroot"])).ok()?;
    Some(Path::new(sysroot.trim()).join("lib/rustlib").join(TARGET).join("lib"))
}

fn has_target(rustc: &Path) -> bool {
    library(rustc).is_some_and(|folder| has_std(&folder))
}

fn has_std(folder: &Path) -> bool {
    std::fs::read_dir(folder)
        .is_ok_and(|entries| entries.flatten().any(|entry| entry.file_name().to_string_lossy().starts_with("libstd-")))
}

impl Toolchain {
    /// A command that builds for wasm, with these folders before all others in `PATH`.
    #[must_use]
    pub fn command(&self, program: &str, path: &[PathBuf]) -> Command {
        let mut command = Command::new(program);
        let mut first = path.to_vec();
        match self {
            Self::Ambient => env::clean(&mut command, false),
            Self::Debian { linker } => {
                env::clean(&mut command, true);
                first.push(PathBuf::from("/usr/bin"));
                command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
                if program == "cargo" {
                    command = rebuilt("/usr/bin/cargo", &command);
                }
            }
        }
        command.env("PATH", env::path_with(&first));
        command
    }
}

/// The same environment for another program: `Command` looks programs up in *its own* process's `PATH`.
fn rebuilt(program: &str, from: &Command) -> Command {
    let mut command = Command::new(program);
    for (name, value) in from.get_envs() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debian_commands_use_its_cargo_and_linker() {
        let toolchain = Toolchain::Debian { linker: "wasm-ld-22".to_owned() };
        let command = toolchain.command("cargo", &[PathBuf::from("/tools/bin")]);
        assert_eq!(command.get_program(), "/usr/bin/cargo");
        let value = |name: &str| command.get_envs().find(|(key, _)| *key == name).and_then(|(_, value)| value);
        assert_eq!(value("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER").and_then(|v| v.to_str()), Some("wasm-ld-22"));
        let path = value("PATH").and_then(|v| v.to_str()).unwrap_or_default();
        assert!(path.starts_with("/tools/bin:/usr/bin:"), "{path}");
    }

    #[test]
    fn a_folder_without_std_is_no_target() {
        assert!(!has_std(Path::new("/no/such/folder")));
    }
}
