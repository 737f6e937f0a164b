//! The reader's own copy of the text.

use super::seeds::COURSE;
use super::text;
use biaoshuai::core::reading::decode::{Encoding, FileKind, decode, is_plausible};
use biaoshuai::core::reading::docx::{XML_LIMIT, document_xml};
use biaoshuai::core::reading::marks::{Printed, pieces};
use biaoshuai::core::reading::{OwnText, Refusal};
use biaoshuai::core::review::Moment;
use biaoshuai::core::search::{Index, Initials};
use std::sync::Arc;

/// A text: refused, or shown as it is, every character of it once.
pub(crate) fn own_text(data: &[u8]) {
    let utf8 = |encoding: Encoding, bytes: &[u8]| {
        std::str::from_utf8(bytes).ok().filter(|_| encoding == Encoding::Utf8).map(str::to_owned)
    };
    let _ = (FileKind::of(data), decode(data, &utf8));
    let Some(text) = text(data) else { return };
    let _ = is_plausible(text);
    let course = &*COURSE;
    let reading = match OwnText::admit(text, "原文.txt", Moment { utc_ms: 1, zone_min: 0 }, course) {
        Ok(reading) => reading,
        Err(Refusal::Unrelated { cited, found }) => return assert!(found <= cited, "more found than cited"),
        Err(Refusal::Empty | Refusal::TooLong) => return,
    };
    for block in reading.blocks(course) {
        let whole: String = pieces(block.text, &block.marks).into_iter().map(|(piece, _)| piece).collect();
        assert_eq!(whole, block.text, "something of a paragraph is lost");
    }
    for question in &course.questions {
        for passage in reading.passages(&question.source) {
            let _ = pieces(&passage.text, &passage.marks);
        }
    }
    let printed = Printed::new(text);
    for mark in printed.find(text.get(..9).unwrap_or(text)) {
        assert!(text.get(mark).is_some(), "a mark inside a character");
    }
    let index = Index::build(Arc::new(course.clone()), Some(&reading.text.paragraphs), Initials::from_level_one("啊"));
    let typed = reading.text.paragraphs.first().map_or("", String::as_str);
    let _ = index.search(typed).map(|found| found.total());
}

/// A .docx: its text is found inside the file or not at all.
pub(crate) fn docx(data: &[u8]) {
    if let Ok(packed) = document_xml(data) {
        assert!(packed.size <= XML_LIMIT && packed.bytes.len() <= data.len(), "larger than allowed");
        assert!(packed.deflated || packed.size == packed.bytes.len(), "the size is another");
    }
}
