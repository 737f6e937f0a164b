//! Learners rely on this: the pictures of progress show what happened, and a wrong clock does not spoil them.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

mod small;

use biaoshuai::core::answer::{Answer, Confidence};
use biaoshuai::core::course::{Course, Section};
use biaoshuai::core::grade::Verdict;
use biaoshuai::core::ids::ReviewId;
use biaoshuai::core::question::Question;
use biaoshuai::core::review::{Moment, Review, StudyDay};
use biaoshuai::core::statistics::{Activity, BINS, Day, ENOUGH, Retained, Statistics, Streak, cap_ms};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

const DAY: i64 = 24 * 3_600_000;

/// 2024-01-01, a Monday.
const MONDAY: i64 = 19_723;

const RIGHT: Verdict = Verdict { points: 2, of: 2 };
const PARTLY: Verdict = Verdict { points: 1, of: 2 };
const WRONG: Verdict = Verdict { points: 0, of: 2 };

fn question(id: &str, section: &str) -> Question {
    Question { section: section.into(), concepts: vec!["k".into()], ..small::statement(id) }
}

/// Three sections; the first has questions 1 and 2, the second 3 and 4, the third none.
fn course() -> Course {
    let section = |id: &str| Section {
        id: id.into(),
        part: "p".into(),
        title: String::new(),
        summary: String::new(),
        paras: Vec::new(),
    };
    Course {
        sections: ["s1", "s2", "s3"].map(section).into(),
        ..small::course(
            Vec::new(),
            [("q1", "s1"), ("q2", "s1"), ("q3", "s2"), ("q4", "s2")].map(|(id, section)| question(id, section)).into(),
        )
    }
}

/// An answer at noon of a study day, after ten seconds.
fn answer(question: &str, day: i64, verdict: Verdict) -> Review {
    Review {
        id: ReviewId(format!("{day}-{question}")),
        course: "c".into(),
        question: question.into(),
        rev: 1,
        session: "s".into(),
        at: Moment { utc_ms: day * DAY + DAY / 2, zone_min: 0 },
        took_ms: 10_000,
        answer: Answer::Truth(true),
        verdict,
        sure: None,
    }
}

fn folded(log: &[Review]) -> Statistics {
    let mut statistics = Statistics::default();
    for review in log {
        statistics.record(review, None);
    }
    statistics
}

fn on_days(days: impl IntoIterator<Item = i64>) -> Activity {
    folded(&days.into_iter().map(|day| answer("q1", day, RIGHT)).collect::<Vec<_>>()).total()
}

// --- Days and weeks ---

#[test]
fn each_study_day_is_counted() {
    let log = [
        answer("q1", MONDAY, RIGHT),
        answer("q2", MONDAY, PARTLY),
        answer("q3", MONDAY, WRONG),
        answer("q1", MONDAY + 2, RIGHT),
    ];
    let statistics = folded(&log);
    let activity = statistics.activity(&"c".into()).unwrap();
    let monday = Day { answers: 3, right: 1, partial: 1, spent_ms: 30_000 };
    assert_eq!(activity.on(StudyDay(MONDAY)), monday);
    assert_eq!((monday.wrong(), monday.right_percent()), (1, Some(33)));
    assert_eq!(activity.on(StudyDay(MONDAY + 1)), Day::default());
    assert_eq!(Day::default().right_percent(), None);
    assert_eq!(Day { answers: 200, right: 199, ..Day::default() }.right_percent(), Some(99), "not quite all");
    let three = activity.by_day(StudyDay(MONDAY + 2), 3);
    let days: Vec<_> = three.iter().map(|(day, counted)| (day.0 - MONDAY, counted.answers)).collect();
    assert_eq!(days, [(0, 3), (1, 0), (2, 1)]);
    assert_eq!(activity.sum().answers, 4);
}

#[test]
fn courses_are_counted_apart_and_together() {
    let other = Review { course: "other".into(), ..answer("q1", MONDAY, WRONG) };
    let statistics = folded(&[answer("q1", MONDAY, RIGHT), other]);
    let answers = |course: &str| statistics.activity(&course.into()).map(|activity| activity.sum().answers);
    assert_eq!([answers("c"), answers("other"), answers("none")], [Some(1), Some(1), None]);
    assert_eq!(statistics.total().on(StudyDay(MONDAY)).answers, 2);
    assert_eq!(statistics.total().sum().right, 1);
}

#[test]
fn a_week_begins_on_monday() {
    for (day, monday) in
        [(0, -3), (3, -3), (4, 4), (-4, -10), (MONDAY, MONDAY), (MONDAY + 6, MONDAY), (MONDAY - 1, MONDAY - 7)]
    {
        assert_eq!(StudyDay(day).monday(), StudyDay(monday), "{day}");
    }
    let activity = on_days([MONDAY - 15, MONDAY - 1, MONDAY, MONDAY + 6, MONDAY + 7]);
    let weeks = activity.by_week(StudyDay(MONDAY + 3), 3);
    let weeks: Vec<_> = weeks.iter().map(|(monday, week)| (monday.0 - MONDAY, week.answers)).collect();
    assert_eq!(weeks, [(-14, 0), (-7, 1), (0, 2)]);
}

#[test]
fn a_phone_left_lying_does_not_count_as_hours() {
    let spent = |answer: Answer, took_ms: u32| cap_ms(&Review { answer, took_ms, ..self::answer("q1", 0, RIGHT) });
    let recall = || Answer::Recall { text: String::new(), grade: None };
    assert_eq!(spent(Answer::Truth(true), 4321), 4321);
    assert_eq!(spent(Answer::Truth(true), u32::MAX), 120_000);
    assert_eq!(spent(Answer::Choice(BTreeSet::new()), 120_001), 120_000);
    assert_eq!(spent(Answer::Order(Vec::new()), u32::MAX), 300_000);
    assert_eq!(spent(Answer::Fill(Vec::new()), u32::MAX), 300_000);
    assert_eq!(spent(recall(), 599_000), 599_000);
    assert_eq!(spent(recall(), u32::MAX), 600_000);
    let long = Review { took_ms: u32::MAX, ..answer("q1", MONDAY, RIGHT) };
    assert_eq!(folded(&[long]).total().sum().spent_ms, 120_000);
}

#[test]
fn the_streak_ends_today_or_yesterday_and_remembers_the_longest() {
    let streak = |days: &[i64], today: i64| {
        let Streak { current, longest } = on_days(days.iter().copied()).streak(StudyDay(today));
        (current, longest)
    };
    assert_eq!(streak(&[], 100), (0, 0));
    assert_eq!(streak(&[100], 100), (1, 1));
    assert_eq!(streak(&[98, 99], 100), (2, 2), "today is not over");
    assert_eq!(streak(&[97, 98], 100), (0, 2));
    assert_eq!(streak(&[90, 91, 92, 99, 100], 100), (2, 3));
    assert_eq!(streak(&[100, 100, 100], 100), (1, 1));
}

#[test]
fn a_wrong_clock_does_not_spoil_the_streak_and_the_pictures() {
    let far: Vec<i64> = (47_000..47_010).collect();
    let days: Vec<i64> = [0, 1].into_iter().chain([20_000, 20_001]).chain(far).collect();
    let activity = on_days(days);
    assert_eq!(activity.streak(StudyDay(20_001)), Streak { current: 2, longest: 2 });
    assert_eq!(activity.by_day(StudyDay(20_001), 30).iter().map(|(_, day)| day.answers).sum::<u32>(), 2);
    assert_eq!(activity.by_week(StudyDay(20_001), 5).iter().map(|(_, week)| week.answers).sum::<u32>(), 2);
    assert_eq!(activity.sum().answers, 14, "but everything is counted");
    // A traveller's today may be the day before the last answer.
    assert_eq!(on_days([99, 100, 101]).streak(StudyDay(100)).current, 3);
}

// --- Time ---

#[test]
fn time_is_told_by_section_and_none_is_lost() {
    let course = course();
    let took = |question: &str, took_ms: u32, rev: u32| Review { took_ms, rev, ..answer(question, 1, RIGHT) };
    let statistics = folded(&[
        took("q1", 1000, 1),
        took("q2", 2000, 1),
        // An old revision, a question and a course that are gone.
        took("q3", 4000, 1),
        took("q3", 8000, 2),
        took("q9", 16_000, 1),
        Review { course: "other".into(), ..took("q1", 32_000, 1) },
    ]);
    let spent = statistics.time_spent(&course);
    let sections: Vec<_> = spent.sections.iter().map(|(section, ms)| (section.id.as_str(), *ms)).collect();
    assert_eq!(sections, [("s1", 3000), ("s2", 12_000), ("s3", 0)]);
    assert_eq!(spent.elsewhere, 16_000);
}

// --- The hardest questions ---

fn answers(question: &str, verdicts: &[Verdict]) -> Vec<Review> {
    verdicts.iter().zip(0..).map(|(verdict, day)| answer(question, day, *verdict)).collect()
}

fn hardest(log: &[Vec<Review>]) -> Vec<String> {
    let course = course();
    folded(&log.concat()).hardest(&course, 10).iter().map(|hard| hard.question.id.0.clone()).collect()
}

#[test]
fn the_hardest_questions_are_those_most_often_missed() {
    let log = [
        answers("q1", &[RIGHT, RIGHT, WRONG, RIGHT]),
        answers("q2", &[WRONG, RIGHT, WRONG, WRONG]),
        answers("q3", &[PARTLY, PARTLY, PARTLY, WRONG]),
        answers("q4", &[RIGHT; 9]),
    ];
    assert_eq!(hardest(&log), ["q2", "q3", "q1"], "what was never missed is not hard");
    let course = course();
    let statistics = folded(&log.concat());
    assert_eq!(statistics.hardest(&course, 2).len(), 2);
    let first = statistics.hardest(&course, 1)[0];
    assert_eq!((first.tries.answers, first.tries.right), (4, 1));
    assert!((0.0..=1.0).contains(&first.difficulty));
}

#[test]
fn of_two_always_missed_the_one_with_more_answers_is_harder() {
    let log = [answers("q1", &[WRONG; 3]), answers("q2", &[WRONG; 12]), answers("q3", &[RIGHT; 20])];
    assert_eq!(hardest(&log), ["q2", "q1"]);
    let nearly: Vec<Verdict> = [WRONG; 19].into_iter().chain([RIGHT]).collect();
    assert_eq!(
        hardest(&[answers("q1", &[WRONG; 3]), answers("q2", &nearly), answers("q3", &[RIGHT; 20])]),
        ["q2", "q1"]
    );
    assert_eq!(hardest(&[answers("q2", &[WRONG; 5]), answers("q1", &[WRONG; 5])]), ["q1", "q2"], "as in the course");
}

#[test]
fn a_few_answers_say_nothing_about_a_question() {
    assert_eq!(ENOUGH, 3);
    assert_eq!(hardest(&[answers("q1", &[WRONG; 2])]), [""; 0]);
    assert_eq!(hardest(&[answers("q1", &[WRONG; 3])]), ["q1"]);
    // Answers to another revision are answers to another question; what is gone is not listed.
    let mut changed = answers("q1", &[WRONG; 5]);
    changed[4].rev = 2;
    assert_eq!(hardest(&[changed.clone()]), [""; 0]);
    changed.iter_mut().for_each(|review| review.rev = 2);
    assert_eq!(hardest(&[changed]), [""; 0]);
    assert_eq!(hardest(&[answers("q9", &[WRONG; 5])]), [""; 0]);
}

// --- Retention ---

/// What was retained, after answers to one question on these days.
fn retained(answers: &[(i64, Verdict)]) -> Vec<Retained> {
    let log: Vec<_> = answers.iter().map(|(day, verdict)| answer("q1", *day, *verdict)).collect();
    folded(&log).total().retention().by_gap()
}

#[test]
fn retention_is_measured_by_the_days_since_the_answer_before() {
    let found = retained(&[(0, WRONG), (1, RIGHT), (2, WRONG), (9, RIGHT), (17, RIGHT), (400, PARTLY)]);
    let found: Vec<_> = found.iter().map(|one| (one.from, one.to, one.answers, one.known, one.mean_gap)).collect();
    assert_eq!(
        found,
        [(1, Some(1), 2, 1, 1.0), (5, Some(7), 1, 1, 7.0), (8, Some(14), 1, 1, 8.0), (121, None, 1, 0, 383.0),]
    );
}

#[test]
fn retention_after_so_many_days_or_more_sums_up_all_that_is_longer() {
    let log: Vec<_> = [(0, RIGHT), (1, WRONG), (9, RIGHT), (40, RIGHT), (50, WRONG)]
        .map(|(day, verdict)| answer("q1", day, verdict))
        .into();
    let total = folded(&log).total();
    let after = |days| total.retention().after(days).map(|all| (all.from, all.to, all.answers, all.known));
    assert_eq!(after(0), Some((1, None, 4, 2)));
    assert_eq!(after(2), Some((2, None, 3, 2)));
    assert_eq!(after(9), Some((15, None, 1, 1)));
    assert_eq!(after(61), None);
    assert_eq!(after(1000), None);
    assert!((total.retention().after(2).unwrap().share() - 2.0 / 3.0).abs() < 1e-6);
    assert!((total.retention().after(2).unwrap().mean_gap - 49.0 / 3.0).abs() < 1e-5);
}

#[test]
fn what_says_nothing_about_remembering_is_not_measured() {
    assert_eq!(retained(&[(0, RIGHT)]), [], "a first answer");
    assert_eq!(retained(&[(0, RIGHT), (0, RIGHT)]), [], "the same day");
    assert_eq!(retained(&[(20_000, RIGHT), (19_000, RIGHT)]), [], "a clock set back");
    assert_eq!(retained(&[(0, RIGHT), (20_000, RIGHT)]), [], "a clock that was wrong for decades");
    let changed = Review { rev: 2, ..answer("q1", 5, RIGHT) };
    assert_eq!(folded(&[answer("q1", 0, RIGHT), changed]).total().retention().by_gap(), [], "another question");
    assert_eq!(folded(&[answer("q1", 0, RIGHT), answer("q2", 5, RIGHT)]).total().retention().by_gap(), []);
    // After an excursion of the clock it goes on.
    assert_eq!(retained(&[(100, RIGHT), (40_000, RIGHT), (101, RIGHT), (103, RIGHT)]).len(), 1);
}

#[test]
fn a_lucky_guess_was_not_remembered() {
    let guess = Review { sure: Some(Confidence::Guess), ..answer("q1", 1, RIGHT) };
    let found = folded(&[answer("q1", 0, RIGHT), guess]).total().retention().by_gap();
    assert_eq!((found[0].answers, found[0].known), (1, 0));
}

#[test]
fn measured_and_predicted_are_about_the_same_answers() {
    let mut statistics = Statistics::default();
    let predicted = [Some(0.1), Some(0.9), Some(0.8), None, Some(f32::NAN), Some(7.0)];
    for (predicted, day) in predicted.into_iter().zip(0..) {
        statistics.record(&answer("q1", day, RIGHT), predicted);
    }
    let found = statistics.total().retention().by_gap();
    // The first answer had none before it; nonsense counts as the nearest probability.
    assert_eq!(found[0].answers, 5);
    assert!((found[0].predicted.unwrap() - (0.9 + 0.8 + 0.0 + 1.0) / 4.0).abs() < 1e-3, "{found:?}");
    assert_eq!(retained(&[(0, RIGHT), (1, RIGHT)])[0].predicted, None);
}

// --- Invariants ---

/// A log in the order of time: question, course, revision, verdict, milliseconds, days since the record before.
fn logs() -> impl Strategy<Value = Vec<Review>> {
    let verdict = prop_oneof![2 => Just(RIGHT), 1 => Just(PARTLY), 1 => Just(WRONG)];
    let course = prop_oneof![5 => Just("c"), 1 => Just("other")];
    let rev = prop_oneof![9 => Just(1_u32), 1 => Just(2)];
    let pause = prop_oneof![6 => 0..4_i64, 1 => 0..300_i64, 1 => -100_000..100_000_i64];
    proptest::collection::vec((1..7_usize, course, rev, verdict, any::<u32>(), pause), 0..80).prop_map(|log| {
        let mut day = 20_000;
        log.into_iter()
            .map(|(question, course, rev, verdict, took_ms, pause)| {
                day += pause;
                Review { course: course.into(), rev, took_ms, ..answer(&format!("q{question}"), day, verdict) }
            })
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn nothing_is_lost_and_nothing_counted_twice(log in logs()) {
        let course = course();
        let statistics = folded(&log);
        let total = statistics.total().sum();
        let expected = [RIGHT, PARTLY, WRONG].map(|verdict| log.iter().filter(|one| one.verdict == verdict).count());
        prop_assert_eq!(total.answers as usize, log.len());
        prop_assert_eq!([total.right, total.partial, total.wrong()].map(|count| count as usize), expected);
        prop_assert_eq!(total.spent_ms, log.iter().map(cap_ms).sum::<u64>());
        let here = statistics.activity(&course.id).map(Activity::sum).unwrap_or_default();
        let spent = statistics.time_spent(&course);
        prop_assert_eq!(spent.sections.iter().map(|(_, ms)| ms).sum::<u64>() + spent.elsewhere, here.spent_ms);
    }

    #[test]
    fn retention_counts_each_pair_of_neighbours_once(log in logs()) {
        let mut last: BTreeMap<(String, String), (u32, i64)> = BTreeMap::new();
        let mut gaps = Vec::new();
        for review in &log {
            let day = review.at.study_day().0;
            let before = last.insert((review.course.0.clone(), review.question.0.clone()), (review.rev, day));
            if let Some((rev, before)) = before
                && rev == review.rev
                && (1..=3 * 365).contains(&(day - before))
            {
                gaps.push(u32::try_from(day - before).unwrap());
            }
        }
        let retention = *folded(&log).total().retention();
        prop_assert_eq!(retention.after(0).map_or(0, |all| all.answers) as usize, gaps.len());
        for one in retention.by_gap() {
            let within = |gap: &&u32| **gap >= one.from && one.to.is_none_or(|to| **gap <= to);
            prop_assert_eq!(gaps.iter().filter(within).count(), one.answers as usize);
            prop_assert!(one.known <= one.answers && BINS.contains(&one.from));
        }
    }

    #[test]
    fn the_streak_is_what_a_calendar_shows(
        days in proptest::collection::btree_set(0..40_i64, 0..30), today in 0..45_i64
    ) {
        let streak = on_days(days.iter().copied()).streak(StudyDay(today));
        let run = |end: i64| (0..).take_while(|ago| days.contains(&(end - ago))).count();
        let end = [today + 1, today, today - 1].into_iter().find(|day| days.contains(day));
        prop_assert_eq!(streak.current as usize, end.map_or(0, run));
        prop_assert_eq!(streak.longest as usize, (0..=today + 1).map(run).max().unwrap_or(0));
    }

    #[test]
    fn the_hardest_come_first_and_were_missed(log in logs(), count in 0..5_usize) {
        let course = course();
        let statistics = folded(&log);
        let hardest = statistics.hardest(&course, count);
        prop_assert!(hardest.len() <= count);
        prop_assert!(hardest.windows(2).all(|two| two[0].difficulty >= two[1].difficulty - 1e-5));
        prop_assert!(hardest.iter().all(|hard| hard.tries.answers >= ENOUGH && hard.tries.right < hard.tries.answers));
    }
}
