//! Learners rely on this: a new edition of a course keeps every mastery it can keep, and asks again only what has
//! another answer now.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::panic, reason = "helpers of tests may panic")]

mod xuexi;

use biaoshuai::core::answer::{Answer, Confidence};
use biaoshuai::core::course::Course;
use biaoshuai::core::grade::Verdict;
use biaoshuai::core::ids::{ReviewId, SessionId};
use biaoshuai::core::progress::{Progress, Strength};
use biaoshuai::core::question::Question;
use biaoshuai::core::review::{Moment, Review};
use biaoshuai::core::select;
use biaoshuai::core::session::{Occasion, Phase, Scope, Session};
use xuexi::{FOLDER, Raw};

fn at(day: i64) -> Moment {
    Moment { utc_ms: day * 86_400_000 + 4 * 3_600_000, zone_min: 480 }
}

fn asked<'a>(course: &'a Course, id: &str) -> &'a Question {
    course.question(&id.into()).unwrap_or_else(|| panic!("no {id}"))
}

fn answered(course: &Course, id: &str, day: i64, right: bool) -> Review {
    let question = asked(course, id);
    Review {
        id: ReviewId(format!("{day}-{id}")),
        course: course.id.clone(),
        question: question.id.clone(),
        rev: question.rev,
        session: SessionId("s".into()),
        at: at(day),
        took_ms: 1000,
        answer: Answer::Truth(true),
        verdict: Verdict { points: u8::from(right), of: 1 },
        sure: None,
    }
}

/// Two days on which everything of the first edition was answered right, `xf-003` wrong on the second one.
fn log() -> Vec<Review> {
    let course = Raw::first().course();
    let ids: Vec<_> = course.questions.iter().map(|question| question.id.to_string()).collect();
    (1..=2)
        .flat_map(|day| ids.iter().map(move |id| (day, id)).collect::<Vec<_>>())
        .map(|(day, id)| answered(&course, id, day, day == 1 || id != "xf-003"))
        .collect()
}

// Progress over an update

#[test]
fn mastery_outlives_an_update_where_the_answer_is_the_same() {
    let (course, progress) = (Raw::second().course(), Progress::replay(&log()));
    let strength = |id: &str| progress.strength(&course.id, asked(&course, id));
    assert_eq!(strength("xf-001"), Strength::Solid, "a wrong option was reworded");
    assert_eq!(strength("xf-003"), Strength::Weak, "the statement was reworded");
    assert_eq!(strength("xf-009"), Strength::Solid, "nothing changed");
    let tally = progress.tally(&course.id, &course.questions);
    assert_eq!((tally.unseen, tally.weak, tally.familiar, tally.solid), (2, 1, 0, 11));
}

#[test]
fn a_question_with_another_answer_and_a_new_one_are_asked_as_new() {
    let (course, progress) = (Raw::second().course(), Progress::replay(&log()));
    for id in ["xf-002", "xf-015"] {
        assert_eq!(progress.strength(&course.id, asked(&course, id)), Strength::Unseen, "{id}");
    }
    let pool = select::pool(&course, &progress, &Scope::Today, None);
    let next: Vec<_> = select::pick(&course, &progress, &pool, 3, 7).iter().map(ToString::to_string).collect();
    assert!(next.contains(&"xf-002".to_owned()) && next.contains(&"xf-015".to_owned()), "{next:?}");
}

#[test]
fn a_question_asked_again_earns_its_mastery_again_on_two_days() {
    let course = Raw::second().course();
    let question = asked(&course, "xf-002");
    let mut progress = Progress::replay(&log());
    progress.record(&answered(&course, "xf-002", 3, true));
    assert_eq!(progress.strength(&course.id, question), Strength::Familiar);
    progress.record(&answered(&course, "xf-002", 4, true));
    assert_eq!(progress.strength(&course.id, question), Strength::Solid);
}

#[test]
fn the_log_keeps_what_was_answered_before() {
    let mut log = log();
    let before = log.len();
    log.push(answered(&Raw::second().course(), "xf-002", 3, false));
    let progress = Progress::replay(&log);
    assert_eq!(usize::try_from(progress.answers()).unwrap(), before + 1);
    assert_eq!(progress.study_days().len(), 3, "the days on which a removed question was answered count too");
    // An old edition, in a tab that was not reloaded, goes on with its own revision: nothing is lost there either.
    assert_eq!(progress.strength(&FOLDER.into(), asked(&Raw::first().course(), "xf-001")), Strength::Solid);
}

// Sessions under way

fn session(ids: &[&str]) -> Session {
    let queue = ids.iter().map(|id| (*id).into()).collect();
    let course = Raw::first().course();
    Session::new(SessionId("s".into()), course.id.clone(), Scope::Course, 5, at(1), queue).fitted_to(&course)
}

fn choice(places: &[u8]) -> Option<Answer> {
    Some(Answer::Choice(places.iter().copied().collect()))
}

fn ids(session: &Session) -> Vec<&str> {
    session.items.iter().map(|item| item.question.as_str()).collect()
}

#[test]
fn a_session_under_way_goes_on_without_what_is_gone() {
    let session = session(&["xf-001", "xf-010", "xf-003"]).with_draft(choice(&[1]), Some(Confidence::Sure));
    let fitted = session.fitted_to(&Raw::second().course());
    assert_eq!(ids(&fitted), ["xf-001", "xf-003"]);
    assert_eq!((fitted.draft, fitted.sure), (choice(&[1]), Some(Confidence::Sure)), "a better wording keeps the draft");
}

#[test]
fn a_draft_for_another_answer_is_dropped_and_the_question_asked_anew() {
    let session = session(&["xf-002", "xf-003"]).with_draft(choice(&[0, 3]), Some(Confidence::Guess));
    let second = Raw::second().course();
    let fitted = session.fitted_to(&second);
    assert_eq!((fitted.draft.as_ref(), fitted.sure, fitted.phase()), (None, None, Phase::Asking));
    assert_eq!(fitted.current().unwrap().rev, Some(2));
    let occasion = Occasion { review: ReviewId("r".into()), now: at(3), took_ms: 1 };
    let (_, review) = fitted.answer(asked(&second, "xf-002"), choice(&[0, 2, 4]).unwrap(), occasion).unwrap();
    assert_eq!((review.rev, review.verdict.is_right()), (2, true));
}

#[test]
fn a_draft_of_an_old_record_is_kept_only_if_it_can_be_an_answer() {
    let mut session = session(&["xf-002"]).with_draft(choice(&[0, 4]), None);
    session.items[0].rev = None;
    let mut fewer = Raw::first();
    fewer.question("xf-002").options.pop();
    assert_eq!(session.fitted_to(&fewer.course()).draft, None, "there is no fifth option any more");
    assert_eq!(session.fitted_to(&Raw::first().course()).draft, choice(&[0, 4]));
    let mut other = Raw::first();
    let question = other.question("xf-002");
    (question.kind, question.answer) = (biaoshuai::core::question::QuestionKind::Order, None);
    question.order = std::mem::take(&mut question.options);
    question.notes.clear();
    assert_eq!(session.fitted_to(&other.course()).draft, None, "the question is of another type");
}

#[test]
fn drafts_of_questions_still_on_their_way_wait_for_them() {
    let session = session(&["xf-002"]).with_draft(choice(&[0, 4]), None);
    let mut course = Raw::first().course();
    let question = course.questions.iter_mut().find(|question| question.id.as_str() == "xf-002").unwrap();
    question.body = biaoshuai::core::question::Body::Later(question.body.kind());
    assert_eq!(session.fitted_to(&course).draft, choice(&[0, 4]));
}

#[test]
fn an_answer_that_was_given_stays_as_it_was_given() {
    let first = Raw::first().course();
    let session = session(&["xf-010", "xf-002", "xf-003"]);
    let occasion = |name: &str| Occasion { review: ReviewId(name.into()), now: at(1), took_ms: 1 };
    let (session, _) = session.answer(asked(&first, "xf-010"), choice(&[1]).unwrap(), occasion("a")).unwrap();
    let session = session.advance(at(1));
    let (session, review) =
        session.answer(asked(&first, "xf-002"), choice(&[0, 2, 3]).unwrap(), occasion("b")).unwrap();
    assert_eq!(review.rev, 1);
    let second = Raw::second().course();
    let fitted = session.fitted_to(&second);
    assert_eq!(fitted, session, "its feedback is looked at, the removed one is behind");
    assert!(!fitted.items[1].is_of(asked(&second, "xf-002")), "the page can tell that it was another revision");
    assert!(fitted.items[1].is_of(asked(&first, "xf-002")) && !fitted.items[1].is_of(asked(&second, "xf-003")));
    assert_eq!(fitted.score().right, 2);
}

#[test]
fn records_without_revisions_are_read_and_stay_small() {
    let old = r#"{"question":"xf-001","given":null}"#;
    let item: biaoshuai::core::session::Item = serde_json::from_str(old).unwrap();
    assert_eq!(item.rev, None);
    assert_eq!(serde_json::to_string(&item).unwrap(), old);
}
