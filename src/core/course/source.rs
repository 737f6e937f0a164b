//! Checks a course against a text of the speech: every cited wording must stand in the cited paragraph.

use super::{Course, Fact, Source};
use crate::core::ids::{ConceptId, QuestionId};
use crate::core::question::Body;
use crate::core::text::fold;
use std::fmt;

/// The numbered paragraphs of a text, folded for comparison.
#[derive(Clone, Debug)]
pub struct SourceText {
    paragraphs: Vec<(u16, String)>,
}

/// What cites a wording.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item<'a> {
    /// A concept.
    Concept(&'a ConceptId),
    /// A question.
    Question(&'a QuestionId),
}

/// `concept wu-dui-guanxi`, `question gl-001`.
impl fmt::Display for Item<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Concept(id) => write!(f, "concept {id}"),
            Self::Question(id) => write!(f, "question {id}"),
        }
    }
}

/// A wording that the course takes from the text.
#[derive(Clone, Debug)]
pub struct Wording<'a> {
    /// What cites it.
    pub item: Item<'a>,
    /// The wording as the course writes it.
    pub term: &'a str,
    /// The wording, folded.
    pub folded: String,
    /// The paragraphs of which one must have it, 1 = first.
    pub cited: Vec<u16>,
}

/// A wording that does not stand where the course says it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch {
    /// What cites it: `concept wu-dui-guanxi` or `question gl-001`.
    pub item: String,
    /// The wording.
    pub term: String,
    /// The paragraphs that were searched, 1 = first.
    pub cited: Vec<u16>,
    /// Paragraphs in which it does occur.
    pub found_in: Vec<u16>,
}

impl SourceText {
    /// Splits a text into paragraphs: every line with text is one.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let paragraphs = text.lines().map(fold).filter(|line| !line.is_empty());
        Self { paragraphs: (1..=u16::MAX).zip(paragraphs).collect() }
    }

    /// Paragraphs whose numbers are known, ascending, each number once.
    #[must_use]
    pub fn numbered<'a>(paragraphs: impl IntoIterator<Item = (u16, &'a str)>) -> Self {
        Self { paragraphs: paragraphs.into_iter().map(|(number, text)| (number, fold(text))).collect() }
    }

    /// Number of paragraphs.
    #[must_use]
    pub fn len(&self) -> usize {
        self.paragraphs.len()
    }

    /// Whether the text has no paragraph at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.paragraphs.is_empty()
    }

    /// Numbers of the paragraphs in which the wording occurs.
    #[must_use]
    pub fn find(&self, term: &str) -> Vec<u16> {
        self.find_folded(&fold(term))
    }

    fn find_folded(&self, needle: &str) -> Vec<u16> {
        self.paragraphs.iter().filter(|(_, text)| text.contains(needle)).map(|(number, _)| *number).collect()
    }

    /// What is wrong with a wording, if none of its cited paragraphs has it.
    #[must_use]
    pub fn mismatch(&self, wording: &Wording<'_>) -> Option<Mismatch> {
        let Wording { item, term, folded, cited } = wording;
        // The cited ones first: nearly always that settles it, and the rest of the text need not be searched.
        let stands = self.paragraphs.iter().any(|(number, text)| cited.contains(number) && text.contains(folded));
        (!stands).then(|| Mismatch {
            item: item.to_string(),
            term: (*term).to_owned(),
            cited: cited.clone(),
            found_in: self.find_folded(folded),
        })
    }

    /// Every wording of the course that the text does not bear out.
    #[must_use]
    pub fn mismatches(&self, course: &Course) -> Vec<Mismatch> {
        wordings(course).iter().filter_map(|wording| self.mismatch(wording)).collect()
    }
}

/// Everything that the course takes from the text word for word, in the order of the course; the same wording as often
/// as it is cited.
#[must_use]
pub fn wordings(course: &Course) -> Vec<Wording<'_>> {
    let mut out = Vec::new();
    for concept in &course.concepts {
        let item = Item::Concept(&concept.id);
        cite_terms(item, &concept.source, &mut out);
        if concept.fact == Fact::Speech {
            let pairs = concept.pairs.iter().flat_map(|(left, right)| [left, right]);
            cite(item, concept.text.iter().chain(&concept.members).chain(pairs), &concept.source, &mut out);
        }
    }
    for question in &course.questions {
        let item = Item::Question(&question.id);
        cite_terms(item, &question.source, &mut out);
        if question.fact == Fact::Speech {
            let exact: Vec<&String> = match &question.body {
                Body::Fill(blanks) => blanks.iter().filter_map(|accepted| accepted.first()).collect(),
                Body::Recall { terms, .. } => terms.iter().collect(),
                _ => Vec::new(),
            };
            cite(item, exact, &question.source, &mut out);
        }
    }
    out
}

fn cite_terms<'a>(item: Item<'a>, sources: &'a [Source], out: &mut Vec<Wording<'a>>) {
    for source in sources {
        cite(item, &source.terms, std::slice::from_ref(source), out);
    }
}

fn cite<'a>(
    item: Item<'a>,
    wordings: impl IntoIterator<Item = &'a String>,
    sources: &[Source],
    out: &mut Vec<Wording<'a>>,
) {
    let cited: Vec<u16> = sources.iter().map(|source| source.para).collect();
    out.extend(wordings.into_iter().map(|term| Wording { item, term, folded: fold(term), cited: cited.clone() }));
}
