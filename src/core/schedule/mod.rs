//! Spaced repetition: when to ask what again. One card for each question, folded from the review log.
//!
//! [`rating`] says what an answer is worth to the [`memory`] model, [`card`] keeps a question's memory and turns it into
//! study days, and [`plan`] makes a bearable day out of everything that is due. Days are [study days](StudyDay) in the
//! zone of each answer, so neither travel nor a night at the desk moves a due date.

pub mod card;
pub mod memory;
pub mod plan;
pub mod rating;

pub use card::Card;
pub use memory::Memory;
pub use plan::{Limits, Plan};
pub use rating::Rating;

use crate::core::course::Course;
use crate::core::ids::{CourseId, QuestionId};
use crate::core::question::Question;
use crate::core::review::{Review, StudyDay};
use serde::{Deserialize, Serialize};

/// Probability of recall at which a question is asked again, unless set otherwise.
pub const RETENTION: f32 = 0.90;

/// The cards of one course, sorted by question. Boxed, so that a new one moves little of the list.
type Cards = Vec<(QuestionId, Box<Card>)>;

/// Everything folded from the log. Each card depends on the answers to its own question and on nothing else.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Schedule {
    retention: f32,
    /// Sorted by id. A list: there are few courses.
    courses: Vec<(CourseId, Cards)>,
}

impl Default for Schedule {
    fn default() -> Self {
        Self::new(RETENTION)
    }
}

impl Schedule {
    /// A schedule without answers. `retention`: the probability of recall at which to ask again, 0.80 to 0.97.
    #[must_use]
    pub const fn new(retention: f32) -> Self {
        Self { retention, courses: Vec::new() }
    }

    /// Folds a whole log.
    #[must_use]
    pub fn replay<'a>(retention: f32, log: impl IntoIterator<Item = &'a Review>) -> Self {
        let mut schedule = Self::new(retention);
        for review in log {
            schedule.record(review);
        }
        schedule
    }

    /// Adds one record. The records of a question come in the order of their ids. An answer to another revision than
    /// the card's starts a new card.
    pub fn record(&mut self, review: &Review) {
        let (rating, day, retention) = (Rating::of(review), review.at.study_day(), self.retention);
        let question = &review.question;
        let cards = self.cards_mut(&review.course);
        match place(cards, question) {
            Ok(at) if cards[at].1.rev == review.rev => {
                *cards[at].1 = cards[at].1.answered(question, rating, day, retention);
            }
            Ok(at) => *cards[at].1 = Card::new(question, review.rev, rating, day, retention),
            Err(at) => {
                let card = Card::new(question, review.rev, rating, day, retention);
                cards.insert(at, (question.clone(), Box::new(card)));
            }
        }
    }

    /// What a record is about to change: the card of its question, of whichever revision.
    #[must_use]
    pub fn known(&self, review: &Review) -> Option<Card> {
        let cards = self.cards_of(&review.course);
        place(cards, &review.question).ok().map(|at| *cards[at].1)
    }

    /// Takes the record back that was added last. `before`: what was [known](Self::known) before it.
    pub fn take_back(&mut self, review: &Review, before: Option<Card>) {
        let cards = self.cards_mut(&review.course);
        match (place(cards, &review.question), before) {
            (Ok(at), Some(card)) => *cards[at].1 = card,
            (Ok(at), None) => drop(cards.remove(at)),
            (Err(_), _) => {}
        }
        self.courses.retain(|(_, cards)| !cards.is_empty());
    }

    /// The probability of recall at which it asks again.
    #[must_use]
    pub const fn retention(&self) -> f32 {
        self.retention
    }

    /// Works out every due day anew for another retention. What the answers say about memory stays.
    pub fn retain(&mut self, retention: f32) {
        self.retention = retention;
        for (question, card) in self.courses.iter_mut().flat_map(|(_, cards)| cards) {
            **card = card.rescheduled(question, retention);
        }
    }

    /// All cards.
    pub fn cards(&self) -> impl Iterator<Item = (&CourseId, &QuestionId, &Card)> {
        self.courses.iter().flat_map(|(course, cards)| cards.iter().map(move |(id, card)| (course, id, &**card)))
    }

    /// The card of a question, if this revision of it was ever answered.
    #[must_use]
    pub fn card(&self, course: &CourseId, question: &Question) -> Option<&Card> {
        card_of(self.cards_of(course), question)
    }

    /// The questions of the course that are due, in its order. Cards of questions that the course does not have (any
    /// more, or in that revision) wait unseen.
    #[must_use]
    pub fn due<'a>(&self, course: &'a Course, today: StudyDay) -> Vec<&'a Question> {
        let cards = self.cards_of(&course.id);
        let is_due = |question: &&Question| card_of(cards, question).is_some_and(|card| card.is_due(today));
        course.questions.iter().filter(is_due).collect()
    }

    /// How many questions fall due on each of the coming days, today first. What is overdue counts today.
    #[must_use]
    pub fn forecast(&self, course: &Course, today: StudyDay, days: usize) -> Vec<u32> {
        let cards = self.cards_of(&course.id);
        let mut counts = vec![0; days];
        for card in course.questions.iter().filter_map(|question| card_of(cards, question)) {
            let ahead = usize::try_from(card.due_by(today).since(today).max(0));
            if let Some(count) = ahead.ok().and_then(|ahead| counts.get_mut(ahead)) {
                *count += 1;
            }
        }
        counts
    }

    /// The part of the questions seen so far that would be known on a day (today, or one to come, if nothing is
    /// practised until then), 0 to 1; see [`Card::lasting`]. `None` when none was seen.
    #[must_use]
    pub fn predicted_recall(&self, course: &Course, day: StudyDay) -> Option<f32> {
        let cards = self.cards_of(&course.id);
        let (mut sum, mut seen) = (0.0, 0_u32);
        for card in course.questions.iter().filter_map(|question| card_of(cards, question)) {
            sum += card.lasting(day);
            seen += 1;
        }
        (seen > 0).then(|| sum / seen as f32)
    }

    fn cards_of(&self, course: &CourseId) -> &[(QuestionId, Box<Card>)] {
        self.courses.iter().find(|(id, _)| id == course).map_or(&[], |(_, cards)| cards)
    }

    fn cards_mut(&mut self, course: &CourseId) -> &mut Cards {
        let at = self.courses.iter().take_while(|(id, _)| id < course).count();
        if self.courses.get(at).is_none_or(|(id, _)| id != course) {
            self.courses.insert(at, (course.clone(), Vec::new()));
        }
        &mut self.courses[at].1
    }
}

fn place(cards: &[(QuestionId, Box<Card>)], question: &QuestionId) -> Result<usize, usize> {
    cards.binary_search_by(|(id, _)| id.cmp(question))
}

fn card_of<'a>(cards: &'a [(QuestionId, Box<Card>)], question: &Question) -> Option<&'a Card> {
    let (_, card) = &cards[place(cards, &question.id).ok()?];
    (card.rev == question.rev).then_some(card)
}
