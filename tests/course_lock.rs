//! Editors rely on this: `course.lock` catches every change that would take from a learner what is mastered.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

mod xuexi;

use biaoshuai::core::course::lock::{Lock, Unreadable};
use biaoshuai::core::course::raw::{RawAnswer, RawQuestion};
use proptest::prelude::*;
use xuexi::{Raw, letters};

const LOCK: &str = include_str!("fixtures/courses/xuexi-fangfa/course.lock");

/// What the lock of the first edition says about a change.
fn broken(change: impl FnOnce(&mut Raw)) -> Vec<String> {
    let mut raw = Raw::first();
    change(&mut raw);
    let problems = Lock::parse(LOCK).unwrap().broken(&raw.lock(), &|id| raw.file_of(id));
    problems.into_iter().map(|problem| problem.to_string()).collect()
}

#[track_caller]
fn is_broken(change: impl FnOnce(&mut Raw), words: &[&str]) {
    let problems = broken(change);
    assert_eq!(problems.len(), 1, "{problems:?}");
    for word in words {
        assert!(problems[0].contains(word), "{word}: {}", problems[0]);
    }
}

#[test]
fn the_lock_beside_the_course_is_the_one_that_would_be_written() {
    let now = Raw::first().lock();
    assert_eq!(now.to_string(), LOCK);
    assert_eq!(Lock::parse(LOCK), Ok(now.clone()));
    assert_eq!(Lock::stale(Some(&now), &now), None);
}

/// What an editor does to a question.
type Change = fn(&mut RawQuestion);

#[test]
fn an_answer_that_changes_without_a_higher_rev_is_found() {
    let changes: [(&str, Change); 11] = [
        ("xf-001", |raw| raw.answer = Some(RawAnswer::Letter("C".into()))),
        ("xf-001", |raw| raw.options[1] = "先想再看".into()),
        ("xf-001", |raw| drop(raw.options.pop())),
        ("xf-002", |raw| raw.answer = letters(&["A", "C"])),
        ("xf-003", |raw| raw.answer = Some(RawAnswer::Truth(true))),
        ("xf-004", |raw| raw.order.swap(0, 1)),
        ("xf-005", |raw| raw.blanks[1].push("稳".into())),
        ("xf-005", |raw| raw.blanks.swap(0, 1)),
        ("xf-007", |raw| raw.recall = Some("只对一次，并不算掌握".into())),
        ("xf-008", |raw| {
            let item = raw.groups[1].items.pop().unwrap();
            raw.groups[0].items.push(item);
        }),
        ("xf-009", |raw| {
            let [one, other, _] = &mut raw.pairs[..] else { unreachable!() };
            std::mem::swap(&mut one.1, &mut other.1);
        }),
    ];
    for (id, change) in changes {
        let edit = |rev: u32| {
            // Only what the lock looks at is changed; the lock does not mind whether the rest still passes the check.
            let mut raw = Raw::first();
            let mut course = raw.course();
            change(raw.question(id));
            raw.question(id).terms.clear();
            let body = compiled(&raw, id);
            let question = course.questions.iter_mut().find(|question| question.id.as_str() == id).unwrap();
            (question.body, question.rev) = (body, rev);
            let now = Lock::of(&course, &[]);
            Lock::parse(LOCK).unwrap().broken(&now, &|id| raw.file_of(id))
        };
        let problems = edit(1);
        assert_eq!(problems.len(), 1, "{id}: {problems:?}");
        assert_eq!(problems[0].item, format!("question {id}"));
        assert!(problems[0].file.ends_with(".toml") && problems[0].cure.contains("rev = 2"), "{}", problems[0]);
        assert_eq!(edit(2), [], "{id} with a higher rev");
    }
}

/// The body that a question as written compiles to.
fn compiled(raw: &Raw, id: &str) -> biaoshuai::core::question::Body {
    use biaoshuai::core::question::{Body, Choice, QuestionKind};
    let question = raw.files.iter().flat_map(|(_, file)| &file.questions).find(|question| question.id == id).unwrap();
    let right = |place: usize| {
        let letter = char::from(b'A' + u8::try_from(place).unwrap()).to_string();
        match &question.answer {
            Some(RawAnswer::Letter(one)) => *one == letter,
            Some(RawAnswer::Letters(many)) => many.contains(&letter),
            _ => false,
        }
    };
    let choices = || {
        (0..)
            .zip(&question.options)
            .map(|(place, text)| Choice { text: text.clone(), right: right(place), note: None })
            .collect()
    };
    match question.kind {
        QuestionKind::Single => Body::Single(choices()),
        QuestionKind::Multiple => Body::Multiple(choices()),
        QuestionKind::TrueFalse => Body::TrueFalse(matches!(question.answer, Some(RawAnswer::Truth(true)))),
        QuestionKind::Fill => Body::Fill(question.blanks.clone()),
        QuestionKind::Order => Body::Order(question.order.clone()),
        QuestionKind::Match => Body::Match(question.pairs.clone()),
        QuestionKind::Group => Body::Group(question.groups.clone()),
        QuestionKind::Recall => Body::Recall { text: question.recall.clone().unwrap(), terms: question.terms.clone() },
    }
}

#[test]
fn better_wording_breaks_no_promise() {
    let nothing = broken(|raw| {
        let question = raw.question("xf-001");
        question.stem = "“三个习惯”里面有下面哪一项？".into();
        question.why.push_str("补充一句。");
        question.options[0] = "先看之后想".into();
        question.options[1] = "“先想后看”".into();
        question.notes.insert("C".into(), "边看边想，想的仍是别人的话。".into());
        question.level = 2;
        raw.concept("san-bu").explain.push_str("慢慢来。");
    });
    assert_eq!(nothing, Vec::<String>::new());
}

#[test]
fn a_removed_id_is_retired_and_never_comes_back() {
    is_broken(|raw| raw.remove("xf-012"), &["course.toml: question xf-012", "`retired`"]);
    let retired = |raw: &mut Raw| {
        raw.remove("xf-012");
        raw.head.retired.push("xf-012".into());
    };
    assert_eq!(broken(retired), Vec::<String>::new());
    // Once it stands in the lock as retired, forgetting it is found as well.
    let mut later = Raw::first();
    retired(&mut later);
    let problems = later.lock().broken(&Raw::first().lock(), &|id| Raw::first().file_of(id));
    assert_eq!(problems.len(), 1);
    assert!(problems[0].cure.contains("was retired"), "{}", problems[0]);
}

#[test]
fn an_id_never_becomes_something_else_and_a_rev_never_falls() {
    is_broken(
        |raw| {
            raw.remove("xf-012");
            raw.concept("san-bu").id = "xf-012".into();
            raw.concept("san-ge-xiguan").siblings.clear();
            raw.question("xf-004").concepts = vec!["xf-012".into()];
            raw.head.retired.push("san-bu".into());
        },
        &["question xf-012", "is now a concept"],
    );
    let mut higher = Raw::first();
    higher.question("xf-001").rev = 3;
    let problems = higher.lock().broken(&Raw::first().lock(), &|_| None);
    assert!(problems[0].cure.contains("rev = 3"), "{problems:?}");
}

#[test]
fn what_is_new_makes_the_lock_stale_and_says_how_to_accept_it() {
    let (first, second) = (Raw::first().lock(), Raw::second().lock());
    assert_eq!(first.broken(&second, &|_| None), []);
    let problem = Lock::stale(Some(&first), &second).unwrap().to_string();
    for words in ["course.lock", "`xf-002`", "`xf-010`", "`xf-015`", "--accept"] {
        assert!(problem.contains(words), "{words}: {problem}");
    }
    assert!(Lock::stale(None, &second).unwrap().cure.contains("missing"));
}

#[test]
fn a_lock_that_a_merge_has_spoilt_is_not_taken_for_an_empty_one() {
    for (line, text) in [
        (1, "<<<<<<< ours\n"),
        (2, "concept a\nconcept\n"),
        (1, "question a one 00000000\n"),
        (1, "question a 1 zz\n"),
        (2, "concept a\nsection a\n"),
    ] {
        assert_eq!(Lock::parse(text), Err(Unreadable(line)), "{text}");
    }
}

proptest! {
    #[test]
    fn reading_a_lock_never_panics_and_reads_what_was_written(text in "([a-z]{1,9} ?[a-z0-9-]{0,6} ?[0-9a-f]{0,3} ?[0-9a-f]{0,9}\n?){0,5}") {
        if let Ok(lock) = Lock::parse(&text) {
            prop_assert_eq!(Lock::parse(&lock.to_string()), Ok(lock));
        }
    }
}
