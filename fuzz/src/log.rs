//! Records of the log: each line one.

use super::seeds::COURSE;
use super::text;
use biaoshuai::core::ids::ReviewId;
use biaoshuai::core::ledger::{Checkpoint, Ledger};
use biaoshuai::core::log::Entry;
use biaoshuai::core::review::{Moment, StudyDay};
use biaoshuai::core::schedule::RETENTION;
use std::collections::BTreeMap;

/// A log: whatever it says, it is folded, and in one piece or from a checkpoint it is the same.
pub(crate) fn log(data: &[u8]) {
    // Every byte is tried as a checkpoint, too.
    if let Ok(checkpoint) = Checkpoint::from_bytes(data) {
        let _ = Ledger::resume(checkpoint, RETENTION, []).map(|ledger| used(&ledger));
    }
    let Some(text) = text(data) else { return };
    // As they lie in the database: in the order of their ids, each id once, what cannot be read in its place.
    let mut log: BTreeMap<ReviewId, Entry> = BTreeMap::new();
    for (place, line) in (0..).zip(text.lines()) {
        let entry = match Entry::read(line) {
            Ok(entry) => {
                again(&entry);
                entry
            }
            Err(_) => Entry::Unreadable(ReviewId(format!("{place:04}"))),
        };
        log.insert(entry.id().clone(), entry);
    }
    let whole = Ledger::replay(RETENTION, log.values().cloned());
    used(&whole);
    let mut first = Ledger::replay(RETENTION, log.values().cloned());
    let Some(bytes) = first.checkpoint() else { return };
    let checkpoint = match Checkpoint::from_bytes(&bytes) {
        Ok(checkpoint) => checkpoint,
        Err(refused) => panic!("its own checkpoint: {refused}"),
    };
    let last = checkpoint.last().cloned();
    let rest = log.values().filter(|entry| last.as_ref().is_none_or(|last| entry.id() > last)).cloned();
    match Ledger::resume(checkpoint, RETENTION, rest) {
        Ok(mut resumed) => {
            let mut whole = whole;
            assert_eq!(resumed.records(), whole.records(), "records");
            assert!(resumed.checkpoint() == whole.checkpoint(), "from a checkpoint it is something else");
        }
        Err(refused) => panic!("its own checkpoint: {refused}"),
    }
}

fn again(entry: &Entry) {
    let json = serde_json::to_string(entry).unwrap_or_default();
    assert_eq!(Entry::read(&json).ok().as_ref(), Some(entry), "not the same again");
}

/// What the pages show of it.
fn used(ledger: &Ledger) {
    let course = &*COURSE;
    let today = Moment { utc_ms: 1_758_009_600_000, zone_min: 480 }.study_day();
    for day in [today, StudyDay(i64::MIN), StudyDay(i64::MAX)] {
        let _ = (ledger.schedule().due(course, day), ledger.schedule().forecast(course, day, 30));
        let _ = ledger.schedule().predicted_recall(course, day);
        let total = ledger.statistics().total();
        let _ = (total.sum(), total.by_day(day, 100), total.by_week(day, 20), total.streak(day), total.on(day));
    }
    let _ = ledger.progress().tally(&course.id, &course.questions);
    let _ = (ledger.progress().weak(course).count(), ledger.progress().study_days());
    let _ = (ledger.statistics().hardest(course, 10), ledger.statistics().time_spent(course));
}
