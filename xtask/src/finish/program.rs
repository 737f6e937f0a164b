//! The program itself, JavaScript and wasm: cut into chunks, optimised, and put into a folder that is named by its
//! content, because the parts refer to each other by plain names.
//!
//! Trunk has built the wasm and knows nothing of chunks; what it made of it is replaced.

use super::classes::without_classes;
use super::imports::shortened;
use super::script::shrink;
use super::{Stage, pack, public};
use crate::fail::{Failure, Outcome};
use crate::{hash, markup, paths, process};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The package, the binary and the stem of all its files.
const NAME: &str = "biaoshuai";

/// What `wasm-split-cli` calls the script that loads the chunks.
const LOADER: &str = "__wasm_split.js";

/// The first part is compiled while it arrives, and the first question waits for it; all others travel packed.
const FIRST: &str = "biaoshuai_bg.wasm";

/// How the loader takes one of them, after its address in the script.
const STREAMED: &str = "WebAssembly.instantiateStreaming(src, imports)";

/// Fetches a part. The offline copy has it unpacked, unless it is of another build (a deploy during the first visit); without
/// one it comes packed. One that broke off may lie half in the browser's own cache, which the next try goes past.
const PART: &str = "const broken = {};
async function part(name) {
try {
return await whole(name, broken[name] ?? 'default');
} catch (error) {
broken[name] = 'reload';
throw error;
}
}
async function whole(name, cache) {
const url = (end) => new URL(`./${name}.${end}`, import.meta.url);
if (navigator.serviceWorker?.controller) {
const unpacked = await biaoshuai.compiled(url('wasm'), cache).catch(() => null);
if (unpacked) return unpacked;
}
const [response, { unpack }] = await Promise.all([fetch(url('bin'), { cache }), import('./unpack.js')]);
if (!response.ok) throw new Error(`${response.status} ${name}`);
return WebAssembly.compile(await unpack(new Uint8Array(await response.arrayBuffer())));
}
";

/// Puts the cut and optimised program in the place of Trunk's; returns the page with the new names.
pub(super) fn replace(page: &str, stage: &Stage) -> Outcome<String> {
    let (script, wasm) = emitted(page, stage)?;
    let made = make(&compiled())?;
    for old in [&script, &wasm] {
        let path = stage.folder.join(old);
        std::fs::remove_file(&path).map_err(|error| Failure::file(&path, &error))?;
    }
    let folder = put(&made, stage)?;
    let page =
        page.replace(&script, &format!("{folder}/{NAME}.js")).replace(&wasm, &format!("{folder}/{NAME}_bg.wasm"));
    Ok(page.replacen("<script", &format!("{}<script", preloads(&stage.base, &folder)), 1))
}

/// Asks for every part of the program at once, and before the first script makes the parser wait: behind a policy in
/// `<meta>` browsers do not look ahead.
fn preloads(base: &str, folder: &str) -> String {
    format!(
        "<link rel=\"modulepreload\" href=\"{base}{folder}/{NAME}.js\" crossorigin=\"anonymous\">\n\
         <link rel=\"modulepreload\" href=\"{base}{folder}/{LOADER}\" crossorigin=\"anonymous\">\n\
         <link rel=\"preload\" as=\"fetch\" type=\"application/wasm\" href=\"{base}{folder}/{NAME}_bg.wasm\" \
         crossorigin=\"anonymous\">\n"
    )
}

/// The names that Trunk gave script and wasm.
fn emitted(page: &str, stage: &Stage) -> Outcome<(String, String)> {
    let tags = markup::tags(page);
    let file = |attribute: &str| {
        let url = tags.iter().find_map(|tag| tag.get(attribute))?;
        url.strip_prefix(&stage.base).map(str::to_owned)
    };
    match (file("data-js"), file("data-wasm")) {
        (Some(script), Some(wasm)) => Ok((script, wasm)),
        _ => Err(Failure::new("index.html: no tag has data-js and data-wasm; see pattern_script in Trunk.toml")),
    }
}

/// What cargo has just compiled for Trunk.
fn compiled() -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| paths::root().join("target"), PathBuf::from);
    paths::root().join(target).join("wasm32-unknown-unknown/release").join(format!("{NAME}.wasm"))
}

/// Cuts, binds and optimises; returns every file of the program with its content, sorted by name.
fn make(wasm: &Path) -> Outcome<Vec<(String, Vec<u8>)>> {
    let work = paths::web().join("program");
    let (cut, bound) = (work.join("cut"), work.join("bound"));
    paths::remove_folder(&work)?;
    for folder in [&cut, &bound] {
        std::fs::create_dir_all(folder).map_err(|error| Failure::file(folder, &error))?;
    }
    process::capture(Command::new("wasm-split-cli").arg(wasm).arg(&cut).args(["--out-name", NAME]))?;
    let main = cut.join(format!("{NAME}.wasm"));
    process::capture(
        Command::new("wasm-bindgen")
            // The chunks import memory, stack and table of the first one.
            .args(["--target", "web", "--keep-lld-exports", "--no-typescript", "--out-name", NAME, "--out-dir"])
            .arg(&bound)
            .arg(&main),
    )?;
    drop_classes(&bound)?;
    let mut files = Vec::new();
    for (folder, name) in [(&cut, paths::files_below(&cut)?), (&bound, paths::files_below(&bound)?)]
        .into_iter()
        .flat_map(|(folder, names)| names.into_iter().map(move |name| (folder, name)))
    {
        let path = folder.join(&name);
        if path == main {
            continue;
        }
        let content = match path.extension().and_then(|extension| extension.to_str()) {
            Some("wasm") => optimised(&path)?,
            Some("js") => shrink(&paths::read_text(&path)?).into_bytes(),
            _ => continue,
        };
        files.push((name, content));
    }
    files.sort();
    shorten(&mut files)?;
    pack(&mut files)?;
    Ok(files)
}

/// Takes away what scripts may call and ours do not.
fn drop_classes(bound: &Path) -> Outcome {
    let (script, wasm) = (bound.join(format!("{NAME}.js")), bound.join(FIRST));
    let (less_script, less_wasm) = without_classes(&paths::read_text(&script)?, &paths::read(&wasm)?);
    paths::write(&script, less_script)?;
    paths::write(&wasm, less_wasm)
}

/// Packs all but the first part, and teaches the loader to take them.
fn pack(files: &mut Vec<(String, Vec<u8>)>) -> Outcome {
    let mut names = Vec::new();
    for (name, content) in files.iter_mut().filter(|file| file.0.ends_with(".wasm") && file.0 != FIRST) {
        *content = pack::pack(content)?;
        names.push(name.clone());
        *name = pack::packed_name(name);
    }
    let loader = files.iter_mut().find(|file| file.0 == LOADER);
    let loader = loader.ok_or_else(|| Failure::new(format!("{LOADER} was not made")))?;
    let mut script = String::from_utf8_lossy(&loader.1).into_owned();
    for name in names {
        script = taking_packed(&script, &name)
            .ok_or_else(|| Failure::new(format!("{LOADER} does not fetch {name} as expected")))?;
    }
    loader.1 = [&script, PART].concat().into_bytes();
    files.push(("unpack.js".to_owned(), public::unpack_module()?.into_bytes()));
    Ok(())
}

/// The loader, with one file no longer streamed but taken by [`PART`].
fn taking_packed(script: &str, name: &str) -> Option<String> {
    let fetch = format!("fetch(new URL(\"./{name}\", import.meta.url))");
    let (before, after) = script.split_once(&fetch)?;
    let (between, behind) = after.split_once(STREAMED)?;
    let stem = name.trim_end_matches(".wasm");
    Some([before, "part('", stem, "')", between, "WebAssembly.instantiate(await src, imports)", behind].concat())
}

/// Gives the functions between the first chunk and its script short names; the other chunks take none from scripts.
fn shorten(files: &mut [(String, Vec<u8>)]) -> Outcome {
    let place = |name: String| {
        files.iter().position(|file| file.0 == name).ok_or_else(|| Failure::new(format!("{name} was not made")))
    };
    let (script, wasm) = (place(format!("{NAME}.js"))?, place(format!("{NAME}_bg.wasm"))?);
    let text = String::from_utf8_lossy(&files[script].1).into_owned();
    let (text, short) = shortened(&text, &files[wasm].1);
    files[script].1 = text.into_bytes();
    files[wasm].1 = short;
    Ok(())
}

/// Browsers compile a function when it is first called, so big functions that are called once stay apart: their cold
/// halves would be compiled, and are smaller, that way.
/// What is called most often gets the shortest numbers at the end, when it is known what is left.
const OPTIMISE: [&str; 5] =
    ["-Os", "--one-caller-inline-max-function-size=40", "--reorder-locals", "--reorder-functions", "--strip-producers"];

fn optimised(wasm: &Path) -> Outcome<Vec<u8>> {
    let out = wasm.with_extension("optimised");
    process::capture(Command::new("wasm-opt").args(OPTIMISE).arg("--output").arg(&out).arg(wasm))?;
    paths::read(&out)
}

/// Writes the files into `program-<hash>/` of the stage; returns that folder.
fn put(files: &[(String, Vec<u8>)], stage: &Stage) -> Outcome<String> {
    let mut all = Vec::new();
    for (name, content) in files {
        all.extend_from_slice(name.as_bytes());
        all.push(0);
        all.extend_from_slice(hash::sha256(content).as_bytes());
    }
    let folder = format!("program-{}", hash::short(&all));
    for (name, content) in files {
        paths::write(&stage.folder.join(&folder).join(name), content)?;
    }
    Ok(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stage(name: &str) -> Stage {
        let folder = std::env::temp_dir().join(format!("xtask-{name}-{}", std::process::id()));
        Stage { folder, base: "/s/".to_owned(), release: true }
    }

    #[test]
    fn trunks_names_are_found_below_the_base() {
        let page = "<script src=x data-js=/s/a-1.js data-wasm=/s/a-1_bg.wasm></script>";
        assert_eq!(emitted(page, &stage("names")).unwrap(), ("a-1.js".to_owned(), "a-1_bg.wasm".to_owned()));
        assert!(emitted("<p>", &stage("names")).is_err());
    }

    #[test]
    fn the_loader_takes_a_packed_part_and_streams_the_others() {
        let script = "a = fetch(new URL(\"./x.wasm\", import.meta.url)); go(WebAssembly.instantiateStreaming(src, imports));\n\
                      b = fetch(new URL(\"./y.wasm\", import.meta.url)); go(WebAssembly.instantiateStreaming(src, imports));";
        let changed = taking_packed(script, "y.wasm").unwrap();
        assert_eq!(changed.lines().next(), script.lines().next());
        assert_eq!(changed.lines().nth(1).unwrap(), "b = part('y'); go(WebAssembly.instantiate(await src, imports));");
        assert_eq!(taking_packed(script, "z.wasm"), None);
    }

    #[test]
    fn the_folder_is_named_by_its_content() {
        let stage = stage("program");
        let one = put(&[("a.js".to_owned(), b"1".to_vec())], &stage).unwrap();
        let same = put(&[("a.js".to_owned(), b"1".to_vec())], &stage).unwrap();
        let other = put(&[("a.js".to_owned(), b"2".to_vec())], &stage).unwrap();
        assert!(one == same && one != other && one.starts_with("program-"));
        assert_eq!(paths::read(&stage.folder.join(&other).join("a.js")).unwrap(), b"2");
        paths::remove_folder(&stage.folder).unwrap();
    }
}
