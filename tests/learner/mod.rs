//! Somebody who gives answers of a chosen worth on chosen days to questions with numbers, and what is scheduled then.
#![allow(dead_code, clippy::unwrap_used, reason = "each test file uses its part; helpers of tests may panic")]

use crate::small;
use biaoshuai::core::answer::{Answer, Confidence};
use biaoshuai::core::course::Course;
use biaoshuai::core::grade::Verdict;
use biaoshuai::core::ids::{CourseId, QuestionId, ReviewId};
use biaoshuai::core::question::Question;
use biaoshuai::core::review::{Moment, Review, StudyDay};
use biaoshuai::core::schedule::{Card, RETENTION, Rating, Schedule};
use proptest::prelude::*;

pub const HOUR: i64 = 3_600_000;
/// A day in 2026.
pub const TODAY: i64 = 20_780;
/// The same day in 2099.
pub const IN_2099: i64 = 47_444;
/// From forgotten to known at once.
pub const ALL: [Rating; 4] = [Rating::Again, Rating::Hard, Rating::Good, Rating::Easy];

/// A moment in China: days since 1970 and hours of the local clock.
pub fn china(day: i64, hour: i64) -> Moment {
    Moment { utc_ms: (day * 24 + hour - 8) * HOUR, zone_min: 480 }
}

/// Question so many.
pub fn id(number: usize) -> QuestionId {
    QuestionId(format!("q{number:03}"))
}

/// An answer that is worth this rating, at noon of a day.
pub fn answer(number: usize, day: i64, rating: Rating) -> Review {
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

/// It is about one concept of one section.
pub fn question(number: usize) -> Question {
    Question { section: "s1".into(), concepts: vec!["k".into()], ..small::statement(id(number).as_str()) }
}

/// A course whose order is not the order of its ids.
pub fn course(count: usize) -> Course {
    small::course(Vec::new(), (0..count).rev().map(question).collect())
}

/// So many days since 1970.
pub fn day(number: i64) -> StudyDay {
    StudyDay(number)
}

/// What is scheduled after these answers.
pub fn replay<'a>(log: impl IntoIterator<Item = &'a Review>) -> Schedule {
    Schedule::replay(RETENTION, log)
}

/// The card of the only question after these answers.
pub fn after(answers: &[(i64, Rating)]) -> Card {
    let log: Vec<_> = answers.iter().map(|(day, rating)| answer(0, *day, *rating)).collect();
    *replay(&log).card(&"c".into(), &question(0)).unwrap()
}

/// Days from the last answer to the next one.
pub fn wait(card: &Card) -> i64 {
    card.due.since(card.last)
}

/// Which questions these are.
pub fn ids(questions: &[&Question]) -> Vec<QuestionId> {
    questions.iter().map(|question| question.id.clone()).collect()
}

/// Equal but for rounding.
pub fn same(ours: f32, theirs: f32) -> bool {
    (ours - theirs).abs() <= 1e-4 * theirs.abs().max(1e-3)
}

/// Any of the four.
pub fn rating() -> impl Strategy<Value = Rating> {
    prop::sample::select(ALL.to_vec())
}

/// Days as clocks show them: ordinary ones in two years, and now and then a wrong one.
pub fn any_day() -> impl Strategy<Value = i64> {
    prop_oneof![20 => TODAY..TODAY + 700, 1 => 0_i64..10, 1 => IN_2099..IN_2099 + 10, 1 => any::<i32>().prop_map(i64::from)]
}

/// Answers to so many questions of two courses in two revisions, in no order of time.
pub fn any_log(questions: usize) -> impl Strategy<Value = Vec<Review>> {
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
