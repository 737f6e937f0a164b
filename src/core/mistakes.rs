//! 错题本: what was answered wrong, folded from the review log.
//!
//! A question enters with an answer that is not fully right, and leaves after right answers on several different study
//! days in a row. Lucky guesses do not count, as for [mastery](crate::core::progress).

use crate::core::answer::{Answer, Confidence};
use crate::core::course::Course;
use crate::core::grade::Outcome;
use crate::core::ids::{CourseId, QuestionId};
use crate::core::kept::Kept;
use crate::core::question::Question;
use crate::core::review::{Moment, Review, StudyDay};
use serde::{Deserialize, Serialize};

/// Wrong answers remembered for each question.
const REMEMBERED: usize = 3;

/// From so many wrong answers on, asking again is not enough: another way of learning is suggested.
pub const STUBBORN: u32 = 8;

/// Why an answer was wrong, as far as can be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Cause {
    /// 有把握，却答错: something else is believed.
    Believed,
    /// 答对一部分.
    Partly,
    /// 猜的.
    Guessed,
    /// 没有答对.
    Unknown,
}

impl Cause {
    /// All causes, the most instructive first.
    pub const ALL: [Self; 4] = [Self::Believed, Self::Partly, Self::Guessed, Self::Unknown];

    /// What it is called.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Believed => "有把握却答错",
            Self::Partly => "答对一部分",
            Self::Guessed => "猜错",
            Self::Unknown => "没有答对",
        }
    }

    fn of(review: &Review) -> Self {
        match (review.sure, review.verdict.outcome()) {
            (Some(Confidence::Guess), _) => Self::Guessed,
            (_, Outcome::Partial) => Self::Partly,
            (Some(Confidence::Sure), _) => Self::Believed,
            _ => Self::Unknown,
        }
    }
}

/// A wrong answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wrong {
    /// What was answered.
    pub answer: Answer,
    /// When.
    pub at: Moment,
    /// Why, as far as can be told.
    pub cause: Cause,
}

/// What was wrong about one question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mistake {
    /// The revision that was answered.
    pub rev: u32,
    /// How often it was answered wrong.
    pub lapses: u32,
    /// The last wrong answers, newest first; never empty.
    pub wrong: Vec<Wrong>,
    /// Different study days with a right answer since.
    pub good_days: u8,
    last_good: Option<StudyDay>,
}

impl Mistake {
    /// Whether asking again is not enough.
    #[must_use]
    pub const fn is_stubborn(&self) -> bool {
        self.lapses >= STUBBORN
    }
}

/// What a reader has decided about a question of the book, whatever the answers say. Kept at `<course>/<question>`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filed {
    /// When.
    #[serde(rename = "t")]
    pub at: Moment,
    /// Taken out, after so many wrong answers: it comes back with the next. Nothing: pinned, it stays.
    #[serde(rename = "out", default, skip_serializing_if = "Option::is_none")]
    pub out: Option<u32>,
}

impl Kept for Filed {
    const KIND: &'static str = "book";
}

impl Filed {
    /// Where it is kept.
    #[must_use]
    pub fn place(course: &CourseId, question: &QuestionId) -> String {
        [course.as_str(), "/", question.as_str()].concat()
    }
}

/// Everything that was answered wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mistakes {
    /// Sorted lists, none of them empty: there are few courses, and questions are found by halving.
    courses: Vec<(CourseId, Vec<(QuestionId, Mistake)>)>,
}

impl Mistakes {
    /// Folds a whole log.
    #[must_use]
    pub fn replay<'a>(log: impl IntoIterator<Item = &'a Review>) -> Self {
        let mut mistakes = Self::default();
        for review in log {
            mistakes.record(review);
        }
        mistakes
    }

    /// Adds one record. Records come in the order of their ids. A changed question starts anew.
    pub fn record(&mut self, review: &Review) {
        if review.verdict.is_right() {
            let Some(mistake) = self.get_mut(&review.course, &review.question) else { return };
            if mistake.rev != review.rev {
                self.put(review, None);
                return;
            }
            let day = review.at.study_day();
            if review.is_known() && mistake.last_good != Some(day) {
                mistake.good_days = mistake.good_days.saturating_add(1);
                mistake.last_good = Some(day);
            }
            return;
        }
        let wrong = Wrong { answer: review.answer.clone(), at: review.at, cause: Cause::of(review) };
        match self.get_mut(&review.course, &review.question).filter(|mistake| mistake.rev == review.rev) {
            Some(mistake) => {
                mistake.lapses += 1;
                mistake.wrong.truncate(REMEMBERED - 1);
                mistake.wrong.insert(0, wrong);
                mistake.good_days = 0;
                mistake.last_good = None;
            }
            None => {
                let fresh = Mistake { rev: review.rev, lapses: 1, wrong: vec![wrong], good_days: 0, last_good: None };
                self.put(review, Some(fresh));
            }
        }
    }

    /// What a record is about to change.
    #[must_use]
    pub fn known(&self, review: &Review) -> Option<Mistake> {
        self.get(&review.course, &review.question).cloned()
    }

    /// Takes the record back that was added last. `before`: what was [known](Self::known) before it.
    pub fn take_back(&mut self, review: &Review, before: Option<Mistake>) {
        self.put(review, before);
    }

    fn put(&mut self, review: &Review, mistake: Option<Mistake>) {
        let at = self.courses.partition_point(|(course, _)| *course < review.course);
        if self.courses.get(at).is_none_or(|(course, _)| *course != review.course) {
            self.courses.insert(at, (review.course.clone(), Vec::new()));
        }
        let all = &mut self.courses[at].1;
        match (find(all, &review.question), mistake) {
            (Ok(place), Some(mistake)) => all[place].1 = mistake,
            (Err(place), Some(mistake)) => all.insert(place, (review.question.clone(), mistake)),
            (Ok(place), None) => drop(all.remove(place)),
            (Err(_), None) => {}
        }
        if all.is_empty() {
            self.courses.remove(at);
        }
    }

    fn get(&self, course: &CourseId, question: &QuestionId) -> Option<&Mistake> {
        let (_, all) = self.courses.iter().find(|(id, _)| id == course)?;
        Some(&all[find(all, question).ok()?].1)
    }

    fn get_mut(&mut self, course: &CourseId, question: &QuestionId) -> Option<&mut Mistake> {
        let (_, all) = self.courses.iter_mut().find(|(id, _)| id == course)?;
        let place = find(all, question).ok()?;
        Some(&mut all[place].1)
    }

    /// What was wrong about a question, if this revision of it was ever answered wrong.
    #[must_use]
    pub fn of(&self, course: &CourseId, question: &Question) -> Option<&Mistake> {
        self.get(course, &question.id).filter(|mistake| mistake.rev == question.rev)
    }

    /// The questions in the book, in the order of the course. `days`: right answers on so many different days in a row
    /// take a question out. `filed` tells what the reader has decided about one.
    pub fn open<'a>(
        &self,
        course: &'a Course,
        days: u8,
        filed: &dyn Fn(&QuestionId) -> Option<Filed>,
    ) -> Vec<&'a Question> {
        let is_in = |question: &&Question| {
            self.of(&course.id, question).is_some_and(|mistake| match filed(&question.id) {
                Some(Filed { out: None, .. }) => true,
                Some(Filed { out: Some(lapses), .. }) if mistake.lapses <= lapses => false,
                _ => mistake.good_days < days,
            })
        };
        course.questions.iter().filter(is_in).collect()
    }
}

fn find(all: &[(QuestionId, Mistake)], question: &QuestionId) -> Result<usize, usize> {
    all.binary_search_by(|(id, _)| id.cmp(question))
}
