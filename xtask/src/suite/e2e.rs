//! The browser tests of `tests/e2e`, a program of its own.

use super::native;
use crate::tools::browser::Browser;
use crate::{env, paths};
use std::path::Path;
use std::process::Command;

/// `cargo run -p e2e -- WHAT --dist DIST`, with the browser named by variables.
pub(crate) fn command(what: &str, dist: &Path, browser: &Browser) -> Command {
    let mut command = plain(what, dist);
    command.env("CHROMIUM", &browser.chromium).env("CHROMEDRIVER", &browser.chromedriver);
    command
}

/// The same, with no browser named yet.
pub(crate) fn plain(what: &str, dist: &Path) -> Command {
    let mut command = native(&["run", "--quiet", "-p", "e2e", "--", what, "--dist"]);
    command.arg(dist).current_dir(paths::root());
    env::clean(&mut command, false);
    command
}
