//! What a file is, and in which encoding its text is written.

/// Bytes that a file may have; larger ones are not even read.
pub const FILE_LIMIT: u64 = 20 * 1024 * 1024;

/// A file by its first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// None of the others: read as text.
    Text,
    /// A zip archive, which a .docx is.
    Zip,
    /// A document of the old Word or WPS (also what is protected by a password), or RTF.
    OldDocument,
    /// PDF.
    Pdf,
    /// A picture.
    Image,
}

impl FileKind {
    /// Recognises a file by its magic number.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        const MAGIC: [(&[u8], FileKind); 11] = [
            (b"PK\x03\x04", FileKind::Zip),
            (b"PK\x05\x06", FileKind::Zip),
            (b"\xd0\xcf\x11\xe0", FileKind::OldDocument),
            (b"{\\rtf", FileKind::OldDocument),
            (b"%PDF", FileKind::Pdf),
            (b"\x89PNG", FileKind::Image),
            (b"\xff\xd8\xff", FileKind::Image),
            (b"GIF8", FileKind::Image),
            (b"II*\0", FileKind::Image),
            (b"MM\0*", FileKind::Image),
            (b"BM", FileKind::Image),
        ];
        let known = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|known| known.1);
        // WebP and HEIC carry their names a little further in.
        let named =
            bytes.get(4..8) == Some(b"ftyp") || (bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP"));
        known.unwrap_or(if named { Self::Image } else { Self::Text })
    }
}

/// An encoding of Chinese text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8.
    Utf8,
    /// UTF-16, low byte first.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// GB18030, which includes GBK and GB2312.
    Gb18030,
}

impl Encoding {
    /// The name by which browsers know it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
            Self::Gb18030 => "gb18030",
        }
    }

    /// What to try, in this order: what the byte-order mark says, or else UTF-8, which other texts hardly ever are by
    /// accident, then GB18030.
    #[must_use]
    pub fn candidates(bytes: &[u8]) -> &'static [Self] {
        match bytes {
            [0xef, 0xbb, 0xbf, ..] => &[Self::Utf8],
            [0xff, 0xfe, ..] => &[Self::Utf16Le],
            [0xfe, 0xff, ..] => &[Self::Utf16Be],
            _ => &[Self::Utf8, Self::Gb18030],
        }
    }
}

/// The text of a file: what the first candidate gives that decodes without a fault and looks like Chinese. `decoder`
/// must be strict: `None` for a single wrong byte.
#[must_use]
pub fn decode(bytes: &[u8], decoder: &dyn Fn(Encoding, &[u8]) -> Option<String>) -> Option<String> {
    let tries = Encoding::candidates(bytes).iter();
    tries.filter_map(|encoding| decoder(*encoding, bytes)).find(|text| text.trim().is_empty() || is_plausible(text))
}

/// Whether most letters are Chinese and there are none of the control characters that data have.
#[must_use]
pub fn is_plausible(text: &str) -> bool {
    let (mut chinese, mut letters) = (0_usize, 0_usize);
    for c in text.chars() {
        if matches!(c, '\0'..='\u{8}' | '\u{e}'..='\u{1a}' | '\u{fffd}') {
            return false;
        }
        if c.is_alphabetic() {
            letters += 1;
            chinese += usize::from(matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'));
        }
    }
    2 * chinese > letters
}
