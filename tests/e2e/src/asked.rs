//! The question on screen, found in the course by what its reader sees.

use crate::browser::Browser;
use crate::problem::{Outcome, fail};
use biaoshuai::core::course::Course;
use biaoshuai::core::question::{BLANK, Body, Question};
use serde::Deserialize;

/// What stands on the screen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Asked {
    /// The Chinese name of the kind.
    pub kind: String,
    /// The stem; in a fill-in with a mark for every blank.
    pub stem: String,
    /// Options, in the order of the screen.
    pub options: Vec<String>,
    /// Things that are not placed yet, in the order of the screen.
    pub chips: Vec<String>,
    /// The thing that the next tap on a place puts there.
    pub in_hand: Option<String>,
    /// Places, in the order of the screen.
    pub places: Vec<String>,
    /// What was chosen, typed or placed so far, as a text that is equal for equal drafts.
    pub draft: String,
    /// Number of the question, from 1.
    pub number: usize,
    /// Questions in the session.
    pub of: usize,
}

const READ: &str = r"
const q = document.querySelector('.question');
if (!q) return null;
const text = (e) => (e ? e.textContent.trim() : '');
const texts = (css) => [...q.querySelectorAll(css)].map(text);
const blanks = q.querySelectorAll('.blank').length;
const pieces = [...q.querySelectorAll('.fill-stem > span:not(.blank)')].map((e) => e.textContent);
const hand = q.querySelector('.chips .chip.picked .text');
const [number, of] = text(document.querySelector('.session-bar .count')).split('/').map(Number);
const picked = [...q.querySelectorAll('.choice')].filter((e) => e.querySelector('input').checked);
return {
  kind: text(q.querySelector('.meta .tag.gold')),
  stem: blanks ? pieces.join('____') : text(q.querySelector('.stem')),
  options: [...q.querySelectorAll('.choice .text')].map((e) => e.firstChild.textContent.trim()),
  chips: texts('.chips .chip .text'),
  in_hand: hand && text(hand),
  places: texts('.place-name .text'),
  draft: JSON.stringify([picked.map((e) => text(e.querySelector('.text'))), [...q.querySelectorAll('.blank input, textarea')].map((e) => e.value),
    texts('.slot .text'), [...q.querySelectorAll('.place')].map((e) => [...e.querySelectorAll('.chip .text')].map(text))]),
  number, of,
};";

impl Asked {
    /// Reads the screen; `None` when there is no question on it.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn read(browser: &Browser) -> Outcome<Option<Self>> {
        Ok(serde_json::from_value(browser.js(READ, Vec::new()).await?)?)
    }

    /// The question in the course.
    ///
    /// # Errors
    /// When the course has none, or several that look the same.
    pub fn find<'a>(&self, course: &'a Course) -> Outcome<&'a Question> {
        let same = |question: &&Question| {
            let body = &question.body;
            body.kind().name() == self.kind && trimmed(&question.stem) == trimmed(&self.stem) && self.has_options(body)
        };
        let mut found = course.questions.iter().filter(same);
        match (found.next(), found.next()) {
            (Some(question), None) => Ok(question),
            (None, _) => fail(format!("the course has no {} “{}”", self.kind, self.stem)),
            (Some(one), Some(other)) => fail(format!("{} and {} look the same", one.id, other.id)),
        }
    }

    fn has_options(&self, body: &Body) -> bool {
        match body {
            Body::Single(options) | Body::Multiple(options) => {
                let shown = |text: &str| self.options.iter().any(|option| option == text.trim());
                options.len() == self.options.len() && options.iter().all(|option| shown(&option.text))
            }
            Body::Match(pairs) => pairs.iter().all(|pair| self.places.iter().any(|place| place == pair.0.trim())),
            Body::Group(groups) => {
                groups.iter().all(|group| self.places.iter().any(|place| place == group.name.trim()))
            }
            _ => true,
        }
    }

    /// What does not change while it is being answered: number, stem, and the order of everything.
    #[must_use]
    pub fn face(&self) -> String {
        format!("{}/{} {} {:?} {:?}", self.number, self.of, self.stem, self.options, self.places)
    }
}

fn trimmed(stem: &str) -> String {
    stem.split(BLANK).map(str::trim).collect::<Vec<_>>().join(BLANK)
}
