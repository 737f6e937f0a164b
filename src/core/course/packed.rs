//! The bytes of a compiled file: postcard, with all texts in one block, written in an alphabet of their own.
//!
//! A Chinese character is three bytes in UTF-8. Here it is its number in the list of the characters that occur, two
//! bytes, of which the second is 0 for the most frequent ones; and a text ends where its end is written, for a compressor
//! foresees a sign after a full stop better than a length before the first word. Both together make a course a sixth
//! smaller on the line.
//!
//! Layout: format, number of structure bytes (both as postcard's variable-length numbers), structure, alphabet (postcard,
//! each character as the distance from the one before), texts (numbers in the alphabet, little-endian). In the structure
//! the length of every text is 1.

use super::{CourseError, FORMAT};
use postcard::Error;
use postcard::de_flavors::Flavor;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

/// Behind every text.
const END: u8 = 0;

/// Characters whose number has the same second byte.
const BLOCK: usize = 256;

/// Reads numbers from one block and texts from another.
struct Apart<'de> {
    structure: &'de [u8],
    texts: &'de [u8],
}

impl<'de> Flavor<'de> for Apart<'de> {
    type Remainder = (&'de [u8], &'de [u8]);
    type Source = ();

    fn pop(&mut self) -> Result<u8, Error> {
        let (first, rest) = self.structure.split_first().ok_or(Error::DeserializeUnexpectedEnd)?;
        self.structure = rest;
        Ok(*first)
    }

    fn try_take_n(&mut self, _: usize) -> Result<&'de [u8], Error> {
        let end = self.texts.iter().position(|byte| *byte == END).ok_or(Error::DeserializeUnexpectedEnd)?;
        let (taken, rest) = (&self.texts[..end], &self.texts[end + 1..]);
        self.texts = rest;
        Ok(taken)
    }

    fn finalize(self) -> Result<Self::Remainder, Error> {
        Ok((self.structure, self.texts))
    }
}

/// Reads what [`pack`] has written.
pub(super) fn unpack<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, CourseError> {
    let (found, rest): (u32, _) = postcard::take_from_bytes(bytes).map_err(CourseError::Damaged)?;
    if found != FORMAT {
        return Err(CourseError::Format { found });
    }
    let damaged = || CourseError::Damaged(Error::DeserializeBadEncoding);
    let (length, rest): (u32, _) = postcard::take_from_bytes(rest).map_err(CourseError::Damaged)?;
    let (structure, texts) =
        usize::try_from(length).ok().and_then(|at| rest.split_at_checked(at)).ok_or_else(damaged)?;
    let (distances, texts): (Vec<i32>, _) = postcard::take_from_bytes(texts).map_err(CourseError::Damaged)?;
    let mut alphabet = Vec::new();
    let mut last = 0_u32;
    for distance in distances {
        last = last.wrapping_add_signed(distance);
        alphabet.push(char::from_u32(last).ok_or_else(damaged)?);
    }
    let (numbers, odd) = texts.as_chunks::<2>();
    if !odd.is_empty() {
        return Err(damaged());
    }
    let mut texts = String::new();
    for number in numbers {
        texts.push(*alphabet.get(usize::from(u16::from_le_bytes(*number))).ok_or_else(damaged)?);
    }
    let mut reader = postcard::Deserializer::from_flavor(Apart { structure, texts: texts.as_bytes() });
    let value = T::deserialize(&mut reader).map_err(CourseError::Damaged)?;
    match reader.finalize() {
        Ok(([], [])) => Ok(value),
        _ => Err(damaged()),
    }
}

/// Notes which of the bytes are structure, and which are text.
struct Sorting<'de> {
    bytes: &'de [u8],
    structure: Vec<u8>,
    texts: Vec<u8>,
}

impl<'de> Flavor<'de> for Sorting<'de> {
    type Remainder = (Vec<u8>, Vec<u8>);
    type Source = ();

    fn pop(&mut self) -> Result<u8, Error> {
        let (first, rest) = self.bytes.split_first().ok_or(Error::DeserializeUnexpectedEnd)?;
        self.bytes = rest;
        self.structure.push(*first);
        Ok(*first)
    }

    fn try_take_n(&mut self, count: usize) -> Result<&'de [u8], Error> {
        let (taken, rest) = self.bytes.split_at_checked(count).ok_or(Error::DeserializeUnexpectedEnd)?;
        self.bytes = rest;
        if taken.contains(&END) {
            return Err(Error::SerdeSerCustom);
        }
        self.texts.extend(taken);
        self.texts.push(END);
        // The length was taken for structure; what it says is told by the end of the text.
        let length = postcard::to_allocvec(&count)?.len();
        self.structure.truncate(self.structure.len().saturating_sub(length));
        self.structure.push(1);
        Ok(taken)
    }

    fn finalize(self) -> Result<Self::Remainder, Error> {
        Ok((self.structure, self.texts))
    }
}

/// Writes a value.
pub(super) fn pack<T: Serialize + for<'de> Deserialize<'de>>(value: &T) -> Result<Vec<u8>, CourseError> {
    pack_or(value).map_err(CourseError::Damaged)
}

fn pack_or<T: Serialize + for<'de> Deserialize<'de>>(value: &T) -> Result<Vec<u8>, Error> {
    let bytes = postcard::to_allocvec(value)?;
    // Only a reader knows what is text; so what was written is read once.
    let sorting = Sorting { bytes: &bytes, structure: Vec::new(), texts: Vec::new() };
    let mut reader = postcard::Deserializer::from_flavor(sorting);
    T::deserialize(&mut reader)?;
    let (structure, texts) = reader.finalize()?;
    let texts = String::from_utf8(texts).map_err(|_| Error::DeserializeBadUtf8)?;
    let length = u32::try_from(structure.len()).map_err(|_| Error::SerializeBufferFull)?;
    let mut out = postcard::to_allocvec(&(FORMAT, length))?;
    out.extend(structure);
    let alphabet = alphabet(&texts);
    let mut distances = Vec::new();
    let mut numbers = HashMap::new();
    let mut last = 0;
    for (number, character) in alphabet.into_iter().enumerate() {
        let code = i32::try_from(u32::from(character)).map_err(|_| Error::SerializeBufferFull)?;
        distances.push(code - last);
        last = code;
        numbers.insert(character, u16::try_from(number).map_err(|_| Error::SerializeBufferFull)?);
    }
    let mut out = postcard::to_extend(&distances, out)?;
    out.extend(texts.chars().filter_map(|character| numbers.get(&character)).flat_map(|number| number.to_le_bytes()));
    Ok(out)
}

/// The characters of the texts: the most frequent ones first, block by block; in a block in the order of their codes, so
/// that the distances are small.
fn alphabet(texts: &str) -> Vec<char> {
    let mut counts = BTreeMap::<char, usize>::new();
    for character in texts.chars() {
        *counts.entry(character).or_default() += 1;
    }
    let mut alphabet: Vec<char> = counts.keys().copied().collect();
    alphabet.sort_by_key(|character| Reverse(counts.get(character).copied()));
    for block in alphabet.chunks_mut(BLOCK) {
        block.sort_unstable();
    }
    alphabet
}
