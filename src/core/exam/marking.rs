//! What an answer is worth as it stands when the paper is handed in.

use crate::core::answer::Answer;
use crate::core::grade::{Verdict, grade, marks};
use crate::core::question::{Body, Group};

/// The verdict on an answer, complete or not: in an exam nobody is asked to finish it first. What is missing in an
/// incomplete fill-in, order, matching or grouping is wrong; an incomplete choice is wrong as a whole. `None` when it
/// cannot be an answer to this question.
pub(super) fn verdict(body: &Body, answer: &Answer) -> Option<Verdict> {
    if !answer.fits(body) {
        return None;
    }
    if let Ok(verdict) = grade(body, answer) {
        return Some(verdict);
    }
    let places = match body {
        Body::Fill(blanks) => blanks.len(),
        Body::Order(items) => items.len(),
        Body::Match(pairs) => pairs.len(),
        Body::Group(groups) => Group::flatten(groups).count(),
        _ => return Some(Verdict { points: 0, of: 1 }),
    };
    let right = marks(body, answer).into_iter().filter(|good| *good).count();
    let cap = |number: usize| u8::try_from(number).unwrap_or(u8::MAX);
    Some(Verdict { points: cap(right), of: cap(places.max(1)) })
}

/// Whether nothing was put in.
pub(super) fn is_blank(answer: &Answer) -> bool {
    match answer {
        Answer::Choice(chosen) => chosen.is_empty(),
        Answer::Truth(_) => false,
        Answer::Fill(given) => given.iter().all(|text| text.trim().is_empty()),
        Answer::Order(order) => order.is_empty(),
        Answer::Match(put) | Answer::Group(put) => put.iter().all(Option::is_none),
        Answer::Recall { text, grade } => text.trim().is_empty() && grade.is_none(),
    }
}
