//! The three browser engines of the tests of faults, as Debian has them.

use super::{apt, browser, ensure_geckodriver};
use crate::fail::{Failure, Outcome};
use crate::{env, paths, process};
use std::path::{Path, PathBuf};
use std::process::Command;

/// What the tests are told by variables of the environment.
#[derive(Clone, Debug, Default)]
pub struct Engines(Vec<(&'static str, PathBuf)>);

impl Engines {
    /// Tells a command where everything is.
    pub fn tell(&self, command: &mut Command) {
        command.envs(self.0.iter().map(|(name, path)| (name, path)));
    }
}

/// Finds the engines with their drivers, or installs them. With a name, only that one.
///
/// # Errors
/// When one is neither there nor can be installed.
pub fn ensure(only: Option<&str>) -> Outcome<Engines> {
    let wanted = |name: &str| only.is_none_or(|only| name.starts_with(&only.to_lowercase()));
    let mut found = Vec::new();
    // Its Chinese fonts are for all of them.
    let chromium = browser::ensure()?;
    found.push(("CHROMIUM", chromium.chromium));
    found.push(("CHROMEDRIVER", chromium.chromedriver));
    if wanted("firefox") {
        apt::install(&["firefox-esr"], "the second engine of the tests of faults, about 1 minute")?;
        found.push(("FIREFOX", program("firefox-esr")?));
        found.push(("GECKODRIVER", ensure_geckodriver()?));
    }
    if wanted("webkitgtk") {
        apt::install(&["webkit2gtk-driver", "xvfb"], "the third engine of the tests of faults, about 1 minute")?;
        found.push(("WEBKIT_DRIVER", program("WebKitWebDriver")?));
        found.push(("WEBKIT_PROFILE", webkit_profile()?));
    }
    Ok(Engines(found))
}

fn program(name: &str) -> Outcome<PathBuf> {
    paths::program(name).ok_or_else(|| Failure::new(format!("{name} is not in PATH although it was installed")))
}

/// The library that gives WebKit's browser a profile that outlives it, compiled if it is missing or older than its source.
fn webkit_profile() -> Outcome<PathBuf> {
    let source = paths::root().join("tests/e2e/webkit_profile.rs");
    let library = paths::web().join("libwebkit_profile.so");
    let changed = |path: &Path| std::fs::metadata(path).and_then(|metadata| metadata.modified()).ok();
    if changed(&library).is_some() && changed(&library) >= changed(&source) {
        return Ok(library);
    }
    std::fs::create_dir_all(paths::web()).map_err(|error| Failure::file(&paths::web(), &error))?;
    let mut command = Command::new("rustc");
    env::clean(&mut command, false);
    command.args(["--edition", "2024", "--crate-type", "cdylib", "-O", "-C", "panic=abort", "-o"]);
    command.arg(&library).arg(&source);
    process::capture(&mut command).map(|_| library)
}
