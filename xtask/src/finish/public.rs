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

/// Where the parts of scripts lie, which are no files of their own on the host.
const PARTS: &str = "boot/";

/// How a line of a script begins and ends in whose place a part comes.
const PART_MARKER: (&str, &str) = ("/*__PART__ ", "*/");

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
    for name in paths::files_below(folder)?.into_iter().filter(|name| is_file_of_its_own(name)) {
        let path = folder.join(&name);
        let content = if is_text(&name) {
            with_parts(&paths::read_text(&path)?, folder)?.replace(super::html::BASE, &stage.base).into_bytes()
        } else {
            paths::read(&path)?
        };
        if name == WORKER {
            let worker = String::from_utf8(content).map_err(|error| Failure::new(format!("{name}: {error}")))?;
            public.worker = Some(with_unpack(&worker, folder)?);
        } else if let Some((_, marker)) = SCRIPTS.iter().find(|(script, _)| *script == name) {
            let script = String::from_utf8(content).map_err(|error| Failure::new(format!("{name}: {error}")))?;
            let content = if stage.release { shrink(&script) } else { script }.into_bytes();
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

/// A script with its parts in the places of their markers.
fn with_parts(script: &str, folder: &Path) -> Outcome<String> {
    let mut whole = String::with_capacity(script.len());
    for line in script.lines() {
        let (before, after) = PART_MARKER;
        match line.trim().strip_prefix(before).and_then(|rest| rest.strip_suffix(after)) {
            Some(part) => whole += &paths::read_text(&folder.join(PARTS).join(part))?,
            None => {
                whole += line;
                whole.push('\n');
            }
        }
    }
    Ok(whole)
}

/// The module that unpacks, as the page imports it.
pub(super) fn unpack_module() -> Outcome<String> {
    Ok(shrink(&paths::read_text(&paths::root().join("public").join(UNPACK))?))
}

fn is_file_of_its_own(name: &str) -> bool {
    name != UNPACK && !name.starts_with(PARTS) && !name.split('/').any(|part| part.starts_with('.'))
}

fn is_text(name: &str) -> bool {
    let extension = Path::new(name).extension().and_then(|extension| extension.to_str());
    matches!(extension, Some("html" | "js" | "json" | "txt" | "webmanifest" | "xml"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_of_the_first_script_is_in_it_once_and_in_its_place() {
        let public = paths::root().join("public");
        let script = paths::read_text(&public.join("boot.js")).expect("the script");
        let whole = with_parts(&script, &public).expect("its parts");
        assert!(!whole.contains(PART_MARKER.0));
        for name in paths::files_below(&public.join(PARTS)).expect("the folder of the parts") {
            let part = paths::read_text(&public.join(PARTS).join(&name)).expect("a part");
            assert_eq!(whole.matches(part.as_str()).count(), 1, "{name}");
        }
        assert!(with_parts("/*__PART__ none.js*/", &public).is_err());
    }
}
