//! The wasm tests in a real headless browser.

use crate::fail::Outcome;
use crate::paths;
use crate::toolchain::{self, Toolchain};
use crate::tools::{self, apt, browser::Browser};
use std::process::Command;

/// Keeps Chromium quiet: without these it looks for Google's hosts at every start.
const ARGUMENTS: [&str; 6] = [
    "--headless=new",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

/// `cargo test --test web` with wasm-bindgen's runner.
pub(super) fn command(toolchain: &Toolchain, browser: &Browser) -> Outcome<Command> {
    let runner = tools::ensure_bindgen()?.with_file_name("wasm-bindgen-test-runner");
    let capabilities = paths::web().join("webdriver.json");
    let mut arguments: Vec<&str> = ARGUMENTS.to_vec();
    if apt::is_root() {
        // Chromium's sandbox does not start for root.
        arguments.push("--no-sandbox");
    }
    let json = serde_json::json!({ "goog:chromeOptions": { "binary": browser.chromium, "args": arguments } });
    paths::write(&capabilities, json.to_string())?;
    let mut command = toolchain.command("cargo", &[]);
    command
        // No `--quiet`: cargo hands it on to the runner, which does not know it.
        .args(["test", "-p", "biaoshuai", "--target", toolchain::TARGET, "--test", "web"])
        .current_dir(paths::root())
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner)
        .env("CHROMEDRIVER", &browser.chromedriver)
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", capabilities)
        // Two slow cores: the defaults are 5 and 20 seconds.
        .env("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", "60")
        .env("WASM_BINDGEN_TEST_TIMEOUT", "300");
    Ok(command)
}
