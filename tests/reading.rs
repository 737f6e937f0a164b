//! Readers rely on this: their own copy of the text is recognised however it is typed, shown where the course speaks of
//! it, and nothing else is taken for it. All texts here are invented.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

mod small;

use biaoshuai::core::course::source::SourceText;
use biaoshuai::core::course::{Concept, ConceptKind, Course, Source};
use biaoshuai::core::reading::marks::{Printed, pieces};
use biaoshuai::core::reading::{OwnText, Paras, Reading, Refusal, align, paragraphs};
use biaoshuai::core::review::Moment;
use biaoshuai::core::text::fold;
use proptest::prelude::*;

const THEN: Moment = Moment { utc_ms: 1_767_225_600_000, zone_min: 480 };

fn source(para: u16, terms: &[&str]) -> Source {
    Source { para, terms: terms.iter().map(|term| (*term).to_owned()).collect() }
}

/// One concept for each source.
fn course(sources: Vec<Source>) -> Course {
    let concept = |(number, source): (usize, Source)| Concept {
        kind: ConceptKind::Judgement,
        source: vec![source],
        ..small::concept(&format!("k{number}"))
    };
    small::course(sources.into_iter().enumerate().map(concept).collect(), Vec::new())
}

/// Rules of a reading room: ¶1 opens it, ¶2 to ¶4 and ¶6 are cited.
fn rules() -> Course {
    course(vec![
        source(2, &["三个便于", "便于借书、便于看书"]),
        source(3, &["三件事", "开门前先通风"]),
        source(4, &["“书虫”爱钻书堆", "书迷"]),
        source(6, &["一书一位，一位一签", "阅览室+"]),
    ])
}

const COPY: [&str; 6] = [
    "各位读者：今天讲一讲阅览室。",
    "先从“三个便于”说起：便于借书，便于看书，便于还书。",
    "值班有三件事：开门前先通风，开门后勤整理。",
    "读者口中的「书虫」爱钻书堆，书迷爱逛书展。",
    "还有一句闲话。",
    "书架坚持一书一位、一位一签，“阅览室＋”专架另设。",
];

fn strings(lines: &[&str]) -> Vec<String> {
    lines.iter().map(|line| (*line).to_owned()).collect()
}

fn labels(lines: &[&str]) -> Vec<Option<(u16, u16)>> {
    let aligned = align::align(&strings(lines), &rules());
    aligned.labels.iter().map(|paras| paras.map(|Paras { first, last }| (first, last))).collect()
}

fn one(para: u16) -> Option<(u16, u16)> {
    Some((para, para))
}

fn reading(lines: &[&str], course: &Course) -> Reading {
    OwnText::admit(&lines.join("\n"), "copy.txt", THEN, course).unwrap()
}

#[test]
fn every_line_with_text_is_a_paragraph_without_indent_and_invisible_characters() {
    let text = "\u{feff}　　甲 乙\r\n\r\n\t丙\u{200b}\n　\u{a0}\n丁\r戊\u{2028}己";
    assert_eq!(paragraphs(text), ["甲 乙", "丙", "丁", "戊", "己"]);
    assert_eq!(paragraphs(" \n　\r\n"), [""; 0]);
}

#[test]
fn a_plain_copy_is_numbered_with_what_lies_between() {
    assert_eq!(labels(&COPY), (1..=6).map(one).collect::<Vec<_>>());
    let aligned = align::align(&strings(&COPY), &rules());
    assert_eq!((aligned.cited, aligned.found, aligned.mismatches.len()), (8, 8, 0));
}

#[test]
fn a_title_a_date_and_notes_have_no_number() {
    let mut lines = vec!["阅览室的规矩", "（一月一日）"];
    lines.extend(COPY);
    lines.push("来源：某报");
    let mut expected = vec![None, None, None];
    expected.extend((2..=6).map(one));
    expected.push(None);
    assert_eq!(labels(&lines), expected);
}

#[test]
fn a_split_paragraph_keeps_its_number_and_a_term_across_the_break_is_found() {
    let mut lines = COPY.to_vec();
    lines.splice(5..6, ["书架坚持一书一位、一位", "一签，这是老规矩，", "“阅览室＋”专架另设。"]);
    lines.splice(1..2, ["先从“三个便于”说起：便于借书，便", "于看书，便于还书，", "都写在墙上。"]);
    let mut expected = [1, 2, 2, 0, 3, 4, 5, 6, 6, 6].map(one);
    // Whose end it is, nothing tells.
    expected[3] = None;
    assert_eq!(labels(&lines), expected);
    assert_eq!(align::align(&strings(&lines), &rules()).found, 8);
    let mut lines = COPY.to_vec();
    lines.splice(3..4, ["读者口中的「书虫」爱钻书堆，", "这话不错，", "书迷爱逛书展。"]);
    assert_eq!(labels(&lines)[3..6], [one(4); 3]);
    let aligned = align::align(&strings(&lines), &rules());
    assert_eq!(aligned.found, 8);
}

#[test]
fn paragraphs_run_together_have_both_numbers() {
    let run_together = format!("{}{}", COPY[1], COPY[2]);
    let lines = [COPY[0], &run_together, COPY[3], COPY[4], COPY[5]];
    assert_eq!(labels(&lines), [one(1), Some((2, 3)), one(4), one(5), one(6)]);
}

#[test]
fn a_term_that_a_neighbour_repeats_does_not_draw_its_number() {
    let mut lines = COPY.to_vec();
    lines[2] = "值班有三件事：开门前先通风，再想想三个便于。";
    assert_eq!(labels(&lines), (1..=6).map(one).collect::<Vec<_>>());
}

#[test]
fn a_wording_elsewhere_is_reported_with_where_it_was_found() {
    let mut lines = COPY.to_vec();
    lines[1] = "先从“三个便于”说起。";
    lines[3] = "读者口中的「书虫」爱钻书堆，书迷爱逛书展，便于借书，便于看书。";
    let aligned = align::align(&strings(&lines), &rules());
    assert_eq!((aligned.cited, aligned.found), (8, 7));
    let [mismatch] = &aligned.mismatches[..] else { panic!("{:?}", aligned.mismatches) };
    assert_eq!((mismatch.cited.as_slice(), mismatch.term.as_str()), (&[2_u16][..], "便于借书、便于看书"));
    assert_eq!(mismatch.found_in, [4]);
}

#[test]
fn the_app_and_check_course_find_the_same() {
    let mut lines = COPY.to_vec();
    lines[2] = "值班有四件事：开门前先通风。";
    let ours = align::align(&strings(&lines), &rules()).mismatches;
    assert_eq!(ours, SourceText::new(&lines.join("\n")).mismatches(&rules()));
    assert_eq!(ours.len(), 1);
}

#[test]
fn another_text_an_empty_one_and_a_library_are_refused() {
    let refused = |text: &str| OwnText::admit(text, "", THEN, &rules()).map(|_| ()).unwrap_err();
    assert_eq!(refused("今天天气很好。\n三件事：吃饭、睡觉、走路。"), Refusal::Unrelated { cited: 8, found: 1 });
    assert_eq!(refused(" \r\n　"), Refusal::Empty);
    assert_eq!(refused(""), Refusal::Empty);
    assert_eq!(refused(&"书".repeat(700_000)), Refusal::TooLong);
    assert_eq!(refused(&"书\n".repeat(20_001)), Refusal::TooLong);
    // A third is enough: an excerpt helps as far as it goes.
    assert!(OwnText::admit(&COPY[1..4].join("\n"), "", THEN, &rules()).is_ok());
}

#[test]
fn a_copy_comes_back_from_the_device_as_it_was() {
    let reading = reading(&COPY, &rules());
    let json = serde_json::to_string(&reading.text).unwrap();
    assert_eq!(Reading::open(serde_json::from_str(&json).unwrap(), &rules()), reading);
}

#[test]
fn a_passage_shows_the_paragraph_with_its_terms_as_printed() {
    let course = rules();
    let reading = reading(&COPY, &course);
    let [passage] = &reading.passages(&[source(4, &["“书虫”爱钻书堆", "书迷"])])[..] else {
        panic!("one passage")
    };
    assert_eq!((passage.para, passage.text.as_str()), (4, COPY[3]));
    let marked: Vec<_> = pieces(&passage.text, &passage.marks).into_iter().filter(|piece| piece.1).collect();
    assert_eq!(marked, [("书虫」爱钻书堆", true), ("书迷", true)]);
    assert!(reading.passages(&[source(4, &["书蠹"]), source(9, &["书迷"])]).is_empty());
}

#[test]
fn of_a_long_paragraph_the_sentences_with_the_terms_are_shown() {
    let filler = "这里说些别的，说得很长很长。".repeat(12);
    let long = format!("{filler}值班有三件事：“别忘。”{filler}开门前先通风！{filler}");
    let mut lines = COPY.to_vec();
    lines[2] = &long;
    let reading = reading(&lines, &rules());
    let passages = reading.passages(&[source(3, &["三件事", "开门前先通风"])]);
    assert_eq!(passages[0].text, "…值班有三件事：“别忘。”…开门前先通风！…");
    assert_eq!(passages[0].marks.len(), 2);
}

#[test]
fn a_split_paragraph_is_one_passage() {
    let mut lines = COPY.to_vec();
    lines.splice(3..4, ["读者口中的「书虫」爱钻", "书堆，书迷爱逛书展，“书虫”爱钻", "书堆，书迷不。"]);
    let reading = reading(&lines, &rules());
    let passages = reading.passages(&[source(4, &["“书虫”爱钻书堆"])]);
    assert!(passages.iter().all(|passage| passage.text.contains("爱钻\n书堆")), "{passages:?}");
}

#[test]
fn for_reading_every_paragraph_names_the_concepts_that_cite_it() {
    let course = rules();
    let reading = reading(&COPY, &course);
    let blocks = reading.blocks(&course);
    let named: Vec<Vec<&str>> =
        blocks.iter().map(|block| block.concepts.iter().map(|concept| concept.id.as_str()).collect()).collect();
    assert_eq!(named, [vec![], vec!["k0"], vec!["k1"], vec!["k2"], vec![], vec!["k3"]]);
    assert_eq!(blocks[5].marks.len(), 2);
    assert_eq!((reading.first_of(6), reading.first_of(7)), (Some(5), None));
}

#[test]
fn whoever_opens_a_book_reads_the_speech() {
    let mut lines = vec!["别的文章。"; 300];
    lines.extend(COPY);
    lines.extend(["后面的文章。"; 300]);
    let course = rules();
    let reading = reading(&lines, &course);
    let blocks = reading.blocks(&course);
    assert!(blocks.len() < 30 && blocks.iter().filter(|block| block.paras.is_some()).count() == 5);
    assert!(blocks.iter().all(|block| block.text == lines[block.at]));
}

/// Terms from few characters, so that they contain, repeat and overlap each other; with punctuation.
fn term() -> impl Strategy<Value = String> {
    "[甲乙丙丁+]([甲乙丙丁、“”a]{0,5}[甲乙丙丁])?"
}

fn sources() -> impl Strategy<Value = Vec<Source>> {
    let para = proptest::collection::vec(term(), 1..5);
    proptest::collection::vec((1_u16..9, para).prop_map(|(para, terms)| Source { para, terms }), 1..9)
}

/// Paragraph numbers with the terms that the sources cite there, ascending.
fn by_para(sources: &[Source]) -> Vec<(u16, Vec<String>)> {
    (1..9)
        .map(|para| {
            let here = sources.iter().filter(|source| source.para == para);
            (para, here.flat_map(|source| source.terms.clone()).collect::<Vec<_>>())
        })
        .filter(|(_, terms)| !terms.is_empty())
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(512) })]

    #[test]
    fn whatever_the_copy_is_its_numbers_never_go_back(
        sources in sources(),
        lines in proptest::collection::vec("[甲乙丙丁戊，。“”a+ ]{1,20}", 0..30),
    ) {
        let aligned = align::align(&lines, &course(sources));
        prop_assert_eq!(aligned.labels.len(), lines.len());
        prop_assert_eq!(aligned.found + aligned.mismatches.len(), aligned.cited);
        let numbers: Vec<u16> =
            aligned.labels.iter().flatten().flat_map(|paras| [paras.first, paras.last]).collect();
        prop_assert!(numbers.is_sorted(), "{:?}", numbers);
    }

    #[test]
    fn a_copy_of_nothing_but_the_cited_terms_is_matched_wholly(sources in sources()) {
        let lines: Vec<String> = by_para(&sources).into_iter().map(|(_, terms)| terms.join("。")).collect();
        let aligned = align::align(&lines, &course(sources));
        prop_assert_eq!(aligned.mismatches, vec![]);
    }

    #[test]
    fn what_is_marked_is_the_term(text in "[甲乙，、“”＋+Aａ \n]{0,40}", term in "[甲乙、+a]{1,4}") {
        let printed = Printed::new(&text);
        for range in printed.find(&term) {
            prop_assert_eq!(fold(&text[range]), fold(&term));
        }
        let marks = printed.marks([term.as_str(), "甲"].into_iter());
        let whole: String = pieces(&text, &marks).into_iter().map(|piece| piece.0).collect();
        prop_assert_eq!(&whole, &text);
        prop_assert!(marks.windows(2).all(|two| two[0].end < two[1].start));
        prop_assert_eq!(printed.has(&term), fold(&text).contains(&fold(&term)) && !fold(&term).is_empty());
    }

    #[test]
    fn every_passage_has_marks_that_fold_to_its_terms(
        sources in sources(),
        filler in "[子丑寅卯，。；“”]{0,200}",
    ) {
        let lines: Vec<String> = by_para(&sources)
            .into_iter()
            .map(|(_, terms)| terms.iter().map(|term| format!("{term}。{filler}。")).collect())
            .collect();
        let course = course(sources.clone());
        let reading = OwnText::admit(&lines.join("\r\n"), "", THEN, &course).unwrap();
        for passage in reading.passages(&sources) {
            let terms: Vec<String> = sources.iter().flat_map(|source| &source.terms).map(|term| fold(term)).collect();
            prop_assert!(!passage.marks.is_empty());
            for mark in &passage.marks {
                let marked = fold(&passage.text[mark.clone()]);
                prop_assert!(terms.iter().any(|term| marked.contains(term)), "{}", marked);
            }
        }
        prop_assert_eq!(reading.passages(&sources).len(), sources.len());
    }
}
