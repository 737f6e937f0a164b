//! Where the time went.

use crate::core::course::{Course, Section};
use crate::core::statistics::Statistics;

/// Milliseconds spent on the questions of a course, each answer with at most its [cap](super::cap_ms).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeSpent<'a> {
    /// By section, in the order of the course, also those without any.
    pub sections: Vec<(&'a Section, u64)>,
    /// On questions that the course does not have any more.
    pub elsewhere: u64,
}

impl Statistics {
    /// The time spent on a course, by section. All of it together is what its [`sum`](super::Activity::sum) says.
    #[must_use]
    pub fn time_spent<'a>(&self, course: &'a Course) -> TimeSpent<'a> {
        let mut sections: Vec<(&Section, u64)> = course.sections.iter().map(|section| (section, 0)).collect();
        let mut elsewhere: u64 = self.of_course(course).map(|tries| tries.spent_ms).sum();
        for question in &course.questions {
            if let Some(tries) = self.tries(&course.id, &question.id)
                && let Some((_, spent)) = sections.iter_mut().find(|(section, _)| section.id == question.section)
            {
                *spent += tries.spent_ms;
                elsewhere = elsewhere.saturating_sub(tries.spent_ms);
            }
        }
        TimeSpent { sections, elsewhere }
    }
}
