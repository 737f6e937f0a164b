//! Learners rely on this: the course is sound, whole, and fits a phone.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests may panic")]

use biaoshuai::core::course::check::check;
use biaoshuai::core::course::{Concept, ConceptKind, Course, Fact};
use biaoshuai::core::question::{Body, Group, QuestionKind, Tag};
use biaoshuai::core::text::{fold, len};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;

const FOLDER: &str = "jiguan-dangjian";

/// Characters of one option, item or side that a phone shows without trouble.
const OPTION_MAX: usize = 60;

/// The course as the build compiles it.
static COURSE: LazyLock<Course> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("courses").join(FOLDER);
    let mut head = None;
    let mut files = Vec::new();
    for entry in std::fs::read_dir(&folder).unwrap().map(Result::unwrap) {
        let name = entry.file_name().into_string().unwrap();
        let read = || std::fs::read_to_string(entry.path()).unwrap();
        if name == "course.toml" {
            head = Some(toml::from_str(&read()).unwrap_or_else(|error| panic!("{name}: {error}")));
        } else if name.ends_with(".toml") {
            files.push((name.clone(), toml::from_str(&read()).unwrap_or_else(|error| panic!("{name}: {error}"))));
        }
    }
    check(FOLDER, &head.unwrap(), &files).unwrap_or_else(|problems| {
        panic!("{}", problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
    })
});

/// The first concept with this wording in its title.
#[track_caller]
fn titled(wording: &str) -> &'static Concept {
    let found = COURSE.concepts.iter().find(|concept| fold(&concept.title).contains(&fold(wording)));
    found.unwrap_or_else(|| panic!("no concept is titled {wording}"))
}

#[test]
fn the_course_passes_its_check() {
    assert_eq!(COURSE.id.as_str(), FOLDER);
}

#[test]
fn there_are_enough_concepts_and_questions() {
    assert!(COURSE.concepts.len() >= 90, "{} concepts", COURSE.concepts.len());
    assert!(COURSE.questions.len() >= 450, "{} questions", COURSE.questions.len());
}

#[test]
fn every_way_of_asking_is_in_real_use() {
    let share = |kinds: &[QuestionKind]| {
        let count = COURSE.questions.iter().filter(|question| kinds.contains(&question.body.kind())).count();
        count * 100 / COURSE.questions.len()
    };
    use QuestionKind::{Fill, Group, Match, Multiple, Order, Recall, Single, TrueFalse};
    for (kinds, least) in
        [(&[Single, TrueFalse][..], 40), (&[Multiple], 20), (&[Fill], 10), (&[Match, Group, Order], 15), (&[Recall], 5)]
    {
        assert!(share(kinds) >= least, "{kinds:?}: {} % instead of {least} %", share(kinds));
    }
}

#[test]
fn every_concept_is_asked_for_often_enough_and_every_list_more_often() {
    let rare: Vec<_> = COURSE
        .concepts
        .iter()
        .map(|concept| (concept, COURSE.questions_on(&concept.id).count()))
        .filter(|(concept, count)| *count < if concept.kind == ConceptKind::List { 5 } else { 3 })
        .map(|(concept, count)| format!("{}: {count}", concept.id))
        .collect();
    assert!(rare.is_empty(), "{rare:?}");
}

#[test]
fn every_paragraph_of_the_speech_but_its_greeting_is_covered() {
    let covered: BTreeSet<u16> = COURSE.sections.iter().flat_map(|section| section.paras.iter().copied()).collect();
    let missing: Vec<u16> = (2..=20).filter(|para| !covered.contains(para)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn cases_and_look_alikes_are_asked_often() {
    for tag in [Tag::Case, Tag::Contrast] {
        let count = COURSE.questions.iter().filter(|question| question.tags.contains(&tag)).count();
        assert!(count >= 70, "{count} questions are tagged {tag:?}");
    }
}

#[test]
fn every_part_has_a_section_and_every_section_something_to_learn_and_to_answer() {
    for part in &COURSE.parts {
        assert!(COURSE.sections_of(&part.id).next().is_some(), "part {}", part.id);
    }
    for section in &COURSE.sections {
        assert!(COURSE.concepts_of(&section.id).next().is_some(), "section {}", section.id);
        assert!(COURSE.questions_of(&section.id).next().is_some(), "section {}", section.id);
    }
}

#[test]
fn all_five_tasks_are_taught_and_not_four() {
    const TASKS: [&str; 5] = ["强化政治建设", "强化理论武装", "强化大抓基层", "强化服务中心", "强化正风肃纪"];
    let lists = COURSE.concepts.iter().filter(|concept| concept.kind == ConceptKind::List);
    let whole = lists.filter(|list| TASKS.iter().all(|task| list.members.iter().any(|member| member == task)));
    let sizes: Vec<usize> = whole.map(|list| list.members.len()).collect();
    assert_eq!(sizes, [5], "one list of exactly the five tasks");
    let fields = COURSE.concepts.iter().find(|concept| TASKS.iter().eq(concept.pairs.iter().map(|(task, _)| task)));
    let fields = fields.unwrap_or_else(|| panic!("no concept maps each task to where it sets an example"));
    assert!(fields.pairs.iter().all(|(_, field)| field.ends_with("作表率")), "{:?}", fields.pairs);
    // Each has the paragraph that the speech gives it, taught in a section of its own.
    for para in 10..=14 {
        let section = COURSE.sections.iter().find(|section| section.paras == [para]);
        let section = section.unwrap_or_else(|| panic!("no section teaches ¶{para} alone"));
        assert!(COURSE.questions_of(&section.id).count() >= 10, "section {}", section.id);
    }
}

#[test]
fn the_three_examples_and_one_model_are_taught_with_all_four_wordings() {
    let concept = titled("三个表率、一个模范");
    assert_eq!(concept.members.len(), 4, "{:?}", concept.members);
    assert_eq!(concept.members.iter().filter(|member| member.ends_with("作表率")).count(), 3, "{:?}", concept.members);
    assert!(concept.members.iter().any(|member| member.contains("模范机关")), "{:?}", concept.members);
    // The text only names it.
    assert_eq!(concept.fact, Fact::Background);
}

#[test]
fn the_five_relations_are_taught_in_the_order_of_the_text() {
    let concept = titled("五对关系");
    let relations = ["共性和个性", "党建和业务", "目标引领与问题导向", "建章立制和落地见效", "继承和创新"];
    assert_eq!(concept.members, relations);
    assert_eq!(concept.source[0].para, 18);
    for relation in relations {
        titled(relation);
    }
}

#[test]
fn every_question_fits_a_phone() {
    for question in &COURSE.questions {
        let pieces: Vec<&str> = match &question.body {
            Body::Later(_) => Vec::new(),
            Body::Single(options) | Body::Multiple(options) => options.iter().map(|option| &*option.text).collect(),
            Body::TrueFalse(_) | Body::Recall { .. } => Vec::new(),
            Body::Fill(blanks) => blanks.iter().flatten().map(String::as_str).collect(),
            Body::Order(items) => items.iter().map(String::as_str).collect(),
            Body::Match(pairs) => pairs.iter().flat_map(|(left, right)| [&**left, &**right]).collect(),
            Body::Group(groups) => {
                groups.iter().map(|group| &*group.name).chain(Group::flatten(groups).map(|(_, item)| item)).collect()
            }
        };
        for piece in pieces {
            assert!(len(piece) <= OPTION_MAX, "question {}: {} characters: {piece}", question.id, len(piece));
        }
    }
}

#[test]
fn the_right_option_does_not_always_stand_in_the_same_place() {
    // Options are shuffled on screen, but whoever reads the file should not learn a habit from it.
    let mut counts = [0_usize; 8];
    for question in &COURSE.questions {
        if let Body::Single(options) = &question.body {
            counts[options.iter().position(|option| option.right).unwrap()] += 1;
        }
    }
    let all: usize = counts.iter().sum();
    assert!(counts.iter().all(|count| *count * 2 <= all), "{counts:?}");
}

#[test]
fn statements_are_neither_all_true_nor_all_false() {
    let truths: Vec<bool> = COURSE
        .questions
        .iter()
        .filter_map(|question| if let Body::TrueFalse(truth) = question.body { Some(truth) } else { None })
        .collect();
    let right = truths.iter().filter(|truth| **truth).count();
    assert!((truths.len() / 5..=truths.len() * 4 / 5).contains(&right), "{right} of {} are true", truths.len());
}
