//! Classes that a dependency offers to scripts and no script of ours takes.
//!
//! wasm-bindgen exports every method of them, so the optimiser has to keep what they do. Without them the first part is
//! 1 kB smaller on the line.

use super::sections::{bytes, number, rewritten, write_number};
use std::collections::BTreeSet;

/// The kind of section that holds exports.
const EXPORTS: u8 = 7;
/// How the script of wasm-bindgen names an export.
const EXPORT: &str = "wasm.";
const CLASS: &str = "export class ";

/// Both files without classes and without the exports that only they used; as they are when not shaped as expected.
pub(super) fn without_classes(script: &str, wasm: &[u8]) -> (String, Vec<u8>) {
    let (kept, gone) = parted(script);
    let used = exports_in(&kept);
    let unused = exports_in(&gone).into_iter().filter(|name| !used.contains(name)).collect::<BTreeSet<_>>();
    let less = rewritten(wasm, |section| match section.kind {
        EXPORTS => without(section.body, &unused),
        _ => Some(section.body.to_vec()),
    });
    less.map_or_else(|| (script.to_owned(), wasm.to_vec()), |wasm| (kept, wasm))
}

/// The script without its classes and what follows each: how it is disposed of and finalised. And that.
fn parted(script: &str) -> (String, String) {
    let names: Vec<&str> = script.lines().filter_map(|line| line.strip_prefix(CLASS)?.strip_suffix(" {")).collect();
    let (mut kept, mut gone) = (String::with_capacity(script.len()), String::new());
    // How the last line begins of what goes.
    let mut until = None;
    for line in script.lines() {
        let begins = |before: &str, after: &str| {
            names.iter().any(|name| {
                line.strip_prefix(before)
                    .and_then(|rest| rest.strip_prefix(name))
                    .is_some_and(|rest| rest.starts_with(after))
            })
        };
        if begins(CLASS, " {") {
            until = Some("}");
        } else if begins("const ", "Finalization =") {
            until = Some("    : new FinalizationRegistry(");
        } else if until.is_none() && begins("if (Symbol.dispose) ", ".") {
            until = Some("if ");
        }
        let out = if until.is_some() { &mut gone } else { &mut kept };
        *out += line;
        out.push('\n');
        if until.is_some_and(|end| line.starts_with(end)) {
            until = None;
        }
    }
    (kept, gone)
}

/// The exports that a piece of script names.
fn exports_in(script: &str) -> BTreeSet<&str> {
    script
        .split(EXPORT)
        .skip(1)
        .map(|rest| &rest[..rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len())])
        .collect()
}

/// The section without some of its exports.
fn without(body: &[u8], names: &BTreeSet<&str>) -> Option<Vec<u8>> {
    let mut rest = body;
    let mut kept = Vec::new();
    for _ in 0..number(&mut rest)? {
        let before = rest;
        let name = std::str::from_utf8(bytes(&mut rest)?).ok()?;
        // Its kind, and its number among those.
        rest = rest.get(1..)?;
        number(&mut rest)?;
        if !names.contains(name) {
            kept.push(&before[..before.len() - rest.len()]);
        }
    }
    let mut out = Vec::new();
    write_number(&mut out, kept.len())?;
    out.extend(kept.concat());
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::super::sections::write_bytes;
    use super::*;

    const SCRIPT: &str = "export class Sink {
    free() {
        wasm.__wbg_sink_free(this.x, 0);
    }
    write() {
        wasm.shared(1); wasm.sink_write(this.x);
    }
}
if (Symbol.dispose) Sink.prototype[Symbol.dispose] = Sink.prototype.free;
function other() {
    wasm.shared(2);
    return new Sinking();
}
const SinkFinalization = (typeof FinalizationRegistry === 'undefined')
    ? { register: () => {}, unregister: () => {} }
    : new FinalizationRegistry(ptr => wasm.__wbg_sink_free(ptr, 1));
const CLOSURE_DTORS = 1;
";
    const REST: &str = "function other() {
    wasm.shared(2);
    return new Sinking();
}
const CLOSURE_DTORS = 1;
";

    /// A module that exports functions by these names.
    fn module(names: &[&str]) -> Vec<u8> {
        let mut exports = Vec::new();
        write_number(&mut exports, names.len()).unwrap();
        for name in names {
            write_bytes(&mut exports, name.as_bytes()).unwrap();
            exports.extend([0, 0x85, 2]);
        }
        let mut out = b"\0asm\x01\0\0\0".to_vec();
        out.push(EXPORTS);
        write_bytes(&mut out, &exports).unwrap();
        out
    }

    #[test]
    fn a_class_goes_with_the_exports_that_only_it_used() {
        let wasm = module(&["__wbg_sink_free", "shared", "sink_write", "memory"]);
        assert_eq!(without_classes(SCRIPT, &wasm), (REST.to_owned(), module(&["shared", "memory"])));
    }

    #[test]
    fn a_program_without_classes_stays_as_it_is() {
        let wasm = module(&["__wbg_sink_free", "shared"]);
        assert_eq!(without_classes(REST, &wasm), (REST.to_owned(), wasm.clone()));
    }

    #[test]
    fn what_is_no_module_is_left_alone() {
        let whole = module(&["__wbg_sink_free"]);
        for wasm in [&b""[..], b"\0asm", &whole[..whole.len() - 3]] {
            assert_eq!(without_classes(SCRIPT, wasm), (SCRIPT.to_owned(), wasm.to_vec()));
        }
    }
}
