//! Half a year of study, as the log would have it.

use crate::give::{self, Give};
use biaoshuai::core::answer::Confidence;
use biaoshuai::core::course::Course;
use biaoshuai::core::grade::grade;
use biaoshuai::core::review::{Moment, Review};

const HOUR: i64 = 3_600_000;
const DAYS: i64 = 170;

/// Answers on most days until yesterday: each question comes again after a while, and some are missed again and again.
#[must_use]
pub fn half_a_year(course: &Course, now: Moment) -> Vec<Review> {
    let mut log = Vec::new();
    let mut turn = 0_usize;
    for ago in (1..=DAYS).rev() {
        // Weekends off, a holiday, busy and quiet days.
        if ago % 7 < 2 || (60..75).contains(&ago) {
            continue;
        }
        let count = [4, 9, 14, 33][usize::try_from(ago * ago % 4 + ago % 3).unwrap_or(0) % 4];
        for place in 0..count {
            turn += 1;
            // Three steps ahead, two back.
            let question = &course.questions[(turn * 3 / 7 + turn % 5 * 11) % (course.questions.len() / 3)];
            let missed =
                turn.is_multiple_of(9) || (turn.is_multiple_of(2) && question.id.as_str().len().is_multiple_of(5));
            let give = if missed { Give::Wrong } else { Give::Right };
            let answer = give::make(question, give).or_else(|| give::make(question, Give::Right));
            let Some((answer, verdict)) = answer.and_then(|it| grade(&question.body, &it).ok().map(|of| (it, of)))
            else {
                continue;
            };
            let utc_ms = now.utc_ms - ago * 24 * HOUR + place * 40_000;
            let id = format!("{:08x}-{:04x}-7000-8000-{turn:012x}", utc_ms >> 16, utc_ms & 0xffff);
            log.push(Review {
                id: id.as_str().into(),
                course: course.id.clone(),
                question: question.id.clone(),
                rev: question.rev,
                session: "half-a-year".into(),
                at: Moment { utc_ms, ..now },
                took_ms: 35_000,
                answer,
                verdict,
                sure: (turn.is_multiple_of(4)).then_some(Confidence::Sure),
            });
        }
    }
    log
}
