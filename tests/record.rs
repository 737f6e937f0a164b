//! Learners rely on this: the table of their answers says what they did, and no spreadsheet mistakes a text for a formula.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

mod small;

use biaoshuai::core::answer::{Answer, Confidence};
use biaoshuai::core::course::{Course, Section};
use biaoshuai::core::date::CivilDate;
use biaoshuai::core::grade::Verdict;
use biaoshuai::core::log::{Entry, Undo};
use biaoshuai::core::question::Question;
use biaoshuai::core::record::{self, COLUMNS, HEAD};
use biaoshuai::core::review::{Moment, Review, StudyDay};
use proptest::prelude::*;
use std::sync::Arc;

/// 2026-11-23 17:34:56 in China.
const AT: Moment = Moment { utc_ms: 1_795_426_496_000, zone_min: 480 };

fn courses() -> Vec<Arc<Course>> {
    let section = Section {
        id: "s".into(),
        part: "p".into(),
        title: "五个作表率".into(),
        summary: String::new(),
        paras: Vec::new(),
    };
    let question =
        Question {
            stem: "=1+1 是“2”，\"对\"吗？".into(), concepts: vec!["k".into()], ..small::statement("q")
        };
    let course =
        Course { title: "机关党建".into(), sections: vec![section], ..small::course(Vec::new(), vec![question]) };
    vec![Arc::new(course)]
}

fn review(id: &str) -> Review {
    Review {
        id: id.into(),
        course: "c".into(),
        question: "q".into(),
        rev: 1,
        session: "s".into(),
        at: AT,
        took_ms: 12_499,
        answer: Answer::Truth(true),
        verdict: Verdict { points: 1, of: 3 },
        sure: Some(Confidence::Unsure),
    }
}

/// The row of an answer.
fn row(review: &Review, courses: &[Arc<Course>]) -> [String; COLUMNS] {
    let mut rows = Vec::new();
    record::table(std::slice::from_ref(review), courses, &mut |cells| rows.push(cells.map(str::to_owned)));
    assert_eq!((rows.len(), &rows[0]), (2, &HEAD.map(str::to_owned)));
    rows.remove(1)
}

#[test]
fn a_row_says_when_what_and_how_well() {
    let row = row(&review("1"), &courses());
    let wanted = [
        "2026-11-23 17:34",
        "机关党建",
        "五个作表率",
        "=1+1 是“2”，\"对\"吗？",
        "判断",
        "部分正确",
        "33",
        "12",
        "不确定",
    ];
    assert_eq!(row, wanted.map(str::to_owned));
}

#[test]
fn an_answer_stays_in_the_table_when_its_question_or_course_is_gone() {
    let mut gone = review("1");
    gone.question = "old".into();
    gone.sure = None;
    gone.verdict = Verdict { points: 3, of: 3 };
    assert_eq!(row(&gone, &[])[1], "c");
    let row = row(&gone, &courses());
    assert_eq!((&*row[1], &*row[2], &*row[3]), ("机关党建", "", "（已撤下）old"));
    assert_eq!((&*row[5], &*row[6], &*row[8]), ("正确", "100", ""));
}

#[test]
fn what_was_taken_back_is_in_no_row() {
    let (one, two, three) = (review("1"), review("2"), review("3"));
    let log = vec![
        Entry::from(one.clone()),
        Entry::from(Undo::new(&one.id, AT)),
        Entry::Unreadable("1x".into()),
        Entry::from(two.clone()),
        Entry::from(three.clone()),
        // Still on its way to the disk, so it stands at the end.
        Entry::from(Undo::new(&two.id, AT)),
        Entry::from(Undo::new(&"elsewhere".into(), AT)),
    ];
    assert_eq!(record::answers(log), [three]);
}

#[test]
fn the_table_guards_against_formulas_and_quotes() {
    let text = String::from_utf8(record::csv(&[review("1")], &courses())).unwrap();
    let head = HEAD.map(|words| format!("\"{words}\"")).join(",");
    assert!(text.starts_with(&format!("\u{feff}{head}\r\n\"2026-11-23 17:34\",\"机关党建\",")), "{text}");
    assert!(text.contains(",\"'=1+1 是“2”，\"\"对\"\"吗？\",") && text.ends_with(",\"不确定\"\r\n"), "{text}");
    for (cell, wanted) in [
        ("=A1", "\"'=A1\","),
        ("+1", "\"'+1\","),
        ("-1", "\"'-1\","),
        ("@x", "\"'@x\","),
        ("\t=1", "\"'\t=1\","),
        ("a\"b", "\"a\"\"b\","),
        ("a,b", "\"a,b\","),
        ("两\n行", "\"两\n行\","),
        ("", "\"\","),
    ] {
        let mut text = String::new();
        record::quote(cell, &mut text);
        assert_eq!(text, wanted);
    }
}

/// The files of an archive: name, contents, checksum; read from its directory.
fn unzip(bytes: &[u8]) -> Vec<(String, Vec<u8>, u32)> {
    let number =
        |at: usize, length: usize| bytes[at..at + length].iter().rev().fold(0_usize, |n, b| n * 256 + *b as usize);
    let end = bytes.len() - 22;
    assert_eq!(&bytes[end..end + 4], b"PK\x05\x06");
    let (count, mut at) = (number(end + 10, 2), number(end + 16, 4));
    let mut files = Vec::new();
    for _ in 0..count {
        assert_eq!(&bytes[at..at + 4], b"PK\x01\x02");
        let (sum, size, name, local) = (number(at + 16, 4), number(at + 24, 4), number(at + 28, 2), number(at + 42, 4));
        let begin = local + 30 + number(local + 26, 2);
        assert_eq!(&bytes[local + 14..local + 30], &bytes[at + 16..at + 32], "both headers say the same");
        let name = String::from_utf8(bytes[at + 46..at + 46 + name].to_vec()).unwrap();
        files.push((name.clone(), bytes[begin..begin + size].to_vec(), u32::try_from(sum).unwrap()));
        at += 46 + name.len();
    }
    assert_eq!(at, end);
    files
}

fn crc32(bytes: &[u8]) -> u32 {
    let mut sum = u32::MAX;
    for byte in bytes {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = if sum & 1 == 1 { (sum >> 1) ^ 0xedb8_8320 } else { sum >> 1 };
        }
    }
    !sum
}

#[test]
fn the_workbook_is_an_archive_with_a_sheet() {
    let bytes = record::workbook(&[review("1"), review("2")], &courses());
    if let Ok(file) = std::env::var("KEEP_WORKBOOK") {
        std::fs::write(file, &bytes).unwrap();
    }
    let files = unzip(&bytes);
    for (name, contents, sum) in &files {
        assert_eq!(crc32(contents), *sum, "{name}");
    }
    let sheet = files.iter().find(|file| file.0 == "xl/worksheets/sheet1.xml").unwrap();
    let sheet = String::from_utf8(sheet.1.clone()).unwrap();
    assert_eq!(sheet.matches("<row>").count(), 3);
    assert_eq!(sheet.matches("<c").count() - sheet.matches("<col").count(), 3 * COLUMNS);
    assert!(sheet.contains("<c><v>33</v></c><c><v>12</v></c>"), "numbers are numbers");
    assert_eq!(crc32(b"123456789"), 0xcbf4_3926, "the yardstick itself");
}

#[test]
fn dates_are_those_of_the_calendar() {
    for (day, (year, month, day_of_month)) in [
        (0, (1970, 1, 1)),
        (-1, (1969, 12, 31)),
        (11_016, (2000, 2, 29)),
        (11_017, (2000, 3, 1)),
        (19_723, (2024, 1, 1)),
        (20_780, (2026, 11, 23)),
        (47_540, (2100, 2, 28)),
        (47_541, (2100, 3, 1)),
    ] {
        assert_eq!(StudyDay(day).date(), CivilDate { year, month, day: day_of_month }, "{day}");
    }
    assert_eq!(StudyDay(20_780).date().short(), "11月23日");
    assert_eq!(Moment { utc_ms: -1, zone_min: 0 }.written(), "1969-12-31 23:59");
}

proptest! {
    #[test]
    fn every_day_has_its_own_date(day in -800_000_i64..800_000) {
        let (this, next) = (StudyDay(day).date(), StudyDay(day + 1).date());
        prop_assert!((1..=12).contains(&this.month) && (1..=31).contains(&this.day));
        let follows = next == CivilDate { day: this.day + 1, ..this }
            || (next.day == 1 && next.month == this.month + 1 && next.year == this.year)
            || (next.day == 1 && next.month == 1 && this.month == 12 && this.day == 31 && next.year == this.year + 1);
        prop_assert!(follows, "{this:?} {next:?}");
    }

    #[test]
    fn no_clock_and_no_text_breaks_the_table(utc_ms: i64, zone_min: i32, took_ms: u32, points: u8, of: u8, stem: String) {
        let mut review = review("1");
        (review.at, review.took_ms) = (Moment { utc_ms, zone_min }, took_ms);
        review.verdict = Verdict { points, of };
        let row = row(&review, &courses());
        prop_assert!(row[6].parse::<u32>().unwrap() <= 100);
        let (mut text, mut line) = (String::new(), String::new());
        record::quote(&stem, &mut text);
        record::put(&stem, &mut line);
        prop_assert_eq!(text.matches('"').count() % 2, 0);
        prop_assert!(line.chars().all(|c| c >= ' ' || matches!(c, '\t' | '\n')));
        prop_assert_eq!((line.matches('<').count(), line.matches("<c").count()), (if line.contains("<v>") { 4 } else { 6 }, 1));
    }
}
