//! The host relies on this: a template works as it is and takes the time it says; what does not work is named.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

mod room;
mod small;

use biaoshuai::core::branch::{
    Basis, Length, Plan, PlanFault, PlanProblem, Roster, Round, RoundKind, Step, suitable, team,
};
use biaoshuai::core::ids::{QuestionId, SectionId};
use biaoshuai::core::question::QuestionKind;
use proptest::prelude::*;
use room::{COURSE, ids, people};

fn template(length: Length, sections: &[SectionId], teams: usize, seed: u64) -> Plan {
    let (roster, teams) = people(teams);
    Basis { course: &COURSE, sections, seed }.plan("p".into(), length, roster, teams)
}

#[test]
fn every_template_works_and_takes_its_time() {
    for length in Length::ALL {
        for teams in [0, 2, 3, 4, 5, 6] {
            for seed in 0..4 {
                let plan = template(length, &[], teams, seed);
                assert_eq!(plan.check(&COURSE), [], "{length:?}, {teams} teams");
                let minutes = plan.total_minutes(&COURSE);
                assert!(minutes.abs_diff(length.minutes()) <= 4, "{length:?}, {teams} teams: {minutes} minutes");
                assert!(matches!(plan.steps[0], Step::Learn(_)));
                assert_eq!(plan.steps.last(), Some(&Step::Results));
            }
        }
    }
}

#[test]
fn a_template_without_roster_or_of_one_section_works_too() {
    for section in &COURSE.sections {
        let chosen = [section.id.clone()];
        let basis = Basis { course: &COURSE, sections: &chosen, seed: 1 };
        let plan = basis.plan("p".into(), Length::Short, Roster::default(), Vec::new());
        assert_eq!(plan.check(&COURSE), [], "{}", section.id);
        for step in &plan.steps {
            if let Step::Round(round) = step {
                assert!(round.questions.iter().all(|id| COURSE.question(id).unwrap().section == section.id));
            }
        }
    }
}

#[test]
fn the_long_template_has_every_part_and_cases_are_talked_about() {
    let plan = template(Length::Long, &[], 3, 5);
    let kinds: Vec<RoundKind> = plan
        .steps
        .iter()
        .filter_map(|step| if let Step::Round(round) = step { Some(round.kind) } else { None })
        .collect();
    assert_eq!(
        kinds,
        [RoundKind::Turns, RoundKind::Relay, RoundKind::Hands, RoundKind::Risk, RoundKind::Call, RoundKind::Buzzer]
    );
    let prompt =
        plan.steps.iter().find_map(|step| if let Step::Discuss { prompt, .. } = step { Some(prompt) } else { None });
    assert!(prompt.unwrap().ends_with("换作本支部，应当怎样做？"));
}

#[test]
fn everything_that_does_not_work_is_named_with_its_step() {
    let questions = |kind, count| -> Vec<QuestionId> {
        let fit = COURSE.questions.iter().filter(|question| question.body.kind() == kind);
        fit.take(count).map(|question| question.id.clone()).collect()
    };
    let mut singles = questions(QuestionKind::Single, 4);
    let again = singles[0].clone();
    singles.extend(ids(&["weg"]));
    let steps = vec![
        Step::Learn(Vec::new()),
        Step::Round(Round::new(RoundKind::Turns).with(singles)),
        Step::Round(Round::new(RoundKind::Hands).with(questions(QuestionKind::Fill, 2))),
        Step::Round(Round { seconds: 0, ..Round::new(RoundKind::Sprint) }.with(vec![again])),
        Step::Round(Round { lists: vec!["weg".into()], ..Round::new(RoundKind::Relay) }),
        Step::Round(Round::new(RoundKind::Call)),
        Step::Discuss { prompt: " ".into(), minutes: 1 },
        Step::Discuss { prompt: "议".repeat(900), minutes: 1 },
    ];
    let mut plan = room::plan(&COURSE, 2, steps);
    plan.title.clear();
    plan.roster = Roster::default();
    plan.teams = team::empty(2);
    let faults = plan.check(&COURSE);
    let wanted = [
        (None, PlanFault::NoTitle),
        (Some(0), PlanFault::Empty),
        (Some(1), PlanFault::Gone(1)),
        (Some(1), PlanFault::Uneven { questions: 5, teams: 2 }),
        (Some(2), PlanFault::Unfit { kind: RoundKind::Hands, count: 2 }),
        (Some(3), PlanFault::NoTime),
        (Some(3), PlanFault::Few(1, 2)),
        (Some(3), PlanFault::Twice(1)),
        (Some(4), PlanFault::Gone(1)),
        (Some(5), PlanFault::NoRoster),
        (Some(5), PlanFault::Empty),
        (Some(6), PlanFault::Empty),
        (Some(7), PlanFault::LongPrompt),
    ];
    assert_eq!(faults, wanted.map(|(step, fault)| PlanProblem { step, fault }));
    plan.teams.clear();
    assert!(plan.check(&COURSE).iter().any(|problem| problem.fault == PlanFault::NoTeams(RoundKind::Turns)));
    assert_eq!(plan.check(&small::fixture())[0].fault, PlanFault::OtherCourse);
}

#[test]
fn a_copy_has_its_own_id_and_older_records_are_read() {
    let plan = template(Length::Short, &[], 2, 1);
    let copy = plan.duplicate("q".into());
    assert_eq!((copy.id.as_str(), &copy.steps), ("q", &plan.steps));
    assert_ne!(copy.place(), plan.place());
    let text = serde_json::to_string(&plan).unwrap();
    assert_eq!(serde_json::from_str::<Plan>(&text).unwrap(), plan);
    let bare: Plan = serde_json::from_str(r#"{"id":"p","title":"t","course":"c"}"#).unwrap();
    assert_eq!((bare.steps.len(), bare.teams.len()), (0, 0));
}

#[test]
fn every_kind_has_its_rule_and_enough_questions() {
    for kind in RoundKind::ALL {
        let rule = Round::new(kind).rule();
        assert!(rule.ends_with('。') && rule.matches('。').count() == 1 && rule.chars().count() <= 60, "{rule}");
        assert!(kind == RoundKind::Relay || suitable(&COURSE, kind).count() > 300);
    }
    assert!(suitable(&COURSE, RoundKind::Hands).all(|question| question.body.kind() <= QuestionKind::TrueFalse));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(24) })]

    #[test]
    fn any_choice_of_sections_gives_a_plan_without_missing_or_unfit_items(
        chosen in proptest::collection::vec(0..16_usize, 0..5), seed in any::<u64>(), teams in 2..7_usize, length in 0..3_usize
    ) {
        let sections: Vec<SectionId> = chosen.iter().filter_map(|at| COURSE.sections.get(*at)).map(|s| s.id.clone()).collect();
        let plan = template(Length::ALL[length], &sections, teams, seed);
        for problem in plan.check(&COURSE) {
            let is_small = matches!(problem.fault, PlanFault::Uneven { .. } | PlanFault::Few(..));
            prop_assert!(is_small && !sections.is_empty(), "{:?}", problem);
        }
        prop_assert_eq!(template(Length::ALL[length], &sections, teams, seed), plan);
    }
}
