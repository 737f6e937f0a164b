//! What of a concept, a question or a paragraph can be found, and how much it counts.

use crate::core::course::Concept;
use crate::core::question::{Body, Group, Question};

/// How much it says about a hit to be found in a piece. Pieces are listed in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    /// The title of a concept, the stem of a question, a paragraph.
    First,
    /// What is to be known: wording and members, options and answers.
    Second,
    /// What is said about it: explanations and reasons.
    Third,
}

/// A text in which a word may be found; no word reaches from one into the next.
pub(super) struct Piece<'a> {
    pub(super) rank: Rank,
    pub(super) text: &'a str,
}

fn add<'a>(pieces: &mut Vec<Piece<'a>>, rank: Rank, text: &'a str) {
    if !text.is_empty() {
        pieces.push(Piece { rank, text });
    }
}

/// Title, then wording, members and pairs, then explanation and mnemonic.
pub(super) fn of_concept(concept: &Concept) -> Vec<Piece<'_>> {
    let mut pieces = vec![Piece { rank: Rank::First, text: &concept.title }];
    let pairs = concept.pairs.iter().flat_map(|(left, right)| [left, right]);
    for text in concept.text.iter().chain(&concept.members).chain(pairs) {
        add(&mut pieces, Rank::Second, text);
    }
    for text in std::iter::once(&concept.explain).chain(&concept.mnemonic) {
        add(&mut pieces, Rank::Third, text);
    }
    pieces
}

/// Stem, then options, items, groups or answers, then the reasons.
pub(super) fn of_question(question: &Question) -> Vec<Piece<'_>> {
    let mut pieces = vec![Piece { rank: Rank::First, text: &question.stem }];
    let mut second = |text| add(&mut pieces, Rank::Second, text);
    match &question.body {
        Body::Single(options) | Body::Multiple(options) => options.iter().for_each(|option| second(&option.text)),
        Body::Fill(blanks) => blanks.iter().filter_map(|accepted| accepted.first()).for_each(|text| second(text)),
        Body::Order(items) => items.iter().for_each(|item| second(item)),
        Body::Match(pairs) => pairs.iter().for_each(|(left, right)| {
            second(left);
            second(right);
        }),
        Body::Group(groups) => {
            groups.iter().for_each(|group| second(&group.name));
            Group::flatten(groups).for_each(|(_, item)| second(item));
        }
        Body::Recall { text, .. } => second(text),
        Body::TrueFalse(_) | Body::Later(_) => {}
    }
    add(&mut pieces, Rank::Third, &question.why);
    if let Body::Single(options) | Body::Multiple(options) = &question.body {
        options.iter().filter_map(|option| option.note.as_ref()).for_each(|note| add(&mut pieces, Rank::Third, note));
    }
    pieces
}

/// A paragraph of the reader's own copy.
pub(super) fn of_paragraph(paragraph: &str) -> Vec<Piece<'_>> {
    vec![Piece { rank: Rank::First, text: paragraph }]
}
