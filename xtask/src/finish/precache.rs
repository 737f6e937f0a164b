//! The service worker's list: every file of the build with its hash, and the build's name.

use super::pack;
use crate::fail::{Failure, Outcome};
use crate::{hash, paths};
use std::path::Path;

/// One file that is kept offline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// Path relative to the base.
    pub(super) path: String,
    /// SHA-256, hex.
    pub(super) sha256: String,
    /// Bytes, not compressed.
    pub(super) size: usize,
    /// The file of the build that it is packed in, where that is another one.
    pub(super) packed: Option<String>,
    /// See [`Kept`].
    pub(super) kept: Kept,
}

/// Who keeps a file of the build offline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kept {
    /// Everybody.
    Always,
    /// Everybody a little later, or who opens one of its screens first.
    Later,
    /// Nobody: what only the host, an app store or an installation (which takes the icons, and the network) reads.
    Never,
}

/// The line of the template that is replaced.
const MARKER: &str = "/*__PRECACHE__*/";

/// The files to keep offline, sorted by path.
pub(super) fn list(stage: &Path) -> Outcome<Vec<Entry>> {
    paths::files_below(stage)?
        .into_iter()
        .map(|path| (kept(&path), path))
        .filter(|(kept, _)| *kept != Kept::Never)
        .map(|(kept, path)| {
            let content = paths::read(&stage.join(&path))?;
            let Some(module) = pack::module_name(&path) else {
                return Ok(Entry { sha256: hash::sha256(&content), size: content.len(), path, packed: None, kept });
            };
            let wasm = pack::unpack(&content).ok_or_else(|| Failure::new(format!("{path} does not unpack")))?;
            Ok(Entry { sha256: hash::sha256(&wasm), size: wasm.len(), path: module, packed: Some(path), kept })
        })
        .collect()
}

/// Who keeps a file of the build offline.
pub(crate) fn kept(path: &str) -> Kept {
    let extension = Path::new(path).extension().and_then(|extension| extension.to_str());
    let for_the_host = matches!(path, "sw.js" | "404.html" | "robots.txt") || path.starts_with(['_', '.']);
    // Those of the installation; the page's own is the drawing.
    let icon = path.starts_with("icons/") && extension == Some("png");
    if for_the_host || icon || path.starts_with("screenshots/") || matches!(extension, Some("br" | "gz")) {
        return Kept::Never;
    }
    let later = path.starts_with("branch-") || path.contains("/split_later.");
    if later { Kept::Later } else { Kept::Always }
}

/// A name for the build that depends on nothing but what it holds.
pub(super) fn build_id(files: &[Entry], worker: &str) -> String {
    let mut all = String::new();
    for Entry { path, sha256, .. } in files {
        all += &format!("{path} {sha256}\n");
    }
    all += &format!("sw.js {}\n", hash::sha256(worker.as_bytes()));
    let mut id = hash::sha256(all.as_bytes());
    id.truncate(10);
    id
}

/// The worker with its list.
pub(super) fn fill(template: &str, build: &str, base: &str, files: &[Entry]) -> Outcome<String> {
    if template.matches(MARKER).count() != 1 {
        return Err(Failure::new(format!("public/sw.js must have exactly one line with {MARKER}")));
    }
    let entry = |file: &Entry| match (&file.packed, file.kept) {
        (None, Kept::Always) => serde_json::json!([file.path, file.sha256, file.size]),
        (Some(packed), Kept::Always) => serde_json::json!([file.path, file.sha256, file.size, packed]),
        (packed, _) => serde_json::json!([file.path, file.sha256, file.size, packed, 1]),
    };
    let entries: Vec<serde_json::Value> = files.iter().map(entry).collect();
    let json = |value: &serde_json::Value| value.to_string();
    let line = format!(
        "const BUILD = {}; const BASE = {}; const FILES = {};",
        json(&build.into()),
        json(&base.into()),
        json(&entries.into())
    );
    let lines = template.lines().map(|old| if old.contains(MARKER) { line.as_str() } else { old });
    Ok(lines.collect::<Vec<_>>().join("\n") + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(path: &str) -> Entry {
        Entry {
            path: path.to_owned(),
            sha256: hash::sha256(path.as_bytes()),
            size: path.len(),
            packed: None,
            kept: Kept::Always,
        }
    }

    #[test]
    fn what_is_kept_offline() {
        for path in ["index.html", "app-1.css", "courses/a-1.json", "icons/icon.svg", "manifest.webmanifest"] {
            assert_eq!(kept(path), Kept::Always, "{path}");
        }
        for path in [
            "sw.js",
            "404.html",
            "robots.txt",
            "screenshots/a.png",
            "icons/icon-512.png",
            "icons/apple-touch-icon.png",
            "app-1.css.br",
            "x.wasm.gz",
            "_headers",
        ] {
            assert_eq!(kept(path), Kept::Never, "{path}");
        }
    }

    #[test]
    fn what_has_time_is_marked() {
        for path in ["branch-0123456789abcdef.css", "program-1/split_later.bin"] {
            assert_eq!(kept(path), Kept::Later, "{path}");
        }
        let file = Entry { packed: Some("x.bin".to_owned()), kept: Kept::Later, ..entry("x.wasm") };
        let worker = fill("/*__PRECACHE__*/\n", "0", "/", &[file]).unwrap();
        assert!(worker.contains(r#""x.bin",1]];"#), "{worker}");
    }

    #[test]
    fn fills_the_one_line() {
        let worker = fill("a\nconst FILES = []; /*__PRECACHE__*/\nb\n", "0123", "/s/", &[entry("x\"y")]).unwrap();
        let hash = hash::sha256(b"x\"y");
        let line = format!(r#"const BUILD = "0123"; const BASE = "/s/"; const FILES = [["x\"y","{hash}",3]];"#);
        assert_eq!(worker, format!("a\n{line}\nb\n"));
    }

    #[test]
    fn a_template_without_the_line_is_an_error() {
        assert!(fill("a\n", "0", "/", &[]).is_err());
        assert!(fill("/*__PRECACHE__*/\n/*__PRECACHE__*/\n", "0", "/", &[]).is_err());
    }

    #[test]
    fn the_name_depends_on_content_alone() {
        let files = [entry("a"), entry("b")];
        assert_eq!(build_id(&files, "w"), build_id(&files, "w"));
        assert_ne!(build_id(&files, "w"), build_id(&files[..1], "w"));
        assert_ne!(build_id(&files, "w"), build_id(&files, "v"));
        assert_eq!(build_id(&files, "w").len(), 10);
    }
}
