//! Learners rely on this: a course arrives as it was compiled, in one piece or in two, or is refused.
#![cfg(not(target_arch = "wasm32"))]

mod yuelanshi;

use biaoshuai::core::course::{Commentary, Course, CourseError, FORMAT};
use yuelanshi::course;

#[test]
fn a_compiled_course_is_read_back_as_it_was() {
    let course = course();
    assert_eq!(Course::from_bytes(&course.to_bytes().unwrap()).unwrap(), course);
}

#[test]
fn a_course_and_its_commentary_make_the_whole_course_again() {
    let whole = course();
    let (first, commentary) = whole.clone().split();
    assert!(!first.is_annotated() && whole.is_annotated());
    let read = Commentary::from_bytes(&commentary.to_bytes().unwrap()).unwrap();
    assert_eq!(first.clone().annotate(read).unwrap(), whole);
    // What is asked keeps its id, revision and kind while its content is on its way.
    for (before, after) in first.questions.iter().zip(&whole.questions) {
        assert_eq!((&before.id, before.rev, before.body.kind()), (&after.id, after.rev, after.body.kind()));
    }
}

#[test]
fn a_commentary_of_another_edition_is_refused() {
    let (first, _) = course().split();
    let mut next = course();
    next.edition += 1;
    let (_, commentary) = next.split();
    assert!(matches!(first.annotate(commentary), Err(CourseError::Foreign(_))));
}

#[test]
fn a_commentary_on_other_questions_or_concepts_is_refused() {
    let (first, _) = course().split();
    let changes: [fn(&mut Course); 6] = [
        |course| course.questions.swap(0, 1),
        |course| course.concepts.swap(0, 1),
        |course| course.questions.truncate(1),
        |course| course.concepts.truncate(1),
        |course| course.questions[0].id = "another".into(),
        |course| course.concepts[0].id = "another".into(),
    ];
    for change in changes {
        let mut other = course();
        change(&mut other);
        let (_, commentary) = other.split();
        assert!(matches!(first.clone().annotate(commentary), Err(CourseError::Foreign(_))));
    }
}

#[test]
fn a_course_file_of_another_format_is_refused_by_its_number() {
    let mut bytes = course().to_bytes().unwrap();
    assert_eq!(u32::from(bytes[0]), FORMAT, "the format comes first");
    bytes[0] = 7;
    let refused = Course::from_bytes(&bytes).unwrap_err();
    assert!(matches!(refused, CourseError::Format { found: 7 }));
    let words = refused.to_string();
    assert!(words.contains('7') && words.contains(&FORMAT.to_string()), "{words}");
    // Even when nothing else in it is as we know it.
    assert!(matches!(Course::from_bytes(&[9, 255, 255]), Err(CourseError::Format { found: 9 })));
}

#[test]
fn a_damaged_course_file_is_an_error_and_never_a_panic() {
    let bytes = course().to_bytes().unwrap();
    assert!(Course::from_bytes(b"").is_err());
    assert!(Course::from_bytes(b"<!doctype html>").is_err());
    assert!(Course::from_bytes(&[1; 64]).is_err());
    // Cut off anywhere, as a broken download leaves it.
    for cut in (0..bytes.len()).step_by(7) {
        assert!(Course::from_bytes(&bytes[..cut]).is_err(), "{cut}");
    }
    let mut longer = bytes.clone();
    longer.extend_from_slice(b"trailing");
    assert!(Course::from_bytes(&longer).is_err());
    // A flipped byte is an error or another text, never a panic.
    for place in 1..bytes.len() {
        let mut flipped = bytes.clone();
        flipped[place] ^= 0x80;
        let _ = Course::from_bytes(&flipped);
    }
    // Half a surrogate pair is no text.
    let mut half = bytes;
    let end = half.len();
    half[end - 2..].copy_from_slice(&0xd800_u16.to_le_bytes());
    assert!(Course::from_bytes(&half).is_err());
}
