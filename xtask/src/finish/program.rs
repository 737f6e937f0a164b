//! The program itself, JavaScript and wasm: named by what the host will serve.
//!
//! Trunk names both by the wasm before it was optimised, so that another `wasm-opt` would put other bytes under a name
//! that browsers have been told never changes.

use super::script::shrink;
use super::{Stage, hashed_name};
use crate::fail::{Failure, Outcome};
use crate::{markup, paths};

/// Shrinks the script and renames both files; returns the page with the new names.
pub(super) fn rename(page: &str, stage: &Stage) -> Outcome<String> {
    let tags = markup::tags(page);
    let file = |attribute: &str| {
        let url = tags.iter().find_map(|tag| tag.get(attribute))?;
        url.strip_prefix(&stage.base).map(str::to_owned)
    };
    let (Some(script), Some(wasm)) = (file("data-js"), file("data-wasm")) else {
        return Err(Failure::new("index.html: no tag has data-js and data-wasm; see pattern_script in Trunk.toml"));
    };
    let new_script = replace(stage, &script, shrink(&paths::read_text(&stage.folder.join(&script))?).as_bytes())?;
    let new_wasm = replace(stage, &wasm, &paths::read(&stage.folder.join(&wasm))?)?;
    Ok(page.replace(&script, &new_script).replace(&wasm, &new_wasm))
}

/// Puts content under a name of its own in place of a file.
fn replace(stage: &Stage, old: &str, content: &[u8]) -> Outcome<String> {
    let new = hashed_name(&plain_name(old), content);
    let path = stage.folder.join(old);
    std::fs::remove_file(&path).map_err(|error| Failure::file(&path, &error))?;
    paths::write(&stage.folder.join(&new), content)?;
    Ok(new)
}

/// `app-0123456789abcdef_bg.wasm` as `app.wasm`.
fn plain_name(name: &str) -> String {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    let stem = stem.strip_suffix("_bg").unwrap_or(stem);
    let stem = stem.rsplit_once('-').map_or(stem, |(stem, _)| stem);
    format!("{stem}.{extension}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hash;

    #[test]
    fn plain_names() {
        assert_eq!(plain_name("biao-shuai-0123456789abcdef_bg.wasm"), "biao-shuai.wasm");
        assert_eq!(plain_name("biaoshuai-0123456789abcde.js"), "biaoshuai.js");
    }

    #[test]
    fn both_files_get_names_of_their_own() {
        let folder = std::env::temp_dir().join(format!("xtask-program-{}", std::process::id()));
        paths::write(&folder.join("a-00000000.js"), "// x\nrun();\n").unwrap();
        paths::write(&folder.join("a-00000000_bg.wasm"), "wasm").unwrap();
        let stage = Stage { folder: folder.clone(), base: "/s/".to_owned(), release: true };
        let page = "<script src=x data-js=/s/a-00000000.js data-wasm=/s/a-00000000_bg.wasm></script>\
            <link href=/s/a-00000000.js><link href=/s/a-00000000_bg.wasm>";
        let renamed = rename(page, &stage).unwrap();
        let (js, wasm) = (format!("a-{}.js", hash::short(b"run();\n")), format!("a-{}.wasm", hash::short(b"wasm")));
        assert_eq!((renamed.matches(&js).count(), renamed.matches(&wasm).count()), (2, 2), "{renamed}");
        assert_eq!(paths::files_below(&folder).unwrap().len(), 2);
        assert!(rename("<p>", &stage).is_err());
        paths::remove_folder(&folder).unwrap();
    }
}
