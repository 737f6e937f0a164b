//! Learners rely on this: an answer counts for what it shows of their memory; a guess and half an answer count less.
#![cfg(not(target_arch = "wasm32"))]

mod learner;
mod small;

use biaoshuai::core::answer::{Answer, Confidence, SelfGrade};
use biaoshuai::core::grade::Verdict;
use biaoshuai::core::question::Body;
use biaoshuai::core::review::Review;
use biaoshuai::core::schedule::Rating;
use biaoshuai::core::schedule::rating::{is_quick, quick_ms};
use learner::{TODAY, answer};

fn rated(review: &Review, points: u8, of: u8, sure: Option<Confidence>, took_ms: u32) -> Rating {
    Rating::of(&Review { verdict: Verdict { points, of }, sure, took_ms, ..review.clone() })
}

#[test]
fn every_answer_gets_the_rating_of_the_table() {
    use Confidence::{Guess, Sure, Unsure};
    let any = answer(0, TODAY, Rating::Good);
    let marks = [Some(Guess), None, Some(Unsure), Some(Sure)];
    // Points out of four, and the ratings for the marks, slowly and quickly answered.
    let table = [
        (0, [Rating::Again; 4], [Rating::Again; 4]),
        (1, [Rating::Again; 4], [Rating::Again; 4]),
        (2, [Rating::Hard; 4], [Rating::Hard; 4]),
        (3, [Rating::Hard; 4], [Rating::Hard; 4]),
        (
            4,
            [Rating::Hard, Rating::Good, Rating::Good, Rating::Good],
            [Rating::Hard, Rating::Good, Rating::Good, Rating::Easy],
        ),
    ];
    for (points, slow, quick) in table {
        for (place, sure) in marks.into_iter().enumerate() {
            assert_eq!(rated(&any, points, 4, sure, 60_000), slow[place], "{points}/4, {sure:?}, slow");
            assert_eq!(rated(&any, points, 4, sure, 5_000), quick[place], "{points}/4, {sure:?}, quick");
        }
    }
    // Half of an odd number of points.
    assert_eq!(rated(&any, 1, 3, None, 5_000), Rating::Again);
    assert_eq!(rated(&any, 2, 3, None, 5_000), Rating::Hard);
    assert_eq!(rated(&any, 127, 255, None, 5_000), Rating::Again);
    assert_eq!(rated(&any, 128, 255, None, 5_000), Rating::Hard);
}

#[test]
fn a_recall_is_rated_as_its_writer_graded_it() {
    let text = "政治上绝对可靠";
    let body = Body::Recall { text: text.into(), terms: Vec::new() };
    let recall = |grade, sure, took_ms| {
        let written = Answer::Recall { text: text.into(), grade: Some(grade) };
        let verdict = biaoshuai::core::grade::grade(&body, &written).unwrap();
        Rating::of(&Review { answer: written, verdict, sure, took_ms, ..answer(0, TODAY, Rating::Good) })
    };
    assert_eq!(recall(SelfGrade::Forgot, Some(Confidence::Sure), 15_000), Rating::Again);
    assert_eq!(recall(SelfGrade::Partly, Some(Confidence::Sure), 15_000), Rating::Hard);
    assert_eq!(recall(SelfGrade::Fluent, None, 15_000), Rating::Good);
    assert_eq!(recall(SelfGrade::Fluent, Some(Confidence::Sure), 15_000), Rating::Easy);
    assert_eq!(recall(SelfGrade::Fluent, Some(Confidence::Sure), 40_000), Rating::Good);
}

#[test]
fn quick_depends_on_what_there_is_to_read_and_to_do() {
    let choice = |chosen: &[u8]| Answer::Choice(chosen.iter().copied().collect());
    let recall = |length: usize| Answer::Recall { text: "心".repeat(length), grade: Some(SelfGrade::Fluent) };
    let limits = [
        (Answer::Truth(true), 10_000),
        (choice(&[2]), 14_000),
        (choice(&[0, 1, 3]), 22_000),
        (Answer::Order(vec![0, 1, 2, 3]), 20_000),
        (Answer::Match(vec![Some(0); 4]), 24_000),
        (Answer::Group(vec![Some(1); 6]), 32_000),
        (Answer::Fill(vec!["忠诚".into(), "担当".into()]), 20_000),
        (recall(20), 38_000),
    ];
    for (answer, limit) in limits {
        assert_eq!(quick_ms(&answer), limit, "{answer:?}");
        assert!(is_quick(&answer, limit) && !is_quick(&answer, limit + 1), "{answer:?}");
    }
}

#[test]
fn a_time_that_cannot_be_is_no_proof_of_quickness() {
    let sure = Some(Confidence::Sure);
    let any = answer(0, TODAY, Rating::Good);
    for took_ms in [0, 1, 999, u32::MAX - 1, u32::MAX] {
        assert_eq!(rated(&any, 1, 1, sure, took_ms), Rating::Good, "{took_ms} ms");
    }
    assert_eq!(rated(&any, 1, 1, sure, 1_000), Rating::Easy);
    // A hundred characters in five seconds were not typed.
    let long = Answer::Recall { text: "心".repeat(100), grade: Some(SelfGrade::Fluent) };
    assert!(!is_quick(&long, 5_000) && is_quick(&long, 100_000));
}
