//! Puts one tool into its own folder: built or unpacked beside it first, then renamed, so that an interrupted
//! installation is never taken for a finished one.

use super::apt;
use crate::fail::{Failure, Outcome};
use crate::{env, paths, process};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where a tool comes from.
#[derive(Clone, Copy)]
pub(crate) enum Source {
    /// A crate, built here. `locked`: with the dependencies its authors tested. `features`: added to the default ones.
    Cargo { locked: bool, features: &'static str },
    /// An npm package; unpacked, nothing of it is run.
    Npm,
}

/// A tool of one version.
pub(crate) struct Tool {
    /// Package name.
    pub(crate) name: &'static str,
    /// Exact version.
    pub(crate) version: String,
    /// Where it comes from.
    pub(crate) source: Source,
    /// A file of it, relative to its folder, that proves that it is there.
    pub(crate) proof: &'static str,
    /// What it is for and how long it takes, for the line that is printed.
    pub(crate) why: &'static str,
}

/// Written into a tool's folder when it is complete.
const MARKER: &str = ".installed";

impl Tool {
    /// The tool's own folder.
    fn folder(&self) -> Outcome<PathBuf> {
        Ok(paths::tools()?.join(format!("{}-{}", self.name, self.version)))
    }

    /// The proving file, after installing the tool if it is missing.
    pub(crate) fn ensure(&self) -> Outcome<PathBuf> {
        let folder = self.folder()?;
        let proof = folder.join(self.proof);
        if folder.join(MARKER).is_file() && proof.is_file() {
            return Ok(proof);
        }
        if proof.is_file() && self.answers(&proof) {
            // Installed by hand with the right version.
            paths::write(&folder.join(MARKER), &self.version)?;
            return Ok(proof);
        }
        println!("installing {} {} ({})", self.name, self.version, self.why);
        let partial = PathBuf::from(format!("{}.partial-{}", folder.display(), std::process::id()));
        paths::remove_folder(&partial)?;
        let installed = match self.source {
            Source::Cargo { locked, features } => self.cargo(&partial, locked, features),
            Source::Npm => self.npm(&partial),
        };
        let finished = installed.and_then(|()| {
            if !partial.join(self.proof).is_file() {
                return Err(Failure::new(format!("{} {} has no {}", self.name, self.version, self.proof)));
            }
            paths::write(&partial.join(MARKER), &self.version)?;
            paths::remove_folder(&folder)?;
            std::fs::rename(&partial, &folder).map_err(|error| Failure::file(&folder, &error))
        });
        // Another xtask may have been faster: its finished folder is as good.
        match finished {
            Err(failure) if !folder.join(MARKER).is_file() => {
                paths::remove_folder(&partial)?;
                Err(Failure::new(format!("{} {} could not be installed: {failure}", self.name, self.version)))
            }
            _ => Ok(proof),
        }
    }

    /// Whether a program says that it is of this version.
    fn answers(&self, program: &Path) -> bool {
        process::capture(Command::new(program).arg("--version"))
            .is_ok_and(|text| text.split_whitespace().any(|word| word == self.version))
    }

    fn cargo(&self, root: &Path, locked: bool, features: &str) -> Outcome {
        let mut command = Command::new("cargo");
        env::clean(&mut command, false);
        command.args(["install", "--quiet", self.name, "--version", &self.version, "--root"]).arg(root);
        if locked {
            command.arg("--locked");
        }
        if !features.is_empty() {
            command.args(["--features", features]);
        }
        // A folder of its own that stays until all is done: an interrupted installation goes on where it was.
        let objects = PathBuf::from(format!("{}.build", self.folder()?.display()));
        command.env("CARGO_TARGET_DIR", &objects).env_remove("RUSTFLAGS");
        // These programs work for seconds: what they are built with counts for more than how fast they are.
        for (setting, value) in [("OPT_LEVEL", "1"), ("LTO", "off"), ("CODEGEN_UNITS", "16"), ("DEBUG", "0")] {
            command.env(format!("CARGO_PROFILE_RELEASE_{setting}"), value);
        }
        command.env("PATH", env::path_with(&[root.join("bin")]));
        // Not in the checkout: its cargo configuration is about the app.
        std::fs::create_dir_all(root).map_err(|error| Failure::file(root, &error))?;
        command.current_dir(root);
        process::run(&mut command, "cargo install")?;
        paths::remove_folder(&objects)
    }

    fn npm(&self, root: &Path) -> Outcome {
        ensure_node()?;
        std::fs::create_dir_all(root).map_err(|error| Failure::file(root, &error))?;
        let mut command = Command::new("npm");
        command
            .args(["install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--prefix"])
            .arg(root)
            .arg(format!("{}@{}", self.name, self.version));
        process::run(&mut command, "npm install")
    }
}

/// Node.js: `wasm-opt` comes as a program for it.
pub(crate) fn ensure_node() -> Outcome {
    if paths::program("node").is_some() && paths::program("npm").is_some() {
        return Ok(());
    }
    apt::install(&["nodejs", "npm"], "wasm-opt runs on Node.js")
}
