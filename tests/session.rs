//! Learners rely on this: a session asks one question after the other, keeps every answer and draft, and ends once.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

mod lesson;
mod reply;
mod small;

use biaoshuai::core::answer::{Answer, Confidence};
use biaoshuai::core::course::Course;
use biaoshuai::core::grade::{NotGradable, Verdict};
use biaoshuai::core::ids::{QuestionId, ReviewId, SessionId};
use biaoshuai::core::review::Review;
use biaoshuai::core::session::{Phase, Score, Session, SessionError};
use lesson::{at, current, occasion, reloaded, session, without};
use reply::{right, wrong};

/// The session after the current question was answered and left behind.
fn through(course: &Course, session: &Session, good: bool, number: i64) -> Session {
    let question = current(course, session);
    let answer = if good { right(&question.body) } else { wrong(&question.body) };
    session.answer(question, answer, occasion(number)).unwrap().0.advance(at(number))
}

#[test]
fn a_new_session_asks_its_first_question() {
    let course = small::fixture();
    let session = session(&course);
    assert_eq!(session.phase(), Phase::Asking);
    assert_eq!(session.current().unwrap().question, course.questions[0].id);
    assert_eq!(session.score(), Score { open: 8, ..Score::default() });
    assert_eq!(session.missed().count(), 0);
}

#[test]
fn an_answer_leads_to_its_feedback_and_then_to_the_next_question() {
    let course = small::fixture();
    let asked = session(&course);
    let question = current(&course, &asked);
    let (answered, _) = asked.answer(question, right(&question.body), occasion(5)).unwrap();
    assert_eq!(answered.phase(), Phase::Feedback);
    assert_eq!(answered.current().unwrap().question, question.id, "the feedback belongs to the question answered");
    let given = answered.current().unwrap().given.as_ref().unwrap();
    assert_eq!((&given.answer, &given.review), (&right(&question.body), &ReviewId("r5".into())));
    let next = answered.advance(at(6));
    assert_eq!(next.phase(), Phase::Asking);
    assert_eq!(next.current().unwrap().question, course.questions[1].id);
    assert_eq!(next.finished, None);
}

#[test]
fn the_record_for_the_log_says_everything_about_the_answer() {
    let course = small::fixture();
    let asked = session(&course).with_draft(None, Some(Confidence::Unsure));
    let question = current(&course, &asked);
    let (answered, review) = asked.answer(question, wrong(&question.body), occasion(7)).unwrap();
    let expected = Review {
        id: ReviewId("r7".into()),
        course: course.id.clone(),
        question: question.id.clone(),
        rev: question.rev,
        session: SessionId("s1".into()),
        at: at(7),
        took_ms: 1000,
        answer: wrong(&question.body),
        verdict: Verdict { points: 0, of: 1 },
        sure: Some(Confidence::Unsure),
    };
    assert_eq!(review, expected);
    assert_eq!(answered.current().unwrap().given.as_ref().unwrap().sure, Some(Confidence::Unsure));
    let json = serde_json::to_string(&review).unwrap();
    assert_eq!(serde_json::from_str::<Review>(&json).unwrap(), review);
}

#[test]
fn the_last_question_left_behind_ends_the_session_at_that_moment() {
    let course = small::fixture();
    let mut session = session(&course);
    for number in 0..8 {
        assert_eq!(session.phase(), Phase::Asking);
        session = through(&course, &session, true, number);
    }
    assert_eq!(session.phase(), Phase::Finished);
    assert_eq!(session.finished, Some(at(7)));
    assert_eq!(session.score(), Score { right: 8, ..Score::default() });
    assert_eq!(session.current(), None);
}

#[test]
fn advancing_past_the_end_changes_nothing() {
    let course = small::fixture();
    let mut session = session(&course);
    for number in 0..8 {
        session = through(&course, &session, true, number);
    }
    assert_eq!(session.advance(at(99)), session);
    let ended = self::session(&course).end(at(3));
    assert_eq!(ended.advance(at(99)), ended);
}

#[test]
fn a_damaged_record_that_stands_beyond_all_numbers_is_over() {
    let course = small::fixture();
    let astray = Session { cursor: usize::MAX, ..session(&course) };
    assert_eq!(astray.phase(), Phase::Finished);
    assert_eq!(astray.advance(at(9)).finished, Some(at(9)));
}

#[test]
fn a_question_cannot_be_answered_twice() {
    let course = small::fixture();
    let session = session(&course);
    let question = current(&course, &session);
    let (answered, _) = session.answer(question, wrong(&question.body), occasion(1)).unwrap();
    let again = answered.answer(question, right(&question.body), occasion(2));
    assert_eq!(again.unwrap_err(), SessionError::AlreadyAnswered);
}

#[test]
fn an_answer_to_another_question_than_the_one_on_screen_is_refused() {
    let course = small::fixture();
    let session = session(&course);
    for other in &course.questions[1..] {
        assert_eq!(session.answer(other, right(&other.body), occasion(1)).unwrap_err(), SessionError::OtherQuestion);
    }
}

#[test]
fn an_incomplete_answer_is_refused_and_can_be_completed() {
    let course = small::fixture();
    let mut session = session(&course);
    for number in 0..8 {
        let question = current(&course, &session);
        let incomplete = match right(&question.body) {
            Answer::Truth(_) => Answer::Choice([0].into()),
            Answer::Recall { text, .. } => Answer::Recall { text, grade: None },
            _ => Answer::Choice([].into()),
        };
        let refused = session.answer(question, incomplete, occasion(number)).unwrap_err();
        assert_eq!(refused, SessionError::NotGradable(NotGradable));
        session = through(&course, &session, true, number);
    }
}

#[test]
fn nothing_is_answered_after_the_end() {
    let course = small::fixture();
    let session = session(&course);
    let question = current(&course, &session);
    let ended = session.end(at(3));
    assert_eq!(ended.answer(question, right(&question.body), occasion(4)).unwrap_err(), SessionError::Finished);
    let empty = Session { items: Vec::new(), ..session.clone() };
    assert_eq!(empty.phase(), Phase::Finished);
    assert_eq!(empty.answer(question, right(&question.body), occasion(4)).unwrap_err(), SessionError::Finished);
}

#[test]
fn ending_by_hand_keeps_answers_and_leaves_the_rest_open() {
    let course = small::fixture();
    let session = through(&course, &session(&course), false, 1);
    let ended = session.with_draft(Some(right(&course.questions[1].body)), Some(Confidence::Sure)).end(at(2));
    assert_eq!((ended.phase(), ended.finished), (Phase::Finished, Some(at(2))));
    assert_eq!((ended.draft.as_ref(), ended.sure), (None, None));
    assert_eq!(ended.score(), Score { wrong: 1, open: 7, ..Score::default() });
    assert_eq!(ended.end(at(9)).finished, Some(at(2)), "the first end counts");
}

#[test]
fn a_draft_and_its_mark_survive_and_belong_to_one_question_only() {
    let course = small::fixture();
    let asked = session(&course);
    let question = current(&course, &asked);
    let drafted = reloaded(&asked.with_draft(Some(wrong(&question.body)), Some(Confidence::Guess)));
    assert_eq!((drafted.draft.clone(), drafted.sure), (Some(wrong(&question.body)), Some(Confidence::Guess)));
    let (answered, _) = drafted.answer(question, right(&question.body), occasion(1)).unwrap();
    assert_eq!((answered.draft.as_ref(), answered.sure), (None, None));
    let skipped = drafted.advance(at(1));
    assert_eq!((skipped.draft.as_ref(), skipped.sure), (None, None));
}

#[test]
fn a_draft_that_comes_too_late_is_dropped() {
    let course = small::fixture();
    let asked = session(&course);
    let question = current(&course, &asked);
    let (answered, _) = asked.answer(question, right(&question.body), occasion(1)).unwrap();
    for over in [answered, asked.end(at(1))] {
        assert_eq!(over.with_draft(Some(wrong(&question.body)), Some(Confidence::Guess)), over);
    }
}

#[test]
fn a_question_left_without_an_answer_stays_open() {
    let course = small::fixture();
    let session = session(&course).advance(at(1));
    assert_eq!(session.phase(), Phase::Asking);
    assert_eq!(session.current().unwrap().question, course.questions[1].id);
    assert_eq!(session.score(), Score { open: 8, ..Score::default() });
}

#[test]
fn the_score_tells_right_partial_and_wrong_apart_and_missed_lists_what_to_revise() {
    let course = small::fixture();
    let session = through(&course, &session(&course), true, 1);
    // One of the three right options.
    let (session, _) = session.answer(current(&course, &session), Answer::Choice([0].into()), occasion(2)).unwrap();
    let session = through(&course, &session.advance(at(2)), false, 3);
    let score = session.score();
    assert_eq!(score, Score { right: 1, partial: 1, wrong: 1, open: 5 });
    assert_eq!(score.answered(), 3);
    let missed: Vec<&str> = session.missed().map(QuestionId::as_str).collect();
    assert_eq!(missed, ["yl-002", "yl-003"]);
}

#[test]
fn the_seed_survives_to_the_last_bit() {
    let course = small::fixture();
    for seed in [0, 1 << 53 | 1, u64::MAX] {
        let session = Session { seed, ..session(&course) };
        assert_eq!(reloaded(&session).seed, seed);
    }
}

fn queue(session: &Session) -> Vec<&str> {
    session.items.iter().map(|item| item.question.as_str()).collect()
}

#[test]
fn a_question_taken_out_of_the_course_is_not_asked_any_more() {
    let course = small::fixture();
    let session = through(&course, &session(&course), true, 1);
    let draft = Some(right(&course.questions[1].body));
    let drafted = session.with_draft(draft.clone(), Some(Confidence::Sure));
    let fitted = drafted.fitted_to(&without(&course, &["yl-001", "yl-005"]));
    // yl-001 was answered: its record stays in the session.
    assert_eq!(queue(&fitted), ["yl-001", "yl-002", "yl-003", "yl-004", "yl-006", "yl-007", "yl-008"]);
    assert_eq!(fitted.current().unwrap().question.as_str(), "yl-002");
    assert_eq!((fitted.draft, fitted.sure), (draft, Some(Confidence::Sure)));
}

#[test]
fn when_the_question_on_screen_is_gone_the_one_after_it_is_asked_without_its_draft() {
    let course = small::fixture();
    let session = through(&course, &session(&course), true, 1);
    let drafted = session.with_draft(Some(right(&course.questions[1].body)), Some(Confidence::Sure));
    let fitted = drafted.fitted_to(&without(&course, &["yl-002"]));
    assert_eq!(fitted.current().unwrap().question.as_str(), "yl-003");
    assert_eq!((fitted.draft.as_ref(), fitted.sure, fitted.phase()), (None, None, Phase::Asking));
    let nothing =
        drafted.fitted_to(&without(&course, &["yl-002", "yl-003", "yl-004", "yl-005", "yl-006", "yl-007", "yl-008"]));
    assert_eq!((queue(&nothing), nothing.phase()), (vec!["yl-001"], Phase::Finished));
    let ended = nothing.advance(at(9));
    assert_eq!((ended.phase(), ended.finished, ended.cursor), (Phase::Finished, Some(at(9)), 1));
}

#[test]
fn an_unchanged_course_changes_no_session() {
    let course = small::fixture();
    let session = through(&course, &session(&course), false, 1).with_draft(None, Some(Confidence::Guess));
    assert_eq!(session.fitted_to(&course), session);
}
