//! Search as one types: over concepts, questions and the reader's own copy of the text, by characters or by the
//! initials of their pinyin (`zbs` finds 作表率), mixed as one likes.

mod excerpt;
mod haystack;
mod initials;
mod pieces;
mod query;
mod readings;

pub use excerpt::Excerpt;
pub use initials::Initials;
pub use query::{QUERY_MAX, WORDS_MAX, kept};

use super::course::Course;
use haystack::Haystack;
use pieces::{Piece, Rank};
use query::Word;
use std::sync::Arc;

/// Hits of one kind that are shown; the rest is only counted.
pub const SHOWN_MAX: usize = 20;

/// A stem, wording or paragraph is quoted with at most so many characters.
pub const QUOTED_MAX: usize = 40;

/// A course, ready to be searched.
#[derive(Debug)]
pub struct Index {
    course: Arc<Course>,
    own: Option<Vec<String>>,
    initials: Initials,
    concepts: Haystack,
    questions: Haystack,
    paragraphs: Haystack,
}

/// What was found, by kind, the best first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Concepts by their title, then by wording and members, then by explanation.
    pub concepts: Group,
    /// Questions by their stem, then by what is to choose or to write, then by the reasons given.
    pub questions: Group,
    /// Paragraphs of the reader's own copy, in their order.
    pub paragraphs: Group,
}

/// The hits of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The best [`SHOWN_MAX`].
    pub hits: Vec<Hit>,
    /// How many there are in all.
    pub total: usize,
}

/// One thing that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Its place (0 = first) among the concepts or questions of the course, or among the paragraphs.
    pub place: usize,
    /// Title, stem or paragraph.
    pub title: Excerpt,
    /// Where a word that the title does not have was found.
    pub passage: Option<Excerpt>,
}

impl Index {
    /// Makes a course with its commentary searchable, and the paragraphs of the reader's own copy of the text if there
    /// is one. For 10,000 questions about a tenth of a second's work; a search is a hundredth of that.
    #[must_use]
    pub fn build(course: Arc<Course>, own: Option<&[String]>, initials: Initials) -> Self {
        let mut concepts = Haystack::default();
        for concept in &course.concepts {
            concepts.push(&pieces::of_concept(concept));
        }
        let mut questions = Haystack::default();
        for question in &course.questions {
            questions.push(&pieces::of_question(question));
        }
        let mut paragraphs = Haystack::default();
        for paragraph in own.unwrap_or_default() {
            paragraphs.push(&pieces::of_paragraph(paragraph));
        }
        Self { own: own.map(<[String]>::to_vec), course, initials, concepts, questions, paragraphs }
    }

    /// Whether it was built of exactly this.
    #[must_use]
    pub fn is_of(&self, course: &Arc<Course>, own: Option<&[String]>) -> bool {
        Arc::ptr_eq(&self.course, course) && self.own.as_deref() == own
    }

    /// The course it was built of; [`Hit::place`] counts in this one.
    #[must_use]
    pub fn course(&self) -> &Course {
        &self.course
    }

    /// Everything that has all words of a query, whatever the marks between them; a Latin letter stands for itself and
    /// for every character whose pinyin begins with it. `None` when nothing is left of the query to search for.
    #[must_use]
    pub fn search(&self, typed: &str) -> Option<Found> {
        let words = query::parse(typed);
        if words.is_empty() {
            return None;
        }
        let concept = |place| pieces::of_concept(&self.course.concepts[place]);
        let question = |place| pieces::of_question(&self.course.questions[place]);
        let own = self.own.as_deref().unwrap_or_default();
        Some(Found {
            concepts: self.group(&self.concepts, &words, &concept),
            questions: self.group(&self.questions, &words, &question),
            paragraphs: self.group(&self.paragraphs, &words, &|place| pieces::of_paragraph(&own[place])),
        })
    }

    fn group<'a>(&self, haystack: &Haystack, words: &[Word], pieces: &dyn Fn(usize) -> Vec<Piece<'a>>) -> Group {
        let (best, total) = haystack.search(words, &self.initials, SHOWN_MAX);
        Group { hits: best.into_iter().map(|place| self.hit(place, &pieces(place), words)).collect(), total }
    }

    fn hit(&self, place: usize, pieces: &[Piece<'_>], words: &[Word]) -> Hit {
        let excerpt = |text: &str| Excerpt::of(text, words, &self.initials, QUOTED_MAX);
        let (titles, others): (Vec<_>, Vec<_>) = pieces.iter().partition(|piece| piece.rank == Rank::First);
        let has = |piece: &Piece<'_>, word: &Word| word.is_in(piece.text, &self.initials);
        let missing: Vec<&Word> = words.iter().filter(|word| !titles.iter().any(|title| has(title, word))).collect();
        // Of all places one is shown: the first that has most of what the title lacks.
        let mut passage = None;
        let mut most = 0;
        for piece in others {
            let count = missing.iter().filter(|word| has(piece, word)).count();
            if count > most {
                (passage, most) = (Some(excerpt(piece.text)), count);
            }
        }
        Hit { place, title: excerpt(titles.first().map_or("", |title| title.text)), passage }
    }
}

impl Found {
    /// Hits of all kinds together.
    #[must_use]
    pub const fn total(&self) -> usize {
        self.concepts.total + self.questions.total + self.paragraphs.total
    }
}
