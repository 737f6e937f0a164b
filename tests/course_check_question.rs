//! Editors rely on this: a question that cannot be asked or answered as it stands is found, of whatever type it is.
#![cfg(not(target_arch = "wasm32"))]

mod slip;
mod yuelanshi;

use biaoshuai::core::course::raw::RawAnswer;
use biaoshuai::core::question::{Group, Tag};
use slip::{letter, letters, numbered, pairs, slips};
use yuelanshi::strings;

fn group(name: &str, items: &[&str]) -> Group {
    Group { name: name.into(), items: strings(items) }
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
