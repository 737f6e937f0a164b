//! Grading: what an answer is worth and what exactly was right in it.

use crate::core::answer::{Answer, SelfGrade};
use crate::core::question::{Body, Group};
use crate::core::text::fold;
use serde::{Deserialize, Serialize};

/// Points reached out of the points to be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// Points reached, at most `of`.
    pub points: u8,
    /// Points to be had, at least 1.
    pub of: u8,
}

/// A verdict in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Everything right.
    Right,
    /// Something right, and nothing that makes the whole answer worthless.
    Partial,
    /// Nothing right, or a wrong option chosen.
    Wrong,
}

/// An answer that cannot be graded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the answer is incomplete or belongs to another type of question")]
pub struct NotGradable;

impl Verdict {
    /// The verdict in one word.
    #[must_use]
    pub const fn outcome(self) -> Outcome {
        if self.points >= self.of {
            Outcome::Right
        } else if self.points > 0 {
            Outcome::Partial
        } else {
            Outcome::Wrong
        }
    }

    /// Whether everything was right.
    #[must_use]
    pub const fn is_right(self) -> bool {
        matches!(self.outcome(), Outcome::Right)
    }

    fn count(right: usize, of: usize) -> Self {
        let cap = |number: usize| u8::try_from(number).unwrap_or(u8::MAX);
        Self { points: cap(right), of: cap(of.max(1)) }
    }
}

/// Grades an answer.
///
/// Partial credit: a multiple choice earns its share of the right options as long as no wrong one is chosen; fill-in,
/// matching and grouping earn one point for each right place; an order earns one point for each item that stands in its
/// place; a recall is worth what its writer says after seeing the comparison.
///
/// # Errors
/// [`NotGradable`] when the answer is not [complete](Answer::is_complete) for this question.
pub fn grade(body: &Body, answer: &Answer) -> Result<Verdict, NotGradable> {
    if !answer.is_complete(body) {
        return Err(NotGradable);
    }
    let places = marks(body, answer);
    let right = places.iter().filter(|good| **good).count();
    Ok(match (body, answer) {
        (Body::Single(_) | Body::TrueFalse(_), _) => Verdict::count(right, 1),
        (Body::Multiple(options), Answer::Choice(chosen)) => {
            let wanted = options.iter().filter(|option| option.right).count();
            let spoilt = chosen.iter().any(|index| !options[usize::from(*index)].right);
            Verdict::count(if spoilt { 0 } else { chosen.len() }, wanted)
        }
        (Body::Recall { .. }, Answer::Recall { grade: Some(own), .. }) => Verdict::count(
            match own {
                SelfGrade::Forgot => 0,
                SelfGrade::Partly => 1,
                SelfGrade::Fluent => 2,
            },
            2,
        ),
        _ => Verdict::count(right, places.len()),
    })
}

/// For every place of a complete or partial answer, whether what stands there is right: the chosen options of a choice
/// (in canonical order of the options chosen), the statement, each blank, each position, each left side, each item.
/// Empty for a recall, and for an answer that belongs to another type.
#[must_use]
pub fn marks(body: &Body, answer: &Answer) -> Vec<bool> {
    match (body, answer) {
        (Body::Single(options) | Body::Multiple(options), Answer::Choice(chosen)) => {
            chosen.iter().map(|index| options.get(usize::from(*index)).is_some_and(|option| option.right)).collect()
        }
        (Body::TrueFalse(truth), Answer::Truth(said)) => vec![truth == said],
        (Body::Fill(blanks), Answer::Fill(given)) => {
            blanks.iter().zip(given).map(|(accepted, text)| accepts(accepted, text)).collect()
        }
        (Body::Order(_), Answer::Order(order)) => {
            order.iter().enumerate().map(|(place, item)| usize::from(*item) == place).collect()
        }
        (Body::Match(_), Answer::Match(joined)) => joined
            .iter()
            .enumerate()
            .map(|(left, right)| right.is_some_and(|right| usize::from(right) == left))
            .collect(),
        (Body::Group(groups), Answer::Group(put)) => Group::flatten(groups)
            .zip(put)
            .map(|((home, _), group)| group.is_some_and(|group| usize::from(group) == home))
            .collect(),
        _ => Vec::new(),
    }
}

/// Whether a typed text is one of the accepted wordings, typography aside.
#[must_use]
pub fn accepts(accepted: &[String], given: &str) -> bool {
    let given = fold(given);
    !given.is_empty() && accepted.iter().any(|wording| fold(wording) == given)
}
