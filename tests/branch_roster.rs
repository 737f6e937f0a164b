//! The host relies on this: a pasted list becomes a roster, or every fault of it is named.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

use biaoshuai::core::branch::{MEMBERS_MAX, Roster, RosterProblem};
use proptest::prelude::*;

fn names(text: &str) -> Vec<String> {
    Roster::parse(text).unwrap().names
}

#[test]
fn one_name_a_line_or_several_between_marks() {
    assert_eq!(names("张三\n李四、王五，赵六,钱七\t孙八"), ["张三", "李四", "王五", "赵六", "钱七", "孙八"]);
}

#[test]
fn what_cannot_be_seen_is_dropped() {
    assert_eq!(names("\u{feff} 张三 \r\n\n　\n\u{202e}李\u{200b}四\u{7}\n、、"), ["张三", "李四"]);
}

#[test]
fn names_that_occur_again_are_told_apart_and_nobody_is_lost() {
    assert_eq!(names("王伟\n李娜\n王伟"), ["王伟（1）", "李娜", "王伟（2）"]);
    assert_eq!(names("王伟\n王伟（1）\n王伟"), ["王伟（2）", "王伟（1）", "王伟（3）"]);
}

#[test]
fn every_fault_is_named_at_once_with_its_line() {
    let long = "这个名字实在是太长了放不下";
    let text = format!("{long}\n{}\n\n{long}", "甲\n".repeat(70));
    let problems = Roster::parse(&text).unwrap_err();
    let begin = || "这个名字".to_owned();
    assert_eq!(
        problems,
        [
            RosterProblem::Long { line: 1, begin: begin(), len: 13 },
            RosterProblem::Long { line: 74, begin: begin(), len: 13 },
            RosterProblem::Members(72),
        ]
    );
    assert!(problems[1].to_string().contains("第 74 行“这个名字…”有 13 个字"), "{}", problems[1]);
    assert!(problems[2].to_string().contains("72 人，最多 60 人"), "{}", problems[2]);
}

#[test]
fn five_hundred_and_one_lines_are_no_roster_and_nothing_is_none_either() {
    assert_eq!(Roster::parse(&"甲\n".repeat(501)), Err(vec![RosterProblem::Lines(501)]));
    assert_eq!(Roster::parse(&"甲\n".repeat(500)), Err(vec![RosterProblem::Members(500)]));
    assert_eq!(Roster::parse(" \n、"), Err(vec![RosterProblem::Empty]));
    assert_eq!(names(&(0..60).map(|i| format!("{i}\n")).collect::<String>()).len(), MEMBERS_MAX);
}

#[test]
fn members_can_be_numbers() {
    assert_eq!(Roster::numbers(3).names, ["1号", "2号", "3号"]);
    assert_eq!(Roster::numbers(999).names.len(), MEMBERS_MAX);
    assert_eq!(Roster::numbers(3).name(7), "");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn no_text_breaks_it_and_no_two_names_read_the_same(text in "[甲乙（）12、\n]{0,80}") {
        if let Ok(roster) = Roster::parse(&text) {
            let mut names = roster.names.clone();
            names.sort();
            names.dedup();
            prop_assert_eq!(names.len(), roster.names.len());
        }
    }
}
