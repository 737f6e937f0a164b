//! The right answer to a question in words, for reading rather than answering.

use crate::core::answer::Answer;
use crate::core::question::{Body, Choice, Group};

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

    /// An answer to the question in words. Empty when nothing was written, and for an answer to another type.
    #[must_use]
    pub fn said(&self, answer: &Answer) -> String {
        let pick = |texts: &[String], places: &[u8]| {
            places.iter().filter_map(|place| texts.get(usize::from(*place)).cloned()).collect()
        };
        let parts: Vec<String> = match (self, answer) {
            (Self::Single(options) | Self::Multiple(options), Answer::Choice(chosen)) => {
                chosen.iter().filter_map(|place| options.get(usize::from(*place))).map(|o| o.text.clone()).collect()
            }
            (Self::TrueFalse(_), Answer::Truth(said)) => vec![if *said { "对" } else { "错" }.to_owned()],
            (Self::Fill(_), Answer::Fill(texts)) => texts.clone(),
            (Self::Order(items), Answer::Order(places)) => pick(items, places),
            (Self::Match(pairs), Answer::Match(joined)) => {
                let right = |place: u8| pairs.get(usize::from(place)).map(|pair| pair.1.as_str());
                let line = |(pair, place): (&(String, String), &Option<u8>)| {
                    Some([pair.0.as_str(), "——", (*place).and_then(right)?].concat())
                };
                pairs.iter().zip(joined).filter_map(line).collect()
            }
            (Self::Group(groups), Answer::Group(put)) => {
                let name = |place: u8| groups.get(usize::from(place)).map(|group| group.name.as_str());
                let line = |((_, item), place): ((usize, &str), &Option<u8>)| {
                    Some([item, "——", (*place).and_then(name)?].concat())
                };
                Group::flatten(groups).zip(put).filter_map(line).collect()
            }
            (Self::Recall { .. }, Answer::Recall { text, .. }) => vec![text.clone()],
            _ => Vec::new(),
        };
        parts.join("；")
    }
}
