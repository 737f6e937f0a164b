//! Learners rely on this: the shared picture says how it went, draws whatever a title contains, and names nobody.
#![cfg(not(target_arch = "wasm32"))]

use biaoshuai::core::result_card::{Result, svg};

const RESULT: Result<'_> = Result {
    scope: "今日一练",
    headline: "10 题答对 8 题",
    course: "机关党建",
    day: "2026年11月23日",
    right: 8,
    answered: 10,
};

#[test]
fn it_says_what_was_practised_and_how_it_went() {
    let picture = svg(&RESULT);
    for words in ["今日一练", "10 题答对 8 题", "机关党建", "2026年11月23日"] {
        assert!(picture.contains(words), "{words}");
    }
    assert!(picture.contains(r#"width="355""#), "the bar is as long as the part that was right");
}

#[test]
fn a_title_with_signs_of_markup_is_drawn_as_it_is() {
    let picture = svg(&Result { course: "<b>\"A&B\"</b>", ..RESULT });
    assert!(picture.contains("&lt;b&gt;&quot;A&amp;B&quot;&lt;/b&gt;"), "{picture}");
}

#[test]
fn nothing_answered_and_more_right_than_answered_give_a_picture_too() {
    for (right, answered, width) in [(0, 0, 0), (12, 10, 444)] {
        let picture = svg(&Result { right, answered, ..RESULT });
        assert!(picture.contains(&format!(r#"x="48" y="364" width="{width}""#)), "{picture}");
    }
}
