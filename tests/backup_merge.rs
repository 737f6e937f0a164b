//! Learners rely on this: two devices are brought together without losing anything, in any order and however often.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

mod holding;

use biaoshuai::core::backup::{BackupError, Contents, Loss, Preview, Record, Tally, Value, loss, merge};
use holding::{FORMAT_1, answer, any_contents, file, kv, log, opened, text};
use proptest::prelude::*;

fn merged(ours: &Contents, theirs: &Contents) -> (Contents, Preview) {
    let (changes, preview) = merge(ours, theirs.clone()).unwrap();
    (ours.clone().with(changes), preview)
}

fn undo(of: &str, at: i64) -> Record {
    text(&format!("{of}~"), &format!("{{\"id\":\"{of}~\",\"undo\":\"{of}\",\"t\":{{\"u\":{at},\"z\":0}}}}"))
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
