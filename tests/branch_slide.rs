//! The last row relies on this: whatever the course holds fits the big screen, in letters that can be read.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

mod room;
mod small;

use biaoshuai::core::branch::slide::{self, AREA_HEIGHT, AREA_WIDTH, Size, page_at};
use biaoshuai::core::branch::{BlockKind, Page, Place};
use biaoshuai::core::course::{Concept, Course, Section};
use biaoshuai::core::question::QuestionKind;
use proptest::prelude::*;
use room::COURSE;

/// Every page of a course, with what it is of.
fn pages(course: &Course) -> Vec<(&str, Vec<Page>)> {
    let concepts = course.concepts.iter().map(|concept| (concept.id.as_str(), slide::concept(course, concept)));
    let questions = course.questions.iter().flat_map(|question| {
        [slide::question(question), slide::answer(question)].map(|pages| (question.id.as_str(), pages))
    });
    concepts.chain(questions).collect()
}

#[test]
fn no_page_of_the_course_overflows_and_no_text_is_small() {
    for (of, pages) in pages(&COURSE).into_iter().chain(pages(&small::fixture())) {
        assert!(!pages.is_empty(), "{of}");
        for page in &pages {
            assert!(page.height <= AREA_HEIGHT, "{of}: {} units", page.height);
            assert!(page.size.units() >= 40 && !page.blocks.is_empty(), "{of}");
        }
    }
}

#[test]
fn every_question_is_asked_and_answered_on_one_page() {
    let mut small = 0;
    for question in &COURSE.questions {
        assert_eq!(slide::question(question).len(), 1, "{}", question.id);
        assert_eq!(slide::answer(question).len(), 1, "{}", question.id);
        small += usize::from(slide::question(question)[0].size == Size::Small);
    }
    assert!(small * 5 < COURSE.questions.len(), "{small} questions in the smallest size");
}

#[test]
fn every_concept_has_few_pages_and_each_beat_shows_one_thing_more() {
    for concept in &COURSE.concepts {
        let pages = slide::concept(&COURSE, concept);
        assert!(pages.len() <= 2 + concept.siblings.len(), "{}: {} pages", concept.id, pages.len());
        let beats = slide::beats(&COURSE, concept);
        let all: Vec<usize> = pages.iter().flat_map(|page| &page.blocks).map(|block| block.beat).collect();
        assert!(all.is_sorted(), "{}", concept.id);
        for beat in 0..=beats {
            let shown = page_at(&pages, beat).unwrap();
            assert!(beat == 0 || shown.blocks.iter().any(|block| block.beat == beat), "{}: beat {beat}", concept.id);
        }
        // A wording that is the title is followed by what it means.
        let told = usize::from(concept.text.as_ref() == Some(&concept.title));
        assert_eq!(beats, told + concept.members.len() + concept.pairs.len() + pages.len() - 1 - (repeated(&pages)));
    }
}

/// Pages that go on with a list: they are turned to by the members on them.
fn repeated(pages: &[Page]) -> usize {
    pages.iter().skip(1).filter(|page| matches!(page.blocks[0].kind, BlockKind::Member | BlockKind::Pair)).count()
}

#[test]
fn every_section_is_shown_in_its_place_with_all_that_it_has() {
    for section in &COURSE.sections {
        let about = COURSE.concepts_of(&section.id).last().unwrap();
        let place = Place::of(&COURSE, &section.id, std::slice::from_ref(&about.id)).unwrap();
        let here: Vec<&str> = place.outline.iter().filter(|line| line.is_here).map(|line| &*line.text).collect();
        assert_eq!(here.last(), Some(&&*section.title));
        assert_eq!(here.len(), 2, "the part and the section");
        assert_eq!((place.left_out, place.concepts.len()), (0, COURSE.concepts_of(&section.id).count()));
        let now: Vec<&str> = place.concepts.iter().filter(|(_, now)| *now).map(|(title, _)| &**title).collect();
        assert_eq!(now, [&about.title]);
    }
}

#[test]
fn in_a_section_of_any_length_what_is_talked_about_is_on_the_screen() {
    let mut course = COURSE.clone();
    let section = course.sections[3].id.clone();
    let more = (0..90).map(|number| Concept {
        id: format!("more-{number}").as_str().into(),
        section: section.clone(),
        title: format!("后来加上的第{number}个概念"),
        ..COURSE.concepts[0].clone()
    });
    course.concepts.extend(more);
    course.sections.extend((0..30).map(|number| Section {
        id: format!("s-{number}").as_str().into(),
        title: format!("后来加上的第{number}节"),
        ..COURSE.sections[3].clone()
    }));
    let about = ["more-1".into(), "more-88".into()];
    let place = Place::of(&course, &section, &about).unwrap();
    assert!(place.left_out > 10 && place.size == Size::Small, "{place:?}");
    let now = place.concepts.iter().filter(|(_, now)| *now).count();
    assert_eq!(now, 2, "what is talked about goes last");
    assert!(place.outline.iter().any(|line| line.is_section && line.is_here) && place.outline.len() < 12);
}

#[test]
fn short_options_stand_in_two_columns_and_a_short_question_is_huge() {
    let statement = slide::question(&small::statement("q"));
    assert_eq!((statement[0].columns, statement[0].size), (2, Size::Huge));
    let count = |columns| {
        let choices = COURSE.questions.iter().filter(|question| question.body.kind() <= QuestionKind::Multiple);
        choices.filter(|question| slide::question(question)[0].columns == columns).count()
    };
    assert!(count(1) > 20 && count(2) > 100, "{} {}", count(1), count(2));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn a_text_of_any_length_loses_nothing_and_never_overflows(text in "[好，。ab]{1,3000}") {
        let pages = slide::prompt(&text);
        prop_assert!(pages.iter().all(|page| page.height <= AREA_HEIGHT));
        let whole: String = pages.iter().flat_map(|page| &page.blocks).map(|block| &*block.text).collect();
        prop_assert_eq!(whole, text);
        prop_assert!(AREA_WIDTH < 1920 && AREA_HEIGHT < 1080);
    }
}
