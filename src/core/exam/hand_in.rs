//! Handing in: every question is graded, and what was answered goes to the log.

use super::marking::verdict;
use super::sitting::{Closed, Sitting, SittingError, present};
use super::slot::Grade;
use crate::core::course::Course;
use crate::core::ids::ReviewId;
use crate::core::question::{Body, Question};
use crate::core::review::{Moment, Review};
use crate::core::shuffle::Rng;

impl Sitting {
    /// Hands the paper in: the sitting with every question graded, and the records for the log, one for each answered
    /// question that could be marked, to be stored in one transaction. Handed in again from an older state, it makes
    /// records with the same ids. When time is over the paper counts as handed in at the deadline, however late this is called.
    ///
    /// # Errors
    /// [`SittingError`] when it is handed in already, or the course is another one or not completely there.
    pub fn hand_in(&self, course: &Course, now: Moment) -> Result<(Self, Vec<Review>), SittingError> {
        if self.closed.is_some() {
            return Err(SittingError::HandedIn);
        }
        if self.paper.course != course.id {
            return Err(SittingError::OtherCourse);
        }
        let mut next = self.clone();
        next.tick(now);
        let by_time = next.left_ms == 0;
        let at = if by_time { next.deadline() } else { now };
        for (asked, slot) in next.paper.questions.iter().zip(&mut next.slots) {
            slot.grade = Some(match (present(asked, course), &slot.answer) {
                (None, _) => Grade::Void,
                (Some(_), None) => Grade::Open,
                (Some(Question { body: Body::Later(_), .. }), _) => return Err(SittingError::NotLoaded),
                (Some(question), Some(answer)) => verdict(&question.body, answer).map_or(Grade::Void, Grade::Worth),
            });
        }
        let mut reviews = Vec::new();
        for ((place, asked), slot) in (0..).zip(&next.paper.questions).zip(&next.slots) {
            let (Some(Grade::Worth(verdict)), Some(answer)) = (slot.grade, &slot.answer) else { continue };
            reviews.push(Review {
                id: self.record_id(place),
                course: course.id.clone(),
                question: asked.question.clone(),
                rev: asked.rev,
                session: self.id.clone(),
                at: slot.changed.unwrap_or(at),
                took_ms: slot.took_ms,
                answer: answer.clone(),
                verdict,
                sure: None,
            });
        }
        next.closed = Some(Closed { at, by_time });
        Ok((next, reviews))
    }

    /// The id of the record for a place of the paper: always the same, so that nothing is written twice, whatever tabs the
    /// exam is open in. Records stand in the log where the exam was begun, in the order of the paper.
    fn record_id(&self, place: u8) -> ReviewId {
        let mut bytes = [0, place, 0, 0, 0, 0, 0, 0, 0, 0];
        bytes[2..].copy_from_slice(&Rng::new(0, self.id.as_str()).next_u64().to_be_bytes());
        let began = u64::try_from(self.started.utc_ms).unwrap_or(0);
        ReviewId(uuid::Builder::from_unix_timestamp_millis(began, &bytes).into_uuid().to_string())
    }
}
