//! Examinees rely on this: time is what it is, and nothing answered is lost.
#![cfg(not(target_arch = "wasm32"))]

mod reply;
mod sitting;
mod small;

use biaoshuai::core::answer::Answer;
use biaoshuai::core::exam::{Closed, Grade, Marks, NotAnExam, Sitting, SittingError};
use biaoshuai::core::grade::Verdict;
use biaoshuai::core::kept;
use biaoshuai::core::question::{Question, QuestionKind};
use biaoshuai::core::review::Moment;
use proptest::prelude::*;
use reply::{begun, right};
use sitting::{MINUTE, answered, asked, at, course, handed_in, place_of, reloaded, sitting};

// Time

#[test]
fn time_runs_while_the_app_is_closed_and_the_device_sleeps() {
    let sitting = sitting(&course());
    assert_eq!(sitting.remaining_ms(at(0)), 600_000);
    let sitting = reloaded(&sitting);
    assert_eq!(sitting.remaining_ms(at(4 * MINUTE)), 360_000);
    assert_eq!(sitting.used_ms(at(4 * MINUTE)), 240_000);
    assert!(!sitting.is_over(at(10 * MINUTE - 1)));
    assert!(sitting.is_over(at(10 * MINUTE)));
    assert_eq!(sitting.remaining_ms(at(i64::MAX)), 0);
}

#[test]
fn a_clock_set_back_gives_no_time_back_and_does_not_stop_the_countdown() {
    let mut sitting = sitting(&course());
    sitting.tick(at(6 * MINUTE));
    let mut sitting = reloaded(&sitting);
    assert_eq!(sitting.remaining_ms(at(0)), 240_000);
    sitting.tick(at(0));
    assert_eq!(sitting.remaining_ms(at(MINUTE)), 180_000, "it goes on from the clock as it is now");
    assert_eq!(sitting.deadline(), at(4 * MINUTE));
    assert!(sitting.is_over(at(4 * MINUTE)));
    assert_eq!(sitting.remaining_ms(at(i64::MIN)), 240_000);
}

#[test]
fn after_time_nothing_can_be_changed_and_the_paper_counts_as_handed_in_at_the_deadline() {
    let course = course();
    let started = answered(&course, &sitting(&course), [0, 1]);
    let question = asked(&course, &started, 2);
    let late = at(10 * MINUTE);
    let answer = Some(right(&question.body));
    assert!(started.answer(2, question, answer.clone(), 0, at(10 * MINUTE - 1)).is_ok());
    assert_eq!(started.answer(2, question, answer, 0, late), Err(SittingError::TimeOver));
    assert_eq!(started.mark_for_later(2, true, late), Err(SittingError::TimeOver));
    for now in [late, at(26 * 60 * MINUTE), at(i64::MAX)] {
        // However often the late time was looked at before.
        let mut seen = started.clone();
        seen.tick(now);
        seen.tick(at(5));
        for sitting in [&started, &reloaded(&seen)] {
            let (closed, reviews) = handed_in(&course, sitting, now);
            assert_eq!(closed.closed, Some(Closed { at: late, by_time: true }));
            assert_eq!(reviews.len(), 2);
            assert_eq!(closed.used_ms(now), 600_000);
        }
    }
}

#[test]
fn handed_in_from_two_tabs_the_answers_stand_in_the_log_once() {
    let course = course();
    let here = answered(&course, &sitting(&course), [1, 3]);
    let there = answered(&course, &here, [6]);
    let ids = |sitting: &Sitting, now: Moment| {
        let reviews = handed_in(&course, sitting, now).1;
        reviews.into_iter().map(|review| review.id).collect::<Vec<_>>()
    };
    let once = ids(&there, at(5 * MINUTE));
    assert_eq!(once.len(), 3);
    assert_eq!(ids(&here, at(90 * MINUTE)), once[..2]);
    assert_eq!(ids(&reloaded(&there), at(6 * MINUTE)), once);
    let mut another = there;
    another.id = "s2".into();
    assert!(ids(&another, at(5 * MINUTE)).iter().all(|id| !once.contains(id)));
}

#[test]
fn what_was_handed_in_stays_as_it_is() {
    let course = course();
    let (mut closed, _) = handed_in(&course, &answered(&course, &sitting(&course), [0]), at(3 * MINUTE));
    assert_eq!(closed.closed, Some(Closed { at: at(3 * MINUTE), by_time: false }));
    let question = asked(&course, &closed, 1);
    let answer = closed.answer(1, question, Some(right(&question.body)), 0, at(4 * MINUTE));
    assert_eq!(answer, Err(SittingError::HandedIn));
    assert_eq!(closed.mark_for_later(1, true, at(4 * MINUTE)), Err(SittingError::HandedIn));
    let again = closed.hand_in(&course, at(4 * MINUTE));
    assert_eq!(again, Err(SittingError::HandedIn));
    let before = closed.clone();
    closed.tick(at(9 * MINUTE));
    assert_eq!(closed, before);
    assert_eq!(closed.used_ms(at(9 * MINUTE)), 180_000);
}

// Answering

#[test]
fn answers_can_be_changed_and_taken_back_until_the_end() {
    let course = course();
    let sitting = sitting(&course);
    let place = place_of(&sitting, QuestionKind::TrueFalse);
    let question = asked(&course, &sitting, place);
    let put = |sitting: &Sitting, answer, now| sitting.answer(place, question, answer, 700, at(now)).unwrap();
    let first = put(&sitting, Some(Answer::Truth(true)), 10);
    let second = reloaded(&put(&first, Some(Answer::Truth(false)), 20));
    let slot = &second.slots[place];
    assert_eq!((&slot.answer, slot.changed, slot.took_ms), (&Some(Answer::Truth(false)), Some(at(20)), 1400));
    let looked = put(&second, Some(Answer::Truth(false)), 30);
    assert_eq!(looked.slots[place].changed, Some(at(20)), "looking at it again is no change");
    let none = put(&looked, None, 40);
    assert_eq!((&none.slots[place].answer, none.slots[place].changed), (&None, None));
    assert_eq!(none.unanswered(&course), Vec::from_iter(0..7));
}

#[test]
fn an_answer_with_nothing_in_it_is_none() {
    let course = course();
    let sitting = sitting(&course);
    for place in 0..7 {
        let question = asked(&course, &sitting, place);
        let blank = begun(&question.body, 0);
        let put = sitting.answer(place, question, Some(blank), 0, at(1)).unwrap();
        let expected = if asked(&course, &sitting, place).body.kind() == QuestionKind::TrueFalse { 6 } else { 7 };
        assert_eq!(put.unanswered(&course).len(), expected);
    }
}

#[test]
fn an_answer_to_something_else_is_refused() {
    let course = course();
    let sitting = sitting(&course);
    let question = asked(&course, &sitting, 0);
    let put = |place, question, answer| sitting.answer(place, question, Some(answer), 0, at(1));
    assert_eq!(put(1, question, right(&question.body)), Err(SittingError::OtherQuestion));
    assert_eq!(put(7, question, right(&question.body)), Err(SittingError::OtherQuestion));
    assert_eq!(put(0, question, Answer::Truth(true)), Err(SittingError::NotFitting));
    assert_eq!(put(0, question, Answer::Choice([99].into())), Err(SittingError::NotFitting));
    let changed = Question { rev: 9, ..question.clone() };
    assert_eq!(put(0, &changed, right(&question.body)), Err(SittingError::OtherQuestion));
    assert_eq!(sitting.mark_for_later(7, true, at(1)), Err(SittingError::OtherQuestion));
}

#[test]
fn an_exam_that_was_cut_off_goes_on_where_it_stood() {
    let course = course();
    let there = answered(&course, &sitting(&course), [2, 4]).mark_for_later(5, true, at(2)).unwrap().at_place(6, at(3));
    let back = reloaded(&there);
    assert_eq!(back, there);
    assert_eq!((back.cursor, back.slots[5].later, back.unanswered(&course)), (6, true, vec![0, 1, 3, 5, 6]));
    assert_eq!(back.at_place(99, at(4)).cursor, 6);
    assert!(!back.mark_for_later(5, false, at(4)).unwrap().slots[5].later);
    assert_eq!(kept::key::<Sitting>(&back.place()), "exam/course-yuelanshi/s1");
    assert!(back.place().starts_with(&Sitting::all_of(&course.id)));
}

/// Written by the first version; later ones must read it.
#[test]
fn a_stored_exam_stays_readable() {
    let stored = r#""s1 c 33Q2-03RJ-00 B -1 60 120 5 480 1 1000 9 480 9 480 0\nq1 1 单选 s 3 900 1 1/2 7 480 {\"choice\":[1]}\nq2 2 判断 s 2 0 0 void""#;
    let sitting: Sitting = serde_json::from_str(stored).unwrap();
    assert_eq!(sitting.slots[0].grade, Some(Grade::Worth(Verdict { points: 1, of: 2 })));
    assert_eq!(sitting.slots[0].earned(sitting.paper.questions[0].marks), Some(Marks::halves(2)));
    assert_eq!(sitting.slots[1].earned(sitting.paper.questions[1].marks), Some(Marks::whole(1)));
    assert_eq!(sitting.paper.seed, u64::MAX);
    assert_eq!(serde_json::to_string(&sitting).unwrap(), stored);
}

#[test]
fn what_is_no_exam_is_reported_and_not_taken_for_one() {
    let course = course();
    let (closed, _) = handed_in(&course, &answered(&course, &sitting(&course), [0, 3]), at(5));
    let whole = String::from(closed);
    assert!(Sitting::try_from(whole.clone()).is_ok());
    for (from, to) in [(" A ", " "), ("单选", "口试"), (" 10 ", " 300 "), (" open", " opened")] {
        assert_ne!(whole.replacen(from, to, 1), whole);
        assert_eq!(Sitting::try_from(whole.replacen(from, to, 1)), Err(NotAnExam), "{from}");
    }
    for cut in ["", "s1", whole.split('\n').next().unwrap()] {
        assert_eq!(Sitting::try_from(cut.to_owned()), Err(NotAnExam), "{cut}");
    }
}

#[derive(Clone, Debug)]
enum Event {
    Look(i64),
    Tick(i64),
    Reload,
    Answer(i64, usize),
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let time = || prop_oneof![20 => -2 * MINUTE..14 * MINUTE, 1 => any::<i64>()];
    let event = prop_oneof![
        time().prop_map(Event::Look),
        time().prop_map(Event::Tick),
        Just(Event::Reload),
        (time(), 0..7_usize).prop_map(|(time, place)| Event::Answer(time, place)),
    ];
    proptest::collection::vec(event, 0..30)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn the_time_left_never_grows(events in events()) {
        let course = course();
        let mut sitting = sitting(&course);
        let mut least = 600_000;
        for event in events {
            let before = least;
            match event {
                Event::Look(now) => prop_assert!(sitting.remaining_ms(at(now)) <= least),
                Event::Tick(now) => {
                    sitting.tick(at(now));
                    least = sitting.remaining_ms(at(now));
                }
                Event::Reload => sitting = reloaded(&sitting),
                Event::Answer(now, place) => {
                    let question = asked(&course, &sitting, place);
                    match sitting.answer(place, question, Some(right(&question.body)), 0, at(now)) {
                        Ok(next) => {
                            sitting = next;
                            least = sitting.remaining_ms(at(now));
                            prop_assert!(least > 0);
                        }
                        Err(error) => {
                            prop_assert_eq!(error, SittingError::TimeOver);
                            prop_assert!(sitting.is_over(at(now)));
                        }
                    }
                }
            }
            prop_assert!(least <= before, "{} after {}", least, before);
        }
    }

    #[test]
    fn on_a_steady_clock_time_left_and_time_passed_are_the_time_allowed(
        steps in proptest::collection::vec(0..MINUTE, 0..30),
    ) {
        let mut sitting = sitting(&course());
        let mut now = 0;
        for step in steps {
            now += step;
            sitting.tick(at(now));
            prop_assert_eq!(i64::from(sitting.remaining_ms(at(now))), (10 * MINUTE - now).max(0));
            prop_assert_eq!(sitting.deadline(), at(10 * MINUTE));
        }
    }
}
