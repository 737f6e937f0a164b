//! Copies `public/` into the stage.

use super::script::shrink;
use super::{Stage, hashed_name};
use crate::fail::{Failure, Outcome};
use crate::paths;
use std::path::Path;

/// Scripts that `index.html` loads: they get a hashed name, and `index.html` names them by marker.
const SCRIPTS: [(&str, &str); 2] = [("boot.js", "__BOOT__"), ("start.js", "__START__")];

/// The service worker's template; it keeps its name for ever.
const WORKER: &str = "sw.js";

/// What came of `public/`.
#[derive(Default)]
pub(super) struct Public {
    /// Marker and file name of each script.
    pub(super) scripts: Vec<(&'static str, String)>,
    /// The service worker's template, with the base filled in.
    pub(super) worker: Option<String>,
}

/// Copies everything but the worker; in text files `__BASE__` becomes the public URL.
pub(super) fn copy(folder: &Path, stage: &Stage) -> Outcome<Public> {
    let mut public = Public::default();
    for name in paths::files_below(folder)?.into_iter().filter(|name| !is_hidden(name)) {
        let path = folder.join(&name);
        let content = if is_text(&name) {
            paths::read_text(&path)?.replace(super::html::BASE, &stage.base).into_bytes()
        } else {
            paths::read(&path)?
        };
        if name == WORKER {
            public.worker = Some(String::from_utf8(content).map_err(|error| Failure::new(format!("{name}: {error}")))?);
        } else if let Some((_, marker)) = SCRIPTS.iter().find(|(script, _)| *script == name) {
            let text = || String::from_utf8_lossy(&content);
            let content = if stage.release { shrink(&text()).into_bytes() } else { content };
            let hashed = hashed_name(&name, &content);
            paths::write(&stage.folder.join(&hashed), content)?;
            public.scripts.push((marker, hashed));
        } else {
            paths::write(&stage.folder.join(&name), content)?;
        }
    }
    Ok(public)
}

fn is_hidden(name: &str) -> bool {
    name.split('/').any(|part| part.starts_with('.'))
}

fn is_text(name: &str) -> bool {
    let extension = Path::new(name).extension().and_then(|extension| extension.to_str());
    matches!(extension, Some("html" | "js" | "json" | "txt" | "webmanifest" | "xml"))
}
