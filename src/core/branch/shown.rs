//! A question as the room sees it: its things in an order of this meeting, under letters that everybody can call out.

use crate::core::answer::Answer;
use crate::core::question::{Body, Choice, Group, Question};
use crate::core::shuffle::{derangement, permutation};
use std::collections::BTreeSet;

/// A question with its things in the order of the screen. Answers stay in canonical indices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// What is laid out by [`slide::question`](super::slide::question). Not to be graded: the things of a matching or
    /// grouping stand anywhere.
    pub question: Question,
    /// The question as it is in the course.
    canonical: Question,
    /// For every letter the canonical index of its thing.
    order: Vec<u8>,
}

/// A letter: A for 0.
#[must_use]
pub fn letter(at: usize) -> char {
    char::from(b'A' + u8::try_from(at.min(25)).unwrap_or(25))
}

fn picked<T: Clone>(from: &[T], order: &[u8]) -> Vec<T> {
    order.iter().filter_map(|at| from.get(usize::from(*at)).cloned()).collect()
}

impl Shown {
    /// A question in a meeting with that seed.
    #[must_use]
    pub fn new(question: &Question, seed: u64) -> Self {
        let salt = question.id.as_str();
        let order = match &question.body {
            Body::Single(options) | Body::Multiple(options) => permutation(options.len(), seed, salt),
            Body::TrueFalse(_) => vec![0, 1],
            Body::Order(items) => derangement(items.len(), seed, salt),
            Body::Match(pairs) => derangement(pairs.len(), seed, salt),
            Body::Group(groups) => permutation(Group::flatten(groups).count(), seed, salt),
            Body::Fill(_) | Body::Recall { .. } | Body::Later(_) => Vec::new(),
        };
        let order: Vec<u8> = order.into_iter().filter_map(|at| u8::try_from(at).ok()).collect();
        let mut shown = question.clone();
        match &mut shown.body {
            Body::Single(options) | Body::Multiple(options) => *options = picked::<Choice>(options, &order),
            Body::Order(items) => *items = picked(items, &order),
            Body::Match(pairs) => {
                let rights: Vec<String> = pairs.iter().map(|pair| pair.1.clone()).collect();
                for (at, (pair, right)) in pairs.iter_mut().zip(picked(&rights, &order)).enumerate() {
                    *pair = (format!("{} {}", at + 1, pair.0), format!("{} {right}", letter(at)));
                }
            }
            Body::Group(groups) => {
                let items: Vec<String> = Group::flatten(groups).map(|(_, item)| item.to_owned()).collect();
                let mut items = picked(&items, &order);
                for group in groups {
                    group.items = std::mem::take(&mut items);
                }
            }
            Body::TrueFalse(_) | Body::Fill(_) | Body::Recall { .. } | Body::Later(_) => {}
        }
        Self { question: shown, canonical: question.clone(), order }
    }

    /// What is laid out as its answer.
    #[must_use]
    pub const fn answered(&self) -> &Question {
        match self.question.body {
            Body::Single(_) | Body::Multiple(_) => &self.question,
            _ => &self.canonical,
        }
    }

    /// Letters that can be called out, with what stands behind them: options, items, right sides, or the groups into
    /// which the next item goes.
    #[must_use]
    pub fn letters(&self) -> usize {
        match &self.canonical.body {
            Body::Group(groups) => groups.len(),
            _ => self.order.len(),
        }
    }

    /// The canonical index of a letter's thing.
    #[must_use]
    pub fn canonical(&self, at: usize) -> Option<u8> {
        self.order.get(at).copied()
    }

    /// The letter of a canonical index.
    fn letter_of(&self, index: u8) -> char {
        letter(self.order.iter().position(|other| *other == index).unwrap_or(25))
    }

    /// The letters of the right options, in their order; empty where nothing is chosen.
    #[must_use]
    pub fn right_letters(&self) -> String {
        match &self.question.body {
            Body::Single(options) | Body::Multiple(options) => {
                (0..).zip(options).filter(|(_, option)| option.right).map(|(at, _)| letter(at)).collect()
            }
            _ => String::new(),
        }
    }

    /// The right answer as it is called out: letters, what belongs to which number, or words.
    #[must_use]
    pub fn right(&self) -> String {
        let all = |count: usize| (0..count).filter_map(|at| u8::try_from(at).ok());
        let answer = match &self.canonical.body {
            Body::Single(_) | Body::Multiple(_) => return self.right_letters(),
            Body::TrueFalse(truth) => Answer::Truth(*truth),
            Body::Order(items) => Answer::Order(all(items.len()).collect()),
            Body::Match(pairs) => Answer::Match(all(pairs.len()).map(Some).collect()),
            Body::Group(groups) => {
                Answer::Group(Group::flatten(groups).map(|(group, _)| u8::try_from(group).ok()).collect())
            }
            body => return body.solution().lines.join("；"),
        };
        self.words(&answer)
    }

    /// An answer, or the draft of one, as it is called out.
    #[must_use]
    pub fn words(&self, answer: &Answer) -> String {
        let letters = |chosen: &mut dyn Iterator<Item = u8>| -> String {
            let mut letters: Vec<char> = chosen.map(|index| self.letter_of(index)).collect();
            letters.sort_unstable();
            letters.into_iter().collect()
        };
        match (answer, &self.canonical.body) {
            (Answer::Choice(chosen), _) => letters(&mut chosen.iter().copied()),
            (Answer::Truth(truth), _) => if *truth { "对" } else { "错" }.to_owned(),
            (Answer::Fill(texts), _) => texts.join("；"),
            (Answer::Order(order), _) => order.iter().map(|index| self.letter_of(*index)).collect(),
            (Answer::Match(joined), _) => {
                let joined =
                    (1..).zip(joined).filter_map(|(at, index)| Some(format!("{at}{}", self.letter_of((*index)?))));
                joined.collect::<Vec<_>>().join(" ")
            }
            (Answer::Group(put), Body::Group(groups)) => {
                let of = |place: usize| {
                    let inside = (0_u8..).zip(put).filter(|(_, group)| group.map(usize::from) == Some(place));
                    letters(&mut inside.map(|(index, _)| index))
                };
                let named = groups.iter().enumerate().map(|(place, group)| [&group.name, " ", &of(place)].concat());
                named.collect::<Vec<_>>().join("；")
            }
            (Answer::Group(_) | Answer::Recall { .. }, _) => String::new(),
        }
    }

    /// A letter is called out: it is chosen, or given up; in an order, matching or grouping it is the next one.
    #[must_use]
    pub fn called(&self, draft: Option<Answer>, at: usize) -> Option<Answer> {
        let index = self.canonical(at);
        let draft = draft.filter(|draft| draft.fits(&self.canonical.body));
        Some(match (&self.canonical.body, draft) {
            (Body::Single(_), _) => Answer::Choice(BTreeSet::from([index?])),
            (Body::Multiple(_), Some(Answer::Choice(mut chosen))) => {
                let index = index?;
                if !chosen.remove(&index) {
                    chosen.insert(index);
                }
                Answer::Choice(chosen)
            }
            (Body::Multiple(_), _) => Answer::Choice(BTreeSet::from([index?])),
            (Body::TrueFalse(_), _) => Answer::Truth(index? == 0),
            (Body::Order(_), Some(Answer::Order(mut order))) => {
                let index = index?;
                match order.iter().position(|other| *other == index) {
                    Some(place) => drop(order.remove(place)),
                    None => order.push(index),
                }
                Answer::Order(order)
            }
            (Body::Order(_), _) => Answer::Order(vec![index?]),
            (Body::Match(pairs), draft) => {
                let mut joined = match draft {
                    Some(Answer::Match(joined)) => joined,
                    _ => vec![None; pairs.len()],
                };
                let index = Some(index?);
                joined.iter_mut().filter(|other| **other == index).for_each(|other| *other = None);
                *joined.iter_mut().find(|slot| slot.is_none())? = index;
                Answer::Match(joined)
            }
            (Body::Group(groups), draft) => {
                let mut put = match draft {
                    Some(Answer::Group(put)) => put,
                    _ => vec![None; self.order.len()],
                };
                let next = self.next_item(&put)?;
                *put.get_mut(usize::from(self.canonical(next)?))? = u8::try_from(at).ok().filter(|_| at < groups.len());
                Answer::Group(put)
            }
            (Body::Fill(_) | Body::Recall { .. } | Body::Later(_), _) => return None,
        })
    }

    /// In a grouping: the item that is to be put next, by its place on the screen.
    #[must_use]
    pub fn next_item(&self, put: &[Option<u8>]) -> Option<usize> {
        self.order.iter().position(|index| put.get(usize::from(*index)).is_some_and(Option::is_none))
    }
}
