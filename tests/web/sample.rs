//! Records to store: any number of them, all different, the same in every run.

use biaoshuai::core::answer::{Answer, Confidence, SelfGrade};
use biaoshuai::core::grade::Verdict;
use biaoshuai::core::ids::{ConceptId, ReviewId, SectionId, SessionId};
use biaoshuai::core::log::Entry;
use biaoshuai::core::review::{Moment, Review};
use biaoshuai::core::session::{Given, Item, Scope, Session};
use biaoshuai::core::settings::{Settings, Theme};
use biaoshuai::storage::{Store, Write};

/// Numbers that look random (splitmix64).
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `end`.
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    pub(crate) fn maybe<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        (self.below(2) == 1).then(|| make(self))
    }

    fn list<T>(&mut self, make: impl Fn(&mut Self) -> T) -> Vec<T> {
        (0..self.below(5)).map(|_| make(self)).collect()
    }

    fn byte(&mut self) -> u8 {
        self.next() as u8
    }

    /// Text with what breaks careless escaping: quotes, backslashes, controls, line separators, letters of every width.
    pub(crate) fn text(&mut self) -> String {
        const LETTERS: [char; 14] =
            ['表', '率', '“', '”', '"', '\\', '\n', '\u{0}', '\u{2028}', 'a', ' ', '😀', '\u{feff}', '\u{10ffff}'];
        (0..self.below(12)).map(|_| LETTERS[self.below(14) as usize]).collect()
    }

    fn answer(&mut self) -> Answer {
        match self.below(7) {
            0 => Answer::Choice(self.list(Self::byte).into_iter().collect()),
            1 => Answer::Truth(self.below(2) == 1),
            2 => Answer::Fill(self.list(Self::text)),
            3 => Answer::Order(self.list(Self::byte)),
            4 => Answer::Match(self.list(|dice| dice.maybe(Self::byte))),
            5 => Answer::Group(self.list(|dice| dice.maybe(Self::byte))),
            _ => Answer::Recall {
                text: self.text(),
                grade: self
                    .maybe(|dice| [SelfGrade::Forgot, SelfGrade::Partly, SelfGrade::Fluent][dice.below(3) as usize]),
            },
        }
    }

    fn confidence(&mut self) -> Confidence {
        [Confidence::Sure, Confidence::Unsure, Confidence::Guess][self.below(3) as usize]
    }

    fn moment(&mut self) -> Moment {
        Moment { utc_ms: self.next() as i64 / 1_000_000, zone_min: self.below(1600) as i32 - 800 }
    }

    fn verdict(&mut self) -> Verdict {
        Verdict { points: self.byte(), of: self.byte() }
    }

    fn scope(&mut self) -> Scope {
        match self.below(8) {
            0 => Scope::Today,
            1 => Scope::Course,
            2 => Scope::Section(SectionId(self.text())),
            3 => Scope::Concept(ConceptId(self.text())),
            4 => Scope::Missed(SessionId(self.text())),
            5 => Scope::Challenge,
            6 => Scope::Filter(self.text()),
            _ => Scope::Weak,
        }
    }

    /// Any review under the id number `number`.
    pub(crate) fn review(&mut self, number: u64) -> Review {
        Review {
            id: ReviewId(id(number)),
            course: self.text().as_str().into(),
            question: self.text().as_str().into(),
            rev: self.next() as u32,
            session: self.text().as_str().into(),
            at: self.moment(),
            took_ms: self.next() as u32,
            answer: self.answer(),
            verdict: self.verdict(),
            sure: self.maybe(Self::confidence),
        }
    }

    /// Any session under the id number `number`.
    pub(crate) fn session(&mut self, number: u64) -> Session {
        let items = self.list(|dice| Item {
            rev: dice.maybe(|dice| dice.next() as u32),
            question: dice.text().as_str().into(),
            given: dice.maybe(|dice| Given {
                review: dice.text().as_str().into(),
                answer: dice.answer(),
                verdict: dice.verdict(),
                sure: dice.maybe(Self::confidence),
            }),
        });
        Session {
            id: SessionId(id(number)),
            course: self.text().as_str().into(),
            scope: self.scope(),
            seed: self.next(),
            started: self.moment(),
            finished: self.maybe(Self::moment),
            cursor: self.below(6) as usize,
            items,
            draft: self.maybe(Self::answer),
            sure: self.maybe(Self::confidence),
        }
    }
}

/// An id as the app makes them (UUID v7); a higher number is a later one.
pub(crate) fn id(number: u64) -> String {
    let time = 0x0199_0000_0000 + number;
    format!("{:08x}-{:04x}-7abc-8def-0123456789ab", time >> 16, time & 0xffff)
}

/// One review, always the same under the same number.
pub(crate) fn review(number: u64) -> Review {
    Dice(number).review(number)
}

/// One session, always the same under the same number.
pub(crate) fn session(number: u64) -> Session {
    Dice(number).session(number)
}

/// Settings other than the default.
pub(crate) fn settings() -> Settings {
    Settings {
        theme: Theme::Dark,
        text_percent: 130,
        ask_confidence: false,
        session_size: 20,
        course: None,
        speech_percent: 125,
        ..Settings::default()
    }
}

/// Reviews alone.
pub(crate) fn reviews(numbers: impl IntoIterator<Item = u64>) -> Write {
    Write { reviews: numbers.into_iter().map(review).collect(), ..Write::default() }
}

/// The answers that lie in the log.
pub(crate) async fn answers(store: &Store) -> Vec<Review> {
    let answer = |entry| match entry {
        Entry::Answer(review) => Some(review),
        Entry::Undo(_) | Entry::Unreadable(_) => None,
    };
    store.log().await.unwrap().into_iter().filter_map(answer).collect()
}
