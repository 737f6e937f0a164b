//! Debian's packages: the only source for a browser, Node.js and a second compiler.

use crate::fail::{Failure, Outcome};
use crate::{paths, process};
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};

/// The package lists are brought up to date once per run.
static LISTS_ARE_FRESH: AtomicBool = AtomicBool::new(false);

/// Installs those packages that are missing.
pub(crate) fn install(packages: &[&str], why: &str) -> Outcome {
    let missing: Vec<&str> = packages.iter().copied().filter(|package| !is_installed(package)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    println!("installing {} from Debian's packages ({why})", missing.join(", "));
    refresh()?;
    let mut command = privileged("apt-get", &format!("install -y --no-install-recommends {}", missing.join(" ")))?;
    command.args(["install", "-y", "--no-install-recommends", "-qq"]).args(&missing);
    // Its pages of progress are shown to nobody; what it complains of is.
    process::capture(&mut command).map(drop)
}

/// Brings the package lists up to date, once per run.
pub(crate) fn refresh() -> Outcome {
    if LISTS_ARE_FRESH.swap(true, Ordering::Relaxed) {
        return Ok(());
    }
    let mut command = privileged("apt-get", "update")?;
    command.args(["update", "-qq"]);
    process::capture(&mut command).map(drop)
}

/// Whether a package is installed.
pub(crate) fn is_installed(package: &str) -> bool {
    process::capture(Command::new("dpkg-query").args(["-W", "-f=${Status}", package]))
        .is_ok_and(|status| status.trim() == "install ok installed")
}

/// Names of packages that match an expression.
pub(crate) fn search(expression: &str) -> Outcome<Vec<String>> {
    let text = process::capture(Command::new("apt-cache").args(["search", "--names-only", expression]))?;
    Ok(text.lines().filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect())
}

/// A command with root's rights: as it is for root, else by `sudo` if that asks for no password.
///
/// `what` is named in the message that tells a person how to do it by hand.
pub(crate) fn privileged(program: &str, what: &str) -> Outcome<Command> {
    if program == "apt-get" && paths::program(program).is_none() {
        return Err(Failure::new(format!(
            "this system has no apt-get; install the equivalent of `apt-get {what}` with its own package manager"
        )));
    }
    let mut command = if is_root() {
        Command::new(program)
    } else if Command::new("sudo").args(["-n", "true"]).output().is_ok_and(|out| out.status.success()) {
        let mut command = Command::new("sudo");
        command.args(["-n", "DEBIAN_FRONTEND=noninteractive", program]);
        command
    } else {
        return Err(Failure::new(format!("root's rights are needed; run this once by hand: sudo {program} {what}")));
    };
    command.env("DEBIAN_FRONTEND", "noninteractive");
    Ok(command)
}

/// Whether this process has root's rights.
pub(crate) fn is_root() -> bool {
    process::capture(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}
