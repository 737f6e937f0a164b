//! 支部学习: plans, meetings and their records.

use super::seeds::COURSE;
use super::stored::read;
use super::text;
use biaoshuai::core::branch::{Action, Meeting, Plan, Record, tables};
use biaoshuai::core::review::Moment;

/// A plan: whatever it holds, its faults have words, and it can be held.
pub(crate) fn plan(data: &[u8]) {
    let Some(plan) = text(data).and_then(read::<Plan>) else { return };
    assert!(plan.check(&COURSE).iter().all(|problem| !problem.fault.to_string().is_empty()), "no words");
    let _ = plan.total_minutes(&COURSE);
    let mut meeting = Meeting::new("m".into(), plan, 7, Moment { utc_ms: 0, zone_min: 0 });
    for at in 1..60 {
        let _ = meeting.act(&COURSE, Action::Next, Moment { utc_ms: at * 1000, zone_min: 0 });
        let _ = meeting.act(&COURSE, Action::Reveal, Moment { utc_ms: at * 1000 + 500, zone_min: 0 });
    }
    held(&meeting);
}

/// A meeting: whatever its host is said to have done, it stands somewhere, and its record can be made.
pub(crate) fn meeting(data: &[u8]) {
    let Some(text) = text(data) else { return };
    if let Some(meeting) = read::<Meeting>(text) {
        held(&meeting);
    }
    if let Some(record) = read::<Record>(text) {
        recorded(&record);
    }
}

fn held(meeting: &Meeting) {
    let course = &*COURSE;
    let stage = meeting.stage(course);
    assert_eq!(stage.scores.len(), meeting.plan.teams.len(), "scores");
    let record = Record::of(meeting, course);
    recorded(&record);
    let again = record.again(meeting, course);
    assert!(again == record, "another record of the same");
}

fn recorded(record: &Record) {
    let course = &*COURSE;
    let all = record.tables(course);
    let (csv, workbook) = (tables::csv(&all), tables::workbook(&all));
    assert!(!csv.is_empty() && !workbook.is_empty(), "nothing in it");
    let _ = (record.follow_up(course), record.follow_up_paper(course), record.since(record, course), record.hardest());
}
