//! The host relies on this: questions drawn anew suit their round, repeat nothing, and are about what the plan is about.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests may panic")]

mod room;

use biaoshuai::core::branch::{Basis, Length, Plan, Round, RoundKind, Step};
use biaoshuai::core::ids::SectionId;
use proptest::prelude::*;
use room::{COURSE, people};

fn template(teams: usize, sections: &[SectionId], seed: u64) -> Plan {
    let (roster, teams) = if teams == 0 { Default::default() } else { people(teams) };
    Basis { course: &COURSE, sections, seed }.plan("p".into(), Length::Long, roster, teams)
}

proptest! {
    #[test]
    fn whatever_is_drawn_anew_the_plan_still_works(
        teams in prop_oneof![Just(0_usize), 2..=6_usize],
        kind in 0..RoundKind::ALL.len(),
        offer in 0..20_usize,
        seed in any::<u64>(),
    ) {
        let mut plan = template(teams, &[], seed);
        let kind = RoundKind::ALL[kind];
        let at = plan.steps.iter().position(|step| matches!(step, Step::Round(_))).unwrap();
        let counts = plan.counts(kind);
        let count = counts[offer % counts.len()];
        let mut round = Round::new(kind);
        if kind == RoundKind::Relay {
            round.lists = plan.drawn_lists(&COURSE, at, count, seed);
        } else {
            round.questions = plan.drawn_questions(&COURSE, at, kind, count, seed);
        }
        prop_assert_eq!(round.lists.len() + round.questions.len(), count);
        plan.steps[at] = Step::Round(round);
        // Without teams or names some rounds cannot be played; nothing else may be wrong with them.
        if teams > 0 {
            prop_assert_eq!(plan.check(&COURSE), vec![]);
        }
    }
}

#[test]
fn the_sections_of_the_plan_come_first_and_others_only_when_they_have_too_few() {
    let section = &COURSE.sections[3].id;
    let mut plan = template(2, std::slice::from_ref(section), 5);
    plan.steps.retain(|step| matches!(step, Step::Learn(_)));
    let of_section = |id: &_| COURSE.question(id).unwrap().section == *section;
    let few = plan.drawn_questions(&COURSE, 1, RoundKind::Turns, 5, 9);
    assert!(few.len() == 5 && few.iter().all(of_section), "{few:?}");
    let all = plan.drawn_questions(&COURSE, 1, RoundKind::Turns, 100, 9);
    let near = all.iter().take_while(|id| of_section(id)).count();
    assert!(all.len() == 100 && all[near..].iter().all(|id| !of_section(id)));
}

#[test]
fn every_team_may_stake_on_every_level() {
    let plan = template(3, &[], 5);
    let drawn = plan.drawn_questions(&COURSE, 0, RoundKind::Risk, 9, 1);
    for level in 1..=3 {
        let of_level = drawn.iter().filter(|id| COURSE.question(id).unwrap().level == level);
        assert_eq!(of_level.count(), 3);
    }
}
