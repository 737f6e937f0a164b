//! Counts of passed and failed tests, as test runners print them.

/// How many tests passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) passed: u64,
    pub(super) failed: u64,
}

impl Tally {
    /// One check that stands for itself.
    pub(super) const fn one(good: bool) -> Self {
        if good { Self { passed: 1, failed: 0 } } else { Self { passed: 0, failed: 1 } }
    }

    /// The sum.
    pub(super) const fn plus(self, other: Self) -> Self {
        Self { passed: self.passed + other.passed, failed: self.failed + other.failed }
    }

    /// Whether nothing was counted.
    pub(super) const fn is_empty(self) -> bool {
        self.passed == 0 && self.failed == 0
    }
}

/// Reads counts out of a test runner's output, line by line.
#[derive(Debug, Default)]
pub(super) struct Counter {
    /// `test result: …` lines, one per test binary: they add up.
    binaries: Tally,
    /// The last line `N passed, M failed`: a runner that sums up itself.
    summary: Option<Tally>,
}

impl Counter {
    /// Looks at one line.
    pub(super) fn see(&mut self, line: &str) {
        let line = line.trim();
        if let Some(result) = line.strip_prefix("test result: ") {
            let counts = result.split_once(". ").map_or(result, |(_, counts)| counts);
            if let Some(tally) = pair(counts, "; ") {
                self.binaries = self.binaries.plus(tally);
            }
        } else if let Some(tally) = pair(line, ", ") {
            self.summary = Some(tally);
        }
    }

    /// What was counted.
    pub(super) fn tally(&self) -> Tally {
        self.summary.unwrap_or(self.binaries)
    }
}

/// `N passed<separator>M failed…`
fn pair(text: &str, separator: &str) -> Option<Tally> {
    let mut parts = text.split(separator.trim()).map(str::trim);
    let mut number = |word: &str| parts.next()?.strip_suffix(word)?.trim().parse().ok();
    Some(Tally { passed: number("passed")?, failed: number("failed")? })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(text: &str) -> Tally {
        let mut counter = Counter::default();
        text.lines().for_each(|line| counter.see(line));
        counter.tally()
    }

    #[test]
    fn binaries_add_up() {
        let text = "running 3 tests\ntest result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out\n\
            test result: FAILED. 5 passed; 2 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.1s\n";
        assert_eq!(count(text), Tally { passed: 8, failed: 2 });
    }

    #[test]
    fn the_last_summary_counts() {
        assert_eq!(count("1 passed, 0 failed\nmore\n7 passed, 1 failed, 2 skipped\n"), Tally { passed: 7, failed: 1 });
    }

    #[test]
    fn other_lines_do_not() {
        assert!(count("3 passed\ntest x ... ok\nall passed, none failed\n").is_empty());
    }
}
