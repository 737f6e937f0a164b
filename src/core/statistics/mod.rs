//! The numbers behind the pictures of progress, folded from the review log.
//!
//! Everything is counted along the way, answer by answer, in one row for each study day and one for each question, so
//! that nothing grows with the log and no picture needs it.

mod activity;
mod calendar;
mod day;
mod hardest;
mod retention;
mod time;
mod tries;

pub use activity::Activity;
pub use calendar::Streak;
pub use day::{Day, cap_ms};
pub use hardest::{ENOUGH, Hard};
pub use retention::{BINS, Retained, Retention};
pub use time::TimeSpent;
pub use tries::Tries;

use crate::core::by_question::ByQuestion;
use crate::core::course::Course;
use crate::core::ids::{CourseId, QuestionId};
use crate::core::review::Review;
use serde::{Deserialize, Serialize};

/// What was counted before a record, for taking it back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Before {
    tries: Option<Tries>,
    /// `None`: the course was new.
    activity: Option<(Option<Day>, Retention)>,
}

/// Everything that is counted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statistics {
    /// A list: there are few courses.
    courses: Vec<(CourseId, Activity)>,
    tries: ByQuestion<Tries>,
}

impl Statistics {
    /// Adds one record. Records come in the order of their ids. `predicted`: the probability (0 to 1) with which the
    /// schedule expected a right answer just before, if it had an opinion.
    pub fn record(&mut self, review: &Review, predicted: Option<f32>) {
        let tries = self.tries.entry(&review.course, &review.question, Tries::new(review.rev));
        let gap = tries.record(review);
        let activity = match self.courses.iter().position(|(course, _)| *course == review.course) {
            Some(at) => &mut self.courses[at].1,
            None => {
                self.courses.push((review.course.clone(), Activity::default()));
                let last = self.courses.len() - 1;
                &mut self.courses[last].1
            }
        };
        activity.record(review, gap, predicted);
    }

    /// Takes the record back that was added last. `before`: what was [known](Self::known) of its question and its day
    /// before it.
    pub fn take_back(&mut self, review: &Review, before: Before) {
        self.tries.put_back(&review.course, &review.question, before.tries);
        match (before.activity, self.courses.iter_mut().find(|(course, _)| *course == review.course)) {
            (Some((day, retention)), Some((_, activity))) => activity.put_back(review, day, retention),
            // A course that was added with it is the last one.
            (None, Some(_)) => {
                self.courses.pop();
            }
            (_, None) => {}
        }
    }

    /// What a record is about to change.
    #[must_use]
    pub fn known(&self, review: &Review) -> Before {
        let activity = self.activity(&review.course);
        Before {
            tries: self.tries(&review.course, &review.question).copied(),
            activity: activity.map(|activity| activity.known(review)),
        }
    }

    /// What was done in one course; `None` when nothing was.
    #[must_use]
    pub fn activity(&self, course: &CourseId) -> Option<&Activity> {
        self.courses.iter().find(|(id, _)| id == course).map(|(_, activity)| activity)
    }

    /// What was done in all courses together, also in those that are gone by now.
    #[must_use]
    pub fn total(&self) -> Activity {
        let mut total = Activity::default();
        for (_, activity) in &self.courses {
            total.add(activity);
        }
        total
    }

    /// What is counted of one question, whichever revision it was that was answered last.
    #[must_use]
    pub fn tries(&self, course: &CourseId, question: &QuestionId) -> Option<&Tries> {
        self.tries.get(course, question)
    }

    fn of_course(&self, course: &Course) -> impl Iterator<Item = &Tries> {
        self.tries.of_course(&course.id).map(|(_, tries)| tries)
    }
}
