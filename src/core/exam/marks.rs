//! Marks, counted in halves.

use crate::core::grade::Verdict;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::iter::Sum;
use std::ops::Add;

/// A number of marks in steps of one half. Printed as people write it: `2`, `1.5`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Marks(u16);

impl Marks {
    /// No marks.
    pub const ZERO: Self = Self(0);

    /// Whole marks.
    #[must_use]
    pub const fn whole(marks: u16) -> Self {
        Self(marks.saturating_mul(2))
    }

    /// As many half marks.
    #[must_use]
    pub const fn halves(halves: u16) -> Self {
        Self(halves)
    }

    /// The number of half marks.
    #[must_use]
    pub const fn in_halves(self) -> u16 {
        self.0
    }

    /// What a verdict earns of these marks: its share of them, rounded to the nearest half mark and from the middle
    /// upwards. But only what is fully right earns everything: a partly right answer stays half a mark below, however
    /// near it comes.
    #[must_use]
    pub fn earned(self, verdict: Verdict) -> Self {
        if verdict.is_right() {
            return self;
        }
        let (points, of) = (u32::from(verdict.points), u32::from(verdict.of.max(1)));
        let share = (2 * u32::from(self.0) * points + of) / (2 * of);
        Self(u16::try_from(share).unwrap_or(u16::MAX).min(self.0.saturating_sub(1)))
    }
}

impl Add for Marks {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sum for Marks {
    fn sum<I: Iterator<Item = Self>>(marks: I) -> Self {
        marks.fold(Self::ZERO, Self::add)
    }
}

impl fmt::Display for Marks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0 / 2)?;
        f.write_str(if self.0.is_multiple_of(2) { "" } else { ".5" })
    }
}

/// Shares a total out in proportion to weights, in whole numbers that add up to the total. Each weight gets at least 1
/// as long as there is enough for all; what can be shared out exactly is; of equal weights the earlier ones get more.
///
/// This is Adams' method: one at a time goes to whoever has the least for their weight.
#[must_use]
pub fn share_out(total: u32, weights: &[u32]) -> Vec<u32> {
    let mut shares = vec![0_u32; weights.len()];
    for _ in 0..total {
        let mut next: Option<usize> = None;
        for place in 0..weights.len() {
            // weight / share of this one against that of the best so far, multiplied out.
            let is_next = next.is_none_or(|best| {
                u64::from(weights[place]) * u64::from(shares[best])
                    > u64::from(weights[best]) * u64::from(shares[place])
            });
            if is_next {
                next = Some(place);
            }
        }
        let Some(next) = next else { break };
        shares[next] += 1;
    }
    shares
}
