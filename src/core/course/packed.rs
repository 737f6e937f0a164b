//! The bytes of a compiled file: postcard, with all texts in one block of UTF-16.
//!
//! A Chinese character is three bytes in UTF-8 and two in UTF-16, and the lengths between the texts disturb a compressor:
//! apart, the course is a tenth smaller on the line.
//!
//! Layout: format, number of structure bytes (both as postcard's variable-length numbers), structure, texts (little-endian).

use super::{CourseError, FORMAT};
use postcard::Error;
use postcard::de_flavors::Flavor;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

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

    fn try_take_n(&mut self, count: usize) -> Result<&'de [u8], Error> {
        let (taken, rest) = self.texts.split_at_checked(count).ok_or(Error::DeserializeUnexpectedEnd)?;
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
    let (units, odd) = texts.as_chunks::<2>();
    if !odd.is_empty() {
        return Err(damaged());
    }
    let texts: String = char::decode_utf16(units.iter().map(|unit| u16::from_le_bytes(*unit)))
        .collect::<Result<_, _>>()
        .map_err(|_| damaged())?;
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
        self.texts.extend(taken);
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
    out.extend(texts.encode_utf16().flat_map(u16::to_le_bytes));
    Ok(out)
}
