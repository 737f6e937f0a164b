//! The paper of a room, with what everybody made of it, worked out by hand.

use crate::problem::{Outcome, fail};
use crate::release::second_course;
use biaoshuai::core::course::Course;
use biaoshuai::core::exam::{Closed, Grade, Paper, PaperCode, Sitting, Variant};
use biaoshuai::core::grade::Verdict;
use biaoshuai::core::handin::{HandIn, Slip};
use biaoshuai::core::review::Moment;

pub(super) const NOON: i64 = 1_790_000_000_000;

/// Results that are not from the real phone: by camera, typed, as lines of two files, as pictures.
pub(super) const SCANNED: u64 = 15;
pub(super) const TYPED: u64 = 7;
pub(super) const LINES: u64 = 4;
pub(super) const DRAWN: u64 = 3;
pub(super) const ALL: usize = 30;

/// The paper with what everybody made of it.
pub(super) struct Room {
    pub(super) code: PaperCode,
    pub(super) paper: Paper,
    pub(super) course: Course,
    sittings: Vec<Sitting>,
}

/// What person number `person` made of the question at a place.
pub(super) fn grade(person: u64, place: usize) -> Grade {
    match (person * 7 + place as u64 * 3 + person / 5) % 6 {
        0..=2 => Grade::Worth(Verdict { points: 1, of: 1 }),
        3 => Grade::Worth(Verdict { points: 1, of: 2 }),
        4 => Grade::Worth(Verdict { points: 0, of: 2 }),
        _ => Grade::Open,
    }
}

impl Room {
    pub(super) fn new(code: PaperCode, course: &Course) -> Outcome<Self> {
        let Ok(paper) = code.paper(course) else { return fail("the code makes no paper") };
        let at = |utc_ms| Moment { utc_ms, zone_min: 480 };
        let sat = |person: u64| {
            let id = format!("0198c5f0-{person:08x}");
            let mut sitting = Sitting::new(id.as_str().into(), paper.clone(), at(NOON));
            for (place, slot) in sitting.slots.iter_mut().enumerate() {
                slot.grade = Some(grade(person, place));
            }
            sitting.closed = Some(Closed { at: at(NOON + 300_000), by_time: false });
            sitting
        };
        let sittings = (1..ALL as u64).map(sat).collect();
        Ok(Self { code, course: course.clone(), sittings, paper })
    }

    pub(super) fn sitting(&self, person: u64) -> &Sitting {
        &self.sittings[person as usize - 1]
    }

    /// Every third one says a name.
    pub(super) fn text(&self, person: u64) -> Outcome<String> {
        let name = if person.is_multiple_of(3) { format!("组员{person}") } else { String::new() };
        HandIn::new(self.sitting(person), &name).map_or_else(|error| fail(error.to_string()), |sheet| Ok(sheet.text()))
    }

    pub(super) fn slip(&self, person: u64) -> Outcome<String> {
        let slip = Slip::new(self.sitting(person), &person.to_string());
        slip.map_or_else(|error| fail(error.to_string()), |slip| Ok(slip.to_string()))
    }

    /// What the camera sees: results, and things that are none.
    pub(super) fn film(&self) -> Outcome<Vec<String>> {
        let mut texts = (1..=SCANNED).map(|person| self.text(person)).collect::<Outcome<Vec<String>>>()?;
        let first = texts[0].clone();
        texts.insert(3, "https://example.org/menu".to_owned());
        texts.insert(5, first.replace("ZBS1", "ZBS2"));
        // Read as it is, but what it says has changed.
        let wrong = if first.ends_with('0') { "1" } else { "0" };
        texts.insert(7, [&first[..first.len() - 1], wrong].concat());
        texts.insert(9, self.code.link("https://biaoshuai.example/"));
        texts.insert(11, other(&self.course, |course| PaperCode::new(course, None, 99, Variant::A).ok())?);
        texts.insert(13, other(&second_course()?, |course| PaperCode::new(course, None, 99, Variant::A).ok())?);
        let mut older = self.course.clone();
        older.questions.pop();
        texts.insert(15, other(&older, |course| PaperCode::new(course, None, 99, Variant::A).ok())?);
        texts.push(first);
        Ok(texts)
    }
}

/// A result of another paper.
fn other(course: &Course, code: impl Fn(&Course) -> Option<PaperCode>) -> Outcome<String> {
    let Some(paper) = code(course).and_then(|code| code.paper(course).ok()) else { return fail("no other paper") };
    let now = Moment { utc_ms: NOON, zone_min: 480 };
    let mut sitting = Sitting::new("0198c5f0-ffff".into(), paper, now);
    sitting.slots.iter_mut().for_each(|slot| slot.grade = Some(Grade::Open));
    sitting.closed = Some(Closed { at: now, by_time: true });
    HandIn::new(&sitting, "").map_or_else(|error| fail(error.to_string()), |sheet| Ok(sheet.text()))
}
