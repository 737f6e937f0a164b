//! Learners rely on this: what they are about to forget comes back in time, whatever the clock does, and after weeks away
//! no day is too much. The log alone decides it.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

mod small;

use biaoshuai::core::answer::{Answer, Confidence, SelfGrade};
use biaoshuai::core::course::Course;
use biaoshuai::core::grade::Verdict;
use biaoshuai::core::ids::{CourseId, QuestionId, ReviewId};
use biaoshuai::core::question::{Body, Question};
use biaoshuai::core::review::{Moment, Review, StudyDay};
use biaoshuai::core::schedule::card::LONGEST;
use biaoshuai::core::schedule::rating::{is_quick, quick_ms};
use biaoshuai::core::schedule::{Card, Limits, Memory, RETENTION, Rating, Schedule};
use proptest::prelude::*;
use std::collections::BTreeSet;

const HOUR: i64 = 3_600_000;
/// A day in 2026.
const TODAY: i64 = 20_780;
/// The same day in 2099.
const IN_2099: i64 = 47_444;

const ALL: [Rating; 4] = [Rating::Again, Rating::Hard, Rating::Good, Rating::Easy];

/// A moment in China: days since 1970 and hours of the local clock.
fn china(day: i64, hour: i64) -> Moment {
    Moment { utc_ms: (day * 24 + hour - 8) * HOUR, zone_min: 480 }
}

fn id(number: usize) -> QuestionId {
    QuestionId(format!("q{number:03}"))
}

/// An answer that is worth this rating, at noon of a day.
fn answer(number: usize, day: i64, rating: Rating) -> Review {
    let points = u8::from(rating != Rating::Again);
    let (sure, took_ms) = match rating {
        Rating::Hard => (Some(Confidence::Guess), 5_000),
        Rating::Easy => (Some(Confidence::Sure), 5_000),
        Rating::Again | Rating::Good => (None, 5_000),
    };
    Review {
        id: ReviewId(format!("{day}-{number}")),
        course: "c".into(),
        question: id(number),
        rev: 1,
        session: "s".into(),
        at: china(day, 12),
        took_ms,
        answer: Answer::Truth(true),
        verdict: Verdict { points, of: 1 },
        sure,
    }
}

fn rated(review: &Review, points: u8, of: u8, sure: Option<Confidence>, took_ms: u32) -> Rating {
    Rating::of(&Review { verdict: Verdict { points, of }, sure, took_ms, ..review.clone() })
}

fn question(number: usize) -> Question {
    Question { section: "s1".into(), concepts: vec!["k".into()], ..small::statement(id(number).as_str()) }
}

/// A course whose order is not the order of its ids.
fn course(count: usize) -> Course {
    small::course(Vec::new(), (0..count).rev().map(question).collect())
}

fn day(number: i64) -> StudyDay {
    StudyDay(number)
}

fn replay<'a>(log: impl IntoIterator<Item = &'a Review>) -> Schedule {
    Schedule::replay(RETENTION, log)
}

/// The card of the only question after these answers.
fn after(answers: &[(i64, Rating)]) -> Card {
    let log: Vec<_> = answers.iter().map(|(day, rating)| answer(0, *day, *rating)).collect();
    *replay(&log).card(&"c".into(), &question(0)).unwrap()
}

fn wait(card: &Card) -> i64 {
    card.due.since(card.last)
}

fn ids(questions: &[&Question]) -> Vec<QuestionId> {
    questions.iter().map(|question| question.id.clone()).collect()
}

// --- What an answer is worth -------------------------------------------------------------------------------------------

#[test]
fn every_answer_gets_the_rating_of_the_table() {
    use Confidence::{Guess, Sure, Unsure};
    let any = answer(0, TODAY, Rating::Good);
    let marks = [Some(Guess), None, Some(Unsure), Some(Sure)];
    // Points out of four, and the ratings for the marks, slowly and quickly answered.
    let table = [
        (0, [Rating::Again; 4], [Rating::Again; 4]),
        (1, [Rating::Again; 4], [Rating::Again; 4]),
        (2, [Rating::Hard; 4], [Rating::Hard; 4]),
        (3, [Rating::Hard; 4], [Rating::Hard; 4]),
        (
            4,
            [Rating::Hard, Rating::Good, Rating::Good, Rating::Good],
            [Rating::Hard, Rating::Good, Rating::Good, Rating::Easy],
        ),
    ];
    for (points, slow, quick) in table {
        for (place, sure) in marks.into_iter().enumerate() {
            assert_eq!(rated(&any, points, 4, sure, 60_000), slow[place], "{points}/4, {sure:?}, slow");
            assert_eq!(rated(&any, points, 4, sure, 5_000), quick[place], "{points}/4, {sure:?}, quick");
        }
    }
    // Half of an odd number of points.
    assert_eq!(rated(&any, 1, 3, None, 5_000), Rating::Again);
    assert_eq!(rated(&any, 2, 3, None, 5_000), Rating::Hard);
    assert_eq!(rated(&any, 127, 255, None, 5_000), Rating::Again);
    assert_eq!(rated(&any, 128, 255, None, 5_000), Rating::Hard);
}

#[test]
fn a_recall_is_rated_as_its_writer_graded_it() {
    let text = "政治上绝对可靠";
    let body = Body::Recall { text: text.into(), terms: Vec::new() };
    let recall = |grade, sure, took_ms| {
        let written = Answer::Recall { text: text.into(), grade: Some(grade) };
        let verdict = biaoshuai::core::grade::grade(&body, &written).unwrap();
        Rating::of(&Review { answer: written, verdict, sure, took_ms, ..answer(0, TODAY, Rating::Good) })
    };
    assert_eq!(recall(SelfGrade::Forgot, Some(Confidence::Sure), 15_000), Rating::Again);
    assert_eq!(recall(SelfGrade::Partly, Some(Confidence::Sure), 15_000), Rating::Hard);
    assert_eq!(recall(SelfGrade::Fluent, None, 15_000), Rating::Good);
    assert_eq!(recall(SelfGrade::Fluent, Some(Confidence::Sure), 15_000), Rating::Easy);
    assert_eq!(recall(SelfGrade::Fluent, Some(Confidence::Sure), 40_000), Rating::Good);
}

#[test]
fn quick_depends_on_what_there_is_to_read_and_to_do() {
    let choice = |chosen: &[u8]| Answer::Choice(chosen.iter().copied().collect());
    let recall = |length: usize| Answer::Recall { text: "心".repeat(length), grade: Some(SelfGrade::Fluent) };
    let limits = [
        (Answer::Truth(true), 10_000),
        (choice(&[2]), 14_000),
        (choice(&[0, 1, 3]), 22_000),
        (Answer::Order(vec![0, 1, 2, 3]), 20_000),
        (Answer::Match(vec![Some(0); 4]), 24_000),
        (Answer::Group(vec![Some(1); 6]), 32_000),
        (Answer::Fill(vec!["忠诚".into(), "担当".into()]), 20_000),
        (recall(20), 38_000),
    ];
    for (answer, limit) in limits {
        assert_eq!(quick_ms(&answer), limit, "{answer:?}");
        assert!(is_quick(&answer, limit) && !is_quick(&answer, limit + 1), "{answer:?}");
    }
}

#[test]
fn a_time_that_cannot_be_is_no_proof_of_quickness() {
    let sure = Some(Confidence::Sure);
    let any = answer(0, TODAY, Rating::Good);
    for took_ms in [0, 1, 999, u32::MAX - 1, u32::MAX] {
        assert_eq!(rated(&any, 1, 1, sure, took_ms), Rating::Good, "{took_ms} ms");
    }
    assert_eq!(rated(&any, 1, 1, sure, 1_000), Rating::Easy);
    // A hundred characters in five seconds were not typed.
    let long = Answer::Recall { text: "心".repeat(100), grade: Some(SelfGrade::Fluent) };
    assert!(!is_quick(&long, 5_000) && is_quick(&long, 100_000));
}

// --- The model against the crate of its authors -------------------------------------------------------------------------

fn theirs(memory: Option<fsrs::MemoryState>, rating: Rating, days: u32, retention: f32) -> fsrs::ItemState {
    let next = fsrs::FSRS::default().next_states(memory, retention, days).unwrap();
    match rating {
        Rating::Again => next.again,
        Rating::Hard => next.hard,
        Rating::Good => next.good,
        Rating::Easy => next.easy,
    }
}

fn same(ours: f32, theirs: f32) -> bool {
    (ours - theirs).abs() <= 1e-4 * theirs.abs().max(1e-3)
}

/// Walks a sequence of (days since the last answer, rating) with both and compares at each step.
fn walk_both(steps: &[(u32, Rating)], retention: f32) -> Result<(), TestCaseError> {
    let (mut ours, mut state): (Option<Memory>, Option<fsrs::MemoryState>) = (None, None);
    for (step, (days, rating)) in steps.iter().enumerate() {
        let next = theirs(state, *rating, *days, retention);
        let memory = ours.map_or_else(|| Memory::first(*rating), |memory| memory.next(*rating, *days));
        let at = format!("step {step} of {steps:?}");
        prop_assert!(same(memory.stability, next.memory.stability), "{at}: {memory:?} {next:?}");
        prop_assert!(same(memory.difficulty, next.memory.difficulty), "{at}: {memory:?} {next:?}");
        prop_assert!(same(memory.interval(retention), next.interval), "{at}: {memory:?} {next:?}");
        for later in [0, 1, 7, 30, 365] {
            let known = fsrs::current_retrievability(next.memory, later as f32, fsrs::FSRS6_DEFAULT_DECAY);
            prop_assert!(same(memory.retrievability(later), known), "{at}: after {later} days");
        }
        (ours, state) = (Some(memory), Some(next.memory));
    }
    Ok(())
}

#[test]
fn golden_sequences_are_what_the_authors_crate_says() {
    use Rating::{Again as A, Easy as E, Good as G, Hard as H};
    let sequences: [&[(u32, Rating)]; 8] = [
        &[(0, A)],
        &[(0, H), (1, H), (2, H), (4, H)],
        &[(0, G), (2, G), (11, G), (46, G), (163, G), (365, G)],
        &[(0, E), (8, E), (60, E), (365, E)],
        &[(0, G), (2, G), (11, A), (2, G), (5, A), (1, G), (3, H), (7, E)],
        &[(0, A), (0, A), (0, H), (0, G), (0, E), (1, G), (0, G), (4, G)],
        &[(0, A), (1, A), (1, A), (1, A), (1, A), (1, G), (1, G)],
        &[(0, G), (300, G), (1, A), (365, H), (0, A), (365, A)],
    ];
    for steps in sequences {
        for retention in [0.80, 0.90, 0.97] {
            walk_both(steps, retention).unwrap();
        }
    }
}

#[test]
fn golden_numbers_stand_by_themselves() {
    // Taken from fsrs 6.6.2 once, so that a changed yardstick is noticed as well.
    let mut memory = Memory::first(Rating::Good);
    let mut seen = vec![(memory.stability, memory.difficulty, memory.interval(0.9))];
    for (days, rating) in [(2, Rating::Good), (11, Rating::Again), (0, Rating::Good), (1, Rating::Easy)] {
        memory = memory.next(rating, days);
        seen.push((memory.stability, memory.difficulty, memory.interval(0.9)));
    }
    let golden: [(f32, f32, f32); 5] = [
        (2.3065, 2.118104, 2.3065),
        (10.964341, 2.1112142, 10.964341),
        (1.5383377, 7.3922377, 1.5383377),
        (1.5711976, 7.380074, 1.5711976),
        (5.3628697, 6.4898453, 5.3628697),
    ];
    for (ours, theirs) in seen.iter().zip(golden) {
        assert!(same(ours.0, theirs.0) && same(ours.1, theirs.1) && same(ours.2, theirs.2), "{seen:?}");
    }
}

#[test]
fn a_log_of_answers_is_scheduled_as_the_authors_crate_says() {
    use Rating::{Again as A, Easy as E, Good as G, Hard as H};
    let answers = [(0, G), (2, G), (2, H), (13, A), (13, G), (14, G), (20, E), (80, G)].map(|(d, r)| (TODAY + d, r));
    let mut state: Option<fsrs::ItemState> = None;
    let mut last = TODAY;
    for (count, (on, rating)) in answers.iter().enumerate() {
        let days = u32::try_from(on - last).unwrap();
        let next = theirs(state.map(|state| state.memory), *rating, days, RETENTION);
        let card = after(&answers[..=count]);
        assert!(same(card.stability, next.memory.stability), "{card:?} {next:?}");
        assert!(same(card.difficulty, next.memory.difficulty), "{card:?} {next:?}");
        let whole = next.interval.min(365.0 / 1.05);
        let (least, most) = ((whole * 0.95).round().max(1.0), (whole * 1.05).round().max(1.0));
        assert!((least..=most).contains(&(wait(&card) as f32)), "{card:?} {next:?}");
        assert_eq!((card.first, card.last, card.reps), (day(TODAY), day(*on), u32::try_from(count).unwrap() + 1));
        (state, last) = (Some(next), *on);
    }
    assert_eq!(after(&answers).lapses, 1);
}

#[test]
fn broken_numbers_from_a_checkpoint_neither_stick_nor_panic() {
    for broken in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY, 0.0, -1.0, 1e30] {
        for rating in ALL {
            for days in [0, 1, u32::MAX] {
                let memory = Memory { stability: broken, difficulty: broken }.next(rating, days);
                assert!(memory.stability.is_finite() && memory.difficulty.is_finite(), "{broken} {rating:?}");
                assert!((0.0..=1.0).contains(&memory.retrievability(u32::MAX)));
            }
        }
    }
}

// --- Days ------------------------------------------------------------------------------------------------------------------

#[test]
fn a_forgotten_question_comes_back_tomorrow_and_a_known_one_later() {
    assert_eq!(ALL.map(|rating| wait(&after(&[(TODAY, rating)]))), [1, 1, 2, 8]);
}

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
fn several_answers_on_one_day_make_little_difference() {
    let once = after(&[(TODAY, Rating::Good), (TODAY + 2, Rating::Good)]);
    let thrice = after(&[(TODAY, Rating::Good), (TODAY + 2, Rating::Good), (TODAY + 2, Rating::Good)]);
    assert!(thrice.stability < once.stability * 1.5, "{once:?} {thrice:?}");
    let crammed = after(&[(TODAY, Rating::Good); 30]);
    assert!(wait(&crammed) < 30, "{crammed:?}");
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

// --- Today's plan ----------------------------------------------------------------------------------------------------------

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

// --- Invariants ------------------------------------------------------------------------------------------------------------

fn rating() -> impl Strategy<Value = Rating> {
    prop::sample::select(ALL.to_vec())
}

/// Days as clocks show them: ordinary ones in two years, and now and then a wrong one.
fn any_day() -> impl Strategy<Value = i64> {
    prop_oneof![20 => TODAY..TODAY + 700, 1 => 0_i64..10, 1 => IN_2099..IN_2099 + 10, 1 => any::<i32>().prop_map(i64::from)]
}

fn any_log(questions: usize) -> impl Strategy<Value = Vec<Review>> {
    let one = (0..questions, any_day(), rating(), 1_u32..3, prop::sample::select(vec!["c", "d"]));
    prop::collection::vec(one, 0..80).prop_map(|answers| {
        let review = |(number, day, rating, rev, course): (usize, i64, Rating, u32, &str)| Review {
            rev,
            course: CourseId::from(course),
            ..answer(number, day, rating)
        };
        answers.into_iter().map(review).collect()
    })
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
    fn any_sequence_is_what_the_authors_crate_says(
        steps in prop::collection::vec((prop_oneof![Just(0_u32), 0_u32..20, 0_u32..1100], rating()), 1..30),
        percent in 80_u8..=97,
    ) {
        walk_both(&steps, f32::from(percent) / 100.0)?;
    }

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
