//! Learners rely on this: what looks alike is shown together, and the drill asks for nothing but the difference.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

mod small;

use biaoshuai::core::contrast::{between, own_members, pairs, questions};
use biaoshuai::core::course::{Concept, Course, Sibling};
use biaoshuai::core::question::{Question, Tag};

fn concept(id: &str, siblings: &[(&str, &str)]) -> Concept {
    Concept {
        siblings: siblings
            .iter()
            .map(|(id, differs)| Sibling { id: (*id).into(), differs: (*differs).to_owned() })
            .collect(),
        ..small::concept(id)
    }
}

fn question(id: &str, concepts: &[&str], tags: &[Tag]) -> Question {
    Question { concepts: concepts.iter().map(|id| (*id).into()).collect(), tags: tags.to_vec(), ..small::statement(id) }
}

fn course(concepts: Vec<Concept>, questions: Vec<Question>) -> Course {
    small::course(concepts, questions)
}

fn three() -> Course {
    let concepts = vec![
        concept("a", &[("b", "甲说一，乙说二")]),
        concept("b", &[("a", "乙说二，甲说一")]),
        concept("c", &[("a", "丙在后")]),
    ];
    let questions = vec![
        question("q1", &["a"], &[]),
        question("q2", &["a", "b"], &[]),
        question("q3", &["b"], &[Tag::Contrast]),
        question("q4", &["a"], &[Tag::Contrast]),
        question("q5", &["c"], &[Tag::Contrast]),
        question("q6", &["c"], &[]),
    ];
    course(concepts, questions)
}

#[test]
fn every_pair_is_listed_once_with_what_either_card_says() {
    let course = three();
    let found: Vec<_> = pairs(&course)
        .into_iter()
        .map(|pair| (pair.one.id.to_string(), pair.other.id.to_string(), pair.differs.len()))
        .collect();
    assert_eq!(found, [("a".into(), "b".into(), 2), ("a".into(), "c".into(), 1)]);
}

#[test]
fn a_pair_is_the_same_from_either_side() {
    let course = three();
    let (a, c) = ("a".into(), "c".into());
    assert_eq!(between(&course, &c, &a), between(&course, &a, &c));
    assert_eq!(between(&course, &c, &a).unwrap().one.id, a);
}

#[test]
fn a_concept_is_no_look_alike_of_itself_or_of_nothing() {
    let course = three();
    assert_eq!(between(&course, &"a".into(), &"a".into()), None);
    assert_eq!(between(&course, &"a".into(), &"nothing".into()), None);
}

#[test]
fn the_drill_asks_what_is_about_both_or_tells_one_apart() {
    let course = three();
    let ids: Vec<_> = questions(&course, &"b".into(), &"a".into()).into_iter().map(|q| q.id.to_string()).collect();
    assert_eq!(ids, ["q2", "q3", "q4"]);
}

#[test]
fn where_too_few_questions_tell_them_apart_all_on_either_are_asked() {
    let mut course = three();
    course.questions.retain(|question| question.id.as_str() != "q3");
    let ids: Vec<_> = questions(&course, &"a".into(), &"b".into()).into_iter().map(|q| q.id.to_string()).collect();
    assert_eq!(ids, ["q1", "q2", "q4"]);
}

#[test]
fn what_only_one_of_two_lists_has_is_pointed_out_whatever_the_punctuation() {
    let list = |members: &[&str]| members.iter().map(|member| (*member).to_owned()).collect::<Vec<_>>();
    assert_eq!(own_members(&list(&["“甲”乙", "丙"]), &list(&["丁", "甲乙"])), [false, true]);
    assert_eq!(
        own_members(&list(&["甲", "乙"]), &list(&["丙"])),
        [false, false],
        "nothing in common, nothing to point out"
    );
}
