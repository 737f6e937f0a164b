//! Maintainers rely on this: ui → state → storage → core, nothing points back; one file reads clock and entropy.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Every layer and what it may name.
const LAYERS: [(&str, &[&str]); 4] = [
    ("core", &["core"]),
    ("storage", &["storage", "core"]),
    ("state", &["state", "storage", "core"]),
    ("ui", &["ui", "state", "core"]),
];

/// Crates that only make sense in a browser.
const WEB: [&str; 8] = [
    "console_error_panic_hook",
    "gloo",
    "indexed_db_futures",
    "js_sys",
    "leptos",
    "wasm_bindgen",
    "wasm_bindgen_futures",
    "web_sys",
];

/// Names by which time and randomness are had, whole words.
const CLOCK: [&str; 15] = [
    "Date",
    "Instant",
    "OsRng",
    "Performance",
    "SystemTime",
    "getRandomValues",
    "get_random_values",
    "get_random_values_with_array_buffer_view",
    "get_random_values_with_u8_array",
    "getrandom",
    "new_v4",
    "now_v7",
    "performance",
    "randomUUID",
    "random_uuid",
];

/// The one file that may read them.
const CLOCK_FILE: &str = "state/clock.rs";

/// Ways of writing HTML from a text.
const HTML: [&str; 6] =
    ["inner_html", "set_inner_html", "innerHTML", "outer_html", "set_outer_html", "insert_adjacent_html"];

/// The source without its comments. Strings stay, and what looks like a comment inside one is none.
fn without_comments(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(c) = rest.chars().next() {
        let length = if rest.starts_with("//") {
            out.push(' ');
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            out.push(' ');
            block_comment(rest)
        } else {
            let length = literal(rest).unwrap_or(c.len_utf8());
            out.push_str(&rest[..length]);
            length
        };
        rest = &rest[length..];
    }
    out
}

/// Length of the block comment, nested ones included, at the beginning of `rest`.
fn block_comment(rest: &str) -> usize {
    let (mut depth, mut at) = (0_u32, 0);
    while at < rest.len() {
        let here = &rest[at..];
        if here.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if here.starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                break;
            }
        } else {
            at += here.chars().next().map_or(1, char::len_utf8);
        }
    }
    at
}

/// Length of the string, raw string or character at the beginning of `rest`, if there is one.
fn literal(rest: &str) -> Option<usize> {
    if let Some(raw) = rest.strip_prefix('r') {
        let hashes = raw.len() - raw.trim_start_matches('#').len();
        if raw[hashes..].starts_with('"') {
            let close = format!("\"{}", "#".repeat(hashes));
            let begin = 1 + hashes + 1;
            return Some(rest[begin..].find(&close).map_or(rest.len(), |end| begin + end + close.len()));
        }
    }
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let mut inside = rest.char_indices().skip(1);
    if quote == '\'' {
        // A character: 'x' or an escape. Anything else is a lifetime.
        let mut ahead = inside.clone();
        let escaped = ahead.next()?.1 == '\\';
        if !escaped && ahead.next()?.1 != '\'' {
            return None;
        }
    }
    while let Some((at, c)) = inside.next() {
        if c == '\\' {
            inside.next();
        } else if c == quote {
            return Some(at + 1);
        }
    }
    Some(rest.len())
}

/// Words, `::` and single marks.
fn tokens(code: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut rest = code.trim_start();
    while let Some(c) = rest.chars().next() {
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        let length = if is_word(c) {
            rest.find(|c| !is_word(c)).unwrap_or(rest.len())
        } else if rest.starts_with("::") {
            2
        } else {
            c.len_utf8()
        };
        out.push(&rest[..length]);
        rest = rest[length..].trim_start();
    }
    out
}

/// What a file at module depth `depth` (1 = `src/ui/mod.rs`) names at the root of the crate; `*` for everything.
fn named_at_root<'a>(tokens: &[&'a str], depth: usize) -> BTreeSet<&'a str> {
    let mut names = BTreeSet::new();
    let mut at = 0;
    while at < tokens.len() {
        let supers = tokens[at..].chunks(2).take_while(|pair| *pair == ["super", "::"]).count();
        let behind = match tokens[at] {
            "crate" | "biaoshuai" if tokens.get(at + 1) == Some(&"::") => Some(at + 2),
            // `use crate as other` would hide everything.
            "crate" if tokens.get(at + 1) == Some(&"as") => {
                names.insert("*");
                None
            }
            "super" if supers >= depth => Some(at + 2 * supers),
            _ => None,
        };
        if let Some(behind) = behind {
            names.extend(heads(&tokens[behind..]));
        }
        at += (2 * supers).max(1);
    }
    names
}

/// The first names of a path or of a `{…}` of paths.
fn heads<'a>(tokens: &[&'a str]) -> Vec<&'a str> {
    let mut heads = Vec::new();
    if tokens.first() != Some(&"{") {
        heads.extend(tokens.first().copied());
        return heads;
    }
    let mut depth = 0;
    for pair in tokens.windows(2) {
        match pair[0] {
            "{" => depth += 1,
            "}" => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            break;
        }
        if depth == 1 && matches!(pair[0], "{" | ",") && pair[1] != "}" {
            heads.push(pair[1]);
        }
    }
    heads
}

/// Everything in a file that breaks a rule. `path` is below `src/`, with forward slashes.
fn violations(path: &str, source: &str) -> Vec<String> {
    let code = without_comments(source);
    let tokens = tokens(&code);
    let mut out = Vec::new();
    let mut say = |what: String| out.push(format!("src/{path} {what}"));

    let layer = path.split('/').next().unwrap_or_default();
    if let Some((_, may)) = LAYERS.iter().find(|(name, _)| *name == layer) {
        let modules = path.trim_end_matches(".rs").trim_end_matches("/mod");
        for name in named_at_root(&tokens, modules.split('/').count()) {
            let is_layer = name == "*" || name == "self" || LAYERS.iter().any(|(layer, _)| *layer == name);
            if is_layer && !may.contains(&name) {
                say(format!("names {name}, which {layer} may not"));
            }
        }
    }
    for word in tokens.iter().copied().collect::<BTreeSet<_>>() {
        if layer == "core" && WEB.contains(&word) {
            say(format!("names the web crate {word} in core"));
        }
        if layer != "storage" && word == "indexed_db_futures" {
            say("names indexed_db_futures outside storage".to_owned());
        }
        if path != CLOCK_FILE && CLOCK.contains(&word) {
            say(format!("reads clock or entropy ({word}) outside {CLOCK_FILE}"));
        }
        if HTML.contains(&word) {
            say(format!("writes HTML from a text ({word})"));
        }
    }
    let random = [["Math", "::", "random"], ["Math", ".", "random"]];
    if path != CLOCK_FILE && tokens.windows(3).any(|three| random.iter().any(|random| three == random)) {
        say(format!("reads clock or entropy (Math::random) outside {CLOCK_FILE}"));
    }
    out
}

/// All Rust files below a folder.
fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut out = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            out.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            out.push(path);
        }
    }
    out
}

#[test]
fn no_file_of_the_app_breaks_a_rule() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = rust_files(&src);
    let mut found = Vec::new();
    let mut layers = BTreeSet::new();
    for file in &files {
        let path = file.strip_prefix(&src).unwrap().to_string_lossy().replace('\\', "/");
        layers.insert(path.split('/').next().unwrap_or_default().to_owned());
        found.extend(violations(&path, &std::fs::read_to_string(file).unwrap()));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
    // Or this would pass by looking at nothing.
    assert!(files.len() > 15 && layers.contains("core"), "{} files in {layers:?}", files.len());
}

#[track_caller]
fn refused(path: &str, source: &str, what: &str) {
    let found = violations(path, source);
    assert!(found.iter().any(|line| line.contains(what)), "{path}: {source}: {found:?}");
}

#[track_caller]
fn allowed(path: &str, source: &str) {
    assert_eq!(violations(path, source), [""; 0], "{path}: {source}");
}

#[test]
fn a_layer_may_name_only_what_lies_below_it() {
    refused("core/grade.rs", "use crate::state::clock;", "names state");
    refused("core/grade.rs", "use crate::storage::Store;", "names storage");
    refused("core/course/check.rs", "fn f() { crate::ui::start() }", "names ui");
    refused("storage/store.rs", "use crate::state::clock::now;", "names state");
    refused("storage/store.rs", "use crate::ui::app;", "names ui");
    refused("state/study.rs", "use crate::ui::router::Router;", "names ui");
    refused("ui/app.rs", "use crate::storage::Store;", "names storage");
    refused("ui/pages/home.rs", "let x: biaoshuai::storage::Loaded = y;", "names storage");
    allowed("storage/log.rs", "use crate::core::review::Review;\nuse crate::storage::fault::Fault;");
    allowed("state/saver.rs", "use crate::{core::review::Review, storage::{Store, Write}};");
    allowed("ui/app.rs", "use crate::core::route::Route;\nuse crate::state::Study;\nuse super::pages;");
    allowed("main.rs", "fn main() { biaoshuai::ui::start(); }");
    allowed("lib.rs", "pub mod core;\npub mod storage;");
}

#[test]
fn no_way_of_writing_a_path_escapes() {
    refused("ui/app.rs", "use crate::{core::ids::SessionId, storage::Store};", "names storage");
    refused("ui/app.rs", "use crate::{\n    core::{ids, storage_words},\n    storage,\n};", "names storage");
    refused("ui/app.rs", "use crate :: storage;", "names storage");
    refused("ui/app.rs", "use crate::/* hidden */storage;", "names storage");
    refused("ui/app.rs", "use crate::*;", "names *");
    refused("ui/app.rs", "use crate as all;", "names *");
    refused("ui/app.rs", "use crate::{self as all};", "names self");
    refused("ui/mod.rs", "use super::storage;", "names storage");
    refused("ui/app.rs", "use super::super::storage;", "names storage");
    refused("ui/pages/home.rs", "use super::super::super::{core, storage::Store};", "names storage");
    refused("ui/pages/mod.rs", "mod tests { use super::super::super::storage; }", "names storage");
    // These stay inside the layer.
    allowed("ui/pages/home.rs", "use super::super::storage_words;");
    allowed("ui/pages/home.rs", "use super::storage;");
    allowed("ui/app.rs", "use crate::core::{storage, state};");
}

#[test]
fn core_knows_no_browser() {
    for web in WEB {
        refused("core/grade.rs", &format!("use {web}::prelude::*;"), web);
        refused("core/course/source.rs", &format!("fn f() {{ ::{web}::f(); }}"), web);
    }
    allowed("core/grade.rs", "use serde::Serialize;\n/// Unlike leptos or `web_sys`.\nfn gloomy() {}");
    allowed("ui/app.rs", "use leptos::prelude::*;");
    refused("state/saver.rs", "use indexed_db_futures::prelude::*;", "outside storage");
    allowed("storage/store.rs", "use indexed_db_futures::prelude::*;");
}

#[test]
fn one_file_alone_reads_clock_and_entropy() {
    let readers = [
        "let now = js_sys::Date::now();",
        "use js_sys::{Date, Object};",
        "window.performance().map(|p| p.now())",
        "crypto.get_random_values_with_array_buffer_view(&array)",
        "Reflect::get(&crypto, &\"getRandomValues\".into())",
        "js_sys::Math::random()",
        "std::time::SystemTime::now()",
        "std::time::Instant::now()",
        "uuid::Uuid::now_v7()",
        "getrandom::fill(&mut bytes)",
    ];
    for reader in readers {
        for path in ["ui/app.rs", "state/study.rs", "storage/store.rs", "core/session.rs", "main.rs"] {
            refused(path, reader, "clock or entropy");
        }
        allowed("state/clock.rs", reader);
    }
    allowed("ui/app.rs", "// performance matters, and Date::now() is not to be called\nlet now = clock::now();");
}

#[test]
fn no_text_becomes_html() {
    for source in ["view! { <p inner_html=text/> }", "element.set_inner_html(&text);", "\"innerHTML\""] {
        refused("ui/app.rs", source, "HTML");
        refused("state/page.rs", source, "HTML");
    }
    allowed("ui/app.rs", "/// Never `inner_html`.\n/* nor /* nested */ set_inner_html */ view! { <p>{text}</p> }");
}

#[test]
fn comments_are_told_from_code_and_strings() {
    for (source, code) in [
        ("a // b\nc", "a  \nc"),
        ("a /* b /* c */ d */ e", "a   e"),
        ("\"https://x\" // y", "\"https://x\"  "),
        ("r#\"// \" /* \"# /* y */", "r#\"// \" /* \"#  "),
        ("'\"' // \"", "'\"'  "),
        ("'\\'' // x", "'\\''  "),
        ("fn f<'a>(x: &'a str) {} // 'x'", "fn f<'a>(x: &'a str) {}  "),
        ("\"\\\"// x\" y", "\"\\\"// x\" y"),
        ("//! doc", " "),
        ("「/」'率'// 注", "「/」'率' "),
        ("/* open", " "),
    ] {
        assert_eq!(without_comments(source), code, "{source}");
    }
}
