//! A screen for the browser that wants one: Xvfb, on a number that it chooses itself.

use crate::problem::{Doing, Outcome, fail};
use std::process::Stdio;
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};
use tokio::time::timeout;

/// The screen; gone when dropped.
#[derive(Debug)]
pub struct Display {
    /// Kept for its end.
    _child: Child,
    name: String,
}

impl Display {
    /// Starts it.
    ///
    /// # Errors
    /// When Xvfb is missing or does not start.
    pub async fn start() -> Outcome<Self> {
        let mut child = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1280x1000x24", "-nolisten", "tcp"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .doing("Xvfb")?;
        let Some(output) = child.stdout.take() else { return fail("Xvfb says nothing") };
        let mut lines = BufReader::new(output).lines();
        match timeout(Duration::from_secs(20), lines.next_line()).await {
            Ok(Ok(Some(number))) => Ok(Self { _child: child, name: format!(":{}", number.trim()) }),
            _ => fail("Xvfb does not start"),
        }
    }

    /// What `DISPLAY` is set to.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }
}
