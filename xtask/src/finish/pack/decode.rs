//! A module put together again: the same steps as in `public/unpack.js`, to know what that will make of a file.

use super::{FAR, ODD, STREAMS, Stream, VERSION, constant, natural};

/// The kind of section that holds the code.
pub(super) const WASM_CODE: u8 = 10;

/// Bytes with a place in them.
pub(super) struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    pub(super) const fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    pub(super) const fn is_at_end(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) const fn rest(&self) -> &'a [u8] {
        self.0
    }

    pub(super) fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    pub(super) fn byte(&mut self) -> Option<u8> {
        self.take(1).map(|byte| byte[0])
    }

    /// A LEB128 as it stands.
    pub(super) fn leb(&mut self) -> Option<&'a [u8]> {
        let length = self.0.iter().position(|byte| byte & 0x80 == 0)? + 1;
        (length <= 10).then(|| self.take(length))?
    }

    /// An unsigned LEB128.
    pub(super) fn number(&mut self) -> Option<usize> {
        let bytes = self.leb()?;
        let number = bytes.iter().rev().fold(0_u128, |number, byte| number << 7 | u128::from(byte & 0x7f));
        usize::try_from(number).ok()
    }
}

/// The value of a signed LEB128.
pub(super) fn signed(bytes: &[u8]) -> Option<i64> {
    let last = *bytes.last()?;
    let low = bytes.iter().rev().fold(0_i128, |number, byte| number << 7 | i128::from(byte & 0x7f));
    let sign = if last & 0x40 == 0 { 0 } else { 1_i128 << (7 * bytes.len()) };
    i64::try_from(low - sign).ok()
}

pub(super) fn write_number(out: &mut Vec<u8>, mut number: u64) {
    while number > 0x7f {
        out.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

fn write_signed(out: &mut Vec<u8>, mut number: i64) {
    loop {
        let low = (number & 0x7f) as u8;
        number >>= 7;
        if (number == 0 && low & 0x40 == 0) || (number == -1 && low & 0x40 != 0) {
            return out.push(low);
        }
        out.push(low | 0x80);
    }
}

struct Header<'a> {
    size: usize,
    functions: usize,
    odd: &'a [u8],
    lengths: Vec<usize>,
}

fn header<'a>(reader: &mut Reader<'a>) -> Option<Header<'a>> {
    (reader.byte()? == VERSION).then_some(())?;
    let (size, functions) = (reader.number()?, reader.number()?);
    let odd = reader.byte()?;
    let odd = reader.take(2 * usize::from(odd))?;
    let lengths = (0..STREAMS).map(|_| reader.number()).collect::<Option<Vec<_>>>()?;
    Some(Header { size, functions, odd, lengths })
}

/// Lengths of the streams and where the first begins.
pub(super) fn lengths(packed: &[u8]) -> Option<(Vec<usize>, usize)> {
    let mut reader = Reader::new(packed);
    let lengths = header(&mut reader)?.lengths;
    Some((lengths, packed.len() - reader.rest().len()))
}

/// The module in a packed file; `None` when it is none.
pub(in crate::finish) fn unpack(packed: &[u8]) -> Option<Vec<u8>> {
    let mut reader = Reader::new(packed);
    let Header { size, functions, odd, lengths } = header(&mut reader)?;
    let mut streams = Vec::with_capacity(STREAMS);
    for length in lengths {
        streams.push(Reader::new(reader.take(length)?));
    }
    let (mut code, mut far) = (Vec::with_capacity(size.min(packed.len() * 2)), 0_i64);
    for _ in 0..functions {
        let mut body = Vec::new();
        locals(&mut streams[Stream::Locals as usize], &mut body)?;
        let mut depth = 1_u32;
        while depth > 0 {
            let written = streams[Stream::Code as usize].byte()?;
            let opcode = match written {
                FAR => 0x41,
                ODD..0xfb => *odd.get(2 * usize::from(written - ODD))?,
                _ => written,
            };
            body.push(opcode);
            let next = streams[Stream::Code as usize].rest().first().copied().unwrap_or(0);
            let mut copy = |stream: Stream, body: &mut Vec<u8>| -> Option<()> {
                body.extend(streams[stream as usize].leb()?);
                Some(())
            };
            match opcode {
                0x02..=0x04 => {
                    depth += 1;
                    copy(Stream::Block, &mut body)?;
                }
                0x0b => depth -= 1,
                0x0c | 0x0d => copy(Stream::Branch, &mut body)?,
                0x0e => {
                    let count = streams[Stream::Table as usize].leb()?;
                    body.extend(count);
                    for _ in 0..=Reader::new(count).number()? {
                        body.extend(streams[Stream::Table as usize].leb()?);
                    }
                }
                0x10 => copy(Stream::Call, &mut body)?,
                0x11 => {
                    copy(Stream::Indirect, &mut body)?;
                    copy(Stream::Indirect, &mut body)?;
                }
                0x20 => copy(Stream::Get, &mut body)?,
                0x21 => copy(Stream::Set, &mut body)?,
                0x22 => copy(Stream::Tee, &mut body)?,
                0x23 | 0x24 => copy(Stream::Global, &mut body)?,
                0x28..=0x3e => {
                    let align =
                        if written == opcode { natural(opcode) } else { odd[2 * usize::from(written - ODD) + 1] };
                    body.push(align);
                    copy(Stream::Offset, &mut body)?;
                }
                0x3f | 0x40 => body.extend(streams[Stream::Rest as usize].take(1)?),
                0x41 if written == FAR => {
                    let step = streams[Stream::Far as usize].number()? as u64;
                    far += (step >> 1).cast_signed() ^ -(step & 1).cast_signed();
                    write_signed(&mut body, far);
                }
                0x41 => copy(constant(next), &mut body)?,
                0x42 => copy(Stream::Long, &mut body)?,
                0x43 => body.extend(streams[Stream::Float as usize].take(4)?),
                0x44 => body.extend(streams[Stream::Float as usize].take(8)?),
                0xfc => {
                    let rest = &mut streams[Stream::Rest as usize];
                    let kind = rest.byte()?;
                    body.push(kind);
                    body.extend(rest.take(match kind {
                        10 => 2,
                        11 => 1,
                        _ => 0,
                    })?);
                }
                _ => {}
            }
        }
        write_number(&mut code, body.len() as u64);
        code.extend(body);
    }
    let mut out = streams[Stream::Head as usize].rest().to_vec();
    // What several parts share may be data alone.
    if functions > 0 {
        let mut section = Vec::new();
        write_number(&mut section, functions as u64);
        section.extend(code);
        out.push(WASM_CODE);
        write_number(&mut out, section.len() as u64);
        out.extend(section);
    }
    out.extend(streams[Stream::Tail as usize].rest());
    (out.len() == size).then_some(out)
}

fn locals(from: &mut Reader, body: &mut Vec<u8>) -> Option<()> {
    let count = from.leb()?;
    body.extend(count);
    for _ in 0..Reader::new(count).number()? {
        body.extend(from.leb()?);
        body.push(from.byte()?);
    }
    Some(())
}
