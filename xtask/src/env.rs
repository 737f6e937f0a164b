//! The environment that nested programs get.
//!
//! `cargo run` sets variables for the program it starts (`CARGO_PKG_NAME`, `LD_LIBRARY_PATH` …). Handed on to a nested
//! cargo they cause rebuilds, and under another toolchain they name the wrong compiler.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Variables that a person sets to configure cargo; everything else of its kind comes from the outer run.
const KEPT: [&str; 9] = [
    "CARGO_HOME",
    "CARGO_TARGET_DIR",
    "CARGO_BUILD_",
    "CARGO_NET_",
    "CARGO_HTTP_",
    "CARGO_REGISTR",
    "CARGO_TERM_",
    "CARGO_INCREMENTAL",
    "CARGO_PROFILE_",
];

/// What the outer `cargo run` set and no nested program should see.
fn is_from_the_outer_run(name: &str) -> bool {
    matches!(name, "CARGO" | "OUT_DIR" | "CARGO_PRIMARY_PACKAGE" | "CARGO_CRATE_NAME" | "CARGO_BIN_NAME")
        || name.starts_with("CARGO_PKG_")
        || name.starts_with("CARGO_MANIFEST_")
}

/// What would steer another toolchain's cargo to the wrong compiler.
fn is_of_another_toolchain(name: &str) -> bool {
    let rust = ["CARGO", "RUSTC", "RUSTUP_", "RUSTDOC"].iter().any(|prefix| name.starts_with(prefix));
    rust && !KEPT.iter().any(|kept| name.starts_with(kept))
}

/// Removes what the outer `cargo run` left; with `foreign` also everything that belongs to its toolchain.
pub(crate) fn clean(command: &mut Command, foreign: bool) {
    for (name, _) in std::env::vars_os() {
        let Some(text) = name.to_str() else { continue };
        if is_from_the_outer_run(text) || text.starts_with("TRUNK_") || (foreign && is_of_another_toolchain(text)) {
            command.env_remove(&name);
        }
    }
    if let Some(value) = std::env::var_os("LD_LIBRARY_PATH") {
        let kept = foreign_free(&value);
        if kept.is_empty() {
            command.env_remove("LD_LIBRARY_PATH");
        } else {
            command.env("LD_LIBRARY_PATH", kept);
        }
    }
}

/// A library path without the folders that rustup and the outer `cargo run` put there.
fn foreign_free(value: &OsStr) -> OsString {
    let target = std::env::current_exe().ok().and_then(|exe| exe.parent().map(Path::to_path_buf));
    let kept = std::env::split_paths(value).filter(|dir| {
        let of_rustup = dir.components().any(|part| part.as_os_str() == "toolchains");
        let of_target = target.as_ref().is_some_and(|target| dir.starts_with(target));
        !of_rustup && !of_target && !dir.as_os_str().is_empty()
    });
    std::env::join_paths(kept).unwrap_or_default()
}

/// `PATH` with these folders first.
pub(crate) fn path_with(first: &[PathBuf]) -> OsString {
    let old = std::env::var_os("PATH").unwrap_or_default();
    let all = first.iter().cloned().chain(std::env::split_paths(&old));
    std::env::join_paths(all).unwrap_or(old)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_outer_run_is_told_from_settings() {
        for name in ["CARGO", "CARGO_PKG_VERSION", "CARGO_MANIFEST_DIR"] {
            assert!(is_from_the_outer_run(name), "{name}");
        }
        for name in ["CARGO_HOME", "CARGO_TARGET_DIR", "CARGO_TERM_COLOR", "PATH"] {
            assert!(!is_from_the_outer_run(name) && !is_of_another_toolchain(name), "{name}");
        }
        for name in ["RUSTUP_TOOLCHAIN", "RUSTC_WRAPPER", "RUSTC", "CARGO_ENCODED_RUSTFLAGS"] {
            assert!(is_of_another_toolchain(name), "{name}");
        }
    }

    #[test]
    fn library_path_loses_the_toolchain() {
        let value = OsStr::new("/root/.rustup/toolchains/stable/lib:/opt/lib");
        assert_eq!(foreign_free(value), "/opt/lib");
    }
}
