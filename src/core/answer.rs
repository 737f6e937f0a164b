//! What somebody answered, in canonical indices (see [`Body`]), complete or still being put together.

use crate::core::question::{Body, Group};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// An answer, or the draft of one. Indices are canonical, so an answer means the same under every shuffle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Answer {
    /// Chosen options of a single or multiple choice.
    Choice(BTreeSet<u8>),
    /// The verdict on a statement.
    Truth(bool),
    /// What was typed into each blank.
    Fill(Vec<String>),
    /// Items in the order they were put.
    Order(Vec<u8>),
    /// For every left side the right side it was joined with.
    Match(Vec<Option<u8>>),
    /// For every item (in the order of [`Group::flatten`]) the group it was put into.
    Group(Vec<Option<u8>>),
    /// What was written from memory and how its writer judges it.
    Recall {
        /// The text.
        text: String,
        /// The judgement, once the comparison was seen.
        grade: Option<SelfGrade>,
    },
}

/// The writer's own judgement of a text written from memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SelfGrade {
    /// 没记住
    Forgot,
    /// 有遗漏
    Partly,
    /// 记住了
    Fluent,
}

/// How sure somebody was, marked before the answer was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// 有把握
    Sure,
    /// 不确定
    Unsure,
    /// 猜的
    Guess,
}

impl Answer {
    /// Whether this can be an answer to that question, or the draft of one: the right type, every index within bounds.
    /// What somebody had put together before the course changed may not be.
    #[must_use]
    pub fn fits(&self, body: &Body) -> bool {
        match (body, self) {
            (Body::Single(options) | Body::Multiple(options), Self::Choice(chosen)) => {
                within(chosen.iter(), options.len())
            }
            (Body::TrueFalse(_), Self::Truth(_)) | (Body::Recall { .. }, Self::Recall { .. }) => true,
            (Body::Fill(blanks), Self::Fill(given)) => given.len() == blanks.len(),
            (Body::Order(items), Self::Order(order)) => {
                let distinct: BTreeSet<u8> = order.iter().copied().collect();
                distinct.len() == order.len() && within(order.iter(), items.len())
            }
            (Body::Match(pairs), Self::Match(joined)) => {
                joined.len() == pairs.len() && within(joined.iter().flatten(), pairs.len())
            }
            (Body::Group(groups), Self::Group(put)) => {
                put.len() == Group::flatten(groups).count() && within(put.iter().flatten(), groups.len())
            }
            _ => false,
        }
    }

    /// Whether this answers a question of that type completely and within its bounds, so that it can be graded.
    #[must_use]
    pub fn is_complete(&self, body: &Body) -> bool {
        self.fits(body)
            && match (body, self) {
                (Body::Single(_), Self::Choice(chosen)) => chosen.len() == 1,
                (_, Self::Choice(chosen)) => !chosen.is_empty(),
                (_, Self::Truth(_)) => true,
                (_, Self::Fill(given)) => given.iter().all(|text| !text.trim().is_empty()),
                (Body::Order(items), Self::Order(order)) => order.len() == items.len(),
                (_, Self::Match(joined)) => {
                    let distinct: BTreeSet<u8> = joined.iter().flatten().copied().collect();
                    distinct.len() == joined.len()
                }
                (_, Self::Group(put)) => put.iter().all(Option::is_some),
                (_, Self::Recall { grade, .. }) => grade.is_some(),
                (_, Self::Order(_)) => false,
            }
    }
}

fn within<'a>(mut indices: impl Iterator<Item = &'a u8>, count: usize) -> bool {
    indices.all(|index| usize::from(*index) < count)
}
