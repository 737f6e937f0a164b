//! Learners rely on this: a challenge ends at the second mistake and not before, and its best is what was really reached.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

mod small;

use biaoshuai::core::answer::Answer;
use biaoshuai::core::challenge::{self, Run, best, open, run, runs};
use biaoshuai::core::course::Course;
use biaoshuai::core::ids::{ConceptId, ReviewId, SessionId};
use biaoshuai::core::question::{Body, Choice, Question};
use biaoshuai::core::review::Moment;
use biaoshuai::core::session::{Occasion, Phase, Scope, Session};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// How an answer is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Give {
    Right,
    Partly,
    Wrong,
}

fn question(number: usize, concept: usize) -> Question {
    let option = |right| Choice { text: "项".into(), right, note: None };
    Question {
        stem: "哪些对？".into(),
        body: Body::Multiple(vec![option(true), option(true), option(false)]),
        concepts: vec![ConceptId(format!("k{concept}"))],
        level: u8::try_from(number % 3).unwrap() + 1,
        ..small::statement(&format!("q{number:04}"))
    }
}

fn course(count: usize) -> Course {
    small::course(Vec::new(), (0..count).map(|number| question(number, number / 2)).collect())
}

fn at(utc_ms: i64) -> Moment {
    Moment { utc_ms, zone_min: 480 }
}

fn begun(course: &Course, id: &str, scope: Scope) -> Session {
    let queue = challenge::queue(course, 7);
    Session::new(SessionId(id.into()), course.id.clone(), scope, 7, at(0), queue).fitted_to(course)
}

/// The session after an answer, still at its feedback; stored and read again on the way.
fn answered(course: &Course, session: &Session, give: Give) -> Session {
    let question = course.question(&session.current().unwrap().question).unwrap();
    let chosen: &[u8] = match give {
        Give::Right => &[0, 1],
        Give::Partly => &[0],
        Give::Wrong => &[2],
    };
    let occasion = Occasion { review: ReviewId("r".into()), now: at(1), took_ms: 0 };
    let (next, _) = session.answer(question, Answer::Choice(chosen.iter().copied().collect()), occasion).unwrap();
    serde_json::from_str(&serde_json::to_string(&next).unwrap()).unwrap()
}

fn played(course: &Course, mut session: Session, answers: &[Give]) -> Session {
    for give in answers {
        session = answered(course, &session, *give).advance(at(2));
    }
    session
}

#[test]
fn the_first_mistake_is_forgiven_and_the_second_ends_the_run_after_its_feedback() {
    let course = course(9);
    let session = played(&course, begun(&course, "s", Scope::Challenge), &[Give::Right, Give::Right]);
    assert_eq!(run(&session), Some(Run::Clean));
    let session = answered(&course, &session, Give::Wrong);
    assert_eq!((run(&session), session.phase()), (Some(Run::Forgiven), Phase::Feedback));
    let session = played(&course, session.advance(at(2)), &[Give::Right]);
    assert_eq!((session.phase(), session.cursor), (Phase::Asking, 4));
    let session = answered(&course, &session, Give::Wrong);
    assert_eq!((run(&session), session.phase()), (Some(Run::Over), Phase::Feedback));
    let over = session.advance(at(3));
    assert_eq!((over.phase(), over.finished, over.items.len()), (Phase::Finished, Some(at(3)), 5));
    assert_eq!((over.score().right, over.score().wrong, over.score().open), (3, 2, 0));
    assert_eq!(over.advance(at(4)), over);
}

#[test]
fn a_partly_right_answer_is_a_mistake() {
    let course = course(9);
    let over = played(&course, begun(&course, "s", Scope::Challenge), &[Give::Partly, Give::Partly]);
    assert_eq!((over.phase(), over.items.len()), (Phase::Finished, 2));
}

#[test]
fn who_makes_no_second_mistake_comes_to_the_end_of_the_course() {
    let course = course(9);
    let mut answers = [Give::Right; 9];
    answers[8] = Give::Wrong;
    let done = played(&course, begun(&course, "s", Scope::Challenge), &answers);
    assert_eq!((done.phase(), done.score().right), (Phase::Finished, 8));
}

#[test]
fn other_sessions_go_on_after_any_number_of_mistakes() {
    let course = course(9);
    let session = played(&course, begun(&course, "s", Scope::Course), &[Give::Wrong; 5]);
    assert_eq!((run(&session), session.phase(), session.items.len()), (None, Phase::Asking, 9));
}

#[test]
fn best_and_history_are_what_the_stored_sessions_say() {
    let course = course(9);
    let new = |id: &str| begun(&course, id, Scope::Challenge);
    let long = played(&course, new("1"), &[Give::Right, Give::Right, Give::Wrong, Give::Right, Give::Wrong]);
    let short = played(&course, new("2"), &[Give::Wrong, Give::Right, Give::Wrong]);
    let practice = played(&course, begun(&course, "3", Scope::Course), &[Give::Right; 8]);
    let elsewhere = Session { course: "other".into(), ..played(&course, new("4"), &[Give::Right; 7]) };
    let left = played(&course, new("5"), &[Give::Right]);
    let all = [left, elsewhere, practice, short, long, new("6")];
    assert_eq!(best(&all, &course.id), 3);
    assert_eq!(runs(&all, &course.id).map(|run| run.id.as_str()).collect::<Vec<_>>(), ["5", "2", "1"]);
    assert_eq!(open(&all, &course.id).map(|run| run.id.as_str()), Some("5"), "one that was left goes on");
    assert_eq!(open(&all[1..5], &course.id), None);
    assert_eq!(best(&[], &course.id), 0);
}

#[test]
fn a_huge_course_gives_a_run_that_can_be_stored_with_every_answer() {
    let queue = challenge::queue(&course(4000), 1);
    assert_eq!(queue.len(), 1000);
    assert_eq!(queue.iter().collect::<BTreeSet<_>>().len(), 1000);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(128) })]

    #[test]
    fn every_question_is_asked_once_the_easy_ones_first(count in 1..60_usize, seed in any::<u64>()) {
        let course = course(count);
        let queue = challenge::queue(&course, seed);
        prop_assert_eq!(queue.iter().collect::<BTreeSet<_>>().len(), count);
        prop_assert_eq!(&challenge::queue(&course, seed), &queue);
        let asked: Vec<_> = queue.iter().map(|id| course.question(id).unwrap()).collect();
        prop_assert!(asked.is_sorted_by_key(|question| question.level));
    }

    #[test]
    fn two_questions_about_one_concept_never_follow_each_other_while_another_could_come_between(
        concepts in 2..40_usize, seed in any::<u64>()
    ) {
        let alike = (0..concepts * 2).map(|number| Question { level: 1, ..question(number, number / 2) }).collect();
        let course = small::course(Vec::new(), alike);
        let queue = challenge::queue(&course, seed);
        let about: Vec<_> = queue.iter().map(|id| &course.question(id).unwrap().concepts).collect();
        // After the last but one there is nothing left that could come between.
        for pair in about[..about.len() - 1].windows(2) {
            prop_assert_ne!(pair[0], pair[1]);
        }
    }

    #[test]
    fn a_run_is_over_exactly_when_two_answers_were_not_right(answers in proptest::collection::vec(0..3_u8, 0..12)) {
        let course = course(30);
        let mut session = begun(&course, "s", Scope::Challenge);
        let mut mistakes = 0;
        for answer in answers {
            if session.phase() == Phase::Finished {
                break;
            }
            let give = [Give::Right, Give::Partly, Give::Wrong][usize::from(answer)];
            mistakes += usize::from(give != Give::Right);
            session = played(&course, session, &[give]);
        }
        prop_assert_eq!(session.phase() == Phase::Finished, mistakes == 2);
        prop_assert_eq!(session.missed().count(), mistakes);
    }
}
