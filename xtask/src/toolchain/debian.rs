//! Debian's compiler with a wasm standard library built here, for machines that cannot reach rustup's server.
//!
//! Debian packages a current compiler for its browsers (`rustc-web`) and the standard library's source, but no wasm
//! standard library for it. An empty crate built with `-Zbuild-std` yields one, which is copied to where the compiler
//! looks; from then on everything works as if the target had been installed.

use super::{TARGET, has_std, library};
use crate::fail::{Failure, Outcome};
use crate::tools::apt;
use crate::{env, hash, paths, process};
use std::path::{Path, PathBuf};
use std::process::Command;

const RUSTC: &str = "/usr/bin/rustc";
const CARGO: &str = "/usr/bin/cargo";

/// Written beside the copied libraries: which compiler they were built for. Another one cannot read them.
const MARKER: &str = ".built-for";

/// The linker's name if Debian's compiler was prepared before and has not been replaced since.
pub(super) fn prepared() -> Option<String> {
    let folder = library(Path::new(RUSTC))?;
    let built_for = std::fs::read_to_string(folder.join(MARKER)).ok()?;
    let linker = linker()?;
    (has_std(&folder) && built_for.trim() == fingerprint().ok()?).then_some(linker)
}

/// Installs the packages, builds the standard library and copies it; returns the linker's name.
pub(super) fn prepare() -> Outcome<String> {
    apt::install(
        &["rustc-web", "cargo-web", "rust-web-src", "rust-web-clippy"],
        "a compiler whose wasm standard library can be built here; 1 to 2 minutes",
    )?;
    if linker().is_none() {
        apt::install(&[&linker_package()?], "linker for wasm")?;
    }
    let linker = linker().ok_or_else(|| Failure::new("no wasm-ld-NN in /usr/bin although lld was installed"))?;
    let folder = library(Path::new(RUSTC)).ok_or_else(|| Failure::new(format!("{RUSTC} does not work")))?;
    println!("building the wasm standard library for Debian's compiler (once, about 1 minute)");
    let built = build_std(&linker)?;
    install_std(&built, &folder)?;
    if has_std(&folder) { Ok(linker) } else { Err(Failure::new(format!("no libstd in {}", folder.display()))) }
}

/// `rustc -vV` of Debian's compiler.
fn version() -> Outcome<String> {
    let mut command = Command::new(RUSTC);
    env::clean(&mut command, true);
    process::capture(command.arg("-vV"))
}

fn fingerprint() -> Outcome<String> {
    Ok(hash::sha256(version()?.as_bytes()))
}

/// The newest installed `wasm-ld-NN`; a linker newer than the compiler's LLVM reads its objects, an older may not.
fn linker() -> Option<String> {
    let names = std::fs::read_dir("/usr/bin").ok()?;
    let numbers = names.flatten().filter_map(|entry| number(&entry.file_name().to_string_lossy(), "wasm-ld-"));
    let newest = numbers.max()?;
    let needed = llvm(&version().ok()?)?;
    (newest >= needed).then(|| format!("wasm-ld-{newest}"))
}

/// The `lld-NN` that fits the compiler, or the newest there is.
fn linker_package() -> Outcome<String> {
    let mut numbers: Vec<u32> =
        apt::search("^lld-[0-9]+$")?.iter().filter_map(|package| number(package, "lld-")).collect();
    numbers.sort_unstable();
    let needed = llvm(&version()?).unwrap_or_default();
    let fitting = numbers.iter().find(|&&number| number >= needed).or(numbers.last());
    fitting.map(|number| format!("lld-{number}")).ok_or_else(|| Failure::new("Debian's packages have no lld-NN"))
}

fn number(name: &str, prefix: &str) -> Option<u32> {
    name.strip_prefix(prefix)?.parse().ok()
}

/// The LLVM generation in the words of `rustc -vV`.
fn llvm(words: &str) -> Option<u32> {
    words.lines().find_map(|line| line.strip_prefix("LLVM version: "))?.split('.').next()?.parse().ok()
}

/// Builds an empty crate together with the standard library; returns the folder of the `.rlib` files.
fn build_std(linker: &str) -> Outcome<PathBuf> {
    let work = paths::tools()?.join(format!("std-{}", std::process::id()));
    paths::remove_folder(&work)?;
    paths::write(&work.join("Cargo.toml"), "[package]\nname = \"empty\"\nedition = \"2024\"\n\n[workspace]\n")?;
    paths::write(&work.join("src/lib.rs"), "")?;
    let mut command = Command::new(CARGO);
    env::clean(&mut command, true);
    command
        .args(["build", "--quiet", "--release", "-Zbuild-std=std,panic_abort", "--target", TARGET])
        .current_dir(&work)
        .env("PATH", env::path_with(&[PathBuf::from("/usr/bin")]))
        // `-Zbuild-std` is an unstable option; without bitcode the release profile's LTO has nothing to work on.
        .env("RUSTC_BOOTSTRAP", "1")
        .env("RUSTFLAGS", "-Cembed-bitcode=yes")
        .env("CARGO_TARGET_DIR", work.join("target"))
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
    process::run(&mut command, "building the standard library")?;
    Ok(work.join("target").join(TARGET).join("release/deps"))
}

/// Copies the libraries to where the compiler looks, which belongs to root.
fn install_std(built: &Path, folder: &Path) -> Outcome {
    let entries = std::fs::read_dir(built).map_err(|error| Failure::file(built, &error))?;
    let rlibs: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "rlib"))
        .filter(|path| !path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("libempty-")))
        .collect();
    let marker = built.join(MARKER);
    paths::write(&marker, fingerprint()?)?;
    // Libraries of an earlier compiler would be found as well and confuse this one.
    let by_hand = format!("-rf {}", folder.display());
    process::run(apt::privileged("rm", &by_hand)?.arg("-rf").arg(folder), "removing the old standard library")?;
    let by_hand = format!("-p {}", folder.display());
    process::run(apt::privileged("mkdir", &by_hand)?.arg("-p").arg(folder), "making the target's folder")?;
    let by_hand = format!("{}/*.rlib {}", built.display(), folder.display());
    process::run(
        apt::privileged("cp", &by_hand)?.args(&rlibs).arg(&marker).arg(folder),
        "copying the standard library",
    )?;
    match built.ancestors().nth(4) {
        Some(work) => paths::remove_folder(work),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_versions() {
        assert_eq!(llvm("rustc 1.96.0\nrelease: 1.96.0\nLLVM version: 22.1.2\n"), Some(22));
        assert_eq!(llvm("rustc 1.96.0"), None);
        assert_eq!(number("wasm-ld-22", "wasm-ld-"), Some(22));
        assert_eq!(number("wasm-ld-new", "wasm-ld-"), None);
    }
}
