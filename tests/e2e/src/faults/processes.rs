//! The processes of a browser: all of them, and their sudden end.

use crate::problem::{Outcome, ensure};
use std::time::Duration;
use tokio::time::{Instant, sleep};

/// All that a process has started, and what those have started.
pub fn descendants(of: u32) -> Outcome<Vec<u32>> {
    let mut parents = Vec::new();
    for entry in std::fs::read_dir("/proc")?.flatten() {
        let Some(pid) = entry.file_name().to_str().and_then(|name| name.parse::<u32>().ok()) else { continue };
        let stat = std::fs::read_to_string(entry.path().join("stat")).unwrap_or_default();
        // pid (name) state parent …; the name may hold anything, so count from its end.
        let parent = stat.rsplit_once(')').and_then(|(_, rest)| rest.split_whitespace().nth(1));
        if let Some(parent) = parent.and_then(|parent| parent.parse::<u32>().ok()) {
            parents.push((pid, parent));
        }
    }
    let mut found = vec![of];
    let mut next = 0;
    while let Some(parent) = found.get(next).copied() {
        found.extend(parents.iter().filter(|(_, of)| *of == parent).map(|(pid, _)| *pid));
        next += 1;
    }
    found.remove(0);
    Ok(found)
}

/// Ends processes at once, without a word, and waits until they are gone.
pub async fn kill(pids: &[u32]) -> Outcome {
    let names: Vec<String> = pids.iter().map(u32::to_string).collect();
    // Those that end by themselves meanwhile make it fail for them alone.
    tokio::process::Command::new("kill").arg("-9").args(&names).stderr(std::process::Stdio::null()).status().await?;
    let started = Instant::now();
    while pids.iter().any(|pid| is_alive(*pid)) {
        ensure(started.elapsed() < Duration::from_secs(20), "a killed browser is still there after 20 s")?;
        sleep(Duration::from_millis(10)).await;
    }
    Ok(())
}

/// A zombie has no command line any more.
pub fn is_alive(pid: u32) -> bool {
    std::fs::read(format!("/proc/{pid}/cmdline")).is_ok_and(|line| !line.is_empty())
}
