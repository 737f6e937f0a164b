//! Tests counted and told, one line each.

use crate::problem::Outcome;
use tokio::time::Instant;

/// The count so far.
#[derive(Debug)]
pub struct Tally {
    passed: usize,
    failed: usize,
    since: Instant,
}

impl Tally {
    /// Nothing counted yet.
    #[must_use]
    pub fn start() -> Self {
        Self { passed: 0, failed: 0, since: Instant::now() }
    }

    /// Counts a test and says how it went and how long it took.
    pub fn note(&mut self, name: &str, result: &Outcome) {
        let seconds = self.since.elapsed().as_secs_f32();
        match result {
            Ok(()) => {
                self.passed += 1;
                println!("ok      {name} ({seconds:.1} s)");
            }
            Err(problem) => {
                self.failed += 1;
                println!("FAILED  {name} ({seconds:.1} s): {problem}");
            }
        }
        self.since = Instant::now();
    }

    /// Says how many there were; `false` when any failed.
    pub fn close(self) -> bool {
        println!("{} passed, {} failed", self.passed, self.failed);
        self.failed == 0 && self.passed > 0
    }
}
