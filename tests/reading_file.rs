//! Readers rely on this: their own file is opened whatever its encoding, and one that is no text says what it is.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

use biaoshuai::core::reading::decode::{Encoding, FileKind, decode, is_plausible};
use biaoshuai::core::reading::docx::{DocxError, XML_LIMIT, document_xml};
use proptest::prelude::*;

#[test]
fn files_are_known_by_their_first_bytes() {
    for (bytes, kind) in [
        (&b"PK\x03\x04"[..], FileKind::Zip),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", FileKind::OldDocument),
        (b"{\\rtf1", FileKind::OldDocument),
        (b"%PDF-1.7", FileKind::Pdf),
        (b"\x89PNG\r\n", FileKind::Image),
        (b"\xff\xd8\xff\xe0", FileKind::Image),
        (b"\0\0\0\x18ftypheic", FileKind::Image),
        (b"RIFF\0\0\0\0WEBPVP8 ", FileKind::Image),
        ("讲话".as_bytes(), FileKind::Text),
        (b"", FileKind::Text),
    ] {
        assert_eq!(FileKind::of(bytes), kind, "{bytes:?}");
    }
}

/// Decodes as a browser does; of GB18030 only what this test needs.
fn decoder(encoding: Encoding, bytes: &[u8]) -> Option<String> {
    match encoding {
        Encoding::Utf8 => std::str::from_utf8(bytes).ok().map(str::to_owned),
        Encoding::Utf16Le => {
            String::from_utf16(&bytes.chunks(2).map(|two| u16::from_le_bytes([two[0], two[1]])).collect::<Vec<_>>())
                .ok()
        }
        Encoding::Utf16Be => {
            String::from_utf16(&bytes.chunks(2).map(|two| u16::from_be_bytes([two[0], two[1]])).collect::<Vec<_>>())
                .ok()
        }
        Encoding::Gb18030 => (bytes == b"\xca\xe9").then(|| "书".to_owned()),
    }
}

#[test]
fn the_encoding_is_found_out() {
    let utf_16 = |order: fn(u16) -> [u8; 2]| "\u{feff}一本书".encode_utf16().flat_map(order).collect::<Vec<u8>>();
    assert_eq!(decode("一本书".as_bytes(), &decoder).as_deref(), Some("一本书"));
    assert_eq!(decode("\u{feff}一本书".as_bytes(), &decoder).as_deref(), Some("\u{feff}一本书"));
    assert_eq!(decode(&utf_16(u16::to_le_bytes), &decoder).as_deref(), Some("\u{feff}一本书"));
    assert_eq!(decode(&utf_16(u16::to_be_bytes), &decoder).as_deref(), Some("\u{feff}一本书"));
    assert_eq!(decode(b"\xca\xe9", &decoder).as_deref(), Some("书"));
    assert_eq!(decode(b"\xca\xe9\xff", &decoder), None);
    assert_eq!(decode(b"\0\x01\x02", &decoder), None, "data are no text");
    assert_eq!(decode(b"plain English", &decoder), None);
    assert_eq!(decode(b"", &decoder).as_deref(), Some(""), "an empty file is said to be empty");
    assert!(is_plausible("第18段：ABC，五对关系") && !is_plausible("Lorem 书"));
}

/// A file of a zip archive.
struct Entry<'a> {
    name: &'a str,
    content: &'a [u8],
    method: u16,
    flags: u16,
}

fn stored<'a>(name: &'a str, content: &'a [u8]) -> Entry<'a> {
    Entry { name, content, method: 0, flags: 0 }
}

fn zip(entries: &[Entry<'_>]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    let number = |value: usize| u32::try_from(value).unwrap().to_le_bytes();
    let short = |value: usize| u16::try_from(value).unwrap().to_le_bytes();
    for Entry { name, content, method, flags } in entries {
        let offset = out.len();
        let mut common = [20_u16.to_le_bytes(), flags.to_le_bytes(), method.to_le_bytes()].concat();
        common.extend([0; 8]);
        common.extend([number(content.len()), number(content.len())].concat());
        common.extend(short(name.len()));
        out.extend(b"PK\x03\x04");
        out.extend(&common);
        // The entry's own head has an extra field that the directory does not have.
        out.extend(short(4));
        out.extend(name.as_bytes());
        out.extend([9; 4]);
        out.extend(*content);
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(&common);
        directory.extend([0; 12]);
        directory.extend(number(offset));
        directory.extend(name.as_bytes());
    }
    let begin = out.len();
    out.extend(&directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend([short(entries.len()), short(entries.len())].concat());
    out.extend([number(directory.len()), number(begin)].concat());
    out.extend(short(5));
    out.extend(b"hello");
    out
}

#[test]
fn the_text_of_a_docx_is_found() {
    let xml = "<w:document/>".as_bytes();
    let file = zip(&[stored("[Content_Types].xml", b"<Types/>"), stored("word/document.xml", xml)]);
    let packed = document_xml(&file).unwrap();
    assert_eq!((packed.bytes, packed.deflated, packed.size), (xml, false, xml.len()));
    let deflated = zip(&[Entry { method: 8, ..stored("word/document.xml", xml) }]);
    assert!(document_xml(&deflated).unwrap().deflated);
}

#[test]
fn what_is_not_a_docx_says_why() {
    let xml = b"<w:document/>";
    let entry = |method, flags| zip(&[Entry { name: "word/document.xml", content: xml, method, flags }]);
    assert_eq!(document_xml(&zip(&[stored("xl/workbook.xml", xml)])), Err(DocxError::NotDocx));
    assert_eq!(document_xml(&zip(&[])), Err(DocxError::NotDocx));
    assert_eq!(document_xml(&entry(0, 1)), Err(DocxError::Encrypted));
    assert_eq!(document_xml(&entry(12, 0)), Err(DocxError::Unusual));
    assert_eq!(document_xml(b"PK\x03\x04 and then nothing"), Err(DocxError::Damaged));
    assert_eq!(document_xml(b""), Err(DocxError::Damaged));
    let whole = entry(0, 0);
    assert_eq!(document_xml(&whole[..whole.len() - 1]), Err(DocxError::Damaged));
    let directory = whole.windows(4).position(|four| four == b"PK\x01\x02").unwrap();
    let changed = |at: usize, bytes: [u8; 4]| {
        let mut file = whole.clone();
        file[directory + at..directory + at + 4].copy_from_slice(&bytes);
        document_xml(&file).unwrap_err()
    };
    assert_eq!(changed(24, u32::try_from(XML_LIMIT + 1).unwrap().to_le_bytes()), DocxError::TooBig);
    assert_eq!(changed(24, [0xff; 4]), DocxError::Unusual, "zip64");
    assert_eq!(changed(20, [0, 0, 0, 0x70]), DocxError::Damaged, "a length beyond the file");
    assert_eq!(changed(42, [0xfe, 0xff, 0xff, 0xff]), DocxError::Damaged, "a place beyond the file");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(512) })]

    #[test]
    fn no_bytes_at_all_break_the_reading_of_archives(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = document_xml(&bytes);
        let _ = FileKind::of(&bytes);
        let _ = decode(&bytes, &|_, bytes| Some(String::from_utf8_lossy(bytes).into_owned()));
    }

    #[test]
    fn no_damage_to_an_archive_breaks_its_reading(at in 0_usize..200, value: u8, cut in 0_usize..200) {
        let mut file = zip(&[stored("a", b"b"), stored("word/document.xml", b"<w:document/>")]);
        let length = file.len();
        file[at % length] = value;
        if let Ok(packed) = document_xml(&file) {
            prop_assert!(packed.size <= XML_LIMIT);
        }
        let _ = document_xml(&file[cut % length..]);
    }
}
