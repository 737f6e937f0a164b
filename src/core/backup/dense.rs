//! A backup made small for a way on which every kilobyte takes time: what compresses badly is taken out of its text. Ids
//! are random and stand there again and again, moments are long numbers that differ little; each leaves a mark in the text
//! and goes into a list of its own, an id only once. Packed with gzip, the rest is less than half.
//!
//! `ZBD1`, the lengths of the first three parts in four bytes each, then: the text with its marks; for each id the place
//! of the one it is, as the distance from the one behind the last; the moments of new ids and of the text, as the distance
//! from the last one; the rest of new ids in ten bytes. Distances are zigzag numbers of variable length.

/// How it begins.
pub const MAGIC: &[u8; 4] = b"ZBD1";
/// Stands for an id. No JSON has these characters: they are escaped there.
const ID: u8 = 1;
/// Stands for a moment.
const TIME: u8 = 2;
/// Digits of a moment, from 2001 to 2286.
const TIME_DIGITS: usize = 13;
/// Characters of an id, and where its hyphens are.
const ID_LENGTH: usize = 36;
const HYPHENS: [usize; 4] = [8, 13, 18, 23];

/// The dense form of a text; `None` when it has one of the marks.
#[must_use]
pub fn write(text: &str) -> Option<Vec<u8>> {
    let text = text.as_bytes();
    let mut out = [Vec::with_capacity(text.len() / 2), Vec::new(), Vec::new(), Vec::new()];
    // Ids with their places in the order of their coming. They grow with time, so new ones come near the end.
    let mut known = Vec::<(u128, i64)>::new();
    let (mut next, mut last) = (0, 0);
    let mut at = 0;
    while let Some(byte) = text.get(at) {
        if let Some(id) = id_at(text, at) {
            let count = known.len() as i64;
            let found = known.binary_search_by_key(&id, |known| known.0);
            let place = found.map_or(count, |found| known[found].1);
            put(&mut out[1], place - next);
            next = place + 1;
            if let Err(free) = found {
                known.insert(free, (id, count));
                let time = (id >> 80) as i64;
                put(&mut out[2], time - last);
                last = time;
                out[3].extend(&id.to_be_bytes()[6..]);
            }
            out[0].push(ID);
            at += ID_LENGTH;
        } else if let Some(time) = time_at(text, at) {
            put(&mut out[2], time - last);
            last = time;
            out[0].push(TIME);
            at += TIME_DIGITS;
        } else if matches!(*byte, ID | TIME) {
            return None;
        } else {
            out[0].push(*byte);
            at += 1;
        }
    }
    let mut bytes = MAGIC.to_vec();
    for part in &out[..3] {
        bytes.extend(u32::try_from(part.len()).ok()?.to_le_bytes());
    }
    Some([bytes, out.concat()].concat())
}

/// The text of a dense form; `None` when it is damaged or has more than `limit` bytes.
#[must_use]
pub fn read(bytes: &[u8], limit: usize) -> Option<String> {
    let (lengths, mut rest) = bytes.strip_prefix(MAGIC)?.split_at_checked(12)?;
    let mut part = |at: usize| {
        let length = u32::from_le_bytes(*lengths[at..].first_chunk()?);
        let (part, behind) = rest.split_at_checked(usize::try_from(length).ok()?)?;
        rest = behind;
        Some(part)
    };
    let (text, mut places, mut times) = (part(0)?, part(4)?, part(8)?);
    let mut known = Vec::<String>::new();
    let (mut next, mut last) = (0_i64, 0_i64);
    let mut out = Vec::with_capacity(text.len().min(limit));
    for byte in text {
        match *byte {
            ID => {
                let place = next.checked_add(take(&mut places)?)?;
                next = place.checked_add(1)?;
                let place = usize::try_from(place).ok()?;
                if place == known.len() {
                    last = last.checked_add(take(&mut times)?)?;
                    let (random, behind) = rest.split_at_checked(10)?;
                    rest = behind;
                    known.push(written(&[&last.to_be_bytes()[2..], random].concat()));
                }
                out.extend(known.get(place)?.bytes());
            }
            TIME => {
                last = last.checked_add(take(&mut times)?)?;
                out.extend(last.to_string().bytes());
            }
            other => out.push(other),
        }
        if out.len() > limit {
            return None;
        }
    }
    String::from_utf8(out).ok()
}

/// The id at a place, if there is one.
fn id_at(text: &[u8], at: usize) -> Option<u128> {
    let text = text.get(at..at + ID_LENGTH)?;
    if HYPHENS.iter().any(|place| text[*place] != b'-') {
        return None;
    }
    let mut id = 0;
    for (place, byte) in text.iter().enumerate() {
        let digit = match byte {
            b'0'..=b'9' => byte - b'0',
            b'a'..=b'f' => byte - b'a' + 10,
            b'-' if HYPHENS.contains(&place) => continue,
            _ => return None,
        };
        id = id << 4 | u128::from(digit);
    }
    Some(id)
}

fn written(id: &[u8]) -> String {
    let mut text = String::with_capacity(ID_LENGTH);
    for byte in id {
        if HYPHENS.contains(&text.len()) {
            text.push('-');
        }
        text.extend([byte >> 4, byte & 15].iter().filter_map(|digit| char::from_digit(u32::from(*digit), 16)));
    }
    text
}

/// The moment at a place: a number of so many digits, neither more nor fewer.
fn time_at(text: &[u8], at: usize) -> Option<i64> {
    let is_digit = |at: usize| text.get(at).is_some_and(u8::is_ascii_digit);
    let digits = text.get(at..at + TIME_DIGITS)?;
    let is_whole = digits[0] != b'0' && digits.iter().all(u8::is_ascii_digit);
    let alone = at.checked_sub(1).is_none_or(|before| !is_digit(before)) && !is_digit(at + TIME_DIGITS);
    (is_whole && alone).then(|| digits.iter().fold(0, |number, digit| number * 10 + i64::from(digit - b'0')))
}

/// Appends a distance.
fn put(to: &mut Vec<u8>, distance: i64) {
    let mut rest = (distance << 1 ^ distance >> 63) as u64;
    while rest > 127 {
        to.push(rest as u8 | 128);
        rest >>= 7;
    }
    to.push(rest as u8);
}

/// Takes a distance from the front.
fn take(from: &mut &[u8]) -> Option<i64> {
    let mut number = 0_u64;
    for shift in (0..64).step_by(7) {
        let (byte, rest) = from.split_first()?;
        *from = rest;
        number |= u64::from(byte & 127) << shift;
        if *byte < 128 {
            return Some((number >> 1) as i64 ^ -((number & 1) as i64));
        }
    }
    None
}
