//! ChromeDriver as a process of ours, on a free port.

use crate::problem::{Doing, Outcome, fail};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::Stdio;
use std::time::Duration;
use tokio::process::{Child, Command};

/// A running ChromeDriver; dropping it ends it.
#[derive(Debug)]
pub struct Driver {
    child: Child,
    port: u16,
}

impl Driver {
    /// Starts it: the program named by `CHROMEDRIVER`, or the one in `PATH`.
    ///
    /// # Errors
    /// When it cannot be started.
    pub async fn start() -> Outcome<Self> {
        let program = std::env::var_os("CHROMEDRIVER").unwrap_or_else(|| "chromedriver".into());
        let port = free_port()?;
        let child = Command::new(&program)
            .arg(format!("--port={port}"))
            .arg("--log-level=SEVERE")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .doing(&program.to_string_lossy())?;
        for _ in 0..200 {
            if TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok() {
                return Ok(Self { child, port });
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        fail("chromedriver does not answer")
    }

    /// Its address.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Its process id.
    #[must_use]
    pub fn pid(&self) -> Option<u32> {
        self.child.id()
    }
}

pub fn free_port() -> Outcome<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}

/// The browser that this driver started with that profile: its main process, the parent of all others.
///
/// # Errors
/// When there is none.
pub fn browser_of(driver: &Driver, profile: &str) -> Outcome<u32> {
    let Some(parent) = driver.pid() else { return fail("chromedriver has ended") };
    for entry in std::fs::read_dir("/proc")?.flatten() {
        let Some(pid) = entry.file_name().to_str().and_then(|name| name.parse::<u32>().ok()) else { continue };
        let stat = std::fs::read_to_string(entry.path().join("stat")).unwrap_or_default();
        // pid (name) state parent …; the name may hold anything, so count from its end.
        let is_child = stat
            .rsplit_once(')')
            .and_then(|(_, rest)| rest.split_whitespace().nth(1))
            .is_some_and(|text| text.parse() == Ok(parent));
        let command = std::fs::read(entry.path().join("cmdline")).unwrap_or_default();
        if is_child && String::from_utf8_lossy(&command).contains(profile) {
            return Ok(pid);
        }
    }
    fail("the browser's process was not found")
}
