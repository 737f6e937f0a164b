//! A course as the app uses it: checked, complete and compact.
//!
//! People write TOML ([`raw`]); [`check`] turns it into these shapes or lists every problem at once; the build stores
//! them as compact bytes ([`packed`]), two files per course (see [`Course::split`]).

pub mod check;
mod commentary;
pub mod lock;
mod packed;
pub mod raw;
pub mod source;

pub use commentary::Commentary;

use crate::core::ids::{ConceptId, CourseId, PartId, QuestionId, SectionId};
use crate::core::map::Figure;
use crate::core::question::Question;
use serde::{Deserialize, Serialize};

/// Version of the compiled file. A reader refuses a file with another number instead of guessing.
pub const FORMAT: u32 = 3;

/// A whole course.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Course {
    /// See [`FORMAT`].
    pub format: u32,
    /// Stable id of the course.
    pub id: CourseId,
    /// Edition of the content, counted up by its editors.
    pub edition: u32,
    /// Full title.
    pub title: String,
    /// Title for narrow places, at most eight characters.
    pub short: String,
    /// One or two sentences on what the course is about.
    pub about: String,
    /// Parts in reading order.
    pub parts: Vec<Part>,
    /// Sections in reading order, over all parts.
    pub sections: Vec<Section>,
    /// Concepts in reading order, over all sections.
    pub concepts: Vec<Concept>,
    /// Questions in reading order, over all sections.
    pub questions: Vec<Question>,
    /// Lists that have a shape of their own in the picture of the course.
    pub figures: Vec<Figure>,
}

/// A part of the course: a chapter heading above sections.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Stable id.
    pub id: PartId,
    /// How the part is counted in the text: 一, 二, 三.
    pub ordinal: String,
    /// Title.
    pub title: String,
}

/// A section: the unit of study that one file holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Stable id.
    pub id: SectionId,
    /// The part it belongs to.
    pub part: PartId,
    /// Title.
    pub title: String,
    /// What the section teaches, one sentence.
    pub summary: String,
    /// Paragraphs of the text (1 = first) it covers.
    pub paras: Vec<u16>,
}

/// What a concept is, which decides how it is shown and asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ConceptKind {
    /// A set wording to be known word for word.
    Formulation,
    /// A closed list of members.
    List,
    /// Things that belong together pairwise.
    Mapping,
    /// A judgement to be understood and applied.
    Judgement,
}

/// Where a statement comes from: the speech itself, or generally known background that the speech only names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Fact {
    /// The text itself says it, in the cited paragraph.
    Speech,
    /// Generally known; the text only names it.
    Background,
}

/// A place in the text and the words to look for there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Paragraph number, 1 = first.
    pub para: u16,
    /// Words that occur in that paragraph.
    pub terms: Vec<String>,
}

/// A look-alike and the one difference that tells it apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sibling {
    /// The concept that is taken for this one.
    pub id: ConceptId,
    /// The difference, in one sentence.
    pub differs: String,
}

/// Something to be known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Concept {
    /// Stable id.
    pub id: ConceptId,
    /// The section that teaches it.
    pub section: SectionId,
    /// Title: the set name where there is one.
    pub title: String,
    /// See [`ConceptKind`].
    pub kind: ConceptKind,
    /// The wording to be known word for word.
    #[serde(default)]
    pub text: Option<String>,
    /// Members of a list, in the order of the text.
    #[serde(default)]
    pub members: Vec<String>,
    /// What belongs to what.
    #[serde(default)]
    pub pairs: Vec<(String, String)>,
    /// Explanation in the course's own words. Empty until the commentary is there.
    #[serde(default)]
    pub explain: String,
    /// A help for the memory.
    #[serde(default)]
    pub mnemonic: Option<String>,
    /// Look-alikes.
    #[serde(default)]
    pub siblings: Vec<Sibling>,
    /// Where to find it in the text. Empty until the commentary is there.
    #[serde(default)]
    pub source: Vec<Source>,
    /// See [`Fact`].
    pub fact: Fact,
}

/// Why a compiled course cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum CourseError {
    /// The file is not the bytes of a course.
    #[error("course file is damaged: {0}")]
    Damaged(postcard::Error),
    /// The commentary belongs to another course or edition, or to other questions and concepts.
    #[error("commentary of {0}")]
    Foreign(CourseId),
    /// The file was written by another version of the program.
    #[error("course file has format {found}, this program reads {FORMAT}")]
    Format {
        /// The number in the file.
        found: u32,
    },
}

impl Course {
    /// The compact bytes that the app loads.
    ///
    /// # Errors
    /// [`CourseError::Damaged`] when the course cannot be written.
    pub fn to_bytes(&self) -> Result<Vec<u8>, CourseError> {
        packed::pack(self)
    }

    /// Reads what [`Course::to_bytes`] has written.
    ///
    /// # Errors
    /// [`CourseError`] when the bytes are not a whole course of [`FORMAT`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, CourseError> {
        packed::unpack(bytes)
    }

    /// The section with this id.
    #[must_use]
    pub fn section(&self, id: &SectionId) -> Option<&Section> {
        self.sections.iter().find(|section| section.id == *id)
    }

    /// The part with this id.
    #[must_use]
    pub fn part(&self, id: &PartId) -> Option<&Part> {
        self.parts.iter().find(|part| part.id == *id)
    }

    /// The concept with this id.
    #[must_use]
    pub fn concept(&self, id: &ConceptId) -> Option<&Concept> {
        self.concepts.iter().find(|concept| concept.id == *id)
    }

    /// The question with this id.
    #[must_use]
    pub fn question(&self, id: &QuestionId) -> Option<&Question> {
        self.questions.iter().find(|question| question.id == *id)
    }

    /// The sections of a part, in order.
    pub fn sections_of(&self, part: &PartId) -> impl Iterator<Item = &Section> {
        self.sections.iter().filter(move |section| section.part == *part)
    }

    /// The concepts of a section, in order.
    pub fn concepts_of(&self, section: &SectionId) -> impl Iterator<Item = &Concept> {
        self.concepts.iter().filter(move |concept| concept.section == *section)
    }

    /// The questions of a section, in order.
    pub fn questions_of(&self, section: &SectionId) -> impl Iterator<Item = &Question> {
        self.questions.iter().filter(move |question| question.section == *section)
    }

    /// The questions that ask about a concept, in order.
    pub fn questions_on(&self, concept: &ConceptId) -> impl Iterator<Item = &Question> {
        self.questions.iter().filter(move |question| question.concepts.contains(concept))
    }
}
