//! Build helpers: `cargo xtask help` lists them.

mod course;

fn main() -> std::process::ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.first().map(String::as_str) {
        Some("check-course") => course::check_command(&args[1..]),
        _ => {
            eprintln!("usage: cargo xtask check-course [--source FILE]");
            std::process::ExitCode::from(2)
        }
    }
}
