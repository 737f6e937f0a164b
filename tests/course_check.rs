//! Editors rely on this: the check finds every slip in a course at once and says where it is and how to mend it.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests may panic")]

use biaoshuai::core::course::check::{Problem, check};
use biaoshuai::core::course::raw::{RawAnswer, RawConcept, RawCourse, RawFile, RawPart, RawQuestion, RawSection};
use biaoshuai::core::course::source::{Mismatch, SourceText};
use biaoshuai::core::course::{Commentary, Course, CourseError, FORMAT, Fact, Sibling, Source};
use biaoshuai::core::question::{Body, Group, QuestionKind, Tag};
use std::collections::BTreeSet;

const FOLDER: &str = "course-yuelanshi";
const HEAD: &str = include_str!("fixtures/course-yuelanshi/course.toml");
const GUIJU: &str = include_str!("fixtures/course-yuelanshi/guiju.toml");
const SHUJIA: &str = include_str!("fixtures/course-yuelanshi/shujia.toml");
const TEXT: &str = include_str!("fixtures/course-yuelanshi/text.txt");

/// A course as people wrote it. The small course of the fixtures is valid; every test breaks one thing in it.
struct Raw {
    folder: String,
    head: RawCourse,
    files: Vec<(String, RawFile)>,
}

impl Raw {
    fn valid() -> Self {
        let file = |name: &str, text| (name.to_owned(), toml::from_str(text).unwrap());
        Self {
            folder: FOLDER.into(),
            head: toml::from_str(HEAD).unwrap(),
            files: vec![file("guiju.toml", GUIJU), file("shujia.toml", SHUJIA)],
        }
    }

    fn section(&mut self, id: &str) -> &mut RawSection {
        self.files.iter_mut().map(|(_, file)| &mut file.section).find(|section| section.id == id).unwrap()
    }

    fn concept(&mut self, id: &str) -> &mut RawConcept {
        self.files.iter_mut().flat_map(|(_, file)| &mut file.concepts).find(|concept| concept.id == id).unwrap()
    }

    fn question(&mut self, id: &str) -> &mut RawQuestion {
        self.files.iter_mut().flat_map(|(_, file)| &mut file.questions).find(|question| question.id == id).unwrap()
    }

    fn check(&self) -> Result<Course, Vec<Problem>> {
        check(&self.folder, &self.head, &self.files)
    }
}

fn course() -> Course {
    Raw::valid().check().unwrap()
}

fn strings(texts: &[&str]) -> Vec<String> {
    texts.iter().map(ToString::to_string).collect()
}

fn numbered(count: usize) -> Vec<String> {
    (1..=count).map(|number| format!("第{number}项")).collect()
}

fn pairs(count: usize) -> Vec<(String, String)> {
    (1..=count).map(|number| (format!("左{number}"), format!("右{number}"))).collect()
}

fn group(name: &str, items: &[&str]) -> Group {
    Group { name: name.into(), items: strings(items) }
}

fn letter(letter: &str) -> Option<RawAnswer> {
    Some(RawAnswer::Letter(letter.into()))
}

fn letters(letters: &[&str]) -> Option<RawAnswer> {
    Some(RawAnswer::Letters(strings(letters)))
}

/// One change to the valid course must give exactly one problem, at that place, with that advice.
#[track_caller]
fn one_problem(spoil: impl FnOnce(&mut Raw), file: &str, item: &str, cure: &str) {
    let mut raw = Raw::valid();
    spoil(&mut raw);
    match raw.check() {
        Ok(_) => panic!("not found: {item}: {cure}"),
        Err(problems) => {
            assert_eq!(problems.len(), 1, "{problems:#?}");
            let problem = &problems[0];
            assert_eq!((&*problem.file, &*problem.item), (file, item), "{problem}");
            assert!(problem.cure.contains(cure), "{problem} does not say `{cure}`");
        }
    }
}

/// A change that must not be held against anybody.
#[track_caller]
fn no_problem(change: impl FnOnce(&mut Raw)) -> Course {
    let mut raw = Raw::valid();
    change(&mut raw);
    raw.check().unwrap()
}

/// One test per slip: name, where it is reported, a telling part of the cure, and the slip itself.
macro_rules! slips {
    ($($name:ident: $file:literal, $item:literal, $cure:literal, $spoil:expr;)*) => {$(
        #[test]
        fn $name() {
            let spoil: fn(&mut Raw) = $spoil;
            one_problem(spoil, $file, $item, $cure);
        }
    )*};
}

#[test]
fn a_sound_course_passes_and_is_put_together_in_reading_order() {
    let mut raw = Raw::valid();
    raw.files.reverse();
    let course = raw.check().unwrap();
    assert_eq!((course.format, course.id.as_str(), course.edition), (FORMAT, FOLDER, 3));
    let sections: Vec<&str> = course.sections.iter().map(|section| section.id.as_str()).collect();
    assert_eq!(sections, ["guiju", "shujia"], "sections follow `order`, not the names of files");
    let questions: Vec<&str> = course.questions.iter().map(|question| question.id.as_str()).collect();
    assert_eq!(questions, ["yl-001", "yl-002", "yl-003", "yl-004", "yl-005", "yl-006", "yl-007", "yl-008"]);
    let kinds: BTreeSet<QuestionKind> = course.questions.iter().map(|question| question.body.kind()).collect();
    assert_eq!(Vec::from_iter(kinds), QuestionKind::ALL);
    assert_eq!(course.concepts.len(), 5);
}

#[test]
fn letters_of_the_file_become_right_options_and_notes() {
    let course = course();
    let Body::Multiple(options) = &course.question(&"yl-002".into()).unwrap().body else { unreachable!() };
    let right: Vec<bool> = options.iter().map(|option| option.right).collect();
    assert_eq!(right, [true, false, true, true, false]);
    let noted: Vec<bool> = options.iter().map(|option| option.note.is_some()).collect();
    assert_eq!(noted, [false, true, false, false, false]);
}

#[test]
fn parts_sections_concepts_and_questions_are_found_by_id() {
    let course = course();
    assert_eq!(course.part(&"er".into()).unwrap().title, "书架");
    assert_eq!(course.section(&"guiju".into()).unwrap().title, "立规矩");
    assert_eq!(course.concept(&"anjing".into()).unwrap().title, "保持安静");
    assert_eq!(course.question(&"yl-003".into()).unwrap().body, Body::TrueFalse(false));
    assert!(course.part(&"x".into()).is_none() && course.section(&"x".into()).is_none());
    assert!(course.concept(&"x".into()).is_none() && course.question(&"x".into()).is_none());
    let sections: Vec<&str> = course.sections_of(&"er".into()).map(|section| section.id.as_str()).collect();
    assert_eq!(sections, ["shujia"]);
    let concepts: Vec<&str> = course.concepts_of(&"guiju".into()).map(|concept| concept.id.as_str()).collect();
    assert_eq!(concepts, ["san-bianyu", "san-jian-shi"]);
    let questions: Vec<&str> = course.questions_of(&"shujia".into()).map(|question| question.id.as_str()).collect();
    assert_eq!(questions, ["yl-005", "yl-006", "yl-007", "yl-008"]);
    let on: Vec<&str> = course.questions_on(&"yishu-yiwei".into()).map(|question| question.id.as_str()).collect();
    assert_eq!(on, ["yl-005", "yl-008"]);
}

// course.toml
slips! {
    a_course_id_that_cannot_stand_in_an_address: "course.toml", "course", "1 to 48 characters of a-z", |raw| {
        raw.folder = "Yuelanshi".into();
        raw.head.id = "Yuelanshi".into();
    };
    a_course_id_unlike_its_folder: "course.toml", "course", "write id = \"yuelanshi\" or rename", |raw| raw.folder = "yuelanshi".into();
    a_short_title_too_long: "course.toml", "course", "1 to 8 characters", |raw| raw.head.short = "九个字的短标题太长了".into();
    a_short_title_missing: "course.toml", "course", "1 to 8 characters", |raw| raw.head.short.clear();
    a_course_without_title: "course.toml", "course", "`title` is empty", |raw| raw.head.title = " ".into();
    a_part_id_that_cannot_stand_in_an_address: "course.toml", "course", "id `-yi` must be", |raw| {
        raw.head.parts[0].id = "-yi".into();
        raw.section("guiju").part = "-yi".into();
    };
    a_part_id_twice: "course.toml", "course", "part id `yi` stands twice", |raw| {
        raw.head.parts.push(RawPart { id: "yi".into(), ordinal: "三".into(), title: "又一部分".into() });
    };
}

#[test]
fn a_course_without_parts_is_told_so_and_its_sections_too() {
    let mut raw = Raw::valid();
    raw.head.parts.clear();
    let problems = raw.check().unwrap_err();
    assert_eq!(problems.len(), 3, "{problems:#?}");
    assert!(problems[0].cure.contains("add at least one"), "{}", problems[0]);
}

// Ids
slips! {
    a_question_id_that_cannot_stand_in_an_address: "guiju.toml", "question 第一题", "1 to 48 characters", |raw| {
        raw.question("yl-001").id = "第一题".into();
    };
    a_concept_id_that_cannot_stand_in_an_address: "shujia.toml", "concept an_jing", "1 to 48 characters", |raw| {
        raw.concept("anjing").id = "an_jing".into();
        raw.question("yl-007").concepts = vec!["an_jing".into()];
    };
    a_section_id_that_cannot_stand_in_an_address: "guiju.toml", "section gui/ju", "1 to 48 characters", |raw| {
        raw.section("guiju").id = "gui/ju".into();
    };
    a_question_id_twice_in_a_file: "guiju.toml", "question yl-001", "already used in guiju.toml", |raw| {
        raw.question("yl-003").id = "yl-001".into();
    };
    a_question_id_twice_in_the_course: "shujia.toml", "question yl-001", "already used in guiju.toml", |raw| {
        raw.question("yl-006").id = "yl-001".into();
    };
    a_question_with_the_id_of_a_concept: "guiju.toml", "question san-bianyu", "already used in guiju.toml", |raw| {
        raw.question("yl-001").id = "san-bianyu".into();
    };
    a_section_with_the_id_of_another: "shujia.toml", "section guiju", "already used in guiju.toml", |raw| {
        raw.section("shujia").id = "guiju".into();
    };
    a_retired_question_id_used_again: "guiju.toml", "question yl-000", "retired in course.toml; choose one", |raw| {
        raw.question("yl-001").id = "yl-000".into();
    };
    a_retired_concept_id_used_again: "shujia.toml", "concept jiu-gainian", "retired in course.toml; choose one", |raw| {
        raw.concept("anjing").id = "jiu-gainian".into();
        raw.question("yl-007").concepts = vec!["jiu-gainian".into()];
    };
}

// Sections
slips! {
    a_section_of_an_unknown_part: "guiju.toml", "section guiju", "part `san` is not in course.toml", |raw| {
        raw.section("guiju").part = "san".into();
    };
    a_section_without_title: "guiju.toml", "section guiju", "`title` is empty", |raw| raw.section("guiju").title.clear();
    a_section_without_summary: "guiju.toml", "section guiju", "say what the section teaches", |raw| {
        raw.section("guiju").summary = "\u{3000}".into();
    };
    a_section_without_paragraphs: "guiju.toml", "section guiju", "name the paragraphs", |raw| raw.section("guiju").paras.clear();
    a_section_of_paragraph_nought: "guiju.toml", "section guiju", "counted from 1", |raw| raw.section("guiju").paras[0] = 0;
}

// Concepts
slips! {
    a_concept_without_title: "shujia.toml", "concept anjing", "`title` is empty", |raw| raw.concept("anjing").title.clear();
    a_concept_explained_at_length: "shujia.toml", "concept anjing", "has 201 characters; explain", |raw| {
        raw.concept("anjing").explain = "字".repeat(201);
    };
    a_concept_hardly_explained: "shujia.toml", "concept anjing", "has 19 characters; explain", |raw| {
        raw.concept("anjing").explain = "十九个字的解释还是太短了不够说明白呀呀".into();
    };
    a_formulation_without_wording: "shujia.toml", "concept yishu-yiwei", "needs `text`, the exact wording", |raw| {
        raw.concept("yishu-yiwei").text = None;
    };
    a_formulation_with_empty_wording: "shujia.toml", "concept yishu-yiwei", "needs `text`, the exact wording", |raw| {
        raw.concept("yishu-yiwei").text = Some("“”".into());
    };
    a_list_of_one: "guiju.toml", "concept san-jian-shi", "needs `members`, at least two", |raw| {
        raw.concept("san-jian-shi").members.truncate(1);
    };
    a_list_with_the_same_member_twice: "guiju.toml", "concept san-jian-shi", "member `“通风”` stands twice", |raw| {
        raw.concept("san-jian-shi").members[2] = "“通风”".into();
    };
    a_list_with_an_empty_member: "guiju.toml", "concept san-jian-shi", "empty member;", |raw| {
        raw.concept("san-jian-shi").members[2] = "、".into();
    };
    a_mapping_of_one_pair: "shujia.toml", "concept shuchong-shumi", "needs `pairs`, at least two", |raw| {
        raw.concept("shuchong-shumi").pairs.truncate(1);
    };
    a_mapping_with_an_empty_side: "shujia.toml", "concept shuchong-shumi", "a side of `pairs` is empty", |raw| {
        raw.concept("shuchong-shumi").pairs[1].1 = "。".into();
    };
    a_sibling_that_does_not_exist: "guiju.toml", "concept san-bianyu", "sibling `si-bianyu` is no concept", |raw| {
        raw.concept("san-bianyu").siblings[0].id = "si-bianyu".into();
    };
    a_concept_that_is_its_own_sibling: "guiju.toml", "concept san-bianyu", "not its own sibling", |raw| {
        raw.concept("san-bianyu").siblings.push(Sibling { id: "san-bianyu".into(), differs: "没有不同。".into() });
    };
    a_sibling_without_the_difference: "guiju.toml", "concept san-bianyu", "lacks `differs`", |raw| {
        raw.concept("san-bianyu").siblings[0].differs.clear();
    };
    a_concept_without_source: "shujia.toml", "concept anjing", "`source` is missing", |raw| raw.concept("anjing").source.clear();
    a_concept_from_paragraph_nought: "shujia.toml", "concept anjing", "counted from 1", |raw| {
        raw.concept("anjing").source[0].para = 0;
    };
    a_concept_of_the_text_without_words_to_look_for: "guiju.toml", "concept san-bianyu", "¶1 has no `terms`", |raw| {
        raw.concept("san-bianyu").source[0].terms.clear();
    };
    a_concept_with_words_to_look_for_that_are_none: "guiju.toml", "concept san-bianyu", "a term of `source` is empty", |raw| {
        raw.concept("san-bianyu").source[0].terms[0] = "“”".into();
    };
    a_concept_that_nobody_is_asked_about: "shujia.toml", "concept anjing", "no question asks about it", |raw| {
        raw.question("yl-007").concepts = vec!["yishu-yiwei".into()];
    };
}

// What every question has
slips! {
    a_stem_that_asks_nothing: "guiju.toml", "question yl-001", "too short to ask", |raw| raw.question("yl-001").stem = "是吗？".into();
    a_stem_too_long_for_a_phone: "guiju.toml", "question yl-001", "has 81 characters; at most 80", |raw| {
        raw.question("yl-001").stem = "问".repeat(81);
    };
    a_case_too_long_for_a_phone: "guiju.toml", "question yl-001", "has 161 characters; at most 160", |raw| {
        raw.question("yl-001").stem = "问".repeat(161);
        raw.question("yl-001").tags = vec![Tag::Case];
    };
    an_answer_hardly_explained: "guiju.toml", "question yl-001", "under 20 characters; say why", |raw| {
        raw.question("yl-001").why = "十九个字的解释还是太短了不够说明白呀呀".into();
    };
    a_level_nought: "guiju.toml", "question yl-001", "level 0 does not exist; use 1, 2 or 3", |raw| raw.question("yl-001").level = 0;
    a_level_four: "guiju.toml", "question yl-001", "level 4 does not exist; use 1, 2 or 3", |raw| raw.question("yl-001").level = 4;
    a_question_about_nothing: "guiju.toml", "question yl-001", "`concepts` is empty", |raw| raw.question("yl-001").concepts.clear();
    a_question_about_an_unknown_concept: "guiju.toml", "question yl-001", "concept `yulan` is unknown", |raw| {
        raw.question("yl-001").concepts.push("yulan".into());
    };
    a_question_without_source: "guiju.toml", "question yl-001", "`source` is missing", |raw| raw.question("yl-001").source.clear();
    a_question_from_paragraph_nought: "guiju.toml", "question yl-001", "counted from 1", |raw| {
        raw.question("yl-001").source[0].para = 0;
    };
    a_question_of_the_text_without_words_to_look_for: "guiju.toml", "question yl-001", "¶1 has no `terms`", |raw| {
        raw.question("yl-001").source[0].terms.clear();
    };
    a_question_with_words_to_look_for_that_are_none: "guiju.toml", "question yl-001", "a term of `source` is empty", |raw| {
        raw.question("yl-001").source[0].terms.push("，".into());
    };
}

// Choices and statements
slips! {
    a_single_choice_of_one: "guiju.toml", "question yl-001", "needs 2 to 8 options", |raw| {
        raw.question("yl-001").options = numbered(1);
        raw.question("yl-001").answer = letter("A");
        raw.question("yl-001").notes.clear();
    };
    a_choice_of_nine: "guiju.toml", "question yl-001", "needs 2 to 8 options", |raw| raw.question("yl-001").options = numbered(9);
    two_equal_options: "guiju.toml", "question yl-001", "option `“便于借书”。` stands twice", |raw| {
        raw.question("yl-001").options[3] = "“便于借书”。".into();
    };
    an_empty_option: "guiju.toml", "question yl-001", "empty option;", |raw| raw.question("yl-001").options[3] = "……".into();
    an_answer_outside_the_options: "guiju.toml", "question yl-001", "answer `E` is outside the options", |raw| {
        raw.question("yl-001").answer = letter("E");
    };
    an_answer_in_small_letters: "guiju.toml", "question yl-001", "answer `b` is outside the options", |raw| {
        raw.question("yl-001").answer = letter("b");
    };
    a_single_choice_without_answer: "guiju.toml", "question yl-001", "exactly one answer, answer = \"A\"", |raw| {
        raw.question("yl-001").answer = None;
    };
    a_single_choice_with_a_truth_for_an_answer: "guiju.toml", "question yl-001", "exactly one answer", |raw| {
        raw.question("yl-001").answer = Some(RawAnswer::Truth(true));
    };
    a_single_choice_with_two_answers: "guiju.toml", "question yl-001", "exactly one answer", |raw| {
        raw.question("yl-001").answer = letters(&["B", "C"]);
    };
    a_multiple_choice_with_one_answer: "guiju.toml", "question yl-002", "two or more answers", |raw| {
        raw.question("yl-002").answer = letter("A");
    };
    a_multiple_choice_with_an_answer_twice: "guiju.toml", "question yl-002", "answer `A` stands twice", |raw| {
        raw.question("yl-002").answer = letters(&["A", "C", "A"]);
    };
    a_multiple_choice_with_an_answer_outside_the_options: "guiju.toml", "question yl-002", "answer `F` is outside", |raw| {
        raw.question("yl-002").answer = letters(&["A", "C", "F"]);
    };
    a_note_outside_the_options: "guiju.toml", "question yl-001", "note `E` is outside the options", |raw| {
        raw.question("yl-001").notes.insert("E".into(), "没有这一项。".into());
    };
    a_choice_without_notes: "guiju.toml", "question yl-001", "no wrong option has a note", |raw| raw.question("yl-001").notes.clear();
    a_choice_with_a_note_on_the_right_option_only: "guiju.toml", "question yl-001", "no wrong option has a note", |raw| {
        raw.question("yl-001").notes = [("B".to_owned(), "这一项是对的。".to_owned())].into();
    };
    a_note_that_says_nothing: "guiju.toml", "question yl-001", "note `C` is empty", |raw| {
        raw.question("yl-001").notes.insert("C".into(), " ".into());
    };
    a_statement_without_verdict: "guiju.toml", "question yl-003", "needs answer = true or answer = false", |raw| {
        raw.question("yl-003").answer = None;
    };
    a_statement_with_a_letter_for_a_verdict: "guiju.toml", "question yl-003", "needs answer = true or answer = false", |raw| {
        raw.question("yl-003").answer = letter("A");
    };
}

// The other types
slips! {
    a_fill_in_without_blank: "shujia.toml", "question yl-005", "write ____ where the reader fills in", |raw| {
        raw.question("yl-005").stem = "书架坚持什么规矩？".into();
        raw.question("yl-005").blanks.clear();
    };
    a_fill_in_with_a_blank_but_no_answer_to_it: "shujia.toml", "question yl-005", "2 blanks but `blanks` has 1", |raw| {
        raw.question("yl-005").blanks.truncate(1);
    };
    a_fill_in_with_more_answers_than_blanks: "shujia.toml", "question yl-005", "2 blanks but `blanks` has 3", |raw| {
        raw.question("yl-005").blanks.push(vec!["多一个".into()]);
    };
    a_blank_that_accepts_nothing: "shujia.toml", "question yl-005", "blank 2 has no answer", |raw| {
        raw.question("yl-005").blanks[1].clear();
    };
    a_blank_with_an_empty_wording: "shujia.toml", "question yl-005", "empty accepted wording;", |raw| {
        raw.question("yl-005").blanks[1].push("“”".into());
    };
    a_blank_with_the_same_wording_twice: "shujia.toml", "question yl-005", "wording `「一书一位」` stands twice", |raw| {
        raw.question("yl-005").blanks[0].push("「一书一位」".into());
    };
    an_order_of_two: "guiju.toml", "question yl-004", "`order` needs 3 to 8 items", |raw| raw.question("yl-004").order = numbered(2);
    an_order_of_nine: "guiju.toml", "question yl-004", "`order` needs 3 to 8 items", |raw| raw.question("yl-004").order = numbered(9);
    an_order_with_an_item_twice: "guiju.toml", "question yl-004", "item `通风。` stands twice", |raw| {
        raw.question("yl-004").order[2] = "通风。".into();
    };
    a_matching_of_one: "shujia.toml", "question yl-006", "`pairs` needs 2 to 8 pairs", |raw| raw.question("yl-006").pairs = pairs(1);
    a_matching_of_nine: "shujia.toml", "question yl-006", "`pairs` needs 2 to 8 pairs", |raw| raw.question("yl-006").pairs = pairs(9);
    a_matching_with_a_left_side_twice: "shujia.toml", "question yl-006", "left side `书虫` stands twice", |raw| {
        raw.question("yl-006").pairs[1].0 = "书虫".into();
    };
    a_matching_with_a_right_side_twice: "shujia.toml", "question yl-006", "right side `爱钻书堆` stands twice", |raw| {
        raw.question("yl-006").pairs[1].1 = "爱钻书堆".into();
    };
    a_matching_with_an_empty_side: "shujia.toml", "question yl-006", "empty right side;", |raw| {
        raw.question("yl-006").pairs[1].1.clear();
    };
    a_grouping_of_one_group: "shujia.toml", "question yl-007", "`groups` needs 2 to 4 groups", |raw| {
        raw.question("yl-007").groups.truncate(1);
    };
    a_grouping_of_five_groups: "shujia.toml", "question yl-007", "`groups` needs 2 to 4 groups", |raw| {
        raw.question("yl-007").groups.extend([group("丙", &["一"]), group("丁", &["二"]), group("戊", &["三"])]);
    };
    a_grouping_with_two_groups_of_one_name: "shujia.toml", "question yl-007", "group `合规矩` stands twice", |raw| {
        raw.question("yl-007").groups[1].name = "合规矩".into();
    };
    a_grouping_with_an_item_in_two_groups: "shujia.toml", "question yl-007", "item `轻声说话` stands twice", |raw| {
        raw.question("yl-007").groups[1].items.push("轻声说话".into());
    };
    a_grouping_with_an_empty_group: "shujia.toml", "question yl-007", "group `其他` has no items", |raw| {
        raw.question("yl-007").groups.push(group("其他", &[]));
    };
    a_grouping_with_too_many_items: "shujia.toml", "question yl-007", "more than 12 items", |raw| {
        raw.question("yl-007").groups[0].items.extend(numbered(8));
    };
    a_recall_without_wording: "shujia.toml", "question yl-008", "needs `recall`", |raw| raw.question("yl-008").recall = None;
    a_recall_too_long_to_type: "shujia.toml", "question yl-008", "over 120 characters", |raw| {
        raw.question("yl-008").recall = Some(format!("一书一位，一位一签{}", "字".repeat(112)));
    };
    a_recall_without_key_terms: "shujia.toml", "question yl-008", "`terms` is empty", |raw| raw.question("yl-008").terms.clear();
    a_recall_with_a_foreign_key_term: "shujia.toml", "question yl-008", "term `一位两签` is not part of `recall`", |raw| {
        raw.question("yl-008").terms[1] = "一位两签".into();
    };
    a_recall_with_a_key_term_twice: "shujia.toml", "question yl-008", "term `一位，一签` stands twice", |raw| {
        raw.question("yl-008").terms.push("一位，一签".into());
    };
}

// A field of another type would silently change the question
slips! {
    options_where_there_are_none: "guiju.toml", "question yl-003", "`options` does not belong", |raw| raw.question("yl-003").options = numbered(2);
    notes_where_there_are_no_options: "guiju.toml", "question yl-003", "`notes` does not belong", |raw| {
        raw.question("yl-003").notes.insert("A".into(), "没有选项。".into());
    };
    an_answer_where_the_items_are_the_answer: "guiju.toml", "question yl-004", "`answer` does not belong", |raw| {
        raw.question("yl-004").answer = letter("A");
    };
    blanks_where_nothing_is_filled_in: "guiju.toml", "question yl-001", "`blanks` does not belong", |raw| {
        raw.question("yl-001").blanks = vec![strings(&["便于"])];
    };
    an_order_where_nothing_is_ordered: "guiju.toml", "question yl-001", "`order` does not belong", |raw| raw.question("yl-001").order = numbered(3);
    pairs_where_nothing_is_matched: "guiju.toml", "question yl-001", "`pairs` does not belong", |raw| raw.question("yl-001").pairs = pairs(2);
    groups_where_nothing_is_grouped: "guiju.toml", "question yl-001", "`groups` does not belong", |raw| {
        raw.question("yl-001").groups = vec![group("一", &["二"])];
    };
    a_wording_where_nothing_is_recalled: "guiju.toml", "question yl-001", "`recall` does not belong", |raw| {
        raw.question("yl-001").recall = Some("一书一位".into());
    };
    key_terms_where_nothing_is_recalled: "guiju.toml", "question yl-001", "`recall` does not belong", |raw| {
        raw.question("yl-001").terms = strings(&["一书"]);
    };
}

#[test]
fn what_is_just_within_the_limits_passes() {
    no_problem(|raw| {
        raw.head.short = "正好八个字的标题".into();
        raw.question("yl-001").stem = "问".repeat(80);
        raw.question("yl-001").why = "字".repeat(20);
        raw.question("yl-001").options = numbered(8);
        raw.question("yl-001").answer = letter("H");
        raw.question("yl-002").stem = "问".repeat(160);
        raw.question("yl-002").tags = vec![Tag::Case];
        raw.question("yl-004").order = numbered(8);
        raw.question("yl-006").pairs = pairs(8);
        raw.question("yl-007").groups[0].items.extend(numbered(7));
        raw.question("yl-008").recall = Some(format!("一书一位，一位一签{}", "字".repeat(111)));
        raw.concept("anjing").explain = "字".repeat(60);
    });
}

#[test]
fn background_needs_no_words_to_look_for_and_a_question_where_all_is_right_no_note() {
    no_problem(|raw| {
        raw.question("yl-001").fact = Fact::Background;
        raw.question("yl-001").source[0].terms.clear();
        raw.question("yl-002").answer = letters(&["A", "B", "C", "D", "E"]);
        raw.question("yl-002").notes.clear();
    });
}

#[test]
fn all_problems_of_a_course_are_reported_at_once_in_order() {
    let mut raw = Raw::valid();
    raw.head.short.clear();
    raw.head.retired.push("yl-003".into());
    raw.section("guiju").summary.clear();
    raw.concept("san-bianyu").siblings[0].id = "si-bianyu".into();
    raw.concept("shuchong-shumi").source[0].terms.clear();
    raw.question("yl-001").options[3] = "便于借书".into();
    raw.question("yl-002").answer = letters(&["A", "Z"]);
    raw.question("yl-002").why = "太短。".into();
    raw.question("yl-004").id = "yl-001".into();
    raw.question("yl-005").blanks[0].clear();
    raw.question("yl-006").source.clear();
    raw.question("yl-007").concepts = vec!["no-such".into()];
    raw.question("yl-008").terms.clear();
    let problems = raw.check().unwrap_err();
    let found: Vec<(&str, &str, &str)> =
        problems.iter().map(|problem| (&*problem.file, &*problem.item, &*problem.cure)).collect();
    let expected = [
        ("course.toml", "course", "1 to 8 characters"),
        ("guiju.toml", "concept san-bianyu", "si-bianyu"),
        ("guiju.toml", "question yl-001", "already used"),
        ("guiju.toml", "question yl-001", "stands twice"),
        ("guiju.toml", "question yl-002", "under 20"),
        ("guiju.toml", "question yl-002", "outside the options"),
        ("guiju.toml", "question yl-003", "retired"),
        ("guiju.toml", "section guiju", "summary"),
        ("shujia.toml", "concept anjing", "no question asks"),
        ("shujia.toml", "concept shuchong-shumi", "no `terms`"),
        ("shujia.toml", "question yl-005", "blank 1 has no answer"),
        ("shujia.toml", "question yl-006", "`source` is missing"),
        ("shujia.toml", "question yl-007", "no-such"),
        ("shujia.toml", "question yl-008", "`terms` is empty"),
    ];
    for (file, item, cure) in expected {
        assert!(
            found.iter().any(|(f, i, c)| (*f, *i) == (file, item) && c.contains(cure)),
            "{item} {cure}: {found:#?}"
        );
    }
    assert_eq!(found.len(), expected.len(), "{found:#?}");
    assert!(problems.is_sorted());
    assert!(problems[0].to_string().starts_with("course.toml: course: `short`"), "{}", problems[0]);
}

#[test]
fn a_misspelt_field_or_type_is_refused_when_the_file_is_read() {
    let error = |text: String| toml::from_str::<RawFile>(&text).unwrap_err().to_string();
    assert!(error(GUIJU.replace("mnemonic", "mnemonics")).contains("mnemonics"));
    assert!(error(GUIJU.replace("level = 1", "levle = 1")).contains("levle"));
    assert!(error(GUIJU.replace("\"truefalse\"", "\"true-false\"")).contains("true-false"));
    assert!(error(GUIJU.replace("fact = \"speech\"", "fact = \"rumour\"")).contains("rumour"));
    assert!(toml::from_str::<RawCourse>(&HEAD.replace("retired", "gone")).unwrap_err().to_string().contains("gone"));
}

// Looking the wordings up in the text

#[test]
fn a_course_that_cites_rightly_has_no_mismatch() {
    assert_eq!(SourceText::new(TEXT).mismatches(&course()), []);
}

#[test]
fn paragraphs_are_counted_without_blank_lines() {
    let text = SourceText::new(TEXT);
    assert_eq!(text.len(), 4);
    assert_eq!(text.find("一书一位"), [4]);
    assert_eq!(SourceText::new("\r\n一\r\n\u{3000}\u{3000}\r\n\r\n二\n \t\n").find("二"), [2]);
    assert!(SourceText::new("\n \n\u{3000}").is_empty());
    assert!(!text.is_empty());
}

#[test]
fn a_wording_is_found_whatever_marks_stand_in_it() {
    let text = SourceText::new(TEXT);
    for term in ["便于借书、便于看书", "便于借书，便于看书", "“便于借书”便于看书", "三个便于：", " 便 于 借 书 "]
    {
        let paragraphs = text.find(term);
        assert_eq!(paragraphs, [1], "{term}");
    }
    assert_eq!(text.find("阅览室+"), [4]);
    assert_eq!(text.find("阅览室"), [1, 4]);
    assert_eq!(text.find("便于喝茶"), [0_u16; 0]);
}

fn mismatches(change: impl FnOnce(&mut Raw)) -> Vec<Mismatch> {
    SourceText::new(TEXT).mismatches(&no_problem(change))
}

fn mismatch(item: &str, term: &str, cited: &[u16], found_in: &[u16]) -> Mismatch {
    Mismatch { item: item.into(), term: term.into(), cited: cited.to_vec(), found_in: found_in.to_vec() }
}

#[test]
fn a_term_in_another_paragraph_than_cited_is_reported_with_where_it_is() {
    let found = mismatches(|raw| raw.question("yl-001").source[0].para = 2);
    assert_eq!(found, [mismatch("question yl-001", "便于借书", &[2], &[1])]);
    let found =
        mismatches(|raw| raw.question("yl-007").source = vec![Source { para: 2, terms: strings(&["阅览室"]) }]);
    assert_eq!(found, [mismatch("question yl-007", "阅览室", &[2], &[1, 4])], "terms of background are looked up too");
}

#[test]
fn a_term_that_is_nowhere_and_a_paragraph_that_does_not_exist_are_reported() {
    let found = mismatches(|raw| raw.concept("san-jian-shi").source[0].terms.push("四件事".into()));
    assert_eq!(found, [mismatch("concept san-jian-shi", "四件事", &[2], &[])]);
    let found = mismatches(|raw| raw.question("yl-001").source[0].para = 99);
    assert_eq!(found, [mismatch("question yl-001", "便于借书", &[99], &[1])]);
}

#[test]
fn every_exact_wording_of_the_text_is_looked_up() {
    let found = mismatches(|raw| {
        raw.concept("san-bianyu").members[1] = "便于读书".into();
        raw.concept("shuchong-shumi").pairs[0].1 = "爱钻书缝".into();
        raw.concept("yishu-yiwei").text = Some("一书两位".into());
        raw.question("yl-005").blanks[0][0] = "一书三位".into();
        raw.question("yl-008").recall = Some("一书一位，一位四签".into());
        raw.question("yl-008").terms[1] = "一位四签".into();
    });
    let terms: BTreeSet<(&str, &str)> = found.iter().map(|found| (&*found.item, &*found.term)).collect();
    let expected = [
        ("concept san-bianyu", "便于读书"),
        ("concept shuchong-shumi", "爱钻书缝"),
        ("concept yishu-yiwei", "一书两位"),
        ("question yl-005", "一书三位"),
        ("question yl-008", "一位四签"),
    ];
    assert_eq!(terms, BTreeSet::from(expected));
}

#[test]
fn synonyms_and_background_need_not_stand_in_the_text() {
    let found = mismatches(|raw| {
        raw.question("yl-005").blanks[0].push("每书一位".into());
        raw.question("yl-005").blanks[0].swap(1, 2);
        raw.question("yl-008").fact = Fact::Background;
        raw.question("yl-008").recall = Some("一人一位，一位一签".into());
        raw.question("yl-008").terms[0] = "一人一位".into();
        raw.concept("san-bianyu").fact = Fact::Background;
        raw.concept("san-bianyu").members[1] = "便于读书".into();
    });
    assert_eq!(found, []);
}

#[test]
fn a_wording_may_stand_in_any_of_several_cited_paragraphs() {
    let source = [(1, "三个便于"), (2, "三件事")].map(|(para, term)| Source { para, terms: strings(&[term]) });
    let found = mismatches(|raw| {
        raw.concept("san-bianyu").source = source.to_vec();
        raw.concept("san-bianyu").members.push("清点".into());
    });
    assert_eq!(found, []);
}

#[test]
fn a_file_with_more_lines_than_paragraphs_can_be_counted_does_not_break_the_search() {
    let text = SourceText::new(&"一行\n".repeat(70_000));
    assert_eq!(text.find("两行"), [0_u16; 0]);
    assert_eq!(text.find("一行").len(), usize::from(u16::MAX));
}

// The compiled file

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
