//! A session over all of a course, and what happens to it.
#![allow(dead_code, clippy::unwrap_used, reason = "each test file uses its part; helpers of tests may panic")]

use biaoshuai::core::course::Course;
use biaoshuai::core::ids::{ReviewId, SessionId};
use biaoshuai::core::question::Question;
use biaoshuai::core::review::Moment;
use biaoshuai::core::session::{Occasion, Scope, Session};

/// Milliseconds since 1970, in China.
pub fn at(utc_ms: i64) -> Moment {
    Moment { utc_ms, zone_min: 480 }
}

/// The answer with that number.
pub fn occasion(number: i64) -> Occasion {
    Occasion { review: ReviewId(format!("r{number}")), now: at(number), took_ms: 1000 }
}

/// A session over all questions of the course.
pub fn session(course: &Course) -> Session {
    let queue = course.questions.iter().map(|question| question.id.clone()).collect();
    Session::new(SessionId("s1".into()), course.id.clone(), Scope::Course, u64::MAX - 1, at(0), queue).fitted_to(course)
}

/// The question on screen.
pub fn current<'a>(course: &'a Course, session: &Session) -> &'a Question {
    course.question(&session.current().unwrap().question).unwrap()
}

/// The session after it was stored and read again.
pub fn reloaded(session: &Session) -> Session {
    serde_json::from_str(&serde_json::to_string(session).unwrap()).unwrap()
}

/// The course after these questions were taken out of it.
pub fn without(course: &Course, gone: &[&str]) -> Course {
    let mut course = course.clone();
    course.questions.retain(|question| !gone.contains(&question.id.as_str()));
    course
}
