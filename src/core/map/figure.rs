//! Lists that have a shape of their own in the picture.

use crate::core::ids::ConceptId;
use serde::{Deserialize, Serialize};

/// How the members of a list are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Shape {
    /// Pillars that carry the title: tasks that hold up one demand.
    Pillars,
    /// Equal rounds and one square at the end: several of a kind and one that stands apart.
    Rounds,
    /// Two linked rounds each: relations of two sides.
    Pairs,
}

/// A list of the course and its shape.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// The list.
    pub concept: ConceptId,
    /// See [`Shape`].
    pub shape: Shape,
    /// What is written on each member, a part of it; for [`Shape::Pairs`] the two sides with a blank between.
    pub labels: Vec<String>,
}
