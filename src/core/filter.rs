//! 专项练习: which questions are wanted. Conditions of one kind are alternatives, conditions of different kinds must all
//! be met, and a kind without conditions allows everything.

use crate::core::course::Course;
use crate::core::ids::{CourseId, QuestionId, SectionId};
use crate::core::progress::{Progress, Strength};
use crate::core::question::Question;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The wanted questions. Its text form is what an address says: type, level and state as numbers, then sections.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Filter {
    /// Sections.
    pub sections: Vec<SectionId>,
    /// A set for each [`Facet`], one bit for each of its values.
    pub sets: [u8; 3],
}

/// A property of questions with a few values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Facet {
    /// The type, in the order of [`QuestionKind::ALL`](crate::core::question::QuestionKind::ALL).
    Kind,
    /// The level, 1 to 3.
    Level,
    /// 未学, 生疏, 错过, 收藏. A question can be in several of these states.
    State,
}

impl Facet {
    /// Every facet, in the order of [`Filter::sets`].
    pub const ALL: [Self; 3] = [Self::Kind, Self::Level, Self::State];

    /// How many values it has.
    #[must_use]
    pub const fn values(self) -> usize {
        [8, 3, 4][self as usize]
    }
}

impl Filter {
    /// Reads an address as far as it makes sense for this course; what does not is no condition.
    #[must_use]
    pub fn read(text: &str, course: &Course) -> Self {
        let mut parts = text.splitn(4, '.');
        let sets = Facet::ALL.map(|_| parts.next().and_then(|set| set.parse().ok()).unwrap_or(0));
        let sections = parts.next().unwrap_or_default().split(',').map(SectionId::from).collect();
        Self { sections, sets }.fitted_to(course)
    }

    /// The filter without what this course does not have.
    #[must_use]
    pub fn fitted_to(mut self, course: &Course) -> Self {
        for facet in Facet::ALL {
            self.sets[facet as usize] &= (((1 << facet.values()) - 1) & 0xff) as u8;
        }
        self.sections.retain(|id| course.section(id).is_some());
        self
    }

    /// Whether a value was chosen.
    #[must_use]
    pub const fn has(&self, facet: Facet, value: usize) -> bool {
        self.sets[facet as usize] >> value & 1 == 1
    }

    /// Chooses a value, or takes the choice back.
    pub const fn toggle(&mut self, facet: Facet, value: usize) {
        self.sets[facet as usize] ^= 1 << value;
    }

    /// Whether all of these sections were chosen.
    #[must_use]
    pub fn has_sections(&self, ids: &[SectionId]) -> bool {
        ids.iter().all(|id| self.sections.contains(id))
    }

    /// Chooses all of these sections; where all were chosen, takes that back.
    pub fn toggle_sections(&mut self, ids: &[SectionId]) {
        let had = self.has_sections(ids);
        self.sections.retain(|id| !ids.contains(id));
        if !had {
            self.sections.extend_from_slice(ids);
        }
    }

    /// Whether stars matter.
    #[must_use]
    pub const fn asks_for_stars(&self) -> bool {
        self.has(Facet::State, 3)
    }

    /// The wanted questions in the order of the course. `stars` are the questions with a star, sorted.
    #[must_use]
    pub fn pool<'a>(&self, course: &'a Course, progress: &Progress, stars: &[QuestionId]) -> Vec<&'a Question> {
        course.questions.iter().filter(|question| self.wants(&course.id, question, progress, stars)).collect()
    }

    fn wants(&self, course: &CourseId, question: &Question, progress: &Progress, stars: &[QuestionId]) -> bool {
        let allows = |facet: Facet, values: u8| {
            let set = self.sets[facet as usize];
            set == 0 || set & values != 0
        };
        (self.sections.is_empty() || self.sections.contains(&question.section))
            && allows(Facet::Kind, 1 << question.body.kind() as u8)
            && allows(Facet::Level, 1 << question.level.saturating_sub(1).min(7))
            && (self.sets[Facet::State as usize] == 0
                || allows(Facet::State, states(course, question, progress, stars)))
    }
}

/// The states of a question, one bit for each.
fn states(course: &CourseId, question: &Question, progress: &Progress, stars: &[QuestionId]) -> u8 {
    let standing = progress.standing(course, question);
    let missed = standing.is_some_and(|standing| standing.right < standing.seen);
    let weak = standing.is_some_and(|standing| standing.strength() == Strength::Weak);
    let starred = stars.binary_search(&question.id).is_ok();
    u8::from(standing.is_none()) | u8::from(weak) << 1 | u8::from(missed) << 2 | u8::from(starred) << 3
}

impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for set in self.sets {
            write!(f, "{set}.")?;
        }
        for (place, id) in self.sections.iter().enumerate() {
            f.write_str(if place == 0 { "" } else { "," })?;
            f.write_str(id.as_str())?;
        }
        Ok(())
    }
}
