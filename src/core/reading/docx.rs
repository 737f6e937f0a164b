//! Finds the text of a .docx, which is a zip archive, without unpacking anything. Every offset comes from a file that
//! may be damaged or made to harm, so every access is checked.

/// Bytes of XML that the text of a document may have; a book has less.
pub const XML_LIMIT: usize = 10 * 1024 * 1024;

/// The entry that holds the text.
const ENTRY: &[u8] = b"word/document.xml";

/// Length of the record at the end of an archive, without its comment.
const END_LENGTH: usize = 22;

/// A part of the archive as it lies there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Packed<'a> {
    /// The bytes.
    pub bytes: &'a [u8],
    /// Whether they are deflated (raw, without a header) or stored as they are.
    pub deflated: bool,
    /// How many bytes they are when unpacked; at most [`XML_LIMIT`].
    pub size: usize,
}

/// Why there is no text to be had from a .docx.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DocxError {
    /// Not a whole zip archive.
    #[error("the archive is damaged")]
    Damaged,
    /// An archive, but not of a text document.
    #[error("the archive has no word/document.xml")]
    NotDocx,
    /// Protected by a password.
    #[error("the archive is encrypted")]
    Encrypted,
    /// More than [`XML_LIMIT`].
    #[error("the document is too big")]
    TooBig,
    /// Packed in a way that no writer of documents uses.
    #[error("the archive is packed in an unusual way")]
    Unusual,
}

/// Finds the packed text of a document.
///
/// # Errors
/// [`DocxError`], see there.
pub fn document_xml(bytes: &[u8]) -> Result<Packed<'_>, DocxError> {
    let end = end_record(bytes).ok_or(DocxError::Damaged)?;
    let (count, directory) = (u16_at(end, 10)?, u32_at(end, 16)?);
    if count == usize::from(u16::MAX) || directory == usize::MAX {
        // zip64: for archives over 4 GB.
        return Err(DocxError::Unusual);
    }
    let mut at = directory;
    for _ in 0..count {
        let head = bytes.get(at..).filter(|head| head.starts_with(b"PK\x01\x02")).ok_or(DocxError::Damaged)?;
        let name_length = u16_at(head, 28)?;
        if head.get(46..46 + name_length) == Some(ENTRY) {
            return packed(bytes, head);
        }
        at += 46 + name_length + u16_at(head, 30)? + u16_at(head, 32)?;
    }
    Err(DocxError::NotDocx)
}

/// The bytes of an entry, from its head in the directory.
fn packed<'a>(bytes: &'a [u8], head: &[u8]) -> Result<Packed<'a>, DocxError> {
    let (flags, method) = (u16_at(head, 8)?, u16_at(head, 10)?);
    let (length, size, offset) = (u32_at(head, 20)?, u32_at(head, 24)?, u32_at(head, 42)?);
    if flags & 1 != 0 {
        return Err(DocxError::Encrypted);
    }
    if [length, size, offset].contains(&usize::MAX) || !matches!(method, 0 | 8) {
        return Err(DocxError::Unusual);
    }
    if size > XML_LIMIT {
        return Err(DocxError::TooBig);
    }
    // The entry has a head of its own, whose extra field may be longer than the one in the directory.
    let own = bytes.get(offset..).filter(|own| own.starts_with(b"PK\x03\x04")).ok_or(DocxError::Damaged)?;
    let begin = 30 + u16_at(own, 26)? + u16_at(own, 28)?;
    let content = own.get(begin..).and_then(|rest| rest.get(..length)).ok_or(DocxError::Damaged)?;
    let deflated = method == 8;
    if !deflated && length != size {
        return Err(DocxError::Damaged);
    }
    Ok(Packed { bytes: content, deflated, size })
}

/// The record at the end: the last place with its signature and a comment that fits exactly.
fn end_record(bytes: &[u8]) -> Option<&[u8]> {
    let latest = bytes.len().checked_sub(END_LENGTH)?;
    let earliest = latest.saturating_sub(usize::from(u16::MAX));
    (earliest..=latest).rev().map(|at| &bytes[at..]).find(|end| {
        end.starts_with(b"PK\x05\x06") && u16_at(end, 20).is_ok_and(|comment| END_LENGTH + comment == end.len())
    })
}

fn u16_at(bytes: &[u8], at: usize) -> Result<usize, DocxError> {
    match bytes.get(at..at + 2) {
        Some(&[low, high]) => Ok(usize::from(u16::from_le_bytes([low, high]))),
        _ => Err(DocxError::Damaged),
    }
}

/// A number of 32 bits; [`usize::MAX`] for the largest, which says that the number is elsewhere (zip64).
fn u32_at(bytes: &[u8], at: usize) -> Result<usize, DocxError> {
    match bytes.get(at..at + 4) {
        Some(&[a, b, c, d]) => match u32::from_le_bytes([a, b, c, d]) {
            u32::MAX => Ok(usize::MAX),
            number => usize::try_from(number).map_err(|_| DocxError::Damaged),
        },
        _ => Err(DocxError::Damaged),
    }
}
