//! Learners rely on this: the comparison shows exactly what they left out and what they added, and nothing else.
#![cfg(not(target_arch = "wasm32"))]

use biaoshuai::core::diff::{Change, Segment, compare, coverage, kept_percent, near_miss};
use biaoshuai::core::text::fold;
use proptest::prelude::*;

fn strings(texts: &[&str]) -> Vec<String> {
    texts.iter().map(ToString::to_string).collect()
}

fn joined(segments: &[Segment], keep: [Change; 2]) -> String {
    segments.iter().filter(|segment| keep.contains(&segment.change)).map(|segment| &*segment.text).collect()
}

fn same(text: &str) -> Segment {
    Segment { change: Change::Same, text: text.into() }
}

fn missing(text: &str) -> Segment {
    Segment { change: Change::Missing, text: text.into() }
}

fn extra(text: &str) -> Segment {
    Segment { change: Change::Extra, text: text.into() }
}

#[test]
fn what_was_left_out_what_was_added_and_what_was_changed_are_told_apart() {
    assert_eq!(compare("一书一位", "一书位"), [same("一书"), missing("一"), same("位")]);
    assert_eq!(compare("一书一位", "一书就一位"), [same("一书"), extra("就"), same("一位")]);
    assert_eq!(compare("作表率", "做表率"), [missing("作"), extra("做"), same("表率")]);
    assert_eq!(compare("作表率", ""), [missing("作表率")]);
    assert_eq!(compare("作表率", "。、"), [missing("作表率")]);
    assert_eq!(compare("", "多余"), [extra("多余")]);
    assert_eq!(compare("", ""), []);
}

#[test]
fn punctuation_width_and_quotes_are_no_difference() {
    assert_eq!(compare("“四个意识”、《机关党建＋》", "四个意识机关党建+"), [same("“四个意识”、《机关党建＋》")]);
    assert_eq!(compare("四个意识机关党建+", "「四个意识」，〈机关党建＋〉。"), [same("四个意识机关党建+")]);
}

#[test]
fn an_opening_mark_goes_with_what_it_opens() {
    for (open, close) in
        [('“', '”'), ('「', '」'), ('《', '》'), ('〔', '〕'), ('（', '）'), ('［', '］'), ('〖', '〗')]
    {
        let wording = format!("坚持{open}三会一课{close}制度");
        let quoted = format!("{open}三会一课{close}");
        assert_eq!(compare(&wording, "坚持制度"), [same("坚持"), missing(&quoted), same("制度")]);
    }
}

#[test]
fn the_share_kept_counts_characters_of_the_wording() {
    assert_eq!(kept_percent("一书一位，一位一签", "一书一位一位一签"), 100);
    assert_eq!(kept_percent("一书一位，一位一签", "一书一位"), 50);
    assert_eq!(kept_percent("作表率", "作表"), 66);
    assert_eq!(kept_percent("作表率", ""), 0);
    assert_eq!(kept_percent("作表率", "完全不同"), 0);
    assert_eq!(kept_percent("", "多余"), 0);
    // Only the whole wording is a hundred per cent.
    let long = "一书一位".repeat(100);
    let almost: String = long.chars().skip(1).collect();
    assert_eq!(kept_percent(&long, &almost), 99);
}

#[test]
fn a_near_miss_is_compared_with_the_wording_it_is_closest_to() {
    let accepted = strings(&["往实里走", "实里走"]);
    assert_eq!(near_miss(&accepted, "往实里去"), Some("往实里走"));
    // All of both wordings is there, but less is too much for the longer one.
    assert_eq!(near_miss(&accepted, "往实里去走"), Some("往实里走"));
    assert_eq!(near_miss(&accepted, "实里去走"), Some("实里走"));
}

#[test]
fn of_two_equally_close_wordings_the_official_one_is_shown() {
    assert_eq!(near_miss(&strings(&["共性和个性", "共性与个性"]), "共性个性"), Some("共性和个性"));
    assert_eq!(near_miss(&strings(&["共性与个性", "共性和个性"]), "共性个性"), Some("共性与个性"));
}

#[test]
fn what_is_far_off_is_no_near_miss() {
    let accepted = strings(&["看家本领"]);
    assert_eq!(near_miss(&accepted, "看家"), Some("看家本领"));
    for given in ["看", "传家宝", "", "。", "不知道"] {
        assert_eq!(near_miss(&accepted, given), None, "{given}");
    }
    assert_eq!(near_miss(&[], "看家本领"), None);
}

#[test]
fn key_terms_are_found_whatever_marks_stand_between_and_in_their_order() {
    let terms = strings(&["一书一位", "“一位”一签", "阅览室+"]);
    assert_eq!(
        coverage(&terms, "一书，一位；一位一签。"),
        [("一书一位", true), ("“一位”一签", true), ("阅览室+", false)]
    );
    assert!(coverage(&terms, "").iter().all(|(_, hit)| !hit));
    assert_eq!(coverage(&[], "一书一位"), []);
}

#[test]
fn two_long_texts_are_compared_whole() {
    let wording: String = (0..200).filter_map(|n| char::from_u32(0x4e00 + n * 7 % 97)).collect();
    let given: String = (0..400).filter_map(|n| char::from_u32(0x4e00 + n * 11 % 89)).collect();
    let segments = compare(&wording, &given);
    assert_eq!(joined(&segments, [Change::Same, Change::Missing]), wording);
    assert_eq!(joined(&segments, [Change::Same, Change::Extra]), given);
    assert!(segments.iter().any(|segment| segment.change == Change::Same));
}

#[test]
fn what_was_left_out_stays_in_one_piece() {
    assert_eq!(
        compare("甲抓党建抓业务乙", "丙抓业务丁"),
        [missing("甲抓党建"), extra("丙"), same("抓业务"), missing("乙"), extra("丁")]
    );
}

#[test]
fn texts_too_long_to_compare_differ_between_common_beginning_and_end() {
    let (old, new) = ("书位".repeat(1001), "位书".repeat(1000));
    assert_eq!(
        compare(&format!("作{old}作表率"), &format!("作{new}表率")),
        [same("作"), missing(&format!("{old}作")), extra(&new), same("表率")]
    );
    let (old, new) = ("书位".repeat(1000), "位书".repeat(1000));
    assert_eq!(compare(&old, &new), [missing("书"), same(&old[3..]), extra("书")]);
    assert_eq!(compare("", &"位".repeat(2001)), [extra(&"位".repeat(2001))]);
}

/// Length of a longest common subsequence, by the book.
fn longest(old: &[char], new: &[char]) -> usize {
    let mut table = vec![vec![0; new.len() + 1]; old.len() + 1];
    for (i, a) in old.iter().enumerate() {
        for (j, b) in new.iter().enumerate() {
            table[i + 1][j + 1] = if a == b { table[i][j] + 1 } else { table[i + 1][j].max(table[i][j + 1]) };
        }
    }
    table[old.len()][new.len()]
}

/// The least (changed characters, segments) of all ways from one text to the other, tried one by one.
fn least(old: &[char], new: &[char], before: Option<Change>) -> (usize, usize) {
    let mut ways = Vec::new();
    let mut go = |change: Change, old, new| {
        let (changed, segments) = least(old, new, Some(change));
        ways.push((changed + usize::from(change != Change::Same), segments + usize::from(before != Some(change))));
    };
    if let ([a, old @ ..], [b, new @ ..]) = (old, new)
        && a == b
    {
        go(Change::Same, old, new);
    }
    if let [_, rest @ ..] = old {
        go(Change::Missing, rest, new);
    }
    if let [_, rest @ ..] = new {
        go(Change::Extra, old, rest);
    }
    ways.into_iter().min().unwrap_or((0, 0))
}

/// Text over a small alphabet, so that much of it coincides, with marks in between.
fn prose() -> impl Strategy<Value = String> {
    let alphabet: Vec<char> = "一书位签作做表率＋+Ａa“”《》，。、 \u{3000}(—".chars().collect();
    proptest::collection::vec(proptest::sample::select(alphabet), 0..60).prop_map(|chars| chars.into_iter().collect())
}

/// A wording as the course check lets it pass: something in it counts.
fn wording() -> impl Strategy<Value = String> {
    prop_oneof![4 => prose(), 1 => "\\PC{0,30}"].prop_filter("nothing in it counts", |text| !fold(text).is_empty())
}

fn written() -> impl Strategy<Value = String> {
    prop_oneof![4 => prose(), 1 => "\\PC{0,30}"]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1024) })]

    #[test]
    fn the_wording_can_be_read_off_the_comparison_to_the_last_mark(wording in wording(), given in written()) {
        let segments = compare(&wording, &given);
        prop_assert_eq!(joined(&segments, [Change::Same, Change::Missing]), wording);
    }

    #[test]
    fn what_was_written_can_be_read_off_the_comparison(wording in written(), given in written()) {
        let segments = compare(&wording, &given);
        prop_assert_eq!(fold(&joined(&segments, [Change::Same, Change::Extra])), fold(&given));
    }

    #[test]
    fn neighbouring_runs_have_different_fates_and_none_is_empty(wording in written(), given in written()) {
        let segments = compare(&wording, &given);
        prop_assert!(segments.iter().all(|segment| !segment.text.is_empty()));
        prop_assert!(segments.windows(2).all(|pair| pair[0].change != pair[1].change));
    }

    #[test]
    fn nothing_differs_exactly_when_the_folded_texts_are_equal(wording in wording(), given in written()) {
        let plain = fold(&wording);
        prop_assert_eq!(compare(&wording, &plain), [same(&wording)]);
        let all_same = compare(&wording, &given).iter().all(|segment| segment.change == Change::Same);
        prop_assert_eq!(all_same, fold(&given) == plain);
    }

    #[test]
    fn the_share_kept_is_a_percentage_and_full_only_with_nothing_missing(wording in wording(), given in written()) {
        let kept = kept_percent(&wording, &given);
        prop_assert!(kept <= 100);
        let nothing_missing = compare(&wording, &given).iter().all(|segment| segment.change != Change::Missing);
        prop_assert_eq!(kept == 100, nothing_missing);
        prop_assert_eq!(kept_percent(&wording, &wording), 100);
        prop_assert_eq!(kept_percent(&wording, ""), 0);
    }

    #[test]
    fn a_near_miss_is_one_of_the_wordings_and_at_least_half_written(
        accepted in proptest::collection::vec(wording(), 0..4), given in written()
    ) {
        match near_miss(&accepted, &given) {
            Some(found) => {
                prop_assert!(accepted.iter().any(|wording| wording == found));
                prop_assert!(kept_percent(found, &given) >= 50);
            }
            None => prop_assert!(accepted.iter().all(|wording| kept_percent(wording, &given) < 50)),
        }
    }

    #[test]
    fn no_comparison_leaves_more_the_same(wording in written(), given in written()) {
        let segments = compare(&wording, &given);
        let kept = fold(&joined(&segments, [Change::Same, Change::Same])).chars().count();
        let chars = |text: &str| fold(text).chars().collect::<Vec<_>>();
        prop_assert_eq!(kept, longest(&chars(&wording), &chars(&given)));
    }

    #[test]
    fn what_is_missing_stands_before_what_is_extra(wording in written(), given in written()) {
        let fates: Vec<Change> = compare(&wording, &given).iter().map(|segment| segment.change).collect();
        prop_assert!(!fates.windows(2).any(|pair| pair == [Change::Extra, Change::Missing]), "{:?}", fates);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    /// Ends that differ, so that no common one is cut off.
    #[test]
    fn no_comparison_has_fewer_changes_or_as_few_in_fewer_runs(wording in "甲[一书位]{0,4}乙", given in "丙[一书位]{0,4}丁") {
        let segments = compare(&wording, &given);
        let changed = segments.iter().filter(|segment| segment.change != Change::Same);
        let changed: usize = changed.map(|segment| segment.text.chars().count()).sum();
        let chars = |text: &str| text.chars().collect::<Vec<_>>();
        prop_assert_eq!((changed, segments.len()), least(&chars(&wording), &chars(&given), None));
    }
}
