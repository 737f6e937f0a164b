//! Reading codes from a picture.

use super::bits::text;
use super::correct::correct;
use super::field::Field;
use super::finder::marks;
use super::grid::{Corner, corners, readings};
use super::layout::{Level, Version, format, format_places, is_masked};
use super::matrix::Matrix;
use super::picture::Picture;

/// The most pixels of a picture; the caller makes larger ones smaller.
pub const PIXELS_MAX: usize = 4_000_000;
/// Fewer pixels along a side are no code.
const SIDE_MIN: usize = 21;
/// The most corners that are tried in one picture.
const TRIES_MAX: usize = 60;

/// The texts of all codes in a picture of grey pixels (0 = black), row by row. Nothing when there is no code, the picture
/// has more than [`PIXELS_MAX`], or the pixels are not width × height.
#[must_use]
pub fn read(width: usize, height: usize, grey: &[u8]) -> Vec<String> {
    if width.checked_mul(height) != Some(grey.len()) || grey.len() > PIXELS_MAX || width.min(height) < SIDE_MIN {
        return Vec::new();
    }
    let found = sharp(width, height, grey, false);
    // Half the size shows less noise.
    if width.min(height) < 400 || !found.is_empty() {
        return found;
    }
    read(width / 2, height / 2, &halved(width, height, grey))
}

/// The same where there is one code that soon gives way to the next: whoever looks again at once need not look so hard.
#[must_use]
pub fn read_one(width: usize, height: usize, grey: &[u8]) -> Option<String> {
    let is_picture = width.checked_mul(height) == Some(grey.len()) && width.min(height) >= SIDE_MIN;
    if is_picture && grey.len() <= PIXELS_MAX { sharp(width, height, grey, true).pop() } else { None }
}

/// What is seen at full size.
fn sharp(width: usize, height: usize, grey: &[u8], only_one: bool) -> Vec<String> {
    let side = width.min(height);
    // Small surroundings see through shadows, large ones do not hollow out large modules.
    for reach in [side / 12, side / 3] {
        let found = seen(&Picture::new(width, height, grey, reach.max(5)), only_one);
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}

fn seen(picture: &Picture, only_one: bool) -> Vec<String> {
    let field = Field::new();
    let marks = marks(picture);
    let mut free = vec![true; marks.len()];
    let mut found = Vec::new();
    let mut corners = corners(&marks);
    for _ in 0..TRIES_MAX {
        corners.retain(|corner: &Corner| corner.marks.iter().all(|mark| free[*mark]));
        // The likeliest first. A few out of many: no sorting.
        let best = (0..corners.len()).min_by(|one, two| corners[*one].odd.total_cmp(&corners[*two].odd));
        let Some(corner) = best.map(|best| corners.swap_remove(best)) else { break };
        if let Some(text) = readings(picture, corner.marks.map(|mark| marks[mark]), &|matrix| decoded(&field, &matrix))
        {
            corner.marks.iter().for_each(|mark| free[*mark] = false);
            if !found.contains(&text) {
                found.push(text);
            }
            if only_one {
                break;
            }
        }
    }
    found
}

/// The text of a code whose modules are known, some of them perhaps wrongly. Also of one seen in a mirror.
#[must_use]
pub fn decode(matrix: &Matrix) -> Option<String> {
    decoded(&Field::new(), matrix)
}

fn decoded(field: &Field, matrix: &Matrix) -> Option<String> {
    let version = Version::by_size(matrix.size())?;
    plain(field, version, matrix)
        .or_else(|| plain(field, version, &Matrix::new(matrix.size(), |x, y| matrix.is_dark(y, x))))
}

fn plain(field: &Field, version: Version, matrix: &Matrix) -> Option<String> {
    let said = format_places(version.size())
        .map(|places| (0..).zip(places).fold(0, |bits, (bit, (x, y))| bits | u16::from(matrix.is_dark(x, y)) << bit));
    // Any two formats differ in seven bits, so up to three wrong ones leave no doubt.
    let wrong = |data: &u16| said.iter().map(|said| (said ^ format(*data)).count_ones()).min().unwrap_or(15);
    let data = (0..32).min_by_key(wrong).filter(|data| wrong(data) <= 3)?;
    let (level, mask) = (Level::by_number(data >> 3), data & 7);

    let mut bytes = Vec::new();
    for eight in version.path().chunks_exact(8) {
        let bit = |(x, y): &(usize, usize)| matrix.is_dark(*x, *y) != is_masked(mask, *x, *y);
        bytes.push(eight.iter().fold(0, |byte, place| byte << 1 | u8::from(bit(place))));
    }
    // Dealt out byte by byte: first the data of all blocks, then the check bytes.
    let lengths = version.blocks(level);
    let mut blocks: Vec<Vec<u8>> = vec![Vec::new(); lengths.len()];
    let mut bytes = bytes.into_iter();
    let longest = lengths.iter().map(|(data, _)| *data).max()?;
    for place in 0..longest {
        for (block, (data, _)) in blocks.iter_mut().zip(&lengths) {
            if place < *data {
                block.push(bytes.next()?);
            }
        }
    }
    let checks = lengths.first()?.1;
    for _ in 0..checks {
        for block in &mut blocks {
            block.push(bytes.next()?);
        }
    }
    let mut whole = Vec::new();
    for mut block in blocks {
        if !correct(field, &mut block, checks) {
            return None;
        }
        block.truncate(block.len() - checks);
        whole.append(&mut block);
    }
    text(&whole, version)
}

/// The mean of every four pixels.
fn halved(width: usize, height: usize, grey: &[u8]) -> Vec<u8> {
    let mut half = Vec::with_capacity(grey.len() / 4);
    for y in 0..height / 2 {
        let (one, two) = (&grey[2 * y * width..], &grey[(2 * y + 1) * width..]);
        for x in (0..width / 2).map(|x| 2 * x) {
            let sum = [one[x], one[x + 1], two[x], two[x + 1]].into_iter().map(u16::from).sum::<u16>();
            half.push((sum / 4) as u8);
        }
    }
    half
}
