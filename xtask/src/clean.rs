//! `clean`: removes what was built; cargo's own target folder is cargo's to clean.

use crate::fail::Outcome;
use crate::paths;

/// `clean [--tools]`
pub(crate) fn run(tools: bool) -> Outcome {
    let mut folders = vec![paths::dist(), paths::web()];
    if tools {
        folders.push(paths::tools()?);
    }
    for folder in folders {
        paths::remove_folder(&folder)?;
        println!("removed {}", folder.display());
    }
    Ok(())
}
