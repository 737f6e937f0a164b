//! Packs wasm for the line: what compresses alike stands together.
//!
//! In a module, opcodes, numbers of locals, offsets and constants alternate, and a compressor that looks back a few bytes
//! sees neither of them well. Here each kind is a stream of its own, with its own blocks in the brotli copy: 14 % less to
//! download. `public/unpack.js` puts the module together again, in the page before there is an offline copy and in the
//! service worker, which stores it unpacked.
//!
//! The packed form: version; size of the module; the (opcode, alignment) pairs that have a code of their own; the lengths of
//! all streams; the streams. Every number is an unsigned LEB128.

mod decode;
mod encode;

use crate::fail::{Failure, Outcome};

pub(super) use decode::unpack;

/// What a packed file is called: the name of the module with this in the place of `wasm`.
const EXTENSION: &str = "bin";

/// Changed together with the program that unpacks.
const VERSION: u8 = 1;

/// A constant that is written as its distance from the one before: an address, most of the time.
const FAR: u8 = 0xd7;
/// The first code for a memory access that is not aligned by nature.
const ODD: u8 = 0xd8;
/// Constants from here on are [`FAR`].
const FAR_FROM: i64 = 1 << 17;

/// The streams, in the order of the file. A constant goes by what is done with it next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stream {
    /// Everything before the code.
    Head,
    /// Everything behind it.
    Tail,
    Code,
    Locals,
    Get,
    Set,
    Tee,
    Offset,
    Call,
    Far,
    ToAdd,
    ToSub,
    ToCall,
    ToStore,
    ToSet,
    ToShift,
    ToAnd,
    ToOther,
    Long,
    Branch,
    Table,
    Block,
    Indirect,
    Global,
    Float,
    Rest,
}

/// Number of streams.
const STREAMS: usize = Stream::Rest as usize + 1;

/// Where a constant goes that this code follows.
const fn constant(next: u8) -> Stream {
    match next {
        0x6a => Stream::ToAdd,
        0x6b => Stream::ToSub,
        0x10 => Stream::ToCall,
        0x36 => Stream::ToStore,
        0x21 => Stream::ToSet,
        0x74 => Stream::ToShift,
        0x71 => Stream::ToAnd,
        _ => Stream::ToOther,
    }
}

/// The alignment that a memory access has by nature, as its exponent.
const fn natural(opcode: u8) -> u8 {
    match opcode {
        0x29 | 0x2b | 0x37 | 0x39 => 3,
        0x28 | 0x2a | 0x34 | 0x35 | 0x36 | 0x38 | 0x3e => 2,
        0x2e | 0x2f | 0x32 | 0x33 | 0x3b | 0x3d => 1,
        _ => 0,
    }
}

/// Packs a module.
///
/// # Errors
/// When it is not one, or has something in it that the packed form does not know.
pub(super) fn pack(wasm: &[u8]) -> Outcome<Vec<u8>> {
    encode::encode(wasm)
        .filter(|packed| unpack(packed).is_some_and(|again| again == wasm))
        .ok_or_else(|| Failure::new("a chunk of the program cannot be packed; see xtask/src/finish/pack"))
}

/// The name of the packed file.
pub(super) fn packed_name(name: &str) -> String {
    [name.trim_end_matches("wasm"), EXTENSION].concat()
}

/// The name of the module in a packed file; `None` for any other file of the build.
pub(super) fn module_name(path: &str) -> Option<String> {
    let name = path.strip_prefix("program-")?.strip_suffix(EXTENSION)?;
    Some(["program-", name, "wasm"].concat())
}

/// Where the streams of a packed file end; a compressor may begin anew there.
pub(super) fn ends(packed: &[u8]) -> Option<Vec<usize>> {
    let (lengths, mut at) = decode::lengths(packed)?;
    let mut ends = Vec::with_capacity(STREAMS);
    for length in lengths {
        at += length;
        ends.push(at);
    }
    (at == packed.len()).then_some(ends)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `(func (param i32) (result i32) …)` with a loop, an odd access, far constants, a table and a float.
    fn sample() -> Vec<u8> {
        let body: &[u8] = &[
            1, 2, 0x7f, // two locals
            0x03, 0x40, // loop
            0x41, 0x80, 0x80, 0xc0, 0x00, 0x21, 0x01, // far constant, set
            0x41, 0xa4, 0x80, 0xc0, 0x00, 0x28, 0x01, 0x04, 0x21, 0x02, // far constant, load aligned by 1, set
            0x20, 0x00, 0x41, 0x10, 0x6a, 0x21, 0x00, // get, near constant, add, set
            0x41, 0x7f, 0x0d, 0x00, // a negative constant, br_if
            0x20, 0x00, 0x0e, 0x01, 0x00, 0x00, // get, br_table
            0x0b, // end
            0x43, 1, 2, 3, 4, 0x1a, // f32, drop
            0x42, 0x05, 0x1a, // i64, drop
            0x41, 0x03, 0xfc, 0x0b, 0x00, // memory.fill, for its shape
            0x20, 0x02, 0x0b, // get, end
        ];
        let mut wasm = b"\0asm\x01\0\0\0".to_vec();
        wasm.extend([1, 6, 1, 0x60, 1, 0x7f, 1, 0x7f, 3, 2, 1, 0]);
        let length = u8::try_from(body.len()).unwrap();
        wasm.extend([10, length + 2, 1, length]);
        wasm.extend(body);
        wasm.extend([0, 3, 1, b'x', 9]);
        wasm
    }

    #[test]
    fn a_module_comes_back_as_it_was() {
        let packed = pack(&sample()).unwrap();
        assert_eq!(unpack(&packed).unwrap(), sample());
        assert_eq!(ends(&packed).unwrap().last(), Some(&packed.len()));
    }

    #[test]
    fn a_module_without_code_comes_back_too() {
        let wasm = b"\0asm\x01\0\0\0\x00\x03\x01x\x09";
        assert_eq!(unpack(&pack(wasm).unwrap()).unwrap(), wasm);
    }

    #[test]
    fn what_is_no_module_is_refused() {
        assert!(pack(b"").is_err());
        assert!(pack(&sample()[..40]).is_err());
        let mut odd = sample();
        let place = odd.iter().position(|byte| *byte == 0x43).unwrap();
        odd[place] = 0xfb;
        assert!(pack(&odd).is_err(), "an opcode that is not known");
    }

    #[test]
    fn damaged_files_give_no_module() {
        let packed = pack(&sample()).unwrap();
        for end in 0..packed.len() {
            assert_ne!(unpack(&packed[..end]), Some(sample()));
        }
    }

    #[test]
    fn names_follow_each_other() {
        assert_eq!(packed_name("split_rest.wasm"), "split_rest.bin");
        assert_eq!(module_name("program-1/split_rest.bin").unwrap(), "program-1/split_rest.wasm");
        assert_eq!(module_name("courses/a.bin"), None);
    }
}
