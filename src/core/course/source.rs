//! Checks a course against a text of the speech: every cited wording must stand in the cited paragraph.

use super::{Course, Fact, Source};
use crate::core::question::Body;
use crate::core::text::fold;

/// The paragraphs of a text, folded for comparison.
#[derive(Clone, Debug)]
pub struct SourceText {
    paragraphs: Vec<String>,
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
        let paragraphs = text.lines().map(fold).filter(|line| !line.is_empty()).collect();
        Self { paragraphs }
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

    /// Paragraphs (1 = first) in which the wording occurs.
    #[must_use]
    pub fn find(&self, term: &str) -> Vec<u16> {
        let needle = fold(term);
        (1..=u16::MAX)
            .zip(&self.paragraphs)
            .filter(|(_, text)| text.contains(&needle))
            .map(|(number, _)| number)
            .collect()
    }

    /// Every wording of the course that the text does not bear out.
    #[must_use]
    pub fn mismatches(&self, course: &Course) -> Vec<Mismatch> {
        let mut out = Vec::new();
        for concept in &course.concepts {
            let item = format!("concept {}", concept.id);
            self.check_terms(&item, &concept.source, &mut out);
            if concept.fact == Fact::Speech {
                let pairs = concept.pairs.iter().flat_map(|(left, right)| [left, right]);
                let exact = concept.text.iter().chain(&concept.members).chain(pairs);
                self.check_exact(&item, exact, &concept.source, &mut out);
            }
        }
        for question in &course.questions {
            let item = format!("question {}", question.id);
            self.check_terms(&item, &question.source, &mut out);
            if question.fact == Fact::Speech {
                let exact: Vec<&String> = match &question.body {
                    Body::Fill(blanks) => blanks.iter().filter_map(|accepted| accepted.first()).collect(),
                    Body::Recall { terms, .. } => terms.iter().collect(),
                    _ => Vec::new(),
                };
                self.check_exact(&item, exact, &question.source, &mut out);
            }
        }
        out
    }

    fn check_terms(&self, item: &str, sources: &[Source], out: &mut Vec<Mismatch>) {
        for source in sources {
            self.check_exact(item, &source.terms, std::slice::from_ref(source), out);
        }
    }

    fn check_exact<'a>(
        &self,
        item: &str,
        wordings: impl IntoIterator<Item = &'a String>,
        sources: &[Source],
        out: &mut Vec<Mismatch>,
    ) {
        let cited: Vec<u16> = sources.iter().map(|source| source.para).collect();
        for term in wordings {
            let found_in = self.find(term);
            if !found_in.iter().any(|para| cited.contains(para)) {
                out.push(Mismatch { item: item.to_owned(), term: term.clone(), cited: cited.clone(), found_in });
            }
        }
    }
}
