//! Learners rely on this: a backup holds everything, comes back whole or not at all, and brings two devices together
//! without losing anything.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

use biaoshuai::core::backup::due::{DAYS, DAYS_AT_RISK, LastFile, due};
use biaoshuai::core::backup::health::check;
use biaoshuai::core::backup::lift::{Step, lift};
use biaoshuai::core::backup::snapshot::{KEPT, Label, Reason, UNDO_MS, surplus};
use biaoshuai::core::backup::{
    Backup, BackupError, Contents, FILE_LIMIT, Loss, Preview, Record, TEXT_LIMIT, Tally, Value, loss, merge, read,
    write::write,
};
use biaoshuai::core::ledger::Ledger;
use biaoshuai::core::log::Entry;
use biaoshuai::core::review::{Moment, StudyDay};
use biaoshuai::core::schedule::RETENTION;
use proptest::prelude::*;

/// Files of every released format. A new format gets a new file; these are never changed.
const FORMAT_0: &str = include_str!("fixtures/backup-0.json");
const FORMAT_1: &str = include_str!("fixtures/backup-1.json");

const SCHEMA: u32 = 1;
const AT: Moment = Moment { utc_ms: 1_758_009_600_000, zone_min: 480 };

fn file(contents: &Contents) -> String {
    let mut out = String::new();
    write(contents, SCHEMA, "2026-11-23.1", AT, &mut |piece| out += piece);
    out
}

fn opened(text: &str) -> Backup {
    read(text, SCHEMA).unwrap()
}

fn merged(ours: &Contents, theirs: &Contents) -> (Contents, Preview) {
    let (changes, preview) = merge(ours, theirs.clone()).unwrap();
    (ours.clone().with(changes), preview)
}

fn text(key: &str, text: &str) -> Record {
    Record::text(key, text)
}

fn answer(id: &str, took: u32) -> Record {
    text(
        id,
        &format!(
            "{{\"id\":\"{id}\",\"c\":\"c\",\"q\":\"q\",\"r\":1,\"s\":\"s\",\"t\":{{\"u\":5,\"z\":0}},\"d\":{took},\"a\":{{\"truth\":true}},\"v\":{{\"points\":1,\"of\":1}}}}"
        ),
    )
}

fn undo(of: &str, at: i64) -> Record {
    text(&format!("{of}~"), &format!("{{\"id\":\"{of}~\",\"undo\":\"{of}\",\"t\":{{\"u\":{at},\"z\":0}}}}"))
}

fn log(records: impl IntoIterator<Item = Record>) -> Contents {
    Contents::new(records.into_iter().collect(), vec![], vec![])
}

fn kv(records: impl IntoIterator<Item = Record>) -> Contents {
    Contents::new(vec![], vec![], records.into_iter().collect())
}

/// A session of which so many questions are answered.
fn session(answers: &[&str], finished: bool) -> Record {
    let given = |review: &&str| {
        format!(
            "{{\"question\":\"q\",\"given\":{{\"review\":\"{review}\",\"answer\":{{\"truth\":true}},\"verdict\":{{\"points\":1,\"of\":1}},\"sure\":null}}}}"
        )
    };
    let items: Vec<String> = answers.iter().map(given).collect();
    let finished = if finished { "{\"u\":9,\"z\":0}" } else { "null" };
    text(
        "s",
        &format!(
            "{{\"id\":\"s\",\"course\":\"c\",\"scope\":\"today\",\"seed\":1,\"started\":{{\"u\":1,\"z\":0}},\"finished\":{finished},\"items\":[{}],\"cursor\":{},\"draft\":null,\"sure\":null}}",
            items.join(","),
            answers.len()
        ),
    )
}

fn sessions(record: Record) -> Contents {
    Contents::new(vec![], vec![record], vec![])
}

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
fn a_merge_says_what_it_changes_and_the_second_time_that_it_changes_nothing() {
    let theirs = opened(FORMAT_1).contents;
    let (both, preview) = merged(&Contents::default(), &theirs);
    let expected = Preview {
        answers: 9,
        taken_back: 1,
        sessions: Tally { new: 2, newer: 0 },
        marks: Tally { new: 1, newer: 0 },
        others: Tally { new: 5, newer: 0 },
        settings: true,
        aside: 1,
        unreadable: 2,
    };
    assert_eq!(preview, expected);
    assert_eq!(both, theirs);
    let (again, preview) = merged(&both, &theirs);
    assert!(preview.is_nothing(), "{preview:?}");
    assert_eq!(again, both);
    assert_eq!(loss(&both, &theirs), Loss::default());
    assert_eq!(loss(&both, &log([])), Loss { answers: 11, others: 1 + 2 + 8 });
}

#[test]
fn an_answer_under_a_used_id_is_kept_beside_the_log_once() {
    let (ours, theirs) = (log([answer("a", 1)]), log([answer("a", 2), answer("b", 1)]));
    let (both, preview) = merged(&ours, &theirs);
    assert_eq!(preview, Preview { answers: 1, aside: 1, ..Preview::default() });
    assert_eq!(both.log, [answer("a", 1), answer("b", 1)]);
    let aside = Record { key: "review-a.unreadable-1".into(), ..answer("a", 2) };
    assert_eq!(both.kv, vec![aside.clone()]);
    assert!(merged(&both, &theirs).1.is_nothing());
    let (third, _) = merged(&both, &log([answer("a", 3)]));
    assert_eq!(third.kv, [aside, Record { key: "review-a.unreadable-2".into(), ..answer("a", 3) }]);
    // Between devices they travel on and stay one each.
    let (elsewhere, _) = merged(&kv([text("review-a.unreadable-1", "other")]), &third);
    assert_eq!(elsewhere.kv.len(), 3);
    assert!(merged(&elsewhere, &third).1.is_nothing());
}

#[test]
fn an_answer_taken_back_on_both_devices_is_no_conflict() {
    let (both, preview) = merged(&log([answer("a", 1), undo("a", 5)]), &log([answer("a", 1), undo("a", 6)]));
    assert!(preview.is_nothing());
    assert_eq!(both.log, [answer("a", 1), undo("a", 5)]);
}

#[test]
fn a_record_under_a_foreign_id_does_not_count_as_an_answer() {
    let foreign = Record { key: "b".into(), ..answer("a", 1) };
    let (both, preview) = merged(&log([]), &log([foreign.clone()]));
    assert_eq!((both.log.len(), preview.aside), (0, 1));
    assert_eq!(both.kv[0].value, foreign.value);
}

#[test]
fn the_session_that_came_further_stays_and_one_with_an_answer_taken_back_is_older() {
    let (short, long, done) = (session(&["a"], false), session(&["a", "b"], false), session(&["a", "b"], true));
    for (older, newer) in [(&short, &long), (&long, &done), (&short, &done)] {
        let (both, preview) = merged(&sessions(older.clone()), &sessions(newer.clone()));
        assert_eq!((both.sessions, preview.sessions.newer), (vec![newer.clone()], 1));
        let (both, preview) = merged(&sessions(newer.clone()), &sessions(older.clone()));
        assert!(preview.is_nothing());
        assert_eq!(both.sessions, [(*newer).clone()]);
    }
    let undone = Contents::new(vec![answer("b", 1), undo("b", 7)], vec![short.clone()], vec![]);
    let (both, _) = merged(&sessions(done.clone()), &undone);
    assert_eq!(both.sessions, vec![short.clone()]);
    let (both, _) = merged(&undone, &sessions(done));
    assert_eq!(both.sessions, [short]);
}

#[test]
fn of_everything_kept_the_newest_stays_also_of_kinds_that_are_not_known() {
    let at = |key: &str, at: i64| text(key, &format!("{{\"n\":\"{{\\\"u\\\":99}}\",\"t\":{{\"u\":{at},\"z\":480}}}}"));
    for key in ["mark/c/q/q", "plan/of-a-newer-program", "settings"] {
        let (old, new) = (kv([at(key, 5)]), kv([at(key, 6)]));
        assert_eq!(merged(&old, &new).0, new);
        assert_eq!(merged(&new, &old).0, new);
        assert!(merged(&new, &old).1.is_nothing());
    }
    // Settings of before they had a time are older than any that have one.
    let (old, new) = (kv([text("settings", "{\"theme\":\"dark\"}")]), kv([at("settings", 1)]));
    assert_eq!(merged(&old, &new).0, new);
    assert_eq!(merged(&new, &old).0, new);
}

#[test]
fn the_unreadable_never_takes_the_place_of_the_readable_and_is_not_lost_when_it_gives_way() {
    let (torn, good) = (text("mark/c/q/q", "{ torn"), text("mark/c/q/q", "{\"t\":{\"u\":1,\"z\":0}}"));
    for (ours, theirs) in [(&torn, &good), (&good, &torn)] {
        let (both, preview) = merged(&kv([ours.clone()]), &kv([theirs.clone()]));
        assert_eq!(both.kv, [good.clone(), text("mark/c/q/q.unreadable-1", "{ torn")]);
        assert_eq!(preview.aside, 1);
        assert!(merged(&both, &kv([theirs.clone()])).1.is_nothing());
    }
    let (torn, good) = (text("s", "{ torn"), session(&[], false));
    for (ours, theirs) in [(&torn, &good), (&good, &torn)] {
        let (both, _) = merged(&sessions(ours.clone()), &sessions(theirs.clone()));
        assert_eq!(both.sessions, vec![good.clone()]);
        assert_eq!(both.kv, [text("session-s.unreadable-1", "{ torn")]);
    }
}

#[test]
fn a_file_full_of_conflicts_is_refused() {
    let many = |took| log((0..3000).map(|number| answer(&format!("{number:05}"), took)));
    assert_eq!(merge(&many(1), many(2)), Err(BackupError::Unlikely));
}

#[test]
fn a_hundred_thousand_answers_are_written_read_and_merged() {
    let all = |from: u32| log((from..from + 100_000).map(|number| answer(&format!("{number:032}"), 1)));
    let text = file(&all(0));
    let (both, preview) = merged(&all(50_000), &opened(&text).contents);
    assert_eq!((both.log.len(), preview.answers), (150_000, 50_000));
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
    let check = |contents: &Contents, shown: &mut Ledger| check(contents, entries(contents), shown);
    let good = log(many());
    let health = check(&good, &mut told(&good));
    assert!(health.is_good(), "{health:?}");
    assert_eq!(health.answers, 60);
    assert!(!check(&good, &mut told(&log(many().skip(1)))).folds_agree);
    let bad = log(many().chain([text("9", "{ torn"), Record { key: "91".into(), ..answer("92", 1) }]));
    let health = check(&bad, &mut told(&bad));
    assert_eq!((health.unreadable, health.misplaced, health.is_good()), (1, 1, false));
}

/// A log in which equal ids have equal contents, as on devices of one reader.
fn any_log() -> impl Strategy<Value = Contents> {
    prop::collection::btree_set((0..40_u8, any::<bool>()), 0..30).prop_map(|all| {
        log(all.into_iter().map(|(id, undone)| {
            let id = format!("{id:02}");
            if undone { undo(&id, 5) } else { answer(&id, 1) }
        }))
    })
}

/// A log in which they need not.
fn any_torn_log() -> impl Strategy<Value = Contents> {
    prop::collection::btree_map(0..20_u8, 0..3_u32, 0..20)
        .prop_map(|all| log(all.into_iter().map(|(id, took)| answer(&format!("{id:02}"), took))))
}

/// Anything at all.
fn any_contents() -> impl Strategy<Value = Contents> {
    let value = prop_oneof![
        any::<String>().prop_map(Value::Text),
        "[a-z{}\":\\\\]{0,30}".prop_map(Value::Text),
        any::<i32>().prop_map(|number| Value::Other(number.to_string())),
        any::<bool>().prop_map(|yes| Value::Other(format!("{{\"a\":[{yes},null]}}"))),
    ];
    let store = || {
        prop::collection::btree_map("[a-z0-9~/.\u{4e00}-\u{4e10}\u{202e}\u{0}\"]{0,12}", value.clone(), 0..12)
            .prop_map(|all| all.into_iter().map(|(key, value)| Record { key, value }).collect::<Vec<_>>())
    };
    (store(), store(), store()).prop_map(|(log, sessions, kv)| Contents::new(log, sessions, kv))
}

/// Every value of the log and of what lies beside it.
fn values(contents: &Contents) -> Vec<&Record> {
    let mut values: Vec<&Record> = contents.log.iter().chain(&contents.kv).collect();
    values.sort_by_key(|record| match &record.value {
        Value::Text(text) | Value::Other(text) => text,
    });
    values.dedup_by(|one, other| one.value == other.value);
    values
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

    #[test]
    fn the_order_of_merging_logs_does_not_matter(a in any_log(), b in any_log(), c in any_log()) {
        let both = |one: &Contents, other: &Contents| merged(one, other).0;
        prop_assert_eq!(both(&a, &b), both(&b, &a));
        prop_assert_eq!(both(&both(&a, &b), &c), both(&a, &both(&b, &c)));
        prop_assert_eq!(both(&a, &a), a);
    }

    #[test]
    fn no_record_of_the_log_is_lost_whatever_its_id(a in any_torn_log(), b in any_torn_log(), c in any_torn_log()) {
        let both = |one: &Contents, other: &Contents| merged(one, other).0;
        let (one, other) = (both(&both(&a, &b), &c), both(&a, &both(&c, &b)));
        let texts = |contents: &Contents| values(contents).iter().map(|record| record.value.clone()).collect::<Vec<_>>();
        prop_assert_eq!(texts(&one), texts(&other));
        for record in a.log.iter().chain(&b.log).chain(&c.log) {
            prop_assert!(texts(&one).contains(&record.value));
        }
        prop_assert_eq!(&both(&one, &b), &one);
    }

    #[test]
    fn merging_anything_twice_is_merging_it_once(ours in any_contents(), theirs in any_contents()) {
        let (once, _) = merged(&ours, &theirs);
        let (twice, preview) = merged(&once, &theirs);
        prop_assert!(preview.is_nothing(), "{preview:?}");
        prop_assert_eq!(once, twice);
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
