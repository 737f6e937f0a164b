//! Settings of this device.

use crate::core::ids::CourseId;
use crate::core::review::Moment;
use crate::core::schedule::Limits;
use serde::{Deserialize, Serialize};

/// Colours of the app.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// As the system says.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// How much is studied in a day, and how firmly it is to be remembered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Pace {
    /// New questions a day, one of [`Pace::NEW_PER_DAY`].
    pub new_per_day: u16,
    /// Questions to be repeated a day, one of [`Pace::REVIEWS_PER_DAY`].
    pub reviews_per_day: u16,
    /// Probability of recall, in percent, at which a question is asked again, one of [`Pace::RETENTIONS`].
    pub retention_percent: u16,
}

impl Default for Pace {
    fn default() -> Self {
        Self { new_per_day: 10, reviews_per_day: 50, retention_percent: 90 }
    }
}

impl Pace {
    /// Numbers of new questions a day on offer.
    pub const NEW_PER_DAY: [u16; 4] = [5, 10, 20, 40];
    /// Numbers of repetitions a day on offer.
    pub const REVIEWS_PER_DAY: [u16; 4] = [20, 50, 100, 200];
    /// Probabilities of recall on offer, in percent.
    pub const RETENTIONS: [u16; 5] = [80, 85, 90, 95, 97];

    fn is_default(&self) -> bool {
        *self == Self::default()
    }

    /// How much is to be done in a day.
    #[must_use]
    pub const fn limits(self) -> Limits {
        Limits { new_per_day: self.new_per_day, reviews_per_day: self.reviews_per_day }
    }

    /// Probability of recall at which a question is asked again, 0 to 1.
    #[must_use]
    pub fn retention(self) -> f32 {
        f32::from(self.retention_percent) / 100.0
    }
}

/// What the reader can set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Colours.
    pub theme: Theme,
    /// Text size in percent of the system's, one of [`Settings::TEXT_SIZES`].
    pub text_percent: u16,
    /// Whether questions offer the mark 有把握 / 不确定 / 猜的.
    pub ask_confidence: bool,
    /// Questions in a session, one of [`Settings::SESSION_SIZES`].
    pub session_size: u16,
    /// Right answers on so many different days in a row take a question out of the 错题本, one of
    /// [`Settings::MISTAKE_DAYS`].
    #[serde(skip_serializing_if = "is_usual")]
    pub mistake_days: u16,
    /// How much a day, and how firmly.
    #[serde(skip_serializing_if = "Pace::is_default")]
    pub pace: Pace,
    /// Speed of reading aloud in percent of the voice's own, one of [`Settings::SPEECH_SPEEDS`].
    #[serde(skip_serializing_if = "is_own_speed")]
    pub speech_percent: u16,
    /// Whether a verdict is heard.
    #[serde(skip_serializing_if = "is_off")]
    pub sound: bool,
    /// Whether a verdict is felt, on a device that can vibrate.
    #[serde(skip_serializing_if = "is_off")]
    pub vibrate: bool,
    /// The course that is open; the first one while nothing was chosen. It may be gone by now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub course: Option<CourseId>,
    /// When something was last set; the newer settings stay when two devices are brought together.
    #[serde(rename = "t", skip_serializing_if = "Option::is_none")]
    pub at: Option<Moment>,
}

/// Days with a right answer that usually take a question out of the 错题本.
const USUAL_DAYS: u16 = 2;

#[expect(clippy::trivially_copy_pass_by_ref, reason = "what serde asks for")]
const fn is_usual(days: &u16) -> bool {
    *days == USUAL_DAYS
}

/// Percent at which a voice reads as it reads by itself.
const OWN_SPEED: u16 = 100;

#[expect(clippy::trivially_copy_pass_by_ref, reason = "what serde asks for")]
const fn is_own_speed(percent: &u16) -> bool {
    *percent == OWN_SPEED
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "what serde asks for")]
const fn is_off(on: &bool) -> bool {
    !*on
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: Theme::System,
            text_percent: 100,
            ask_confidence: true,
            session_size: 10,
            mistake_days: USUAL_DAYS,
            pace: Pace::default(),
            speech_percent: OWN_SPEED,
            sound: false,
            vibrate: false,
            course: None,
            at: None,
        }
    }
}

impl Settings {
    /// Text sizes on offer, in percent.
    pub const TEXT_SIZES: [u16; 5] = [100, 115, 130, 160, 200];
    /// Session sizes on offer.
    pub const SESSION_SIZES: [u16; 4] = [5, 10, 20, 30];
    /// Days with a right answer that take a question out of the 错题本.
    pub const MISTAKE_DAYS: [u16; 5] = [1, USUAL_DAYS, 3, 4, 5];
    /// Speeds of reading aloud on offer, in percent.
    pub const SPEECH_SPEEDS: [u16; 4] = [75, OWN_SPEED, 125, 150];

    /// The nearest settings that exist: a value out of range, from an old or foreign file, falls to the closest offer.
    #[must_use]
    pub fn repaired(self) -> Self {
        let nearest = |value: u16, offers: &[u16]| {
            offers.iter().copied().min_by_key(|offer| offer.abs_diff(value)).unwrap_or(value)
        };
        Self {
            text_percent: nearest(self.text_percent, &Self::TEXT_SIZES),
            session_size: nearest(self.session_size, &Self::SESSION_SIZES),
            mistake_days: nearest(self.mistake_days, &Self::MISTAKE_DAYS),
            pace: Pace {
                new_per_day: nearest(self.pace.new_per_day, &Pace::NEW_PER_DAY),
                reviews_per_day: nearest(self.pace.reviews_per_day, &Pace::REVIEWS_PER_DAY),
                retention_percent: nearest(self.pace.retention_percent, &Pace::RETENTIONS),
            },
            speech_percent: nearest(self.speech_percent, &Self::SPEECH_SPEEDS),
            ..self
        }
    }
}
