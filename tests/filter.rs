//! Learners rely on this: 专项练习 asks exactly what they chose, and says beforehand how much that is.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

mod small;

use biaoshuai::core::answer::{Answer, Confidence};
use biaoshuai::core::filter::{Facet, Filter};
use biaoshuai::core::grade::Verdict;
use biaoshuai::core::ids::{QuestionId, ReviewId, SectionId};
use biaoshuai::core::progress::Progress;
use biaoshuai::core::question::{Question, QuestionKind};
use biaoshuai::core::review::{Moment, Review};
use biaoshuai::core::session::Scope;
use proptest::prelude::*;
use std::collections::BTreeSet;

const UNSEEN: usize = 0;
const WEAK: usize = 1;
const MISSED: usize = 2;
const STARRED: usize = 3;

fn answered(question: &Question, number: i64, right: bool, sure: Option<Confidence>) -> Review {
    Review {
        id: ReviewId(format!("{number:04}")),
        course: "course-yuelanshi".into(),
        question: question.id.clone(),
        rev: question.rev,
        session: "s".into(),
        at: Moment { utc_ms: number, zone_min: 480 },
        took_ms: 0,
        answer: Answer::Truth(right),
        verdict: Verdict { points: u8::from(right), of: 1 },
        sure,
    }
}

fn state(state: usize) -> Filter {
    let mut filter = Filter::default();
    filter.toggle(Facet::State, state);
    filter
}

fn ids<'a>(pool: &[&'a Question]) -> Vec<&'a str> {
    pool.iter().map(|question| question.id.as_str()).collect()
}

#[test]
fn without_conditions_everything_is_wanted() {
    let course = small::fixture();
    let pool = Filter::default().pool(&course, &Progress::default(), &[]);
    assert_eq!(pool.len(), course.questions.len());
}

#[test]
fn types_levels_and_sections_mean_what_they_say() {
    let course = small::fixture();
    for (place, kind) in QuestionKind::ALL.into_iter().enumerate() {
        let mut filter = Filter::default();
        filter.toggle(Facet::Kind, place);
        let pool = filter.pool(&course, &Progress::default(), &[]);
        assert_eq!(pool.len(), course.questions.iter().filter(|question| question.body.kind() == kind).count());
        assert!(pool.iter().all(|question| question.body.kind() == kind));
    }
    for level in 1..=3_u8 {
        let mut filter = Filter::default();
        filter.toggle(Facet::Level, usize::from(level) - 1);
        let pool = filter.pool(&course, &Progress::default(), &[]);
        assert_eq!(pool.len(), course.questions.iter().filter(|question| question.level == level).count());
        assert!(pool.iter().all(|question| question.level == level));
    }
    let section = course.sections[1].id.clone();
    let mut filter = Filter::default();
    filter.toggle_sections(std::slice::from_ref(&section));
    assert_eq!(filter.pool(&course, &Progress::default(), &[]), Vec::from_iter(course.questions_of(&section)));
}

#[test]
fn states_come_from_the_log_and_from_the_stars() {
    let course = small::fixture();
    let [one, two, three] = [&course.questions[0], &course.questions[1], &course.questions[2]];
    let log = [
        answered(one, 1, false, None),
        answered(two, 2, false, None),
        answered(two, 3, true, None),
        answered(three, 4, true, Some(Confidence::Guess)),
    ];
    let progress = Progress::replay(&log);
    let of = |wanted: usize| ids(&state(wanted).pool(&course, &progress, std::slice::from_ref(&two.id)));
    assert_eq!(of(UNSEEN), ids(&course.questions[3..].iter().collect::<Vec<_>>()));
    assert_eq!(of(WEAK), [one.id.as_str(), three.id.as_str()], "wrong at last, or a lucky guess");
    assert_eq!(of(MISSED), [one.id.as_str(), two.id.as_str()], "wrong at any time");
    assert_eq!(of(STARRED), [two.id.as_str()]);
    let mut both = state(WEAK);
    both.toggle(Facet::State, STARRED);
    assert_eq!(both.pool(&course, &progress, std::slice::from_ref(&two.id)).len(), 3, "one of the states is enough");
    both.toggle_sections(&[SectionId("no-such".into())]);
    assert!(both.pool(&course, &progress, &[]).is_empty(), "all kinds of conditions must be met");
}

#[test]
fn a_tap_on_all_sections_of_a_part_chooses_them_and_another_takes_that_back() {
    let both = ["a".into(), "b".into()];
    let mut filter = Filter::default();
    filter.toggle_sections(&both[..1]);
    filter.toggle_sections(&both);
    assert!(filter.has_sections(&both) && filter.sections.len() == 2);
    filter.toggle_sections(&both);
    assert_eq!(filter, Filter::default());
}

#[test]
fn what_a_course_does_not_have_is_no_condition() {
    let course = small::fixture();
    let known = course.sections[0].id.clone();
    let read = Filter::read(&format!("255.255.255.gone,{known}"), &course);
    assert_eq!(read, Filter { sections: vec![known], sets: [0xff, 7, 15] });
    assert_eq!(Filter::read("", &course), Filter::default());
}

#[test]
fn a_stored_session_remembers_what_was_wanted() {
    let filter = Filter { sections: vec!["guiju".into()], sets: [1, 2, 8] };
    let scope = Scope::Filter(filter.to_string());
    let json = serde_json::to_string(&scope).unwrap();
    assert_eq!(json, r#"{"filter":"1.2.8.guiju"}"#);
    assert_eq!(serde_json::from_str::<Scope>(&json).unwrap(), scope);
    assert_eq!(Filter::read("1.2.8.guiju", &small::fixture()), filter);
}

fn filters() -> impl Strategy<Value = Filter> {
    let section = proptest::sample::select(vec!["guiju", "shujia"]).prop_map(SectionId::from);
    let sections = proptest::collection::btree_set(section, 0..=2);
    (sections, any::<u8>(), 0..8_u8, 0..16_u8).prop_map(|(sections, kinds, levels, states)| Filter {
        sections: sections.into_iter().collect(),
        sets: [kinds, levels, states],
    })
}

fn worlds() -> impl Strategy<Value = (Progress, Vec<QuestionId>)> {
    let log = proptest::collection::vec((0..8_usize, any::<bool>(), any::<bool>()), 0..20);
    (log, proptest::collection::btree_set(0..8_usize, 0..8)).prop_map(|(log, stars)| {
        let course = small::fixture();
        let log: Vec<_> = (1..)
            .zip(log)
            .map(|(number, (place, right, guessed))| {
                answered(&course.questions[place], number, right, guessed.then_some(Confidence::Guess))
            })
            .collect();
        let mut stars: Vec<_> = stars.into_iter().map(|place| course.questions[place].id.clone()).collect();
        stars.sort();
        (Progress::replay(&log), stars)
    })
}

/// `filter` with one condition less, or with one alternative more where there is one already.
fn wider(mut filter: Filter, facet: usize, value: usize, drop: bool) -> Filter {
    match Facet::ALL.get(facet) {
        Some(_) if drop => filter.sets[facet] = 0,
        Some(_) if filter.sets[facet] != 0 => filter.sets[facet] |= 1 << value,
        None if drop => filter.sections.clear(),
        None if !filter.sections.is_empty() => filter.sections = vec!["guiju".into(), "shujia".into()],
        _ => {}
    }
    filter
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn a_wider_choice_never_matches_less(
        filter in filters(), (progress, stars) in worlds(), facet in 0..4_usize, value in 0..8_usize, drop in any::<bool>(),
    ) {
        let course = small::fixture();
        let narrow: BTreeSet<_> = ids(&filter.pool(&course, &progress, &stars)).into_iter().collect();
        let wide: BTreeSet<_> = ids(&wider(filter, facet, value, drop).pool(&course, &progress, &stars)).into_iter().collect();
        prop_assert!(narrow.is_subset(&wide), "{narrow:?} is not in {wide:?}");
    }

    #[test]
    fn the_questions_stand_in_the_order_of_the_course_and_none_twice(filter in filters(), (progress, stars) in worlds()) {
        let course = small::fixture();
        let pool = ids(&filter.pool(&course, &progress, &stars));
        let all = ids(&course.questions.iter().collect::<Vec<_>>());
        prop_assert_eq!(&pool, &all.into_iter().filter(|id| pool.contains(id)).collect::<Vec<_>>());
    }

    #[test]
    fn every_choice_divides_the_questions_by_level(filter in filters(), (progress, stars) in worlds()) {
        let course = small::fixture();
        let count = |levels: u8| {
            let sets = [filter.sets[0], levels, filter.sets[2]];
            Filter { sets, ..filter.clone() }.pool(&course, &progress, &stars).len()
        };
        prop_assert_eq!(count(1) + count(2) + count(4), count(0));
    }

    #[test]
    fn a_choice_is_found_again_by_its_address(filter in filters()) {
        prop_assert_eq!(Filter::read(&filter.to_string(), &small::fixture()), filter);
    }

    #[test]
    fn any_address_is_read(text in "([0-9]{0,4}|[.,]|guiju|\\PC){0,12}") {
        let course = small::fixture();
        let filter = Filter::read(&text, &course);
        prop_assert_eq!(Filter::read(&filter.to_string(), &course), filter);
    }

    #[test]
    fn the_same_tap_twice_changes_nothing(filter in filters(), facet in 0..3_usize, value in 0..8_usize) {
        let facet = Facet::ALL[facet];
        let mut twice = filter.clone();
        twice.toggle(facet, value % facet.values());
        prop_assert!(twice.has(facet, value % facet.values()) != filter.has(facet, value % facet.values()));
        twice.toggle(facet, value % facet.values());
        prop_assert_eq!(twice, filter);
    }
}
