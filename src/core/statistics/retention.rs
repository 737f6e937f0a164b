//! What was remembered, by how long ago it had been asked before.

use serde::{Deserialize, Serialize};

/// Gaps are counted together from each of these numbers of study days up to the next one. Answers on the same day say
/// nothing about remembering.
pub const BINS: [u32; 9] = [1, 2, 3, 5, 8, 15, 31, 61, 121];

/// Probabilities are summed up in thousandths: whole numbers give the same sum in every order.
const WHOLE: f32 = 1000.0;

/// Measured retention.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Retention([Bin; BINS.len()]);

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Bin {
    answers: u32,
    known: u32,
    /// Sum of the gaps.
    days: u64,
    /// Answers for which something was predicted, and the sum of what was, in thousandths.
    foreseen: u32,
    predicted: u64,
}

/// What was remembered after some time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Retained {
    /// The shortest gap, in study days.
    pub from: u32,
    /// The longest gap; `None`: no end.
    pub to: Option<u32>,
    /// Answers given after such a gap, at least 1.
    pub answers: u32,
    /// Those among them that showed knowledge: fully right, and no lucky guess.
    pub known: u32,
    /// The mean of the gaps in study days, to read a predicted curve at.
    pub mean_gap: f32,
    /// The mean of the probabilities that were predicted for these answers, 0 to 1; `None` when there were none.
    pub predicted: Option<f32>,
}

impl Retained {
    /// The share of the answers that showed knowledge, 0 to 1.
    #[must_use]
    pub fn share(&self) -> f32 {
        self.known as f32 / self.answers as f32
    }
}

impl Bin {
    fn add(&mut self, other: &Self) {
        self.answers += other.answers;
        self.known += other.known;
        self.days += other.days;
        self.foreseen += other.foreseen;
        self.predicted += other.predicted;
    }

    fn retained(&self, from: u32, to: Option<u32>) -> Option<Retained> {
        let predicted = (self.foreseen > 0).then(|| self.predicted as f32 / WHOLE / self.foreseen as f32);
        let mean_gap = self.days as f32 / self.answers as f32;
        let (answers, known) = (self.answers, self.known);
        (answers > 0).then_some(Retained { from, to, answers, known, mean_gap, predicted })
    }
}

impl Retention {
    /// Counts an answer that was given `gap` study days after the one before to the same question.
    pub(super) fn record(&mut self, gap: u32, known: bool, predicted: Option<f32>) {
        let Some(at) = BINS.iter().rposition(|from| *from <= gap) else { return };
        self.0[at].add(&Bin {
            answers: 1,
            known: u32::from(known),
            days: u64::from(gap),
            foreseen: u32::from(predicted.is_some()),
            // What is no number counts as nothing.
            predicted: predicted.map_or(0, |predicted| (predicted.clamp(0.0, 1.0) * WHOLE + 0.5) as u64),
        });
    }

    pub(super) fn add(&mut self, other: &Self) {
        for (mine, other) in self.0.iter_mut().zip(&other.0) {
            mine.add(other);
        }
    }

    /// What was remembered after gaps from each of [`BINS`] up to the next one, as far as there are answers.
    #[must_use]
    pub fn by_gap(&self) -> Vec<Retained> {
        let mut all = Vec::new();
        for (place, bin) in self.0.iter().enumerate() {
            let end = BINS.get(place + 1).map(|next| next - 1);
            all.extend(bin.retained(BINS[place], end));
        }
        all
    }

    /// What was remembered after so many study days or more, rounded up to one of [`BINS`]. `None` without answers.
    #[must_use]
    pub fn after(&self, days: u32) -> Option<Retained> {
        let first = BINS.iter().position(|from| *from >= days)?;
        let mut all = Bin::default();
        for bin in &self.0[first..] {
            all.add(bin);
        }
        all.retained(BINS[first], None)
    }
}
