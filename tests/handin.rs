//! A branch without network relies on this: what a phone hands in arrives whole, once, and as nobody else's.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests may panic")]

mod jiguan;
mod small;

use biaoshuai::core::exam::{Asked, Closed, CodeError, Grade, Marks, PaperCode, Reach, Sitting, Tailored, Variant};
use biaoshuai::core::grade::Verdict;
use biaoshuai::core::handin::{
    COLLECTED_MAX, Collection, Fate, HandIn, NAME_MAX, NoHandIn, SheetError, Slip, SlipError, Taken,
};
use biaoshuai::core::question::QuestionKind;
use biaoshuai::core::review::Moment;
use biaoshuai::core::shuffle::Rng;
use jiguan::COURSE;
use proptest::prelude::*;

const NOON: i64 = 1_790_000_000_000;
const ALPHABET: &str = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

fn at(utc_ms: i64) -> Moment {
    Moment { utc_ms, zone_min: 480 }
}

fn usual(seed: u64, variant: Variant) -> PaperCode {
    PaperCode::new(&COURSE, None, seed, variant).unwrap()
}

/// A paper of so many questions, of every type that can be marked.
fn tailored(questions: u8, seed: u64) -> PaperCode {
    let kinds = QuestionKind::ALL[..7].to_vec();
    let tailored = Tailored { reach: Reach::Course, kinds, questions, minutes: 180 };
    PaperCode::new(&COURSE, Some(&tailored), seed, Variant::A).unwrap()
}

/// A grade by a number.
const fn grade(number: u64) -> Grade {
    let share = (number >> 8) as u8;
    match number % 8 {
        0 => Grade::Open,
        1 => Grade::Void,
        2 => Grade::Worth(Verdict { points: 0, of: 4 }),
        3 | 4 => Grade::Worth(Verdict { points: 1 + share % 10, of: 12 }),
        _ => Grade::Worth(Verdict { points: 3, of: 3 }),
    }
}

/// A sitting of that paper, handed in, with any grades. The same number for the same person.
fn sat(code: PaperCode, person: u64, grades: &mut dyn FnMut(&Asked) -> Grade) -> Sitting {
    let paper = code.paper(&COURSE).unwrap();
    let mut sitting = Sitting::new(format!("0198c5f0-{person:08x}").as_str().into(), paper, at(NOON));
    let asked = sitting.paper.questions.clone();
    for (slot, asked) in sitting.slots.iter_mut().zip(&asked) {
        slot.grade = Some(grades(asked));
    }
    let end = at(NOON + 90_500 + 1000 * i64::try_from(person % 1000).unwrap());
    sitting.tick(end);
    sitting.closed = Some(Closed { at: end, by_time: false });
    sitting
}

fn mixed(code: PaperCode, person: u64) -> Sitting {
    let mut rng = Rng::new(person, "grades");
    sat(code, person, &mut |_| grade(rng.next_u64()))
}

fn text(sitting: &Sitting, name: &str) -> String {
    HandIn::new(sitting, name).unwrap().text()
}

fn slip(sitting: &Sitting, name: &str) -> String {
    Slip::new(sitting, name).unwrap().to_string()
}

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

// What a phone says

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
        assert_eq!(sheet.at_min, sitting.closed.unwrap().at.utc_ms.div_euclid(60_000));
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

// What a host takes

fn collection(code: PaperCode) -> Collection {
    Collection::new(code, &COURSE).unwrap()
}

#[test]
fn the_same_result_again_is_recognised_also_with_a_new_name_and_also_when_typed() {
    let code = usual(7, Variant::A);
    let (one, two) = (mixed(code, 1), mixed(code, 2));
    let mut all = collection(code);
    assert_eq!(all.take(&text(&one, ""), &COURSE), Taken::Added);
    assert_eq!(all.take(&text(&two, ""), &COURSE), Taken::Added);
    assert_eq!(all.take(&text(&one, ""), &COURSE), Taken::Duplicate(0));
    assert_eq!(all.take(&text(&one, "王芳"), &COURSE), Taken::Replaced(0));
    assert_eq!(all.take(&text(&one, "王芬"), &COURSE), Taken::Replaced(0));
    assert_eq!(all.take(&text(&one, ""), &COURSE), Taken::Duplicate(0), "a name is not lost again");
    assert_eq!(all.take(&slip(&one, "17"), &COURSE), Taken::Replaced(0), "the number is kept beside the name");
    assert_eq!(all.take(&slip(&one, "17"), &COURSE), Taken::Duplicate(0));
    assert_eq!(all.entries[0].name.as_deref(), Some("王芬"));
    assert_eq!(all.entries.len(), 2);
}

#[test]
fn a_typed_result_has_no_questions_until_the_whole_one_comes() {
    let code = usual(7, Variant::A);
    let sitting = mixed(code, 1);
    let mut all = collection(code);
    assert_eq!(all.take(&slip(&sitting, ""), &COURSE), Taken::Added);
    assert_eq!(all.take(&slip(&sitting, "17"), &COURSE), Taken::Replaced(0));
    let typed = all.entries[0].clone();
    assert_eq!((typed.fates, typed.sheet, typed.name.as_deref()), (None, None, Some("17")));
    assert_eq!(typed.earned, sitting.report(&COURSE).unwrap().marks.earned);
    assert_eq!(all.by_question()[0].told(), 0);
    assert_eq!(all.take(&text(&sitting, ""), &COURSE), Taken::Replaced(0));
    assert_eq!(all.entries[0].name.as_deref(), Some("17"));
    assert_eq!(all.by_question()[0].told(), 1);
    assert_eq!(all.take(&slip(&mixed(code, 2), ""), &COURSE), Taken::Added);
}

#[test]
fn both_variants_are_taken_and_their_questions_find_each_other() {
    let paper = usual(7, Variant::A).paper(&COURSE).unwrap();
    let wrong = &paper.questions[12].question;
    let mut grades = |asked: &Asked| {
        let points = u8::from(asked.question != *wrong);
        Grade::Worth(Verdict { points, of: 1 })
    };
    let a = sat(usual(7, Variant::A), 1, &mut grades);
    let b = sat(usual(7, Variant::B), 2, &mut grades);
    assert_ne!(a.paper.questions, b.paper.questions);
    for expected in [Variant::A, Variant::B] {
        let mut all = collection(usual(7, expected));
        assert_eq!(all.take(&text(&a, ""), &COURSE), Taken::Added);
        assert_eq!(all.take(&text(&b, ""), &COURSE), Taken::Added);
        for tally in all.by_question() {
            let all_wrong = usize::from(tally.asked.question == *wrong) * 2;
            assert_eq!(tally.fates, [2 - all_wrong, 0, all_wrong, 0, 0]);
        }
        assert_eq!(all.take(&slip(&b, ""), &COURSE), Taken::Replaced(1));
        assert_eq!(all.take(&slip(&b, ""), &COURSE), Taken::Duplicate(1));
    }
}

#[test]
fn whatever_is_not_expected_is_named_and_changes_nothing() {
    let code = usual(7, Variant::A);
    let mut all = collection(code);
    assert_eq!(all.take(&text(&mixed(code, 1), "王芳"), &COURSE), Taken::Added);
    let before = all.entries.clone();
    let mut take = |text: &str| all.take(text, &COURSE);

    let other = usual(8, Variant::B);
    assert_eq!(take(&text(&mixed(other, 1), "")), Taken::OtherPaper(Some(other)));
    assert_eq!(take(&slip(&mixed(other, 1), "")), Taken::OtherPaper(None));

    let foreign = small::fixture();
    let mut sitting = mixed(code, 1);
    sitting.paper.code = Some(PaperCode::new(&foreign, None, 7, Variant::A).unwrap().to_string());
    assert_eq!(take(&text(&sitting, "")), Taken::OtherCourse);
    let mut edition = COURSE.clone();
    edition.questions[0].rev += 1;
    sitting.paper.code = Some(PaperCode::new(&edition, None, 7, Variant::A).unwrap().to_string());
    assert_eq!(take(&text(&sitting, "")), Taken::OtherEdition);

    let told = text(&mixed(code, 2), "");
    assert_eq!(take(&told[..told.len() - 1]), Taken::Damaged);
    assert_eq!(take(&told.replacen("ZBS1", "ZBS2", 1)), Taken::Newer);
    assert_eq!(take(&slip(&mixed(code, 2), "")[1..]), Taken::Damaged);
    assert_eq!(take("2K7M-90QD-AHX3"), Taken::Damaged);
    assert_eq!(take(&code.to_string()), Taken::PaperCode);
    assert_eq!(take(&code.link("https://example.org/study/")), Taken::PaperCode);
    for foreign in
        ["", "https://example.org/", "wxp://f2f0abcDEF", "http://weixin.qq.com/r/abc", "王芳", "ZBS1", "ZBS0:00"]
    {
        assert_eq!(take(foreign), Taken::NotOurs, "{foreign}");
    }
    assert_eq!(all.entries, before);
}

#[test]
fn more_marks_than_a_question_is_worth_or_other_numbers_of_questions_are_damage() {
    let code = usual(7, Variant::A);
    let sheet = HandIn::new(&mixed(code, 1), "").unwrap();
    let mut all = collection(code);
    let mut rich = sheet.clone();
    rich.fates[0] = Fate::Partly(Marks::whole(1));
    assert_eq!(HandIn::parse(&rich.text()), Ok(rich.clone()));
    assert_eq!(all.take(&rich.text(), &COURSE), Taken::Damaged);
    rich.fates[0] = Fate::Partly(Marks::whole(500));
    assert_eq!(HandIn::parse(&rich.text()), Ok(rich.clone()), "many half marks, too, are told");
    let mut short = sheet;
    short.fates.pop();
    assert_eq!(all.take(&short.text(), &COURSE), Taken::Damaged);
}

#[test]
fn two_hundred_are_enough_and_the_next_one_is_told_so() {
    let code = usual(7, Variant::A);
    let mut all = collection(code);
    let alike = mixed(code, 1);
    let of = |person: usize, name: &str| {
        let mut sitting = alike.clone();
        sitting.id = person.to_string().as_str().into();
        text(&sitting, name)
    };
    for person in 0..COLLECTED_MAX {
        assert_eq!(all.take(&of(person, ""), &COURSE), Taken::Added);
    }
    assert_eq!(all.take(&of(999, ""), &COURSE), Taken::TooMany);
    assert_eq!(all.take(&of(3, ""), &COURSE), Taken::Duplicate(3));
    assert_eq!(all.take(&of(3, "王芳"), &COURSE), Taken::Replaced(3));
}

#[test]
fn what_was_kept_makes_the_same_collection_again() {
    let code = usual(7, Variant::B);
    let mut all = collection(code);
    for person in 0..40 {
        let sitting = mixed(if person % 3 == 0 { usual(7, Variant::A) } else { code }, person);
        let name = person.to_string();
        if person % 2 == 0 {
            assert_eq!(all.take(&slip(&sitting, &name), &COURSE), Taken::Added);
        }
        if person % 4 != 0 {
            let name = if person % 5 == 0 { "" } else { &name };
            assert!(matches!(all.take(&text(&sitting, name), &COURSE), Taken::Added | Taken::Replaced(_)));
        }
    }
    let mut again = collection(code);
    for text in all.texts() {
        assert!(matches!(again.take(&text, &COURSE), Taken::Added | Taken::Replaced(_)));
    }
    assert_eq!(again.entries, all.entries);
}

#[test]
fn the_table_of_thirty_results_is_what_one_counts_by_hand() {
    let code = tailored(100, 4);
    let mut all = collection(code);
    let paper = code.paper(&COURSE).unwrap();
    let sittings: Vec<Sitting> = (0..30).map(|person| mixed(code, person)).collect();
    for sitting in &sittings {
        assert_eq!(all.take(&text(sitting, ""), &COURSE), Taken::Added);
    }
    for (place, tally) in all.by_question().into_iter().enumerate() {
        assert_eq!(tally.asked, paper.questions[place]);
        let earned = |sitting: &Sitting| u32::from(sitting.slots[place].earned(tally.asked.marks).unwrap().in_halves());
        assert_eq!(tally.earned, sittings.iter().map(earned).sum::<u32>());
        assert_eq!((tally.told(), tally.of()), (30, 30 * u32::from(tally.asked.marks.in_halves())));
        let void = |sitting: &&Sitting| sitting.slots[place].grade == Some(Grade::Void);
        assert_eq!(tally.fates[4], sittings.iter().filter(void).count());
    }
    for tally in all.by_concept(&COURSE) {
        let (mut asked, mut right, mut earned, mut of) = (0, 0, 0, 0);
        for (sitting, (question, slot)) in sittings
            .iter()
            .flat_map(|sitting| sitting.paper.questions.iter().zip(&sitting.slots).map(move |two| (sitting, two)))
        {
            let about = &COURSE.question(&question.question).unwrap().concepts;
            if about.contains(&tally.concept) && slot.grade != Some(Grade::Void) {
                asked += 1;
                right += usize::from(slot.grade == Some(Grade::Worth(Verdict { points: 3, of: 3 })));
                earned += u32::from(slot.earned(question.marks).unwrap().in_halves());
                of += u32::from(question.marks.in_halves());
            }
            assert!(sitting.closed.is_some());
        }
        assert_eq!((tally.asked, tally.right, tally.earned, tally.of), (asked, right, earned, of), "{}", tally.concept);
    }
    let order = all.by_concept(&COURSE);
    let place = |tally: &biaoshuai::core::handin::ConceptTally| {
        COURSE.concepts.iter().position(|concept| concept.id == tally.concept).unwrap()
    };
    assert!(order.is_sorted_by_key(place) && !order.is_empty());
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
