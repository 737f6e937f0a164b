//! What a course has promised to those who study it. Progress hangs on ids and revisions, so an id is never given to
//! something else, and a question whose answer changed gets a higher `rev` and is asked again. `course.lock` beside the
//! course keeps what was promised; the check compares the course with it.

use super::Course;
use super::check::Problem;
use crate::core::question::{Body, Group};
use crate::core::text::fold;
use std::collections::BTreeMap;
use std::fmt;

/// Name of the file beside `course.toml`.
pub const FILE: &str = "course.lock";

/// First lines of the file.
const HEAD: &str = "# Every id that was ever published, with each question's revision and a hash of its answer.\n\
    # Written by `cargo xtask check-course --accept`; not edited by hand.\n";
const ACCEPT: &str = "run `cargo xtask check-course --accept` and commit course.lock with the change";

/// What one id stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Locked {
    Concept,
    Question {
        rev: u32,
        /// See [`answer_hash`].
        answer: u32,
    },
    Section,
    Retired,
}

/// The promises of a course, by id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lock {
    ids: BTreeMap<String, Locked>,
}

/// A line of the file that is none of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {0} is unreadable; restore the file from version control")]
pub struct Unreadable(pub usize);

impl Lock {
    /// What a course promises as it stands. `retired` are the ids of things that once existed.
    #[must_use]
    pub fn of(course: &Course, retired: &[String]) -> Self {
        let sections = course.sections.iter().map(|section| (section.id.to_string(), Locked::Section));
        let concepts = course.concepts.iter().map(|concept| (concept.id.to_string(), Locked::Concept));
        let questions = course.questions.iter().map(|question| {
            let locked = Locked::Question { rev: question.rev, answer: answer_hash(&question.body) };
            (question.id.to_string(), locked)
        });
        let retired = retired.iter().map(|id| (id.clone(), Locked::Retired));
        Self { ids: sections.chain(concepts).chain(questions).chain(retired).collect() }
    }

    /// Reads what [`Lock`] prints.
    ///
    /// # Errors
    /// [`Unreadable`] with the first line that is not in order, for example one left by a merge.
    pub fn parse(text: &str) -> Result<Self, Unreadable> {
        let mut lock = Self::default();
        for (number, line) in (1..).zip(text.lines()) {
            if line.starts_with('#') || line.is_empty() {
                continue;
            }
            let (id, locked) = parse_line(line).ok_or(Unreadable(number))?;
            if lock.ids.insert(id.to_owned(), locked).is_some() {
                return Err(Unreadable(number));
            }
        }
        Ok(lock)
    }

    /// Promises that the course, as `now`, does not keep. `file_of` names the file that defines an id.
    #[must_use]
    pub fn broken(&self, now: &Self, file_of: &dyn Fn(&str) -> Option<String>) -> Vec<Problem> {
        let mut problems = Vec::new();
        for (id, before) in &self.ids {
            let Some(cure) = before.cure(id, now.ids.get(id)) else { continue };
            problems.push(Problem {
                file: file_of(id).unwrap_or_else(|| "course.toml".to_owned()),
                item: format!("{} {id}", before.name()),
                cure,
            });
        }
        problems
    }

    /// The problem that this lock, or none at all, is not that of the course, although nothing may be broken.
    #[must_use]
    pub fn stale(locked: Option<&Self>, now: &Self) -> Option<Problem> {
        let problem = |cure| Problem { file: FILE.to_owned(), item: "course".to_owned(), cure };
        let Some(locked) = locked else { return Some(problem(format!("the file is missing; {ACCEPT}"))) };
        let differ = now.ids.iter().filter(|(id, entry)| locked.ids.get(*id) != Some(entry));
        let ids: Vec<&str> = differ.map(|(id, _)| id.as_str()).collect();
        let some = ids.iter().take(3).map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ");
        let more = if ids.len() > 3 { format!(" and {} more", ids.len() - 3) } else { String::new() };
        (!ids.is_empty()).then(|| problem(format!("new or changed: {some}{more}; {ACCEPT}")))
    }
}

impl Locked {
    const fn name(self) -> &'static str {
        match self {
            Self::Concept => "concept",
            Self::Question { .. } => "question",
            Self::Section => "section",
            Self::Retired => "retired",
        }
    }

    /// What to do when what stands at this id now breaks the promise.
    fn cure(self, id: &str, now: Option<&Self>) -> Option<String> {
        match (self, now) {
            (Self::Retired, Some(Self::Retired)) => None,
            (Self::Retired, _) => Some(format!("`{id}` was retired; put it back into `retired` of course.toml")),
            (_, Some(Self::Retired)) => None,
            (_, None) => Some(format!("`{id}` is gone; put it back, or add it to `retired` of course.toml")),
            (Self::Question { rev, answer }, Some(Self::Question { rev: now_rev, answer: now_answer })) => {
                if *now_rev < rev {
                    Some(format!("`rev` was {rev} already and never falls; write rev = {rev} or more"))
                } else if answer != *now_answer && *now_rev == rev {
                    Some(format!("the answer changed; write rev = {} so that it is asked again", rev + 1))
                } else {
                    None
                }
            }
            (Self::Concept, Some(Self::Concept)) | (Self::Section, Some(Self::Section)) => None,
            (_, Some(other)) => Some(format!(
                "`{id}` was a {} and is now a {}; choose an id that was never used and add `{id}` to `retired`",
                self.name(),
                other.name()
            )),
        }
    }
}

impl fmt::Display for Lock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut lines: Vec<String> = self
            .ids
            .iter()
            .map(|(id, locked)| match locked {
                Locked::Question { rev, answer } => format!("question {id} {rev} {answer:08x}"),
                other => format!("{} {id}", other.name()),
            })
            .collect();
        lines.sort();
        writeln!(f, "{HEAD}{}", lines.join("\n"))
    }
}

fn parse_line(line: &str) -> Option<(&str, Locked)> {
    let words: Vec<&str> = line.split(' ').collect();
    Some(match words[..] {
        ["concept", id] => (id, Locked::Concept),
        ["section", id] => (id, Locked::Section),
        ["retired", id] => (id, Locked::Retired),
        ["question", id, rev, answer] => {
            (id, Locked::Question { rev: rev.parse().ok()?, answer: u32::from_str_radix(answer, 16).ok()? })
        }
        _ => return None,
    })
}

/// FNV-1a over what decides a verdict, typography folded away: the type, the right options and their places, the number
/// of options, accepted wordings, items in their order, what belongs together. Stem, explanation, notes and the wording
/// of wrong options are left out, for mending them must not make people answer again.
fn answer_hash(body: &Body) -> u32 {
    let mut hash = 0x811c_9dc5_u32;
    let mut eat = |text: &str| {
        for byte in fold(text).bytes().chain([0xff]) {
            hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        }
    };
    eat(body.kind().name());
    match body {
        Body::Single(choices) | Body::Multiple(choices) => {
            eat(&choices.len().to_string());
            for (place, choice) in choices.iter().enumerate().filter(|(_, choice)| choice.right) {
                eat(&place.to_string());
                eat(&choice.text);
            }
        }
        Body::TrueFalse(truth) => eat(if *truth { "true" } else { "false" }),
        // An empty string ends each blank and each group, so that a wording that moves to the next one is noticed.
        Body::Fill(blanks) => blanks.iter().for_each(|accepted| {
            accepted.iter().for_each(|text| eat(text));
            eat("");
        }),
        Body::Order(items) => items.iter().for_each(|text| eat(text)),
        Body::Match(pairs) => pairs.iter().for_each(|(left, right)| {
            eat(left);
            eat(right);
        }),
        Body::Group(groups) => groups.iter().for_each(|Group { name, items }| {
            eat(name);
            items.iter().for_each(|text| eat(text));
            eat("");
        }),
        Body::Recall { text, .. } => eat(text),
        Body::Later(_) => {}
    }
    hash
}
