//! Learners rely on this: a new edition of a course keeps every mastery it can keep, and asks again only what has another
//! answer now. Editors rely on this: `course.lock` catches every change that would break that.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests may panic")]

use biaoshuai::core::answer::{Answer, Confidence};
use biaoshuai::core::course::Course;
use biaoshuai::core::course::check::check;
use biaoshuai::core::course::lock::{Lock, Unreadable};
use biaoshuai::core::course::raw::{RawAnswer, RawConcept, RawCourse, RawFile, RawQuestion};
use biaoshuai::core::grade::Verdict;
use biaoshuai::core::ids::{ReviewId, SessionId};
use biaoshuai::core::progress::{Progress, Strength};
use biaoshuai::core::question::Question;
use biaoshuai::core::review::{Moment, Review};
use biaoshuai::core::select;
use biaoshuai::core::session::{Occasion, Phase, Scope, Session};
use proptest::prelude::*;

const FOLDER: &str = "xuexi-fangfa";
const LOCK: &str = include_str!("fixtures/courses/xuexi-fangfa/course.lock");

/// A course as people wrote it.
struct Raw {
    head: RawCourse,
    files: Vec<(String, RawFile)>,
}

impl Raw {
    /// The published edition.
    fn first() -> Self {
        let file = |name: &str, text| (name.to_owned(), toml::from_str(text).unwrap());
        Self {
            head: toml::from_str(include_str!("fixtures/courses/xuexi-fangfa/course.toml")).unwrap(),
            files: vec![
                file("xiguan.toml", include_str!("fixtures/courses/xuexi-fangfa/xiguan.toml")),
                file("jiezou.toml", include_str!("fixtures/courses/xuexi-fangfa/jiezou.toml")),
            ],
        }
    }

    /// The next edition: `xf-010` is gone, `xf-002` has another answer, `xf-001` and `xf-003` are worded better, and
    /// `xf-015` is new.
    fn second() -> Self {
        let mut raw = Self::first();
        raw.head.edition = 2;
        raw.remove("xf-010");
        raw.head.retired.push("xf-010".into());
        let changed = raw.question("xf-002");
        changed.options[4] = "隔天再想".into();
        changed.options.swap(3, 4);
        changed.answer = letters(&["A", "C", "E"]);
        changed.rev = 2;
        let reworded = raw.question("xf-003");
        reworded.stem = "同一天把一道题连续答对三遍，就算掌握了。".into();
        reworded.why.push_str("所以明天再来。");
        raw.question("xf-001").options[3] = "只看不做".into();
        let mut new = raw.question("xf-011").clone();
        new.id = "xf-015".into();
        new.stem = "从没有答过的题，状态也可能是生疏。".into();
        new.why = "没有作答记录的题只能是未学；生疏是答过而最近一次没有答对。".into();
        new.concepts = vec!["si-zhong-zhuangtai".into()];
        raw.files[1].1.questions.push(new);
        raw
    }

    fn question(&mut self, id: &str) -> &mut RawQuestion {
        self.files.iter_mut().flat_map(|(_, file)| &mut file.questions).find(|question| question.id == id).unwrap()
    }

    fn concept(&mut self, id: &str) -> &mut RawConcept {
        self.files.iter_mut().flat_map(|(_, file)| &mut file.concepts).find(|concept| concept.id == id).unwrap()
    }

    fn remove(&mut self, id: &str) {
        self.files.iter_mut().for_each(|(_, file)| file.questions.retain(|question| question.id != id));
    }

    fn course(&self) -> Course {
        check(FOLDER, &self.head, &self.files).unwrap_or_else(|problems| panic!("{problems:?}"))
    }

    fn lock(&self) -> Lock {
        Lock::of(&self.course(), &self.head.retired)
    }

    fn file_of(&self, id: &str) -> Option<String> {
        let has = |file: &RawFile| {
            file.questions.iter().any(|question| question.id == id) || file.concepts.iter().any(|one| one.id == id)
        };
        self.files.iter().find(|(_, file)| has(file)).map(|(name, _)| name.clone())
    }
}

fn letters(letters: &[&str]) -> Option<RawAnswer> {
    Some(RawAnswer::Letters(letters.iter().map(ToString::to_string).collect()))
}

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

// The lock

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
