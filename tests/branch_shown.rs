//! Who calls out a letter relies on this: it means what stands beside it, and whatever is shown fits the big screen.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests may panic")]

mod room;

use biaoshuai::core::answer::Answer;
use biaoshuai::core::branch::slide::{self, AREA_HEIGHT};
use biaoshuai::core::branch::{Shown, letter};
use biaoshuai::core::grade::grade;
use biaoshuai::core::question::{Body, Group, Question};
use room::COURSE;

/// Calls out the right answer, letter by letter.
fn called_out(question: &Question, shown: &Shown) -> Option<Answer> {
    let place = |index: usize| (0..).find(|at| shown.canonical(*at).map(usize::from) == Some(index)).unwrap();
    let calls: Vec<usize> = match &question.body {
        Body::Single(options) | Body::Multiple(options) => {
            (0..options.len()).filter(|index| options[*index].right).map(place).collect()
        }
        Body::TrueFalse(truth) => vec![usize::from(!truth)],
        Body::Order(items) => (0..items.len()).map(place).collect(),
        Body::Match(pairs) => (0..pairs.len()).map(place).collect(),
        Body::Group(groups) => {
            let homes: Vec<usize> = Group::flatten(groups).map(|(group, _)| group).collect();
            (0..homes.len()).map(|at| homes[usize::from(shown.canonical(at).unwrap())]).collect()
        }
        _ => return None,
    };
    calls.into_iter().fold(None, |draft, at| shown.called(draft, at))
}

#[test]
fn letters_called_out_are_graded_as_what_stands_beside_them() {
    for (seed, question) in (0..).zip(&COURSE.questions) {
        let shown = Shown::new(question, seed);
        if let Some(answer) = called_out(question, &shown) {
            assert!(grade(&question.body, &answer).unwrap().is_right(), "{}", question.id);
            assert_eq!(shown.words(&answer), shown.right(), "{}", question.id);
        }
        assert!(!shown.right().is_empty());
        for at in 0..shown.letters() {
            let draft = shown.called(None, at);
            assert!(draft.is_none_or(|draft| draft.fits(&question.body)), "{} {}", question.id, letter(at));
        }
        assert_eq!(shown.called(None, 200).filter(|_| !matches!(question.body, Body::Group(_))), None);
    }
}

#[test]
fn a_letter_again_takes_it_back() {
    let question = COURSE.questions.iter().find(|question| matches!(question.body, Body::Multiple(_))).unwrap();
    let shown = Shown::new(question, 1);
    let twice = [0, 1, 0].into_iter().fold(None, |draft, at| shown.called(draft, at)).unwrap();
    assert_eq!(shown.words(&twice), "B");
    let question = COURSE.questions.iter().find(|question| matches!(question.body, Body::Order(_))).unwrap();
    let shown = Shown::new(question, 1);
    let order = [2, 0, 2, 1].into_iter().fold(None, |draft, at| shown.called(draft, at)).unwrap();
    assert_eq!(shown.words(&order), "AB");
}

#[test]
fn in_whatever_order_things_stand_a_question_is_on_one_page() {
    for question in &COURSE.questions {
        for seed in 0..20 {
            let shown = Shown::new(question, seed);
            for pages in [slide::question(&shown.question), slide::answer(shown.answered())] {
                assert_eq!(pages.len(), 1, "{} {seed}", question.id);
                assert!(pages[0].height <= AREA_HEIGHT, "{} {seed}", question.id);
            }
        }
    }
}
