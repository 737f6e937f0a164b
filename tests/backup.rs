//! Learners rely on this: a backup holds everything, comes back whole or not at all, and is asked for in time.
#![cfg(not(target_arch = "wasm32"))]

mod holding;

use biaoshuai::core::backup::due::{DAYS, DAYS_AT_RISK, LastFile, due};
use biaoshuai::core::backup::health::check;
use biaoshuai::core::backup::lift::{Step, lift};
use biaoshuai::core::backup::snapshot::{KEPT, Label, Reason, UNDO_MS, surplus};
use biaoshuai::core::backup::{
    Backup, BackupError, Contents, FILE_LIMIT, Record, TEXT_LIMIT, Value, read, write::write,
};
use biaoshuai::core::ledger::Ledger;
use biaoshuai::core::log::Entry;
use biaoshuai::core::review::{Moment, StudyDay};
use biaoshuai::core::schedule::RETENTION;
use holding::{AT, FORMAT_1, SCHEMA, answer, any_contents, file, kv, log, opened, text};
use proptest::prelude::*;

/// Files of every released format, with [`FORMAT_1`]. A new format gets a new file; these are never changed.
const FORMAT_0: &str = include_str!("fixtures/backup-0.json");

#[test]
fn files_of_every_released_format_are_read() {
    let (zero, one) = (opened(FORMAT_0), opened(FORMAT_1));
    assert_eq!(zero.contents, one.contents);
    assert_eq!((zero.made, one.made), (None, Some(AT)));
    assert_eq!((one.contents.answers(), one.contents.log.len(), one.contents.sessions.len()), (11, 12, 2));
    let keys: Vec<&str> = one.contents.kv.iter().map(|record| record.key.as_str()).collect();
    assert!(keys.contains(&"plan/of-a-newer-program") && keys.contains(&"settings.unreadable-1"), "{keys:?}");
    assert!(one.contents.log.iter().any(|record| record.value == Value::Text("{ torn".into())));
    assert!(one.contents.log.iter().any(|record| record.value == Value::Other("{\"an\":\"object\"}".into())));
}

#[test]
fn the_format_that_is_written_is_the_one_that_was_released() {
    assert_eq!(file(&opened(FORMAT_1).contents), FORMAT_1);
}

#[test]
fn what_belongs_to_the_device_is_in_no_backup() {
    let contents = kv([
        text("backup/file", "{\"t\":{\"u\":1,\"z\":0}}"),
        text("checkpoint", ""),
        text("checkpoint-end", "x"),
        text("settings", "{}"),
    ]);
    assert_eq!(contents.kv, [text("settings", "{}")]);
    let old = FORMAT_0.replace("plan/of-a-newer-program", "backup/file");
    assert!(opened(&old).contents.kv.iter().all(|record| record.key != "backup/file"));
}

#[test]
fn a_device_with_anything_on_it_gets_a_snapshot_first() {
    assert!(Contents::default().is_empty());
    assert!(!kv([text("settings", "{}")]).is_empty());
    assert!(!opened(FORMAT_1).contents.is_empty());
    assert_eq!(kv([text("settings", "{}")]).len(), 1);
    let all = opened(FORMAT_1).contents;
    assert_eq!(all.len(), all.stores().iter().map(|(_, records)| records.len()).sum::<usize>());
}

#[test]
fn a_file_cut_anywhere_is_refused() {
    for length in (0..FORMAT_1.trim_end().len()).filter(|length| FORMAT_1.is_char_boundary(*length)) {
        let cut = read(&FORMAT_1[..length], SCHEMA);
        let expected = if length < 20 { BackupError::Foreign } else { BackupError::Cut };
        assert!(cut == Err(expected) || (length < 20 && cut.is_err()), "{length}: {cut:?}");
    }
}

#[test]
fn a_file_with_one_changed_letter_in_its_records_is_refused() {
    let from = FORMAT_1.find("\"stores\"").unwrap();
    for (at, old) in FORMAT_1.char_indices().filter(|(at, old)| *at > from && old.is_alphanumeric()).step_by(7) {
        let mut changed = FORMAT_1.to_owned();
        changed.replace_range(at..at + old.len_utf8(), if old == 'x' { "y" } else { "x" });
        assert!(read(&changed, SCHEMA).is_err(), "{at} {old}");
    }
    let mut lines = opened(FORMAT_1).contents;
    lines.log.remove(3);
    let short = file(&lines);
    let sum = |text: &str| text[text.rfind("\"sum\"").unwrap()..].to_owned();
    assert_eq!(read(&short.replace(&sum(&short), &sum(FORMAT_1)), SCHEMA), Err(BackupError::Damaged));
}

#[test]
fn copying_and_reformatting_a_file_does_no_harm() {
    assert_eq!(opened(&format!("\u{feff}  {FORMAT_1}\r\n\r\n")), opened(FORMAT_1));
    let spaced = FORMAT_1.replace("\"app\":\"biaoshuai\",", "\r\n  \"app\" : \"biaoshuai\" ,\r\n ");
    assert_eq!(opened(&spaced), opened(FORMAT_1));
}

#[test]
fn foreign_and_newer_files_are_told_from_damaged_ones() {
    for foreign in [
        "",
        "   ",
        "null",
        "17",
        "[]",
        "{}",
        "{\"app\":\"anki\"}",
        "{\"app\":5}",
        "{\"app\":\"biaoshuai\"}",
        "{\"app\":\"biaoshuai\",\"kind\":\"course\",\"format\":1}",
        "时间,题目\n1,2",
        "PK\u{3}\u{4}",
        "<html><script>alert(1)</script>",
    ] {
        assert_eq!(read(foreign, SCHEMA), Err(BackupError::Foreign), "{foreign}");
    }
    let newer = FORMAT_1.replace("\"format\":1", "\"format\":2");
    assert_eq!(read(&newer, SCHEMA), Err(BackupError::Newer));
    assert_eq!(
        read("{\"app\":\"biaoshuai\",\"format\":7,\"kind\":\"x\",\"data\":{}}", SCHEMA),
        Err(BackupError::Newer)
    );
    assert_eq!(read(&FORMAT_0.replace("\"schema\":1", "\"schema\":2"), SCHEMA), Err(BackupError::Newer));
    for damaged in [
        "{\"app\":\"biaoshuai\",\"kind\":\"backup\",\"format\":1,\"schema\":1}",
        "{\"app\":\"biaoshuai\",\"kind\":\"backup\",\"format\":1,\"schema\":1,\"stores\":[]}",
        "{\"app\":\"biaoshuai\",\"kind\":\"backup\",\"format\":1,\"schema\":1,\"stores\":{}}",
        "{\"app\":\"biaoshuai\",\"kind\":\"backup\",\"format\":-1}",
        "{\"app\":\"biaoshuai\",\"kind\":\"raw-export\",\"stores\":{\"log\":{}}}",
        "{\"app\":\"biaoshuai\",\"kind\":\"raw-export\",\"stores\":{\"log\":[5]}}",
        "{\"app\":\"biaoshuai\",\"kind\":\"raw-export\",\"stores\":{\"log\":[{\"value\":\"\"}]}}",
        "{\"app\":\"biaoshuai\",\"kind\":\"raw-export\",\"stores\":{\"log\":[{\"key\":\"a\"},{\"key\":\"a\"}]}}",
        "{\"app\":\"biaoshuai\",\"kind\":\"raw-export\",\"stores\":{\"log\":[{\"key\":\"\\ud800\"}]}}",
        "{\"app\":\"biaoshuai\" \"kind\":1}",
    ] {
        assert_eq!(read(damaged, SCHEMA), Err(BackupError::Damaged), "{damaged}");
    }
}

#[test]
fn what_is_beyond_every_measure_is_refused() {
    let one = |key: &str, value: &str| {
        format!(
            "{{\"app\":\"biaoshuai\",\"kind\":\"raw-export\",\"stores\":{{\"kv\":[{{\"key\":{key},\"value\":{value}}}]}}}}"
        )
    };
    assert!(read(&one("\"k\"", "[[[1]]]"), SCHEMA).is_ok());
    assert!(read(&one("\"k\"", &format!("\"{}\"", "[".repeat(1000))), SCHEMA).is_ok(), "a text is not nested");
    let texts = format!("[\"{0}\",{{\"\\\"{0}\\\\\":1}},\"\"]", "[".repeat(100));
    assert!(read(&one("\"k\"", &texts), SCHEMA).is_ok(), "nor are texts in something else");
    let nested = |depth: usize| one("\"k\"", &format!("[\"\\\"\",{}{}]", "[".repeat(depth - 1), "]".repeat(depth - 1)));
    let named = |length: usize| one(&format!("\"{}\"", "k".repeat(length - 2)), "1");
    for (likely, unlikely) in [(nested(32), nested(33)), (named(512), named(513))] {
        assert!(read(&likely, SCHEMA).is_ok());
        assert_eq!(read(&unlikely, SCHEMA), Err(BackupError::Unlikely));
    }
    for unlikely in [
        one(&format!("\"{}\"", "k".repeat(1000)), "1"),
        one("\"k\"", &format!("\"{}\"", "v".repeat(17 << 20))),
        one("\"k\"", &format!("{}{}", "[".repeat(100), "]".repeat(100))),
        one("\"k\"", &["{\"a\":".repeat(100), "1".to_owned(), "}".repeat(100)].concat()),
    ] {
        assert_eq!(read(&unlikely, SCHEMA), Err(BackupError::Unlikely));
    }
    let deep = format!("{}{}", "[".repeat(3_000_000), "]".repeat(3_000_000));
    assert!(read(&one("\"k\"", &deep), SCHEMA).is_err());
    assert!(read(&deep, SCHEMA).is_err());
    let many = vec!["{\"key\":1}"; 1_000_001].join(",");
    let many = format!("{{\"app\":\"biaoshuai\",\"kind\":\"raw-export\",\"stores\":{{\"log\":[{many}]}}}}");
    assert!(read(&many, SCHEMA).is_err());
}

#[test]
fn a_file_may_have_what_the_page_says_and_unpacked_eight_times_that() {
    assert_eq!((FILE_LIMIT, TEXT_LIMIT), (33_554_432, 268_435_456));
}

#[test]
fn a_record_whose_key_is_no_text_is_not_lost() {
    let odd = "{\"app\":\"biaoshuai\",\"kind\":\"raw-export\",\"schema\":1,\"stores\":{\"log\":[{\"key\":5,\"value\":\"x\"}]}}";
    assert_eq!(opened(odd).contents, kv([text("log-5.unreadable-1", "x")]));
}

#[test]
fn five_snapshots_are_kept_and_those_from_before_a_reset_for_their_time() {
    let label = |day: i64, reason| Label { at: Moment { utc_ms: day * 86_400_000, zone_min: 480 }, reason, answers: 7 };
    let mut keys = vec![label(10, Reason::Reset).to_string(), "of a newer program".to_owned()];
    keys.extend((11..18).map(|day| label(day, Reason::Restore).to_string()));
    keys.sort();
    let at = |ms| Moment { utc_ms: ms, zone_min: 0 };
    let gone = surplus(&keys, at(20 * 86_400_000));
    assert_eq!(gone, [&label(12, Reason::Restore).to_string(), &label(11, Reason::Restore).to_string()]);
    let late = surplus(&keys, at(10 * 86_400_000 + UNDO_MS));
    assert_eq!(late.len(), 3, "{late:?}");
    assert_eq!(keys.len() - 1 - late.len(), KEPT);
    for reason in [Reason::Restore, Reason::Reset, Reason::Migration] {
        assert_eq!(Label::parse(&label(12, reason).to_string()), Some(label(12, reason)));
    }
    assert_eq!(Label::parse("a/b/c/d"), None);
}

#[test]
fn a_backup_is_due_after_a_week_of_new_work_and_sooner_where_the_browser_may_delete() {
    let days: Vec<StudyDay> = (100..120).map(StudyDay).collect();
    let last = |day: i64| Some(LastFile { at: Moment { utc_ms: day * 86_400_000 + 40_000_000, zone_min: 0 } });
    assert_eq!(due(None, &days[..DAYS - 1], false), None);
    assert_eq!(due(None, &days[..DAYS], false), Some(DAYS));
    assert_eq!(due(None, &days[..DAYS_AT_RISK], true), Some(DAYS_AT_RISK));
    assert_eq!(due(last(119), &days, true), None);
    assert_eq!(due(last(117), &days, true), Some(2));
    assert_eq!(due(last(112), &days, false), Some(7));
    assert_eq!(due(last(113), &days, false), None);
}

#[test]
fn the_database_check_finds_what_is_unreadable_misplaced_or_folded_wrong() {
    let many = || (0..60).map(|number| answer(&format!("{number:04}"), 1));
    let entries = |contents: &Contents| {
        let entries = contents.log.iter().filter_map(|record| match &record.value {
            Value::Text(text) => Entry::read(text).ok(),
            Value::Other(_) => None,
        });
        entries.collect::<Vec<_>>()
    };
    let told = |contents: &Contents| Ledger::replay(RETENTION, entries(contents));
    let check = |contents: &Contents, shown: &Ledger| check(contents, entries(contents), shown);
    let good = log(many());
    let health = check(&good, &told(&good));
    assert!(health.is_good(), "{health:?}");
    assert_eq!(health.answers, 60);
    assert!(!check(&good, &told(&log(many().skip(1)))).folds_agree);
    // As many answers, one of which took longer: near the end, near the beginning, and in a log that has only begun.
    for (count, other) in [(60, 59), (60, 0), (3, 1)] {
        let longer = (0..count).map(|number| answer(&format!("{number:04}"), 1 + u32::from(number == other)));
        assert!(!check(&log(many().take(count)), &told(&log(longer))).folds_agree, "{other} of {count}");
    }
    let bad = log(many().chain([text("9", "{ torn"), Record { key: "91".into(), ..answer("92", 1) }]));
    let health = check(&bad, &told(&bad));
    assert_eq!((health.unreadable, health.misplaced, health.is_good()), (1, 1, false));
}

proptest! {
    #[test]
    fn everything_written_is_read_again(contents in any_contents(), ms: i64) {
        let at = Moment { utc_ms: ms, zone_min: -300 };
        let mut out = String::new();
        write(&contents, SCHEMA, "构建 \"1\"", at, &mut |piece| out += piece);
        prop_assert_eq!(read(&out, SCHEMA), Ok(Backup { contents, made: Some(at) }));
    }

    #[test]
    fn reading_never_panics(text: String, cut in 0..FORMAT_1.len(), with in "[\\x00-\\x7f]{0,4}") {
        let _ = read(&text, SCHEMA);
        if let (Some(head), Some(tail)) = (FORMAT_0.get(..cut), FORMAT_0.get(cut..)) {
            let _ = read(&[head, &with, tail].concat(), SCHEMA);
        }
    }
}

#[test]
fn older_data_takes_every_step_that_is_still_before_it() {
    const STEPS: [Step; 2] =
        [|contents| contents.kv.push(text("to-2", "{}")), |contents| contents.kv.push(text("to-3", "{}"))];
    for (version, steps) in [(0, 2), (1, 2), (2, 1), (3, 0)] {
        let mut contents = Contents::default();
        lift(&mut contents, version, &STEPS);
        assert_eq!(contents.kv.len(), steps, "from version {version}");
    }
}
