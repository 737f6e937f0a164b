//! Pictures of QR codes: a file that somebody sends, and a film that a camera sees.

use crate::problem::{Outcome, fail};
use biaoshuai::core::qr::draw;
use flate2::Compression;
use flate2::Crc;
use flate2::write::ZlibEncoder;
use std::io::Write;
use std::path::Path;

/// The camera's picture.
const WIDTH: usize = 640;
/// The side of a code in it, too.
pub const HEIGHT: usize = 480;
/// Pictures a second, and for how many each code is held before the camera.
const RATE: usize = 4;
const HELD: usize = 4;
/// The same where one code follows another.
const QUICK: usize = 12;
const BRIEFLY: usize = 2;

/// A code in grey, `side` pixels wide and high.
///
/// # Errors
/// When the text is too long.
pub fn grey(text: &str, side: usize) -> Outcome<Vec<u8>> {
    let Ok(matrix) = draw(text) else { return fail("too long for a code") };
    let quiet = biaoshuai::core::qr::Matrix::QUIET;
    let module = |pixel: usize| (pixel * matrix.side() / side).checked_sub(quiet);
    let dark = |x: usize, y: usize| module(x).zip(module(y)).is_some_and(|(x, y)| matrix.is_dark(x, y));
    Ok((0..side * side).map(|at| if dark(at % side, at / side) { 20 } else { 235 }).collect())
}

/// Writes a code as a PNG file.
///
/// # Errors
/// When the text is too long or the file cannot be written.
pub fn png(text: &str, file: &Path) -> Outcome {
    const SIDE: usize = 360;
    let pixels = grey(text, SIDE)?;
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::fast());
    for row in pixels.chunks(SIDE) {
        packer.write_all(&[0])?;
        packer.write_all(row)?;
    }
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    let side = (SIDE as u32).to_be_bytes();
    // Eight bits of grey, not interlaced.
    chunk(&mut out, b"IHDR", &[&side[..], &side, &[8, 0, 0, 0, 0]].concat());
    chunk(&mut out, b"IDAT", &packer.finish()?);
    chunk(&mut out, b"IEND", &[]);
    Ok(std::fs::write(file, out)?)
}

fn chunk(out: &mut Vec<u8>, kind: &[u8; 4], data: &[u8]) {
    let mut crc = Crc::new();
    crc.update(kind);
    crc.update(data);
    out.extend((data.len() as u32).to_be_bytes());
    out.extend(kind);
    out.extend(data);
    out.extend(crc.sum().to_be_bytes());
}

/// Writes a film in which these codes are held before the camera one after the other, each with an empty hand behind it.
///
/// # Errors
/// When a text is too long or the file cannot be written.
pub fn film(texts: &[String], file: &Path) -> Outcome {
    let codes = texts.iter().map(|text| grey(text, HEIGHT)).collect::<Outcome<Vec<_>>>()?;
    film_of(&codes, (RATE, HELD), file)
}

/// Writes a film of pictures of [`HEIGHT`] squared that follow one another as on the screen of somebody who moves.
///
/// # Errors
/// When the file cannot be written.
pub fn quick_film(codes: &[Vec<u8>], file: &Path) -> Outcome {
    film_of(codes, (QUICK, BRIEFLY), file)
}

fn film_of(codes: &[Vec<u8>], (rate, held): (usize, usize), file: &Path) -> Outcome {
    let mut out = format!("YUV4MPEG2 W{WIDTH} H{HEIGHT} F{rate}:1 Ip A1:1 C420jpeg\n").into_bytes();
    let mut show = |picture: &[u8]| {
        out.extend(b"FRAME\n");
        out.extend(picture);
        // No colour.
        out.resize(out.len() + WIDTH * HEIGHT / 2, 128);
    };
    for code in codes {
        let mut picture = vec![180; WIDTH * HEIGHT];
        let left = (WIDTH - HEIGHT) / 2;
        for (row, pixels) in picture.chunks_mut(WIDTH).zip(code.chunks(HEIGHT)) {
            row[left..left + HEIGHT].copy_from_slice(pixels);
        }
        (0..held).for_each(|_| show(&picture));
        if held > BRIEFLY {
            show(&vec![180; WIDTH * HEIGHT]);
        }
    }
    Ok(std::fs::write(file, out)?)
}
