//! A session: a fixed list of questions, answered one by one. The record is all there is to it, so a session that was
//! cut off at any point goes on exactly where it stood.

use crate::core::answer::{Answer, Confidence};
use crate::core::challenge::{self, Run};
use crate::core::course::Course;
use crate::core::grade::{NotGradable, Outcome, Verdict, grade};
use crate::core::ids::{ConceptId, CourseId, QuestionId, ReviewId, SectionId, SessionId};
use crate::core::question::{Body, Question};
use crate::core::review::{Moment, Review};
use serde::{Deserialize, Serialize};

/// What a session asks about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// Today's suggestion.
    Today,
    /// The whole course.
    Course,
    /// One section.
    Section(SectionId),
    /// One concept.
    Concept(ConceptId),
    /// The questions that were not answered right in another session.
    Missed(SessionId),
    /// What the schedule says is due.
    Due,
    /// What is in the 错题本.
    Mistakes,
    /// Everything that is answered wrong at the moment.
    Weak,
    /// What tells two look-alikes apart.
    Contrast(ConceptId, ConceptId),
    /// 专项练习: what was wanted, as a [`Filter`](crate::core::filter::Filter) writes it.
    Filter(String),
    /// 挑战答题: until a mistake too many, see [`challenge`].
    Challenge,
}

/// A practice session as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// Unique and sorted by time.
    pub id: SessionId,
    /// The course its questions come from.
    pub course: CourseId,
    /// What it asks about.
    pub scope: Scope,
    /// Decides every shuffle of the session.
    pub seed: u64,
    /// When it was begun.
    pub started: Moment,
    /// When the last question was left behind or the session was ended by hand.
    pub finished: Option<Moment>,
    /// The questions in the order in which they are asked.
    pub items: Vec<Item>,
    /// The item on screen.
    pub cursor: usize,
    /// The answer being put together for it.
    pub draft: Option<Answer>,
    /// The mark set for it.
    pub sure: Option<Confidence>,
}

/// One question of a session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// The question.
    pub question: QuestionId,
    /// The revision that is asked, or that was answered; see [`Session::fitted_to`]. `None` in old records.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rev: Option<u32>,
    /// Its answer, once given.
    pub given: Option<Given>,
}

/// An answer given in a session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    /// The record of the log that keeps it.
    pub review: ReviewId,
    /// The answer.
    pub answer: Answer,
    /// What it was worth.
    pub verdict: Verdict,
    /// How sure its giver was.
    pub sure: Option<Confidence>,
}

impl Item {
    /// Whether it asks, or was answered as, the question as it is now.
    #[must_use]
    pub fn is_of(&self, question: &Question) -> bool {
        self.question == question.id && self.rev.is_none_or(|rev| rev == question.rev)
    }
}

/// What the session is waiting for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// An answer to the item under the cursor.
    Asking,
    /// The reader, who looks at the feedback.
    Feedback,
    /// Nothing: show the summary.
    Finished,
}

/// Why an action is not possible now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SessionError {
    /// The item under the cursor already has its answer.
    #[error("this question is already answered")]
    AlreadyAnswered,
    /// The session is over.
    #[error("the session is finished")]
    Finished,
    /// Another question than the one under the cursor.
    #[error("the answer belongs to another question")]
    OtherQuestion,
    /// See [`NotGradable`].
    #[error(transparent)]
    NotGradable(#[from] NotGradable),
}

/// When and how an answer was given; everything `core` cannot know by itself.
#[derive(Clone, Debug)]
pub struct Occasion {
    /// Id of the log record to be written.
    pub review: ReviewId,
    /// Now.
    pub now: Moment,
    /// Milliseconds since the question was shown.
    pub took_ms: u32,
}

/// Right, partly right, wrong and unanswered items.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// Fully right.
    pub right: usize,
    /// Partly right.
    pub partial: usize,
    /// Wrong.
    pub wrong: usize,
    /// Not answered.
    pub open: usize,
}

impl Session {
    /// A new session at its first question.
    #[must_use]
    pub fn new(id: SessionId, course: CourseId, scope: Scope, seed: u64, now: Moment, queue: Vec<QuestionId>) -> Self {
        let items = queue.into_iter().map(|question| Item { question, rev: None, given: None }).collect();
        Self { id, course, scope, seed, started: now, finished: None, items, cursor: 0, draft: None, sure: None }
    }

    /// What the session is waiting for.
    #[must_use]
    pub fn phase(&self) -> Phase {
        match self.items.get(self.cursor) {
            _ if self.finished.is_some() => Phase::Finished,
            None => Phase::Finished,
            Some(item) if item.given.is_some() => Phase::Feedback,
            Some(_) => Phase::Asking,
        }
    }

    /// The item on screen.
    #[must_use]
    pub fn current(&self) -> Option<&Item> {
        self.items.get(self.cursor)
    }

    /// Grades an answer to the current question: the session after it and the record for the log. Nothing is written
    /// here; the caller stores both in one transaction.
    ///
    /// # Errors
    /// [`SessionError`] when the session is not waiting for this answer or the answer is incomplete.
    pub fn answer(
        &self,
        question: &Question,
        answer: Answer,
        occasion: Occasion,
    ) -> Result<(Self, Review), SessionError> {
        match self.phase() {
            Phase::Asking => {}
            Phase::Feedback => return Err(SessionError::AlreadyAnswered),
            Phase::Finished => return Err(SessionError::Finished),
        }
        if self.current().is_none_or(|item| item.question != question.id) {
            return Err(SessionError::OtherQuestion);
        }
        let verdict = grade(&question.body, &answer)?;
        let review = Review {
            id: occasion.review.clone(),
            course: self.course.clone(),
            question: question.id.clone(),
            rev: question.rev,
            session: self.id.clone(),
            at: occasion.now,
            took_ms: occasion.took_ms,
            answer: answer.clone(),
            verdict,
            sure: self.sure,
        };
        let mut next = self.clone();
        next.items[self.cursor].rev = Some(question.rev);
        next.items[self.cursor].given = Some(Given { review: occasion.review, answer, verdict, sure: self.sure });
        next.draft = None;
        next.sure = None;
        Ok((next, review))
    }

    /// The session at the question after the current one, finished after the last. A challenge ends after a mistake too
    /// many, and nothing is kept of what it would have asked.
    #[must_use]
    pub fn advance(&self, now: Moment) -> Self {
        let mut next = self.clone();
        if self.finished.is_none() {
            next.cursor = self.cursor.saturating_add(1).min(self.items.len());
            next.draft = None;
            next.sure = None;
            if challenge::run(&next) == Some(Run::Over) {
                next.items.retain(|item| item.given.is_some());
                next.cursor = next.items.len();
            }
            if next.cursor == next.items.len() {
                next.finished = Some(now);
            }
        }
        next
    }

    /// The session with a new draft for the question on screen; unchanged when no answer is awaited, for a draft may
    /// come late.
    #[must_use]
    pub fn with_draft(&self, draft: Option<Answer>, sure: Option<Confidence>) -> Self {
        match self.phase() {
            Phase::Asking => Self { draft, sure, ..self.clone() },
            Phase::Feedback | Phase::Finished => self.clone(),
        }
    }

    /// The session ended by hand; unanswered questions stay unanswered.
    #[must_use]
    pub fn end(&self, now: Moment) -> Self {
        Self { finished: Some(self.finished.unwrap_or(now)), draft: None, sure: None, ..self.clone() }
    }

    /// The session as it goes on with this edition of its course: begun with another one, or new and without revisions.
    ///
    /// - A question that the course no longer has is not asked; the cursor moves to the one that follows.
    /// - An open question is asked in its present revision. A draft put together for another revision, or that cannot be
    ///   an answer to the question as it is now, is dropped, for it would mean something else.
    /// - Answers stay as they were given, whatever became of their questions.
    #[must_use]
    pub fn fitted_to(&self, course: &Course) -> Self {
        let mut next = Self { items: Vec::with_capacity(self.items.len()), ..self.clone() };
        for (place, item) in self.items.iter().enumerate() {
            let mut item = item.clone();
            if item.given.is_none() {
                let question = course.question(&item.question);
                let keeps_draft = |question: &Question| {
                    let fits = |draft: &Answer| matches!(question.body, Body::Later(_)) || draft.fits(&question.body);
                    item.is_of(question) && self.draft.as_ref().is_none_or(fits)
                };
                if place == self.cursor && !question.is_some_and(keeps_draft) {
                    next.draft = None;
                    next.sure = None;
                }
                let Some(question) = question else {
                    next.cursor -= usize::from(place < self.cursor);
                    continue;
                };
                item.rev = Some(question.rev);
            }
            next.items.push(item);
        }
        next
    }

    /// The tally of the session.
    #[must_use]
    pub fn score(&self) -> Score {
        let mut score = Score::default();
        for item in &self.items {
            match item.given.as_ref().map(|given| given.verdict.outcome()) {
                Some(Outcome::Right) => score.right += 1,
                Some(Outcome::Partial) => score.partial += 1,
                Some(Outcome::Wrong) => score.wrong += 1,
                None => score.open += 1,
            }
        }
        score
    }

    /// Questions that were answered, but not fully right.
    pub fn missed(&self) -> impl Iterator<Item = &QuestionId> {
        self.items
            .iter()
            .filter(|item| item.given.as_ref().is_some_and(|given| !given.verdict.is_right()))
            .map(|item| &item.question)
    }
}

impl Score {
    /// Answered items.
    #[must_use]
    pub const fn answered(&self) -> usize {
        self.right + self.partial + self.wrong
    }
}
