//! The host relies on this: no sequence of keys breaks a meeting, and everything can be taken back.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests may panic")]

mod room;

use biaoshuai::core::answer::Answer;
use biaoshuai::core::branch::{
    Action, Basis, Length, Meeting, Outcome, Phase, Plan, Record, Round, RoundKind, Step, TeamNo, Upcoming, suitable,
};
use proptest::prelude::*;
use room::{COURSE, Host, at, people};
use std::collections::BTreeSet;

fn action() -> impl Strategy<Value = Action> {
    prop_oneof![
        12 => Just(Action::Next),
        1 => Just(Action::Back),
        1 => Just(Action::Reveal),
        1 => Just(Action::StartClock),
        1 => Just(Action::StopClock),
        4 => (0..5_u8, 0..90_u32).prop_map(|(team, ticks_ms)| Action::Buzz { team: TeamNo(team), ticks_ms }),
        4 => any::<bool>().prop_map(|right| Action::Judge { right }),
        2 => proptest::collection::btree_set(0..6_u8, 0..4).prop_map(|chosen| Action::Answer(Answer::Choice(chosen))),
        1 => any::<bool>().prop_map(|truth| Action::Answer(Answer::Truth(truth))),
        2 => (0..5_u8).prop_map(|level| Action::Stake { level }),
        2 => proptest::collection::vec(0..1001_u16, 2..6).prop_map(|counts| Action::Votes { counts }),
        1 => Just(Action::Discuss),
        1 => Just(Action::VoteAgain),
        2 => (0..9_u8).prop_map(|member| Action::Tick { member }),
        1 => Just(Action::Pass),
        1 => (0..5_u8, any::<i16>(), "[误判 ]{0,3}")
            .prop_map(|(team, points, reason)| Action::Correct { team: TeamNo(team), points, reason }),
        1 => (0..COURSE.questions.len())
            .prop_map(|place| Action::TieBreak { question: COURSE.questions[place].id.clone() }),
        1 => proptest::collection::vec(0..14_u8, 0..14).prop_map(|present| Action::Attendance { present }),
        1 => Just(Action::Black),
        1 => prop_oneof![Just(""), Just("2K7M-90QD-AH"), Just("x")].prop_map(|code| Action::Paper { code: code.to_owned() }),
    ]
}

/// A short plan with every kind of round.
fn everything() -> Plan {
    let mut supply: Vec<_> = COURSE.questions.iter().rev().collect();
    let lists = COURSE.concepts.iter().filter(|concept| RoundKind::suits_list(concept)).take(2);
    let lists: Vec<_> = lists.map(|concept| concept.id.clone()).collect();
    let mut steps = vec![Step::Learn(vec![lists[0].clone()])];
    for kind in RoundKind::ALL {
        let questions = (0..6).map(|_| {
            let place = supply.iter().position(|question| kind.suits(question))?;
            Some(supply.remove(place).id.clone())
        });
        let round = Round::new(kind).with(questions.flatten().collect());
        steps.push(Step::Round(if kind == RoundKind::Relay { Round { lists: lists.clone(), ..round } } else { round }));
    }
    steps.push(Step::Discuss { prompt: "议一议".into(), minutes: 1 });
    steps.push(Step::Results);
    let (roster, teams) = people(3);
    Plan { id: "p".into(), title: "全部".into(), course: COURSE.id.clone(), roster, teams, steps }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(24) })]

    #[test]
    fn whatever_the_host_does_can_be_taken_back_and_the_scores_add_up(
        actions in proptest::collection::vec((action(), 0..900_i64), 0..80), seed in any::<u64>()
    ) {
        let mut meeting = Meeting::new("m".into(), everything(), seed, at(0));
        let mut stages = vec![meeting.stage(&COURSE)];
        let mut now = 0;
        for (action, pause) in actions {
            now += pause;
            let before = meeting.clone();
            match meeting.act(&COURSE, action, at(now)) {
                Outcome::Done => stages.push(meeting.stage(&COURSE)),
                Outcome::Refused(_) => prop_assert_eq!(&meeting, &before),
            }
        }
        let run = meeting.run(&COURSE);
        let stage = run.stage();
        for (team, score) in (0..).map(TeamNo).zip(&stage.scores) {
            let sum: i32 = run.points().iter().filter(|won| won.team == team).map(|won| won.points).sum();
            prop_assert_eq!(sum, *score);
        }
        let record = Record::of(&meeting, &COURSE);
        let total = |scores: &mut dyn Iterator<Item = i32>| scores.sum::<i32>();
        prop_assert_eq!(total(&mut record.teams.iter().map(|team| team.points)), total(&mut stage.scores.iter().copied()));
        prop_assert!(!record.tables(&COURSE).is_empty());
        let stored: Meeting = serde_json::from_str(&serde_json::to_string(&meeting).unwrap()).unwrap();
        prop_assert_eq!(&stored.stage(&COURSE), &stage);
        while let Some(stage) = stages.pop() {
            prop_assert_eq!(meeting.stage(&COURSE), stage);
            let is_first = meeting.actions.is_empty();
            prop_assert_eq!(meeting.undo() == Outcome::Done, !is_first);
        }
    }

    #[test]
    fn nobody_is_called_twice_before_everybody_was_called_once(
        seed in any::<u64>(), passes in proptest::collection::vec(any::<bool>(), 40), present in proptest::collection::btree_set(0..12_u8, 1..12)
    ) {
        let questions = suitable(&COURSE, RoundKind::Call).take(40).map(|question| question.id.clone()).collect();
        let steps = vec![Step::Round(Round::new(RoundKind::Call).with(questions))];
        let mut host = Host::new(&COURSE, room::plan(&COURSE, 2, steps));
        host.meeting.seed = seed;
        host.does(Action::Attendance { present: present.iter().copied().collect() });
        let mut called = Vec::new();
        for pass in passes {
            host.next(1);
            called.push(host.stage().member.unwrap());
            if pass {
                called.push(host.does(Action::Pass).stage().member.unwrap());
            }
            host.judges(true);
        }
        for turn in called.chunks_exact(present.len()) {
            prop_assert_eq!(&turn.iter().copied().collect::<BTreeSet<u8>>(), &present);
        }
    }
}

#[test]
fn a_host_with_nothing_but_a_clicker_comes_to_the_end_of_every_template() {
    for length in Length::ALL {
        let (roster, teams) = people(4);
        let plan = Basis { course: &COURSE, sections: &[], seed: 2 }.plan("p".into(), length, roster, teams);
        let mut host = Host::new(&COURSE, plan);
        let mut presses = 0;
        while host.stage().phase != Phase::Results {
            match host.stage().phase {
                Phase::Staking => drop(host.does(Action::Stake { level: 1 })),
                Phase::Voting(_) => drop(host.does(Action::Reveal)),
                _ => drop(host.next(1)),
            }
            presses += 1;
            assert!(presses < 1000, "{:?}", host.stage());
        }
        assert_eq!(host.stage().next, Upcoming::End);
    }
}

#[test]
fn two_thousand_actions_are_folded_at_once() {
    let mut meeting = Meeting::new("m".into(), everything(), 1, at(0));
    let mut now = 0;
    let mut act = |meeting: &mut Meeting, action: Action| {
        now += 300;
        meeting.act(&COURSE, action, at(now)) == Outcome::Done
    };
    // To and fro through slides and corrections.
    while meeting.actions.len() < 2000 {
        let reason = || "误判".to_owned();
        act(&mut meeting, Action::Next);
        act(&mut meeting, Action::Correct { team: TeamNo(0), points: 1, reason: reason() });
        act(&mut meeting, Action::Back);
    }
    let begin = clock();
    let rounds = 20;
    for _ in 0..rounds {
        assert!(meeting.stage(&COURSE).scores[0] > 600);
    }
    let each = begin.elapsed() / rounds;
    println!("{each:?} for {} actions", meeting.actions.len());
    assert!(each.as_millis() < 100, "{each:?}");
}

#[allow(clippy::disallowed_methods, reason = "a test measures")]
fn clock() -> std::time::Instant {
    std::time::Instant::now()
}
