//! Readers rely on this: what the course calls the wording of the text stands in it, in the paragraph that is cited.
#![cfg(not(target_arch = "wasm32"))]

mod yuelanshi;

use biaoshuai::core::course::source::{Mismatch, SourceText};
use biaoshuai::core::course::{Fact, Source};
use std::collections::BTreeSet;
use yuelanshi::{Raw, course, no_problem, strings};

const TEXT: &str = include_str!("fixtures/course-yuelanshi/text.txt");

fn mismatches(change: impl FnOnce(&mut Raw)) -> Vec<Mismatch> {
    SourceText::new(TEXT).mismatches(&no_problem(change))
}

fn mismatch(item: &str, term: &str, cited: &[u16], found_in: &[u16]) -> Mismatch {
    Mismatch { item: item.into(), term: term.into(), cited: cited.to_vec(), found_in: found_in.to_vec() }
}

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
