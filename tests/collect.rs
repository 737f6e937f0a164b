//! A host relies on this: what was collected is there after any interruption, and what goes into the record is right.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests may panic")]

mod small;

use biaoshuai::core::course::Course;
use biaoshuai::core::exam::{Closed, CodeError, Grade, Marks, PaperCode, Sitting, Variant};
use biaoshuai::core::grade::Verdict;
use biaoshuai::core::handin::{Collection, Gathering, HandIn, Slip, Taken};
use biaoshuai::core::kept::Shared;
use biaoshuai::core::review::Moment;

const NOON: i64 = 1_790_000_000_000;

fn at(utc_ms: i64) -> Moment {
    Moment { utc_ms, zone_min: 480 }
}

fn code(course: &Course, seed: u64) -> PaperCode {
    PaperCode::new(course, None, seed, Variant::A).unwrap()
}

/// A sitting whose questions have these grades by turns.
fn sat(course: &Course, code: PaperCode, person: u64, grades: &[Grade]) -> Sitting {
    let mut sitting =
        Sitting::new(format!("0198c5f0-{person:08x}").as_str().into(), code.paper(course).unwrap(), at(NOON));
    for (slot, grade) in sitting.slots.iter_mut().zip(grades.iter().cycle()) {
        slot.grade = Some(*grade);
    }
    sitting.closed = Some(Closed { at: at(NOON + 60_000), by_time: false });
    sitting
}

const RIGHT: Grade = Grade::Worth(Verdict { points: 1, of: 1 });
const WRONG: Grade = Grade::Worth(Verdict { points: 0, of: 1 });

/// Takes a whole result as the page does: into the collection, and from there into what is kept.
fn take(gathering: &mut Gathering, course: &Course, text: &str) {
    let mut collection = gathering.now().unwrap().collection(course).unwrap();
    assert_eq!(collection.take(text, course), Taken::Added);
    gathering.set(&collection);
}

fn text(sitting: &Sitting, name: &str) -> String {
    HandIn::new(sitting, name).unwrap().text()
}

#[test]
fn what_was_collected_is_read_back_as_it_was_written() {
    let course = small::fixture();
    let code = code(&course, 1);
    let mut gathering = Gathering::default();
    gathering.choose(code);
    take(&mut gathering, &course, &text(&sat(&course, code, 1, &[RIGHT]), "王芳"));
    take(&mut gathering, &course, &Slip::new(&sat(&course, code, 2 << 16, &[RIGHT, WRONG]), "7").unwrap().to_string());
    let kept: Gathering = serde_json::from_str(&serde_json::to_string(&gathering).unwrap()).unwrap();
    assert_eq!(kept, gathering);
    let names = kept.now().unwrap().collection(&course).unwrap().entries.into_iter().map(|entry| entry.name.unwrap());
    assert_eq!(names.collect::<Vec<_>>(), ["王芳", "7"]);
}

#[test]
fn another_paper_takes_nothing_from_the_one_before() {
    let course = small::fixture();
    let (one, two) = (code(&course, 1), code(&course, 2));
    let mut gathering = Gathering::default();
    gathering.choose(one);
    take(&mut gathering, &course, &text(&sat(&course, one, 1, &[RIGHT]), ""));
    gathering.choose(two);
    assert!(gathering.now().unwrap().texts.is_empty());
    take(&mut gathering, &course, &text(&sat(&course, two, 2, &[WRONG]), ""));
    // The other variant is the same paper.
    gathering.choose(one.with_variant(Variant::B));
    assert_eq!(gathering.now().unwrap().texts.len(), 1);
    assert_eq!(gathering.papers().map(|(_, now)| now).collect::<Vec<_>>(), [true, false]);
    assert_eq!(gathering.handed(&course).len(), 2);
    // A collection of the other paper is no news of this one.
    gathering.set(&Collection::new(two, &course).unwrap());
    assert_eq!(gathering.handed(&course).len(), 2);
}

#[test]
fn a_new_edition_of_the_course_leaves_what_was_collected_as_it_is() {
    let course = small::fixture();
    let code = code(&course, 1);
    let mut gathering = Gathering::default();
    gathering.choose(code);
    take(&mut gathering, &course, &text(&sat(&course, code, 1, &[RIGHT]), ""));
    let mut newer = course.clone();
    newer.questions.pop();
    assert_eq!(gathering.now().unwrap().collection(&newer).unwrap_err(), CodeError::OtherEdition);
    assert!(gathering.handed(&newer).is_empty());
    assert_eq!(gathering.now().unwrap().texts.len(), 1);
    assert_eq!(gathering.handed(&course).len(), 1);
}

#[test]
fn the_record_gets_right_and_wrong_and_nothing_of_what_could_not_be_marked() {
    let course = small::fixture();
    let code = code(&course, 3);
    let mut gathering = Gathering::default();
    gathering.choose(code);
    let sitting = sat(&course, code, 1, &[RIGHT, WRONG, Grade::Void, Grade::Open]);
    take(&mut gathering, &course, &text(&sitting, "李明"));
    let handed = &gathering.handed(&course)[0];
    let paper = code.paper(&course).unwrap();
    let meant = paper.questions.iter().enumerate().filter(|(at, _)| at % 4 != 2);
    let meant: Vec<_> = meant.map(|(at, asked)| (asked.question.clone(), at % 4 == 0)).collect();
    assert_eq!(handed.verdicts, meant);
    assert_eq!((handed.name.as_deref(), handed.of), (Some("李明"), paper.total()));
    let marks = paper.questions.iter().enumerate().filter(|(at, _)| at % 2 == 0).map(|(_, asked)| asked.marks).sum();
    assert_eq!(handed.marks, marks);
}

#[test]
fn the_mean_is_rounded_to_tenths() {
    let course = small::fixture();
    let code = code(&course, 4);
    let mut collection = Collection::new(code, &course).unwrap();
    assert_eq!(collection.mean(), None);
    for (person, grade) in [(1, RIGHT), (2, WRONG), (3, WRONG)] {
        assert_eq!(collection.take(&text(&sat(&course, code, person, &[grade]), ""), &course), Taken::Added);
    }
    let total = u32::from(collection.total().in_halves());
    assert_eq!(collection.total(), Marks::whole(100));
    // 33.3 of 100.
    assert_eq!(collection.mean(), Some((total * 5 + 1) / 3));
    assert_eq!(collection.mean(), Some(333));
}

#[test]
fn two_windows_that_collect_at_once_lose_nothing() {
    let course = small::fixture();
    let (code, other) = (code(&course, 1), code(&course, 2));
    let mut base = Gathering::default();
    base.choose(code);
    let person = |number: u64| text(&sat(&course, code, number << 16, &[RIGHT, WRONG]), "");
    take(&mut base, &course, &person(1));
    let (mut ours, mut theirs) = (base.clone(), base.clone());
    take(&mut ours, &course, &person(2));
    take(&mut theirs, &course, &person(3));
    theirs.choose(other);
    take(&mut theirs, &course, &text(&sat(&course, other, 4 << 16, &[RIGHT]), ""));
    let merged = ours.clone().merged(Some(&base), theirs.clone());
    assert_eq!(
        merged.papers().map(|(paper, now)| (paper.texts.len(), now)).collect::<Vec<_>>(),
        [(3, true), (1, false)]
    );
    assert_eq!(merged.now().unwrap().collection(&course).unwrap().entries.len(), 3);
    assert_eq!(merged.clone().merged(Some(&base), merged.clone()), merged, "again it changes nothing");
}
