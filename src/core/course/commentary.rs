//! The part of a course that the first question need not wait for: explanations, notes, sources, what concept cards
//! show, and the content of every question but the first ones. It travels in a file of its own.

use super::{Course, CourseError, FORMAT, Sibling, Source, packed};
use crate::core::ids::CourseId;
use crate::core::question::{Body, Choice};
use serde::{Deserialize, Serialize};

/// A new reader begins with these questions, so their content is there at once.
const AT_ONCE: usize = 20;

/// What [`Course::split`] takes out of a course and [`Course::annotate`] puts back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Commentary {
    format: u32,
    course: CourseId,
    edition: u32,
    /// See [`outline`].
    outline: u32,
    /// In the order of the course, as all that follows.
    questions: Vec<OnQuestion>,
    concepts: Vec<OnConcept>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct OnQuestion {
    /// Stem and body of a question that was left empty.
    content: Option<(String, Body)>,
    why: String,
    #[serde(default)]
    notes: Vec<Option<String>>,
    source: Vec<Source>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct OnConcept {
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    members: Vec<String>,
    #[serde(default)]
    pairs: Vec<(String, String)>,
    explain: String,
    #[serde(default)]
    mnemonic: Option<String>,
    #[serde(default)]
    siblings: Vec<Sibling>,
    source: Vec<Source>,
}

impl Commentary {
    /// The compact bytes that the app loads.
    ///
    /// # Errors
    /// [`CourseError::Damaged`] when the commentary cannot be written.
    pub fn to_bytes(&self) -> Result<Vec<u8>, CourseError> {
        packed::pack(self)
    }

    /// Reads what [`Commentary::to_bytes`] has written.
    ///
    /// # Errors
    /// [`CourseError`] when the bytes are not a commentary of [`FORMAT`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, CourseError> {
        packed::unpack(bytes)
    }
}

fn choices(body: &mut Body) -> &mut [Choice] {
    match body {
        Body::Single(choices) | Body::Multiple(choices) => choices,
        _ => &mut [],
    }
}

/// FNV-1a over the ids of questions and concepts in their order, by which everything finds its place again.
fn outline(course: &Course) -> u32 {
    let mut hash = 0x811c_9dc5_u32;
    let mut eat = |id: &str| {
        for byte in id.bytes().chain([0]) {
            hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        }
    };
    course.questions.iter().for_each(|question| eat(question.id.as_str()));
    course.concepts.iter().for_each(|concept| eat(concept.id.as_str()));
    hash
}

impl Course {
    /// The course without its commentary, and the commentary.
    #[must_use]
    pub fn split(mut self) -> (Self, Commentary) {
        use std::mem::{replace, take};
        let outline = outline(&self);
        let questions = self.questions.iter_mut().enumerate().map(|(place, question)| {
            let notes: Vec<_> = choices(&mut question.body).iter_mut().map(|choice| choice.note.take()).collect();
            let content = (place >= AT_ONCE).then(|| {
                let later = Body::Later(question.body.kind());
                (take(&mut question.stem), replace(&mut question.body, later))
            });
            OnQuestion {
                content,
                why: take(&mut question.why),
                notes: if notes.iter().any(Option::is_some) { notes } else { Vec::new() },
                source: take(&mut question.source),
            }
        });
        let questions = questions.collect();
        let concepts = self.concepts.iter_mut().map(|concept| OnConcept {
            text: concept.text.take(),
            members: take(&mut concept.members),
            pairs: take(&mut concept.pairs),
            explain: take(&mut concept.explain),
            mnemonic: concept.mnemonic.take(),
            siblings: take(&mut concept.siblings),
            source: take(&mut concept.source),
        });
        let concepts = concepts.collect();
        let (course, edition) = (self.id.clone(), self.edition);
        let commentary = Commentary { format: FORMAT, course, edition, outline, questions, concepts };
        (self, commentary)
    }

    /// Whether the commentary is there.
    #[must_use]
    pub fn is_annotated(&self) -> bool {
        self.questions.iter().all(|question| !question.why.is_empty())
    }

    /// The course with its commentary.
    ///
    /// # Errors
    /// [`CourseError::Foreign`] when the commentary was written for another course or edition, or for other questions
    /// and concepts than these.
    pub fn annotate(mut self, commentary: Commentary) -> Result<Self, CourseError> {
        if commentary.course != self.id
            || commentary.edition != self.edition
            || commentary.outline != outline(&self)
            || commentary.questions.len() != self.questions.len()
            || commentary.concepts.len() != self.concepts.len()
        {
            return Err(CourseError::Foreign(commentary.course));
        }
        for (question, on) in self.questions.iter_mut().zip(commentary.questions) {
            if let Some((stem, body)) = on.content {
                question.stem = stem;
                question.body = body;
            }
            question.why = on.why;
            question.source = on.source;
            for (choice, note) in choices(&mut question.body).iter_mut().zip(on.notes) {
                choice.note = note;
            }
        }
        for (concept, on) in self.concepts.iter_mut().zip(commentary.concepts) {
            concept.text = on.text;
            concept.members = on.members;
            concept.pairs = on.pairs;
            concept.explain = on.explain;
            concept.mnemonic = on.mnemonic;
            concept.siblings = on.siblings;
            concept.source = on.source;
        }
        Ok(self)
    }
}
