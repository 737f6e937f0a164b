//! `dev`: Trunk's development server with hot reload.

use crate::fail::Outcome;
use crate::{build, paths, process, serve, toolchain, tools};

/// `dev [--port N]`
pub(crate) fn run(port: u16) -> Outcome {
    serve::require_free(port)?;
    let toolchain = toolchain::ensure()?;
    let tools = tools::ensure_web()?;
    build::fetch(&toolchain)?;
    println!("http://localhost:{port}/ after the first build; Ctrl+C ends it");
    let mut command = build::trunk(&toolchain, &tools);
    command.args(["serve", "--offline", "--address", "127.0.0.1", "--port", &port.to_string(), "--dist"]);
    // A folder of its own: a release that is being served or tested stays as it is.
    command.arg(paths::web().join("dev"));
    process::become_it(command)
}
