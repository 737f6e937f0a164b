//! How far a reader has come on one ladder.

use super::Rung;
use crate::core::kept::Kept;
use crate::core::review::Moment;
use serde::{Deserialize, Serialize};

/// What is remembered of one rung.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Step {
    /// When it was last passed.
    #[serde(rename = "t", skip_serializing_if = "Option::is_none")]
    pub passed: Option<Moment>,
    /// How often it was tried without passing.
    #[serde(rename = "f")]
    pub failed: u32,
}

/// The five rungs of one concept, kept at `<course>/<concept>`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Climb {
    steps: [Step; Rung::ALL.len()],
}

impl Kept for Climb {
    const KIND: &'static str = "climb";
}

impl Climb {
    /// What is remembered of a rung.
    #[must_use]
    pub const fn step(&self, rung: Rung) -> Step {
        self.steps[rung as usize]
    }

    /// A rung was passed.
    #[must_use]
    pub const fn passed(mut self, rung: Rung, at: Moment) -> Self {
        self.steps[rung as usize].passed = Some(at);
        self
    }

    /// A rung was tried and not passed. What was passed before stays passed.
    #[must_use]
    pub const fn failed(mut self, rung: Rung) -> Self {
        let step = &mut self.steps[rung as usize];
        step.failed = step.failed.saturating_add(1);
        self
    }

    /// The lowest of these rungs that was never passed; `None` at the top.
    #[must_use]
    pub fn next(&self, rungs: &[Rung]) -> Option<Rung> {
        rungs.iter().copied().find(|rung| self.step(*rung).passed.is_none())
    }

    /// How many of these rungs were passed, in whatever order.
    #[must_use]
    pub fn height(&self, rungs: &[Rung]) -> usize {
        rungs.iter().filter(|rung| self.step(**rung).passed.is_some()).count()
    }
}
