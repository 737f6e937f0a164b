//! Learners rely on this: what the app shows is what the log says, however it was worked out, and odd records do no harm.
#![cfg(not(target_arch = "wasm32"))]

mod history;

use biaoshuai::core::ids::ReviewId;
use biaoshuai::core::ledger::{HELD, Ledger};
use biaoshuai::core::log::{Entry, Undo};
use biaoshuai::core::mistakes::Mistakes;
use biaoshuai::core::progress::Progress;
use biaoshuai::core::review::{Moment, Review, StudyDay};
use biaoshuai::core::schedule::{RETENTION, Schedule};
use biaoshuai::core::statistics::Statistics;
use history::{DAY, acts, answer, answers, moment, seen, sorted, start, stored_checkpoint, undo, written};
use proptest::prelude::*;

#[test]
fn an_undo_of_something_unknown_changes_nothing() {
    let log = answers(0..10);
    let mut ledger = Ledger::replay(RETENTION, log.clone());
    ledger.apply(&Undo::new(&"nobody".into(), moment(0)).into());
    // An undo cannot be taken back either.
    let slip = answer(10, 1, 0, false);
    ledger.apply(&slip.clone().into());
    ledger.apply(&undo(&slip).into());
    ledger.apply(&Undo::new(undo(&slip).id(), moment(0)).into());
    assert_eq!(seen(&ledger), seen(&Ledger::replay(RETENTION, log)));
    assert_eq!(ledger.records(), 14);
}

#[test]
fn a_record_applied_twice_counts_once() {
    let log = answers(0..10);
    let mut ledger = Ledger::replay(RETENTION, log.clone());
    ledger.apply(&log[9]);
    ledger.apply(&log[0]);
    assert_eq!(ledger, Ledger::replay(RETENTION, log));
    // Also the last one that is not held back any more, which a checkpoint and the rest of a log could share.
    let long = Ledger::replay(RETENTION, answers(0..100));
    let mut again = long.clone();
    again.apply(&answers(0..100)[99 - HELD]);
    assert_eq!(again, long);
    let slip = answer(10, 1, 0, false);
    ledger.apply(&slip.clone().into());
    ledger.apply(&undo(&slip).into());
    ledger.apply(&undo(&slip).into());
    ledger.apply(&slip.into());
    assert_eq!(ledger.progress().answers(), 10);
    assert_eq!(ledger.records(), 12);
}

#[test]
fn answers_to_questions_and_courses_that_are_gone_are_counted_and_harm_nothing() {
    let mut gone = answer(1, 99, 0, false);
    gone.course = "gone".into();
    let ledger = Ledger::replay(RETENTION, [answer(0, 98, 0, false).into(), gone.into(), answer(2, 1, 0, true).into()]);
    assert_eq!(ledger.progress().answers(), 3);
    assert_eq!(ledger.statistics().total().sum().answers, 3);
}

#[test]
fn wrong_clocks_and_damaged_times_are_survived() {
    let times = [0, -1, 72_000 * DAY, i64::MIN, i64::MAX, 20_000 * DAY];
    let log: Vec<Entry> = times
        .into_iter()
        .zip(0..)
        .map(|(utc_ms, number)| {
            let mut review = answer(number, 1, 0, number != 3);
            review.at = Moment { utc_ms, zone_min: if number % 2 == 0 { i32::MAX } else { i32::MIN } };
            review.took_ms = u32::MAX;
            review.into()
        })
        .chain(answers(10..100))
        .collect();
    let ledger = Ledger::replay(RETENTION, log.clone());
    assert_eq!(ledger.progress().answers(), 96);
    let checkpoint = stored_checkpoint(&log).unwrap();
    assert_eq!(start(checkpoint, &log).unwrap(), ledger);
    let total = ledger.statistics().total();
    assert_eq!(total.by_week(StudyDay(i64::MAX), 3).len(), 3);
    assert_eq!(total.by_day(StudyDay(i64::MIN), 3).len(), 3);
    assert!(total.streak(StudyDay(20_050)).longest >= 1);
}

#[test]
fn an_unreadable_record_is_a_record_and_nothing_else() {
    let mut log = answers(0..100);
    log[20] = Entry::Unreadable(log[20].id().clone());
    log[95] = Entry::Unreadable(log[95].id().clone());
    let ledger = Ledger::replay(RETENTION, log.clone());
    assert_eq!((ledger.records(), ledger.progress().answers()), (100, 98));
    assert_eq!(start(stored_checkpoint(&log).unwrap(), &log).unwrap(), ledger);
}

// --- Invariants ---

/// The rule in words: an answer counts unless a record takes it back.
fn counting(log: &[Entry]) -> Vec<Review> {
    let undone = |id: &ReviewId| log.iter().any(|entry| matches!(entry, Entry::Undo(undo) if undo.of == *id));
    let review = |entry: &Entry| match entry {
        Entry::Answer(review) if !undone(&review.id) => Some(review.clone()),
        _ => None,
    };
    log.iter().filter_map(review).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn the_ledger_holds_what_the_answers_say_that_count(acts in acts()) {
        let log = sorted(&written(&acts));
        let reviews = counting(&log);
        let ledger = Ledger::replay(RETENTION, log.clone());
        prop_assert_eq!(ledger.progress(), &Progress::replay(&reviews));
        let (mut mistakes, mut statistics, mut schedule) = <(Mistakes, Statistics, Schedule)>::default();
        for review in &reviews {
            mistakes.record(review);
            let card = schedule.known(review).filter(|card| card.rev == review.rev);
            statistics.record(review, card.map(|card| card.retrievability(review.at.study_day())));
            schedule.record(review);
        }
        prop_assert_eq!(ledger.schedule(), &schedule);
        prop_assert_eq!(ledger.mistakes(), &mistakes);
        prop_assert_eq!(ledger.statistics(), &statistics);
        prop_assert_eq!(ledger.records() as usize, log.len());
        prop_assert_eq!(statistics.total().sum().answers as usize, reviews.len());
    }

    #[test]
    fn what_was_applied_along_the_way_equals_a_whole_replay(acts in acts()) {
        let log = written(&acts);
        let mut live = Ledger::default();
        for entry in &log {
            live.apply(entry);
        }
        prop_assert_eq!(live, Ledger::replay(RETENTION, sorted(&log)));
    }

    #[test]
    fn records_that_arrive_a_little_late_are_put_where_they_belong(
        acts in acts(), delays in proptest::collection::vec((0..150_usize, 1..10_usize), 1..4)
    ) {
        let log = sorted(&written(&acts));
        let mut arrived = log.clone();
        for (from, by) in delays {
            // An answer is always there before its undo.
            let is_undo = |entry: &Entry, of: &Entry| matches!(entry, Entry::Undo(undo) if undo.of == *of.id());
            let undone = arrived.iter().skip(from).take(by + 1).any(|entry| is_undo(entry, &arrived[from]));
            if from + by < arrived.len() && !undone {
                let late = arrived.remove(from);
                arrived.insert(from + by, late);
            }
        }
        let mut live = Ledger::default();
        for entry in &arrived {
            live.apply(entry);
        }
        prop_assert_eq!(live, Ledger::replay(RETENTION, log));
    }
}
