//! Learners rely on this: what they got wrong is in the book with what they said, and leaves it when it is known.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

mod small;

use biaoshuai::core::answer::{Answer, Confidence};
use biaoshuai::core::course::Course;
use biaoshuai::core::grade::Verdict;
use biaoshuai::core::ids::{QuestionId, ReviewId};
use biaoshuai::core::mistakes::{Cause, Filed, Mistakes, STUBBORN};
use biaoshuai::core::question::{Body, Choice, Group, Question};
use biaoshuai::core::review::{Moment, Review};
use proptest::prelude::*;

const DAY: i64 = 24 * 3_600_000;

fn question(number: usize, rev: u32) -> Question {
    Question { rev, ..small::statement(&format!("q{number}")) }
}

fn course(questions: Vec<Question>) -> Course {
    small::course(Vec::new(), questions)
}

/// An answer to a question at noon of a day, worth so many of two points.
fn answer(number: usize, day: i64, points: u8, sure: Option<Confidence>) -> Review {
    Review {
        id: ReviewId(format!("{day:05}-{number}")),
        course: "c".into(),
        question: QuestionId(format!("q{number}")),
        rev: 1,
        session: "s".into(),
        at: Moment { utc_ms: day * DAY + DAY / 2, zone_min: 480 },
        took_ms: 3000,
        answer: Answer::Truth(points == 2),
        verdict: Verdict { points, of: 2 },
        sure,
    }
}

fn in_book(mistakes: &Mistakes, course: &Course, days: u8) -> Vec<String> {
    mistakes.open(course, days, &|_| None).iter().map(|question| question.id.to_string()).collect()
}

#[test]
fn a_question_enters_with_a_wrong_or_partly_right_answer_and_never_with_a_right_one() {
    let course = course((0..4).map(|number| question(number, 1)).collect());
    let log = [answer(0, 1, 0, None), answer(1, 1, 1, None), answer(2, 1, 2, None)];
    let mistakes = Mistakes::replay(&log);
    assert_eq!(in_book(&mistakes, &course, 2), ["q0", "q1"]);
    assert!(mistakes.of(&course.id, &course.questions[2]).is_none());
}

#[test]
fn it_leaves_after_right_answers_on_different_days_and_guesses_do_not_count() {
    let course = course(vec![question(0, 1)]);
    let mut mistakes = Mistakes::replay(&[answer(0, 1, 0, None)]);
    let steps = [
        (answer(0, 2, 2, None), 1),
        (answer(0, 2, 2, None), 1),
        (answer(0, 3, 2, Some(Confidence::Guess)), 1),
        (answer(0, 4, 2, Some(Confidence::Unsure)), 0),
    ];
    for (review, left) in steps {
        mistakes.record(&review);
        assert_eq!(in_book(&mistakes, &course, 2).len(), left, "{}", review.id);
    }
    assert_eq!(in_book(&mistakes, &course, 3), ["q0"], "somebody who wants three days still has it");
    mistakes.record(&answer(0, 5, 1, None));
    assert_eq!(in_book(&mistakes, &course, 1), ["q0"], "a new mistake brings it back, and the days begin anew");
    assert_eq!(mistakes.of(&course.id, &course.questions[0]).unwrap().lapses, 2);
}

#[test]
fn the_last_wrong_answers_are_shown_with_their_cause_newest_first() {
    let course = course(vec![question(0, 1)]);
    let sure = [None, Some(Confidence::Sure), Some(Confidence::Guess), Some(Confidence::Unsure)];
    let log: Vec<_> = sure.into_iter().zip(1..).map(|(sure, day)| answer(0, day, 0, sure)).collect();
    let mistakes = Mistakes::replay(&log);
    let mistake = mistakes.of(&course.id, &course.questions[0]).unwrap();
    let causes: Vec<_> = mistake.wrong.iter().map(|wrong| wrong.cause).collect();
    assert_eq!(causes, [Cause::Unknown, Cause::Guessed, Cause::Believed]);
    assert_eq!((mistake.lapses, mistake.wrong[0].at), (4, log[3].at));
    let partly = Mistakes::replay(&[answer(0, 1, 1, Some(Confidence::Sure))]);
    assert_eq!(partly.of(&course.id, &course.questions[0]).unwrap().wrong[0].cause, Cause::Partly);
}

#[test]
fn a_pinned_question_stays_and_one_taken_out_comes_back_with_the_next_mistake() {
    let course = course(vec![question(0, 1), question(1, 1)]);
    let mut mistakes = Mistakes::replay(&[answer(0, 1, 0, None), answer(1, 1, 0, None)]);
    for day in [2, 3] {
        mistakes.record(&answer(0, day, 2, None));
    }
    let at = answer(0, 4, 2, None).at;
    let filed = |id: &QuestionId| Some(Filed { at, out: (id.as_str() == "q1").then_some(1) });
    let open = |mistakes: &Mistakes| {
        mistakes.open(&course, 2, &filed).iter().map(|question| question.id.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(open(&mistakes), ["q0"], "pinned although known; taken out although not");
    mistakes.record(&answer(1, 5, 0, None));
    assert_eq!(open(&mistakes), ["q0", "q1"]);
}

#[test]
fn what_was_decided_about_a_question_is_read_as_it_was_written() {
    let at = Moment { utc_ms: 7, zone_min: 480 };
    for (filed, text) in [
        (Filed { at, out: None }, r#"{"t":{"u":7,"z":480}}"#),
        (Filed { at, out: Some(3) }, r#"{"t":{"u":7,"z":480},"out":3}"#),
    ] {
        assert_eq!(serde_json::to_string(&filed).unwrap(), text);
        assert_eq!(serde_json::from_str::<Filed>(text).unwrap(), filed);
    }
}

#[test]
fn a_changed_question_starts_anew_and_one_that_is_gone_is_passed_over() {
    let changed = course(vec![question(0, 2)]);
    let mut mistakes = Mistakes::replay(&[answer(0, 1, 0, None), answer(9, 1, 0, None)]);
    assert!(in_book(&mistakes, &changed, 2).is_empty());
    mistakes.record(&Review { rev: 2, ..answer(0, 2, 0, None) });
    assert_eq!(in_book(&mistakes, &changed, 2), ["q0"]);
    assert_eq!(mistakes.of(&changed.id, &changed.questions[0]).unwrap().lapses, 1);
}

#[test]
fn eight_mistakes_make_a_question_stubborn() {
    let course = course(vec![question(0, 1)]);
    let mut mistakes = Mistakes::default();
    for day in 0..i64::from(STUBBORN) {
        assert!(mistakes.of(&course.id, &course.questions[0]).is_none_or(|mistake| !mistake.is_stubborn()));
        mistakes.record(&answer(0, day, 0, None));
    }
    assert!(mistakes.of(&course.id, &course.questions[0]).unwrap().is_stubborn());
}

#[test]
fn a_wrong_answer_is_told_in_words() {
    let choice = |text: &str, right| Choice { text: text.into(), right, note: None };
    let group =
        |name: &str, items: &[&str]| Group { name: name.into(), items: items.iter().map(|i| (*i).into()).collect() };
    let multiple = Body::Multiple(vec![choice("甲", true), choice("乙", false), choice("丙", true)]);
    assert_eq!(multiple.said(&Answer::Choice([0, 1].into())), "甲；乙");
    assert_eq!(Body::TrueFalse(true).said(&Answer::Truth(false)), "错");
    assert_eq!(Body::Fill(vec![vec!["子".into()]]).said(&Answer::Fill(vec!["丑".into()])), "丑");
    assert_eq!(Body::Order(vec!["一".into(), "二".into()]).said(&Answer::Order(vec![1, 0])), "二；一");
    let pairs = Body::Match(vec![("天".into(), "地".into()), ("左".into(), "右".into())]);
    assert_eq!(pairs.said(&Answer::Match(vec![Some(1), None])), "天——右");
    let groups = Body::Group(vec![group("上", &["鸟"]), group("下", &["鱼"])]);
    assert_eq!(groups.said(&Answer::Group(vec![Some(1), Some(0)])), "鸟——下；鱼——上");
    assert_eq!(groups.said(&Answer::Group(vec![Some(9), None])), "", "a place that is not there is no answer");
    assert_eq!(multiple.said(&Answer::Truth(true)), "", "an answer to another type says nothing");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_question_is_in_the_book_exactly_when_too_few_good_days_follow_its_last_mistake(
        steps in prop::collection::vec((0..3_usize, 0..3_i64, 0..3_u8, prop::bool::ANY), 0..60),
        days in 1..4_u8,
    ) {
        let course = course((0..3).map(|number| question(number, 1)).collect());
        let mut day = 0;
        let log: Vec<_> = steps.into_iter().map(|(number, later, points, guess)| {
            day += later;
            answer(number, day, points, guess.then_some(Confidence::Guess))
        }).collect();
        let mistakes = Mistakes::replay(&log);
        for (number, asked) in course.questions.iter().enumerate() {
            let own: Vec<_> = log.iter().filter(|review| review.question == asked.id).collect();
            let last = own.iter().rposition(|review| review.verdict.points < 2);
            let expected = last.is_some_and(|last| {
                let good: std::collections::BTreeSet<_> = own[last..].iter()
                    .filter(|review| review.verdict.points == 2 && review.sure.is_none())
                    .map(|review| review.at.study_day())
                    .collect();
                good.len() < usize::from(days)
            });
            let there = mistakes.open(&course, days, &|_| None).iter().any(|open| open.id == asked.id);
            prop_assert_eq!(there, expected, "question {}", number);
        }
    }
}
