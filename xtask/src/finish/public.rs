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

/// What puts packed parts of the program together: a module for the page, and inside the worker.
const UNPACK: &str = "unpack.js";

/// The line of the worker's template that stands for it.
const UNPACK_MARKER: &str = "/*__UNPACK__*/";

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
    for name in paths::files_below(folder)?.into_iter().filter(|name| !is_hidden(name) && name != UNPACK) {
        let path = folder.join(&name);
        let content = if is_text(&name) {
            paths::read_text(&path)?.replace(super::html::BASE, &stage.base).into_bytes()
        } else {
            paths::read(&path)?
        };
        if name == WORKER {
            let worker = String::from_utf8(content).map_err(|error| Failure::new(format!("{name}: {error}")))?;
            public.worker = Some(with_unpack(&worker, folder)?);
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

/// The worker's template with the function that unpacks; it cannot import a module.
pub(super) fn with_unpack(worker: &str, folder: &Path) -> Outcome<String> {
    if !worker.contains(UNPACK_MARKER) {
        return Err(Failure::new(format!("public/{WORKER} must have a line with {UNPACK_MARKER}")));
    }
    let script = paths::read_text(&folder.join(UNPACK))?;
    let (function, _) = script
        .rsplit_once("export ")
        .ok_or_else(|| Failure::new(format!("public/{UNPACK} must end with its export")))?;
    Ok(worker.replace(UNPACK_MARKER, function))
}

/// The module that unpacks, as the page imports it.
pub(super) fn unpack_module() -> Outcome<String> {
    Ok(shrink(&paths::read_text(&paths::root().join("public").join(UNPACK))?))
}

fn is_hidden(name: &str) -> bool {
    name.split('/').any(|part| part.starts_with('.'))
}

fn is_text(name: &str) -> bool {
    let extension = Path::new(name).extension().and_then(|extension| extension.to_str());
    matches!(extension, Some("html" | "js" | "json" | "txt" | "webmanifest" | "xml"))
}
