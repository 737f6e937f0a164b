//! Bringing stored data of an older shape to the newest one: on the device once, and in every file that is restored.

use super::Contents;

/// Changes what one version of the database calls otherwise than the next.
pub type Step = fn(&mut Contents);

/// The step at index `n` leads from version `n + 1` to `n + 2`. A released one is never changed. There is none yet.
pub const STEPS: [Step; 0] = [];

/// Takes the steps that contents of this version still have before them.
pub fn lift(contents: &mut Contents, version: u32, steps: &[Step]) {
    for step in steps.iter().skip(version.saturating_sub(1) as usize) {
        step(contents);
    }
}
