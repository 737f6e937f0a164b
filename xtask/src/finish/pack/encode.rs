//! A module taken apart.

use super::decode::{Reader, WASM_CODE, signed, write_number};
use super::{FAR, FAR_FROM, ODD, STREAMS, Stream, VERSION, constant, natural};

/// An instruction: its code and where its immediates go.
struct Instruction<'a> {
    code: u8,
    /// Of a constant the stream is known when the next code is.
    parts: Vec<(Option<Stream>, &'a [u8])>,
}

pub(super) fn encode(wasm: &[u8]) -> Option<Vec<u8>> {
    let mut streams: [Vec<u8>; STREAMS] = std::array::from_fn(|_| Vec::new());
    let mut odd: Vec<(u8, u8)> = Vec::new();
    let mut instructions = Vec::new();
    let mut functions = 0;
    let mut reader = Reader::new(wasm);
    streams[Stream::Head as usize].extend(reader.take(8)?);
    let mut place = Stream::Head;
    while !reader.is_at_end() {
        let before = reader.rest();
        let kind = reader.byte()?;
        let size = reader.number()?;
        let body = reader.take(size)?;
        if kind != WASM_CODE {
            streams[place as usize].extend(&before[..before.len() - reader.rest().len()]);
            continue;
        }
        place = Stream::Tail;
        let mut code = Reader::new(body);
        functions = code.number()?;
        for _ in 0..functions {
            let size = code.number()?;
            let mut function = Reader::new(code.take(size)?);
            locals(&mut function, &mut streams[Stream::Locals as usize])?;
            while !function.is_at_end() {
                instructions.push(instruction(&mut function, &mut odd)?);
            }
        }
    }
    let mut last = 0;
    for place in 0..instructions.len() {
        let next = instructions.get(place + 1).map_or(0, |next: &Instruction| next.code);
        let Instruction { code, parts } = &instructions[place];
        streams[Stream::Code as usize].push(*code);
        for (stream, bytes) in parts {
            match stream {
                Some(Stream::Far) => {
                    let value = signed(bytes)?;
                    write_number(&mut streams[Stream::Far as usize], zigzag(value - last));
                    last = value;
                }
                Some(stream) => streams[*stream as usize].extend(*bytes),
                None => streams[constant(next) as usize].extend(*bytes),
            }
        }
    }
    let mut bytes = vec![VERSION];
    write_number(&mut bytes, wasm.len() as u64);
    write_number(&mut bytes, functions as u64);
    bytes.push(u8::try_from(odd.len()).ok()?);
    bytes.extend(odd.iter().flat_map(|(opcode, align)| [*opcode, *align]));
    for stream in &streams {
        write_number(&mut bytes, stream.len() as u64);
    }
    for stream in &streams {
        bytes.extend(stream);
    }
    Some(bytes)
}

const fn zigzag(value: i64) -> u64 {
    ((value << 1) ^ (value >> 63)).cast_unsigned()
}

fn locals(function: &mut Reader, out: &mut Vec<u8>) -> Option<()> {
    let count = function.leb()?;
    out.extend(count);
    for _ in 0..Reader::new(count).number()? {
        out.extend(function.leb()?);
        out.push(function.byte()?);
    }
    Some(())
}

fn instruction<'a>(function: &mut Reader<'a>, odd: &mut Vec<(u8, u8)>) -> Option<Instruction<'a>> {
    let opcode = function.byte()?;
    let mut code = opcode;
    let mut parts = Vec::new();
    let one = |stream: Stream, bytes: &'a [u8]| vec![(Some(stream), bytes)];
    match opcode {
        0x00 | 0x01 | 0x05 | 0x0b | 0x0f | 0x1a | 0x1b | 0x45..=0xc4 => {}
        0x02..=0x04 => parts = one(Stream::Block, function.leb()?),
        0x0c | 0x0d => parts = one(Stream::Branch, function.leb()?),
        0x0e => {
            let before = function.rest();
            for _ in 0..=function.number()? {
                function.leb()?;
            }
            parts = one(Stream::Table, &before[..before.len() - function.rest().len()]);
        }
        0x10 => parts = one(Stream::Call, function.leb()?),
        0x11 => parts = vec![(Some(Stream::Indirect), function.leb()?), (Some(Stream::Indirect), function.leb()?)],
        0x20 => parts = one(Stream::Get, function.leb()?),
        0x21 => parts = one(Stream::Set, function.leb()?),
        0x22 => parts = one(Stream::Tee, function.leb()?),
        0x23 | 0x24 => parts = one(Stream::Global, function.leb()?),
        0x28..=0x3e => {
            let align = function.byte()?;
            if align != natural(opcode) {
                let known = odd.iter().position(|pair| *pair == (opcode, align));
                let place = known.unwrap_or_else(|| {
                    odd.push((opcode, align));
                    odd.len() - 1
                });
                // Above are the opcodes of later proposals.
                code = ODD.checked_add(u8::try_from(place).ok()?).filter(|code| *code < 0xfb)?;
            }
            parts = one(Stream::Offset, function.leb()?);
        }
        0x3f | 0x40 => parts = one(Stream::Rest, function.take(1)?),
        0x41 => {
            let bytes = function.leb()?;
            if signed(bytes)? >= FAR_FROM {
                code = FAR;
                parts = one(Stream::Far, bytes);
            } else {
                parts = vec![(None, bytes)];
            }
        }
        0x42 => parts = one(Stream::Long, function.leb()?),
        0x43 => parts = one(Stream::Float, function.take(4)?),
        0x44 => parts = one(Stream::Float, function.take(8)?),
        0xfc => {
            let before = function.rest();
            // Conversions that saturate; memory.copy and memory.fill.
            match function.byte()? {
                0..=7 => {}
                10 => drop(function.take(2)?),
                11 => drop(function.take(1)?),
                _ => return None,
            }
            parts = one(Stream::Rest, &before[..before.len() - function.rest().len()]);
        }
        _ => return None,
    }
    Some(Instruction { code, parts })
}
