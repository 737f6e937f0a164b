//! The shapes that people write: one `course.toml` and one TOML file per section. Nothing is trusted here; see
//! [`super::check`].

use super::{ConceptKind, Fact, Sibling, Source};
use crate::core::map::Figure;
use crate::core::question::{Group, QuestionKind, Tag};
use serde::Deserialize;
use std::collections::BTreeMap;

/// `course.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawCourse {
    /// Must equal the folder's name.
    pub id: String,
    /// Counted up with every published change of the content.
    pub edition: u32,
    /// Full title.
    pub title: String,
    /// At most eight characters.
    pub short: String,
    /// One or two sentences.
    pub about: String,
    /// Parts in order.
    #[serde(rename = "part")]
    pub parts: Vec<RawPart>,
    /// Ids of questions and concepts that once existed. They are never used again.
    #[serde(default)]
    pub retired: Vec<String>,
    /// Lists that have a shape of their own in the picture of the course.
    #[serde(default, rename = "figure")]
    pub figures: Vec<Figure>,
}

/// A `[[part]]` of `course.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawPart {
    /// Stable id.
    pub id: String,
    /// 一, 二, 三 …
    pub ordinal: String,
    /// Title.
    pub title: String,
}

/// One section file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawFile {
    /// `[section]`
    pub section: RawSection,
    /// `[[concept]]`
    #[serde(default, rename = "concept")]
    pub concepts: Vec<RawConcept>,
    /// `[[question]]`
    #[serde(default, rename = "question")]
    pub questions: Vec<RawQuestion>,
}

/// `[section]`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawSection {
    /// Stable id.
    pub id: String,
    /// Id of a part in `course.toml`.
    pub part: String,
    /// Place in the course: sections are sorted by it.
    pub order: u32,
    /// Title.
    pub title: String,
    /// One sentence.
    pub summary: String,
    /// Paragraphs it covers.
    pub paras: Vec<u16>,
}

/// `[[concept]]`; fields as in [`super::Concept`].
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "documented at super::Concept")]
pub struct RawConcept {
    pub id: String,
    pub title: String,
    pub kind: ConceptKind,
    #[serde(default)]
    pub text: Option<String>,
    #[serde(default)]
    pub members: Vec<String>,
    #[serde(default)]
    pub pairs: Vec<(String, String)>,
    pub explain: String,
    #[serde(default)]
    pub mnemonic: Option<String>,
    #[serde(default)]
    pub siblings: Vec<Sibling>,
    #[serde(default)]
    pub source: Vec<Source>,
    pub fact: Fact,
}

/// The `answer` of a question as people write it.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum RawAnswer {
    /// `answer = true`
    Truth(bool),
    /// `answer = "B"`
    Letter(String),
    /// `answer = ["A", "C"]`
    Letters(Vec<String>),
}

/// `[[question]]`: which of the optional fields must be there depends on `type`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawQuestion {
    /// Stable id.
    pub id: String,
    /// See [`Question::rev`](crate::core::question::Question::rev).
    #[serde(default = "first_revision")]
    pub rev: u32,
    /// The question type.
    #[serde(rename = "type")]
    pub kind: QuestionKind,
    /// The question.
    pub stem: String,
    /// single, multiple: the options.
    #[serde(default)]
    pub options: Vec<String>,
    /// single, multiple, truefalse: what is right.
    #[serde(default)]
    pub answer: Option<RawAnswer>,
    /// single, multiple: by letter, why a tempting option is wrong.
    #[serde(default)]
    pub notes: BTreeMap<String, String>,
    /// fill: for every blank the accepted wordings.
    #[serde(default)]
    pub blanks: Vec<Vec<String>>,
    /// order: the items in their right order.
    #[serde(default)]
    pub order: Vec<String>,
    /// match: what belongs together.
    #[serde(default)]
    pub pairs: Vec<(String, String)>,
    /// group: the groups with their items.
    #[serde(default)]
    pub groups: Vec<Group>,
    /// recall: the wording to be written from memory.
    #[serde(default)]
    pub recall: Option<String>,
    /// recall: the key terms in it.
    #[serde(default)]
    pub terms: Vec<String>,
    /// Explanation.
    pub why: String,
    /// Concept ids.
    #[serde(default)]
    pub concepts: Vec<String>,
    /// 1, 2 or 3.
    pub level: u8,
    /// See [`Tag`].
    #[serde(default)]
    pub tags: Vec<Tag>,
    /// Where the text says so.
    #[serde(default)]
    pub source: Vec<Source>,
    /// See [`Fact`].
    pub fact: Fact,
}

const fn first_revision() -> u32 {
    1
}
