//! Whatever a file, a code, a picture or a person says, the program goes on: what must hold for every input, tried with
//! good ones, with those that once did harm, and with random changes of both. `cargo xtask fuzz` goes on from there.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

#[path = "../fuzz/src/lib.rs"]
#[allow(
    clippy::expect_used,
    clippy::panic,
    clippy::cast_possible_truncation,
    reason = "its way of saying what is wrong"
)]
mod hostile;

use biaoshuai::core::shuffle::Rng;
use hostile::{TARGETS, check, seeds};
use std::path::{Path, PathBuf};

/// Changes of every input; `HOSTILE_CHANGES` asks for more.
const CHANGES: usize = 30;

/// Inputs that once ended the program, or broke what must hold: `fuzz/found/<target>/`.
fn found(target: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/found").join(target);
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    let mut all: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    all.sort();
    all
}

fn inputs(target: &str) -> Vec<Vec<u8>> {
    let again = found(target).into_iter().map(|path| std::fs::read(path).unwrap());
    seeds(target).into_iter().chain(again).collect()
}

/// A copy in which something is missing, doubled, or other than it was.
fn changed(input: &[u8], rng: &mut Rng) -> Vec<u8> {
    const BYTES: [u8; 12] = *b"\0\"{}[],:-09\xff";
    let mut input = input.to_vec();
    let mut below = |end: usize| usize::try_from(rng.next_u64() % (end.max(1) as u64)).unwrap();
    for _ in 0..=below(4) {
        let (at, length) = (below(input.len()), 1 + below(8));
        let end = (at + length).min(input.len());
        match below(6) {
            0 => drop(input.drain(at..end)),
            1 => {
                let piece = input[at..end].to_vec();
                let to = below(input.len());
                drop(input.splice(to..to, piece));
            }
            2 => input.truncate(at),
            3 if at < input.len() => input[at] ^= 1 << below(8),
            4 if at < input.len() => input[at] = BYTES[below(BYTES.len())],
            // Numbers beyond what anybody counts.
            _ => drop(input.splice(at..at, *b"9999999")),
        }
    }
    input
}

#[test]
fn every_parser_holds_for_good_inputs_and_for_those_that_once_did_harm() {
    for (target, _) in TARGETS {
        assert!(!seeds(target).is_empty(), "{target} has nothing to begin with");
        inputs(target).iter().for_each(|input| check(target, input));
    }
}

#[test]
fn every_parser_holds_for_changed_inputs() {
    let changes = std::env::var("HOSTILE_CHANGES").map_or(CHANGES, |count| count.parse().unwrap());
    for (target, _) in TARGETS {
        let mut rng = Rng::new(1, target);
        for input in inputs(target) {
            for _ in 0..changes {
                let changed = changed(&input, &mut rng);
                if let Err(panic) = std::panic::catch_unwind(|| check(target, &changed)) {
                    // For `fuzz/found`.
                    let file = std::env::temp_dir().join(format!("hostile-{target}"));
                    std::fs::write(&file, &changed).unwrap();
                    eprintln!("{target}: {}", file.display());
                    std::panic::resume_unwind(panic);
                }
            }
        }
    }
}
