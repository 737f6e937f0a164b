//! Learners rely on this: what is called mastered was right on several days, and the log alone decides it.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

mod small;

use biaoshuai::core::answer::{Answer, Confidence};
use biaoshuai::core::course::Course;
use biaoshuai::core::grade::Verdict;
use biaoshuai::core::ids::{CourseId, QuestionId, ReviewId, SessionId};
use biaoshuai::core::progress::{Progress, SOLID_DAYS, Strength, Tally};
use biaoshuai::core::question::Question;
use biaoshuai::core::review::{Moment, Review, StudyDay};
use proptest::prelude::*;
use std::collections::BTreeSet;

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;

const RIGHT: Verdict = Verdict { points: 3, of: 3 };
const PARTIAL: Verdict = Verdict { points: 2, of: 3 };
const WRONG: Verdict = Verdict { points: 0, of: 3 };

/// A moment in China: days since 1970 and hours of the local clock.
fn china(day: i64, hour: i64) -> Moment {
    Moment { utc_ms: day * DAY + hour * HOUR - 8 * HOUR, zone_min: 480 }
}

fn answered(question: &Question, at: Moment, verdict: Verdict, sure: Option<Confidence>) -> Review {
    Review {
        id: ReviewId(format!("{:020}", at.utc_ms)),
        course: CourseId("course-yuelanshi".into()),
        question: question.id.clone(),
        rev: question.rev,
        session: SessionId("s1".into()),
        at,
        took_ms: 1000,
        answer: Answer::Truth(true),
        verdict,
        sure,
    }
}

/// How well the first question is known after these answers to it, at noon of the given days.
fn after(answers: &[(i64, Verdict, Option<Confidence>)]) -> Strength {
    let course = small::fixture();
    let question = &course.questions[0];
    let log: Vec<Review> =
        answers.iter().map(|(day, verdict, sure)| answered(question, china(*day, 12), *verdict, *sure)).collect();
    Progress::replay(&log).strength(&course.id, question)
}

#[test]
fn parts_of_a_course_add_up() {
    let mut whole = Tally { unseen: 2, weak: 3, familiar: 5, solid: 7 };
    whole.add(Tally { unseen: 11, weak: 13, familiar: 17, solid: 19 });
    assert_eq!(whole, Tally { unseen: 13, weak: 16, familiar: 22, solid: 26 });
}

#[test]
fn many_questions_together_are_as_strong_as_they_are_on_average() {
    let strength = |[unseen, weak, familiar, solid]: [usize; 4]| Tally { unseen, weak, familiar, solid }.strength();
    for (counts, expected) in [
        ([0, 0, 0, 0], Strength::Unseen),
        ([9, 0, 0, 0], Strength::Unseen),
        ([9, 1, 0, 0], Strength::Weak),
        ([0, 61, 0, 39], Strength::Weak),
        ([0, 60, 0, 40], Strength::Familiar),
        ([0, 0, 1, 99], Strength::Familiar),
        ([1, 0, 0, 99], Strength::Familiar),
        ([0, 0, 0, 9], Strength::Solid),
    ] {
        assert_eq!(strength(counts), expected, "{counts:?}");
    }
}

#[test]
fn what_was_never_answered_is_unseen() {
    assert_eq!(after(&[]), Strength::Unseen);
}

#[test]
fn one_right_answer_makes_familiar() {
    assert_eq!(after(&[(1, RIGHT, None)]), Strength::Familiar);
    assert_eq!(after(&[(1, RIGHT, Some(Confidence::Sure))]), Strength::Familiar);
    assert_eq!(after(&[(1, RIGHT, Some(Confidence::Unsure))]), Strength::Familiar);
}

#[test]
fn a_wrong_and_a_partly_right_answer_make_weak() {
    assert_eq!(after(&[(1, WRONG, None)]), Strength::Weak);
    assert_eq!(after(&[(1, PARTIAL, Some(Confidence::Sure))]), Strength::Weak);
}

#[test]
fn mastered_needs_two_study_days() {
    assert_eq!(SOLID_DAYS, 2);
    assert_eq!(after(&[(1, RIGHT, None), (1, RIGHT, None), (1, RIGHT, None)]), Strength::Familiar);
    assert_eq!(after(&[(1, RIGHT, None), (2, RIGHT, None)]), Strength::Solid);
    // They need not follow each other at once.
    assert_eq!(after(&[(1, RIGHT, None), (40, RIGHT, None)]), Strength::Solid);
}

#[test]
fn a_lucky_guess_does_not_count() {
    let guess = Some(Confidence::Guess);
    assert_eq!(after(&[(1, RIGHT, guess)]), Strength::Weak);
    assert_eq!(after(&[(1, RIGHT, guess), (2, RIGHT, None)]), Strength::Familiar);
    assert_eq!(after(&[(1, RIGHT, None), (2, RIGHT, guess)]), Strength::Weak);
    // But it is no mistake either: the days before it still count.
    assert_eq!(after(&[(1, RIGHT, None), (2, RIGHT, guess), (2, RIGHT, None)]), Strength::Solid);
}

#[test]
fn a_mistake_starts_the_count_anew() {
    assert_eq!(after(&[(1, RIGHT, None), (2, RIGHT, None), (3, WRONG, None)]), Strength::Weak);
    assert_eq!(after(&[(1, RIGHT, None), (2, PARTIAL, None), (3, RIGHT, None)]), Strength::Familiar);
    assert_eq!(after(&[(1, RIGHT, None), (2, WRONG, None), (2, RIGHT, None), (3, RIGHT, None)]), Strength::Solid);
    // A right answer after the mistake counts, even on the same day as one before it.
    assert_eq!(after(&[(1, RIGHT, None), (1, WRONG, None), (1, RIGHT, None), (2, RIGHT, None)]), Strength::Solid);
    // A day with a mistake and a right answer after it counts once.
    assert_eq!(after(&[(1, RIGHT, None), (1, WRONG, None), (1, RIGHT, None)]), Strength::Familiar);
}

#[test]
fn a_changed_question_is_unseen_again_and_starts_anew() {
    let course = small::fixture();
    let old = course.questions[0].clone();
    let mut new = old.clone();
    new.rev = old.rev.wrapping_add(1);
    let mut progress = Progress::default();
    progress.record(&answered(&old, china(1, 12), RIGHT, None));
    progress.record(&answered(&old, china(2, 12), RIGHT, None));
    assert_eq!(progress.strength(&course.id, &old), Strength::Solid);
    assert_eq!(progress.strength(&course.id, &new), Strength::Unseen);
    assert_eq!(progress.standing(&course.id, &new), None);
    progress.record(&answered(&new, china(3, 12), RIGHT, None));
    assert_eq!(progress.strength(&course.id, &new), Strength::Familiar);
    assert_eq!(progress.answers(), 3, "the log keeps every answer all the same");
}

#[test]
fn the_same_question_id_in_another_course_is_another_question() {
    let course = small::fixture();
    let question = &course.questions[0];
    let progress = Progress::replay(&[answered(question, china(1, 12), RIGHT, None)]);
    assert_eq!(progress.strength(&CourseId("another".into()), question), Strength::Unseen);
}

#[test]
fn answers_are_counted_for_each_course_also_for_one_that_is_gone() {
    let course = small::fixture();
    let here = answered(&course.questions[0], china(1, 12), RIGHT, None);
    let gone = Review { course: CourseId("gone".into()), ..here.clone() };
    let progress = Progress::replay(&[here.clone(), gone.clone(), gone]);
    assert_eq!(progress.courses(), [(course.id, 1), (CourseId("gone".into()), 2)]);
    assert_eq!(progress.answers(), 3);
    assert_eq!(Progress::default().courses(), []);
}

#[test]
fn numbers_of_answers_and_study_days_can_be_read_off() {
    let course = small::fixture();
    let [one, two, ..] = &course.questions[..] else { unreachable!() };
    let log = [
        answered(one, china(1, 12), WRONG, None),
        answered(two, china(1, 13), RIGHT, None),
        // After midnight, but the same evening of study.
        answered(one, china(2, 3), RIGHT, None),
        answered(one, china(5, 4), RIGHT, None),
    ];
    let progress = Progress::replay(&log);
    assert_eq!(progress.answers(), 4);
    assert_eq!([1, 2, 5].map(|day| progress.answers_on(StudyDay(day))), [3, 0, 1]);
    assert_eq!(progress.study_days(), [StudyDay(1), StudyDay(5)]);
    let standing = progress.standing(&course.id, one).unwrap();
    assert_eq!((standing.seen, standing.right, standing.solid_days, standing.last_ms), (3, 2, 2, china(5, 4).utc_ms));
    assert_eq!(progress.weak(&course).count(), 0);
    let earlier = Progress::replay(&log[..2]);
    let weak: Vec<&str> = earlier.weak(&course).map(|question| question.id.as_str()).collect();
    assert_eq!(weak, ["yl-001"]);
}

#[test]
fn the_study_day_turns_at_four_in_the_morning_local_time() {
    let turn = china(100, 4);
    assert_eq!(turn.study_day(), StudyDay(100));
    assert_eq!(Moment { utc_ms: turn.utc_ms - 1, ..turn }.study_day(), StudyDay(99));
    assert_eq!(china(100, 0).study_day(), StudyDay(99));
    assert_eq!(china(101, 3).study_day(), StudyDay(100));
}

#[test]
fn the_study_day_follows_the_zone_in_which_the_answer_was_given() {
    // 2000-01-01T00:00Z is day 10957. In China it is 08:00, in Nepal 05:45, in Moscow 03:00, on Baker Island noon of the
    // day before, on the Line Islands 14:00.
    let utc_ms = 10_957 * DAY;
    for (zone_min, day) in [(480, 10_957), (345, 10_957), (180, 10_956), (0, 10_956), (-720, 10_956), (840, 10_957)] {
        assert_eq!(Moment { utc_ms, zone_min }.study_day(), StudyDay(day), "{zone_min}");
    }
}

#[test]
fn the_study_day_is_right_before_1970_too() {
    assert_eq!(Moment { utc_ms: 4 * HOUR - 1, zone_min: 0 }.study_day(), StudyDay(-1));
    assert_eq!(Moment { utc_ms: -1, zone_min: 0 }.study_day(), StudyDay(-1));
    assert_eq!(Moment { utc_ms: 4 * HOUR - DAY, zone_min: 0 }.study_day(), StudyDay(-1));
    assert_eq!(Moment { utc_ms: 4 * HOUR - DAY - 1, zone_min: 0 }.study_day(), StudyDay(-2));
    assert_eq!(Moment { utc_ms: 0, zone_min: -720 }.study_day(), StudyDay(-1));
}

#[test]
fn mastery_is_nothing_without_questions_and_everything_only_when_all_is_mastered() {
    assert_eq!(Tally::default().percent(), 0);
    assert_eq!(Tally { solid: 200, ..Tally::default() }.percent(), 100);
    assert_eq!(Tally { solid: 199, familiar: 1, ..Tally::default() }.percent(), 99);
    assert_eq!(Tally { unseen: 1, weak: 1, familiar: 1, solid: 1 }.percent(), 37);
    assert_eq!(Tally { unseen: 2, weak: 3, familiar: 5, solid: 7 }.total(), 17);
    assert_eq!(Tally { unseen: 2, weak: 3, familiar: 5, solid: 7 }.seen(), 15);
}

/// A log in the order of time: question, revision, verdict, mark, hours since the record before.
fn logs() -> impl Strategy<Value = Vec<(usize, u32, Verdict, Option<Confidence>, i64)>> {
    let verdict = prop_oneof![3 => Just(RIGHT), 1 => Just(PARTIAL), 1 => Just(WRONG)];
    let sure = prop_oneof![3 => Just(None), 1 => Just(Some(Confidence::Guess)), 1 => Just(Some(Confidence::Sure))];
    let rev = prop_oneof![9 => Just(0_u32), 1 => Just(1)];
    proptest::collection::vec((0..3_usize, rev, verdict, sure, 0..20_i64), 0..60)
}

fn reviews(course: &Course, log: &[(usize, u32, Verdict, Option<Confidence>, i64)]) -> Vec<Review> {
    let mut hours = 0;
    log.iter()
        .enumerate()
        .map(|(number, (question, rev, verdict, sure, pause))| {
            hours += pause;
            let mut review = answered(&course.questions[*question], china(0, hours), *verdict, *sure);
            review.rev = review.rev.wrapping_add(*rev);
            review.id = ReviewId(format!("{number:06}"));
            review
        })
        .collect()
}

/// The rules in words: of the answers given to this revision since it was last another one, the last decides; and after
/// the last mistake the days with a right answer that was no guess are counted.
fn by_the_rules(log: &[Review], question: &QuestionId, rev: u32) -> Strength {
    let mine: Vec<&Review> = log.iter().filter(|review| review.question == *question).collect();
    let since = mine.iter().rposition(|review| review.rev != rev).map_or(0, |place| place + 1);
    let run = &mine[since..];
    let Some(last) = run.last() else { return Strength::Unseen };
    let good = |review: &Review| review.verdict.points == review.verdict.of && review.sure != Some(Confidence::Guess);
    if !good(last) {
        return Strength::Weak;
    }
    let clean = run.iter().rposition(|review| review.verdict.points < review.verdict.of).map_or(0, |place| place + 1);
    let days: BTreeSet<StudyDay> =
        run[clean..].iter().filter(|review| good(review)).map(|review| review.at.study_day()).collect();
    if days.len() >= 2 { Strength::Solid } else { Strength::Familiar }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn rebuilding_from_the_log_gives_what_was_counted_along_the_way(log in logs(), cut in any::<prop::sample::Index>()) {
        let course = small::fixture();
        let log = reviews(&course, &log);
        let mut along = Progress::replay(&log[..cut.index(log.len() + 1)]);
        for review in &log[cut.index(log.len() + 1)..] {
            along.record(review);
        }
        prop_assert_eq!(&along, &Progress::replay(&log));
        prop_assert_eq!(along.answers() as usize, log.len());
        let by_day: u32 = along.study_days().into_iter().map(|day| along.answers_on(day)).sum();
        prop_assert_eq!(by_day, along.answers());
    }

    #[test]
    fn every_strength_follows_the_rules_and_the_tally_sums_to_the_questions(log in logs()) {
        let course = small::fixture();
        let log = reviews(&course, &log);
        let progress = Progress::replay(&log);
        for question in &course.questions {
            prop_assert_eq!(progress.strength(&course.id, question), by_the_rules(&log, &question.id, question.rev));
        }
        let count = |strength| course.questions.iter().filter(|q| progress.strength(&course.id, q) == strength).count();
        let tally = progress.tally(&course.id, &course.questions);
        prop_assert_eq!(tally.total(), course.questions.len());
        prop_assert_eq!(
            [tally.unseen, tally.weak, tally.familiar, tally.solid],
            [Strength::Unseen, Strength::Weak, Strength::Familiar, Strength::Solid].map(count)
        );
        prop_assert_eq!(progress.weak(&course).count(), tally.weak);
    }

    #[test]
    fn answers_to_one_question_say_nothing_about_another(log in logs()) {
        let course = small::fixture();
        let log = reviews(&course, &log);
        let all = Progress::replay(&log);
        for question in &course.questions {
            let alone = Progress::replay(log.iter().filter(|review| review.question == question.id));
            prop_assert_eq!(all.standing(&course.id, question), alone.standing(&course.id, question));
        }
    }

    #[test]
    fn mastery_never_falls_when_a_question_gets_stronger(counts in [0..200_usize, 0..200, 0..200, 0..200], step in 0..3_usize) {
        let tally = |[unseen, weak, familiar, solid]: [usize; 4]| Tally { unseen, weak, familiar, solid };
        let before = tally(counts).percent();
        prop_assert!(before <= 100);
        prop_assert_eq!(before == 100, counts[..3] == [0, 0, 0] && counts[3] > 0);
        let mut stronger = counts;
        prop_assume!(stronger[step] > 0);
        stronger[step] -= 1;
        stronger[step + 1] += 1;
        prop_assert!(tally(stronger).percent() >= before);
    }

    #[test]
    fn a_study_day_lasts_a_day_from_four_to_four(
        utc_ms in -4_000_000_000_000..4_000_000_000_000_i64, zone_min in -720..=840_i32
    ) {
        let day = Moment { utc_ms, zone_min }.study_day();
        prop_assert_eq!(Moment { utc_ms: utc_ms + DAY, zone_min }.study_day(), StudyDay(day.0 + 1));
        let begin = day.0 * DAY + 4 * HOUR - i64::from(zone_min) * 60_000;
        prop_assert!((begin..begin + DAY).contains(&utc_ms));
    }
}
