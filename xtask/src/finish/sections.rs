//! The sections of a wasm module, as bytes: as much of the format as is needed to change names in it.

/// Magic and version before the first section.
const HEADER: usize = 8;

/// One of them, without its length.
pub(super) struct Section<'a> {
    pub(super) kind: u8,
    pub(super) body: &'a [u8],
}

/// The module with every section's body replaced; `None` when it is not shaped as expected.
pub(super) fn rewritten(wasm: &[u8], replace: impl Fn(&Section<'_>) -> Option<Vec<u8>>) -> Option<Vec<u8>> {
    let mut out = wasm.get(..HEADER)?.to_vec();
    for section in sections(wasm)? {
        out.push(section.kind);
        write_bytes(&mut out, &replace(&section)?)?;
    }
    Some(out)
}

pub(super) fn sections(wasm: &[u8]) -> Option<Vec<Section<'_>>> {
    let mut rest = wasm.get(HEADER..)?;
    let mut out = Vec::new();
    while let Some((kind, after)) = rest.split_first() {
        rest = after;
        out.push(Section { kind: *kind, body: bytes(&mut rest)? });
    }
    Some(out)
}

pub(super) fn byte(rest: &mut &[u8]) -> Option<u8> {
    let (first, after) = rest.split_first()?;
    *rest = after;
    Some(*first)
}

/// A number in LEB128.
pub(super) fn number(rest: &mut &[u8]) -> Option<usize> {
    let mut value = 0;
    for shift in (0..35).step_by(7) {
        let part = byte(rest)?;
        value |= usize::from(part & 0x7f) << shift;
        if part & 0x80 == 0 {
            return Some(value);
        }
    }
    None
}

pub(super) fn bytes<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let length = number(rest)?;
    let (taken, after) = rest.split_at_checked(length)?;
    *rest = after;
    Some(taken)
}

pub(super) fn write_number(out: &mut Vec<u8>, mut value: usize) -> Option<()> {
    loop {
        let part = u8::try_from(value & 0x7f).ok()?;
        value >>= 7;
        if value == 0 {
            out.push(part);
            return Some(());
        }
        out.push(part | 0x80);
    }
}

pub(super) fn write_bytes(out: &mut Vec<u8>, bytes: &[u8]) -> Option<()> {
    write_number(out, bytes.len())?;
    out.extend_from_slice(bytes);
    Some(())
}
