//! Learners rely on this: an answer is worth what the rules on screen say.
#![cfg(not(target_arch = "wasm32"))]

use biaoshuai::core::answer::{Answer, SelfGrade};
use biaoshuai::core::grade::{NotGradable, Outcome, Verdict, grade, marks};
use biaoshuai::core::question::{Body, Choice, Group, QuestionKind};

fn strings(texts: &[&str]) -> Vec<String> {
    texts.iter().map(ToString::to_string).collect()
}

fn options(texts: &[(&str, bool)]) -> Vec<Choice> {
    texts.iter().map(|(text, right)| Choice { text: text.to_string(), right: *right, note: None }).collect()
}

fn choose(indices: &[u8]) -> Answer {
    Answer::Choice(indices.iter().copied().collect())
}

fn fill(texts: &[&str]) -> Answer {
    Answer::Fill(strings(texts))
}

fn places(indices: &[u8]) -> Vec<Option<u8>> {
    indices.iter().copied().map(Some).collect()
}

fn recall(grade: Option<SelfGrade>) -> Answer {
    Answer::Recall { text: "一书一位".into(), grade }
}

fn single() -> Body {
    Body::Single(options(&[("甲", false), ("乙", true), ("丙", false), ("丁", false)]))
}

fn multiple() -> Body {
    Body::Multiple(options(&[("甲", true), ("乙", false), ("丙", true), ("丁", true), ("戊", false)]))
}

fn blanks() -> Body {
    Body::Fill(vec![strings(&["往实里走", "实里走"]), strings(&["机关党建+"]), strings(&["三会一课"])])
}

fn order() -> Body {
    Body::Order(strings(&["通风", "整理", "清点", "关灯"]))
}

fn matching() -> Body {
    Body::Match(vec![("左一".into(), "右一".into()), ("左二".into(), "右二".into()), ("左三".into(), "右三".into())])
}

fn grouping() -> Body {
    Body::Group(vec![
        Group { name: "春".into(), items: strings(&["立春", "雨水"]) },
        Group { name: "夏".into(), items: strings(&["立夏"]) },
        Group { name: "秋".into(), items: strings(&["立秋", "处暑"]) },
    ])
}

fn reciting() -> Body {
    Body::Recall { text: "一书一位，一位一签".into(), terms: strings(&["一书一位"]) }
}

fn one_of_each_type() -> Vec<(Body, Answer)> {
    vec![
        (single(), choose(&[1])),
        (multiple(), choose(&[0, 2, 3])),
        (Body::TrueFalse(false), Answer::Truth(false)),
        (blanks(), fill(&["往实里走", "机关党建+", "三会一课"])),
        (order(), Answer::Order(vec![0, 1, 2, 3])),
        (matching(), Answer::Match(places(&[0, 1, 2]))),
        (grouping(), Answer::Group(places(&[0, 0, 1, 2, 2]))),
        (reciting(), recall(Some(SelfGrade::Fluent))),
    ]
}

#[track_caller]
fn worth(body: &Body, answer: &Answer, points: u8, of: u8, outcome: Outcome) {
    let verdict = grade(body, answer);
    assert_eq!(verdict, Ok(Verdict { points, of }), "{answer:?}");
    assert_eq!(Verdict { points, of }.outcome(), outcome, "{answer:?}");
    assert_eq!(Verdict { points, of }.is_right(), outcome == Outcome::Right);
}

#[test]
fn the_right_answer_of_every_type_is_right() {
    let all = one_of_each_type();
    let kinds: Vec<QuestionKind> = all.iter().map(|(body, _)| body.kind()).collect();
    assert_eq!(kinds, QuestionKind::ALL, "a type is missing here");
    for (body, answer) in all {
        assert_eq!(grade(&body, &answer).map(Verdict::outcome), Ok(Outcome::Right), "{answer:?}");
    }
}

#[test]
fn a_single_choice_is_right_or_wrong_and_nothing_between() {
    worth(&single(), &choose(&[1]), 1, 1, Outcome::Right);
    for other in [0, 2, 3] {
        worth(&single(), &choose(&[other]), 0, 1, Outcome::Wrong);
    }
}

#[test]
fn a_multiple_choice_earns_its_share_until_a_wrong_option_is_chosen() {
    worth(&multiple(), &choose(&[0, 2, 3]), 3, 3, Outcome::Right);
    worth(&multiple(), &choose(&[0, 3]), 2, 3, Outcome::Partial);
    worth(&multiple(), &choose(&[2]), 1, 3, Outcome::Partial);
    worth(&multiple(), &choose(&[0, 1, 2, 3]), 0, 3, Outcome::Wrong);
    worth(&multiple(), &choose(&[4]), 0, 3, Outcome::Wrong);
}

#[test]
fn a_statement_is_judged_either_way() {
    worth(&Body::TrueFalse(true), &Answer::Truth(true), 1, 1, Outcome::Right);
    worth(&Body::TrueFalse(true), &Answer::Truth(false), 0, 1, Outcome::Wrong);
    worth(&Body::TrueFalse(false), &Answer::Truth(false), 1, 1, Outcome::Right);
    worth(&Body::TrueFalse(false), &Answer::Truth(true), 0, 1, Outcome::Wrong);
}

#[test]
fn every_blank_earns_a_point_and_synonyms_and_typography_do_not_matter() {
    worth(&blanks(), &fill(&["“实里走”", "机关党建＋", " 三会、一课。"]), 3, 3, Outcome::Right);
    worth(&blanks(), &fill(&["往实里走", "机关党建", "三会一课"]), 2, 3, Outcome::Partial);
    worth(&blanks(), &fill(&["不知道", "不知道", "不知道"]), 0, 3, Outcome::Wrong);
    assert_eq!(marks(&blanks(), &fill(&["实里走", "机关党建", "三会一课"])), [true, false, true]);
    // The right wording in another blank is not right.
    worth(&blanks(), &fill(&["三会一课", "往实里走", "机关党建+"]), 0, 3, Outcome::Wrong);
}

#[test]
fn an_order_earns_a_point_for_each_item_in_its_place() {
    worth(&order(), &Answer::Order(vec![0, 1, 2, 3]), 4, 4, Outcome::Right);
    worth(&order(), &Answer::Order(vec![0, 2, 1, 3]), 2, 4, Outcome::Partial);
    worth(&order(), &Answer::Order(vec![1, 2, 3, 0]), 0, 4, Outcome::Wrong);
    assert_eq!(marks(&order(), &Answer::Order(vec![0, 2, 1, 3])), [true, false, false, true]);
}

#[test]
fn a_matching_earns_a_point_for_each_left_side_joined_rightly() {
    worth(&matching(), &Answer::Match(places(&[0, 1, 2])), 3, 3, Outcome::Right);
    worth(&matching(), &Answer::Match(places(&[1, 0, 2])), 1, 3, Outcome::Partial);
    worth(&matching(), &Answer::Match(places(&[1, 2, 0])), 0, 3, Outcome::Wrong);
    assert_eq!(marks(&matching(), &Answer::Match(places(&[1, 0, 2]))), [false, false, true]);
}

#[test]
fn a_grouping_earns_a_point_for_each_item_in_its_group() {
    worth(&grouping(), &Answer::Group(places(&[0, 0, 1, 2, 2])), 5, 5, Outcome::Right);
    worth(&grouping(), &Answer::Group(places(&[0, 1, 1, 2, 0])), 3, 5, Outcome::Partial);
    worth(&grouping(), &Answer::Group(places(&[1, 2, 0, 0, 1])), 0, 5, Outcome::Wrong);
    assert_eq!(marks(&grouping(), &Answer::Group(places(&[0, 1, 1, 2, 0]))), [true, false, true, true, false]);
}

#[test]
fn a_recall_is_worth_what_its_writer_says() {
    worth(&reciting(), &recall(Some(SelfGrade::Fluent)), 2, 2, Outcome::Right);
    worth(&reciting(), &recall(Some(SelfGrade::Partly)), 1, 2, Outcome::Partial);
    worth(&reciting(), &recall(Some(SelfGrade::Forgot)), 0, 2, Outcome::Wrong);
    let blank_page = Answer::Recall { text: String::new(), grade: Some(SelfGrade::Forgot) };
    worth(&reciting(), &blank_page, 0, 2, Outcome::Wrong);
    assert!(marks(&reciting(), &blank_page).is_empty());
}

#[test]
fn an_incomplete_answer_is_refused() {
    let incomplete = [
        (single(), choose(&[])),
        (single(), choose(&[0, 1])),
        (multiple(), choose(&[])),
        (blanks(), fill(&["往实里走", "机关党建+"])),
        (blanks(), fill(&["往实里走", "机关党建+", "\u{3000} "])),
        (blanks(), fill(&["往实里走", "机关党建+", "三会一课", "多一空"])),
        (order(), Answer::Order(vec![0, 1, 2])),
        (order(), Answer::Order(vec![0, 1, 2, 2])),
        (order(), Answer::Order(vec![0, 1, 2, 3, 3])),
        (matching(), Answer::Match(vec![Some(0), None, Some(2)])),
        (matching(), Answer::Match(places(&[0, 0, 2]))),
        (matching(), Answer::Match(places(&[0, 1]))),
        (grouping(), Answer::Group(vec![Some(0), Some(0), None, Some(2), Some(2)])),
        (grouping(), Answer::Group(places(&[0, 0, 1, 2]))),
        (reciting(), recall(None)),
    ];
    for (body, answer) in incomplete {
        assert_eq!(grade(&body, &answer), Err(NotGradable), "{answer:?}");
        assert!(!answer.is_complete(&body), "{answer:?}");
    }
}

#[test]
fn an_index_out_of_range_is_refused_and_never_panics() {
    for far in [4, 5, 200, 255] {
        for (body, answer) in [
            (single(), choose(&[far.max(4)])),
            (multiple(), choose(&[0, far.max(5)])),
            (order(), Answer::Order(vec![0, 1, 2, far])),
            (matching(), Answer::Match(places(&[0, 1, far]))),
            (grouping(), Answer::Group(places(&[0, 0, 1, 2, far]))),
        ] {
            assert_eq!(grade(&body, &answer), Err(NotGradable), "{answer:?}");
            assert!(marks(&body, &answer).contains(&false), "what is out of range is never marked right: {answer:?}");
        }
    }
}

#[test]
fn an_answer_to_another_type_is_refused() {
    let all = one_of_each_type();
    let as_choice = |kind| matches!(kind, QuestionKind::Single | QuestionKind::Multiple);
    for (body, _) in &all {
        for (other, answer) in &all {
            if body.kind() != other.kind() && !(as_choice(body.kind()) && as_choice(other.kind())) {
                assert_eq!(grade(body, answer), Err(NotGradable), "{:?} with {answer:?}", body.kind());
            }
        }
    }
}
