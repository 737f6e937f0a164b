//! The host relies on this: every round is played by its rule, and whoever was first is found fairly.
#![cfg(not(target_arch = "wasm32"))]

mod quiz;
mod room;
mod small;

use biaoshuai::core::answer::Answer;
use biaoshuai::core::branch::{Action, Clock, Meeting, Phase, Refusal, Round, RoundKind, Step, TeamNo, Upcoming, Vote};
use quiz::{A, B, C, alone, buzz, choice, course, round};
use room::{Host, at};
use std::collections::BTreeSet;

#[test]
fn in_turns_the_teams_take_turns_and_only_fully_right_answers_count() {
    let course = course();
    let mut host = Host::new(&course, alone(&course, 2, round(RoundKind::Turns, &["q00", "q01", "recall", "q03"])));
    assert_eq!((host.stage().phase, host.stage().next), (Phase::Rule, Upcoming::Question("q00".into())));
    let stage = host.next(1).stage();
    assert_eq!((stage.phase, stage.team, stage.question), (Phase::Ready, Some(A), Some("q00".into())));
    assert_eq!(stage.clock, Clock::Stopped { left_ms: 30_000 });
    host.next(1);
    assert_eq!(host.tries(Action::Answer(Answer::Truth(true))), Err(Refusal::Incomplete));
    let stage = host.does(choice(0)).stage();
    assert_eq!((stage.phase, stage.right, stage.scores), (Phase::Revealed, Some(true), vec![10, 0]));
    assert_eq!(host.tries(Action::Judge { right: true }), Err(Refusal::NotNow), "once is enough");
    assert_eq!(host.next(2).does(choice(1)).stage().scores, [10, 0]);
    host.next(1);
    assert_eq!(
        host.tries(Action::Answer(Answer::Recall { text: "原文".into(), grade: None })),
        Err(Refusal::HostJudges)
    );
    host.does(Action::Reveal).judges(true);
    assert_eq!(host.stage().scores, [20, 0], "what was revealed can still be judged");
    assert_eq!(host.next(1).stage().team, Some(B));
    assert_eq!(host.next(2).stage().phase, Phase::Revealed, "the clicker alone comes through");
    assert_eq!(host.next(1).stage().phase, Phase::Results);
    let unanswered = host.meeting.run(&course).plays().filter(|play| play.is_unanswered()).count();
    assert_eq!(unanswered, 1);
}

#[test]
fn the_first_buzzer_answers_and_the_others_may_when_it_is_wrong() {
    let course = course();
    let mut host = Host::new(&course, alone(&course, 3, round(RoundKind::Buzzer, &["q00", "q01"])));
    host.next(1);
    assert_eq!(host.tries(buzz(A, 5)), Err(Refusal::NotNow), "before the start nobody can be first");
    host.next(1).does(buzz(B, 1000));
    assert_eq!(host.stage().phase, Phase::Buzzed { team: B, tied: vec![] });
    assert_eq!(host.tries(buzz(A, 1031)), Err(Refusal::Late));
    assert_eq!(host.tries(buzz(B, 1010)), Err(Refusal::Late));
    assert_eq!(host.judges(false).stage().scores, [0, -5, 0]);
    assert_eq!((host.stage().phase, host.stage().out), (Phase::Asking, vec![B]));
    assert_eq!(host.tries(buzz(B, 3000)), Err(Refusal::Team));
    assert_eq!(host.does(buzz(C, 4000)).judges(true).stage().scores, [0, -5, 10]);
    assert_eq!(host.stage().phase, Phase::Revealed);
    host.next(2).does(buzz(A, 1)).judges(false).does(buzz(B, 2)).judges(false).does(buzz(C, 3)).judges(false);
    assert_eq!((host.stage().phase, host.stage().scores), (Phase::Revealed, vec![-5, -10, 5]));
}

#[test]
fn a_tie_is_said_to_be_one_and_goes_to_who_was_first_least_often() {
    let course = course();
    let mut host = Host::new(&course, alone(&course, 3, round(RoundKind::Buzzer, &["q00", "q01", "q02"])));
    host.next(2).does(buzz(A, 1000)).judges(true);
    host.next(2).does(buzz(A, 2000)).does(buzz(B, 2030));
    assert_eq!(host.stage().phase, Phase::Buzzed { team: B, tied: vec![A, B] });
    assert_eq!(host.tries(buzz(C, 2031)), Err(Refusal::Late), "late for the first of the tie");
    host.judges(true);
    // Both were first once: lots are drawn, the same ones after every reload.
    host.next(2).does(buzz(B, 3010)).does(buzz(A, 3000));
    let Phase::Buzzed { team, tied } = host.stage().phase else { panic!() };
    assert_eq!(tied, [A, B]);
    let winners: BTreeSet<TeamNo> = (0..20)
        .map(|seed| {
            let other = Meeting { seed, ..host.meeting.clone() };
            let Phase::Buzzed { team, .. } = other.stage(&course).phase else { panic!() };
            team
        })
        .collect();
    assert_eq!(winners, BTreeSet::from([A, B]));
    assert_eq!(host.stage().team, Some(team));
}

#[test]
fn a_buzz_after_the_time_is_late_and_sleep_gives_no_time_back() {
    let course = course();
    let mut host = Host::new(&course, alone(&course, 2, round(RoundKind::Buzzer, &["q00"])));
    host.next(2);
    let Clock::Running { until } = host.stage().clock else { panic!() };
    assert_eq!(until, at(host.now + 20_000));
    let stored = serde_json::to_string(&host.meeting).unwrap();
    host.meeting = serde_json::from_str(&stored).unwrap();
    assert_eq!(host.stage().clock, Clock::Running { until });
    assert_eq!(host.stage().clock.left_ms(at(until.utc_ms + 99_000)), Some(0));
    host.now = until.utc_ms;
    assert_eq!(host.tries(buzz(A, 9)), Err(Refusal::TimeOver));
}

#[test]
fn who_stakes_more_wins_or_loses_more() {
    let course = course();
    let questions: Vec<String> = (0..12).map(|number| format!("q{number:02}")).collect();
    let questions: Vec<&str> = questions.iter().map(String::as_str).collect();
    let mut host = Host::new(&course, alone(&course, 2, round(RoundKind::Risk, &questions)));
    host.next(1);
    assert_eq!((host.stage().phase, host.stage().levels, host.stage().items), (Phase::Staking, [4, 4, 4], 2));
    assert_eq!(host.tries(Action::Next), Err(Refusal::NoStake));
    assert_eq!(host.tries(Action::Stake { level: 4 }), Err(Refusal::NoneLeft));
    let stage = host.does(Action::Stake { level: 3 }).stage();
    assert_eq!((stage.question, stage.stake), (Some("q08".into()), Some(3)));
    assert_eq!(host.judges(false).stage().scores, [-30, 0]);
    host.next(1).does(Action::Stake { level: 2 }).next(1).judges(true);
    assert_eq!((host.stage().scores, host.stage().levels), (vec![-30, 20], [4, 3, 3]));
    assert_eq!(host.next(1).stage().phase, Phase::Results);
}

#[test]
fn hands_are_counted_talked_over_and_counted_again() {
    let course = course();
    let mut host = Host::new(&course, alone(&course, 0, round(RoundKind::Hands, &["q00", "truth"])));
    host.next(3);
    assert_eq!(host.stage().phase, Phase::Voting(Vote::First));
    assert_eq!(host.tries(Action::Next), Err(Refusal::NoVotes));
    assert_eq!(host.tries(Action::Votes { counts: vec![1, 2] }), Err(Refusal::Counts));
    assert_eq!(host.tries(Action::Votes { counts: vec![1, 2, 3, 1000] }), Err(Refusal::Counts));
    host.does(Action::Votes { counts: vec![3, 6, 2, 0] }).does(Action::Votes { counts: vec![3, 6, 2, 1] });
    host.does(Action::Discuss);
    assert_eq!(host.stage().clock.left_ms(at(host.now)), Some(120_000));
    host.next(1).does(Action::Votes { counts: vec![9, 2, 1, 0] });
    assert_eq!(host.stage().votes, [vec![3, 6, 2, 1], vec![9, 2, 1, 0]]);
    assert_eq!(host.next(1).stage().phase, Phase::Revealed);
    host.next(2).does(Action::Votes { counts: vec![10, 2] }).does(Action::Reveal);
    assert_eq!(host.stage().votes, [vec![10, 2], vec![]]);
    assert_eq!(host.tries(Action::Judge { right: true }), Err(Refusal::NotNow));
}

#[test]
fn who_is_called_is_there_and_may_be_passed_over() {
    let course = course();
    let mut host = Host::new(&course, alone(&course, 2, round(RoundKind::Call, &["q00", "q01", "q02"])));
    host.does(Action::Attendance { present: vec![5, 2, 5] }).next(1);
    assert_eq!(host.tries(Action::Attendance { present: vec![12] }), Err(Refusal::Stranger));
    let first = host.stage().member.unwrap();
    let other = host.does(Action::Pass).stage().member.unwrap();
    assert_eq!(BTreeSet::from([first, other]), BTreeSet::from([2, 5]));
    let team = host.stage().team.unwrap();
    assert!(host.meeting.plan.teams[team.place()].members.contains(&other));
    assert_eq!(host.judges(true).stage().scores[team.place()], 10);
}

#[test]
fn a_list_is_recited_from_team_to_team() {
    let course = course();
    let step = Step::Round(Round { lists: vec!["k".into()], ..Round::new(RoundKind::Relay) });
    let mut host = Host::new(&course, alone(&course, 2, step));
    host.next(2).does(Action::Tick { member: 2 });
    assert_eq!(host.tries(Action::Tick { member: 2 }), Err(Refusal::Said));
    assert_eq!(host.tries(Action::Tick { member: 4 }), Err(Refusal::Said));
    assert_eq!((host.stage().team, host.stage().scores), (Some(B), vec![5, 0]));
    host.does(Action::Pass).judges(true);
    assert_eq!((host.stage().ticked, host.stage().scores), (vec![2, 0], vec![10, 0]));
    host.judges(false).judges(true);
    assert_eq!(host.stage().ticked, [2, 0, 1], "the first one that nobody has said");
    host.does(Action::Tick { member: 3 });
    assert_eq!((host.stage().phase, host.stage().scores), (Phase::Revealed, vec![15, 5]));
    assert_eq!(host.next(1).stage().phase, Phase::Results);
}

#[test]
fn when_nobody_knows_more_of_a_list_it_is_over() {
    let course = course();
    let step = Step::Round(Round { lists: vec!["k".into()], ..Round::new(RoundKind::Relay) });
    let mut host = Host::new(&course, alone(&course, 2, step));
    host.next(2).does(Action::Tick { member: 0 }).does(Action::Pass).does(Action::Pass);
    assert_eq!((host.stage().phase, host.stage().ticked), (Phase::Revealed, vec![0]));
}

#[test]
fn against_the_clock_each_team_answers_what_it_can() {
    let course = course();
    let mut host =
        Host::new(&course, alone(&course, 2, round(RoundKind::Sprint, &["q00", "q01", "q02", "q03", "q04", "q05"])));
    host.next(2).judges(true).does(Action::Pass).does(choice(1)).judges(true);
    assert_eq!((host.stage().tally, host.stage().scores), ((2, 3), vec![10, 0]));
    let Clock::Running { until } = host.stage().clock else { panic!() };
    host.now = until.utc_ms;
    assert_eq!(host.tries(Action::Judge { right: true }), Err(Refusal::TimeOver));
    assert_eq!(host.next(1).stage().phase, Phase::Revealed);
    assert_eq!(host.tries(Action::Judge { right: true }), Err(Refusal::NotNow), "its time is over");
    let stage = host.next(1).stage();
    assert_eq!((stage.team, stage.question, stage.phase), (Some(B), Some("q05".into()), Phase::Ready));
    assert_eq!(host.tries(Action::Judge { right: true }), Err(Refusal::NotNow), "its time has not begun");
    let stage = host.next(1).judges(true).stage();
    assert_eq!((stage.phase, stage.scores), (Phase::Revealed, vec![10, 5]), "the supply is used up");
}
