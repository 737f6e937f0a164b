//! Editors rely on this: the check finds every slip in a course at once and says where it is and how to mend it.
#![cfg(not(target_arch = "wasm32"))]

mod slip;
mod yuelanshi;

use biaoshuai::core::course::raw::{RawCourse, RawFile, RawPart};
use biaoshuai::core::course::{FORMAT, Fact, Sibling};
use biaoshuai::core::question::{Body, QuestionKind, Tag};
use slip::{letter, letters, numbered, pairs, slips};
use std::collections::BTreeSet;
use yuelanshi::{FOLDER, GUIJU, HEAD, Raw, course, no_problem};

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
