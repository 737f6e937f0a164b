//! `build`: the release for a static host.

use crate::fail::{Failure, Outcome};
use crate::toolchain::{self, Toolchain};
use crate::{course, paths, process, stamp, tools};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The variable that adds to the compiler flags of `.cargo/config.toml`.
const RUST_FLAGS: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";

/// What to build.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Where the app will live on its host: begins and ends with `/`.
    pub public_url: String,
    /// The folder that is written, with everything that was in it replaced.
    pub dist: PathBuf,
    /// Folders of courses besides `courses/`.
    pub courses: Vec<PathBuf>,
}

impl Default for Options {
    fn default() -> Self {
        Self { public_url: "/".to_owned(), dist: paths::dist(), courses: Vec::new() }
    }
}

/// Builds the release.
///
/// # Errors
/// When a tool cannot be had, a course has problems or the code does not compile.
pub fn build(options: &Options) -> Outcome {
    let sources = stamp::of_sources(&options.courses)?;
    let toolchain = toolchain::ensure()?;
    let tools = tools::ensure_web()?;
    fetch(&toolchain)?;
    let mut command = trunk(&toolchain, &tools);
    let lean = toolchain::lean::apply(&toolchain, &mut command);
    command
        // The tool that cuts the wasm into chunks follows the relocations.
        .env(RUST_FLAGS, format!("{} {lean} -Clink-arg=--emit-relocs", rust_flags()))
        .args(["build", "--release", "--offline", "--features", "split", "--dist"])
        .arg(&options.dist)
        .args(["--public-url", &options.public_url]);
    course::hand_over(&mut command, &options.courses)?;
    process::run(&mut command, "the release build")?;
    stamp::write(&options.dist, &options.public_url, &sources)?;
    println!("built {} for {}", options.dist.display(), options.public_url);
    Ok(())
}

/// Builds the release unless the folder already holds that of the present sources.
///
/// # Errors
/// As [`build`].
pub fn build_if_needed(options: &Options) -> Outcome {
    if stamp::is_current(&options.dist, &options.public_url, &stamp::of_sources(&options.courses)?) {
        println!("{} is up to date", options.dist.display());
        return Ok(());
    }
    build(options)
}

/// Checks a public URL: begins and ends with `/`, made of plain path characters.
///
/// # Errors
/// When it is a whole address or has characters that a path should not have.
pub fn public_url(text: &str) -> Outcome<String> {
    if text.contains("://") {
        return Err(Failure::usage(format!("public URL `{text}`: give the path on the host only, like /study/")));
    }
    let parts: Vec<&str> = text.split('/').filter(|part| !part.is_empty()).collect();
    let plain =
        |part: &&str| part.chars().all(|c| c.is_ascii_alphanumeric() || "-._~".contains(c)) && !part.starts_with('.');
    if let Some(bad) = parts.iter().find(|part| !plain(part)) {
        return Err(Failure::usage(format!(
            "public URL `{text}`: `{bad}` has other characters than a-z, 0-9 and -._~"
        )));
    }
    Ok(if parts.is_empty() { "/".to_owned() } else { format!("/{}/", parts.join("/")) })
}

/// Gets the locked crates; Trunk itself runs offline, so that it downloads no tools of its own.
pub(crate) fn fetch(toolchain: &Toolchain) -> Outcome {
    let mut command = toolchain.command("cargo", &[]);
    command.args(["fetch", "--quiet", "--target", toolchain::TARGET]).current_dir(paths::root());
    if std::env::var_os("CI").is_some() {
        command.arg("--locked");
    }
    process::run(&mut command, "getting the crates")
}

/// Trunk with all it needs in `PATH` and with the variable its hooks call this program by.
pub(crate) fn trunk(toolchain: &Toolchain, tools: &tools::WebTools) -> Command {
    let mut command = toolchain.command(&tools.trunk.to_string_lossy(), &tools.path);
    command
        .current_dir(paths::root())
        // Trunk takes any value of NO_COLOR but true and false for a wrong argument.
        .env_remove("NO_COLOR")
        // A failed build is a message, whatever the person's shell asks of other programs.
        .env("RUST_BACKTRACE", "0")
        .env(RUST_FLAGS, rust_flags())
        .env("BIAOSHUAI_XTASK", current_exe())
        .args(["--skip-version-check", "--log", "warn"]);
    command
}

/// This program. A rebuild while it runs makes Linux add a word to the path.
fn current_exe() -> PathBuf {
    let path = std::env::current_exe().unwrap_or_else(|_| PathBuf::from("xtask"));
    let text = path.to_string_lossy();
    PathBuf::from(text.strip_suffix(" (deleted)").unwrap_or(&text))
}

/// Compiler flags of the app, added to those of `.cargo/config.toml`: they keep this machine's folders out of the wasm, so
/// that equal sources give equal files anywhere.
fn rust_flags() -> String {
    let home = std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| std::env::var_os("HOME").map(|home| Path::new(&home).join(".cargo")));
    let sources = home.map(|home| home.join("registry/src")).and_then(|folder| std::fs::read_dir(folder).ok());
    let mut folders: Vec<PathBuf> = sources
        .into_iter()
        .flat_map(Iterator::flatten)
        .map(|entry| entry.path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    folders
        .iter()
        .map(|folder| format!("--remap-path-prefix={}=crates", folder.display()))
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn public_urls_are_normalised() {
        for (given, meant) in [("/", "/"), ("", "/"), ("study", "/study/"), ("/a/b", "/a/b/"), ("/a/b/", "/a/b/")] {
            assert_eq!(public_url(given).as_deref(), Ok(meant));
        }
    }

    #[test]
    fn whole_addresses_and_odd_paths_are_refused() {
        for given in ["https://host/x", "/a b/", "/../x/", "/é/", "/a?b/"] {
            assert_eq!(public_url(given).unwrap_err().code, 2, "{given}");
        }
    }
}
