//! The versions of all tools, in one place. `wasm-bindgen-cli` has none here: it must match the library in `Cargo.lock`.

/// Bundler; 0.22 wants a newer compiler than this project does.
pub(crate) const TRUNK: &str = "0.21.14";

/// Cuts the wasm into chunks; goes with the library of the same family in `Cargo.lock`.
pub(crate) const WASM_SPLIT: &str = "0.2.4";

/// npm package with `wasm-opt`.
pub(crate) const BINARYEN: &str = "132.0.0";

/// Checks licences, bans and sources of all crates.
pub(crate) const DENY: &str = "0.20.2";

/// Builds the targets of `cargo xtask fuzz`.
pub(crate) const FUZZ: &str = "0.13.2";

/// Makes the changes of `cargo xtask mutants`.
pub(crate) const MUTANTS: &str = "27.1.0";

/// npm package with the accessibility checks that run in the browser tests.
pub(crate) const AXE_CORE: &str = "4.14.1";

/// WebDriver for Firefox, which Debian does not have.
pub(crate) const GECKODRIVER: &str = "0.37.1";
