//! The tools of the build and of the tests, each pinned to one version and kept outside the checkout.

pub(crate) mod apt;
pub mod browser;
pub mod engines;
mod install;
mod lock;
mod versions;

use crate::fail::{Failure, Outcome};
use install::{Source, Tool};
use std::path::{Path, PathBuf};

/// The folders to put first into `PATH` for a web build.
#[derive(Clone, Debug)]
pub struct WebTools {
    /// Trunk itself.
    pub trunk: PathBuf,
    /// Folders of Trunk, wasm-bindgen, wasm-split-cli and wasm-opt.
    pub path: Vec<PathBuf>,
}

/// Trunk, wasm-bindgen, wasm-split-cli and wasm-opt, installed if they are missing.
///
/// # Errors
/// When one of them is neither there nor can be installed.
pub fn ensure_web() -> Outcome<WebTools> {
    let trunk = Tool {
        name: "trunk",
        version: versions::TRUNK.to_owned(),
        source: Source::Cargo { locked: true, features: "" },
        proof: "bin/trunk",
        why: "bundles the app; built once, 5 to 6 minutes on two cores",
    }
    .ensure()?;
    let bindgen = ensure_bindgen()?;
    let split = Tool {
        name: "wasm_split_cli_support",
        version: versions::WASM_SPLIT.to_owned(),
        source: Source::Cargo { locked: true, features: "build-binary" },
        proof: "bin/wasm-split-cli",
        why: "cuts the wasm so that the first question needs only a part of it; built once, 1 minute",
    }
    .ensure()?;
    let binaryen = Tool {
        name: "binaryen",
        version: versions::BINARYEN.to_owned(),
        source: Source::Npm,
        proof: "node_modules/.bin/wasm-opt",
        why: "wasm-opt, makes the app smaller; a few seconds",
    }
    .ensure()?;
    install::ensure_node()?;
    let path =
        [&trunk, &bindgen, &split, &binaryen].into_iter().map(|program| folder_of(program)).collect::<Outcome<_>>()?;
    Ok(WebTools { trunk, path })
}

/// The folder of wasm-bindgen and its test runner, installed if missing.
///
/// # Errors
/// When it is neither there nor can be installed.
pub fn ensure_bindgen() -> Outcome<PathBuf> {
    Tool {
        name: "wasm-bindgen-cli",
        version: lock::version("wasm-bindgen")?,
        // Its own lockfile names a pre-release that not every registry has.
        source: Source::Cargo { locked: false, features: "" },
        proof: "bin/wasm-bindgen",
        why: "joins wasm and JavaScript, must match the library in Cargo.lock; built once, 1 to 2 minutes",
    }
    .ensure()
}

/// cargo-deny, installed if missing.
///
/// # Errors
/// When it is neither there nor can be installed.
pub(crate) fn ensure_deny() -> Outcome<PathBuf> {
    cargo_tool(
        "cargo-deny",
        versions::DENY,
        "bin/cargo-deny",
        "checks licences and sources of all crates; built once, 5 minutes",
    )
}

/// cargo-fuzz, installed if missing.
///
/// # Errors
/// When it is neither there nor can be installed.
pub(crate) fn ensure_fuzz() -> Outcome<PathBuf> {
    cargo_tool("cargo-fuzz", versions::FUZZ, "bin/cargo-fuzz", "attacks the parsers; built once, 1 to 2 minutes")
}

/// cargo-mutants, installed if missing.
///
/// # Errors
/// When it is neither there nor can be installed.
pub(crate) fn ensure_mutants() -> Outcome<PathBuf> {
    cargo_tool(
        "cargo-mutants",
        versions::MUTANTS,
        "bin/cargo-mutants",
        "changes the rules to test the tests; built once, 2 minutes",
    )
}

fn cargo_tool(name: &'static str, version: &str, proof: &'static str, why: &'static str) -> Outcome<PathBuf> {
    Tool { name, version: version.to_owned(), source: Source::Cargo { locked: true, features: "" }, proof, why }
        .ensure()
}

/// `axe.min.js`, installed if missing.
///
/// # Errors
/// When it is neither there nor can be installed.
pub fn ensure_axe() -> Outcome<PathBuf> {
    Tool {
        name: "axe-core",
        version: versions::AXE_CORE.to_owned(),
        source: Source::Npm,
        proof: "node_modules/axe-core/axe.min.js",
        why: "accessibility checks in the browser tests; a few seconds",
    }
    .ensure()
}

/// `geckodriver`, installed if missing.
///
/// # Errors
/// When it is neither there nor can be installed.
pub fn ensure_geckodriver() -> Outcome<PathBuf> {
    Tool {
        name: "geckodriver",
        version: versions::GECKODRIVER.to_owned(),
        source: Source::Cargo { locked: true, features: "" },
        proof: "bin/geckodriver",
        why: "drives Firefox in the tests of faults; built once, 2 to 3 minutes",
    }
    .ensure()
}

fn folder_of(program: &Path) -> Outcome<PathBuf> {
    program.parent().map(Path::to_path_buf).ok_or_else(|| Failure::new(format!("{} has no folder", program.display())))
}
