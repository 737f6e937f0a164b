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
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Climb {
    /// From the bottom; rungs that were never tried may be left off.
    steps: Vec<Step>,
}

impl Kept for Climb {
    const KIND: &'static str = "climb";
}

impl Climb {
    /// What is remembered of a rung.
    #[must_use]
    pub fn step(&self, rung: Rung) -> Step {
        self.steps.get(rung as usize).copied().unwrap_or_default()
    }

    fn step_mut(&mut self, rung: Rung) -> &mut Step {
        let place = rung as usize;
        if self.steps.len() <= place {
            self.steps.resize(place + 1, Step::default());
        }
        &mut self.steps[place]
    }

    /// A rung was passed.
    pub fn pass(&mut self, rung: Rung, at: Moment) {
        self.step_mut(rung).passed = Some(at);
    }

    /// A rung was tried and not passed. What was passed before stays passed.
    pub fn fail(&mut self, rung: Rung) {
        let step = self.step_mut(rung);
        step.failed = step.failed.saturating_add(1);
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
