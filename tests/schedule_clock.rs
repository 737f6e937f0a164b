//! Learners rely on this: whatever the clock does, it hides no question and makes none look better known than it is.
#![cfg(not(target_arch = "wasm32"))]

mod learner;
mod small;

use biaoshuai::core::review::{Moment, Review};
use biaoshuai::core::schedule::card::LONGEST;
use biaoshuai::core::schedule::{Limits, Rating};
use learner::{ALL, HOUR, IN_2099, TODAY, after, answer, china, course, day, question, replay, same, wait};

#[test]
fn the_day_turns_over_at_four_in_the_morning() {
    let at = |hour| {
        let review = Review { at: china(TODAY, hour), ..answer(0, TODAY, Rating::Again) };
        replay([&review]).card(&"c".into(), &question(0)).unwrap().due
    };
    assert_eq!(at(3), day(TODAY), "a night at the desk belongs to the evening before");
    assert_eq!(at(4), day(TODAY + 1));
    assert_eq!(at(27), day(TODAY + 1));
    assert_eq!(at(28), day(TODAY + 2));
}

#[test]
fn each_answer_counts_by_the_zone_it_was_given_in() {
    // Answered in China in the morning, which is the evening before in New York; there, at once, once more.
    let home =
        Review { at: Moment { utc_ms: (TODAY * 24 + 1) * HOUR, zone_min: 480 }, ..answer(0, TODAY, Rating::Good) };
    let away = Review { at: Moment { utc_ms: (TODAY * 24 + 2) * HOUR, zone_min: -300 }, ..home.clone() };
    let schedule = replay([&home]);
    let card = schedule.card(&"c".into(), &question(0)).unwrap();
    assert_eq!(card.last, day(TODAY));
    assert_eq!(away.at.study_day(), day(TODAY - 1));
    // The plane does not make anything due: the last answer lies a day ahead there.
    assert!(!card.is_due(away.at.study_day()));
    let both = replay([&home, &away]);
    let card = both.card(&"c".into(), &question(0)).unwrap();
    assert_eq!((card.first, card.last, card.lapses), (day(TODAY), day(TODAY - 1), 0));
    // As two answers on one day.
    assert!(same(card.stability, after(&[(TODAY, Rating::Good), (TODAY, Rating::Good)]).stability));
}

#[test]
fn an_answer_from_before_the_last_one_counts_as_one_of_the_same_day() {
    for rating in ALL {
        let start = [(TODAY, Rating::Good), (TODAY + 3, Rating::Good)];
        let back = after(&[start[0], start[1], (TODAY - 400, rating)]);
        let same_day = after(&[start[0], start[1], (TODAY + 3, rating)]);
        assert_eq!((back.stability, back.difficulty), (same_day.stability, same_day.difficulty));
        assert_eq!((back.lapses, wait(&back)), (same_day.lapses, wait(&same_day)));
    }
}

#[test]
fn a_clock_set_to_1970_or_2099_neither_hides_a_question_nor_inflates_it() {
    let course = course(1);
    for wrong in [0, 1, IN_2099, i64::MIN / 100_000_000, i64::MAX / 100_000_000] {
        for rating in ALL {
            let before = [(TODAY, Rating::Good), (TODAY + 2, Rating::Good)];
            let honest = after(&[before[0], before[1], (TODAY + 13, rating), (TODAY + 30, Rating::Good)]);
            // Wrong in the middle, and wrong for a first answer.
            let middle = [before[0], before[1], (wrong, rating), (TODAY + 30, Rating::Good)];
            let first = [(wrong, rating), (TODAY + 30, Rating::Good)];
            for (name, answers) in [("middle", &middle[..]), ("first", &first[..])] {
                // Under the wrong clock something is recorded, and as soon as the clock is right, it is due.
                let bad = after(&answers[..answers.len() - 1]);
                assert!((1..=LONGEST).contains(&wait(&bad)));
                assert!(bad.is_due(day(TODAY + 30)), "{name} {wrong}: {bad:?}");
                // One answer later all is well.
                let well = after(answers);
                assert_eq!(well.last, day(TODAY + 30));
                assert!((1..=LONGEST).contains(&wait(&well)));
                assert!(well.stability <= honest.stability * 1.2 || name == "first", "{wrong}: {well:?} {honest:?}");
                assert!(well.stability < 200.0, "{name} {wrong}: {well:?}");
            }
        }
    }
    // Nothing of it is missing in what is shown.
    let log = [answer(0, IN_2099, Rating::Easy)];
    let schedule = replay(&log);
    assert_eq!(schedule.due(&course, day(TODAY)).len(), 1);
    assert_eq!(schedule.forecast(&course, day(TODAY), 3), [1, 0, 0]);
    assert_eq!(schedule.plan(&course, day(TODAY), Limits { new_per_day: 5, reviews_per_day: 5 }).due.len(), 1);
    // When it really is 2099, the answer is an ordinary one.
    assert!(schedule.due(&course, day(IN_2099)).is_empty());
}

#[test]
fn numbers_that_no_clock_shows_do_not_panic() {
    let extremes = [i64::MIN, -1, 0, i64::MAX];
    let mut log = Vec::new();
    for utc_ms in extremes {
        for zone_min in [i32::MIN, 0, i32::MAX] {
            log.push(Review { at: Moment { utc_ms, zone_min }, ..answer(0, 0, Rating::Good) });
        }
    }
    let schedule = replay(&log);
    let course = course(2);
    for today in extremes {
        let _ = schedule.forecast(&course, day(today), 30);
        let _ = schedule.plan(&course, day(today), Limits { new_per_day: 0, reviews_per_day: 1 });
        assert!(schedule.predicted_recall(&course, day(today)).unwrap().is_finite());
        let card = schedule.card(&course.id, &question(0)).unwrap();
        assert_eq!(card.overdue(day(today)) > 0, card.due_by(day(today)) < day(today));
    }
}
