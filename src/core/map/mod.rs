//! The course as one picture: parts as columns, sections as cards, concepts as nodes, and the lists that have a shape of
//! their own drawn in it.
//!
//! Whole numbers throughout: the unit is a pixel of the picture at its own size. [`layout`] says what stands where,
//! [`Node::draw`] of what a node consists, [`svg`] makes a file of it; the screen draws the same primitives.

mod draw;
mod figure;
mod layout;
mod svg;
mod walk;

pub use draw::{Ink, Primitive, frame};
pub use figure::{Figure, Shape};
pub use layout::layout;
pub(crate) use svg::{FONTS, escaped};
pub use svg::{Palette, svg};
pub use walk::{Direction, step};

use super::course::Course;
use super::ids::{ConceptId, SectionId};
use super::progress::{Progress, Tally};

/// A rectangle.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Area {
    /// Left edge.
    pub x: i32,
    /// Upper edge.
    pub y: i32,
    /// Width.
    pub w: i32,
    /// Height.
    pub h: i32,
}

impl Area {
    /// Whether the other lies wholly inside.
    #[must_use]
    pub const fn holds(&self, other: &Self) -> bool {
        self.x <= other.x
            && self.y <= other.y
            && other.x + other.w <= self.x + self.w
            && other.y + other.h <= self.y + self.h
    }

    /// Whether the two have a point in common, edges apart.
    #[must_use]
    pub const fn meets(&self, other: &Self) -> bool {
        self.x < other.x + other.w
            && other.x < self.x + self.w
            && self.y < other.y + other.h
            && other.y < self.y + self.h
    }
}

/// What a node opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A concept card.
    Concept(ConceptId),
    /// A section that bears the name of a member.
    Section(SectionId),
}

impl Target {
    /// How well it is known.
    #[must_use]
    pub fn tally(&self, course: &Course, progress: &Progress) -> Tally {
        match self {
            Self::Concept(id) => progress.tally(&course.id, course.questions_on(id)),
            Self::Section(id) => progress.tally(&course.id, course.questions_of(id)),
        }
    }
}

/// The form of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A concept by its title.
    Chip,
    /// The title of a list that is drawn as a shape.
    Beam,
    /// One of several pillars that carry a beam.
    Pillar,
    /// One of several equal members.
    Round,
    /// The member that stands apart from the others.
    Square,
    /// Two that belong together, one beside the other.
    Pair,
}

/// Something that can be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// See [`Target`].
    pub target: Target,
    /// What is written on it.
    pub label: String,
    /// Its whole name, for those who hear it.
    pub name: String,
    /// See [`Form`].
    pub form: Form,
    /// Where it stands.
    pub area: Area,
}

/// A section of the course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// The section.
    pub section: SectionId,
    /// Its title.
    pub title: String,
    /// Where it stands.
    pub area: Area,
    /// Its nodes, in the order of the course.
    pub nodes: Vec<Node>,
}

/// A part of the course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Band {
    /// Number and title.
    pub title: String,
    /// Where it stands.
    pub area: Area,
    /// Its sections.
    pub cards: Vec<Card>,
}

/// The whole picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scene {
    /// Width.
    pub w: i32,
    /// Height.
    pub h: i32,
    /// The parts.
    pub bands: Vec<Band>,
}

impl Scene {
    /// All nodes in the order of the course.
    pub fn nodes(&self) -> impl Iterator<Item = &Node> {
        self.bands.iter().flat_map(|band| &band.cards).flat_map(|card| &card.nodes)
    }
}
