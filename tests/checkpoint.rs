//! Learners rely on this: a start from a checkpoint shows what the whole log says, and one that could not is refused.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

mod history;

use biaoshuai::core::ledger::{Checkpoint, FOLD, HELD, Ledger, Refused};
use biaoshuai::core::schedule::RETENTION;
use history::{acts, answer, answers, moment, seen, sorted, start, stored_checkpoint, undo, written};
use proptest::prelude::*;

#[test]
fn a_short_log_needs_no_checkpoint() {
    assert_eq!(Ledger::default().checkpoint(), None);
    assert_eq!(Ledger::replay(RETENTION, answers(0..HELD)).checkpoint(), None);
    let checkpoint = stored_checkpoint(&answers(0..HELD + 2)).unwrap();
    assert_eq!((checkpoint.count(), checkpoint.last().unwrap().as_str()), (2, "00000001"));
}

#[test]
fn storing_a_checkpoint_changes_nothing() {
    let mut ledger = Ledger::replay(RETENTION, answers(0..100));
    let before = ledger.clone();
    let bytes = ledger.checkpoint().unwrap();
    assert_eq!(ledger, before);
    assert_eq!(ledger.checkpoint(), Some(bytes));
}

#[test]
fn going_on_from_a_checkpoint_gives_what_the_whole_log_gives() {
    let log = answers(0..300);
    let checkpoint = stored_checkpoint(&log[..200]).unwrap();
    assert_eq!(start(checkpoint, &log).unwrap(), Ledger::replay(RETENTION, log));
}

#[test]
fn an_answer_before_the_checkpoint_was_made_can_be_taken_back_after_it() {
    let mut log = answers(0..200);
    let checkpoint = stored_checkpoint(&log).unwrap();
    let last = answer(199, 199 % 11, 0, 199 % 3 > 0);
    log.push(undo(&last).into());
    let ledger = start(checkpoint, &log).unwrap();
    assert_eq!(ledger, Ledger::replay(RETENTION, log.clone()));
    assert_eq!(seen(&ledger), seen(&Ledger::replay(RETENTION, answers(0..199))));
}

#[test]
fn a_checkpoint_of_other_rules_is_refused() {
    let mut bytes = Ledger::replay(RETENTION, answers(0..100)).checkpoint().unwrap();
    bytes[..4].copy_from_slice(&(FOLD + 1).to_le_bytes());
    assert_eq!(Checkpoint::from_bytes(&bytes), Err(Refused::Fold { found: FOLD + 1 }));
}

#[test]
fn a_damaged_checkpoint_is_refused() {
    let bytes = Ledger::replay(RETENTION, answers(0..100)).checkpoint().unwrap();
    for end in 0..bytes.len() {
        assert!(Checkpoint::from_bytes(&bytes[..end]).is_err(), "cut at {end}");
    }
    for at in 0..bytes.len() {
        for bit in [1, 128] {
            let mut broken = bytes.clone();
            broken[at] ^= bit;
            assert!(Checkpoint::from_bytes(&broken).is_err(), "byte {at}");
        }
    }
    assert!(Checkpoint::from_bytes(&[bytes.clone(), vec![0]].concat()).is_err());
    assert!(Checkpoint::from_bytes(&bytes).is_ok());
}

#[test]
fn an_undo_that_another_tab_wrote_for_the_last_answer_of_the_checkpoint_is_noticed() {
    let mut log = answers(0..200);
    let checkpoint = stored_checkpoint(&log).unwrap();
    assert_eq!(checkpoint.last().unwrap().as_str(), "00000167");
    log.push(undo(&answer(167, 2, 0, true)).into());
    assert_eq!(start(checkpoint, &log).unwrap_err(), Refused::Astray);
    // One that the checkpoint was made with is no surprise.
    log.sort_by(|one, other| one.id().cmp(other.id()));
    let known = stored_checkpoint(&log[..HELD + 168]).unwrap();
    assert_eq!(known.last().unwrap().as_str(), "00000167");
    assert!(start(known, &log).is_ok());
}

#[test]
fn a_record_under_a_clock_set_back_counts_and_there_is_no_checkpoint_until_the_next_replay() {
    let log = answers(100..300);
    let mut ledger = Ledger::replay(RETENTION, log.clone());
    let mut late = answer(5, 1, 4, false);
    late.at = moment(10);
    ledger.apply(&late.clone().into());
    assert_eq!(ledger.progress().answers(), 201);
    assert_eq!(ledger.checkpoint(), None);
    let mut sorted = log;
    sorted.insert(0, late.clone().into());
    assert!(Ledger::replay(RETENTION, sorted).checkpoint().is_some());
    // It can be taken back like any other.
    ledger.apply(&undo(&late).into());
    assert_eq!(ledger.progress().answers(), 200);
}

#[test]
fn the_state_does_not_grow_with_the_log() {
    // The same questions over and over, within a week.
    let log = |count: usize| {
        (0..count).map(|number| {
            let mut review = answer(number, number % 50, 0, number % 3 > 0);
            review.at = moment(i64::try_from(number).unwrap() % 168);
            review.into()
        })
    };
    let size = |count| Ledger::replay(RETENTION, log(count)).checkpoint().unwrap().len();
    let (short, long) = (size(5_000), size(20_000));
    assert!(long < short + short / 10, "{short} → {long}");
    let per_question = long / 50;
    assert!(per_question < 250, "{per_question} bytes for each question");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn going_on_from_any_checkpoint_equals_a_whole_replay(acts in acts(), cut in any::<prop::sample::Index>()) {
        let log = written(&acts);
        // What was on disk when the checkpoint was made is what had been written until then.
        let then = &log[..cut.index(log.len() + 1)];
        let mut live = Ledger::default();
        for entry in then {
            live.apply(entry);
        }
        if let Some(checkpoint) = live.checkpoint() {
            let checkpoint = Checkpoint::from_bytes(&checkpoint).unwrap();
            let mut resumed = start(checkpoint, then).unwrap();
            prop_assert_eq!(&resumed, &Ledger::replay(RETENTION, sorted(then)));
            for entry in &log[then.len()..] {
                resumed.apply(entry);
            }
            prop_assert_eq!(resumed, Ledger::replay(RETENTION, sorted(&log)));
        }
    }

    #[test]
    fn a_stored_checkpoint_serves_a_log_that_has_grown(acts in acts(), cut in any::<prop::sample::Index>()) {
        let log = sorted(&written(&acts));
        if let Some(checkpoint) = stored_checkpoint(&log[..cut.index(log.len() + 1)]) {
            prop_assert_eq!(start(checkpoint, &log), Ok(Ledger::replay(RETENTION, log)));
        }
    }
}
