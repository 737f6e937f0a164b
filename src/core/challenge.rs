//! 挑战答题: one question after the other until a mistake; the first mistake of a run is forgiven.
//!
//! A run is a session over the whole course. Its end, the own best and the history follow from the stored sessions.

use crate::core::course::Course;
use crate::core::ids::{CourseId, QuestionId};
use crate::core::select::{are_akin, hardness, sorted};
use crate::core::session::{Phase, Scope, Session};
use crate::core::shuffle::Rng;

/// The most questions of one run: as many as anybody will answer, and few enough to be stored with every answer.
const LONGEST: usize = 1000;

/// How a run stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Run {
    /// No mistake yet.
    Clean,
    /// The one second chance is used up.
    Forgiven,
    /// A mistake too many.
    Over,
}

/// How a run stands; `None` when the session is no run. A partly right answer is a mistake.
#[must_use]
pub fn run(session: &Session) -> Option<Run> {
    (session.scope == Scope::Challenge).then(|| match session.missed().count() {
        0 => Run::Clean,
        1 => Run::Forgiven,
        _ => Run::Over,
    })
}

/// The newest run of a course that goes on.
#[must_use]
pub fn open<'a>(sessions: &'a [Session], course: &CourseId) -> Option<&'a Session> {
    let is_open = |session: &&Session| {
        session.scope == Scope::Challenge && session.course == *course && session.phase() != Phase::Finished
    };
    sessions.iter().find(is_open)
}

/// The runs of a course that have an answer, in the order of the sessions.
pub fn runs<'a>(sessions: &'a [Session], course: &CourseId) -> impl Iterator<Item = &'a Session> {
    sessions.iter().filter(move |session| {
        session.scope == Scope::Challenge && session.course == *course && session.score().answered() > 0
    })
}

/// The most questions that were answered right in one run.
#[must_use]
pub fn best(sessions: &[Session], course: &CourseId) -> usize {
    runs(sessions, course).map(|session| session.score().right).max().unwrap_or(0)
}

/// The questions of a run, up to all of the course: from easy to hard and from choosing to writing, otherwise shuffled, with neighbours about
/// one concept moved apart where there is another question of the same rank. Unlike [`select::pick`](crate::core::select::pick)
/// it has to arrange many.
#[must_use]
pub fn queue(course: &Course, seed: u64) -> Vec<QuestionId> {
    let mut all: Vec<_> = course.questions.iter().collect();
    Rng::new(seed, "challenge").shuffle(&mut all);
    all.truncate(LONGEST);
    let mut all = sorted(&all, &hardness);
    for place in 1..all.len() {
        let (before, now) = (all[place - 1], all[place]);
        if are_akin(before, now) {
            let rest = all[place..].iter().take_while(|other| hardness(other) == hardness(now));
            if let Some(ahead) = rest.take(20).position(|other| !are_akin(before, other)) {
                all.swap(place, place + ahead);
            }
        }
    }
    all.into_iter().map(|question| question.id.clone()).collect()
}
