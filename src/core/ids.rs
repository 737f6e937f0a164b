//! Identifiers as distinct types, so that a concept id can never be passed where a question id is meant.

use serde::{Deserialize, Serialize};
use std::fmt;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            /// The id as it is written in files, addresses and records.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }
    )*};
}

ids! {
    /// A course: the name of its folder under `courses/`.
    CourseId,
    /// A part of a course (the speech has three).
    PartId,
    /// A section of a part: one file of the course.
    SectionId,
    /// A concept; stable for ever, because notes and mastery hang on it.
    ConceptId,
    /// A question; stable for ever and never reused, because the review log names it.
    QuestionId,
    /// One run of practice (UUID v7).
    SessionId,
    /// One plan of a branch meeting (UUID v7).
    PlanId,
    /// One branch meeting (UUID v7).
    MeetingId,
    /// One record of the review log (UUID v7, so that key order is time order).
    ReviewId,
}

/// Whether `id` may name something in a course: 1–48 characters of `a-z`, `0-9` and inner hyphens, so that it stands
/// in an address as it is.
#[must_use]
pub fn is_valid(id: &str) -> bool {
    (1..=48).contains(&id.len())
        && id.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-'))
        && !id.starts_with('-')
        && !id.ends_with('-')
}
