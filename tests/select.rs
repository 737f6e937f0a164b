//! Learners rely on this: practice asks what they do not know yet, from easy to hard, and nothing twice.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

mod small;

use biaoshuai::core::answer::{Answer, Confidence};
use biaoshuai::core::course::Course;
use biaoshuai::core::grade::Verdict;
use biaoshuai::core::ids::{ConceptId, QuestionId, ReviewId, SectionId, SessionId};
use biaoshuai::core::progress::{Progress, Strength};
use biaoshuai::core::question::{Body, Question, QuestionKind};
use biaoshuai::core::review::{Moment, Review};
use biaoshuai::core::schedule::{Limits, Schedule};
use biaoshuai::core::select::{minutes, pick, planned, pool};
use biaoshuai::core::session::{Given, Scope, Session};
use proptest::prelude::*;
use std::collections::BTreeSet;

const DAY: i64 = 24 * 3_600_000;

fn question(number: usize, level: u8, concepts: &[&str]) -> Question {
    Question {
        section: SectionId(if number < 20 { "s1" } else { "s2" }.into()),
        concepts: concepts.iter().copied().map(ConceptId::from).collect(),
        level,
        ..small::statement(&format!("q{number:02}"))
    }
}

fn course(questions: Vec<Question>) -> Course {
    small::course(Vec::new(), questions)
}

/// Forty questions of levels 1 to 3, each about a concept of its own.
fn forty() -> Course {
    let level = |number: usize| u8::try_from(number % 3).unwrap() + 1;
    course((0..40).map(|number| question(number, level(number), &[&format!("k{number}")])).collect())
}

/// An answer to a question at noon of a day.
fn answer(number: usize, day: i64, right: bool, sure: Option<Confidence>) -> Review {
    Review {
        id: ReviewId(format!("{day}-{number}")),
        course: "c".into(),
        question: QuestionId(format!("q{number:02}")),
        rev: 1,
        session: "s".into(),
        at: Moment { utc_ms: day * DAY + DAY / 2, zone_min: 0 },
        took_ms: 0,
        answer: Answer::Truth(right),
        verdict: Verdict { points: u8::from(right), of: 1 },
        sure,
    }
}

fn weak(number: usize, day: i64) -> Vec<Review> {
    vec![answer(number, day, false, None)]
}

fn familiar(number: usize, day: i64) -> Vec<Review> {
    vec![answer(number, day, true, None)]
}

fn solid(number: usize, day: i64) -> Vec<Review> {
    vec![answer(number, day - 1, true, None), answer(number, day, true, None)]
}

fn all(course: &Course) -> Vec<&Question> {
    course.questions.iter().collect()
}

fn chosen(course: &Course, log: &[Vec<Review>], count: usize) -> BTreeSet<String> {
    let progress = Progress::replay(log.iter().flatten());
    pick(course, &progress, &all(course), count, 7).into_iter().map(|id| id.0).collect()
}

fn names(numbers: impl IntoIterator<Item = usize>) -> BTreeSet<String> {
    numbers.into_iter().map(|number| format!("q{number:02}")).collect()
}

#[test]
fn a_beginner_gets_the_first_questions_of_the_course() {
    assert_eq!(chosen(&forty(), &[], 10), names(0..10));
}

#[test]
fn what_went_wrong_comes_back_beside_two_new_questions_each() {
    let log: Vec<_> = (0..10).map(|number| weak(number, 1)).collect();
    assert_eq!(chosen(&forty(), &log, 9), names([0, 1, 2, 10, 11, 12, 13, 14, 15]));
    // Neither crowds out the other, and where one runs out the other fills up.
    assert_eq!(chosen(&forty(), &log[..2], 10), names([0, 1].into_iter().chain(2..10)));
    let nearly_all: Vec<_> = (0..38).map(|number| weak(number, 1)).collect();
    assert_eq!(chosen(&forty(), &nearly_all, 10), names([38, 39].into_iter().chain(0..8)));
}

#[test]
fn of_the_weak_ones_those_come_first_that_were_seen_longest_ago() {
    let log: Vec<_> = (0..40).map(|number| weak(number, 100 - i64::try_from(number).unwrap())).collect();
    assert_eq!(chosen(&forty(), &log, 5), names(35..40));
}

#[test]
fn known_questions_come_only_when_there_is_nothing_else_and_familiar_before_mastered() {
    let mut log: Vec<_> = (0..15).map(|number| solid(number, 3)).collect();
    log.extend((15..34).map(|number| familiar(number, 50 - i64::try_from(number).unwrap())));
    log.push(weak(34, 60));
    assert_eq!(chosen(&forty(), &log, 6), names(34..40));
    // Then the familiar ones, longest ago first, although mastered ones were seen even longer ago.
    assert_eq!(chosen(&forty(), &log, 10), names(30..40));
    assert_eq!(chosen(&forty(), &log, 25), names(15..40));
    assert_eq!(chosen(&forty(), &log, 26), names([0].into_iter().chain(15..40)));
}

#[test]
fn a_guessed_question_counts_as_weak() {
    let mut log: Vec<_> = (0..39).map(|number| familiar(number, 1)).collect();
    log.push(vec![answer(39, 2, true, Some(Confidence::Guess))]);
    assert_eq!(chosen(&forty(), &log, 1), names([39]));
}

#[test]
fn an_empty_pool_and_no_questions_wanted_give_an_empty_session() {
    let forty = forty();
    assert!(pick(&forty, &Progress::default(), &[], 10, 1).is_empty());
    assert!(pick(&forty, &Progress::default(), &all(&forty), 0, 1).is_empty());
    let empty = course(Vec::new());
    assert!(pool(&empty, &Progress::default(), &Scope::Today, None).is_empty());
}

#[test]
fn wanting_more_than_there_is_gives_all_there_is() {
    assert_eq!(chosen(&forty(), &[], 1000), names(0..40));
    assert_eq!(chosen(&forty(), &[], usize::MAX), names(0..40));
}

#[test]
fn the_seed_changes_the_order_but_not_the_choice() {
    let forty = forty();
    let picks: Vec<_> = (0..20).map(|seed| pick(&forty, &Progress::default(), &all(&forty), 12, seed)).collect();
    let orders: BTreeSet<_> = picks.iter().cloned().collect();
    let sets: BTreeSet<BTreeSet<QuestionId>> = picks.into_iter().map(|ids| ids.into_iter().collect()).collect();
    assert!(orders.len() > 15, "{}", orders.len());
    assert_eq!(sets.len(), 1, "the preview of today's suggestion speaks of the session that is then begun");
}

fn clashes(course: &Course, ids: &[QuestionId]) -> usize {
    let concepts = |id: &QuestionId| &course.question(id).unwrap().concepts;
    ids.windows(2).filter(|pair| concepts(&pair[0]).iter().any(|concept| concepts(&pair[1]).contains(concept))).count()
}

#[test]
fn two_questions_about_one_concept_do_not_follow_each_other_where_that_can_be_had() {
    let mixes: [&[&str]; 6] = [
        &["a", "a", "b"],
        &["a", "a", "b", "b"],
        &["a", "a", "a", "b", "b"],
        &["a", "a", "b", "b", "c", "c"],
        &["a", "a", "b", "c", "d", "e", "f", "g"],
        &["a", "a", "a", "b", "b", "c", "c", "d"],
    ];
    for mix in mixes {
        let questions = mix.iter().enumerate().map(|(number, concept)| question(number, 1, &[concept])).collect();
        let course = course(questions);
        for seed in 0..200 {
            let ids = pick(&course, &Progress::default(), &all(&course), mix.len(), seed);
            assert_eq!(clashes(&course, &ids), 0, "{mix:?} with seed {seed}: {ids:?}");
        }
    }
}

#[test]
fn a_scope_covers_its_questions_in_the_order_of_the_course() {
    let mut course = forty();
    course.questions[7].concepts = vec!["x".into(), "k3".into()];
    let log: Vec<Review> = [weak(5, 1), familiar(6, 1), solid(8, 1), weak(30, 1)].concat();
    let progress = Progress::replay(&log);
    let names_of = |scope: &Scope| -> Vec<String> {
        pool(&course, &progress, scope, None).into_iter().map(|question| question.id.0.clone()).collect()
    };
    assert_eq!(names_of(&Scope::Course).len(), 40);
    assert_eq!(names_of(&Scope::Today), names_of(&Scope::Course));
    assert_eq!(names_of(&Scope::Section("s2".into())), Vec::from_iter(names(20..40)));
    assert_eq!(names_of(&Scope::Concept("k3".into())), ["q03", "q07"]);
    assert_eq!(names_of(&Scope::Concept("no-such".into())), [""; 0]);
    assert_eq!(names_of(&Scope::Section("no-such".into())), [""; 0]);
    assert_eq!(names_of(&Scope::Weak), ["q05", "q30"]);
}

#[test]
fn revising_a_session_asks_what_was_missed_in_it_and_still_exists() {
    let course = forty();
    let queue = [3, 1, 99, 4].map(|number: usize| QuestionId(format!("q{number:02}"))).to_vec();
    let now = Moment { utc_ms: 0, zone_min: 0 };
    let mut parent = Session::new("p".into(), "c".into(), Scope::Today, 1, now, queue);
    for (item, points) in parent.items.iter_mut().zip([0, 2, 0, 1]) {
        item.given = Some(Given {
            review: ReviewId("r".into()),
            answer: Answer::Truth(true),
            verdict: Verdict { points, of: 2 },
            sure: None,
        });
    }
    parent.items.push(biaoshuai::core::session::Item { question: "q05".into(), rev: None, given: None });
    let scope = Scope::Missed(SessionId("p".into()));
    let progress = Progress::default();
    let missed: Vec<&str> =
        pool(&course, &progress, &scope, Some(&parent)).into_iter().map(|question| question.id.as_str()).collect();
    assert_eq!(missed, ["q03", "q04"]);
    assert!(pool(&course, &progress, &scope, None).is_empty());
}

#[test]
fn a_session_takes_at_least_a_minute_and_longer_with_more_questions() {
    let course = forty();
    assert_eq!(minutes([]), 1);
    assert_eq!(minutes(&course.questions[..2]), 1);
    assert_eq!(minutes(&course.questions[..12]), 5);
    let reciting = Question { body: empty(QuestionKind::Recall), ..course.questions[0].clone() };
    assert!(minutes(&vec![reciting; 12]) > minutes(&course.questions[..12]));
}

/// A body of a type, for only its type matters here.
fn empty(kind: QuestionKind) -> Body {
    match kind {
        QuestionKind::Single => Body::Single(Vec::new()),
        QuestionKind::Multiple => Body::Multiple(Vec::new()),
        QuestionKind::TrueFalse => Body::TrueFalse(true),
        QuestionKind::Fill => Body::Fill(Vec::new()),
        QuestionKind::Order => Body::Order(Vec::new()),
        QuestionKind::Match => Body::Match(Vec::new()),
        QuestionKind::Group => Body::Group(Vec::new()),
        QuestionKind::Recall => Body::Recall { text: String::new(), terms: Vec::new() },
    }
}

#[derive(Debug)]
struct Case {
    course: Course,
    log: Vec<Review>,
    pool: Vec<bool>,
    count: usize,
    seed: u64,
}

fn cases() -> impl Strategy<Value = Case> {
    let questions = proptest::collection::vec((1..=3_u8, 0..6_u8, 0..8_usize), 0..30);
    let log = proptest::collection::vec((0..30_usize, 0..2_i64, prop::bool::weighted(0.7)), 0..60);
    let count = prop_oneof![9 => 0..35_usize, 1 => Just(usize::MAX)];
    (questions, log, proptest::collection::vec(prop::bool::weighted(0.8), 30), count, any::<u64>()).prop_map(
        |(questions, log, pool, count, seed)| {
            let questions = questions.into_iter().enumerate();
            let questions = questions.map(|(number, (level, concept, kind))| Question {
                body: empty(QuestionKind::ALL[kind]),
                ..question(number, level, &[&format!("k{concept}")])
            });
            let mut day = 0;
            let log = log.into_iter().map(|(number, pause, right)| {
                day += pause;
                answer(number, day, right, None)
            });
            Case { log: log.collect(), course: course(questions.collect()), pool, count, seed }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(512) })]

    #[test]
    fn a_choice_is_small_enough_free_of_repeats_from_the_pool_and_the_same_every_time(case in cases()) {
        let Case { course, log, pool, count, seed } = &case;
        let progress = Progress::replay(log);
        let pool: Vec<&Question> = course.questions.iter().zip(pool).filter(|(_, take)| **take).map(|(q, _)| q).collect();
        let ids = pick(course, &progress, &pool, *count, *seed);
        prop_assert_eq!(ids.len(), pool.len().min(*count));
        prop_assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
        prop_assert!(ids.iter().all(|id| pool.iter().any(|question| question.id == *id)));
        prop_assert_eq!(pick(course, &progress, &pool, *count, *seed), ids);
    }

    #[test]
    fn questions_go_from_easy_to_hard_and_from_choosing_to_writing(case in cases()) {
        let Case { course, log, count, seed, .. } = &case;
        let ids = pick(course, &Progress::replay(log), &all(course), *count, *seed);
        let hardness = |question: &Question| {
            let effort = match question.body.kind() {
                QuestionKind::Single | QuestionKind::Multiple | QuestionKind::TrueFalse => "chooses",
                QuestionKind::Order | QuestionKind::Match | QuestionKind::Group => "puts together",
                QuestionKind::Fill | QuestionKind::Recall => "writes",
            };
            (question.level, effort)
        };
        let order: Vec<(u8, &str)> = ids.iter().map(|id| hardness(course.question(id).unwrap())).collect();
        prop_assert!(order.is_sorted(), "{:?}", order);
    }

    #[test]
    fn nothing_better_known_is_asked_while_something_less_known_is_left(case in cases()) {
        let Case { course, log, count, seed, .. } = &case;
        let progress = Progress::replay(log);
        let ids: BTreeSet<QuestionId> = pick(course, &progress, &all(course), *count, *seed).into_iter().collect();
        let (asked, left): (Vec<&Question>, Vec<&Question>) =
            course.questions.iter().partition(|question| ids.contains(&question.id));
        let strength = |question: &&Question| progress.strength(&course.id, question);
        let last = |question: &Question| progress.standing(&course.id, question).map(|standing| standing.last_ms);
        // New and weak ones are mixed; between the others the order is strict.
        let rank = |question: &&Question| strength(question).max(Strength::Weak);
        if let (Some(asked), Some(left)) = (asked.iter().map(rank).max(), left.iter().map(rank).min()) {
            prop_assert!(asked <= left);
        }
        for one in &asked {
            for other in &left {
                if strength(one) == strength(other) {
                    prop_assert!(last(one) <= last(other));
                }
            }
        }
        // As long as there are enough of both: one weak to two new.
        let of = |list: &[&Question], wanted| list.iter().filter(|question| strength(question) == wanted).count();
        if of(&left, Strength::Weak) > 0 && of(&left, Strength::Unseen) > 0 {
            prop_assert_eq!(of(&asked, Strength::Weak), count.div_ceil(3));
        }
    }
}

#[test]
fn today_asks_what_is_due_before_what_is_new_and_then_has_an_end() {
    let course = forty();
    let limits = Limits { new_per_day: 10, reviews_per_day: 50 };
    let mut schedule = Schedule::new(0.9);
    for number in 0..4 {
        schedule.record(&answer(number, 100, false, None));
    }
    let day = |day: i64| answer(0, day, true, None).at.study_day();
    let plan = schedule.plan(&course, day(130), limits);
    let all: BTreeSet<_> = planned(&course, &plan, 10, 7).into_iter().collect();
    let expected: BTreeSet<_> = (0..10).map(|number| QuestionId(format!("q{number:02}"))).collect();
    assert_eq!(all, expected, "four that are due, then new ones in the order of the course");
    assert_eq!(
        planned(&course, &plan, 3, 7).iter().filter(|id| id.as_str() < "q04").count(),
        3,
        "what is due goes first"
    );
    assert_eq!(plan.len(), 14);

    for number in 0..14 {
        schedule.record(&answer(number, 130, true, None));
    }
    let plan = schedule.plan(&course, day(130), limits);
    assert!(plan.is_empty(), "{plan:?}");
    assert_eq!(planned(&course, &plan, 10, 7), []);
}
