//! Readers rely on this: what they star and note is found again, nothing of a note is lost, and an emptied mark is gone.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

use biaoshuai::core::ids::{ConceptId, CourseId, QuestionId};
use biaoshuai::core::kept;
use biaoshuai::core::mark::{Mark, Marked, NOTE_LIMIT, Wanted, cut, found};
use biaoshuai::core::question::{Body, Choice, Group, QuestionKind};
use biaoshuai::core::review::Moment;
use biaoshuai::core::text::len;
use proptest::prelude::*;

fn moment(utc_ms: i64) -> Moment {
    Moment { utc_ms, zone_min: 480 }
}

fn mark(starred: bool, note: &str, utc_ms: i64) -> Mark {
    Mark { starred, note: note.to_owned(), at: moment(utc_ms) }
}

#[test]
fn marks_stay_where_they_have_always_been_kept() {
    let concept = Marked::Concept("jiguan-dangjian".into(), "wu-dui-guanxi".into());
    let question = Marked::Question("jiguan-dangjian".into(), "guilv-7".into());
    assert_eq!(concept.to_string(), "jiguan-dangjian/c/wu-dui-guanxi");
    assert_eq!(question.to_string(), "jiguan-dangjian/q/guilv-7");
    assert_eq!(kept::key::<Mark>(&question.to_string()), "mark/jiguan-dangjian/q/guilv-7");
    for other in ["", "a", "a/c", "a/x/b", "jiguan-dangjian/wu-dui-guanxi"] {
        assert_eq!(Marked::parse(other), None, "{other}");
    }
}

#[test]
fn a_record_of_today_can_be_read_for_ever() {
    let json = r#"{"s":true,"n":"先信任，后监督","t":{"u":1763830000000,"z":480}}"#;
    let full = mark(true, "先信任，后监督", 1_763_830_000_000);
    assert_eq!(serde_json::from_str::<Mark>(json).unwrap(), full);
    assert_eq!(serde_json::to_string(&full).unwrap(), json);
    let star = mark(true, "", 5);
    assert_eq!(serde_json::to_string(&star).unwrap(), r#"{"s":true,"t":{"u":5,"z":480}}"#);
    let note = mark(false, "记", 5);
    assert_eq!(serde_json::from_str::<Mark>(r#"{"n":"记","t":{"u":5,"z":480}}"#).unwrap(), note);
}

#[test]
fn star_and_note_leave_each_other_alone() {
    let starred = Mark::with_star(None, true, moment(1));
    assert_eq!(starred, Some(mark(true, "", 1)));
    let both = Mark::with_note(starred, "想一想", moment(2));
    assert_eq!(both, Some(mark(true, "想一想", 2)));
    assert_eq!(Mark::with_star(both.clone(), false, moment(3)), Some(mark(false, "想一想", 3)));
    assert_eq!(Mark::with_note(both, "", moment(4)), Some(mark(true, "", 4)));
}

#[test]
fn a_mark_without_star_and_note_is_gone() {
    assert_eq!(Mark::with_star(None, false, moment(1)), None);
    assert_eq!(Mark::with_star(Some(mark(true, "", 1)), false, moment(2)), None);
    for blank in ["", " ", "\n　\t"] {
        assert_eq!(Mark::with_note(Some(mark(false, "记", 1)), blank, moment(2)), None, "{blank:?}");
    }
    // While one types, the space that follows is part of the note.
    assert_eq!(Mark::with_note(None, "a ", moment(1)), Some(mark(false, "a ", 1)));
}

#[test]
fn the_newest_comes_first_concepts_and_questions_apart() {
    let all = vec![
        ("c/c/old".to_owned(), mark(true, "", 1)),
        ("c/c/new".to_owned(), mark(false, "记", 9)),
        ("c/q/one".to_owned(), mark(true, "记", 5)),
        ("c/strange".to_owned(), mark(true, "", 7)),
    ];
    let concept = |id: &str| Marked::Concept("c".into(), id.into());
    let question = |id: &str| Marked::Question("c".into(), id.into());
    assert_eq!(found(all.clone(), Wanted::All), (vec![concept("new"), concept("old")], vec![question("one")]));
    assert_eq!(found(all.clone(), Wanted::Starred), (vec![concept("old")], vec![question("one")]));
    assert_eq!(found(all, Wanted::Noted), (vec![concept("new")], vec![question("one")]));
    assert_eq!(found(Vec::new(), Wanted::All), (Vec::new(), Vec::new()));
}

#[test]
fn a_note_may_have_two_thousand_characters_whatever_they_are() {
    let full = "记".repeat(NOTE_LIMIT);
    assert_eq!(cut("", &full), None);
    assert_eq!(cut("", &format!("{full}🧭")), Some(full.clone()));
    assert_eq!(cut(&full, &format!("先{full}")), Some(full.clone()), "a full note stays what it is");
    let gap = format!("{}{}", "前".repeat(999), "后".repeat(999));
    let pasted = format!("{}新的一段{}", "前".repeat(999), "后".repeat(999));
    assert_eq!(cut(&gap, &pasted), Some(format!("{}新的{}", "前".repeat(999), "后".repeat(999))));
}

#[test]
fn the_right_answer_is_said_in_words() {
    let choice = |text: &str, right| Choice { text: text.to_owned(), right, note: None };
    let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
    let group = |name: &str, items: &[&str]| Group { name: name.to_owned(), items: texts(items) };
    for (body, lines, in_order) in [
        (Body::Single(vec![choice("甲", false), choice("乙", true)]), vec!["乙"], false),
        (Body::Multiple(vec![choice("甲", true), choice("乙", false), choice("丙", true)]), vec!["甲", "丙"], false),
        (Body::TrueFalse(true), vec!["对"], false),
        (Body::TrueFalse(false), vec!["错"], false),
        (Body::Fill(vec![texts(&["五", "5"])]), vec!["五"], false),
        (Body::Fill(vec![texts(&["五", "5"]), texts(&["对"])]), vec!["五", "对"], true),
        (Body::Order(texts(&["先", "后"])), vec!["先", "后"], true),
        (Body::Match(vec![("左".to_owned(), "右".to_owned())]), vec!["左——右"], false),
        (Body::Group(vec![group("类", &["一、二", "三"])]), vec!["类：一、二；三"], false),
        (Body::Recall { text: "原文".to_owned(), terms: Vec::new() }, vec!["原文"], false),
        (Body::Later(QuestionKind::Order), vec![], false),
    ] {
        let solution = body.solution();
        assert_eq!((solution.lines, solution.in_order), (texts(&lines), in_order), "{body:?}");
    }
}

fn ids() -> impl Strategy<Value = String> {
    // Among them the letters that places are made of.
    prop_oneof![8 => "[a-z0-9]([a-z0-9-]{0,46}[a-z0-9])?", 1 => Just("c".to_owned()), 1 => Just("q".to_owned())]
}

/// Whether the characters of one text stand in the other in the same order.
fn is_within(one: &str, other: &str) -> bool {
    let mut rest = other.chars();
    one.chars().all(|wanted| rest.any(|c| c == wanted))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_place_leads_back_to_what_is_marked(course in ids(), id in ids()) {
        let course = CourseId(course);
        for marked in [
            Marked::Concept(course.clone(), ConceptId(id.clone())),
            Marked::Question(course.clone(), QuestionId(id.clone())),
        ] {
            let place = marked.to_string();
            prop_assert_eq!(Marked::parse(&place), Some(marked));
            prop_assert!(place.starts_with(&Marked::all_of(&course)));
        }
    }

    #[test]
    fn any_place_at_all_is_read_and_kept(place in "(/|[a-z]{1,3}|c|q|\\PC){0,8}") {
        if let Some(marked) = Marked::parse(&place) {
            prop_assert_eq!(marked.to_string(), place);
        }
    }

    /// Somebody types or pastes `new` into a note, over nothing, at `at`.
    #[test]
    fn what_stands_in_a_note_never_gives_way_to_what_is_pasted(
        old in "[一二 🧭\n]{0,60}", new in "[一二 🧭\n]{0,90}", fill in 1930_usize..=1940, at in 0_usize..2000,
    ) {
        let before: Vec<char> = old.chars().chain(std::iter::repeat_n('满', fill)).collect();
        let at = at.min(before.len());
        let (head, tail): (String, String) = (before[..at].iter().collect(), before[at..].iter().collect());
        let now = [head.as_str(), &new, &tail].concat();
        match cut(&[head.as_str(), &tail].concat(), &now) {
            None => prop_assert!(len(&now) <= NOTE_LIMIT),
            Some(cut) => {
                prop_assert_eq!(len(&cut), NOTE_LIMIT);
                // Where what is pasted repeats what stands beside it, nobody can tell which of the two gave way.
                let whole: String = before.iter().collect();
                prop_assert!(is_within(&whole, &cut), "something that stood there is gone");
                prop_assert!(is_within(&cut, &now), "something is there that nobody wrote");
            }
        }
    }
}
