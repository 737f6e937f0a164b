//! Who belongs to the branch. Names never leave the device.

use crate::core::kept::Kept;
use crate::core::text::{len, visible};
use serde::{Deserialize, Serialize};

/// The most members of a branch.
pub const MEMBERS_MAX: usize = 60;
/// The most lines of a pasted list; more is another file than a list of a branch.
pub const LINES_MAX: usize = 500;
/// The longest name, in characters; a longer one does not fit on the big screen.
pub const NAME_MAX: usize = 12;

/// The members, in the order of the list. Members are named by their place in it elsewhere. No two read the same.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Roster {
    /// What each is called.
    pub names: Vec<String>,
}

/// A pasted list that is no roster yet, as it was typed, so that leaving the screen loses nothing. Kept at the place of its
/// plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Draft(pub String);

impl Kept for Draft {
    const KIND: &'static str = "roster";
}

/// What is wrong with a pasted list.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RosterProblem {
    /// There is no name in it.
    #[error("名单里没有姓名。请每行写一个姓名，或改用编号。")]
    Empty,
    /// More lines than [`LINES_MAX`]; nothing else was looked at.
    #[error("粘贴的内容有 {0} 行，最多 {LINES_MAX} 行。请只粘贴本支部的名单。")]
    Lines(usize),
    /// More members than [`MEMBERS_MAX`].
    #[error("名单有 {0} 人，最多 {MEMBERS_MAX} 人。请分成几场，或删去不参加的人。")]
    Members(usize),
    /// A name longer than [`NAME_MAX`].
    #[error("第 {line} 行“{begin}…”有 {len} 个字，姓名最多 {NAME_MAX} 个字。请改短，或用顿号、换行分开。")]
    Long {
        /// The line in what was pasted, from 1.
        line: usize,
        /// How it begins.
        begin: String,
        /// Its characters.
        len: usize,
    },
}

impl Roster {
    /// Reads a pasted list: one name a line, or several between `、`, commas and tabs. Characters that cannot be seen are
    /// dropped, and names that occur again are told apart: 王伟（1）, 王伟（2）.
    ///
    /// # Errors
    /// Every [`RosterProblem`] at once.
    pub fn parse(text: &str) -> Result<Self, Vec<RosterProblem>> {
        let lines = text.lines().count();
        if lines > LINES_MAX {
            return Err(vec![RosterProblem::Lines(lines)]);
        }
        let (mut names, mut problems) = (Vec::new(), Vec::new());
        for (line, text) in (1..).zip(text.lines()) {
            for piece in text.split(['、', '，', ',', '\t']) {
                let name = visible(piece);
                let len = len(&name);
                if len > NAME_MAX {
                    problems.push(RosterProblem::Long { line, begin: name.chars().take(4).collect(), len });
                }
                if len > 0 {
                    names.push(name);
                }
            }
        }
        if names.is_empty() {
            problems.push(RosterProblem::Empty);
        }
        if names.len() > MEMBERS_MAX {
            problems.push(RosterProblem::Members(names.len()));
        }
        if problems.is_empty() { Ok(Self { names: told_apart(&names) }) } else { Err(problems) }
    }

    /// Members without names: 1号, 2号 … At most [`MEMBERS_MAX`].
    #[must_use]
    pub fn numbers(count: usize) -> Self {
        Self { names: (1..=count.min(MEMBERS_MAX)).map(|number| format!("{number}号")).collect() }
    }

    /// What a member is called; empty for nobody.
    #[must_use]
    pub fn name(&self, member: u8) -> &str {
        self.names.get(usize::from(member)).map_or("", String::as_str)
    }

    /// How many there are. A damaged record may hold more than can be told apart; those are left out.
    #[must_use]
    pub fn count(&self) -> u8 {
        u8::try_from(self.names.len()).unwrap_or(u8::MAX)
    }
}

fn told_apart(names: &[String]) -> Vec<String> {
    let mut out: Vec<String> = Vec::with_capacity(names.len());
    for name in names {
        let numbered = |number: &usize| format!("{name}（{number}）");
        let is_free = |name: &String| !names.contains(name) && !out.contains(name);
        let is_one_of_many = names.iter().filter(|other| *other == name).count() > 1;
        // More numbers than there are names cannot all be taken.
        let free = (1..=2 * names.len()).map(|number| numbered(&number)).find(is_free);
        out.push(free.filter(|_| is_one_of_many).unwrap_or_else(|| name.clone()));
    }
    out
}
