//! Where things are.

use crate::fail::{Failure, Outcome};
use std::path::{Path, PathBuf};

/// The repository's root: the nearest folder from here upwards that has `xtask/Cargo.toml`.
///
/// The place of compilation is only the fallback, so that a target folder shared by two checkouts does no harm.
#[must_use]
pub fn root() -> PathBuf {
    let compiled = Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_path_buf);
    std::env::current_dir()
        .ok()
        .and_then(|here| here.ancestors().find(|dir| dir.join("xtask/Cargo.toml").is_file()).map(Path::to_path_buf))
        .or(compiled)
        .unwrap_or_else(|| PathBuf::from("."))
}

/// The folder of built intermediate files that Trunk reads: always below the root, for `index.html` names it.
#[must_use]
pub fn web() -> PathBuf {
    root().join("target/web")
}

/// The release build that `build`, `serve` and `test` make unless told otherwise.
#[must_use]
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// The folder of course folders.
#[must_use]
pub fn courses() -> PathBuf {
    root().join("courses")
}

/// Where the tools are kept: `${XDG_CACHE_HOME:-~/.cache}/biaoshuai/tools`, outside the checkout so that they outlive it.
///
/// # Errors
/// When neither `XDG_CACHE_HOME` nor `HOME` is set.
pub fn tools() -> Outcome<PathBuf> {
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    set("XDG_CACHE_HOME")
        .or_else(|| set("HOME").map(|home| home.join(".cache")))
        .map(|cache| cache.join("biaoshuai/tools"))
        .ok_or_else(|| Failure::new("neither HOME nor XDG_CACHE_HOME is set: no place to keep the tools"))
}

/// All files below a folder, as paths relative to it with `/` between the parts, sorted.
///
/// # Errors
/// When a folder cannot be read.
pub fn files_below(folder: &Path) -> Outcome<Vec<String>> {
    fn walk(folder: &Path, prefix: &str, out: &mut Vec<String>) -> std::io::Result<()> {
        for entry in std::fs::read_dir(folder)? {
            let entry = entry?;
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                walk(&entry.path(), &format!("{name}/"), out)?;
            } else {
                out.push(name);
            }
        }
        Ok(())
    }
    let mut out = Vec::new();
    walk(folder, "", &mut out).map_err(|error| Failure::file(folder, &error))?;
    out.sort();
    Ok(out)
}

/// Finds a program in `PATH`.
#[must_use]
pub fn program(name: &str) -> Option<PathBuf> {
    std::env::split_paths(&std::env::var_os("PATH")?).map(|dir| dir.join(name)).find(|path| path.is_file())
}

/// Reads a file.
///
/// # Errors
/// With the file's name.
pub(crate) fn read(path: &Path) -> Outcome<Vec<u8>> {
    std::fs::read(path).map_err(|error| Failure::file(path, &error))
}

/// Reads a text file.
///
/// # Errors
/// With the file's name.
pub(crate) fn read_text(path: &Path) -> Outcome<String> {
    std::fs::read_to_string(path).map_err(|error| Failure::file(path, &error))
}

/// Writes a file and the folders it needs.
///
/// # Errors
/// With the file's name.
pub(crate) fn write(path: &Path, content: impl AsRef<[u8]>) -> Outcome {
    if let Some(parent) = path.parent() {
        std::fs::create_dir_all(parent).map_err(|error| Failure::file(parent, &error))?;
    }
    std::fs::write(path, content).map_err(|error| Failure::file(path, &error))
}

/// Removes a folder with all it holds; one that is not there is fine.
///
/// # Errors
/// With the folder's name.
pub(crate) fn remove_folder(path: &Path) -> Outcome {
    match std::fs::remove_dir_all(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Failure::file(path, &error)),
        _ => Ok(()),
    }
}
