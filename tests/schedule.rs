//! Learners rely on this: what they are about to forget comes back in time, and nothing that is due is lost. The log
//! alone decides it.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

mod learner;
mod small;

use biaoshuai::core::course::Course;
use biaoshuai::core::question::Question;
use biaoshuai::core::review::Review;
use biaoshuai::core::schedule::card::LONGEST;
use biaoshuai::core::schedule::{Card, Limits, Memory, RETENTION, Rating, Schedule};
use learner::{
    ALL, IN_2099, TODAY, after, answer, any_day, any_log, course, day, id, ids, question, rating, replay, same, wait,
};
use proptest::prelude::*;
use std::collections::BTreeSet;

#[test]
fn a_forgotten_question_comes_back_tomorrow_and_a_known_one_later() {
    assert_eq!(ALL.map(|rating| wait(&after(&[(TODAY, rating)]))), [1, 1, 2, 8]);
}

#[test]
fn several_answers_on_one_day_make_little_difference() {
    let once = after(&[(TODAY, Rating::Good), (TODAY + 2, Rating::Good)]);
    let thrice = after(&[(TODAY, Rating::Good), (TODAY + 2, Rating::Good), (TODAY + 2, Rating::Good)]);
    assert!(thrice.stability < once.stability * 1.5, "{once:?} {thrice:?}");
    let crammed = after(&[(TODAY, Rating::Good); 30]);
    assert!(wait(&crammed) < 30, "{crammed:?}");
}

#[test]
fn after_years_away_the_next_answer_is_still_an_ordinary_one() {
    let year = after(&[(TODAY, Rating::Good), (TODAY + 365, Rating::Good)]);
    let decades = after(&[(TODAY, Rating::Good), (TODAY + 20_000, Rating::Good)]);
    assert!(decades.stability < year.stability, "{decades:?} {year:?}");
    assert!(wait(&decades) >= 2);
    // What comes back within three years was really remembered for so long.
    let [two, three] = [2, 3].map(|years| after(&[(TODAY, Rating::Good), (TODAY + years * 365, Rating::Good)]));
    assert!(year.stability < two.stability && two.stability < three.stability, "{two:?} {three:?}");
}

#[test]
fn a_changed_question_starts_a_new_card() {
    let known = [(0, Rating::Easy), (8, Rating::Easy)].map(|(d, rating)| answer(0, TODAY + d, rating));
    let changed = Review { rev: 2, ..answer(0, TODAY + 20, Rating::Again) };
    let new = Question { rev: 2, ..question(0) };
    let mut schedule = replay(&known);
    // Before it is answered, the changed question is an unseen one.
    let mut course = course(1);
    course.questions[0].rev = 2;
    assert_eq!(schedule.card(&"c".into(), &new), None);
    assert!(schedule.due(&course, day(TODAY + 400)).is_empty());
    assert_eq!(schedule.predicted_recall(&course, day(TODAY + 8)), None);
    let plan = schedule.plan(&course, day(TODAY + 400), Limits { new_per_day: 1, reviews_per_day: 1 });
    assert_eq!(plan.len(), 1);
    assert_eq!((plan.due.len(), plan.fresh), (0, vec![id(0)]));
    schedule.record(&changed);
    let card = schedule.card(&"c".into(), &new).unwrap();
    assert_eq!(*card, Card { rev: 2, ..after(&[(TODAY + 20, Rating::Again)]) });
    assert_eq!(schedule.card(&"c".into(), &question(0)), None);
}

#[test]
fn lapses_count_days_of_forgetting() {
    use Rating::{Again as A, Good as G};
    let lapses = |answers: &[(i64, Rating)]| {
        after(&answers.iter().map(|(d, rating)| (TODAY + d, *rating)).collect::<Vec<_>>()).lapses
    };
    assert_eq!(lapses(&[(0, A)]), 0, "what was never known is not forgotten");
    assert_eq!(lapses(&[(0, A), (0, A), (0, G)]), 0);
    assert_eq!(lapses(&[(0, G), (2, A), (2, A), (2, G)]), 1);
    assert_eq!(lapses(&[(0, G), (2, A), (3, A), (4, G), (9, A)]), 3);
}

#[test]
fn nothing_stays_away_for_more_than_a_year_and_the_best_known_do_not_meet_on_one_day() {
    let easy = |number| (0..6).map(move |step| answer(number, TODAY + step * 300, Rating::Easy));
    let log: Vec<_> = (0..100).flat_map(easy).collect();
    let schedule = replay(&log);
    let waits: BTreeSet<_> = schedule.cards().map(|(_, _, card)| wait(card)).collect();
    assert!(waits.iter().all(|wait| (330..=LONGEST).contains(wait)), "{waits:?}");
    assert!(waits.len() > 20, "{waits:?}");
}

#[test]
fn what_was_learnt_together_does_not_stay_together() {
    let good = |number| [0, 2, 13].map(|d| answer(number, TODAY + d, Rating::Good));
    let schedule = replay(&(0..200).flat_map(good).collect::<Vec<_>>());
    let days: BTreeSet<_> = schedule.cards().map(|(_, _, card)| card.due).collect();
    assert!((4..=8).contains(&days.len()), "{days:?}");
}

#[test]
fn a_higher_desired_retention_asks_sooner_and_changes_no_memory() {
    let log: Vec<_> = (0..50).flat_map(|n| [0, 2, 13].map(|d| answer(n, TODAY + d, Rating::Good))).collect();
    let mut schedule = replay(&log);
    for retention in [0.97, 0.80, 0.90] {
        let before = schedule.clone();
        schedule.retain(retention);
        assert!((schedule.retention() - retention).abs() < f32::EPSILON, "what is wanted is what was said");
        for ((_, id, old), (_, _, new)) in before.cards().zip(schedule.cards()) {
            assert_eq!((old.stability, old.difficulty, old.last), (new.stability, new.difficulty, new.last));
            let expected = Memory { stability: new.stability, difficulty: new.difficulty }.interval(retention);
            assert!((wait(new) as f32 - expected).abs() <= expected * 0.05 + 0.5, "{id}: {new:?}");
        }
    }
    assert_eq!(schedule, replay(&log), "back at the retention it was built with");
    let sum = |retention| Schedule::replay(retention, &log).cards().map(|(_, _, card)| wait(card)).sum::<i64>();
    assert!(sum(0.97) < sum(0.90) && sum(0.90) < sum(0.80));
}

// --- What is shown of it ---------------------------------------------------------------------------------------------------

#[test]
fn due_questions_come_in_the_order_of_the_course_and_courses_are_apart() {
    let course = course(4);
    let other = Review { course: "d".into(), ..answer(1, TODAY, Rating::Again) };
    let schedule = replay(&[answer(3, TODAY, Rating::Again), answer(0, TODAY, Rating::Again), other]);
    assert!(schedule.due(&course, day(TODAY)).is_empty());
    assert_eq!(ids(&schedule.due(&course, day(TODAY + 1))), [id(3), id(0)]);
    assert_eq!(schedule.forecast(&course, day(TODAY), 2), [0, 2]);
    let elsewhere = Course { id: "d".into(), ..course };
    assert_eq!(ids(&schedule.due(&elsewhere, day(TODAY + 1))), [id(1)]);
}

#[test]
fn answers_to_questions_that_the_course_has_no_more_are_kept_out_of_sight() {
    let log = [answer(0, TODAY, Rating::Again), answer(9, TODAY, Rating::Again)];
    let schedule = replay(&log);
    let smaller = course(1);
    assert_eq!(ids(&schedule.due(&smaller, day(TODAY + 5))), [id(0)]);
    assert_eq!(schedule.forecast(&smaller, day(TODAY + 5), 1), [1]);
    assert_eq!(schedule.due(&course(10), day(TODAY + 5)).len(), 2, "back with the question");
}

#[test]
fn overdue_days_are_counted_from_the_due_day() {
    let card = after(&[(TODAY, Rating::Good)]);
    let due = card.due.0;
    assert_eq!([-1, 0, 1, 30].map(|d| card.overdue(day(due + d))), [0, 0, 1, 30]);
    assert_eq!([-1, 0, 1].map(|d| card.is_due(day(due + d))), [false, true, true]);
}

#[test]
fn recall_is_predicted_for_what_was_seen() {
    let course = course(10);
    assert_eq!(replay(&[]).predicted_recall(&course, day(TODAY)), None);
    let schedule = replay(&[answer(0, TODAY, Rating::Good), answer(1, TODAY, Rating::Again)]);
    let cards = [0, 1].map(|number| *schedule.card(&course.id, &question(number)).unwrap());
    let tomorrow = (cards[0].retrievability(day(TODAY + 1)) + cards[1].retrievability(day(TODAY + 1))) / 2.0;
    assert!(same(schedule.predicted_recall(&course, day(TODAY)).unwrap(), tomorrow));
    let wrong = replay(&[answer(1, TODAY, Rating::Again)]);
    assert!(wrong.predicted_recall(&course, day(TODAY)).unwrap() < 0.8, "nobody knows all after nothing but mistakes");
    let month = day(TODAY).plus(30);
    let mean = (cards[0].retrievability(month) + cards[1].retrievability(month)) / 2.0;
    assert!(same(schedule.predicted_recall(&course, month).unwrap(), mean));
    assert!((0.4..0.8).contains(&mean), "{mean}");
}

// --- Invariants ------------------------------------------------------------------------------------------------------------

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_better_answer_never_comes_back_sooner(
        before in prop::collection::vec((any_day(), rating()), 0..12),
        on in any_day(),
        number in 0_usize..500,
        percent in 80_u8..=97,
    ) {
        let mut schedule = Schedule::new(f32::from(percent) / 100.0);
        for (day, rating) in before {
            schedule.record(&answer(number, day, rating));
        }
        let waits = ALL.map(|rating| {
            let mut schedule = schedule.clone();
            schedule.record(&answer(number, on, rating));
            wait(schedule.card(&"c".into(), &question(number)).unwrap())
        });
        prop_assert!(waits.is_sorted(), "{waits:?}");
        prop_assert!(waits[0] >= 1 && waits[3] <= LONGEST, "{waits:?}");
    }

    #[test]
    fn no_due_date_is_lost_before_its_answer_or_out_of_reach(log in any_log(12)) {
        let schedule = replay(&log);
        for (course, id, card) in schedule.cards() {
            prop_assert!(card.due > card.last && wait(card) <= LONGEST, "{card:?}");
            prop_assert!(card.stability.is_finite() && card.difficulty.is_finite(), "{card:?}");
            let last = log.iter().rfind(|review| review.course == *course && review.question == *id).unwrap();
            prop_assert_eq!((card.last, card.rev), (last.at.study_day(), last.rev));
            // Wherever today is, it is asked within the longest interval.
            for today in [0, TODAY, IN_2099] {
                let ahead = card.due_by(day(today)).since(day(today));
                prop_assert!(ahead <= LONGEST + 1, "{card:?} on {today}");
            }
        }
        let answered: BTreeSet<_> = log.iter().map(|review| (&review.course, &review.question)).collect();
        prop_assert_eq!(schedule.cards().count(), answered.len());
    }

    #[test]
    fn rebuilding_and_going_on_from_a_checkpoint_give_the_same(log in any_log(12), cut in 0_usize..80) {
        let whole = replay(&log);
        let (head, tail) = log.split_at(cut.min(log.len()));
        let mut incremental = replay(head);
        incremental.retain(0.85);
        // Stored with another retention.
        let stored = postcard::to_allocvec(&incremental).unwrap();
        let mut restored: Schedule = postcard::from_bytes(&stored).unwrap();
        restored.retain(RETENTION);
        prop_assert_eq!(&restored, &replay(head));
        for review in tail {
            restored.record(review);
        }
        prop_assert_eq!(restored, whole);
    }

    #[test]
    fn an_answer_taken_back_leaves_no_trace(log in any_log(6)) {
        let Some((taken, rest)) = log.split_last() else { return Ok(()) };
        let mut schedule = replay(rest);
        let before = schedule.known(taken);
        schedule.record(taken);
        schedule.take_back(taken, before);
        prop_assert_eq!(schedule, replay(rest));
    }

    #[test]
    fn the_forecast_holds_everything_within_its_days(log in any_log(12), today in any_day(), days in 0_usize..400) {
        let schedule = replay(&log);
        let course = course(12);
        let forecast = schedule.forecast(&course, day(today), days);
        prop_assert_eq!(forecast.len(), days);
        let end = day(today).plus(i64::try_from(days).unwrap());
        let cards = course.questions.iter().filter_map(|question| schedule.card(&course.id, question));
        let scheduled = if days == 0 { 0 } else { cards.filter(|card| card.due_by(day(today)) < end).count() };
        prop_assert_eq!(usize::try_from(forecast.iter().sum::<u32>()).unwrap(), scheduled);
        if days > 0 {
            prop_assert_eq!(usize::try_from(forecast[0]).unwrap(), schedule.due(&course, day(today)).len());
        }
    }
}
