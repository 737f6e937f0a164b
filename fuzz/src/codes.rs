//! What is scanned or typed: results of a paper, codes of papers.

use super::seeds::{COURSE, paper_code as example};
use super::text;
use biaoshuai::core::exam::{Marks, PaperCode, Reach, Tailored, Variant};
use biaoshuai::core::handin::{Collection, HandIn, NAME_MAX, Slip};
use biaoshuai::core::question::QuestionKind;
use biaoshuai::core::text::visible;

/// A result, as a long text or a short one: taken by a host, it never counts for more than there is.
pub(crate) fn hand_in(data: &[u8]) {
    let Some(text) = text(data) else { return };
    if let Ok(sheet) = HandIn::parse(text) {
        assert_eq!(HandIn::parse(&sheet.text()).as_ref(), Ok(&sheet), "not the same again");
        assert!(sheet.name.as_ref().is_none_or(|name| name.chars().count() <= NAME_MAX), "a long name");
    }
    if let Ok(slip) = Slip::parse(text) {
        assert_eq!(Slip::parse(&slip.to_string()), Ok(slip), "not the same again");
    }
    // The check sums would refuse nearly everything: with the right one behind it the rest is believed.
    if let Ok(sheet) = HandIn::parse(&sealed(text)) {
        assert_eq!(HandIn::parse(&sheet.text()).as_ref(), Ok(&sheet), "not the same again");
    }
    collected(text);
    collected(&sealed(text));
}

fn collected(text: &str) {
    let course = &*COURSE;
    let code = example();
    let Ok(mut collection) = Collection::new(code, course) else { return };
    let total: Marks = collection.total();
    for text in text.lines().chain([text]) {
        let _ = collection.take(text, course);
    }
    for entry in &collection.entries {
        assert!(entry.fates.is_none() || entry.earned <= total, "more marks than there are");
        let name = entry.name.clone().unwrap_or_default();
        assert!(visible(&name) == name, "a name that is not what is seen: {name:?}");
    }
    let _ = (collection.mean(), collection.handed(), collection.by_question(), collection.by_concept(course));
    let before = collection.entries.clone();
    let mut again = match Collection::new(code, course) {
        Ok(again) => again,
        Err(error) => panic!("{error}"),
    };
    for text in collection.texts() {
        let _ = again.take(&text, course);
    }
    assert_eq!(again.entries.len(), before.len(), "what was kept is not what was taken");
}

/// A paper code: refused, or a paper that every phone makes alike.
pub(crate) fn paper_code(data: &[u8]) {
    let Some(text) = text(data) else { return };
    for code in [PaperCode::parse(text), PaperCode::find(text)].into_iter().flatten() {
        assert_eq!(PaperCode::parse(&code.to_string()), Ok(code), "not the same again");
        let _ = code.paper(&COURSE);
    }
    // The fingerprint would refuse nearly everything: made for this course the rest is believed.
    let Some((seed, rest)) = data.split_first_chunk::<8>() else { return };
    let variant = if seed[7] & 1 == 0 { Variant::A } else { Variant::B };
    let byte = |place: usize| rest.get(place).copied().unwrap_or(0);
    let kinds = QuestionKind::ALL.into_iter().enumerate().filter(|(place, _)| byte(0) >> place & 1 == 1);
    let reach = match COURSE.sections.get(usize::from(byte(1))) {
        Some(section) => Reach::Section(section.id.clone()),
        None => Reach::Course,
    };
    let tailored =
        Tailored { reach, kinds: kinds.map(|(_, kind)| kind).collect(), questions: byte(2), minutes: byte(3) };
    let tailored = Some(&tailored).filter(|_| !rest.is_empty());
    let Ok(code) = PaperCode::new(&COURSE, tailored, u64::from_le_bytes(*seed), variant) else { return };
    assert_eq!(PaperCode::parse(&code.to_string()), Ok(code), "not the same again");
    if let Ok(paper) = code.paper(&COURSE) {
        assert_eq!(Ok(paper), code.paper(&COURSE), "another paper");
    }
}

/// A result with this body and the check sum that belongs to it; written here again, for the app has no use for it.
fn sealed(body: &str) -> String {
    const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let body = body.strip_prefix("ZBS1:").unwrap_or(body);
    let digits: Vec<u8> =
        body.bytes().filter_map(|byte| ALPHABET.iter().position(|c| *c == byte)).map(|digit| digit as u8).collect();
    let mut crc = u32::MAX;
    for digit in &digits {
        crc ^= u32::from(*digit);
        for _ in 0..8 {
            crc = (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg());
        }
    }
    let sum = (0..7).rev().map(|place| (u64::from(!crc) >> (5 * place) & 31) as u8);
    let all: String = digits.iter().copied().chain(sum).map(|digit| char::from(ALPHABET[usize::from(digit)])).collect();
    format!("ZBS1:{all}")
}
