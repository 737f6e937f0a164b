//! Examinees rely on this: every paper is fair and complete, and its variants differ in their order only.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

mod jiguan;
mod paper;
mod small;

use biaoshuai::core::course::Course;
use biaoshuai::core::exam::{Asked, Blueprint, BlueprintError, Marks, Paper, Row, Variant};
use biaoshuai::core::ids::SectionId;
use biaoshuai::core::question::{Question, QuestionKind};
use jiguan::COURSE;
use paper::{blueprint, code, count, course, ids, question, row, variants};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// What a paper asks and what each is worth, whatever the order.
fn content(paper: &Paper) -> BTreeMap<&str, Marks> {
    paper.questions.iter().map(|asked| (asked.question.as_str(), asked.marks)).collect()
}

#[test]
fn a_paper_goes_type_by_type_as_in_print() {
    let paper = code(&COURSE, 3, Variant::B).paper(&COURSE).unwrap();
    assert!(paper.questions.iter().map(|asked| asked.kind).is_sorted());
    assert_eq!(paper.questions[0].kind, QuestionKind::Single);
}

#[test]
fn every_section_gives_questions_in_proportion_to_its_size() {
    let markable = |question: &&Question| question.body.kind() != QuestionKind::Recall;
    let all = COURSE.questions.iter().filter(markable).count() as f64;
    for seed in 0..40 {
        let paper = code(&COURSE, seed, Variant::A).paper(&COURSE).unwrap();
        for section in &COURSE.sections {
            let due = COURSE.questions_of(&section.id).filter(markable).count() as f64 * 70.0 / all;
            let given = count(&paper, |asked| asked.section == section.id) as f64;
            assert!((given - due).abs() < 1.0, "seed {seed}: {} gives {given} and owes {due:.2}", section.id);
        }
    }
}

#[test]
fn papers_of_other_seeds_ask_other_questions_and_in_time_all_of_them() {
    let mut asked: BTreeMap<String, usize> = BTreeMap::new();
    let mut papers = BTreeSet::new();
    for seed in 0..100 {
        let paper = code(&COURSE, seed, Variant::A).paper(&COURSE).unwrap();
        let mut names: Vec<String> = ids(&paper).into_iter().map(str::to_owned).collect();
        names.iter().for_each(|id| *asked.entry(id.clone()).or_default() += 1);
        names.sort();
        papers.insert(names);
    }
    assert_eq!(papers.len(), 100);
    let markable = COURSE.questions.iter().filter(|question| question.body.kind() != QuestionKind::Recall).count();
    assert_eq!(asked.len(), markable);
    assert!(asked.values().all(|times| *times < 60), "{:?}", asked.values().max());
}

#[test]
fn a_paper_asks_about_as_many_different_concepts_as_it_can() {
    // Ten questions about one concept and ten about others: five are to be asked.
    let concept = |number: usize| if number < 10 { "same".to_owned() } else { format!("k{number}") };
    let questions = (0..20).map(|number| question(number, QuestionKind::Single, 0, &concept(number))).collect();
    let course = course(questions);
    let plan = blueprint(vec![row(QuestionKind::Single, 5, 1)]);
    for seed in 0..100 {
        let paper = Paper::new(&course, &plan, seed, Variant::A).unwrap();
        assert!(count(&paper, |asked| asked.question.as_str() < "q010") <= 1, "{:?}", ids(&paper));
    }
}

#[test]
fn two_questions_about_one_concept_do_not_follow_each_other_where_that_can_be_had() {
    let mixes: [&[&str]; 4] = [
        &["a", "a", "b"],
        &["a", "a", "a", "b", "b"],
        &["a", "a", "b", "b", "c", "c"],
        &["a", "a", "a", "b", "b", "c", "c", "d"],
    ];
    for mix in mixes {
        let asked = |(number, concept): (usize, &&str)| question(number, QuestionKind::Single, 0, concept);
        let course = course(mix.iter().enumerate().map(asked).collect());
        let plan = blueprint(vec![row(QuestionKind::Single, u16::try_from(mix.len()).unwrap(), 1)]);
        for seed in 0..100 {
            let paper = Paper::new(&course, &plan, seed, Variant::A).unwrap();
            let concept = |asked: &Asked| course.question(&asked.question).unwrap().concepts.clone();
            let clash = paper.questions.windows(2).any(|pair| concept(&pair[0]) == concept(&pair[1]));
            assert!(!clash, "{mix:?} with seed {seed}: {:?}", ids(&paper));
        }
    }
}

#[test]
fn the_variants_of_a_paper_have_the_same_questions_and_marks_in_another_order() {
    for seed in 0..50 {
        let a = code(&COURSE, seed, Variant::A);
        let (a, b) = (a.paper(&COURSE).unwrap(), a.with_variant(Variant::B).paper(&COURSE).unwrap());
        assert_eq!(content(&a), content(&b));
        assert_ne!(ids(&a), ids(&b));
        assert_ne!(a.seed, b.seed, "options are shuffled differently");
        assert_eq!((a.variant, b.variant), (Variant::A, Variant::B));
    }
}

#[test]
fn a_paper_is_the_same_before_the_rest_of_the_course_has_arrived() {
    let whole = code(&COURSE, 11, Variant::A);
    let (outline, _) = COURSE.clone().split();
    assert_eq!(code(&outline, 11, Variant::A), whole);
    assert_eq!(whole.paper(&outline).unwrap(), whole.paper(&COURSE).unwrap());
}

fn small_courses() -> impl Strategy<Value = Course> {
    proptest::collection::vec((0..8_usize, 0..4_usize, 0..6_u8), 1..40).prop_map(|questions| {
        let asked = |(number, (kind, section, concept)): (usize, (usize, usize, u8))| {
            question(number, QuestionKind::ALL[kind], section, &format!("k{concept}"))
        };
        course(questions.into_iter().enumerate().map(asked).collect())
    })
}

fn blueprints() -> impl Strategy<Value = Blueprint> {
    let rows = proptest::collection::vec((0..12_u16, 1..=8_u16), 7);
    (rows, 1..4_u16, proptest::sample::subsequence((0..4).collect::<Vec<_>>(), 0..4), 84..400_u16).prop_filter_map(
        "nothing wanted",
        |(rows, minutes, sections, total)| {
            let rows = QuestionKind::ALL.into_iter().zip(rows);
            let rows = rows.map(|(kind, (count, each))| Row { kind, count, each: Marks::halves(each) }).collect();
            let sections = sections.into_iter().map(|number| SectionId(format!("s{number}"))).collect();
            let minutes = u8::try_from(minutes).unwrap();
            let blueprint = Blueprint { rows, total: Marks::halves(total), sections, minutes, pass: Marks::halves(1) };
            (blueprint.questions() > 0).then_some(blueprint)
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(128) })]

    #[test]
    fn a_paper_is_worth_its_total_and_as_long_as_the_course_allows(
        course in small_courses(), plan in blueprints(), seed in any::<u64>(), variant in variants(),
    ) {
        let asked = |question: &&Question| {
            let wanted = plan.rows.iter().any(|row| row.count > 0 && row.kind == question.body.kind());
            wanted && (plan.sections.is_empty() || plan.sections.contains(&question.section))
        };
        let there: Vec<&Question> = course.questions.iter().filter(asked).collect();
        let paper = Paper::new(&course, &plan, seed, variant);
        if there.is_empty() {
            prop_assert_eq!(paper, Err(BlueprintError::NothingToAsk));
            return Ok(());
        }
        let paper = paper.unwrap();
        prop_assert_eq!(paper.total(), plan.total);
        prop_assert_eq!(paper.questions.len(), there.len().min(plan.questions()));
        prop_assert_eq!(content(&paper).len(), paper.questions.len(), "nothing twice");
        prop_assert!(paper.questions.iter().all(|asked| there.iter().any(|question| question.id == asked.question)));
        prop_assert!(paper.questions.iter().all(|asked| asked.marks > Marks::ZERO));
        prop_assert!(paper.questions.iter().map(|asked| asked.kind).is_sorted());
        prop_assert_eq!(Paper::new(&course, &plan, seed, variant).unwrap(), paper);
        let fitted = plan.fitted(&course).unwrap();
        prop_assert_eq!(fitted.fitted(&course).unwrap(), fitted);
    }

    #[test]
    fn variants_differ_wherever_a_type_has_two_questions(
        course in small_courses(), plan in blueprints(), seed in any::<u64>(),
    ) {
        let Ok(a) = Paper::new(&course, &plan, seed, Variant::A) else { return Ok(()) };
        let b = Paper::new(&course, &plan, seed, Variant::B).unwrap();
        prop_assert_eq!(content(&a), content(&b));
        let several = a.questions.windows(2).any(|pair| pair[0].kind == pair[1].kind);
        prop_assert_eq!(ids(&a) != ids(&b), several);
        prop_assert_ne!(a.seed, b.seed);
    }
}
