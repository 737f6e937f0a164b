//! Licences, bans and sources of everything that is compiled, by cargo-deny and `deny.toml`.

use super::Tally;
use crate::fail::Outcome;
use crate::{env, paths, process, tools};
use std::process::Command;

/// Seconds that fetching the list of known faults may take: without network it would be tried for minutes.
const PATIENCE: &str = "90";

/// Checks what needs no network, and known faults where their list can be had. What was not checked is said and not
/// counted.
pub(super) fn run() -> Outcome<Tally> {
    let tool = tools::ensure_deny()?;
    let deny = |arguments: &[&str]| {
        // After so many seconds it has waited for the network, never for its own work.
        let mut command = Command::new("timeout");
        env::clean(&mut command, false);
        command.arg(PATIENCE).arg(&tool).args(["--log-level", "error", "--workspace", "--locked"]).args(arguments);
        command.current_dir(paths::root());
        command
    };
    let good = process::watch(&mut deny(&["check", "licenses", "bans", "sources"]), |_| ())?;
    if let Err(failure) = process::capture(&mut deny(&["fetch", "db"])) {
        let why = failure.message.lines().last().unwrap_or_default().trim().to_owned();
        println!("skipped: known faults (advisories), for their list cannot be fetched: {why}");
        return Ok(Tally::one(good));
    }
    let known = process::watch(&mut deny(&["check", "--disable-fetch", "advisories"]), |_| ())?;
    Ok(Tally::one(good).plus(Tally::one(known)))
}
