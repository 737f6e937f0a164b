//! What a reader marks: a star, a note, or both, on a concept or a question.

use crate::core::course::Course;
use crate::core::ids::{ConceptId, CourseId, QuestionId};
use crate::core::kept::Kept;
use crate::core::review::Moment;
use crate::core::text::len;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::fmt;

/// The longest note, in characters.
pub const NOTE_LIMIT: usize = 2000;

/// What can be marked. Its text form is the place where the mark is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Marked {
    /// A concept of a course: `<course>/c/<concept>`.
    Concept(CourseId, ConceptId),
    /// A question of a course: `<course>/q/<question>`.
    Question(CourseId, QuestionId),
}

impl Marked {
    /// Reads a place; `None` when it is no place of a mark.
    #[must_use]
    pub fn parse(place: &str) -> Option<Self> {
        let mut parts = place.splitn(3, '/');
        let (course, kind, id) = (parts.next()?, parts.next()?, parts.next()?);
        match kind {
            "c" => Some(Self::Concept(course.into(), id.into())),
            "q" => Some(Self::Question(course.into(), id.into())),
            _ => None,
        }
    }

    /// How the places of everything marked in a course begin.
    #[must_use]
    pub fn all_of(course: &CourseId) -> String {
        [course.as_str(), "/"].concat()
    }

    /// Whether it is still in the course.
    #[must_use]
    pub fn is_in(&self, course: &Course) -> bool {
        match self {
            Self::Concept(_, id) => course.concept(id).is_some(),
            Self::Question(_, id) => course.question(id).is_some(),
        }
    }
}

impl fmt::Display for Marked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (course, kind, id) = match self {
            Self::Concept(course, id) => (course, "/c/", id.as_str()),
            Self::Question(course, id) => (course, "/q/", id.as_str()),
        };
        f.write_str(course.as_str())?;
        f.write_str(kind)?;
        f.write_str(id)
    }
}

/// A mark. One without star and note is not kept at all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// Whether it has a star.
    #[serde(rename = "s", default, skip_serializing_if = "is_false")]
    pub starred: bool,
    /// The note as it was written, at most [`NOTE_LIMIT`] characters; empty for none.
    #[serde(rename = "n", default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// When it was last changed.
    #[serde(rename = "t")]
    pub at: Moment,
}

impl Kept for Mark {
    const KIND: &'static str = "mark";
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
fn is_false(value: &bool) -> bool {
    !value
}

impl Mark {
    /// The mark with a star put on it or taken off; `None` when nothing is left.
    #[must_use]
    pub fn with_star(old: Option<Self>, starred: bool, at: Moment) -> Option<Self> {
        Self { starred, note: old.map(|old| old.note).unwrap_or_default(), at }.unless_empty()
    }

    /// The mark with another note; `None` when nothing is left.
    #[must_use]
    pub fn with_note(old: Option<Self>, note: &str, at: Moment) -> Option<Self> {
        Self { starred: old.is_some_and(|old| old.starred), note: note.to_owned(), at }.unless_empty()
    }

    /// Whether something is noted. Spaces alone are no note.
    #[must_use]
    pub fn has_note(&self) -> bool {
        !self.note.trim().is_empty()
    }

    fn unless_empty(self) -> Option<Self> {
        (self.starred || self.has_note()).then_some(self)
    }
}

/// A note that has become too long, cut to [`NOTE_LIMIT`]: what was just put in gives way, never what stood there
/// `before`. `None` when it fits.
#[must_use]
pub fn cut(before: &str, now: &str) -> Option<String> {
    let count = len(now);
    if count <= NOTE_LIMIT {
        return None;
    }
    let same = |(one, other): &(char, char)| one == other;
    let most = len(before).min(NOTE_LIMIT);
    let head = before.chars().zip(now.chars()).take(most).take_while(same).count();
    let tail = before.chars().rev().zip(now.chars().rev()).take(most - head).take_while(same).count();
    Some(now.chars().take(NOTE_LIMIT - tail).chain(now.chars().skip(count - tail)).collect())
}

/// What a reader looks for among the marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// 全部
    All,
    /// 收藏
    Starred,
    /// 笔记
    Noted,
}

impl Wanted {
    /// Whether a mark is looked for.
    #[must_use]
    pub fn includes(self, mark: &Mark) -> bool {
        match self {
            Self::All => true,
            Self::Starred => mark.starred,
            Self::Noted => mark.has_note(),
        }
    }
}

/// The marks that are looked for: on concepts and on questions, the newest first. Places that are none are left out.
#[must_use]
pub fn found(all: Vec<(String, Mark)>, wanted: Wanted) -> (Vec<Marked>, Vec<Marked>) {
    let mut all: Vec<_> = all.into_iter().filter(|(_, mark)| wanted.includes(mark)).collect();
    all.sort_by_key(|(_, mark)| Reverse(mark.at));
    all.iter().filter_map(|(place, _)| Marked::parse(place)).partition(|marked| matches!(marked, Marked::Concept(..)))
}
