//! The table as a workbook: a handful of XML files in a zip archive without compression.

use super::{escape, table};
use crate::core::course::Course;
use crate::core::crc::crc32;
use crate::core::review::Review;
use std::sync::Arc;

const SHEET: &str = "xl/worksheets/sheet1.xml";

/// Everything beside the sheet: which file is what, and where the sheet is.
const FRAME: [(&str, &str); 4] = [
    (
        "[Content_Types].xml",
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>"#,
    ),
    (
        "_rels/.rels",
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
    ),
    (
        "xl/workbook.xml",
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="学习台账" sheetId="1" r:id="r1"/></sheets></workbook>"#,
    ),
    (
        "xl/_rels/workbook.xml.rels",
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#,
    ),
];

const BEGIN: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cols><col min="1" max="1" width="17" customWidth="1"/><col min="2" max="3" width="24" customWidth="1"/><col min="4" max="4" width="70" customWidth="1"/></cols><sheetData>"#;
const END: &str = "</sheetData></worksheet>";

/// The table as the bytes of an .xlsx file.
#[must_use]
pub fn workbook(answers: &[Review], courses: &[Arc<Course>]) -> Vec<u8> {
    sheet(&mut |put| table(answers, courses, &mut |cells| put(cells)))
}

/// Takes the rows of a sheet, one after the other.
pub type Put<'a> = dyn FnMut(&[&str]) + 'a;

/// An .xlsx file of the rows that `rows` gives, one after the other.
#[must_use]
pub fn sheet(rows: &mut dyn FnMut(&mut Put<'_>)) -> Vec<u8> {
    let mut zip = Zip::default();
    for (name, text) in FRAME {
        let begin = zip.begin(name);
        zip.bytes.extend_from_slice(text.as_bytes());
        zip.end(begin);
    }
    // The sheet is long, so it is written where it is to stay.
    let begin = zip.begin(SHEET);
    zip.bytes.extend_from_slice(BEGIN.as_bytes());
    rows(&mut |cells| {
        let mut line = "<row>".to_owned();
        for cell in cells {
            put(cell, &mut line);
        }
        line.push_str("</row>");
        zip.bytes.extend_from_slice(line.as_bytes());
    });
    zip.bytes.extend_from_slice(END.as_bytes());
    zip.end(begin);
    zip.close()
}

/// Adds a cell to a row.
pub fn put(cell: &str, line: &mut String) {
    if !cell.is_empty() && cell.bytes().all(|byte| byte.is_ascii_digit()) {
        line.push_str("<c><v>");
        line.push_str(cell);
        line.push_str("</v></c>");
        return;
    }
    line.push_str("<c t=\"inlineStr\"><is><t>");
    escape(cell, &[('&', "&amp;"), ('<', "&lt;"), ('>', "&gt;")], line);
    line.push_str("</t></is></c>");
}

/// An archive that is being written.
#[derive(Default)]
struct Zip {
    bytes: Vec<u8>,
    /// What stands at its end: one record for each file.
    directory: Vec<u8>,
    files: u16,
}

/// The smallest version of the format that is enough, no flags, stored without compression, and the first date that the
/// format knows.
const STORED: [u8; 10] = [20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0];
/// Checksum and twice the size, which are known when the file is written.
const LATER: [u8; 12] = [0; 12];

fn u32_of(number: usize) -> [u8; 4] {
    u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes()
}

impl Zip {
    /// Begins a file; says where its header and its contents begin. Its name is short and ASCII.
    fn begin(&mut self, name: &str) -> (usize, usize) {
        let header = self.bytes.len();
        self.bytes.extend_from_slice(b"PK\x03\x04");
        self.bytes.extend_from_slice(&STORED);
        self.bytes.extend_from_slice(&LATER);
        self.bytes.extend_from_slice(&[name.len() as u8, 0, 0, 0]);
        self.bytes.extend_from_slice(name.as_bytes());
        (header, self.bytes.len())
    }

    /// Ends it: what is known now goes into its header, and that with its place into the directory.
    fn end(&mut self, (header, contents): (usize, usize)) {
        let size = u32_of(self.bytes.len() - contents);
        let sums = [crc32(&self.bytes[contents..]).to_le_bytes(), size, size].concat();
        self.bytes[header + 14..header + 26].copy_from_slice(&sums);
        self.directory.extend_from_slice(b"PK\x01\x02\x14\x00");
        self.directory.extend_from_slice(&self.bytes[header + 4..header + 30]);
        self.directory.extend_from_slice(&[0; 10]);
        self.directory.extend_from_slice(&u32_of(header));
        self.directory.extend_from_slice(&self.bytes[header + 30..contents]);
        self.files += 1;
    }

    fn close(mut self) -> Vec<u8> {
        let at = self.bytes.len();
        let [low, high] = self.files.to_le_bytes();
        self.bytes.extend_from_slice(&self.directory);
        self.bytes.extend_from_slice(b"PK\x05\x06\x00\x00\x00\x00");
        self.bytes.extend_from_slice(&[low, high, low, high]);
        self.bytes.extend_from_slice(&u32_of(self.directory.len()));
        self.bytes.extend_from_slice(&u32_of(at));
        self.bytes.extend_from_slice(&[0, 0]);
        self.bytes
    }
}
