//! Courses: what people write, and what the build makes of it.

use super::seeds::SEPARATOR;
use super::text;
use biaoshuai::core::course::check::check;
use biaoshuai::core::course::raw::{RawCourse, RawFile};
use biaoshuai::core::course::source::SourceText;
use biaoshuai::core::course::{Commentary, Course};

/// Bytes of a compiled course or its commentary: refused, or read such that writing and reading it again changes nothing.
pub(crate) fn compiled(data: &[u8]) {
    if let Ok(course) = Course::from_bytes(data) {
        again(&course);
        used(&course);
    }
    if let Ok(notes) = Commentary::from_bytes(data) {
        let bytes = notes.to_bytes();
        if let Ok(bytes) = bytes {
            assert!(Commentary::from_bytes(&bytes).is_ok_and(|read| read == notes), "commentary changed");
        }
    }
}

/// TOML of a course and one section: every problem is a message, and what has none can be compiled.
pub(crate) fn toml(data: &[u8]) {
    let Some(text) = text(data) else { return };
    let (head, file) = text.split_once(SEPARATOR).unwrap_or((text, ""));
    let (Ok(head), Ok(file)) = (::toml::from_str::<RawCourse>(head), ::toml::from_str::<RawFile>(file)) else { return };
    match check(&head.id.clone(), &head, &[("a.toml".to_owned(), file)]) {
        Ok(course) => {
            again(&course);
            used(&course);
        }
        Err(problems) => assert!(problems.iter().all(|problem| !problem.to_string().is_empty()), "no words"),
    }
}

/// Written and read again, whole and in two files, it is the same.
fn again(course: &Course) {
    // A text with a zero in it cannot be written.
    let Ok(bytes) = course.to_bytes() else { return };
    assert_eq!(Course::from_bytes(&bytes).as_ref().ok(), Some(course), "the course changed");
    let (first, notes) = course.clone().split();
    let (Ok(first), Ok(notes)) = (first.to_bytes(), notes.to_bytes()) else { return };
    assert!(Course::from_bytes(&first).is_ok() && Commentary::from_bytes(&notes).is_ok(), "in two files");
}

/// What the app does with every course.
fn used(course: &Course) {
    let _ = SourceText::new("第一段。\n第二段。").mismatches(course);
    for question in &course.questions {
        let _ = course.section(&question.section);
        let _ = biaoshuai::core::branch::slide::question(question);
    }
    for concept in &course.concepts {
        let _ = biaoshuai::core::branch::slide::concept(course, concept);
        let _ = biaoshuai::core::ladder::Ladder::of(concept).map(|ladder| (ladder.pieces(), ladder.gaps(1)));
    }
}
