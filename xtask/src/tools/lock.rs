//! Reads the version of a package from `Cargo.lock`.

use crate::fail::{Failure, Outcome};
use crate::paths;

/// The locked version of a package of this workspace.
pub(crate) fn version(package: &str) -> Outcome<String> {
    let path = paths::root().join("Cargo.lock");
    let text = paths::read_text(&path)?;
    find(&text, package).ok_or_else(|| Failure::new(format!("{}: no package `{package}`", path.display())))
}

fn find(lock: &str, package: &str) -> Option<String> {
    let table: toml::Table = lock.parse().ok()?;
    let packages = table.get("package")?.as_array()?;
    let of_name = packages.iter().find(|entry| entry.get("name").and_then(toml::Value::as_str) == Some(package))?;
    Some(of_name.get("version")?.as_str()?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = "version = 4\n\n[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n\n\
        [[package]]\nname = \"wasm-bindgen-test\"\nversion = \"0.3.80\"\n";

    #[test]
    fn finds_exact_names_only() {
        assert_eq!(find(LOCK, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(find(LOCK, "wasm-bindgen-test").as_deref(), Some("0.3.80"));
        assert_eq!(find(LOCK, "wasm"), None);
        assert_eq!(find("not toml [", "wasm"), None);
    }

    #[test]
    fn reads_this_workspace() {
        assert!(version("wasm-bindgen").is_ok());
    }
}
