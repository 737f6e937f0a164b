//! The standard library compiled together with the app, for size.
//!
//! The one that comes with the compiler is made for speed and knows how to print every value for debugging. Compiled
//! for size and without that, the release is 31 kB brotli smaller, 21 kB of them before the first question. The options
//! for it are not stable, hence `RUSTC_BOOTSTRAP`; where the library's source cannot be had, the build goes on without.

use super::{TARGET, Toolchain};
use crate::fail::{Failure, Outcome};
use crate::{env, process};
use std::path::{Path, PathBuf};
use std::process::Command;

/// A panic stops the program at once, without composing a message: `boot.js` knows it by the trap and shows the same page
/// as for one with words. `{:?}` prints nothing: no text for users uses it.
const FLAGS: &str = "-Zlocation-detail=none -Zfmt-debug=none -Zunstable-options -Cpanic=immediate-abort";

/// Gets the library's source and the crates it needs; says what it does. Without network it changes nothing.
///
/// # Errors
/// Why it cannot be had.
fn ensure(toolchain: &Toolchain) -> Outcome {
    let rustc = match toolchain {
        Toolchain::Ambient => Path::new("rustc"),
        Toolchain::Debian { .. } => Path::new("/usr/bin/rustc"),
    };
    if !source(rustc)?.is_file() {
        println!("adding the Rust component rust-src (the standard library is compiled for size; a few seconds)");
        process::capture(Command::new("rustup").args(["component", "add", "rust-src"]))?;
    }
    let workspace = source(rustc)?;
    if !workspace.is_file() {
        return Err(Failure::new(format!("{} is not there", workspace.display())));
    }
    let mut command = toolchain.command("cargo", &[]);
    command
        .args(["fetch", "--quiet", "--locked", "--target", TARGET, "--manifest-path"])
        .arg(workspace)
        .env("RUSTC_BOOTSTRAP", "1");
    process::capture(&mut command).map(drop)
}

/// The manifest of the library's workspace.
fn source(rustc: &Path) -> Outcome<PathBuf> {
    let mut command = Command::new(rustc);
    env::clean(&mut command, rustc.is_absolute());
    let sysroot = process::capture(command.args(["--print", "sysroot"]))?;
    Ok(Path::new(sysroot.trim()).join("lib/rustlib/src/rust/library/Cargo.toml"))
}

/// Makes a build compile the standard library for size; returns the compiler flags for it.
pub(crate) fn apply(toolchain: &Toolchain, command: &mut Command) -> &'static str {
    if let Err(failure) = ensure(toolchain) {
        println!("building with the ready-made standard library, about 31 kB more to download: {failure}");
        return "";
    }
    command
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort")
        .env("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size");
    FLAGS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_source_lies_below_the_compilers_own_folder() {
        let path = source(Path::new("rustc")).unwrap();
        assert!(path.ends_with("lib/rustlib/src/rust/library/Cargo.toml"), "{}", path.display());
    }
}
