//! 速览卡: where a reader has stopped looking through the cards.

use super::ids::{ConceptId, CourseId, SectionId};
use super::kept::Kept;
use super::review::Moment;
use serde::{Deserialize, Serialize};

/// The card that lay on top when the cards were left, by its concept, so that a new edition of the course moves nobody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TopCard {
    /// What the card is about.
    pub concept: ConceptId,
    /// When it came up.
    pub at: Moment,
}

impl Kept for TopCard {
    const KIND: &'static str = "cards";
}

impl TopCard {
    /// Where it is kept: `<course>` for all cards, `<course>/<section>` for those of a section.
    #[must_use]
    pub fn place(course: &CourseId, section: Option<&SectionId>) -> String {
        match section {
            None => course.to_string(),
            Some(section) => [course.as_str(), "/", section.as_str()].concat(),
        }
    }
}
