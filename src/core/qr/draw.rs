//! Drawing a code: of level M, as small as possible, and if it is not large with the mask that is least confusing.

use super::COMPACT;
use super::bits::Writer;
use super::field::Field;
use super::layout::{Level, Version, format, format_places, frame, is_masked};
use super::matrix::Matrix;

/// Up to this version the best mask is looked for, in larger codes, which may be drawn many times a second, it is not.
const MASKED: usize = 9;

/// More than any code can hold: 3391 compact characters or 2331 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("too long for a code")]
pub struct TooLong;

/// The code of a text. Capitals, digits and a few marks take 5½ bits each, everything else its UTF-8 bytes.
///
/// # Errors
/// [`TooLong`].
pub fn draw(text: &str) -> Result<Matrix, TooLong> {
    let field = Field::new();
    for version in Version::all() {
        let blocks = version.blocks(Level::Medium);
        let room = blocks.iter().map(|(data, _)| data).sum();
        if let Some(data) = encoded(text, version, room) {
            let bytes = interleaved(&field, &data, &blocks);
            return Ok(placed(version, &bytes));
        }
    }
    Err(TooLong)
}

/// The data bytes, if there is room.
fn encoded(text: &str, version: Version, room: usize) -> Option<Vec<u8>> {
    let value = |byte: u8| COMPACT.iter().position(|compact| *compact == byte);
    let compact: Option<Vec<usize>> = text.bytes().map(value).collect();
    let mut bits = Writer::default();
    match compact {
        Some(values) => {
            bits.put(2, 4);
            bits.put(values.len(), [9, 11, 13][version.class()]);
            for two in values.chunks(2) {
                match two {
                    [one, two] => bits.put(one * 45 + two, 11),
                    _ => bits.put(two[0], 6),
                }
            }
        }
        None => {
            bits.put(4, 4);
            bits.put(text.len(), [8, 16, 16][version.class()]);
            text.bytes().for_each(|byte| bits.put(usize::from(byte), 8));
        }
    }
    bits.padded(room)
}

/// The blocks with their check bytes, byte by byte by turns.
fn interleaved(field: &Field, data: &[u8], blocks: &[(usize, usize)]) -> Vec<u8> {
    let mut rest = data;
    let mut parts: [Vec<Vec<u8>>; 2] = [Vec::new(), Vec::new()];
    for (length, checks) in blocks {
        let (block, after) = rest.split_at(*length);
        parts[1].push(field.check(block, *checks));
        parts[0].push(block.to_vec());
        rest = after;
    }
    let mut bytes = Vec::new();
    for part in parts {
        let longest = part.iter().map(Vec::len).max().unwrap_or(0);
        for place in 0..longest {
            bytes.extend(part.iter().filter_map(|block| block.get(place)));
        }
    }
    bytes
}

fn placed(version: Version, bytes: &[u8]) -> Matrix {
    let plain = frame(version);
    let path = version.path();
    let masked = |mask: u16| {
        let mut matrix = plain.clone();
        for (place, (x, y)) in path.iter().enumerate() {
            let bit = bytes.get(place / 8).is_some_and(|byte| byte >> (7 - place % 8) & 1 == 1);
            matrix.set(*x, *y, bit != is_masked(mask, *x, *y));
        }
        // Level M is 0.
        let format = format(mask);
        for place in format_places(version.size()) {
            for (bit, (x, y)) in place.into_iter().enumerate() {
                matrix.set(x, y, format >> bit & 1 == 1);
            }
        }
        matrix
    };
    let (mut best, mut least) = (plain.clone(), usize::MAX);
    // What fills a large code is compressed or a sum of much, where every mask is as good as any.
    let masks = if version.number() > MASKED { 1 } else { 8 };
    for mask in 0..masks {
        let next = masked(mask);
        let penalty = penalty(&next);
        if penalty < least {
            (best, least) = (next, penalty);
        }
    }
    best
}

/// How confusing a code is for a reader: runs, squares, what looks like a finder, and more of one colour.
fn penalty(matrix: &Matrix) -> usize {
    let size = matrix.size();
    let mut sum = 0;
    for turned in [false, true] {
        let at =
            |along: usize, line: usize| if turned { matrix.is_dark(line, along) } else { matrix.is_dark(along, line) };
        for line in 0..size {
            let (mut run, mut last) = (0, 0_u16);
            for along in 0..size {
                run = if along > 0 && at(along, line) == at(along - 1, line) { run + 1 } else { 1 };
                sum += match run {
                    5 => 3,
                    6.. => 1,
                    _ => 0,
                };
                last = (last << 1 | u16::from(at(along, line))) & 0x7ff;
                if along >= 10 && matches!(last, 0b000_0101_1101 | 0b101_1101_0000) {
                    sum += 40;
                }
            }
        }
    }
    let mut dark = 0;
    for y in 0..size {
        for x in 0..size {
            let here = matrix.is_dark(x, y);
            dark += usize::from(here);
            let inside = x + 1 < size && y + 1 < size;
            if inside && [(x + 1, y), (x, y + 1), (x + 1, y + 1)].iter().all(|(x, y)| matrix.is_dark(*x, *y) == here) {
                sum += 3;
            }
        }
    }
    sum + (dark * 20).abs_diff(size * size * 10) / (size * size) * 10
}
