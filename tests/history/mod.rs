//! What somebody did, record by record, and the ledger that comes of it.
#![allow(dead_code, clippy::unwrap_used, reason = "each test file uses its part; helpers of tests may panic")]

use biaoshuai::core::answer::{Answer, Confidence};
use biaoshuai::core::grade::Verdict;
use biaoshuai::core::ids::{QuestionId, ReviewId, SessionId};
use biaoshuai::core::ledger::{Checkpoint, HELD, Ledger, Refused};
use biaoshuai::core::log::{Entry, Undo};
use biaoshuai::core::mistakes::Mistakes;
use biaoshuai::core::progress::Progress;
use biaoshuai::core::review::{Moment, Review};
use biaoshuai::core::schedule::{RETENTION, Schedule};
use biaoshuai::core::statistics::Statistics;
use proptest::prelude::*;

const HOUR: i64 = 3_600_000;
pub const DAY: i64 = 24 * HOUR;

/// So many hours after a day in 2024.
pub fn moment(hours: i64) -> Moment {
    Moment { utc_ms: 20_000 * DAY + hours * HOUR, zone_min: 480 }
}

/// The answer with that number: ids and times go up with it.
pub fn answer(number: usize, question: usize, session: usize, right: bool) -> Review {
    Review {
        id: ReviewId(format!("{number:08}")),
        course: "c".into(),
        question: QuestionId(format!("q{question:02}")),
        rev: 1,
        session: SessionId(format!("s{session}")),
        at: moment(i64::try_from(number).unwrap() * 5),
        took_ms: 4000,
        answer: Answer::Truth(right),
        verdict: Verdict { points: u8::from(right), of: 1 },
        sure: None,
    }
}

/// Taken back a second later.
pub fn undo(of: &Review) -> Undo {
    Undo::new(&of.id, Moment { utc_ms: of.at.utc_ms + 1000, ..of.at })
}

/// Answers to eleven questions in one session, every third one wrong.
pub fn answers(numbers: std::ops::Range<usize>) -> Vec<Entry> {
    numbers.map(|number| answer(number, number % 11, 0, number % 3 > 0).into()).collect()
}

/// Everything there is to see.
pub fn seen(ledger: &Ledger) -> (&Progress, &Mistakes, &Statistics, &Schedule) {
    (ledger.progress(), ledger.mistakes(), ledger.statistics(), ledger.schedule())
}

/// The checkpoint stored after a log, as the next start reads it.
pub fn stored_checkpoint(log: &[Entry]) -> Option<Checkpoint> {
    Some(Checkpoint::from_bytes(&Ledger::replay(RETENTION, log.to_vec()).checkpoint()?).unwrap())
}

/// A start with a checkpoint and this log on disk, sorted as a database sorts it.
pub fn start(checkpoint: Checkpoint, log: &[Entry]) -> Result<Ledger, Refused> {
    let mut sorted = log.to_vec();
    sorted.sort_by(|one, other| one.id().cmp(other.id()));
    let last = checkpoint.last().unwrap().clone();
    let (before, rest): (Vec<_>, Vec<_>) = sorted.into_iter().partition(|entry| *entry.id() <= last);
    // The storage gives a checkpoint up as soon as the log has another record up to its end.
    if before.len() != checkpoint.count() as usize {
        return Err(Refused::Astray);
    }
    Ledger::resume(checkpoint, RETENTION, rest)
}

/// What somebody does next.
#[derive(Clone, Debug)]
pub enum Act {
    /// Answers a question in a session: question, session, points of two, mark, hours since the last time.
    Answer(usize, usize, u8, Option<Confidence>, i64),
    /// Takes back the answer given so many records ago, in the way of this program.
    Undo(usize),
    /// Something breaks a record.
    Break,
}

/// Up to 160 of them.
pub fn acts() -> impl Strategy<Value = Vec<Act>> {
    let sure = prop_oneof![3 => Just(None), 1 => Just(Some(Confidence::Guess)), 1 => Just(Some(Confidence::Sure))];
    let act = prop_oneof![
        12 => (0..6_usize, 0..3_usize, 0..=2_u8, sure, 0..40_i64)
            .prop_map(|(question, session, points, sure, pause)| Act::Answer(question, session, points, sure, pause)),
        3 => (0..HELD).prop_map(Act::Undo),
        1 => Just(Act::Break),
    ];
    proptest::collection::vec(act, 0..160)
}

/// The records that this leaves behind, in the order in which they are written.
pub fn written(acts: &[Act]) -> Vec<Entry> {
    let mut log: Vec<Entry> = Vec::new();
    let mut hours = 0;
    for (number, act) in acts.iter().enumerate() {
        let id = ReviewId(format!("{number:08}"));
        let ago = |ago: &usize| log.iter().rev().nth(*ago).filter(|entry| !matches!(entry, Entry::Undo(_)));
        log.push(match act {
            Act::Answer(question, session, points, sure, pause) => {
                hours += pause;
                let mut review = answer(number, *question, *session, true);
                review.verdict = Verdict { points: *points, of: 2 };
                // A few belong to another course, or to another revision.
                if *question == 5 {
                    review.course = "other".into();
                }
                review.rev = 1 + u32::from(*session == 2 && *points == 0);
                (review.sure, review.at) = (*sure, moment(hours));
                review.into()
            }
            Act::Break => Entry::Unreadable(id),
            Act::Undo(back) => match ago(back) {
                Some(of) if log.iter().all(|entry| entry.id() != Undo::new(of.id(), moment(0)).id()) => {
                    Undo::new(of.id(), moment(hours)).into()
                }
                _ => Entry::Unreadable(id),
            },
        });
    }
    log
}

/// As a database sorts it.
pub fn sorted(log: &[Entry]) -> Vec<Entry> {
    let mut log = log.to_vec();
    log.sort_by(|one, other| one.id().cmp(other.id()));
    log
}
