//! Single records: settings, sessions, exams, and everything else that is kept.

use super::seeds::COURSE;
use super::text;
use biaoshuai::core::backup::due::{LastFile, due};
use biaoshuai::core::backup::snapshot::{Label, surplus};
use biaoshuai::core::branch::{Draft, Roster};
use biaoshuai::core::challenge;
use biaoshuai::core::exam::Sitting;
use biaoshuai::core::handin::{Gathering, HandIn, Signature, Slip};
use biaoshuai::core::ladder::Climb;
use biaoshuai::core::mark::{Mark, Marked};
use biaoshuai::core::mistakes::Filed;
use biaoshuai::core::reading::{OwnText, Reading, ReadingPlace};
use biaoshuai::core::review::{Moment, StudyDay};
use biaoshuai::core::session::Session;
use biaoshuai::core::settings::Settings;
use serde::Serialize;
use serde::de::DeserializeOwned;

const NOW: Moment = Moment { utc_ms: 1_758_009_600_000, zone_min: 480 };

/// A record of this type; written and read again it is the same.
pub(crate) fn read<T: Serialize + DeserializeOwned + PartialEq>(json: &str) -> Option<T> {
    let value: T = serde_json::from_str(json).ok()?;
    let again = serde_json::to_string(&value).unwrap_or_default();
    assert!(serde_json::from_str::<T>(&again).is_ok_and(|same| same == value), "not the same again: {again}");
    Some(value)
}

/// Settings: whatever they say, what holds is on offer.
pub(crate) fn settings(data: &[u8]) {
    let Some(settings) = text(data).and_then(read::<Settings>) else { return };
    let repaired = settings.repaired();
    assert!(Settings::TEXT_SIZES.contains(&repaired.text_percent), "text size");
    assert!(Settings::SESSION_SIZES.contains(&repaired.session_size), "session size");
    assert_eq!(repaired.clone().repaired(), repaired, "repaired twice");
    let _ = (repaired.pace.limits(), repaired.pace.retention());
}

/// A session: wherever it stands, it goes on or is over.
pub(crate) fn session(data: &[u8]) {
    let Some(session) = text(data).and_then(read::<Session>) else { return };
    let fitted = session.fitted_to(&COURSE);
    assert_eq!(fitted.fitted_to(&COURSE), fitted, "fitted twice");
    let mut one = fitted;
    for _ in 0..one.items.len().min(50) + 2 {
        let _ = (one.phase(), one.current(), one.score(), one.missed().count(), challenge::run(&one));
        one = one.advance(NOW);
    }
    let all = [session, one];
    let _ = (challenge::open(&all, &COURSE.id), challenge::best(&all, &COURSE.id));
    assert!(all[0].end(NOW).finished.is_some(), "an end without an end");
}

/// An exam: it can be looked at, handed in and told to a host.
pub(crate) fn exam(data: &[u8]) {
    let Some(exam) = text(data).and_then(|text| Sitting::try_from(text.to_owned()).ok()) else { return };
    let again = String::from(exam.clone());
    assert_eq!(Sitting::try_from(again).ok().as_ref(), Some(&exam), "not the same again");
    for now in [NOW, Moment { utc_ms: i64::MIN, zone_min: 0 }, Moment { utc_ms: i64::MAX, zone_min: i32::MIN }] {
        let mut one = exam.at_place(usize::MAX, now);
        one.tick(now);
        let _ = (one.remaining_ms(now), one.is_over(now), one.used_ms(now), one.deadline(), one.unanswered(&COURSE));
        let _ = one.mark_for_later(0, true, now);
        let closed = one.hand_in(&COURSE, now).map_or(one, |(closed, reviews)| {
            assert!(reviews.len() <= closed.slots.len(), "more answers than questions");
            closed
        });
        let _ = closed.report(&COURSE);
        if let Ok(sheet) = HandIn::new(&closed, "张三") {
            assert_eq!(HandIn::parse(&sheet.text()).as_ref(), Ok(&sheet), "told otherwise");
        }
        let _ = Slip::new(&closed, "7").map(|slip| slip.to_string());
    }
}

/// Whatever else is kept, and the names under which it is.
pub(crate) fn kept(data: &[u8]) {
    let Some(text) = text(data) else { return };
    let _ = read::<Mark>(text).map(|mark| (Mark::with_note(Some(mark.clone()), "x", NOW), mark.has_note()));
    let _ = (read::<Filed>(text), read::<ReadingPlace>(text), read::<Signature>(text));
    let _ = read::<LastFile>(text).map(|last| due(Some(last), &[StudyDay(0), StudyDay(i64::MAX)], true));
    let _ = read::<Climb>(text).map(|climb| (climb.next(&[]), climb.height(&[])));
    let _ = read::<Draft>(text).map(|draft| Roster::parse(&draft.0));
    if let Some(own) = read::<OwnText>(text) {
        let _ = Reading::open(own, &COURSE).blocks(&COURSE);
    }
    if let Some(mut gathering) = read::<Gathering>(text) {
        let _ = gathering.handed(&COURSE);
        gathering.choose(super::seeds::paper_code());
        assert!(gathering.now().is_some(), "a chosen paper is not there");
    }
    if let Some(label) = Label::parse(text) {
        assert_eq!(Label::parse(&label.to_string()), Some(label.clone()), "not the same again");
        let keys = [text.to_owned(), label.to_string()];
        let _ = (label.undoes_reset(NOW), surplus(&keys, NOW));
    }
    let _ = Marked::parse(text).map(|marked| marked.is_in(&COURSE));
}
