//! A countdown that neither sleep nor reloading gives time back to.

use crate::core::review::Moment;

/// How a countdown stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// There is none.
    Off,
    /// It stands.
    Stopped {
        /// Milliseconds left.
        left_ms: u32,
    },
    /// It runs.
    Running {
        /// When time is over.
        until: Moment,
    },
}

impl Clock {
    /// A clock that stands at so many seconds; none for 0.
    #[must_use]
    pub fn of_seconds(seconds: u32) -> Self {
        if seconds == 0 { Self::Off } else { Self::Stopped { left_ms: seconds.saturating_mul(1000) } }
    }

    /// Milliseconds left; `None` without a clock.
    #[must_use]
    pub fn left_ms(self, now: Moment) -> Option<u32> {
        match self {
            Self::Off => None,
            Self::Stopped { left_ms } => Some(left_ms),
            Self::Running { until } => {
                Some(u32::try_from(until.utc_ms.saturating_sub(now.utc_ms).max(0)).unwrap_or(u32::MAX))
            }
        }
    }

    /// Whether time is over. A clock that stands is never over, for it stands.
    #[must_use]
    pub fn is_over(self, now: Moment) -> bool {
        matches!(self, Self::Running { until } if until.utc_ms < now.utc_ms)
    }

    /// Running from now on, unless it runs or there is none.
    #[must_use]
    pub(super) fn started(self, now: Moment) -> Self {
        match self {
            Self::Stopped { left_ms } => {
                let until = Moment { utc_ms: now.utc_ms.saturating_add(i64::from(left_ms)), ..now };
                Self::Running { until }
            }
            other => other,
        }
    }

    /// Standing from now on.
    #[must_use]
    pub(super) fn stopped(self, now: Moment) -> Self {
        self.left_ms(now).map_or(Self::Off, |left_ms| Self::Stopped { left_ms })
    }

    /// Standing, with that many milliseconds left at least.
    #[must_use]
    pub(super) fn at_least(self, least_ms: u32) -> Self {
        match self {
            Self::Stopped { left_ms } => Self::Stopped { left_ms: left_ms.max(least_ms) },
            other => other,
        }
    }
}
