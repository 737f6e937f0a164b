//! `cargo xtask`: the command line of the build helpers. `cargo xtask help` lists the commands.

fn main() -> std::process::ExitCode {
    xtask::cli::main(std::env::args_os().skip(1))
}
