//! A branch without network relies on this: what a phone hands in arrives whole, or is known to be damaged.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

mod handed;
mod jiguan;

use biaoshuai::core::exam::{CodeError, Grade, Marks, PaperCode, Sitting, Tailored, Variant};
use biaoshuai::core::grade::Verdict;
use biaoshuai::core::handin::{Collection, Fate, HandIn, NAME_MAX, NoHandIn, SheetError, Slip, SlipError, Taken};
use handed::{NOON, at, mixed, sat, slip, tailored, text, usual};
use jiguan::COURSE;
use proptest::prelude::*;

const ALPHABET: &str = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Every text that has one other character somewhere.
fn misreadings(text: &str) -> impl Iterator<Item = String> {
    (0..text.len()).flat_map(move |place| {
        let wrong = ALPHABET.chars().chain([' ', '$', ':', 'U', '党']);
        wrong.filter(move |c| !text[place..].starts_with(*c)).map(move |c| {
            let mut changed: Vec<char> = text.chars().collect();
            changed[place] = c;
            changed.into_iter().collect()
        })
    })
}

#[test]
fn a_result_says_all_that_the_report_on_the_phone_says() {
    for person in 0..50 {
        let sitting = mixed(usual(7, Variant::A), person);
        let report = sitting.report(&COURSE).unwrap();
        let mut collection = Collection::new(usual(7, Variant::A), &COURSE).unwrap();
        assert_eq!(collection.take(&text(&sitting, "王芳"), &COURSE), Taken::Added);
        let entry = &collection.entries[0];
        assert_eq!((entry.earned, entry.right), (report.marks.earned, report.score.right));
        assert_eq!(entry.name.as_deref(), Some("王芳"));
        let count =
            |wanted: fn(&Fate) -> bool| entry.fates.as_ref().unwrap().iter().filter(|fate| wanted(fate)).count();
        assert_eq!(count(|fate| matches!(fate, Fate::Partly(_))), report.score.partial);
        assert_eq!(count(|fate| *fate == Fate::Wrong), report.score.wrong);
        assert_eq!(count(|fate| *fate == Fate::Open), report.score.open);
        assert_eq!(count(|fate| *fate == Fate::Void), report.void);
        let sheet = entry.sheet.as_ref().unwrap();
        assert_eq!(u64::from(sheet.used_s), 90 + person);
        let minute = sitting.closed.unwrap().at.utc_ms.div_euclid(60_000);
        assert_eq!((sheet.at_min, entry.at().unwrap().utc_ms), (minute, minute * 60_000));
    }
}

#[test]
fn marks_of_every_size_survive() {
    let sheet = HandIn::new(&mixed(usual(7, Variant::A), 1), "").unwrap();
    for halves in 1..400 {
        let partly = HandIn { fates: vec![Fate::Partly(Marks::halves(halves)); 3], ..sheet.clone() };
        assert_eq!(HandIn::parse(&partly.text()), Ok(partly), "{halves}");
    }
}

#[test]
fn only_a_closed_paper_with_a_code_can_be_handed_in() {
    let code = usual(7, Variant::A);
    let running = Sitting::new("s".into(), code.paper(&COURSE).unwrap(), at(NOON));
    assert_eq!(HandIn::new(&running, ""), Err(NoHandIn::NotClosed));
    let mut own = mixed(code, 1);
    own.paper.code = None;
    assert_eq!(HandIn::new(&own, ""), Err(NoHandIn::NoCode));
    assert_eq!(Slip::new(&own, ""), Err(NoHandIn::NoCode));
}

#[test]
fn a_name_is_optional_short_and_without_what_no_name_has() {
    let sitting = mixed(usual(7, Variant::A), 1);
    let name = |typed: &str| HandIn::new(&sitting, typed).map(|sheet| sheet.name);
    assert_eq!(name(""), Ok(None));
    assert_eq!(name(" \u{3000}\n"), Ok(None));
    assert_eq!(name("  欧阳 明\r\n"), Ok(Some("欧阳 明".into())));
    assert_eq!(
        name("王\u{202e}\u{200b}芳\u{0}"),
        Ok(Some("王芳".into())),
        "nothing that turns or hides what is beside it"
    );
    assert_eq!(name("一二三四五六七八九十甲乙"), Ok(Some("一二三四五六七八九十甲乙".into())));
    assert_eq!(name("一二三四五六七八九十甲乙丙"), Err(NoHandIn::NameTooLong(NAME_MAX + 1)));
    // Signed later, and by somebody else.
    let sheet = HandIn::new(&sitting, "王芳").unwrap();
    assert_eq!(sheet.clone().with_name(" 欧阳明 "), HandIn::new(&sitting, "欧阳明"));
    assert_eq!(sheet.clone().with_name(" "), HandIn::new(&sitting, ""));
    assert_eq!(sheet.with_name("一二三四五六七八九十甲乙丙"), Err(NoHandIn::NameTooLong(NAME_MAX + 1)));
}

#[test]
fn a_name_made_by_another_program_is_shown_without_what_no_name_has() {
    let sheet = HandIn::new(&mixed(usual(7, Variant::A), 1), "王芳").unwrap();
    for (written, shown) in [("王\u{202e}芳\u{7}", Some("王芳")), ("\u{202e}\u{200b}", None)] {
        let text = HandIn { name: Some(written.to_owned()), ..sheet.clone() }.text();
        let mut all = Collection::new(sheet.code, &COURSE).unwrap();
        assert_eq!(all.take(&text, &COURSE), Taken::Added);
        assert_eq!(all.entries[0].name.as_deref(), shown);
        assert_eq!(all.texts(), [text], "what was handed in is kept as it was");
    }
}

#[test]
fn a_hundred_questions_with_a_long_name_fit_into_one_code_that_a_camera_reads() {
    // Version 9 at level M holds 262 of these characters, version 5 holds 122.
    let partly = Grade::Worth(Verdict { points: 1, of: 2 });
    let longest = text(&sat(tailored(100, 1), 1, &mut |_| partly), "一二三四五六七八九十甲乙");
    assert!(longest.len() <= 262, "{}", longest.len());
    let usual = text(&mixed(usual(1, Variant::A), 1), "王芳");
    assert!(usual.len() <= 122, "{}", usual.len());
    let compact = |c: char| c.is_ascii_digit() || c.is_ascii_uppercase() || c == ':';
    assert!(longest.chars().all(compact));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn every_sitting_of_every_size_survives(person in any::<u32>(), seed in any::<u64>(), size in 0_usize..17, name in "\\PC{0,12}") {
        let code = match Tailored::QUESTIONS.get(size) {
            Some(questions) => tailored(*questions, seed),
            None => usual(seed, Variant::B),
        };
        let sitting = mixed(code, u64::from(person));
        let Ok(sheet) = HandIn::new(&sitting, &name) else { return Ok(()) };
        let told = sheet.text();
        prop_assert_eq!(HandIn::parse(&told), Ok(sheet.clone()));
        prop_assert_eq!(HandIn::parse(&format!("\u{feff} {}\r\n", told.to_lowercase())), Ok(sheet));
        let slip = Slip::new(&sitting, &name).unwrap();
        prop_assert_eq!(Slip::parse(&slip.to_string()), Ok(slip));
    }

    #[test]
    fn no_text_at_all_stops_the_host(text in "(ZBS[0-9]{0,12}:)?[0-9A-Z ]{0,80}|\\PC{0,40}") {
        let mut collection = Collection::new(usual(7, Variant::A), &COURSE).unwrap();
        let taken = collection.take(&text, &COURSE);
        prop_assert!(taken != Taken::Added, "{}", text);
        prop_assert!(collection.entries.is_empty());
    }

    #[test]
    fn what_was_altered_with_a_matching_checksum_is_still_bounded(digits in proptest::collection::vec(0_u8..32, 0..80)) {
        // The checksum as the format says it, so that damage behind it is reached.
        let crc = crc32(&digits);
        let tail = (0..7).rev().map(|place| (crc >> (5 * place) & 31) as u8);
        let letter = |digit: u8| char::from(ALPHABET.as_bytes()[usize::from(digit)]);
        let text: String = "ZBS1:".chars().chain(digits.iter().copied().chain(tail).map(letter)).collect();
        match HandIn::parse(&text) {
            Ok(sheet) => prop_assert_eq!(sheet.text(), text),
            Err(error) => prop_assert_ne!(error, SheetError::NotOurs),
        }
    }
}

fn crc32(bytes: &[u8]) -> u64 {
    let mut crc = u32::MAX;
    for byte in bytes {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 };
        }
    }
    u64::from(!crc)
}

#[test]
fn the_checksum_is_the_one_that_everybody_knows() {
    assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
}

#[test]
fn one_wrong_character_never_makes_another_result() {
    let sitting = mixed(tailored(10, 3), 5);
    let sheet = HandIn::new(&sitting, "李").unwrap();
    let mut count = 0;
    for wrong in misreadings(&sheet.text()) {
        assert!(HandIn::parse(&wrong).is_err(), "{wrong}");
        count += 1;
    }
    assert!(count > 1000);
    let slip = Slip::new(&sitting, "23").unwrap();
    for wrong in misreadings(&slip.to_string()) {
        assert!(Slip::parse(&wrong).is_err() || Slip::parse(&wrong) == Ok(slip), "{wrong}");
    }
}

#[test]
fn two_wrong_characters_of_a_typed_result_and_any_two_swapped_are_found() {
    let slip = slip(&mixed(usual(7, Variant::A), 5), "23").replace('-', "");
    for (one, two) in (0..12).flat_map(|one| (0..one).map(move |two| (one, two))) {
        let mut swapped = slip.clone().into_bytes();
        swapped.swap(one, two);
        let swapped = String::from_utf8(swapped).unwrap();
        assert!(swapped == slip || Slip::parse(&swapped) == Err(SlipError::Mistyped), "{swapped}");
        for (a, b) in ALPHABET.chars().flat_map(|a| ALPHABET.chars().map(move |b| (a, b))) {
            let mut wrong: Vec<char> = slip.chars().collect();
            (wrong[one], wrong[two]) = (a, b);
            let wrong: String = wrong.into_iter().collect();
            assert!(wrong == slip || Slip::parse(&wrong) == Err(SlipError::Mistyped), "{wrong}");
        }
    }
}

#[test]
fn a_result_cut_short_or_with_more_behind_it_is_damaged() {
    let told = text(&mixed(usual(7, Variant::A), 5), "李");
    for length in 5..told.len() {
        assert_eq!(HandIn::parse(&told[..length]), Err(SheetError::Damaged), "{length}");
    }
    assert_eq!(HandIn::parse(&format!("{told}0")), Err(SheetError::Damaged));
    assert_eq!(HandIn::parse(&format!("{told}{told}")), Err(SheetError::Damaged));
    assert_eq!(HandIn::parse(&format!("ZBS1:{}", "0".repeat(1_000_000))), Err(SheetError::Damaged));
}

#[test]
fn a_typed_result_is_three_groups_of_four_and_may_be_typed_in_any_way() {
    let sitting = mixed(usual(7, Variant::A), 5);
    let told = slip(&sitting, "23");
    let groups: Vec<usize> = told.split('-').map(str::len).collect();
    assert_eq!(groups, [4, 4, 4]);
    let slip = Slip::new(&sitting, "23").unwrap();
    assert_eq!(slip.member, Some(23));
    let typed = told.to_lowercase().replace('-', " ").replace('0', "o").replace('1', "l");
    assert_eq!(Slip::parse(&typed), Ok(slip));
    for no_number in ["", "王芳", "0", "64", "1000"] {
        assert_eq!(Slip::new(&sitting, no_number).unwrap().member, None, "{no_number}");
    }
    assert_eq!(Slip::parse(&told[1..]), Err(SlipError::Length(11)));
    assert_eq!(PaperCode::parse(&told), Err(CodeError::Length(12)), "no result is ever a paper code");
}

// The paper's own address

#[test]
fn any_camera_opens_the_paper_and_the_app_finds_its_code_in_either_form() {
    for code in [usual(7, Variant::B), tailored(20, 5)] {
        for base in ["https://example.org", "https://example.org/study/", "http://127.0.0.1:8080/"] {
            let link = code.link(base);
            assert_eq!(link, format!("{}/practice/exam?code={code}", base.trim_end_matches('/')));
            assert_eq!(PaperCode::find(&link), Ok(code));
            assert_eq!(PaperCode::find(&format!("{link}&from=qr#top")), Ok(code));
        }
        assert_eq!(PaperCode::find(&code.to_string().to_lowercase()), Ok(code));
    }
    assert!(PaperCode::find("https://example.org/").is_err());
    assert!(PaperCode::find("https://example.org/practice/exam?code=").is_err());
}
