//! Learners rely on this: a slip may be taken back as long as nothing follows it, and then counts nowhere.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

mod history;
mod small;

use biaoshuai::core::answer::{Answer, Confidence, SelfGrade};
use biaoshuai::core::ids::ReviewId;
use biaoshuai::core::ledger::{HELD, Ledger};
use biaoshuai::core::log::Entry;
use biaoshuai::core::question::{Body, Question};
use biaoshuai::core::review::Review;
use biaoshuai::core::schedule::RETENTION;
use biaoshuai::core::session::{Occasion, Phase, Scope, Session};
use history::{answer, answers, moment, seen, undo};

fn question(number: usize) -> Question {
    Question { concepts: vec!["k".into()], ..small::statement(&format!("q{number:02}")) }
}

/// A session that asks questions 0, 1, 2.
fn session() -> Session {
    let queue = (0..3).map(|number| question(number).id).collect();
    Session::new("s".into(), "c".into(), Scope::Course, 1, moment(0), queue)
}

/// Answers the question on screen, and says so to the ledger.
fn give(ledger: &mut Ledger, session: &Session, right: bool) -> (Session, Review) {
    let number = usize::try_from(ledger.records()).unwrap();
    let occasion = Occasion {
        review: ReviewId(format!("{number:08}")),
        now: moment(i64::try_from(number).unwrap()),
        took_ms: 3000,
    };
    let (next, review) = session.answer(&question(session.cursor), Answer::Truth(right), occasion).unwrap();
    ledger.apply(&review.clone().into());
    (next, review)
}

#[test]
fn the_last_answer_of_a_session_may_be_taken_back_once_and_before_the_next() {
    let mut ledger = Ledger::default();
    let begun = session();
    assert_eq!(ledger.undoable(&begun), None);
    let (one, first) = give(&mut ledger, &begun, false);
    assert_eq!(ledger.undoable(&one), Some(&first));
    let one = one.advance(moment(1));
    assert_eq!(ledger.undoable(&one), Some(&first), "also when the next question is on screen");
    let (two, second) = give(&mut ledger, &one, false);
    assert_eq!(ledger.undoable(&two), Some(&second));

    let (back, undo) = ledger.undo(&two, moment(2)).unwrap();
    assert_eq!(undo.of, second.id);
    ledger.apply(&undo.into());
    assert_eq!(ledger.undoable(&back), None, "the one before it is history");
    assert_eq!(ledger.undoable(&two), None, "and it cannot be taken back again");
    let (again, third) = give(&mut ledger, &back, true);
    assert_eq!(ledger.undoable(&again), Some(&third), "but the new answer can");
    assert_eq!(ledger.progress().answers(), 2);
    assert_eq!(ledger.records(), 4);
}

#[test]
fn what_may_be_taken_back_is_the_same_after_a_restart() {
    let mut log = answers(0..100);
    let last = answer(100, 0, 7, true);
    log.push(last.clone().into());
    let mut asked = session();
    asked.id = "s7".into();
    let (given, _) = asked
        .answer(&question(0), Answer::Truth(true), Occasion { review: last.id.clone(), now: last.at, took_ms: 1 })
        .unwrap();
    let again = Ledger::replay(RETENTION, log.clone());
    assert_eq!(again.undoable(&given), Some(&last));
    log.push(undo(&last).into());
    assert_eq!(Ledger::replay(RETENTION, log).undoable(&given), None);
}

#[test]
fn an_answer_of_long_ago_stays() {
    let mut ledger = Ledger::default();
    let (given, first) = give(&mut ledger, &session(), false);
    for number in 1..HELD {
        ledger.apply(&answer(number, 5, 9, true).into());
    }
    assert_eq!(ledger.undoable(&given), Some(&first), "other sessions do not matter");
    ledger.apply(&answer(HELD, 5, 9, true).into());
    assert_eq!(ledger.undoable(&given), None);
}

#[test]
fn a_session_waits_again_for_the_answer_that_was_taken_back() {
    let mut ledger = Ledger::default();
    let (one, _) = give(&mut ledger, &session(), true);
    let (two, _) = give(&mut ledger, &one.advance(moment(1)), false);
    for shown in [two.clone(), two.advance(moment(2)), two.end(moment(2))] {
        let back = shown.without_last();
        assert_eq!(back.phase(), Phase::Asking);
        assert_eq!((back.cursor, back.finished), (1, None));
        assert_eq!(back.draft, Some(Answer::Truth(false)), "to be mended, not to be begun anew");
        assert!(back.items[0].given.is_some() && back.items[1].given.is_none());
    }
    assert_eq!(session().without_last(), session());
}

#[test]
fn a_text_from_memory_is_judged_anew_after_it_was_taken_back() {
    let mut asked = question(0);
    asked.body = Body::Recall { text: "一二三".into(), terms: Vec::new() };
    let text = || "一二".to_owned();
    let mut begun = session();
    begun.sure = Some(Confidence::Sure);
    let occasion = Occasion { review: "r".into(), now: moment(0), took_ms: 1 };
    let given = Answer::Recall { text: text(), grade: Some(SelfGrade::Fluent) };
    let (next, _) = begun.answer(&asked, given, occasion).unwrap();
    let back = next.without_last();
    assert_eq!(back.draft, Some(Answer::Recall { text: text(), grade: None }));
    assert_eq!(back.sure, Some(Confidence::Sure));
}

#[test]
fn an_answer_that_was_taken_back_counts_nowhere() {
    let (kept, slip) = (answer(1, 1, 0, true), answer(2, 1, 0, false));
    let clean = Ledger::replay(RETENTION, [kept.clone().into()]);
    let mut ledger = Ledger::replay(RETENTION, [kept.into(), slip.clone().into()]);
    assert_ne!(seen(&ledger), seen(&clean));
    ledger.apply(&undo(&slip).into());
    assert_eq!(seen(&ledger), seen(&clean));
    assert_eq!(ledger.mistakes().of(&"c".into(), &question(1)), None);
    assert_eq!(ledger.progress().answers_on(slip.at.study_day()), 1);
}

#[test]
fn an_undo_reaches_only_the_answer_it_names() {
    // The same question was answered in another tab after the answer that is taken back.
    let log = [answer(1, 1, 0, false), answer(2, 1, 1, true), answer(3, 2, 1, false)];
    let mut ledger = Ledger::replay(RETENTION, log.clone().map(Entry::from));
    ledger.apply(&undo(&log[0]).into());
    assert_eq!(seen(&ledger), seen(&Ledger::replay(RETENTION, log[1..].iter().cloned().map(Entry::from))));
}
