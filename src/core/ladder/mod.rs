//! The recitation ladder: five ways of meeting one wording, each with less help than the one before.
//!
//! The rungs are a help, not a cage: any of them can be tried at any time, and what was passed stays passed.

mod clauses;
mod climb;
mod cue;
mod gaps;
mod memory;
mod order;

pub use climb::{Climb, Step};
pub use cue::{BOX, cue};
pub use gaps::{Piece, fills};
pub use memory::{Ask, Recital};
pub use order::right_places;

use super::course::{Concept, Course};
use super::ids::ConceptId;

/// A rung of the ladder, from the bottom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rung {
    /// 读一遍: the wording is read.
    Read,
    /// 看首字: it is said from first characters.
    Cue,
    /// 填空: missing stretches are written.
    Gaps,
    /// 排顺序: its pieces are put in order.
    Order,
    /// 默写: it is written from memory.
    Memory,
}

impl Rung {
    /// All rungs, from the bottom.
    pub const ALL: [Self; 5] = [Self::Read, Self::Cue, Self::Gaps, Self::Order, Self::Memory];

    /// Its name for readers.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Read => "读一遍",
            Self::Cue => "看首字",
            Self::Gaps => "填空",
            Self::Order => "排顺序",
            Self::Memory => "默写",
        }
    }
}

/// What kind of thing is recited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A set wording; its lines are clauses with their marks.
    Wording,
    /// A list; its lines are the members.
    List,
    /// Things that belong together; of each pair the left side leads and the right side is recited.
    Mapping,
}

/// A line to be recited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What stands before it and is always shown.
    pub lead: Option<String>,
    /// What is recited.
    pub text: String,
}

/// What there is to recite of a concept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ladder {
    /// See [`Form`].
    pub form: Form,
    /// The lines, in the order of the text; never empty.
    pub lines: Vec<Line>,
}

impl Ladder {
    /// The ladder of a concept; `None` where there is nothing to recite. Of a concept that has several kinds of
    /// content the most exact one is recited: the wording, then the members, then the pairs.
    #[must_use]
    pub fn of(concept: &Concept) -> Option<Self> {
        let bare = |text: &str| Line { lead: None, text: text.to_owned() };
        let (form, lines): (Form, Vec<Line>) = if let Some(text) = &concept.text {
            (Form::Wording, clauses::clauses(text).into_iter().map(bare).collect())
        } else if !concept.members.is_empty() {
            (Form::List, concept.members.iter().map(|member| bare(member)).collect())
        } else {
            let pair = |(left, right): &(String, String)| Line { lead: Some(left.clone()), text: right.clone() };
            (Form::Mapping, concept.pairs.iter().map(pair).collect())
        };
        (!lines.is_empty()).then_some(Self { form, lines })
    }

    /// The rungs that this ladder has: all, but for one piece that cannot be put in order.
    #[must_use]
    pub fn rungs(&self) -> Vec<Rung> {
        let ordered = !self.pieces().is_empty();
        Rung::ALL.into_iter().filter(|rung| ordered || *rung != Rung::Order).collect()
    }
}

/// The next concept of the same section that has a ladder; `None` after the last.
#[must_use]
pub fn next_concept<'a>(course: &'a Course, id: &ConceptId) -> Option<&'a Concept> {
    let section = &course.concept(id)?.section;
    course
        .concepts_of(section)
        .skip_while(|concept| concept.id != *id)
        .skip(1)
        .find(|concept| Ladder::of(concept).is_some())
}
