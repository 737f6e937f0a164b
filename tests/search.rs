//! Learners rely on this: what they half remember is found, by characters or by the initials of its pinyin.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests may panic")]

use biaoshuai::core::course::Course;
use biaoshuai::core::course::check::check;
use biaoshuai::core::search::{
    Excerpt, Found, Hit, Index, Initials, QUERY_MAX, QUOTED_MAX, SHOWN_MAX, WORDS_MAX, kept,
};
use biaoshuai::core::text::fold;
use proptest::prelude::*;
use std::path::Path;
use std::sync::{Arc, LazyLock};

const FOLDER: &str = "jiguan-dangjian";

/// Level 1 of GB 2312 in its order, as browsers decode it.
static LEVEL_ONE: LazyLock<String> = LazyLock::new(|| {
    let rows = 0xb0..=0xd7_u8;
    let bytes: Vec<u8> = rows.flat_map(|row| (0xa1..=0xfe).flat_map(move |cell| [row, cell])).take(3755 * 2).collect();
    encoding_rs::GB18030.decode(&bytes).0.into_owned()
});

static INITIALS: LazyLock<Initials> = LazyLock::new(|| Initials::from_level_one(&LEVEL_ONE));

/// Every file of the course.
static FILES: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("courses").join(FOLDER);
    let entries = std::fs::read_dir(&folder).unwrap().map(Result::unwrap);
    let files =
        entries.map(|entry| (entry.file_name().into_string().unwrap(), std::fs::read_to_string(entry.path()).unwrap()));
    files.filter(|(name, _)| name.ends_with(".toml")).collect()
});

static COURSE: LazyLock<Arc<Course>> = LazyLock::new(|| {
    let head = FILES.iter().find(|(name, _)| name == "course.toml").unwrap();
    let sections: Vec<_> = FILES
        .iter()
        .filter(|(name, _)| name != "course.toml")
        .map(|(name, text)| (name.clone(), toml::from_str(text).unwrap()))
        .collect();
    Arc::new(check(FOLDER, &toml::from_str(&head.1).unwrap(), &sections).unwrap_or_else(|_| panic!("unsound course")))
});

fn own_text() -> Vec<String> {
    ["开头一段，没有什么。", "机关党建工作要处理好“五对关系”，一是共性和个性的关系。", "结尾。"]
        .map(str::to_owned)
        .to_vec()
}

static INDEX: LazyLock<Index> =
    LazyLock::new(|| Index::build(Arc::clone(&COURSE), Some(&own_text()), INITIALS.clone()));

#[track_caller]
fn find(typed: &str) -> Found {
    INDEX.search(typed).unwrap_or_else(|| panic!("nothing is left of “{typed}”"))
}

fn titles(found: &Found) -> Vec<&'static str> {
    found.concepts.hits.iter().map(|hit| COURSE.concepts[hit.place].title.as_str()).collect()
}

/// What is highlighted in an excerpt, folded.
fn marked(excerpt: &Excerpt) -> Vec<String> {
    excerpt.parts().into_iter().filter(|(_, marked)| *marked).map(|(text, _)| fold(&text)).collect()
}

fn all_hits(found: &Found) -> impl Iterator<Item = &Hit> {
    [&found.concepts, &found.questions, &found.paragraphs].into_iter().flat_map(|group| &group.hits)
}

/// Whether a text could have been meant by a word, each character by itself or by its initial.
fn fits(word: &str, text: &str) -> bool {
    let letter = |typed: char, c: char| typed == c || INITIALS.of(c).any(|initial| initial == typed);
    let (word, text): (Vec<char>, Vec<char>) = (fold(word).chars().collect(), fold(text).chars().collect());
    text.windows(word.len()).any(|part| part.iter().zip(&word).all(|(c, typed)| letter(*typed, *c)))
}

#[test]
fn every_character_of_the_course_can_be_typed_by_its_initial() {
    let all = FILES.iter().flat_map(|(_, text)| text.chars()).filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c));
    let mut without: Vec<char> = all.filter(|c| INITIALS.of(*c).next().is_none()).collect();
    without.sort_unstable();
    without.dedup();
    assert_eq!(without, [] as [char; 0], "write them down in core/search/readings.rs");
}

#[test]
fn initials_are_read_off_the_order_of_the_characters() {
    assert_eq!(LEVEL_ONE.chars().count(), 3755);
    let all = |c: char| INITIALS.of(c).collect::<String>();
    for (chars, initials) in [("啊座", "az"), ("机关党建", "jgdj"), ("理论武装", "llwz"), ("二欧", "eo"), ("额", "e")]
    {
        let read: String = chars.chars().flat_map(|c| INITIALS.of(c).take(1)).collect();
        assert_eq!(read, initials, "{chars}");
    }
    assert_eq!((all('率'), all('重'), all('行'), all('长')), ("ls".into(), "cz".into(), "hx".into(), "cz".into()));
    assert_eq!((all('a'), all('，'), all('😀')), (String::new(), String::new(), String::new()));
}

#[test]
fn a_browser_that_does_not_know_the_order_still_finds_by_characters() {
    for level_one in ["", "锟斤拷", &"\u{fffd}".repeat(3755)] {
        let index = Index::build(Arc::clone(&COURSE), None, Initials::from_level_one(level_one));
        let found = index.search("五对关系").unwrap();
        assert!(found.concepts.total > 0, "{level_one}");
    }
}

#[test]
fn the_initials_of_a_name_find_it() {
    for (typed, name) in
        [("zbs", "作表率"), ("ZBS", "作表率"), ("zbl", "作表率"), ("wdgx", "五对关系"), ("djhyw", "党建和业务")]
    {
        let found = find(typed);
        let shown = titles(&found);
        assert!(shown.iter().any(|title| title.contains(name)), "{typed}: {shown:?}");
    }
}

#[test]
fn letters_and_characters_can_be_mixed() {
    assert!(titles(&find("五dgx")).iter().any(|title| title.contains("五对关系")));
    assert!(titles(&find("w对g系")).iter().any(|title| title.contains("五对关系")));
}

#[test]
fn letters_in_a_name_are_found_as_they_are() {
    let found = find("机关党建+");
    assert!(found.total() > 0);
    assert!(all_hits(&found).all(|hit| {
        marked(&hit.title)
            .iter()
            .chain(hit.passage.iter().flat_map(marked).collect::<Vec<_>>().iter())
            .any(|text| text == "机关党建+")
    }));
}

#[test]
fn what_is_found_in_the_title_comes_first() {
    let found = find("五对关系");
    assert_eq!(found.concepts.hits[0].passage, None);
    let in_title: Vec<bool> = found.concepts.hits.iter().map(|hit| hit.passage.is_none()).collect();
    assert!(in_title.is_sorted_by(|before, after| before >= after), "{in_title:?}");
    let found = find("党建");
    let in_stem: Vec<bool> = found.questions.hits.iter().map(|hit| hit.passage.is_none()).collect();
    assert!(in_stem.is_sorted_by(|before, after| before >= after), "{in_stem:?}");
}

#[test]
fn all_of_several_words_must_occur_in_whatever_order() {
    let (one, other) = (find("业务 党建"), find("党建　业务"));
    assert_eq!(one.concepts.total, other.concepts.total);
    assert!(one.concepts.total > 0);
    assert!(one.concepts.total < find("党建").concepts.total);
    assert_eq!(find("党建 业务 绝无此语").total(), 0);
}

#[test]
fn punctuation_and_quotes_do_not_matter() {
    let plain = find("三个表率一个模范");
    assert!(plain.concepts.total > 0);
    assert_eq!(plain, find("“三个表率、一个模范”"));
    assert_eq!(plain, find("三个表率，一个模范。"));
}

#[test]
fn the_paragraphs_of_an_own_copy_are_found_too() {
    let found = find("wdgx");
    assert_eq!(found.paragraphs.hits.iter().map(|hit| hit.place).collect::<Vec<_>>(), [1]);
    assert_eq!(marked(&found.paragraphs.hits[0].title), ["五对关系"]);
    let without = Index::build(Arc::clone(&COURSE), None, INITIALS.clone());
    assert_eq!(without.search("wdgx").unwrap().paragraphs.total, 0);
}

#[test]
fn an_index_knows_what_it_was_built_of() {
    let own = own_text();
    assert!(INDEX.is_of(&COURSE, Some(&own)));
    assert!(!INDEX.is_of(&COURSE, None));
    assert!(!INDEX.is_of(&COURSE, Some(&own[1..])));
    assert!(!INDEX.is_of(&Arc::new(Course::clone(&COURSE)), Some(&own)));
}

#[test]
fn twenty_are_shown_and_all_are_counted() {
    let found = find("党");
    assert_eq!(found.questions.hits.len(), SHOWN_MAX);
    assert!(found.questions.total > 100, "{}", found.questions.total);
    assert!(found.questions.total <= COURSE.questions.len());
}

#[test]
fn where_nothing_is_left_to_search_for_there_is_no_result_rather_than_an_empty_one() {
    for typed in ["", "  ", "，。！", "“”……", "😀🎉", "→★☺", "\u{0}\t\n", &"、".repeat(5000), &"😀".repeat(5000)]
    {
        assert_eq!(INDEX.search(typed), None, "{typed}");
        assert!(kept(typed).chars().count() <= QUERY_MAX * 4);
    }
}

#[test]
fn only_the_beginning_of_a_very_long_query_counts() {
    let long = "党".repeat(5000);
    assert_eq!(find(&long), find(&"党".repeat(QUERY_MAX)));
    assert_eq!(kept(&long).chars().count(), QUERY_MAX);
    assert_eq!(find(&format!("{} 绝无此语", "党 ".repeat(70))).total(), find("党").total());
    let many = "一 二 三 四 五 六 七 八";
    assert_eq!(many.split(' ').count(), WORDS_MAX);
    assert_eq!(find(many), find(&format!("{many} 绝无此语")));
}

#[test]
fn a_long_text_is_quoted_around_what_was_found() {
    let own = vec![format!("{}“作表率”的{}", "前".repeat(300), "后".repeat(300))];
    let index = Index::build(Arc::clone(&COURSE), Some(&own), INITIALS.clone());
    let found = index.search("作 表率").unwrap();
    let excerpt = &found.paragraphs.hits[0].title;
    assert_eq!(marked(excerpt), ["作表率"]);
    assert!(excerpt.text.starts_with("…前") && excerpt.text.ends_with("后…"), "{}", excerpt.text);
    assert_eq!(excerpt.text.chars().count(), QUOTED_MAX + 2);
}

#[test]
fn marks_inside_what_was_found_are_highlighted_with_it() {
    let own = vec!["走在“三个表率、一个模范”前列".to_owned()];
    let index = Index::build(Arc::clone(&COURSE), Some(&own), INITIALS.clone());
    let parts = index.search("表率一个").unwrap().paragraphs.hits[0].title.parts();
    assert_eq!(parts, [("走在“三个".into(), false), ("表率、一个".into(), true), ("模范”前列".into(), false)]);
}

/// Queries as people type them, and as nobody does.
fn queries() -> impl Strategy<Value = String> {
    prop_oneof!["[a-z]{1,6}", "[a-z党建关系率一]{1,5}( [a-z党的]{1,3}){0,3}", "\\PC{0,80}", "[，。😀 　→]{0,20}"]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn every_hit_shows_what_was_typed(typed in queries()) {
        if let Some(found) = INDEX.search(&typed) {
            let words: Vec<&str> = kept(&typed).split_whitespace().collect();
            for hit in all_hits(&found) {
                let shown: Vec<String> = std::iter::once(&hit.title).chain(&hit.passage).flat_map(marked).collect();
                prop_assert!(!shown.is_empty(), "{} in {:?}", typed, hit);
                // Characters beyond the basic plane are not looked for.
                let counts = |c: char| c.is_alphanumeric() && u16::try_from(u32::from(c)).is_ok();
                if let [word] = words[..] && fold(word).chars().count() <= QUOTED_MAX && word.chars().all(counts) {
                    prop_assert!(shown.iter().any(|text| fits(word, text)), "{} in {:?}", typed, hit);
                }
            }
        }
    }

    #[test]
    fn what_is_highlighted_lies_within_what_is_shown(typed in queries()) {
        for hit in INDEX.search(&typed).iter().flat_map(all_hits) {
            for excerpt in std::iter::once(&hit.title).chain(&hit.passage) {
                let whole: String = excerpt.parts().into_iter().map(|(text, _)| text).collect();
                prop_assert_eq!(&whole, &excerpt.text);
                let length = excerpt.text.chars().count();
                prop_assert!(length <= QUOTED_MAX + 2 && excerpt.marks.iter().all(|mark| mark.start < mark.end && mark.end <= length));
            }
        }
    }

    #[test]
    fn any_part_of_a_title_finds_its_concept(place in any::<prop::sample::Index>(), from in any::<prop::sample::Index>(), length in 1..20_usize) {
        let place = place.index(COURSE.concepts.len());
        let title: Vec<char> = COURSE.concepts[place].title.chars().collect();
        let from = from.index(title.len());
        let part: String = title[from..].iter().take(length).collect();
        let initials: String = part.chars().map(|c| INITIALS.of(c).next().unwrap_or(c)).collect();
        for typed in [part, initials] {
            if let Some(found) = INDEX.search(&typed) {
                let shown = found.concepts.hits.iter().any(|hit| hit.place == place);
                prop_assert!(shown || found.concepts.total > SHOWN_MAX, "{} does not find {}", typed, COURSE.concepts[place].title);
            }
        }
    }
}
