//! `bench`: sizes by part and, in a real browser, times; both against their budgets.

use crate::budget::{Part, Sizes, Verdict};
use crate::build::{Options, build_if_needed};
use crate::fail::Outcome;
use crate::suite::e2e;
use crate::tools::browser;
use std::path::Path;

/// `bench`
pub(crate) fn run() -> Outcome<bool> {
    let options = Options::default();
    build_if_needed(&options)?;
    let sizes = Sizes::measure(&options.dist, &options.public_url)?;
    print!("{}", table(&sizes));
    let light = sizes.verdicts().iter().all(Verdict::holds);
    let browser = browser::ensure()?;
    let fast = crate::process::watch(&mut e2e::command("bench", &options.dist, &browser), |_| ())?;
    Ok(light && fast)
}

/// The sizes as a table, largest kinds first, and the budgets below it.
pub(crate) fn table(sizes: &Sizes) -> String {
    let mut out = String::from("kB (brotli)      first question    offline\n");
    for kind in ["wasm", "js", "css", "html", "course", "notes", "other"] {
        let of = |parts: &[Part]| {
            kilobytes(parts.iter().filter(|part| kind_of(&part.path) == kind).map(|part| part.bytes).sum())
        };
        out += &format!("{kind:<16} {:>14} {:>10}\n", of(&sizes.first), of(&sizes.offline));
    }
    for verdict in sizes.verdicts() {
        out += &line(&verdict);
        out.push('\n');
    }
    out
}

/// One budget as a line: `ok` or `OVER`.
pub(crate) fn line(verdict: &Verdict) -> String {
    let Verdict { what, actual, limit } = verdict;
    let word = if verdict.holds() { "ok" } else { "OVER" };
    if what.starts_with("bytes") {
        format!("{word:<5}{what}: {} kB of {} kB", kilobytes(*actual), kilobytes(*limit))
    } else {
        format!("{word:<5}{what}: {actual} of {limit}")
    }
}

fn kilobytes(bytes: u64) -> String {
    let tenths = (bytes + 50) / 100;
    format!("{}.{}", tenths / 10, tenths % 10)
}

fn kind_of(path: &str) -> &'static str {
    match path.split_once('/') {
        Some(("courses", _)) => return "course",
        Some(("notes", _)) => return "notes",
        _ => {}
    }
    match Path::new(path).extension().and_then(|extension| extension.to_str()) {
        Some("wasm") => "wasm",
        Some("js") => "js",
        Some("css") => "css",
        Some("html") => "html",
        _ => "other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_rounded_to_tenths() {
        assert_eq!(kilobytes(0), "0.0");
        assert_eq!(kilobytes(1_949), "1.9");
        assert_eq!(kilobytes(1_950), "2.0");
    }

    #[test]
    fn lines_say_how_it_stands() {
        let verdict = Verdict { what: "bytes kept offline", actual: 450_100, limit: 450_000 };
        assert_eq!(line(&verdict), "OVER bytes kept offline: 450.1 kB of 450.0 kB");
        let verdict = Verdict { what: "requests to the first question", actual: 7, limit: 12 };
        assert_eq!(line(&verdict), "ok   requests to the first question: 7 of 12");
    }

    #[test]
    fn every_file_has_its_kind() {
        for (path, kind) in [
            ("courses/a-1.json", "course"),
            ("notes/a-1.json", "notes"),
            ("a_bg.wasm", "wasm"),
            ("icons/i.svg", "other"),
        ] {
            assert_eq!(kind_of(path), kind);
        }
    }
}
