//! The right answer to a question in words, for reading rather than answering.

use crate::core::question::{Body, Choice};

/// The right answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Solution {
    /// Its lines; none while the content is still on its way.
    pub lines: Vec<String>,
    /// Whether the order of the lines is part of it.
    pub in_order: bool,
}

impl Body {
    /// The right answer in words: right options, the official wording of each blank, items in order, what belongs to what.
    #[must_use]
    pub fn solution(&self) -> Solution {
        let (lines, in_order) = match self {
            Self::Single(options) | Self::Multiple(options) => {
                let right = |option: &&Choice| option.right;
                (options.iter().filter(right).map(|option| option.text.clone()).collect(), false)
            }
            Self::TrueFalse(truth) => (vec![if *truth { "对" } else { "错" }.to_owned()], false),
            Self::Fill(blanks) => (blanks.iter().filter_map(|accepted| accepted.first().cloned()).collect(), true),
            Self::Order(items) => (items.clone(), true),
            Self::Match(pairs) => {
                (pairs.iter().map(|(left, right)| [left.as_str(), "——", right].concat()).collect(), false)
            }
            Self::Group(groups) => {
                let line = |name: &str, items: &[String]| [name, "：", &items.join("；")].concat();
                (groups.iter().map(|group| line(&group.name, &group.items)).collect(), false)
            }
            Self::Recall { text, .. } => (vec![text.clone()], false),
            Self::Later(_) => (Vec::new(), false),
        };
        // One line has no order.
        Solution { in_order: in_order && lines.len() > 1, lines }
    }
}
