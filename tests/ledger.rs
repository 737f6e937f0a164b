//! Learners rely on this: what the app shows is what the log says, however it was worked out, and what was taken back
//! counts nowhere.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

mod small;

use biaoshuai::core::answer::{Answer, Confidence, SelfGrade};
use biaoshuai::core::grade::Verdict;
use biaoshuai::core::ids::{QuestionId, ReviewId, SessionId};
use biaoshuai::core::ledger::{Checkpoint, FOLD, HELD, Ledger, Refused};
use biaoshuai::core::log::{Entry, Undo};
use biaoshuai::core::mistakes::Mistakes;
use biaoshuai::core::progress::Progress;
use biaoshuai::core::question::{Body, Question};
use biaoshuai::core::review::{Moment, Review, StudyDay};
use biaoshuai::core::schedule::{RETENTION, Schedule};
use biaoshuai::core::session::{Occasion, Phase, Scope, Session};
use biaoshuai::core::statistics::Statistics;
use proptest::prelude::*;

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;

fn moment(hours: i64) -> Moment {
    Moment { utc_ms: 20_000 * DAY + hours * HOUR, zone_min: 480 }
}

/// The answer with that number: ids and times go up with it.
fn answer(number: usize, question: usize, session: usize, right: bool) -> Review {
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

fn undo(of: &Review) -> Undo {
    Undo::new(&of.id, Moment { utc_ms: of.at.utc_ms + 1000, ..of.at })
}

/// Answers to eleven questions in one session, every third one wrong.
fn answers(numbers: std::ops::Range<usize>) -> Vec<Entry> {
    numbers.map(|number| answer(number, number % 11, 0, number % 3 > 0).into()).collect()
}

fn question(number: usize) -> Question {
    Question { concepts: vec!["k".into()], ..small::statement(&format!("q{number:02}")) }
}

/// A session that asks questions 0, 1, 2.
fn session() -> Session {
    let queue = (0..3).map(|number| question(number).id).collect();
    Session::new("s".into(), "c".into(), Scope::Course, 1, moment(0), queue)
}

/// Answers the question on screen, and says so to the ledger.
fn give(ledger: &mut Ledger, session: &Session, right: bool) -> (Session, Review) {
    let number = usize::try_from(ledger.records()).unwrap();
    let occasion = Occasion {
        review: ReviewId(format!("{number:08}")),
        now: moment(i64::try_from(number).unwrap()),
        took_ms: 3000,
    };
    let (next, review) = session.answer(&question(session.cursor), Answer::Truth(right), occasion).unwrap();
    ledger.apply(&review.clone().into());
    (next, review)
}

/// Everything there is to see.
fn seen(ledger: &Ledger) -> (&Progress, &Mistakes, &Statistics, &Schedule) {
    (ledger.progress(), ledger.mistakes(), ledger.statistics(), ledger.schedule())
}

// --- How the log is written ---

/// The records of the log of version 1, as they lie on people's devices.
fn stored() -> Vec<String> {
    let sample: serde_json::Value = serde_json::from_str(include_str!("fixtures/schema-1.json")).unwrap();
    sample["log"].as_array().unwrap().iter().map(|record| record[1].as_str().unwrap().to_owned()).collect()
}

#[test]
fn old_records_are_read_and_written_as_ever() {
    let records = stored();
    assert!(records.len() >= 9);
    for text in records {
        let review: Review = serde_json::from_str(&text).unwrap();
        let entry = Entry::read(&text).unwrap();
        assert_eq!(entry, Entry::Answer(review));
        assert_eq!(serde_json::to_string(&entry).unwrap(), text);
    }
}

#[test]
fn an_answer_taken_back_is_a_record_of_its_own() {
    let undo = Undo::new(&"0193-a".into(), Moment { utc_ms: 5, zone_min: 480 });
    let text = r#"{"id":"0193-a~","undo":"0193-a","t":{"u":5,"z":480}}"#;
    assert_eq!(serde_json::to_string(&Entry::from(undo.clone())).unwrap(), text);
    assert_eq!(Entry::read(text).unwrap(), Entry::Undo(undo));
}

#[test]
fn a_corrupt_record_is_refused_with_the_reason_of_an_answer() {
    for bad in ["", "null", "7", "[]", "{}", r#"{"id":"a","undo":"b"}"#, r#"{"id":"a~","undo":7,"t":{"u":5,"z":480}}"#]
    {
        assert!(Entry::read(bad).is_err(), "{bad}");
    }
    let cut = stored()[0].replace(r#""q":"q-01","#, "");
    assert!(Entry::read(&cut).unwrap_err().to_string().contains("missing field `q`"));
    // An undo that the database keeps under another id would lie anywhere in the log.
    let astray = Entry::read(r#"{"id":"0193-b","undo":"0193-a","t":{"u":5,"z":480}}"#).unwrap_err();
    assert!(astray.to_string().contains("undo"), "{astray}");
    assert!(serde_json::to_string(&Entry::Unreadable("a".into())).is_err(), "it would replace what is there");
}

#[test]
fn an_undo_follows_its_answer_at_once_in_the_order_of_the_log() {
    let id = |text: &str| ReviewId(text.into());
    let (one, next) = (id("01993b00-0001-7abc-8def-0123456789ab"), id("01993b00-0001-7abc-8def-0123456789ac"));
    let undo = Undo::new(&one, moment(0)).id().clone();
    assert!(one < undo && undo < next);
    assert_eq!(undo, *Undo::new(&one, moment(99)).id(), "there is one place for it, so it is there once");
}

// --- What may be taken back ---

#[test]
fn the_last_answer_of_a_session_may_be_taken_back_once_and_before_the_next() {
    let mut ledger = Ledger::default();
    let begun = session();
    assert_eq!(ledger.undoable(&begun), None);
    let (one, first) = give(&mut ledger, &begun, false);
    assert_eq!(ledger.undoable(&one), Some(&first));
    let one = one.advance(moment(1));
    assert_eq!(ledger.undoable(&one), Some(&first), "also when the next question is on screen");
    let (two, second) = give(&mut ledger, &one, false);
    assert_eq!(ledger.undoable(&two), Some(&second));

    let (back, undo) = ledger.undo(&two, moment(2)).unwrap();
    assert_eq!(undo.of, second.id);
    ledger.apply(&undo.into());
    assert_eq!(ledger.undoable(&back), None, "the one before it is history");
    assert_eq!(ledger.undoable(&two), None, "and it cannot be taken back again");
    let (again, third) = give(&mut ledger, &back, true);
    assert_eq!(ledger.undoable(&again), Some(&third), "but the new answer can");
    assert_eq!(ledger.progress().answers(), 2);
    assert_eq!(ledger.records(), 4);
}

#[test]
fn what_may_be_taken_back_is_the_same_after_a_restart() {
    let mut log = answers(0..100);
    let last = answer(100, 0, 7, true);
    log.push(last.clone().into());
    let mut asked = session();
    asked.id = "s7".into();
    let (given, _) = asked
        .answer(&question(0), Answer::Truth(true), Occasion { review: last.id.clone(), now: last.at, took_ms: 1 })
        .unwrap();
    let again = Ledger::replay(RETENTION, log.clone());
    assert_eq!(again.undoable(&given), Some(&last));
    log.push(undo(&last).into());
    assert_eq!(Ledger::replay(RETENTION, log).undoable(&given), None);
}

#[test]
fn an_answer_of_long_ago_stays() {
    let mut ledger = Ledger::default();
    let (given, first) = give(&mut ledger, &session(), false);
    for number in 1..HELD {
        ledger.apply(&answer(number, 5, 9, true).into());
    }
    assert_eq!(ledger.undoable(&given), Some(&first), "other sessions do not matter");
    ledger.apply(&answer(HELD, 5, 9, true).into());
    assert_eq!(ledger.undoable(&given), None);
}

#[test]
fn a_session_waits_again_for_the_answer_that_was_taken_back() {
    let mut ledger = Ledger::default();
    let (one, _) = give(&mut ledger, &session(), true);
    let (two, _) = give(&mut ledger, &one.advance(moment(1)), false);
    for shown in [two.clone(), two.advance(moment(2)), two.end(moment(2))] {
        let back = shown.without_last();
        assert_eq!(back.phase(), Phase::Asking);
        assert_eq!((back.cursor, back.finished), (1, None));
        assert_eq!(back.draft, Some(Answer::Truth(false)), "to be mended, not to be begun anew");
        assert!(back.items[0].given.is_some() && back.items[1].given.is_none());
    }
    assert_eq!(session().without_last(), session());
}

#[test]
fn a_text_from_memory_is_judged_anew_after_it_was_taken_back() {
    let mut asked = question(0);
    asked.body = Body::Recall { text: "一二三".into(), terms: Vec::new() };
    let text = || "一二".to_owned();
    let mut begun = session();
    begun.sure = Some(Confidence::Sure);
    let occasion = Occasion { review: "r".into(), now: moment(0), took_ms: 1 };
    let given = Answer::Recall { text: text(), grade: Some(SelfGrade::Fluent) };
    let (next, _) = begun.answer(&asked, given, occasion).unwrap();
    let back = next.without_last();
    assert_eq!(back.draft, Some(Answer::Recall { text: text(), grade: None }));
    assert_eq!(back.sure, Some(Confidence::Sure));
}

#[test]
fn an_answer_that_was_taken_back_counts_nowhere() {
    let (kept, slip) = (answer(1, 1, 0, true), answer(2, 1, 0, false));
    let clean = Ledger::replay(RETENTION, [kept.clone().into()]);
    let mut ledger = Ledger::replay(RETENTION, [kept.into(), slip.clone().into()]);
    assert_ne!(seen(&ledger), seen(&clean));
    ledger.apply(&undo(&slip).into());
    assert_eq!(seen(&ledger), seen(&clean));
    assert_eq!(ledger.mistakes().of(&"c".into(), &question(1)), None);
    assert_eq!(ledger.progress().answers_on(slip.at.study_day()), 1);
}

#[test]
fn an_undo_reaches_only_the_answer_it_names() {
    // The same question was answered in another tab after the answer that is taken back.
    let log = [answer(1, 1, 0, false), answer(2, 1, 1, true), answer(3, 2, 1, false)];
    let mut ledger = Ledger::replay(RETENTION, log.clone().map(Entry::from));
    ledger.apply(&undo(&log[0]).into());
    assert_eq!(seen(&ledger), seen(&Ledger::replay(RETENTION, log[1..].iter().cloned().map(Entry::from))));
}

// --- Checkpoints ---

/// The checkpoint stored after a log, as the next start reads it.
fn stored_checkpoint(log: &[Entry]) -> Option<Checkpoint> {
    Some(Checkpoint::from_bytes(&Ledger::replay(RETENTION, log.to_vec()).checkpoint()?).unwrap())
}

/// A start with a checkpoint and this log on disk, sorted as a database sorts it.
fn start(checkpoint: Checkpoint, log: &[Entry]) -> Result<Ledger, Refused> {
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

#[test]
fn a_short_log_needs_no_checkpoint() {
    assert_eq!(Ledger::default().checkpoint(), None);
    assert_eq!(Ledger::replay(RETENTION, answers(0..HELD)).checkpoint(), None);
    let checkpoint = stored_checkpoint(&answers(0..HELD + 2)).unwrap();
    assert_eq!((checkpoint.count(), checkpoint.last().unwrap().as_str()), (2, "00000001"));
}

#[test]
fn storing_a_checkpoint_changes_nothing() {
    let mut ledger = Ledger::replay(RETENTION, answers(0..100));
    let before = ledger.clone();
    let bytes = ledger.checkpoint().unwrap();
    assert_eq!(ledger, before);
    assert_eq!(ledger.checkpoint(), Some(bytes));
}

#[test]
fn going_on_from_a_checkpoint_gives_what_the_whole_log_gives() {
    let log = answers(0..300);
    let checkpoint = stored_checkpoint(&log[..200]).unwrap();
    assert_eq!(start(checkpoint, &log).unwrap(), Ledger::replay(RETENTION, log));
}

#[test]
fn an_answer_before_the_checkpoint_was_made_can_be_taken_back_after_it() {
    let mut log = answers(0..200);
    let checkpoint = stored_checkpoint(&log).unwrap();
    let last = answer(199, 199 % 11, 0, 199 % 3 > 0);
    log.push(undo(&last).into());
    let ledger = start(checkpoint, &log).unwrap();
    assert_eq!(ledger, Ledger::replay(RETENTION, log.clone()));
    assert_eq!(seen(&ledger), seen(&Ledger::replay(RETENTION, answers(0..199))));
}

#[test]
fn a_checkpoint_of_other_rules_is_refused() {
    let mut bytes = Ledger::replay(RETENTION, answers(0..100)).checkpoint().unwrap();
    bytes[..4].copy_from_slice(&(FOLD + 1).to_le_bytes());
    assert_eq!(Checkpoint::from_bytes(&bytes), Err(Refused::Fold { found: FOLD + 1 }));
}

#[test]
fn a_damaged_checkpoint_is_refused() {
    let bytes = Ledger::replay(RETENTION, answers(0..100)).checkpoint().unwrap();
    for end in 0..bytes.len() {
        assert!(Checkpoint::from_bytes(&bytes[..end]).is_err(), "cut at {end}");
    }
    for at in 0..bytes.len() {
        for bit in [1, 128] {
            let mut broken = bytes.clone();
            broken[at] ^= bit;
            assert!(Checkpoint::from_bytes(&broken).is_err(), "byte {at}");
        }
    }
    assert!(Checkpoint::from_bytes(&[bytes.clone(), vec![0]].concat()).is_err());
    assert!(Checkpoint::from_bytes(&bytes).is_ok());
}

#[test]
fn an_undo_that_another_tab_wrote_for_the_last_answer_of_the_checkpoint_is_noticed() {
    let mut log = answers(0..200);
    let checkpoint = stored_checkpoint(&log).unwrap();
    assert_eq!(checkpoint.last().unwrap().as_str(), "00000167");
    log.push(undo(&answer(167, 2, 0, true)).into());
    assert_eq!(start(checkpoint, &log).unwrap_err(), Refused::Astray);
    // One that the checkpoint was made with is no surprise.
    log.sort_by(|one, other| one.id().cmp(other.id()));
    let known = stored_checkpoint(&log[..HELD + 168]).unwrap();
    assert_eq!(known.last().unwrap().as_str(), "00000167");
    assert!(start(known, &log).is_ok());
}

#[test]
fn a_record_under_a_clock_set_back_counts_and_there_is_no_checkpoint_until_the_next_replay() {
    let log = answers(100..300);
    let mut ledger = Ledger::replay(RETENTION, log.clone());
    let mut late = answer(5, 1, 4, false);
    late.at = moment(10);
    ledger.apply(&late.clone().into());
    assert_eq!(ledger.progress().answers(), 201);
    assert_eq!(ledger.checkpoint(), None);
    let mut sorted = log;
    sorted.insert(0, late.clone().into());
    assert!(Ledger::replay(RETENTION, sorted).checkpoint().is_some());
    // It can be taken back like any other.
    ledger.apply(&undo(&late).into());
    assert_eq!(ledger.progress().answers(), 200);
}

#[test]
fn the_state_does_not_grow_with_the_log() {
    // The same questions over and over, within a week.
    let log = |count: usize| {
        (0..count).map(|number| {
            let mut review = answer(number, number % 50, 0, number % 3 > 0);
            review.at = moment(i64::try_from(number).unwrap() % 168);
            review.into()
        })
    };
    let size = |count| Ledger::replay(RETENTION, log(count)).checkpoint().unwrap().len();
    let (short, long) = (size(5_000), size(20_000));
    assert!(long < short + short / 10, "{short} → {long}");
    let per_question = long / 50;
    assert!(per_question < 250, "{per_question} bytes for each question");
}

// --- Odd data ---

#[test]
fn an_undo_of_something_unknown_changes_nothing() {
    let log = answers(0..10);
    let mut ledger = Ledger::replay(RETENTION, log.clone());
    ledger.apply(&Undo::new(&"nobody".into(), moment(0)).into());
    // An undo cannot be taken back either.
    let slip = answer(10, 1, 0, false);
    ledger.apply(&slip.clone().into());
    ledger.apply(&undo(&slip).into());
    ledger.apply(&Undo::new(undo(&slip).id(), moment(0)).into());
    assert_eq!(seen(&ledger), seen(&Ledger::replay(RETENTION, log)));
    assert_eq!(ledger.records(), 14);
}

#[test]
fn a_record_applied_twice_counts_once() {
    let log = answers(0..10);
    let mut ledger = Ledger::replay(RETENTION, log.clone());
    ledger.apply(&log[9]);
    ledger.apply(&log[0]);
    assert_eq!(ledger, Ledger::replay(RETENTION, log));
    // Also the last one that is not held back any more, which a checkpoint and the rest of a log could share.
    let long = Ledger::replay(RETENTION, answers(0..100));
    let mut again = long.clone();
    again.apply(&answers(0..100)[99 - HELD]);
    assert_eq!(again, long);
    let slip = answer(10, 1, 0, false);
    ledger.apply(&slip.clone().into());
    ledger.apply(&undo(&slip).into());
    ledger.apply(&undo(&slip).into());
    ledger.apply(&slip.into());
    assert_eq!(ledger.progress().answers(), 10);
    assert_eq!(ledger.records(), 12);
}

#[test]
fn answers_to_questions_and_courses_that_are_gone_are_counted_and_harm_nothing() {
    let mut gone = answer(1, 99, 0, false);
    gone.course = "gone".into();
    let ledger = Ledger::replay(RETENTION, [answer(0, 98, 0, false).into(), gone.into(), answer(2, 1, 0, true).into()]);
    assert_eq!(ledger.progress().answers(), 3);
    assert_eq!(ledger.statistics().total().sum().answers, 3);
}

#[test]
fn wrong_clocks_and_damaged_times_are_survived() {
    let times = [0, -1, 72_000 * DAY, i64::MIN, i64::MAX, 20_000 * DAY];
    let log: Vec<Entry> = times
        .into_iter()
        .zip(0..)
        .map(|(utc_ms, number)| {
            let mut review = answer(number, 1, 0, number != 3);
            review.at = Moment { utc_ms, zone_min: if number % 2 == 0 { i32::MAX } else { i32::MIN } };
            review.took_ms = u32::MAX;
            review.into()
        })
        .chain(answers(10..100))
        .collect();
    let ledger = Ledger::replay(RETENTION, log.clone());
    assert_eq!(ledger.progress().answers(), 96);
    let checkpoint = stored_checkpoint(&log).unwrap();
    assert_eq!(start(checkpoint, &log).unwrap(), ledger);
    let total = ledger.statistics().total();
    assert_eq!(total.by_week(StudyDay(i64::MAX), 3).len(), 3);
    assert_eq!(total.by_day(StudyDay(i64::MIN), 3).len(), 3);
    assert!(total.streak(StudyDay(20_050)).longest >= 1);
}

#[test]
fn an_unreadable_record_is_a_record_and_nothing_else() {
    let mut log = answers(0..100);
    log[20] = Entry::Unreadable(log[20].id().clone());
    log[95] = Entry::Unreadable(log[95].id().clone());
    let ledger = Ledger::replay(RETENTION, log.clone());
    assert_eq!((ledger.records(), ledger.progress().answers()), (100, 98));
    assert_eq!(start(stored_checkpoint(&log).unwrap(), &log).unwrap(), ledger);
}

// --- Invariants ---

/// What somebody does next.
#[derive(Clone, Debug)]
enum Act {
    /// Answers a question in a session: question, session, points of two, mark, hours since the last time.
    Answer(usize, usize, u8, Option<Confidence>, i64),
    /// Takes back the answer given so many records ago, in the way of this program.
    Undo(usize),
    /// Something breaks a record.
    Break,
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
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
fn written(acts: &[Act]) -> Vec<Entry> {
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

fn sorted(log: &[Entry]) -> Vec<Entry> {
    let mut log = log.to_vec();
    log.sort_by(|one, other| one.id().cmp(other.id()));
    log
}

/// The rule in words: an answer counts unless a record takes it back.
fn counting(log: &[Entry]) -> Vec<Review> {
    let undone = |id: &ReviewId| log.iter().any(|entry| matches!(entry, Entry::Undo(undo) if undo.of == *id));
    let review = |entry: &Entry| match entry {
        Entry::Answer(review) if !undone(&review.id) => Some(review.clone()),
        _ => None,
    };
    log.iter().filter_map(review).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn the_ledger_holds_what_the_answers_say_that_count(acts in acts()) {
        let log = sorted(&written(&acts));
        let reviews = counting(&log);
        let ledger = Ledger::replay(RETENTION, log.clone());
        prop_assert_eq!(ledger.progress(), &Progress::replay(&reviews));
        let (mut mistakes, mut statistics, mut schedule) = <(Mistakes, Statistics, Schedule)>::default();
        for review in &reviews {
            mistakes.record(review);
            let card = schedule.known(review).filter(|card| card.rev == review.rev);
            statistics.record(review, card.map(|card| card.retrievability(review.at.study_day())));
            schedule.record(review);
        }
        prop_assert_eq!(ledger.schedule(), &schedule);
        prop_assert_eq!(ledger.mistakes(), &mistakes);
        prop_assert_eq!(ledger.statistics(), &statistics);
        prop_assert_eq!(ledger.records() as usize, log.len());
        prop_assert_eq!(statistics.total().sum().answers as usize, reviews.len());
    }

    #[test]
    fn going_on_from_any_checkpoint_equals_a_whole_replay(acts in acts(), cut in any::<prop::sample::Index>()) {
        let log = written(&acts);
        // What was on disk when the checkpoint was made is what had been written until then.
        let then = &log[..cut.index(log.len() + 1)];
        let mut live = Ledger::default();
        for entry in then {
            live.apply(entry);
        }
        if let Some(checkpoint) = live.checkpoint() {
            let checkpoint = Checkpoint::from_bytes(&checkpoint).unwrap();
            let mut resumed = start(checkpoint, then).unwrap();
            prop_assert_eq!(&resumed, &Ledger::replay(RETENTION, sorted(then)));
            for entry in &log[then.len()..] {
                resumed.apply(entry);
            }
            prop_assert_eq!(resumed, Ledger::replay(RETENTION, sorted(&log)));
        }
    }

    #[test]
    fn a_stored_checkpoint_serves_a_log_that_has_grown(acts in acts(), cut in any::<prop::sample::Index>()) {
        let log = sorted(&written(&acts));
        if let Some(checkpoint) = stored_checkpoint(&log[..cut.index(log.len() + 1)]) {
            prop_assert_eq!(start(checkpoint, &log), Ok(Ledger::replay(RETENTION, log)));
        }
    }

    #[test]
    fn what_was_applied_along_the_way_equals_a_whole_replay(acts in acts()) {
        let log = written(&acts);
        let mut live = Ledger::default();
        for entry in &log {
            live.apply(entry);
        }
        prop_assert_eq!(live, Ledger::replay(RETENTION, sorted(&log)));
    }

    #[test]
    fn records_that_arrive_a_little_late_are_put_where_they_belong(
        acts in acts(), delays in proptest::collection::vec((0..150_usize, 1..10_usize), 1..4)
    ) {
        let log = sorted(&written(&acts));
        let mut arrived = log.clone();
        for (from, by) in delays {
            // An answer is always there before its undo.
            let is_undo = |entry: &Entry, of: &Entry| matches!(entry, Entry::Undo(undo) if undo.of == *of.id());
            let undone = arrived.iter().skip(from).take(by + 1).any(|entry| is_undo(entry, &arrived[from]));
            if from + by < arrived.len() && !undone {
                let late = arrived.remove(from);
                arrived.insert(from + by, late);
            }
        }
        let mut live = Ledger::default();
        for entry in &arrived {
            live.apply(entry);
        }
        prop_assert_eq!(live, Ledger::replay(RETENTION, log));
    }
}
