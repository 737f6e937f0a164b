//! Learners rely on this: a session goes on exactly where it stood, whenever and however it was cut off.
#![cfg(not(target_arch = "wasm32"))]

mod lesson;
mod reply;
mod small;

use biaoshuai::core::answer::{Answer, Confidence};
use biaoshuai::core::course::Course;
use biaoshuai::core::review::Review;
use biaoshuai::core::session::{Phase, Session, SessionError};
use lesson::{at, occasion, reloaded, session, without};
use proptest::prelude::*;
use reply::{right, wrong};

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
