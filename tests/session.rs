//! Learners rely on this: a session goes on exactly where it stood, whenever and however it was cut off.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "helpers of tests may panic")]

mod small;

use biaoshuai::core::answer::{Answer, Confidence, SelfGrade};
use biaoshuai::core::course::Course;
use biaoshuai::core::grade::{NotGradable, Verdict};
use biaoshuai::core::ids::{QuestionId, ReviewId, SessionId};
use biaoshuai::core::question::{Body, Group, Question};
use biaoshuai::core::review::{Moment, Review};
use biaoshuai::core::session::{Occasion, Phase, Scope, Score, Session, SessionError};
use proptest::prelude::*;

fn at(utc_ms: i64) -> Moment {
    Moment { utc_ms, zone_min: 480 }
}

fn occasion(number: i64) -> Occasion {
    Occasion { review: ReviewId(format!("r{number}")), now: at(number), took_ms: 1000 }
}

/// A session over all questions of the course.
fn session(course: &Course) -> Session {
    let queue = course.questions.iter().map(|question| question.id.clone()).collect();
    Session::new(SessionId("s1".into()), course.id.clone(), Scope::Course, u64::MAX - 1, at(0), queue).fitted_to(course)
}

fn current<'a>(course: &'a Course, session: &Session) -> &'a Question {
    course.question(&session.current().unwrap().question).unwrap()
}

fn index(index: usize) -> u8 {
    u8::try_from(index).unwrap()
}

fn right(body: &Body) -> Answer {
    match body {
        Body::Later(_) => unreachable!("a checked course has every content"),
        Body::Single(options) | Body::Multiple(options) => {
            Answer::Choice((0..).zip(options).filter(|(_, option)| option.right).map(|(place, _)| place).collect())
        }
        Body::TrueFalse(truth) => Answer::Truth(*truth),
        Body::Fill(blanks) => Answer::Fill(blanks.iter().map(|accepted| accepted[0].clone()).collect()),
        Body::Order(items) => Answer::Order((0..index(items.len())).collect()),
        Body::Match(pairs) => Answer::Match((0..index(pairs.len())).map(Some).collect()),
        Body::Group(groups) => Answer::Group(Group::flatten(groups).map(|(home, _)| Some(index(home))).collect()),
        Body::Recall { text, .. } => Answer::Recall { text: text.clone(), grade: Some(SelfGrade::Fluent) },
    }
}

/// Complete, and nothing in it is right.
fn wrong(body: &Body) -> Answer {
    match right(body) {
        Answer::Choice(chosen) => {
            let (Body::Single(options) | Body::Multiple(options)) = body else { unreachable!() };
            Answer::Choice((0..index(options.len())).filter(|place| !chosen.contains(place)).take(1).collect())
        }
        Answer::Truth(truth) => Answer::Truth(!truth),
        Answer::Fill(typed) => Answer::Fill(vec!["不知道".into(); typed.len()]),
        Answer::Order(mut order) => {
            order.rotate_left(1);
            Answer::Order(order)
        }
        Answer::Match(mut joined) => {
            joined.rotate_left(1);
            Answer::Match(joined)
        }
        Answer::Group(put) => Answer::Group(put.into_iter().map(|group| group.map(|group| 1 - group)).collect()),
        Answer::Recall { .. } => Answer::Recall { text: String::new(), grade: Some(SelfGrade::Forgot) },
    }
}

fn reloaded(session: &Session) -> Session {
    serde_json::from_str(&serde_json::to_string(session).unwrap()).unwrap()
}

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

fn without(course: &Course, gone: &[&str]) -> Course {
    let mut course = course.clone();
    course.questions.retain(|question| !gone.contains(&question.id.as_str()));
    course
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

/// What a learner, or a page that is behind, may try at any time.
#[derive(Clone, Debug)]
enum Action {
    Draft(bool, Option<Confidence>),
    Answer(bool),
    AnswerOther(usize),
    AnswerNothing,
    Advance,
    End,
}

fn actions() -> impl Strategy<Value = Vec<(Action, bool)>> {
    let sure = prop_oneof![
        Just(None),
        Just(Some(Confidence::Sure)),
        Just(Some(Confidence::Unsure)),
        Just(Some(Confidence::Guess))
    ];
    let action = prop_oneof![
        4 => (any::<bool>(), sure).prop_map(|(good, sure)| Action::Draft(good, sure)),
        8 => any::<bool>().prop_map(Action::Answer),
        1 => (0..8_usize).prop_map(Action::AnswerOther),
        1 => Just(Action::AnswerNothing),
        8 => Just(Action::Advance),
        1 => Just(Action::End),
    ];
    proptest::collection::vec((action, any::<bool>()), 0..50)
}

/// The session after the action, and what came of it.
fn act(
    course: &Course,
    session: &Session,
    action: &Action,
    number: i64,
) -> (Session, Option<Result<Review, SessionError>>) {
    let question = session.current().and_then(|item| course.question(&item.question)).unwrap_or(&course.questions[0]);
    let (question, answer) = match action {
        Action::Draft(good, sure) => {
            let draft = if *good { right(&question.body) } else { wrong(&question.body) };
            return (session.with_draft(Some(draft), *sure), None);
        }
        Action::Advance => return (session.advance(at(number)), None),
        Action::End => return (session.end(at(number)), None),
        Action::Answer(true) => (question, right(&question.body)),
        Action::Answer(false) => (question, wrong(&question.body)),
        Action::AnswerOther(other) => (&course.questions[*other], right(&course.questions[*other].body)),
        Action::AnswerNothing => (question, Answer::Fill(Vec::new())),
    };
    match session.answer(question, answer, occasion(number)) {
        Ok((next, review)) => (next, Some(Ok(review))),
        Err(error) => (session.clone(), Some(Err(error))),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn a_session_resumed_at_any_points_equals_the_uninterrupted_one(actions in actions()) {
        let course = small::fixture();
        let mut whole = session(&course);
        let mut resumed = reloaded(&whole);
        for (number, (action, killed)) in (1..).zip(&actions) {
            let one = act(&course, &whole, action, number);
            let other = act(&course, &resumed, action, number);
            prop_assert_eq!(&one, &other, "{:?}", action);
            whole = one.0;
            resumed = if *killed { reloaded(&other.0) } else { other.0 };
            prop_assert_eq!(resumed.phase(), whole.phase());
        }
        prop_assert_eq!(resumed, whole);
    }

    #[test]
    fn answers_are_never_lost_or_changed_and_the_cursor_never_goes_back(actions in actions()) {
        let course = small::fixture();
        let mut session = session(&course);
        let mut reviews = Vec::new();
        for (number, (action, _)) in (1..).zip(&actions) {
            let (next, result) = act(&course, &session, action, number);
            prop_assert!(next.cursor >= session.cursor && next.cursor <= next.items.len());
            prop_assert!(session.finished.is_none() || next.finished == session.finished);
            prop_assert!(next.phase() == Phase::Asking || (next.draft.is_none() && next.sure.is_none()));
            for (before, after) in session.items.iter().zip(&next.items) {
                prop_assert!(before.given.is_none() || before.given == after.given);
                prop_assert_eq!(&before.question, &after.question);
            }
            reviews.extend(result.and_then(Result::ok));
            session = next;
        }
        // The log and the session tell the same story.
        let given: Vec<_> = session.items.iter().filter_map(|item| Some((&item.question, item.given.as_ref()?))).collect();
        prop_assert_eq!(given.len(), reviews.len());
        for ((question, given), review) in given.into_iter().zip(&reviews) {
            prop_assert_eq!(question, &review.question);
            prop_assert_eq!(
                (&given.review, &given.answer, given.verdict, given.sure),
                (&review.id, &review.answer, review.verdict, review.sure)
            );
        }
        let score = session.score();
        prop_assert_eq!(score.answered(), reviews.len());
        prop_assert_eq!(score.answered() + score.open, 8);
        prop_assert_eq!(session.missed().count(), score.partial + score.wrong);
    }

    #[test]
    fn fitting_to_a_smaller_course_keeps_answers_and_place(actions in actions(), gone in proptest::collection::vec(any::<bool>(), 8)) {
        let course = small::fixture();
        let mut session = session(&course);
        for (number, (action, _)) in (1..).zip(&actions) {
            session = act(&course, &session, action, number).0;
        }
        let gone: Vec<&str> =
            course.questions.iter().zip(gone).filter(|(_, gone)| *gone).map(|(question, _)| question.id.as_str()).collect();
        let smaller = without(&course, &gone);
        let fitted = session.fitted_to(&smaller);
        let kept: Vec<_> = session
            .items
            .iter()
            .filter(|item| item.given.is_some() || !gone.contains(&item.question.as_str()))
            .cloned()
            .collect();
        prop_assert_eq!(&fitted.items, &kept);
        // The question on screen, or the first one kept behind it.
        let expected = session.items[session.cursor..].iter().find(|item| kept.contains(item));
        prop_assert_eq!(fitted.current(), expected);
        if fitted.current() == session.current() {
            prop_assert_eq!((&fitted.draft, fitted.sure), (&session.draft, session.sure));
        } else {
            prop_assert_eq!((&fitted.draft, fitted.sure), (&None, None));
        }
        prop_assert_eq!(fitted.finished, session.finished);
        prop_assert_eq!(fitted.fitted_to(&smaller), fitted);
    }
}
