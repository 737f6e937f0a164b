//! The memory model: FSRS-6 as published by its authors ("The Algorithm" in the wiki of open-spaced-repetition), with
//! their default parameters. Written out here because the crate `fsrs` brings its optimizer along; the tests hold both
//! against each other.

use crate::core::schedule::rating::Rating;
use serde::{Deserialize, Serialize};

/// The default parameters w0…w20 of FSRS-6, fitted by its authors to several hundred million answers.
const W: [f32; 21] = [
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614, 0.2629,
    1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
];

/// Stability means the days until the probability of recall has fallen to this.
const AT_STABILITY: f32 = 0.9;

const STABILITY: (f32, f32) = (0.001, 36_500.0);
const DIFFICULTY: (f32, f32) = (1.0, 10.0);

/// How firmly one thing is remembered.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Memory {
    /// Days until the probability of recall has fallen to 90 %.
    #[serde(rename = "s")]
    pub stability: f32,
    /// How hard it is to make it firmer, from 1 (easy) to 10.
    #[serde(rename = "d")]
    pub difficulty: f32,
}

impl Memory {
    /// The memory after the first answer ever.
    #[must_use]
    pub fn first(rating: Rating) -> Self {
        let difficulty = within(first_difficulty(rating.number()), DIFFICULTY);
        Self { stability: W[rating as usize], difficulty }
    }

    /// The memory after one more answer, `days` after the one before. 0 days is the rule for repeating on the same day,
    /// which makes little difference either way.
    #[must_use]
    pub fn next(self, rating: Rating, days: u32) -> Self {
        let (s, d) = (within(self.stability, STABILITY), within(self.difficulty, DIFFICULTY));
        let grade = rating.number();
        let stability = if days == 0 {
            let factor = (W[17] * (grade - 3.0 + W[18])).exp() * s.powf(-W[19]);
            s * if rating == Rating::Again { factor } else { factor.max(1.0) }
        } else {
            let forgotten = 1.0 - self.retrievability(days);
            if rating == Rating::Again {
                let relearnt = W[11] * d.powf(-W[12]) * ((s + 1.0).powf(W[13]) - 1.0) * (W[14] * forgotten).exp();
                // Forgetting never makes a memory firmer.
                relearnt.min(s / (W[17] * W[18]).exp())
            } else {
                let bonus = match rating {
                    Rating::Hard => W[15],
                    Rating::Easy => W[16],
                    Rating::Again | Rating::Good => 1.0,
                };
                let gain = W[8].exp() * (11.0 - d) * s.powf(-W[9]) * ((W[10] * forgotten).exp() - 1.0);
                s * (1.0 + gain * bonus)
            }
        };
        let moved = d - W[6] * (grade - 3.0) * (10.0 - d) / 9.0;
        let reverted = W[7] * first_difficulty(Rating::Easy.number()) + (1.0 - W[7]) * moved;
        Self { stability: within(stability, STABILITY), difficulty: within(reverted, DIFFICULTY) }
    }

    /// Probability of recall, 0 to 1, that many days after the last answer.
    #[must_use]
    pub fn retrievability(self, days: u32) -> f32 {
        let s = within(self.stability, STABILITY);
        (1.0 + steepness() * days as f32 / s).powf(-W[20])
    }

    /// Days until the probability of recall has fallen to `retention`, neither rounded nor limited.
    #[must_use]
    pub fn interval(self, retention: f32) -> f32 {
        within(self.stability, STABILITY) * (retention.powf(-1.0 / W[20]) - 1.0) / steepness()
    }
}

/// Makes the curve of forgetting pass 90 % when as many days have passed as the stability says.
fn steepness() -> f32 {
    AT_STABILITY.powf(-1.0 / W[20]) - 1.0
}

fn first_difficulty(grade: f32) -> f32 {
    W[4] - (W[5] * (grade - 1.0)).exp() + 1.0
}

/// Between both bounds; what is no number at all (from a damaged record) becomes the lower one.
const fn within(value: f32, (least, most): (f32, f32)) -> f32 {
    value.max(least).min(most)
}
