//! An exam of seven questions, and somebody who sits it.
#![allow(dead_code, clippy::unwrap_used, reason = "each test file uses its part; helpers of tests may panic")]

use crate::reply::right;
use crate::small;
use biaoshuai::core::course::Course;
use biaoshuai::core::exam::{PaperCode, Sitting, Variant};
use biaoshuai::core::question::{Question, QuestionKind};
use biaoshuai::core::review::{Moment, Review};
use std::sync::LazyLock;

pub const MINUTE: i64 = 60_000;
/// Eight questions, one of each type.
static COURSE: LazyLock<Course> = LazyLock::new(small::fixture);

/// A copy of it.
pub fn course() -> Course {
    COURSE.clone()
}

/// Milliseconds since the exam began.
pub fn at(utc_ms: i64) -> Moment {
    Moment { utc_ms, zone_min: 480 }
}

/// Seven questions, 100 marks, ten minutes, begun at 0.
pub fn sitting(course: &Course) -> Sitting {
    let paper = PaperCode::new(course, None, 1, Variant::A).unwrap().paper(course).unwrap();
    Sitting::new("s1".into(), paper, at(0))
}

/// What the paper asks at a place.
pub fn asked<'a>(course: &'a Course, sitting: &Sitting, place: usize) -> &'a Question {
    course.question(&sitting.paper.questions[place].question).unwrap()
}

/// Where the paper asks a question of that type.
pub fn place_of(sitting: &Sitting, kind: QuestionKind) -> usize {
    sitting.paper.questions.iter().position(|asked| asked.kind == kind).unwrap()
}

/// The sitting with a right answer at each of these places.
pub fn answered(course: &Course, sitting: &Sitting, places: impl IntoIterator<Item = usize>) -> Sitting {
    places.into_iter().fold(sitting.clone(), |sitting, place| {
        let question = asked(course, &sitting, place);
        sitting.answer(place, question, Some(right(&question.body)), 1000, at(1)).unwrap()
    })
}

/// The paper handed in, and what it leaves in the log.
pub fn handed_in(course: &Course, sitting: &Sitting, now: Moment) -> (Sitting, Vec<Review>) {
    sitting.hand_in(course, now).unwrap()
}

/// The sitting after it was stored and read again.
pub fn reloaded(sitting: &Sitting) -> Sitting {
    serde_json::from_str(&serde_json::to_string(sitting).unwrap()).unwrap()
}
