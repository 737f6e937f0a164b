//! Papers that were sat with any grades, and what a phone hands in of them.
#![allow(dead_code, clippy::unwrap_used, reason = "each test file uses its part; helpers of tests may panic")]

use crate::jiguan::COURSE;
use biaoshuai::core::exam::{Asked, Closed, Grade, PaperCode, Reach, Sitting, Tailored, Variant};
use biaoshuai::core::grade::Verdict;
use biaoshuai::core::handin::{HandIn, Slip};
use biaoshuai::core::question::QuestionKind;
use biaoshuai::core::review::Moment;
use biaoshuai::core::shuffle::Rng;

/// When everybody begins.
pub const NOON: i64 = 1_790_000_000_000;

/// Milliseconds since 1970, in China.
pub fn at(utc_ms: i64) -> Moment {
    Moment { utc_ms, zone_min: 480 }
}

/// The code of a usual paper.
pub fn usual(seed: u64, variant: Variant) -> PaperCode {
    PaperCode::new(&COURSE, None, seed, variant).unwrap()
}

/// A paper of so many questions, of every type that can be marked.
pub fn tailored(questions: u8, seed: u64) -> PaperCode {
    let kinds = QuestionKind::ALL[..7].to_vec();
    let tailored = Tailored { reach: Reach::Course, kinds, questions, minutes: 180 };
    PaperCode::new(&COURSE, Some(&tailored), seed, Variant::A).unwrap()
}

/// A grade by a number.
pub const fn grade(number: u64) -> Grade {
    let share = (number >> 8) as u8;
    match number % 8 {
        0 => Grade::Open,
        1 => Grade::Void,
        2 => Grade::Worth(Verdict { points: 0, of: 4 }),
        3 | 4 => Grade::Worth(Verdict { points: 1 + share % 10, of: 12 }),
        _ => Grade::Worth(Verdict { points: 3, of: 3 }),
    }
}

/// A sitting of that paper, handed in, with any grades. The same number for the same person.
pub fn sat(code: PaperCode, person: u64, grades: &mut dyn FnMut(&Asked) -> Grade) -> Sitting {
    let paper = code.paper(&COURSE).unwrap();
    let mut sitting = Sitting::new(format!("0198c5f0-{person:08x}").as_str().into(), paper, at(NOON));
    let asked = sitting.paper.questions.clone();
    for (slot, asked) in sitting.slots.iter_mut().zip(&asked) {
        slot.grade = Some(grades(asked));
    }
    let end = at(NOON + 90_500 + 1000 * i64::try_from(person % 1000).unwrap());
    sitting.tick(end);
    sitting.closed = Some(Closed { at: end, by_time: false });
    sitting
}

/// The paper sat by that person, with all kinds of grades.
pub fn mixed(code: PaperCode, person: u64) -> Sitting {
    let mut rng = Rng::new(person, "grades");
    sat(code, person, &mut |_| grade(rng.next_u64()))
}

/// The whole result, as the picture holds it.
pub fn text(sitting: &Sitting, name: &str) -> String {
    HandIn::new(sitting, name).unwrap().text()
}

/// The short result, as it is typed.
pub fn slip(sitting: &Sitting, name: &str) -> String {
    Slip::new(sitting, name).unwrap().to_string()
}
