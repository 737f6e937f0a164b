//! Organisers rely on this: marks are shared out fairly to the last half, every course has a usual paper, and a plan
//! that makes none is refused by name.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

mod jiguan;
mod paper;
mod small;

use biaoshuai::core::course::Course;
use biaoshuai::core::exam::{Blueprint, BlueprintError, MARKS_MAX, Marks, Paper, Variant, share_out};
use biaoshuai::core::grade::Verdict;
use biaoshuai::core::ids::SectionId;
use biaoshuai::core::question::QuestionKind;
use jiguan::COURSE;
use paper::{blueprint, count, course, many, question, row};
use proptest::prelude::*;

// Marks

#[test]
fn partial_credit_is_rounded_to_half_marks_but_never_to_the_whole() {
    let earned = |marks, points, of| Marks::whole(marks).earned(Verdict { points, of }).to_string();
    assert_eq!(earned(2, 3, 3), "2");
    assert_eq!(earned(2, 2, 3), "1.5");
    assert_eq!(earned(2, 1, 3), "0.5");
    assert_eq!(earned(2, 0, 3), "0");
    assert_eq!(earned(1, 1, 4), "0.5", "the middle goes up");
    assert_eq!(earned(1, 1, 5), "0");
    assert_eq!(earned(2, 7, 8), "1.5", "7/8 would round to everything");
    assert_eq!(earned(1, 4, 5), "0.5");
    assert_eq!(Marks::halves(1).earned(Verdict { points: 9, of: 10 }), Marks::ZERO);
    // No verdict of ours, but a stored record may say anything.
    assert_eq!(earned(3, 9, 2), "3");
}

#[test]
fn what_can_be_shared_out_exactly_is_and_the_rest_is_shared_fairly() {
    assert_eq!(share_out(100, &[1, 2, 3, 4]), [10, 20, 30, 40]);
    assert_eq!(share_out(10, &[1, 1, 1]), [4, 3, 3]);
    assert_eq!(share_out(4, &[100, 1, 1, 1]), [1, 1, 1, 1]);
    assert_eq!(share_out(5, &[]), [0_u32; 0]);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(128) })]

    #[test]
    fn marks_earned_grow_with_what_is_right_and_are_everything_only_for_all(marks in 1..60_u16, of in 1..=255_u8) {
        let marks = Marks::halves(marks);
        let earned: Vec<Marks> = (0..=of).map(|points| marks.earned(Verdict { points, of })).collect();
        prop_assert!(earned.is_sorted());
        prop_assert_eq!(earned[0], Marks::ZERO);
        prop_assert_eq!(earned[usize::from(of)], marks);
        prop_assert!(earned[..usize::from(of)].iter().all(|earned| *earned < marks));
    }

    #[test]
    fn shares_add_up_leave_nobody_out_and_follow_the_weights(
        weights in proptest::collection::vec(1..50_u32, 1..40), more in 0..300_u32,
    ) {
        let total = u32::try_from(weights.len()).unwrap() + more;
        let shares = share_out(total, &weights);
        prop_assert_eq!(shares.iter().sum::<u32>(), total);
        prop_assert!(shares.iter().all(|share| *share > 0));
        let pairs: Vec<(u32, u32)> = weights.iter().copied().zip(shares).collect();
        for (one, other) in pairs.iter().zip(&pairs[1..]) {
            prop_assert!(one.0 <= other.0 || one.1 >= other.1, "more weight, less share");
        }
    }
}

// Blueprints

/// Eight questions, one of each type.
fn eight() -> Course {
    small::fixture()
}

#[test]
fn the_usual_paper_has_100_marks_in_60_minutes_and_nothing_that_only_its_writer_can_judge() {
    let usual = Blueprint::standard(&COURSE).unwrap();
    assert_eq!(usual.check(), Ok(()));
    assert_eq!((usual.total, usual.minutes), (Marks::whole(100), 60));
    assert_eq!(usual.total, blueprint(usual.rows.clone()).total);
    assert_eq!((usual.pass, usual.questions()), (Marks::whole(60), 70));
    let kinds: Vec<QuestionKind> = usual.rows.iter().map(|row| row.kind).collect();
    assert_eq!(kinds, QuestionKind::ALL[..7]);
    let paper = Paper::new(&COURSE, &usual, 1, Variant::A).unwrap();
    for asked in &paper.questions {
        let row = usual.rows.iter().find(|row| row.kind == asked.kind).unwrap();
        assert_eq!(asked.marks, row.each, "where marks add up each question is worth what its row says");
    }
}

#[test]
fn a_small_course_gets_a_shorter_paper_that_is_still_worth_100_marks() {
    let eight = eight();
    let usual = Blueprint::standard(&eight).unwrap();
    assert_eq!((usual.questions(), usual.total, usual.minutes), (7, Marks::whole(100), 10));
    let paper = Paper::new(&eight, &usual, 1, Variant::A).unwrap();
    assert_eq!((paper.questions.len(), paper.total()), (7, Marks::whole(100)));
    assert_eq!(count(&paper, |asked| asked.kind == QuestionKind::Recall), 0);
    let worth = |kind| paper.questions.iter().find(|asked| asked.kind == kind).unwrap().marks;
    assert!(worth(QuestionKind::Multiple) > worth(QuestionKind::Single), "weights still tell");
    // One question alone is worth everything.
    let one = course(many(1, QuestionKind::TrueFalse));
    let paper = Paper::new(&one, &Blueprint::standard(&one).unwrap(), 1, Variant::B).unwrap();
    assert_eq!((paper.total(), paper.minutes, paper.questions.len()), (Marks::whole(100), 5, 1));
}

#[test]
fn where_one_type_runs_out_the_others_make_up_for_it() {
    let mut questions = many(6, QuestionKind::Single);
    questions.extend((6..40).map(|number| question(number, QuestionKind::Fill, 0, "k")));
    questions.extend((40..52).map(|number| question(number, QuestionKind::Match, 0, "k")));
    questions.extend((52..90).map(|number| question(number, QuestionKind::Group, 0, "k")));
    let wanted =
        [(QuestionKind::Single, 20), (QuestionKind::Fill, 10), (QuestionKind::Match, 10), (QuestionKind::Group, 0)];
    let fitted =
        blueprint(wanted.map(|(kind, count)| row(kind, count, 1)).to_vec()).fitted(&course(questions)).unwrap();
    let counts: Vec<_> = fitted.rows.iter().map(|row| (row.kind, row.count)).collect();
    // Fills have more to spare than matches; groups were not wanted at all.
    assert_eq!(counts, [(QuestionKind::Single, 6), (QuestionKind::Fill, 24), (QuestionKind::Match, 10)]);
    assert_eq!(fitted.total, Marks::whole(40));
}

#[test]
fn a_course_without_anything_to_mark_has_no_paper() {
    assert_eq!(Blueprint::standard(&course(Vec::new())), Err(BlueprintError::NothingToAsk));
    assert_eq!(Blueprint::standard(&course(many(5, QuestionKind::Recall))), Err(BlueprintError::NothingToAsk));
}

#[test]
fn every_nonsense_in_a_blueprint_has_its_own_error() {
    use BlueprintError as E;
    use QuestionKind::{Fill, Recall, Single};
    let good = blueprint(vec![row(Single, 10, 2), row(Fill, 5, 2)]);
    assert_eq!(good.check(), Ok(()));
    let spoilt = |spoil: fn(&mut Blueprint)| {
        let mut bad = good.clone();
        spoil(&mut bad);
        bad.fitted(&course(many(30, Single))).unwrap_err()
    };
    assert_eq!(spoilt(|bad| bad.rows.clear()), E::NoQuestions);
    assert_eq!(spoilt(|bad| bad.rows.iter_mut().for_each(|row| row.count = 0)), E::NoQuestions);
    assert_eq!(spoilt(|bad| bad.rows[0].count = 196), E::TooManyQuestions(201));
    assert_eq!(spoilt(|bad| bad.rows[1].kind = Single), E::Twice(Single));
    assert_eq!(spoilt(|bad| bad.rows[1].kind = Recall), E::NotMarkable(Recall));
    assert_eq!(spoilt(|bad| bad.rows[1].each = Marks::ZERO), E::Worthless(Fill));
    assert_eq!(spoilt(|bad| bad.total = Marks::ZERO), E::Total(Marks::ZERO));
    assert_eq!(spoilt(|bad| bad.total = MARKS_MAX + Marks::halves(1)), E::Total(MARKS_MAX + Marks::halves(1)));
    let few = Marks::whole(7);
    assert_eq!(spoilt(|bad| bad.total = Marks::whole(7)), E::TooFewMarks { questions: 15, total: few });
    assert_eq!(spoilt(|bad| bad.minutes = 0), E::Minutes(0));
    assert_eq!(spoilt(|bad| bad.minutes = 181), E::Minutes(181));
    assert_eq!(spoilt(|bad| bad.pass = Marks::ZERO), E::Pass { pass: Marks::ZERO, total: good.total });
    let above = good.total + Marks::halves(1);
    assert_eq!(spoilt(|bad| bad.pass = bad.total + Marks::halves(1)), E::Pass { pass: above, total: good.total });
    assert_eq!(spoilt(|bad| bad.sections.push("no-such".into())), E::UnknownSection("no-such".into()));
    // The largest that are allowed.
    let wide = Blueprint { rows: vec![row(Single, 200, 5)], total: MARKS_MAX, minutes: 180, pass: MARKS_MAX, ..good };
    assert_eq!(wide.check(), Ok(()));
}

#[test]
fn an_exam_about_some_sections_asks_about_no_other() {
    let sections: Vec<SectionId> = vec!["shigan".into(), "guilv".into()];
    let plan = Blueprint { sections: sections.clone(), ..Blueprint::standard(&COURSE).unwrap() };
    let paper = Paper::new(&COURSE, &plan, 5, Variant::A).unwrap();
    assert_eq!((paper.questions.len(), paper.total()), (70, Marks::whole(100)));
    assert!(paper.questions.iter().all(|asked| sections.contains(&asked.section)));
}
