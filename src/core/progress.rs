//! Progress, folded from the review log.

use crate::core::by_question::ByQuestion;
use crate::core::course::Course;
use crate::core::ids::CourseId;
use crate::core::question::Question;
use crate::core::review::{Review, StudyDay};
use crate::core::sorted::Sorted;
use serde::{Deserialize, Serialize};

/// Right answers on this many different study days in a row make a question solid: one lucky evening is not knowledge.
pub const SOLID_DAYS: u8 = 2;

/// How well one question is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strength {
    /// 未学: never answered, or changed since.
    Unseen,
    /// 生疏: the last answer was not fully right, or a lucky guess.
    Weak,
    /// 熟悉: the last answer was right.
    Familiar,
    /// 掌握: right on [`SOLID_DAYS`] study days in a row.
    Solid,
}

/// What the log says about one question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// The revision that was answered.
    pub rev: u32,
    /// Number of answers to this revision.
    pub seen: u32,
    /// Fully right ones among them.
    pub right: u32,
    /// Different study days with a right, not guessed answer since the last mistake.
    pub solid_days: u8,
    /// Study day of the last answer that counted for `solid_days`.
    last_good: Option<StudyDay>,
    /// Whether the last answer was fully right and not guessed.
    good: bool,
    /// When it was last answered, milliseconds since 1970 UTC.
    pub last_ms: i64,
}

impl Standing {
    /// The strength this amounts to.
    #[must_use]
    pub const fn strength(&self) -> Strength {
        if !self.good {
            Strength::Weak
        } else if self.solid_days >= SOLID_DAYS {
            Strength::Solid
        } else {
            Strength::Familiar
        }
    }
}

/// Everything folded from the log.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    standings: ByQuestion<Standing>,
    /// Study days with at least one answer, and how many there were.
    days: Sorted<StudyDay, u32>,
    answers: u32,
    /// Answers by course. A list: there are few courses.
    courses: Vec<(CourseId, u32)>,
}

impl Progress {
    /// Folds a whole log.
    #[must_use]
    pub fn replay<'a>(log: impl IntoIterator<Item = &'a Review>) -> Self {
        let mut progress = Self::default();
        for review in log {
            progress.record(review);
        }
        progress
    }

    /// Takes the record back that was added last. `before`: what was [known](Self::known) of its question before it.
    pub fn take_back(&mut self, review: &Review, before: Option<Standing>) {
        let day = review.at.study_day();
        self.answers -= 1;
        let left = self.answers_on(day).saturating_sub(1);
        self.days.put(day, (left > 0).then_some(left));
        if let Some((_, answers)) = self.courses.iter_mut().find(|(course, _)| *course == review.course) {
            *answers -= 1;
        }
        // A course that was added with it is the last one, too.
        self.courses.pop_if(|(_, answers)| *answers == 0);
        self.standings.put_back(&review.course, &review.question, before);
    }

    /// What is known of the question of a record, whichever revision was answered.
    #[must_use]
    pub fn known(&self, review: &Review) -> Option<Standing> {
        self.standings.get(&review.course, &review.question).copied()
    }

    /// Adds one record. Records come in the order of their ids.
    pub fn record(&mut self, review: &Review) {
        let day = review.at.study_day();
        self.answers += 1;
        *self.days.entry(day, 0) += 1;
        match self.courses.iter_mut().find(|(course, _)| *course == review.course) {
            Some((_, answers)) => *answers += 1,
            None => self.courses.push((review.course.clone(), 1)),
        }
        let fresh = Standing {
            rev: review.rev,
            seen: 0,
            right: 0,
            solid_days: 0,
            last_good: None,
            good: false,
            last_ms: review.at.utc_ms,
        };
        let standing = self.standings.entry(&review.course, &review.question, fresh);
        if standing.rev != review.rev {
            *standing = fresh;
        }
        standing.seen += 1;
        standing.last_ms = review.at.utc_ms;
        let right = review.verdict.is_right();
        standing.right += u32::from(right);
        standing.good = review.is_known();
        if !right {
            standing.solid_days = 0;
            standing.last_good = None;
        } else if standing.good && standing.last_good != Some(day) {
            standing.solid_days = standing.solid_days.saturating_add(1);
            standing.last_good = Some(day);
        }
    }

    /// What is known of a question, if this revision of it was ever answered.
    #[must_use]
    pub fn standing(&self, course: &CourseId, question: &Question) -> Option<&Standing> {
        self.standings.get(course, &question.id).filter(|standing| standing.rev == question.rev)
    }

    /// How well a question is known.
    #[must_use]
    pub fn strength(&self, course: &CourseId, question: &Question) -> Strength {
        self.standing(course, question).map_or(Strength::Unseen, Standing::strength)
    }

    /// How well a set of questions is known.
    #[must_use]
    pub fn tally<'a>(&self, course: &CourseId, questions: impl IntoIterator<Item = &'a Question>) -> Tally {
        let mut tally = Tally::default();
        for question in questions {
            match self.strength(course, question) {
                Strength::Unseen => tally.unseen += 1,
                Strength::Weak => tally.weak += 1,
                Strength::Familiar => tally.familiar += 1,
                Strength::Solid => tally.solid += 1,
            }
        }
        tally
    }

    /// Questions of the course whose last answer was not right.
    pub fn weak<'a>(&'a self, course: &'a Course) -> impl Iterator<Item = &'a Question> {
        course.questions.iter().filter(|question| self.strength(&course.id, question) == Strength::Weak)
    }

    /// Number of answers in the log.
    #[must_use]
    pub const fn answers(&self) -> u32 {
        self.answers
    }

    /// Number of answers in the log for each course, also for those that are gone by now.
    #[must_use]
    pub fn courses(&self) -> &[(CourseId, u32)] {
        &self.courses
    }

    /// Answers given on a study day.
    #[must_use]
    pub fn answers_on(&self, day: StudyDay) -> u32 {
        self.days.get(&day).copied().unwrap_or(0)
    }

    /// Study days with at least one answer, in their order.
    #[must_use]
    pub fn study_days(&self) -> Vec<StudyDay> {
        self.days.iter().map(|(day, _)| *day).collect()
    }
}

/// Numbers of questions by strength.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Never answered.
    pub unseen: usize,
    /// See [`Strength::Weak`].
    pub weak: usize,
    /// See [`Strength::Familiar`].
    pub familiar: usize,
    /// See [`Strength::Solid`].
    pub solid: usize,
}

impl Tally {
    /// Puts other questions to it.
    pub const fn add(&mut self, other: Self) {
        self.unseen += other.unseen;
        self.weak += other.weak;
        self.familiar += other.familiar;
        self.solid += other.solid;
    }

    /// All questions.
    #[must_use]
    pub const fn total(&self) -> usize {
        self.unseen + self.weak + self.familiar + self.solid
    }

    /// Questions answered at least once.
    #[must_use]
    pub const fn seen(&self) -> usize {
        self.weak + self.familiar + self.solid
    }

    /// How well all of them together are known: as the questions are, on average.
    #[must_use]
    pub fn strength(&self) -> Strength {
        if self.seen() == 0 {
            Strength::Unseen
        } else if self.solid == self.total() {
            Strength::Solid
        } else if self.percent() >= 40 {
            Strength::Familiar
        } else {
            Strength::Weak
        }
    }

    /// Mastery in percent: a solid question counts whole, a familiar one half. 0 without questions.
    #[must_use]
    pub fn percent(&self) -> u8 {
        let halves = self.familiar + 2 * self.solid;
        let total = 2 * self.total().max(1);
        u8::try_from(halves * 100 / total).unwrap_or(100)
    }
}
