//! Examinees rely on this: every result adds up, and no new edition of the course takes anything away from it.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

mod reply;
mod sitting;
mod small;

use biaoshuai::core::answer::Answer;
use biaoshuai::core::course::Course;
use biaoshuai::core::exam::{Blueprint, Grade, Marks, Paper, Row, Share, Sitting, SittingError, Variant, WeakConcept};
use biaoshuai::core::ids::{QuestionId, SectionId};
use biaoshuai::core::progress::{Progress, Strength};
use biaoshuai::core::question::{Body, Group, QuestionKind};
use biaoshuai::core::session::Score;
use proptest::prelude::*;
use reply::begun;
use sitting::{MINUTE, answered, asked, at, course, handed_in, place_of, sitting};

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

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

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
