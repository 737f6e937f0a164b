//! Two years of studying, made up: the records that so many answers leave, by the same rules as the app's own.

use crate::give::{self, Give};
use crate::problem::{Outcome, Problem, fail};
use biaoshuai::core::answer::Answer;
use biaoshuai::core::course::Course;
use biaoshuai::core::ids::{QuestionId, ReviewId, SessionId};
use biaoshuai::core::question::Question;
use biaoshuai::core::review::{Moment, Review};
use biaoshuai::core::session::{Occasion, Scope, Session};

/// Questions that are answered in turn: those of the course first, the others under ids that it does not have.
pub const QUESTIONS: usize = 10_000;

/// Questions of a session.
const SESSION: usize = 10;

/// Study days on which something is answered.
const DAYS: usize = 730;

const DAY_MS: i64 = 24 * 60 * 60 * 1000;
const HOUR_MS: i64 = 60 * 60 * 1000;
/// From one answer to the next.
const PACE_MS: i64 = 12_000;

/// A round of all questions goes through them in this step, a prime, so that it meets each of them once.
const STEP: usize = 7919;

/// A question with the answers that are given to it.
struct Answered {
    question: Question,
    right: Answer,
    wrong: Option<Answer>,
}

/// Makes the records.
pub struct Years {
    questions: Vec<Answered>,
    course: Course,
    /// Answers altogether.
    answers: usize,
    /// The first evening.
    start_ms: i64,
}

impl Years {
    /// Two years that end the day before `now_ms`, in milliseconds since 1970.
    ///
    /// # Errors
    /// When the course has no questions.
    pub fn new(course: &Course, answers: usize, now_ms: i64) -> Outcome<Self> {
        let days = i64::try_from(DAYS).unwrap_or(i64::MAX);
        let again = course.questions.iter().cycle().enumerate().map(|(place, question)| {
            let invented = || QuestionId(format!("{}-{place}", question.id));
            let id = if place < course.questions.len() { question.id.clone() } else { invented() };
            Question { id, ..question.clone() }
        });
        let questions: Vec<_> = again.take(QUESTIONS.min(answers)).filter_map(Answered::new).collect();
        if questions.is_empty() {
            return fail("the course has no questions");
        }
        Ok(Self {
            questions,
            course: course.clone(),
            answers,
            start_ms: (now_ms / DAY_MS - days) * DAY_MS + 12 * HOUR_MS,
        })
    }

    /// Number of sessions.
    pub const fn sessions(&self) -> usize {
        self.answers.div_ceil(SESSION)
    }

    /// A session from its beginning to its end, and its answers.
    ///
    /// # Errors
    /// When the rules do not allow it.
    pub fn session(&self, number: usize) -> Outcome<(Session, Vec<Review>)> {
        let places = number * SESSION..self.answers.min((number + 1) * SESSION);
        let began = self.at(places.start, -PACE_MS);
        let asked: Vec<&Answered> = places.clone().map(|place| self.question(place)).collect();
        let queue = asked.iter().map(|answered| answered.question.id.clone()).collect();
        let id = SessionId(new_id(began, number));
        let mut session = Session::new(id, self.course.id.clone(), Scope::Today, scattered(number), began, queue);
        let mut reviews = Vec::new();
        for (answered, place) in asked.into_iter().zip(places) {
            let now = self.at(place, 0);
            let took_ms = u32::try_from(2000 + scattered(place) % 9000).unwrap_or_default();
            let occasion = Occasion { review: ReviewId(new_id(now, place)), now, took_ms };
            let told = |error: biaoshuai::core::session::SessionError| Problem(error.to_string());
            let (next, review) = session.answer(&answered.question, answered.give(place), occasion).map_err(told)?;
            session = next.advance(now);
            reviews.push(review);
        }
        Ok((session, reviews))
    }

    fn question(&self, place: usize) -> &Answered {
        &self.questions[place * STEP % self.questions.len()]
    }

    /// When an answer is given: spread evenly over the days, on each of them one after the other in the evening.
    fn at(&self, place: usize, later: i64) -> Moment {
        let day = place * DAYS / self.answers;
        let first = (day * self.answers).div_ceil(DAYS);
        let (day, on_day) = (i64::try_from(day).unwrap_or(0), i64::try_from(place - first).unwrap_or(0));
        Moment { utc_ms: self.start_ms + day * DAY_MS + on_day * PACE_MS + later, zone_min: 480 }
    }
}

impl Answered {
    fn new(question: Question) -> Option<Self> {
        let (right, wrong) = (give::make(&question, Give::Right)?, give::make(&question, Give::Wrong));
        Some(Self { question, right, wrong })
    }

    /// One of five answers is wrong.
    fn give(&self, place: usize) -> Answer {
        let is_wrong = scattered(place).is_multiple_of(5);
        self.wrong.as_ref().filter(|_| is_wrong).unwrap_or(&self.right).clone()
    }
}

/// An id as the app makes them: UUID v7, so that ids are in the order of time.
fn new_id(at: Moment, number: usize) -> String {
    let random = scattered(number);
    let (ms, some, rest) = (at.utc_ms, random >> 52, random & 0xffff_ffff_ffff);
    format!("{:08x}-{:04x}-7{some:03x}-8{:03x}-{rest:012x}", ms >> 16, ms & 0xffff, number & 0xfff)
}

/// A number that looks like chance, always the same.
fn scattered(number: usize) -> u64 {
    let mut bits = (number as u64).wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}
