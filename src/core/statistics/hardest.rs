//! The hardest questions.

use crate::core::course::Course;
use crate::core::question::Question;
use crate::core::statistics::{Statistics, Tries};

/// A question with fewer answers says little about itself.
pub const ENOUGH: u32 = 3;
/// Each question is judged as if it had been answered so many times more, as well as questions of the course are on the
/// whole: of two that were always missed, the one with more answers is harder.
const PRIOR: f32 = 4.0;

/// A hard question.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hard<'a> {
    /// The question.
    pub question: &'a Question,
    /// What is counted of it.
    pub tries: &'a Tries,
    /// The estimated share of answers that miss it, 0 to 1; a partly right answer is half a miss.
    pub difficulty: f32,
}

impl Tries {
    /// Misses in halves.
    fn halves(&self) -> f32 {
        let wrong = self.answers.saturating_sub(self.right).saturating_sub(self.partial);
        wrong as f32 * 2.0 + self.partial as f32
    }
}

impl Statistics {
    /// At most `count` questions of the course that were missed and have [`ENOUGH`] answers in their present revision,
    /// the hardest first; of equally hard ones in the order of the course.
    ///
    /// Ranked by a Bayesian average, for a plain share would put a question that was missed three times out of three
    /// before one that was missed nineteen times out of twenty.
    #[must_use]
    pub fn hardest<'a>(&'a self, course: &'a Course, count: usize) -> Vec<Hard<'a>> {
        let tries = |question: &Question| {
            self.tries(&course.id, &question.id).filter(|tries| tries.rev == question.rev && tries.answers > 0)
        };
        let (mut answers, mut halves) = (0.0, 0.0);
        for tries in course.questions.iter().filter_map(tries) {
            answers += tries.answers as f32;
            halves += tries.halves();
        }
        let usual = halves / 2.0 / f32::max(answers, 1.0);
        let difficulty = |tries: &Tries| (tries.halves() / 2.0 + usual * PRIOR) / (tries.answers as f32 + PRIOR);

        // The shape of the list that other orders are made with, too: each sort of its own costs the wasm 4 kB.
        let mut ranked: Vec<(i64, usize)> = Vec::new();
        for (place, question) in course.questions.iter().enumerate() {
            if let Some(tries) = tries(question).filter(|tries| tries.answers >= ENOUGH && tries.right < tries.answers)
            {
                ranked.push((-(difficulty(tries) * 1e6) as i64, place));
            }
        }
        ranked.sort_unstable();
        ranked.truncate(count);
        let mut hardest = Vec::new();
        for (_, place) in ranked {
            let question = &course.questions[place];
            if let Some(tries) = tries(question) {
                hardest.push(Hard { question, tries, difficulty: difficulty(tries) });
            }
        }
        hardest
    }
}
