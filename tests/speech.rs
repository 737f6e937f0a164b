//! Listeners rely on this: everything is said, in order, in breaths that no browser cuts off, and no mark is spelled out.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

mod small;

use biaoshuai::core::course::Concept;
use biaoshuai::core::question::BLANK;
use biaoshuai::core::speech::{preference, script_of, script_of_question, sentences};
use biaoshuai::core::text::fold;
use proptest::prelude::*;

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

fn concept() -> Concept {
    Concept {
        title: "“两面”旗帜".into(), explain: "先看清方向。再迈步。".into(), ..small::concept("x")
    }
}

#[test]
fn every_sentence_is_said_by_itself() {
    let text = "先看清方向，再迈步！走错了怎么办？停下；回头。";
    assert_eq!(sentences(&[text]), ["先看清方向，再迈步！", "走错了怎么办？", "停下；", "回头。"]);
}

#[test]
fn marks_are_not_spelled_out() {
    assert_eq!(sentences(&["见¶12：“做‘实’事”，《守则》"]), ["见12：做实事，守则"]);
    assert_eq!(sentences(&["他说“好。”然后走了"]), ["他说好。", "然后走了"]);
    assert_eq!(sentences(&["机关党建+（试点）——有人问……"]), ["机关党建+，试点，有人问"]);
    assert_eq!(sentences(&["（一）学习（二）。"]), ["一，学习，二。"]);
}

#[test]
fn a_blank_is_said_as_a_blank() {
    assert_eq!(sentences(&["坚持____，做到“____”。"]), ["坚持空格，做到空格。"]);
    assert_eq!(sentences(&["____"]), ["空格"]);
}

#[test]
fn where_there_is_nothing_to_say_nothing_is_said() {
    assert!(sentences(&["", "“”", "……", "。\n！", " "]).is_empty());
}

#[test]
fn a_long_sentence_is_taken_in_breaths() {
    let clause = "这里有十个字要读出来，";
    let said = sentences(&[&clause.repeat(9)]);
    assert!(said.len() >= 3, "{said:?}");
    assert!(said.iter().all(|breath| breath.chars().count() <= 45), "{said:?}");
}

#[test]
fn a_card_is_read_from_title_to_explanation() {
    let wording = Concept { text: Some("走在前，作表率".into()), ..concept() };
    assert_eq!(script_of(&wording), ["两面旗帜", "走在前，作表率", "先看清方向。", "再迈步。"]);
    let list = Concept { members: owned(&["红旗", "蓝旗"]), ..concept() };
    assert_eq!(script_of(&list), ["两面旗帜", "红旗", "蓝旗", "先看清方向。", "再迈步。"]);
    let mapping = Concept { pairs: vec![("红旗".into(), "前进".into())], ..concept() };
    assert_eq!(script_of(&mapping), ["两面旗帜", "红旗：前进", "先看清方向。", "再迈步。"]);
}

#[test]
fn options_are_read_with_the_letters_beside_them() {
    let said = script_of_question("哪一面是“红”的？", &owned(&["左边", "右边。"]), &owned(&["都不是"]));
    assert_eq!(said, ["哪一面是红的？", "A，左边", "B，右边。", "都不是"]);
}

#[test]
fn a_mandarin_voice_is_preferred_and_no_other_language_taken() {
    let ranked = ["zh-CN", "zh", "zh-TW", "zh-HK"].map(|lang| preference(lang).unwrap());
    assert!(ranked.is_sorted_by(|one, other| one < other), "{ranked:?}");
    for best in ["zh_CN", "ZH-cn", "cmn-Hans-CN", "zh-Hans-CN"] {
        assert_eq!(preference(best), preference("zh-CN"), "{best}");
    }
    for other in ["", "en-US", "ja-JP", "zhx", "en-CN", "yue-HK"] {
        assert_eq!(preference(other), None, "{other}");
    }
}

fn any_part() -> impl Strategy<Value = String> {
    let marks = proptest::sample::select("，。；：、！？“”‘’（）《》¶·…—_ \n".chars().collect::<Vec<_>>());
    let chars = prop_oneof![3 => proptest::char::range('一', '龥'), 2 => marks, 1 => any::<char>()];
    proptest::collection::vec(chars, 0..120).prop_map(|chars| chars.into_iter().collect())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn all_the_wording_is_said_in_order(parts in proptest::collection::vec(any_part(), 0..4)) {
        let parts: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.contains(BLANK)).collect();
        let wording = |texts: String| fold(&texts).chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        prop_assert_eq!(wording(sentences(&parts).concat()), wording(parts.concat()));
    }

    #[test]
    fn no_sentence_is_empty(parts in proptest::collection::vec(any_part(), 0..4)) {
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        prop_assert!(sentences(&parts).iter().all(|sentence| !fold(sentence).is_empty()));
    }
}
