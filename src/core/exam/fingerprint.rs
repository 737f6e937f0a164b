//! A few bits that tell courses and their editions apart.

use crate::core::course::Course;
use crate::core::shuffle::Rng;

/// Bits that stand for the id of a course.
const COURSE_BITS: u32 = 4;
/// Bits that stand for everything a paper is drawn from.
const EDITION_BITS: u32 = 13;

/// What a code remembers of its course. Better wording changes nothing in it: the paper stays the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fingerprint {
    course: u32,
    edition: u32,
}

impl Fingerprint {
    /// Bits of [`Fingerprint::bits`].
    pub(super) const BITS: u32 = COURSE_BITS + EDITION_BITS;

    /// Of a course as it is: its id, and of every question id, revision, type, place and concepts, for these decide which
    /// questions are drawn.
    pub(super) fn of(course: &Course) -> Self {
        // The generator is a hash, too, and its sequence never changes.
        let mix = |hash: u64, text: &str| Rng::new(hash, text).next_u64();
        let id = mix(0, course.id.as_str());
        let mut hash = id;
        for section in &course.sections {
            hash = mix(mix(hash, section.id.as_str()), section.part.as_str());
        }
        for question in &course.questions {
            hash = mix(hash ^ u64::from(question.rev), question.id.as_str());
            hash = mix(mix(hash, question.section.as_str()), question.body.kind().name());
            for concept in &question.concepts {
                hash = mix(hash, concept.as_str());
            }
        }
        let top = |hash: u64, bits: u32| u32::try_from(hash >> (64 - bits)).unwrap_or(0);
        Self { course: top(id, COURSE_BITS), edition: top(hash, EDITION_BITS) }
    }

    pub(super) const fn bits(self) -> u32 {
        self.course << EDITION_BITS | self.edition
    }

    pub(super) const fn from_bits(bits: u32) -> Self {
        Self { course: bits >> EDITION_BITS, edition: bits & ((1 << EDITION_BITS) - 1) }
    }

    /// Whether both can be of the same course, in whatever edition. Two courses in sixteen look the same.
    pub(super) const fn is_of_course(self, other: Self) -> bool {
        self.course == other.course
    }
}
