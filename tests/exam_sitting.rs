//! Examinees rely on this: time is what it is, nothing answered is lost, and every result adds up.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests may panic")]

use biaoshuai::core::answer::{Answer, SelfGrade};
use biaoshuai::core::course::Course;
use biaoshuai::core::course::check::check;
use biaoshuai::core::exam::{
    Blueprint, Closed, Grade, Marks, NotAnExam, Paper, PaperCode, Row, Share, Sitting, SittingError, Variant,
    WeakConcept,
};
use biaoshuai::core::grade::Verdict;
use biaoshuai::core::ids::{QuestionId, SectionId};
use biaoshuai::core::kept;
use biaoshuai::core::progress::{Progress, Strength};
use biaoshuai::core::question::{Body, Group, Question, QuestionKind};
use biaoshuai::core::review::{Moment, Review};
use biaoshuai::core::session::Score;
use proptest::prelude::*;
use std::sync::LazyLock;

const MINUTE: i64 = 60_000;

/// Eight questions, one of each type.
static COURSE: LazyLock<Course> = LazyLock::new(|| {
    let head = toml::from_str(include_str!("fixtures/course-yuelanshi/course.toml")).unwrap();
    let files = [
        ("guiju.toml".to_owned(), toml::from_str(include_str!("fixtures/course-yuelanshi/guiju.toml")).unwrap()),
        ("shujia.toml".to_owned(), toml::from_str(include_str!("fixtures/course-yuelanshi/shujia.toml")).unwrap()),
    ];
    check("course-yuelanshi", &head, &files).unwrap()
});

fn course() -> Course {
    COURSE.clone()
}

fn at(utc_ms: i64) -> Moment {
    Moment { utc_ms, zone_min: 480 }
}

/// Seven questions, 100 marks, ten minutes, begun at 0.
fn sitting(course: &Course) -> Sitting {
    let paper = PaperCode::new(course, None, 1, Variant::A).unwrap().paper(course).unwrap();
    Sitting::new("s1".into(), paper, at(0))
}

fn asked<'a>(course: &'a Course, sitting: &Sitting, place: usize) -> &'a Question {
    course.question(&sitting.paper.questions[place].question).unwrap()
}

fn place_of(sitting: &Sitting, kind: QuestionKind) -> usize {
    sitting.paper.questions.iter().position(|asked| asked.kind == kind).unwrap()
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

/// As far as somebody came who answers from the first place on: `steps` places of it, right ones.
fn begun(body: &Body, steps: usize) -> Answer {
    match right(body) {
        Answer::Choice(chosen) => Answer::Choice(chosen.into_iter().take(steps).collect()),
        Answer::Fill(typed) => Answer::Fill(
            (0..).zip(typed).map(|(place, text)| if place < steps { text } else { String::new() }).collect(),
        ),
        Answer::Order(order) => Answer::Order(order.into_iter().take(steps).collect()),
        Answer::Match(put) => Answer::Match((0..).zip(put).map(|(place, to)| to.filter(|_| place < steps)).collect()),
        Answer::Group(put) => Answer::Group((0..).zip(put).map(|(place, to)| to.filter(|_| place < steps)).collect()),
        other => other,
    }
}

/// The sitting with a right answer at each of these places.
fn answered(course: &Course, sitting: &Sitting, places: impl IntoIterator<Item = usize>) -> Sitting {
    places.into_iter().fold(sitting.clone(), |sitting, place| {
        let question = asked(course, &sitting, place);
        sitting.answer(place, question, Some(right(&question.body)), 1000, at(1)).unwrap()
    })
}

fn handed_in(course: &Course, sitting: &Sitting, now: Moment) -> (Sitting, Vec<Review>) {
    sitting.hand_in(course, now).unwrap()
}

fn reloaded(sitting: &Sitting) -> Sitting {
    serde_json::from_str(&serde_json::to_string(sitting).unwrap()).unwrap()
}

// Time

#[test]
fn time_runs_while_the_app_is_closed_and_the_device_sleeps() {
    let sitting = sitting(&course());
    assert_eq!(sitting.remaining_ms(at(0)), 600_000);
    let sitting = reloaded(&sitting);
    assert_eq!(sitting.remaining_ms(at(4 * MINUTE)), 360_000);
    assert_eq!(sitting.used_ms(at(4 * MINUTE)), 240_000);
    assert!(!sitting.is_over(at(10 * MINUTE - 1)));
    assert!(sitting.is_over(at(10 * MINUTE)));
    assert_eq!(sitting.remaining_ms(at(i64::MAX)), 0);
}

#[test]
fn a_clock_set_back_gives_no_time_back_and_does_not_stop_the_countdown() {
    let mut sitting = sitting(&course());
    sitting.tick(at(6 * MINUTE));
    let mut sitting = reloaded(&sitting);
    assert_eq!(sitting.remaining_ms(at(0)), 240_000);
    sitting.tick(at(0));
    assert_eq!(sitting.remaining_ms(at(MINUTE)), 180_000, "it goes on from the clock as it is now");
    assert_eq!(sitting.deadline(), at(4 * MINUTE));
    assert!(sitting.is_over(at(4 * MINUTE)));
    assert_eq!(sitting.remaining_ms(at(i64::MIN)), 240_000);
}

#[test]
fn after_time_nothing_can_be_changed_and_the_paper_counts_as_handed_in_at_the_deadline() {
    let course = course();
    let started = answered(&course, &sitting(&course), [0, 1]);
    let question = asked(&course, &started, 2);
    let late = at(10 * MINUTE);
    let answer = Some(right(&question.body));
    assert!(started.answer(2, question, answer.clone(), 0, at(10 * MINUTE - 1)).is_ok());
    assert_eq!(started.answer(2, question, answer, 0, late), Err(SittingError::TimeOver));
    assert_eq!(started.mark_for_later(2, true, late), Err(SittingError::TimeOver));
    for now in [late, at(26 * 60 * MINUTE), at(i64::MAX)] {
        // However often the late time was looked at before.
        let mut seen = started.clone();
        seen.tick(now);
        seen.tick(at(5));
        for sitting in [&started, &reloaded(&seen)] {
            let (closed, reviews) = handed_in(&course, sitting, now);
            assert_eq!(closed.closed, Some(Closed { at: late, by_time: true }));
            assert_eq!(reviews.len(), 2);
            assert_eq!(closed.used_ms(now), 600_000);
        }
    }
}

#[test]
fn handed_in_from_two_tabs_the_answers_stand_in_the_log_once() {
    let course = course();
    let here = answered(&course, &sitting(&course), [1, 3]);
    let there = answered(&course, &here, [6]);
    let ids = |sitting: &Sitting, now: Moment| {
        let reviews = handed_in(&course, sitting, now).1;
        reviews.into_iter().map(|review| review.id).collect::<Vec<_>>()
    };
    let once = ids(&there, at(5 * MINUTE));
    assert_eq!(once.len(), 3);
    assert_eq!(ids(&here, at(90 * MINUTE)), once[..2]);
    assert_eq!(ids(&reloaded(&there), at(6 * MINUTE)), once);
    let mut another = there;
    another.id = "s2".into();
    assert!(ids(&another, at(5 * MINUTE)).iter().all(|id| !once.contains(id)));
}

#[test]
fn what_was_handed_in_stays_as_it_is() {
    let course = course();
    let (mut closed, _) = handed_in(&course, &answered(&course, &sitting(&course), [0]), at(3 * MINUTE));
    assert_eq!(closed.closed, Some(Closed { at: at(3 * MINUTE), by_time: false }));
    let question = asked(&course, &closed, 1);
    let answer = closed.answer(1, question, Some(right(&question.body)), 0, at(4 * MINUTE));
    assert_eq!(answer, Err(SittingError::HandedIn));
    assert_eq!(closed.mark_for_later(1, true, at(4 * MINUTE)), Err(SittingError::HandedIn));
    let again = closed.hand_in(&course, at(4 * MINUTE));
    assert_eq!(again, Err(SittingError::HandedIn));
    let before = closed.clone();
    closed.tick(at(9 * MINUTE));
    assert_eq!(closed, before);
    assert_eq!(closed.used_ms(at(9 * MINUTE)), 180_000);
}

// Answering

#[test]
fn answers_can_be_changed_and_taken_back_until_the_end() {
    let course = course();
    let sitting = sitting(&course);
    let place = place_of(&sitting, QuestionKind::TrueFalse);
    let question = asked(&course, &sitting, place);
    let put = |sitting: &Sitting, answer, now| sitting.answer(place, question, answer, 700, at(now)).unwrap();
    let first = put(&sitting, Some(Answer::Truth(true)), 10);
    let second = reloaded(&put(&first, Some(Answer::Truth(false)), 20));
    let slot = &second.slots[place];
    assert_eq!((&slot.answer, slot.changed, slot.took_ms), (&Some(Answer::Truth(false)), Some(at(20)), 1400));
    let looked = put(&second, Some(Answer::Truth(false)), 30);
    assert_eq!(looked.slots[place].changed, Some(at(20)), "looking at it again is no change");
    let none = put(&looked, None, 40);
    assert_eq!((&none.slots[place].answer, none.slots[place].changed), (&None, None));
    assert_eq!(none.unanswered(&course), Vec::from_iter(0..7));
}

#[test]
fn an_answer_with_nothing_in_it_is_none() {
    let course = course();
    let sitting = sitting(&course);
    for place in 0..7 {
        let question = asked(&course, &sitting, place);
        let blank = begun(&question.body, 0);
        let put = sitting.answer(place, question, Some(blank), 0, at(1)).unwrap();
        let expected = if asked(&course, &sitting, place).body.kind() == QuestionKind::TrueFalse { 6 } else { 7 };
        assert_eq!(put.unanswered(&course).len(), expected);
    }
}

#[test]
fn an_answer_to_something_else_is_refused() {
    let course = course();
    let sitting = sitting(&course);
    let question = asked(&course, &sitting, 0);
    let put = |place, question, answer| sitting.answer(place, question, Some(answer), 0, at(1));
    assert_eq!(put(1, question, right(&question.body)), Err(SittingError::OtherQuestion));
    assert_eq!(put(7, question, right(&question.body)), Err(SittingError::OtherQuestion));
    assert_eq!(put(0, question, Answer::Truth(true)), Err(SittingError::NotFitting));
    assert_eq!(put(0, question, Answer::Choice([99].into())), Err(SittingError::NotFitting));
    let changed = Question { rev: 9, ..question.clone() };
    assert_eq!(put(0, &changed, right(&question.body)), Err(SittingError::OtherQuestion));
    assert_eq!(sitting.mark_for_later(7, true, at(1)), Err(SittingError::OtherQuestion));
}

#[test]
fn an_exam_that_was_cut_off_goes_on_where_it_stood() {
    let course = course();
    let there = answered(&course, &sitting(&course), [2, 4]).mark_for_later(5, true, at(2)).unwrap().at_place(6, at(3));
    let back = reloaded(&there);
    assert_eq!(back, there);
    assert_eq!((back.cursor, back.slots[5].later, back.unanswered(&course)), (6, true, vec![0, 1, 3, 5, 6]));
    assert_eq!(back.at_place(99, at(4)).cursor, 6);
    assert!(!back.mark_for_later(5, false, at(4)).unwrap().slots[5].later);
    assert_eq!(kept::key::<Sitting>(&back.place()), "exam/course-yuelanshi/s1");
    assert!(back.place().starts_with(&Sitting::all_of(&course.id)));
}

/// Written by the first version; later ones must read it.
#[test]
fn a_stored_exam_stays_readable() {
    let stored = r#""s1 c 33Q2-03RJ-00 B -1 60 120 5 480 1 1000 9 480 9 480 0\nq1 1 单选 s 3 900 1 1/2 7 480 {\"choice\":[1]}\nq2 2 判断 s 2 0 0 void""#;
    let sitting: Sitting = serde_json::from_str(stored).unwrap();
    assert_eq!(sitting.slots[0].grade, Some(Grade::Worth(Verdict { points: 1, of: 2 })));
    assert_eq!(sitting.slots[0].earned(sitting.paper.questions[0].marks), Some(Marks::halves(2)));
    assert_eq!(sitting.slots[1].earned(sitting.paper.questions[1].marks), Some(Marks::whole(1)));
    assert_eq!(sitting.paper.seed, u64::MAX);
    assert_eq!(serde_json::to_string(&sitting).unwrap(), stored);
}

#[test]
fn what_is_no_exam_is_reported_and_not_taken_for_one() {
    let course = course();
    let (closed, _) = handed_in(&course, &answered(&course, &sitting(&course), [0, 3]), at(5));
    let whole = String::from(closed);
    assert!(Sitting::try_from(whole.clone()).is_ok());
    for (from, to) in [(" A ", " "), ("单选", "口试"), (" 10 ", " 300 "), (" open", " opened")] {
        assert_ne!(whole.replacen(from, to, 1), whole);
        assert_eq!(Sitting::try_from(whole.replacen(from, to, 1)), Err(NotAnExam), "{from}");
    }
    for cut in ["", "s1", whole.split('\n').next().unwrap()] {
        assert_eq!(Sitting::try_from(cut.to_owned()), Err(NotAnExam), "{cut}");
    }
}

// Handing in

#[test]
fn every_answered_question_gets_one_record_in_the_log() {
    let course = course();
    let sitting = answered(&course, &sitting(&course), [1, 3, 6]);
    let (closed, reviews) = handed_in(&course, &sitting, at(5 * MINUTE));
    let asked: Vec<&QuestionId> = [1, 3, 6].iter().map(|place| &sitting.paper.questions[*place].question).collect();
    assert_eq!(reviews.iter().map(|review| &review.question).collect::<Vec<_>>(), asked);
    assert!(reviews.is_sorted_by(|one, other| one.id < other.id), "in the order of the paper");
    for review in &reviews {
        assert_eq!((review.session.as_str(), review.at, review.took_ms), ("s1", at(1), 1000));
        assert!(review.verdict.is_right());
    }
    // They count as any other answer.
    let progress = Progress::replay(&reviews);
    let strength = |id: &QuestionId| progress.strength(&course.id, course.question(id).unwrap());
    assert!(asked.into_iter().all(|id| strength(id) == Strength::Familiar));
    assert_eq!(progress.answers(), 3);
    assert_eq!(closed.slots[0].grade, Some(Grade::Open));
}

#[test]
fn everything_right_earns_everything_and_nothing_answered_earns_nothing() {
    let course = course();
    let empty = sitting(&course);
    let full = answered(&course, &empty, 0..7);
    let report = |sitting| handed_in(&course, sitting, at(2)).0.report(&course).unwrap();
    let best = report(&full);
    assert_eq!(best.marks, Share { questions: 7, earned: Marks::whole(100), of: Marks::whole(100) });
    assert!(best.passed && best.weak.is_empty());
    assert_eq!(best.score, Score { right: 7, ..Score::default() });
    let worst = report(&empty);
    assert_eq!(worst.marks.earned, Marks::ZERO);
    assert!(!worst.passed);
    assert_eq!(worst.score, Score { open: 7, ..Score::default() });
    assert_eq!(empty.report(&course), None, "no result before handing in");
}

#[test]
fn exactly_the_pass_mark_passes() {
    let course = course();
    let sitting = answered(&course, &sitting(&course), [0, 1]);
    let earned = sitting.paper.questions[0].marks + sitting.paper.questions[1].marks;
    for (pass, passed) in [(earned, true), (earned + Marks::halves(1), false)] {
        let mut sitting = sitting.clone();
        sitting.paper.pass = pass;
        let (closed, _) = handed_in(&course, &sitting, at(2));
        assert_eq!(closed.report(&course).unwrap().passed, passed);
    }
}

#[test]
fn what_is_half_finished_when_time_is_over_earns_what_is_right_in_it() {
    let course = course();
    let empty = sitting(&course);
    for kind in [QuestionKind::Fill, QuestionKind::Order, QuestionKind::Match, QuestionKind::Group] {
        let place = place_of(&empty, kind);
        let question = asked(&course, &empty, place);
        let sitting = empty.answer(place, question, Some(begun(&question.body, 1)), 0, at(1)).unwrap();
        let (closed, reviews) = handed_in(&course, &sitting, at(2));
        let verdict = reviews[0].verdict;
        let places = match &question.body {
            Body::Fill(blanks) => blanks.len(),
            Body::Order(items) => items.len(),
            Body::Match(pairs) => pairs.len(),
            Body::Group(groups) => Group::flatten(groups).count(),
            _ => unreachable!(),
        };
        assert_eq!((verdict.points, usize::from(verdict.of)), (1, places), "{kind:?}");
        let earned = closed.report(&course).unwrap().marks.earned;
        assert_eq!(earned, sitting.paper.questions[place].marks.earned(verdict));
    }
    // Two options where one is asked for are no half answer.
    let place = place_of(&empty, QuestionKind::Single);
    let both = Some(Answer::Choice([0, 1, 2, 3].into()));
    let sitting = empty.answer(place, asked(&course, &empty, place), both, 0, at(1)).unwrap();
    let (closed, reviews) = handed_in(&course, &sitting, at(2));
    assert_eq!(reviews[0].verdict.points, 0);
    assert_eq!(closed.slots[place].earned(Marks::whole(2)), Some(Marks::ZERO));
}

#[test]
fn a_paper_is_not_marked_by_a_course_that_is_another_one_or_not_all_there() {
    let course = course();
    let sitting = answered(&course, &sitting(&course), [0]);
    let refused = |course: &Course| sitting.hand_in(course, at(2)).unwrap_err();
    assert_eq!(refused(&Course { id: "other".into(), ..course.clone() }), SittingError::OtherCourse);
    let mut outline = course.clone();
    outline.questions.iter_mut().for_each(|question| question.body = Body::Later(question.body.kind()));
    assert_eq!(refused(&outline), SittingError::NotLoaded);
}

#[test]
fn concepts_are_ranked_by_the_marks_they_cost() {
    let mut course = course();
    let names: Vec<String> = course.concepts.iter().map(|concept| concept.id.to_string()).collect();
    let [one, two, three] = [0, 1, 2].map(|place| names[place].as_str());
    let empty = sitting(&course);
    let place = |kind| place_of(&empty, kind);
    let [single, truth, fill] = [QuestionKind::Single, QuestionKind::TrueFalse, QuestionKind::Fill]
        .map(|kind| empty.paper.questions[place(kind)].question.clone());
    for question in &mut course.questions {
        question.concepts = match &question.id {
            id if *id == single => vec![one.into()],
            id if *id == truth => vec![two.into(), three.into()],
            id if *id == fill => vec![three.into()],
            _ => vec![names[3].as_str().into()],
        };
    }
    // Everything but a single choice and a statement is right.
    let wrong = [place(QuestionKind::Single), place(QuestionKind::TrueFalse)];
    let mut sitting = empty;
    sitting.paper.questions[wrong[0]].marks = Marks::whole(3);
    sitting.paper.questions[wrong[1]].marks = Marks::whole(5);
    let sitting = answered(&course, &sitting, (0..7).filter(|place| !wrong.contains(place)));
    let (closed, _) = handed_in(&course, &sitting, at(2));
    let weak = |concept: &str, lost, missed, asked| WeakConcept {
        concept: concept.into(),
        lost: Marks::whole(lost),
        missed,
        asked,
    };
    // Two and three cost the same, but of three something was known.
    assert_eq!(closed.report(&course).unwrap().weak, [weak(two, 5, 1, 1), weak(three, 5, 1, 2), weak(one, 3, 1, 1)]);
}

// A new edition of the course

#[test]
fn a_question_removed_or_changed_during_the_exam_gives_its_marks_to_everybody() {
    let course = course();
    let begun = answered(&course, &sitting(&course), [0, 2]);
    let id = |place: usize| begun.paper.questions[place].question.clone();
    let mut newer = course.clone();
    newer.questions.retain(|question| question.id != id(0) && question.id != id(1));
    newer
        .questions
        .iter_mut()
        .filter(|question| question.id == id(2) || question.id == id(3))
        .for_each(|question| question.rev += 1);
    assert!((0..7).map(|place| begun.is_void(place, &newer)).eq([true, true, true, true, false, false, false]));
    assert_eq!(begun.unanswered(&newer), [4, 5, 6], "nobody is asked to answer what does not count");
    let (closed, reviews) = handed_in(&newer, &begun, at(2));
    assert!(reviews.is_empty());
    let report = closed.report(&newer).unwrap();
    assert_eq!((report.void, report.score), (4, Score { open: 3, ..Score::default() }));
    assert_eq!(report.marks.of, Marks::whole(100));
    assert_eq!(report.marks.earned, (0..4).map(|place| begun.paper.questions[place].marks).sum());
    assert_eq!(report.sections.iter().map(|(_, share)| share.of).sum::<Marks>(), Marks::whole(100));
    // What goes on as it was is still marked.
    let (closed, reviews) = handed_in(&newer, &answered(&newer, &begun, [5]), at(2));
    assert_eq!((reviews.len(), closed.slots[5].grade), (1, Some(Grade::Worth(reviews[0].verdict))));
}

#[test]
fn nobody_passes_an_exam_of_which_nothing_is_left() {
    let course = course();
    let empty = Course { questions: Vec::new(), ..course.clone() };
    let (closed, _) = handed_in(&empty, &sitting(&course), at(2));
    let report = closed.report(&empty).unwrap();
    assert_eq!((report.void, report.passed), (7, false));
}

#[test]
fn a_later_edition_changes_no_result() {
    let course = course();
    let (closed, _) = handed_in(&course, &answered(&course, &sitting(&course), [0, 3]), at(2));
    let before = closed.report(&course).unwrap();
    let mut newer = course.clone();
    newer.questions.remove(0);
    newer.questions.iter_mut().for_each(|question| question.rev += 1);
    newer.sections.remove(0);
    let after = closed.report(&newer).unwrap();
    assert_eq!((after.marks, after.score, after.void, after.passed), (before.marks, before.score, 0, before.passed));
    assert_eq!(after.kinds, before.kinds);
    let gone: &(SectionId, Share) = after.sections.last().unwrap();
    assert_eq!(gone, &before.sections[0], "a section that is gone comes last");
}

#[derive(Clone, Debug)]
enum Event {
    Look(i64),
    Tick(i64),
    Reload,
    Answer(i64, usize),
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let time = || prop_oneof![20 => -2 * MINUTE..14 * MINUTE, 1 => any::<i64>()];
    let event = prop_oneof![
        time().prop_map(Event::Look),
        time().prop_map(Event::Tick),
        Just(Event::Reload),
        (time(), 0..7_usize).prop_map(|(time, place)| Event::Answer(time, place)),
    ];
    proptest::collection::vec(event, 0..30)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn the_time_left_never_grows(events in events()) {
        let course = course();
        let mut sitting = sitting(&course);
        let mut least = 600_000;
        for event in events {
            let before = least;
            match event {
                Event::Look(now) => prop_assert!(sitting.remaining_ms(at(now)) <= least),
                Event::Tick(now) => {
                    sitting.tick(at(now));
                    least = sitting.remaining_ms(at(now));
                }
                Event::Reload => sitting = reloaded(&sitting),
                Event::Answer(now, place) => {
                    let question = asked(&course, &sitting, place);
                    match sitting.answer(place, question, Some(right(&question.body)), 0, at(now)) {
                        Ok(next) => {
                            sitting = next;
                            least = sitting.remaining_ms(at(now));
                            prop_assert!(least > 0);
                        }
                        Err(error) => {
                            prop_assert_eq!(error, SittingError::TimeOver);
                            prop_assert!(sitting.is_over(at(now)));
                        }
                    }
                }
            }
            prop_assert!(least <= before, "{} after {}", least, before);
        }
    }

    #[test]
    fn on_a_steady_clock_time_left_and_time_passed_are_the_time_allowed(
        steps in proptest::collection::vec(0..MINUTE, 0..30),
    ) {
        let mut sitting = sitting(&course());
        let mut now = 0;
        for step in steps {
            now += step;
            sitting.tick(at(now));
            prop_assert_eq!(i64::from(sitting.remaining_ms(at(now))), (10 * MINUTE - now).max(0));
            prop_assert_eq!(sitting.deadline(), at(10 * MINUTE));
        }
    }

    #[test]
    fn every_result_adds_up(
        steps in proptest::collection::vec(proptest::option::of(0..6_usize), 7),
        gone in proptest::sample::subsequence((0..8).collect::<Vec<usize>>(), 0..3),
        total in 14..300_u16,
    ) {
        let course = course();
        let rows = QuestionKind::ALL[..7].iter().map(|kind| Row { kind: *kind, count: 1, each: Marks::whole(1) }).collect();
        let pass = Marks::halves(total / 2);
        let plan = Blueprint { rows, total: Marks::halves(total), sections: Vec::new(), minutes: 5, pass };
        let paper = Paper::new(&course, &plan, 1, Variant::B).unwrap();
        let mut sitting = Sitting::new("s".into(), paper, at(0));
        for (place, steps) in steps.iter().enumerate() {
            let question = asked(&course, &sitting, place);
            let answer = steps.map(|steps| begun(&question.body, steps));
            sitting = sitting.answer(place, question, answer, 0, at(1)).unwrap();
        }
        let mut newer = course.clone();
        gone.iter().for_each(|place| newer.questions[*place].rev += 1);
        let (closed, reviews) = handed_in(&newer, &sitting, at(2));
        let report = closed.report(&newer).unwrap();
        prop_assert_eq!(report.marks.of, Marks::halves(total));
        prop_assert!(report.marks.earned <= report.marks.of);
        let mut earned = Marks::ZERO;
        for (asked, slot) in closed.paper.questions.iter().zip(&closed.slots) {
            earned = earned + slot.earned(asked.marks).unwrap();
        }
        prop_assert_eq!(report.marks.earned, earned);
        for shares in [
            report.sections.iter().map(|(_, share)| *share).collect::<Vec<Share>>(),
            report.kinds.iter().map(|(_, share)| *share).collect(),
        ] {
            prop_assert_eq!(shares.iter().map(|share| share.earned).sum::<Marks>(), earned);
            prop_assert_eq!(shares.iter().map(|share| share.of).sum::<Marks>(), Marks::halves(total));
            prop_assert_eq!(shares.iter().map(|share| share.questions).sum::<usize>(), 7);
        }
        let score = report.score;
        prop_assert_eq!(score.answered() + score.open + report.void, 7);
        prop_assert_eq!(reviews.len(), score.answered());
        prop_assert_eq!(report.passed, earned >= pass);
        let lost: Vec<Marks> = report.weak.iter().map(|weak| weak.lost).collect();
        prop_assert!(lost.is_sorted_by(|one, other| one >= other));
        prop_assert!(report.weak.iter().all(|weak| weak.missed > 0 && weak.missed <= weak.asked));
    }
}
