//! Learners rely on this: typing the right words is right whatever the keyboard makes of marks, width and spaces.
#![cfg(not(target_arch = "wasm32"))]

use biaoshuai::core::grade::accepts;
use biaoshuai::core::text::{fold, fold_char, len, visible};
use proptest::prelude::*;

fn strings(texts: &[&str]) -> Vec<String> {
    texts.iter().map(ToString::to_string).collect()
}

/// Marks that keyboards, input methods, web pages and word processors put into Chinese text.
const MARKS: &str = "，。、；：？！…—·～“”‘’「」『』《》〈〉（）【】〔〕〖〗［］｛｝﹁﹂﹃﹄﹏＿￣〝〞〃｡､･\
    ,.;:?!'\"`()[]{}<>-_~/\\|*&^%$#@=‐‑‒–—―‥•‧‹›«»⸺⸻⋯﹐﹑﹒﹔﹕﹖﹗﹙﹚﹛﹜﹝﹞〜〰＂＇－／＼｜＊＆％＃＠＝";

/// Spaces of every width, and what is there without being seen.
const SPACES: &str = " \t\r\n\u{a0}\u{3000}\u{2002}\u{2003}\u{2009}\u{200a}\u{202f}\u{205f}\u{200b}\u{200c}\u{200d}\
    \u{2028}\u{2029}\u{200e}\u{200f}\u{202a}\u{202c}\u{2060}\u{2066}\u{2069}\u{feff}\u{ad}\u{fe0f}\u{e0100}";

#[test]
fn every_mark_and_every_space_is_folded_away() {
    for mark in MARKS.chars().chain(SPACES.chars()) {
        assert_eq!(fold_char(mark), None, "{mark:?} (U+{:04X}) would count as a letter", u32::from(mark));
        assert_eq!(fold(&format!("作{mark}表{mark}率")), "作表率", "{mark:?}");
    }
}

#[test]
fn all_quotes_and_title_marks_are_the_same() {
    for text in [
        "“两个维护”",
        "「两个维护」",
        "『两个维护』",
        "‘两个维护’",
        "\"两个维护\"",
        "《两个维护》",
        "〈两个维护〉",
        "两个维护",
    ] {
        assert_eq!(fold(text), "两个维护", "{text}");
    }
}

#[test]
fn full_width_letters_and_digits_are_their_half_width_selves_in_lower_case() {
    assert_eq!(fold("ＡＢＣｘｙｚ０１２９"), "abcxyz0129");
    assert_eq!(fold("Internet互联网＋"), "internet互联网+");
    assert_eq!(fold("８０后、９０后"), fold("80后90后"));
}

#[test]
fn the_plus_sign_of_a_name_stays() {
    assert_eq!(fold("“机关党建+”"), "机关党建+");
    assert_eq!(fold("机关党建＋"), "机关党建+");
    assert_eq!(fold("机关党建﹢"), "机关党建+");
    assert_ne!(fold("机关党建"), fold("机关党建+"));
}

#[test]
fn characters_that_only_look_like_marks_stay() {
    // The number 〇 and the repetition mark 々 belong to the wording; so do Chinese numerals.
    for text in ["二〇二〇", "人々", "一", "丨", "丶", "ニ"] {
        assert_eq!(fold(text), text);
    }
}

#[test]
fn different_wordings_stay_different() {
    for (one, other) in [
        ("作表率", "做表率"),
        ("四个意识", "四个自信"),
        ("目标引领与问题导向", "目标引领和问题导向"),
        ("对标对表", "对表对标"),
        ("1项", "2项"),
        ("三个表率", "三个表率率"),
        ("党建", "黨建"),
    ] {
        assert_ne!(fold(one), fold(other), "{one} / {other}");
    }
}

#[test]
fn a_blank_takes_the_official_wording_and_its_synonyms() {
    let accepted = strings(&["往实里走", "实里走"]);
    for given in ["往实里走", "实里走", "“往实里走”", " 往 实 里 走 ", "往实里走。", "\u{200b}实里走\u{feff}"]
    {
        assert!(accepts(&accepted, given), "{given:?}");
    }
}

#[test]
fn a_blank_does_not_take_a_near_miss() {
    let accepted = strings(&["往实里走", "实里走"]);
    for given in ["往实里去", "实里", "往实里走走", "走里实往", "往心里走", "", "。", " ", "\u{3000}"]
    {
        assert!(!accepts(&accepted, given), "{given:?}");
    }
}

#[test]
fn nothing_written_is_never_accepted_even_where_the_course_is_broken() {
    assert!(!accepts(&[], "作表率"));
    assert!(!accepts(&strings(&[""]), ""));
    assert!(!accepts(&strings(&["，"]), "。"));
}

#[test]
fn a_name_is_what_is_seen_of_it() {
    assert_eq!(visible(" 欧阳 明\r\n"), "欧阳 明");
    assert_eq!(visible("\u{202e}王\u{200b}\u{0}芳\u{2066}"), "王芳");
    assert_eq!(visible(SPACES), "");
}

#[test]
fn length_counts_characters_not_bytes() {
    assert_eq!((len(""), len("作表率"), len("党建+"), len("𠮷")), (0, 3, 3, 1));
}

/// Arbitrary Unicode, and the neighbourhood of what we fold.
fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        proptest::collection::vec(any::<char>(), 0..40).prop_map(|chars| chars.into_iter().collect()),
        proptest::collection::vec(
            prop_oneof![
                proptest::char::range('\u{0}', '\u{ff}'),
                proptest::char::range('\u{2000}', '\u{206f}'),
                proptest::char::range('\u{3000}', '\u{30ff}'),
                proptest::char::range('\u{fe00}', '\u{ffef}'),
                proptest::char::range('一', '龥'),
            ],
            0..40
        )
        .prop_map(|chars| chars.into_iter().collect()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1024) })]

    #[test]
    fn folding_twice_is_folding_once(text in any_text()) {
        let once = fold(&text);
        prop_assert_eq!(fold(&once), once);
    }

    #[test]
    fn folding_a_text_is_folding_its_pieces(one in any_text(), other in any_text()) {
        prop_assert_eq!(fold(&format!("{one}{other}")), fold(&one) + &fold(&other));
    }

    #[test]
    fn marks_and_spaces_anywhere_never_change_a_wording(
        text in any_text(),
        noise in proptest::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 1..8)
    ) {
        let marks: Vec<char> = MARKS.chars().chain(SPACES.chars()).collect();
        let mut noisy: Vec<char> = text.chars().collect();
        for (place, mark) in noise {
            noisy.insert(place.index(noisy.len() + 1), *mark.get(&marks));
        }
        prop_assert_eq!(fold(&String::from_iter(noisy)), fold(&text));
    }

    #[test]
    fn every_chinese_character_counts(c in prop_oneof![
        proptest::char::range('一', '龥'), proptest::char::range('\u{3400}', '\u{4dbf}'), proptest::char::range('\u{20000}', '\u{2a6df}')
    ]) {
        prop_assert_eq!(fold_char(c), Some(c));
    }
}
