//! Learners rely on this: no day is too much, also after weeks away, and everything that waits has its turn.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

mod learner;
mod small;

use biaoshuai::core::ids::QuestionId;
use biaoshuai::core::review::Review;
use biaoshuai::core::schedule::{Limits, Rating};
use learner::{IN_2099, TODAY, answer, any_day, any_log, course, day, id, ids, question, rating, replay};
use proptest::prelude::*;
use std::collections::BTreeSet;

const TEN: Limits = Limits { new_per_day: 10, reviews_per_day: 10 };

#[test]
fn a_beginner_gets_new_questions_in_the_order_of_the_course() {
    let plan = replay(&[]).plan(&course(30), day(TODAY), TEN);
    assert_eq!(plan.fresh, (20..30).rev().map(id).collect::<Vec<_>>());
    assert!(plan.due.is_empty());
    assert_eq!(plan.held, 0);
}

#[test]
fn what_was_done_today_is_taken_off_and_then_it_is_done() {
    let course = course(40);
    let limits = Limits { new_per_day: 3, reviews_per_day: 4 };
    let old: Vec<_> = (0..10).map(|number| answer(number, TODAY - 10, Rating::Good)).collect();
    let mut schedule = replay(&old);
    let full = schedule.plan(&course, day(TODAY), limits);
    assert_eq!((full.due.len(), full.fresh.len(), full.held), (4, 3, 6));
    let number = |id: &QuestionId| id.0[1..].parse::<usize>().unwrap();
    for (done, id) in full.due.iter().enumerate() {
        schedule.record(&answer(number(id), TODAY, Rating::Good));
        // A second answer on the same day takes nothing more off.
        schedule.record(&answer(number(id), TODAY, Rating::Good));
        assert_eq!(schedule.plan(&course, day(TODAY), limits).due.len(), 3 - done);
    }
    for (done, id) in full.fresh.iter().enumerate() {
        schedule.record(&answer(number(id), TODAY, Rating::Again));
        assert_eq!(schedule.plan(&course, day(TODAY), limits).fresh.len(), 2 - done);
    }
    let end = schedule.plan(&course, day(TODAY), limits);
    assert_eq!((end.due.len(), end.fresh.len(), end.held), (0, 0, 6), "done for today");
    // Tomorrow the limits are whole again.
    let tomorrow = schedule.plan(&course, day(TODAY + 1), limits);
    assert_eq!((tomorrow.due.len(), tomorrow.fresh.len()), (4, 3));
}

#[test]
fn practice_ahead_of_time_takes_nothing_off_the_reviews() {
    let course = course(10);
    let mut log: Vec<_> = (0..5).map(|number| answer(number, TODAY - 1, Rating::Easy)).collect();
    log.extend((5..10).map(|number| answer(number, TODAY - 9, Rating::Good)));
    let mut schedule = replay(&log);
    let limits = Limits { new_per_day: 0, reviews_per_day: 5 };
    for number in 0..5 {
        schedule.record(&answer(number, TODAY, Rating::Good));
    }
    assert_eq!(schedule.plan(&course, day(TODAY), limits).due.len(), 5);
}

#[test]
fn limits_of_nothing_give_an_empty_plan_and_lose_nothing() {
    let log: Vec<_> = (0..10).map(|number| answer(number, TODAY - 10, Rating::Good)).collect();
    let plan = replay(&log).plan(&course(20), day(TODAY), Limits { new_per_day: 0, reviews_per_day: 0 });
    assert_eq!((plan.due.len(), plan.fresh.len(), plan.held), (0, 0, 10));
    assert_eq!(replay(&log).due(&course(20), day(TODAY)).len(), 10);
}

#[test]
fn of_a_backlog_the_half_forgotten_come_first_and_a_quarter_of_the_places_goes_to_the_longest_waiting() {
    // Twelve forgotten half a year ago and never seen again, twelve known then, twelve known last week.
    let log: Vec<_> = (0..12)
        .map(|number| answer(number, TODAY - 180, Rating::Again))
        .chain((12..24).map(|number| answer(number, TODAY - 60, Rating::Good)))
        .chain((24..36).map(|number| answer(number, TODAY - 6, Rating::Good)))
        .collect();
    let schedule = replay(&log);
    let course = course(36);
    let known = |number| schedule.card(&course.id, &question(number)).unwrap().retrievability(day(TODAY));
    assert!(known(0) < 0.5 && (0.5..known(24)).contains(&known(12)), "{} {} {}", known(0), known(12), known(24));
    let plan = schedule.plan(&course, day(TODAY), Limits { new_per_day: 0, reviews_per_day: 20 });
    let numbers: Vec<usize> = plan.due.iter().map(|id| id.0[1..].parse().unwrap()).collect();
    let expected = (12..24).rev().chain((33..36).rev()).chain((7..12).rev());
    assert_eq!(numbers, expected.collect::<Vec<_>>());
    assert_eq!(plan.held, 16);
    // Where there is room for all, the forgotten are the last, the best known of them first.
    let all = schedule.plan(&course, day(TODAY), Limits { new_per_day: 0, reviews_per_day: 36 });
    let numbers: Vec<usize> = all.due.iter().map(|id| id.0[1..].parse().unwrap()).collect();
    assert_eq!(
        numbers,
        (12..36)
            .collect::<Vec<_>>()
            .chunks(12)
            .flat_map(|c| c.iter().rev().copied())
            .chain((0..12).rev())
            .collect::<Vec<_>>()
    );
    assert_eq!(all.held, 0);
}

#[test]
fn an_answer_from_the_future_is_set_right_before_the_backlog_is_done() {
    let mut log: Vec<_> = (0..20).map(|number| answer(number, TODAY - 60, Rating::Good)).collect();
    log.push(answer(20, IN_2099, Rating::Easy));
    let plan = replay(&log).plan(&course(21), day(TODAY), Limits { new_per_day: 0, reviews_per_day: 4 });
    assert!(plan.due.contains(&id(20)), "{plan:?}");
    assert_eq!((plan.due.len(), plan.held), (4, 17));
}

/// Answers on ordinary days, in their order, to the first revision.
fn ordinary_log(questions: usize) -> impl Strategy<Value = Vec<Review>> {
    prop::collection::vec((0..questions, TODAY..TODAY + 200, rating()), 0..120).prop_map(|mut answers| {
        answers.sort_by_key(|(_, day, _)| *day);
        answers.into_iter().map(|(number, day, rating)| answer(number, day, rating)).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_plan_is_within_its_limits_and_loses_nothing(
        log in any_log(30),
        today in any_day(),
        new_per_day in 0_u16..20,
        reviews_per_day in 0_u16..20,
    ) {
        let schedule = replay(&log);
        let course = course(30);
        let plan = schedule.plan(&course, day(today), Limits { new_per_day, reviews_per_day });
        prop_assert!(plan.fresh.len() <= usize::from(new_per_day) && plan.due.len() <= usize::from(reviews_per_day));
        let due: BTreeSet<_> = ids(&schedule.due(&course, day(today))).into_iter().collect();
        let planned: BTreeSet<_> = plan.due.iter().cloned().collect();
        prop_assert_eq!(planned.len(), plan.due.len(), "nothing twice");
        prop_assert!(planned.is_subset(&due));
        prop_assert_eq!(planned.len() + plan.held, due.len());
        let fresh = |id: &QuestionId| schedule.card(&course.id, course.question(id).unwrap()).is_none();
        prop_assert!(plan.fresh.iter().all(fresh));
    }

    #[test]
    fn day_after_day_everything_of_a_backlog_has_its_turn(
        log in ordinary_log(30),
        reviews_per_day in 1_u16..8,
        ratings in prop::collection::vec(rating(), 1..20),
        always_wrong in any::<bool>(),
    ) {
        let course = course(30);
        let mut schedule = replay(&log);
        let today = TODAY + 230;
        let mut waiting: BTreeSet<_> = ids(&schedule.due(&course, day(today))).into_iter().collect();
        // One place in four is enough for the backlog, even when everything else is missed day after day.
        let days = waiting.len().div_ceil(usize::from(reviews_per_day).div_ceil(4));
        let limits = Limits { new_per_day: 0, reviews_per_day };
        let mut ratings = ratings.iter().cycle();
        for on in (today..).take(days) {
            let plan = schedule.plan(&course, day(on), limits);
            for id in plan.due {
                let rating = if always_wrong { Rating::Again } else { *ratings.next().unwrap() };
                schedule.record(&answer(id.0[1..].parse().unwrap(), on, rating));
                waiting.remove(&id);
            }
        }
        prop_assert!(waiting.is_empty(), "{waiting:?}");
    }
}
