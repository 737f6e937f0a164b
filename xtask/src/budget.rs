//! What the build may weigh, and what it does weigh.
//!
//! Counted in bytes as transferred: the brotli copy where there is one. 1 kB is 1000 bytes.

use crate::fail::Outcome;
use crate::finish::{Kept, kept};
use crate::{markup, paths};
use std::path::Path;

/// Everything up to the first answerable question.
pub const FIRST_BYTES: u64 = 200_000;
/// Requests up to the first answerable question.
pub const FIRST_REQUESTS: u64 = 12;
/// Everything that 可离线使用 stands for.
pub const OFFLINE_BYTES: u64 = 450_000;
/// What is kept offline a little later: see the README, two offline sets.
pub const LATER_BYTES: u64 = 220_000;

/// A file of the build.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Path relative to the build's folder.
    pub path: String,
    /// Bytes as transferred.
    pub bytes: u64,
}

/// The sizes of a build.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sizes {
    /// The files that `index.html` names for the first question, itself first.
    pub first: Vec<Part>,
    /// The files that are kept offline at once.
    pub offline: Vec<Part>,
    /// Those that are kept offline later.
    pub later: Vec<Part>,
}

/// One budget and how the build stands to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// What is limited.
    pub what: &'static str,
    /// What the build has.
    pub actual: u64,
    /// What it may have at most.
    pub limit: u64,
}

impl Verdict {
    /// Whether the budget is kept.
    #[must_use]
    pub const fn holds(&self) -> bool {
        self.actual <= self.limit
    }
}

impl Sizes {
    /// Measures a build that lives at `base`.
    ///
    /// # Errors
    /// When a file that `index.html` names cannot be read.
    pub fn measure(dist: &Path, base: &str) -> Outcome<Self> {
        let page = paths::read_text(&dist.join("index.html"))?;
        let mut first = vec!["index.html".to_owned()];
        first.extend(needed(&page, base));
        let all = paths::files_below(dist)?;
        let of = |who: Kept| all.iter().filter(move |path| kept(path) == who).cloned();
        Ok(Self {
            first: parts(dist, first)?,
            offline: parts(dist, of(Kept::Always))?,
            later: parts(dist, of(Kept::Later))?,
        })
    }

    /// Every budget.
    #[must_use]
    pub fn verdicts(&self) -> [Verdict; 4] {
        let bytes = |parts: &[Part]| parts.iter().map(|part| part.bytes).sum();
        [
            Verdict { what: "bytes to the first question", actual: bytes(&self.first), limit: FIRST_BYTES },
            Verdict {
                what: "requests to the first question",
                actual: u64::try_from(self.first.len()).unwrap_or(u64::MAX),
                limit: FIRST_REQUESTS,
            },
            Verdict { what: "bytes kept offline", actual: bytes(&self.offline), limit: OFFLINE_BYTES },
            Verdict { what: "bytes kept offline later", actual: bytes(&self.later), limit: LATER_BYTES },
        ]
    }
}

/// The files of this site that a page needs before its first question: styles, scripts, what they load, the course.
fn needed(page: &str, base: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for tag in markup::tags(page) {
        let urls = match (tag.name.as_str(), tag.get("rel")) {
            ("link", Some("stylesheet" | "modulepreload" | "preload")) => vec![tag.get("href")],
            ("script", _) => vec![tag.get("src"), tag.get("data-js"), tag.get("data-wasm")],
            _ => Vec::new(),
        };
        for url in urls.into_iter().flatten() {
            let path = url.strip_prefix(base).unwrap_or(url).to_owned();
            if !out.contains(&path) {
                out.push(path);
            }
        }
    }
    out
}

fn parts(dist: &Path, files: impl IntoIterator<Item = String>) -> Outcome<Vec<Part>> {
    files
        .into_iter()
        .map(|path| {
            let packed = std::fs::metadata(dist.join(format!("{path}.br")));
            let plain = dist.join(&path);
            let meta = packed.or_else(|_| std::fs::metadata(&plain));
            let meta = meta.map_err(|error| crate::fail::Failure::file(&plain, &error))?;
            Ok(Part { path, bytes: meta.len() })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_the_page_needs_once() {
        let page = "<link rel=\"stylesheet\" href=\"/s/a.css\"/><link rel=icon href=/s/i.svg>\
            <script src=\"/s/boot.js\"></script><script type=module src=/s/start.js data-js=/s/x.js data-wasm=/s/x.wasm>\
            </script><link rel=modulepreload href=/s/x.js><link rel=preload as=fetch href=/s/courses/c.json>";
        assert_eq!(needed(page, "/s/"), ["a.css", "boot.js", "start.js", "x.js", "x.wasm", "courses/c.json"]);
    }

    #[test]
    fn adds_up_and_judges() {
        let part = |path: &str, bytes| Part { path: path.to_owned(), bytes };
        let sizes = Sizes {
            first: vec![part("a", 150_000), part("b", 50_000)],
            offline: vec![part("a", OFFLINE_BYTES + 1)],
            later: vec![part("c", LATER_BYTES + 1)],
        };
        let [bytes, requests, offline, later] = sizes.verdicts();
        assert_eq!((bytes.actual, bytes.holds()), (200_000, true));
        assert_eq!((requests.actual, requests.holds()), (2, true));
        assert!(!offline.holds() && !later.holds());
    }

    #[test]
    fn packed_copies_count() {
        let dist = std::env::temp_dir().join(format!("xtask-budget-{}", std::process::id()));
        paths::write(&dist.join("index.html"), "<link rel=stylesheet href=/a.css>").unwrap();
        paths::write(&dist.join("a.css"), "0123456789").unwrap();
        paths::write(&dist.join("a.css.br"), "012").unwrap();
        let sizes = Sizes::measure(&dist, "/").unwrap();
        assert_eq!(sizes.first.iter().map(|part| part.bytes).collect::<Vec<_>>(), [33, 3]);
        assert_eq!(sizes.offline.len(), 2, "the packed copy is no file of its own");
        paths::write(&dist.join("index.html"), "<script src=/gone.js></script>").unwrap();
        assert!(Sizes::measure(&dist, "/").is_err());
        paths::remove_folder(&dist).unwrap();
    }
}
