//! A question: what is asked, what is right, and why.

use crate::core::course::{Fact, Source};
use crate::core::ids::{ConceptId, QuestionId, SectionId};
use serde::{Deserialize, Serialize};

/// A question with everything its feedback needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Stable id, never reused.
    pub id: QuestionId,
    /// Counted up by the editors when the answer changes, from 1. An answer given to another revision is an answer to
    /// another question; [`lock`](crate::core::course::lock) sees to it that no change of an answer is forgotten.
    pub rev: u32,
    /// The section it belongs to.
    pub section: SectionId,
    /// The question itself. In a fill-in each [`BLANK`] stands for one blank.
    pub stem: String,
    /// Type, options and answer.
    pub body: Body,
    /// Why the right answer is right and the tempting wrong ones are wrong. Empty until the commentary is there.
    #[serde(default)]
    pub why: String,
    /// Concepts it asks about; at least one.
    pub concepts: Vec<ConceptId>,
    /// 1 recognise, 2 recall or tell apart, 3 apply or reproduce.
    pub level: u8,
    /// What sort of question it is besides its type.
    #[serde(default)]
    pub tags: Vec<Tag>,
    /// Where the text says so. Empty until the commentary is there.
    #[serde(default)]
    pub source: Vec<Source>,
    /// See [`Fact`].
    pub fact: Fact,
}

/// Marks one blank in the stem of a fill-in.
pub const BLANK: &str = "____";

/// Kinds of question that cut across the types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tag {
    /// A short fresh case to be judged.
    Case,
    /// Tells look-alikes apart.
    Contrast,
}

/// One option of a choice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// What stands on the option.
    pub text: String,
    /// Whether it belongs to the answer.
    #[serde(default)]
    pub right: bool,
    /// Why it is wrong (or right), shown with the feedback.
    #[serde(default)]
    pub note: Option<String>,
}

/// One named group with the items that belong into it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// Heading of the group.
    pub name: String,
    /// What belongs there.
    pub items: Vec<String>,
}

/// The question types. Items are always in their *canonical* order here; shuffling happens when a question is shown,
/// and answers are recorded in canonical indices, so that no shuffle can change a verdict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Body {
    /// Exactly one option is right.
    Single(Vec<Choice>),
    /// Two or more options are right.
    Multiple(Vec<Choice>),
    /// A statement to be judged.
    TrueFalse(bool),
    /// For every blank the accepted wordings, the official one first.
    Fill(Vec<Vec<String>>),
    /// Items in their right order.
    Order(Vec<String>),
    /// Left and right belong together pairwise.
    Match(Vec<(String, String)>),
    /// Items to be sorted into groups.
    Group(Vec<Group>),
    /// Content that is still on its way; see [`Course::split`](crate::core::course::Course::split). Nothing can be
    /// answered yet.
    Later(QuestionKind),
    /// A wording or list to be written from memory.
    Recall {
        /// The wording.
        text: String,
        /// Key terms, all of them parts of the wording.
        terms: Vec<String>,
    },
}

/// The type of a question without its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum QuestionKind {
    /// 单选
    Single,
    /// 多选
    Multiple,
    /// 判断
    TrueFalse,
    /// 填空
    Fill,
    /// 排序
    Order,
    /// 连线
    Match,
    /// 归类
    Group,
    /// 默写
    Recall,
}

impl QuestionKind {
    /// Every kind, in the order in which they are listed to people.
    pub const ALL: [Self; 8] = [
        Self::Single,
        Self::Multiple,
        Self::TrueFalse,
        Self::Fill,
        Self::Order,
        Self::Match,
        Self::Group,
        Self::Recall,
    ];

    /// The Chinese name of the kind.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Single => "单选",
            Self::Multiple => "多选",
            Self::TrueFalse => "判断",
            Self::Fill => "填空",
            Self::Order => "排序",
            Self::Match => "连线",
            Self::Group => "归类",
            Self::Recall => "默写",
        }
    }
}

impl Body {
    /// The kind of this body.
    #[must_use]
    pub const fn kind(&self) -> QuestionKind {
        match self {
            Self::Single(_) => QuestionKind::Single,
            Self::Multiple(_) => QuestionKind::Multiple,
            Self::TrueFalse(_) => QuestionKind::TrueFalse,
            Self::Fill(_) => QuestionKind::Fill,
            Self::Order(_) => QuestionKind::Order,
            Self::Match(_) => QuestionKind::Match,
            Self::Group(_) => QuestionKind::Group,
            Self::Recall { .. } => QuestionKind::Recall,
            Self::Later(kind) => *kind,
        }
    }
}

impl Group {
    /// All items of all groups with the index of the group each belongs to, in canonical order.
    pub fn flatten(groups: &[Self]) -> impl Iterator<Item = (usize, &str)> {
        groups.iter().enumerate().flat_map(|(index, group)| group.items.iter().map(move |item| (index, item.as_str())))
    }
}
