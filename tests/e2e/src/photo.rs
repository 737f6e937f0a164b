//! A photo of what a screen shows: the picture that the driver takes, in grey and as large as a camera wants it.

use crate::problem::{Outcome, fail};
use flate2::read::ZlibDecoder;
use std::io::Read;

/// Bytes before a chunk's content, and behind it.
const HEAD: usize = 8;
const SUM: usize = 4;

/// A PNG file as the driver writes it (eight bits a colour, not interlaced), as a grey square of so many pixels.
///
/// # Errors
/// When it is something else.
pub fn square(png: &[u8], side: usize) -> Outcome<Vec<u8>> {
    let number =
        |at: usize| png.get(at..at + 4).map(|four| four.iter().fold(0, |sum, byte| sum << 8 | usize::from(*byte)));
    let (Some(width), Some(height)) = (number(16), number(20)) else { return fail("no picture") };
    let colours = match png.get(24..26) {
        Some([8, 2]) => 3,
        Some([8, 6]) => 4,
        kind => return fail(format!("a picture of kind {kind:?}")),
    };
    let (mut packed, mut at) = (Vec::new(), 8);
    while let (Some(length), Some(kind)) = (number(at), png.get(at + 4..at + HEAD)) {
        let content = png.get(at + HEAD..at + HEAD + length).unwrap_or_default();
        if kind == b"IDAT" {
            packed.extend(content);
        }
        at += HEAD + length + SUM;
    }
    let mut lines = Vec::new();
    ZlibDecoder::new(&*packed).read_to_end(&mut lines)?;
    let mut above = vec![0; width * colours];
    let mut green = Vec::<u8>::with_capacity(width * height);
    for line in lines.chunks_exact(1 + width * colours) {
        let mut plain = line[1..].to_vec();
        for place in 0..plain.len() {
            let left = place.checked_sub(colours).map_or(0, |left| plain[left]);
            let corner = place.checked_sub(colours).map_or(0, |left| above[left]);
            let guess = match line[0] {
                0 => 0,
                1 => left,
                2 => above[place],
                3 => u8::midpoint(left, above[place]),
                _ => paeth(left, above[place], corner),
            };
            plain[place] = plain[place].wrapping_add(guess);
        }
        // What is shown is black and white, so one colour says it.
        green.extend(plain.iter().skip(1).step_by(colours));
        above = plain;
    }
    if green.len() < width * height {
        return fail("half a picture");
    }
    // The mean of what a pixel covers, as a lens sees it.
    let span = |at: usize, of: usize| at * of / side..((at + 1) * of).div_ceil(side).min(of);
    let pixel = |at: usize| {
        let rows = span(at / side, height).flat_map(|y| span(at % side, width).map(move |x| y * width + x));
        let (sum, count) = rows.fold((0, 0), |(sum, count), at| (sum + usize::from(green[at]), count + 1));
        (sum / count.max(1)) as u8
    };
    Ok((0..side * side).map(pixel).collect())
}

fn paeth(left: u8, above: u8, corner: u8) -> u8 {
    let guess = i16::from(left) + i16::from(above) - i16::from(corner);
    let far = |other: u8| (guess - i16::from(other)).abs();
    if far(left) <= far(above) && far(left) <= far(corner) {
        left
    } else if far(above) <= far(corner) {
        above
    } else {
        corner
    }
}
