//! Tells whether a build is still that of the present sources, so that a second `serve` starts at once.

use crate::fail::Outcome;
use crate::{hash, paths};
use std::path::{Path, PathBuf};

/// Everything a build depends on.
const FOLDERS: [&str; 5] = ["src", "style", "public", "courses", "xtask/src"];
const FILES: [&str; 6] =
    ["index.html", "Cargo.toml", "Cargo.lock", "Trunk.toml", "xtask/Cargo.toml", ".cargo/config.toml"];

/// A hash over all sources of a build, with those of further folders of courses.
pub(crate) fn of_sources(courses: &[PathBuf]) -> Outcome<String> {
    let root = paths::root();
    let mut all = String::new();
    for file in FILES {
        // A missing file is a state like any other.
        all += &format!(
            "{file} {}\n",
            std::fs::read(root.join(file)).map(|content| hash::sha256(&content)).unwrap_or_default()
        );
    }
    let folders = FOLDERS.iter().map(|folder| root.join(folder)).filter(|folder| folder.is_dir());
    for folder in folders.chain(courses.iter().cloned()) {
        for file in paths::files_below(&folder)? {
            let content = paths::read(&folder.join(&file))?;
            all += &format!("{}/{file} {}\n", folder.display(), hash::sha256(&content));
        }
    }
    Ok(hash::sha256(all.as_bytes()))
}

/// The stamp's place: outside `dist`, which holds nothing but what a host serves.
pub(crate) fn path(dist: &Path, base: &str) -> PathBuf {
    let key = hash::short(format!("{} {base}", dist.display()).as_bytes());
    paths::web().join(format!("stamp-{key}"))
}

/// Whether `dist` still holds the build of these sources for this base.
pub(crate) fn is_current(dist: &Path, base: &str, sources: &str) -> bool {
    let stamp = std::fs::read_to_string(path(dist, base)).unwrap_or_default();
    let page = std::fs::read(dist.join("index.html")).map(|page| hash::sha256(&page)).unwrap_or_default();
    stamp == content(sources, &page)
}

/// Records that `dist` was built from these sources.
pub(crate) fn write(dist: &Path, base: &str, sources: &str) -> Outcome {
    let page = hash::sha256(&paths::read(&dist.join("index.html"))?);
    paths::write(&path(dist, base), content(sources, &page))
}

/// The page's hash is in it because the same folder may since have been built for another base, or emptied.
fn content(sources: &str, page: &str) -> String {
    format!("{sources} {page}\n")
}
