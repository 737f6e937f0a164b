//! Copies of a text that is not the speech, and yet has everything the course cites: made of the course's own words.

use biaoshuai::core::course::Course;
use biaoshuai::core::course::source::wordings;
use flate2::Compression;
use flate2::write::DeflateEncoder;
use std::io::Write;

/// One line for each paragraph, with all wordings that the course finds there.
#[must_use]
pub fn generated(course: &Course) -> String {
    let all = wordings(course);
    let last = all.iter().flat_map(|wording| &wording.cited).copied().max().unwrap_or(0);
    let mut lines = vec!["一份生成的文字".to_owned(), "供试验用，不是讲话".to_owned()];
    for para in 1..=last {
        let mut here: Vec<&str> =
            all.iter().filter(|wording| wording.cited.first() == Some(&para)).map(|wording| wording.term).collect();
        here.sort_unstable();
        here.dedup();
        here.insert(0, "生成的一段");
        lines.push(format!("　　{}。", here.join("。")));
    }
    lines.join("\r\n")
}

/// A minimal .docx with this text.
///
/// # Errors
/// When packing fails.
pub fn docx(text: &str) -> std::io::Result<Vec<u8>> {
    const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>";
    let mut xml = HEAD.to_owned();
    for line in text.lines() {
        let line = line.replace('&', "&amp;").replace('<', "&lt;");
        // Word cuts text into runs wherever it likes.
        let middle = line.char_indices().nth(line.chars().count() / 2).map_or(0, |place| place.0);
        let (one, other) = line.split_at(middle);
        xml += &format!(
            "<w:p><w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr><w:r><w:t>{one}</w:t></w:r><w:r><w:t>{other}</w:t></w:r></w:p>"
        );
    }
    xml += "</w:body></w:document>";
    archive("word/document.xml", xml.as_bytes())
}

/// A zip archive with one deflated file.
///
/// # Errors
/// When packing fails.
pub fn archive(name: &str, content: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut packer = DeflateEncoder::new(Vec::new(), Compression::default());
    packer.write_all(content)?;
    let packed = packer.finish()?;
    let sizes =
        [packed.len(), content.len()].map(|size| u32::try_from(size).unwrap_or(u32::MAX).to_le_bytes()).concat();
    let length = u16::try_from(name.len()).unwrap_or(u16::MAX).to_le_bytes();
    // Version 2.0, no flags, deflated; no time, date and check sum.
    let common = [&[20, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0][..], &sizes, &length, &[0, 0]].concat();
    let mut out = [b"PK\x03\x04", &common[..], name.as_bytes(), &packed].concat();
    let directory = [b"PK\x01\x02\x14\0", &common[..], &[0; 14], name.as_bytes()].concat();
    let place = [directory.len(), out.len()].map(|size| u32::try_from(size).unwrap_or(u32::MAX).to_le_bytes()).concat();
    out.extend(directory);
    out.extend([b"PK\x05\x06\0\0\0\0\x01\0\x01\0", &place[..], &[0, 0]].concat());
    Ok(out)
}
