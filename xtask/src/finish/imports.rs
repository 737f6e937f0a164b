//! Short names between wasm and JavaScript.
//!
//! wasm-bindgen names every function that the wasm takes from JavaScript by what it does and a hash, on both sides. Hashes do
//! not compress: short names make the two files together 6 kB smaller on the line.

use super::sections::{byte, bytes, number, rewritten, sections, write_bytes, write_number};
use std::collections::BTreeMap;

/// The kind of section that holds imports.
const IMPORTS: u8 = 2;

/// Both files with short names; as they are when the wasm is not shaped as expected.
pub(super) fn shortened(script: &str, wasm: &[u8]) -> (String, Vec<u8>) {
    let names = names(script, wasm).unwrap_or_default();
    let renamed = rewritten(wasm, |section| match section.kind {
        IMPORTS => renamed(section.body, &names),
        _ => Some(section.body.to_vec()),
    });
    match renamed {
        Some(wasm) if !names.is_empty() => (replaced(script, &names), wasm),
        _ => (script.to_owned(), wasm.to_vec()),
    }
}

/// For every imported function that the script defines by a name with a hash, a name that occurs nowhere in the script.
fn names(script: &str, wasm: &[u8]) -> Option<BTreeMap<String, String>> {
    let mut free =
        (0_u32..).map(|number| format!("_{number:x}")).filter(|name| !words(script).any(|word| word == name));
    let mut out = BTreeMap::new();
    for section in sections(wasm)? {
        if section.kind != IMPORTS {
            continue;
        }
        for import in imports(section.body)? {
            let name = std::str::from_utf8(import.field).ok()?;
            if has_hash(name) && words(script).any(|word| word == name) && !out.contains_key(name) {
                out.insert(name.to_owned(), free.next()?);
            }
        }
    }
    Some(out)
}

/// `__wbg_` or `__wbindgen_`, some words, and sixteen hexadecimal digits.
fn has_hash(name: &str) -> bool {
    (name.starts_with("__wbg_") || name.starts_with("__wbindgen_"))
        && name
            .rsplit_once('_')
            .is_some_and(|(_, hash)| hash.len() == 16 && hash.bytes().all(|b| b.is_ascii_hexdigit()))
}

const fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || c == '$'
}

fn words(script: &str) -> impl Iterator<Item = &str> {
    script.split(|c| !is_word(c)).filter(|word| !word.is_empty())
}

fn replaced(script: &str, names: &BTreeMap<String, String>) -> String {
    let mut out = String::with_capacity(script.len());
    let mut rest = script;
    while !rest.is_empty() {
        let word = &rest[..rest.find(|c| !is_word(c)).unwrap_or(rest.len())];
        out += names.get(word).map_or(word, String::as_str);
        rest = &rest[word.len()..];
        let gap = rest.find(is_word).unwrap_or(rest.len());
        out += &rest[..gap];
        rest = &rest[gap..];
    }
    out
}

struct Import<'a> {
    module: &'a [u8],
    field: &'a [u8],
    /// Kind and type, as they stand.
    description: &'a [u8],
}

fn renamed(body: &[u8], names: &BTreeMap<String, String>) -> Option<Vec<u8>> {
    let (all, mut out) = (imports(body)?, Vec::new());
    write_number(&mut out, all.len())?;
    for import in all {
        let short = std::str::from_utf8(import.field).ok().and_then(|name| names.get(name));
        write_bytes(&mut out, import.module)?;
        write_bytes(&mut out, short.map_or(import.field, String::as_bytes))?;
        out.extend_from_slice(import.description);
    }
    Some(out)
}

fn imports(body: &[u8]) -> Option<Vec<Import<'_>>> {
    let mut rest = body;
    let count = number(&mut rest)?;
    let mut out = Vec::new();
    for _ in 0..count {
        let (module, field) = (bytes(&mut rest)?, bytes(&mut rest)?);
        let before = rest;
        description(&mut rest)?;
        out.push(Import { module, field, description: &before[..before.len() - rest.len()] });
    }
    rest.is_empty().then_some(out)
}

/// Skips kind and type of an import.
fn description(rest: &mut &[u8]) -> Option<()> {
    match byte(rest)? {
        0 => drop(number(rest)?),
        1 => {
            byte(rest)?;
            limits(rest)?;
        }
        2 => limits(rest)?,
        3 => {
            byte(rest)?;
            byte(rest)?;
        }
        4 => {
            byte(rest)?;
            number(rest)?;
        }
        _ => return None,
    }
    Some(())
}

fn limits(rest: &mut &[u8]) -> Option<()> {
    let has_most = byte(rest)? & 1 == 1;
    number(rest)?;
    if has_most {
        number(rest)?;
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: &str = "__wbg_call_0123456789abcdef";

    /// A module that imports a function by this name, and something by another.
    fn module(name: &str) -> Vec<u8> {
        let mut imports = vec![2];
        for field in [name, "memory"] {
            write_bytes(&mut imports, b"./a.js").unwrap();
            write_bytes(&mut imports, field.as_bytes()).unwrap();
            imports.extend([0, 3]);
        }
        let mut out = b"\0asm\x01\0\0\0".to_vec();
        out.push(1);
        write_bytes(&mut out, &[0; 200]).unwrap();
        out.push(IMPORTS);
        write_bytes(&mut out, &imports).unwrap();
        out
    }

    #[test]
    fn both_sides_get_the_same_short_name_that_nothing_else_has() {
        let script = format!("const _0 = 1; const imports = {{ {LONG}: function() {{ {LONG}x(); }} }};");
        let (script, wasm) = shortened(&script, &module(LONG));
        assert_eq!(script, format!("const _0 = 1; const imports = {{ _1: function() {{ {LONG}x(); }} }};"));
        assert_eq!(wasm, module("_1"));
    }

    #[test]
    fn names_without_a_hash_or_unknown_to_the_script_stay() {
        for name in ["__wbg_call", "__wbg_call_0123456789abcdeg", "memory_0123456789abcdef"] {
            let script = format!("{name}()");
            assert_eq!(shortened(&script, &module(name)), (script, module(name)));
        }
        assert_eq!(shortened("other()", &module(LONG)), ("other()".to_owned(), module(LONG)));
    }

    #[test]
    fn what_is_no_module_is_left_alone() {
        let whole = module(LONG);
        for wasm in [&b""[..], b"\0asm", &whole[..whole.len() - 3]] {
            assert_eq!(shortened(LONG, wasm), (LONG.to_owned(), wasm.to_vec()));
        }
    }
}
