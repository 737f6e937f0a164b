//! The browser of the tests.

use super::apt;
use crate::fail::{Failure, Outcome};
use crate::paths;
use std::path::PathBuf;

/// A headless browser and its driver.
#[derive(Clone, Debug)]
pub struct Browser {
    /// Chromium.
    pub chromium: PathBuf,
    /// ChromeDriver of the same version.
    pub chromedriver: PathBuf,
}

/// Finds Chromium and its driver, or installs them together with Chinese fonts.
///
/// # Errors
/// When they are neither there nor can be installed.
pub fn ensure() -> Outcome<Browser> {
    if find().is_none() {
        apt::install(&["chromium", "chromium-driver"], "browser of the tests, about 1 minute")?;
    }
    if !has_chinese_font() {
        apt::install(&["fonts-noto-cjk"], "Chinese text in the browser tests")?;
    }
    find().ok_or_else(|| Failure::new("chromium and chromedriver are not in PATH although they were installed"))
}

fn find() -> Option<Browser> {
    Some(Browser { chromium: paths::program("chromium")?, chromedriver: paths::program("chromedriver")? })
}

/// Any font for simplified Chinese will do: without one every character measures like the box of a missing glyph.
fn has_chinese_font() -> bool {
    crate::process::capture(std::process::Command::new("fc-list").args([":lang=zh-cn", "family"]))
        .is_ok_and(|fonts| !fonts.trim().is_empty())
}
