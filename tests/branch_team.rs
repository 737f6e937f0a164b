//! The host relies on this: teams are drawn fairly and every buzzer belongs to one team.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

use biaoshuai::core::branch::team::{buzzer, check, drawn, empty, follow, put, team_of};
use biaoshuai::core::branch::{Roster, TeamNo, TeamProblem};
use proptest::prelude::*;

#[test]
fn a_team_is_known_without_colour() {
    assert_eq!((TeamNo(0).letter(), TeamNo(5).letter()), ('A', 'F'));
    assert_ne!(TeamNo(0).pattern(), TeamNo(1).pattern());
}

#[test]
fn the_usual_teams_can_compete_at_once() {
    for count in 2..=6 {
        assert_eq!(check(&empty(count), &Roster::default()), []);
    }
}

#[test]
fn one_key_for_two_teams_names_both() {
    let mut teams = empty(3);
    teams[2].key = teams[0].key;
    let problems = check(&teams, &Roster::default());
    assert_eq!(problems, [TeamProblem::SameKey("一队".into(), "三队".into(), 'Q')]);
    assert_eq!(problems[0].to_string(), "“一队”和“三队”的抢答键都是 Q，请给其中一队换一个键。");
}

#[test]
fn everything_else_that_is_wrong_is_named_too() {
    let roster = Roster::numbers(2);
    let mut teams = empty(3);
    (teams[0].key, teams[1].key) = ('B', '1');
    teams[0].members = vec![0, 9];
    teams[1].members = vec![0];
    teams[1].name = " ".into();
    teams[2].name = "一队".into();
    let said: Vec<String> = check(&teams, &roster).iter().map(ToString::to_string).collect();
    assert_eq!(said.len(), 6, "{said:?}");
    assert_eq!(check(&teams[..1], &Roster::numbers(10))[0], TeamProblem::Count(1));
}

#[test]
fn members_are_put_by_hand_and_found_again() {
    let mut teams = empty(2);
    put(&mut teams, 4, Some(TeamNo(1)));
    put(&mut teams, 3, Some(TeamNo(1)));
    put(&mut teams, 4, Some(TeamNo(0)));
    assert_eq!((team_of(&teams, 4), team_of(&teams, 3), team_of(&teams, 0)), (Some(TeamNo(0)), Some(TeamNo(1)), None));
    put(&mut teams, 4, None);
    assert_eq!(team_of(&teams, 4), None);
    assert_eq!((buzzer(&teams, 'p'), buzzer(&teams, 'k')), (Some(TeamNo(1)), None));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(128) })]

    #[test]
    fn everybody_is_in_one_team_and_no_team_is_larger_by_two(people in 0..61_usize, count in 2..7_usize, seed in any::<u64>()) {
        let roster = Roster::numbers(people);
        let teams = drawn(&roster, count, seed);
        prop_assert_eq!(check(&teams, &roster), []);
        let mut all: Vec<u8> = teams.iter().flat_map(|team| team.members.clone()).collect();
        all.sort_unstable();
        prop_assert_eq!(all, (0..roster.count()).collect::<Vec<_>>());
        let sizes = || teams.iter().map(|team| team.members.len());
        prop_assert!(sizes().max().unwrap() - sizes().min().unwrap() <= 1);
        prop_assert_eq!(drawn(&roster, count, seed), teams);
    }
}

#[test]
fn members_stay_in_their_teams_when_the_roster_changes() {
    let names = |text: &str| Roster::parse(text).unwrap();
    let mut teams = empty(2);
    (teams[0].members, teams[1].members) = (vec![0, 2], vec![1]);
    let old = names("王伟、李娜、张敏");
    // Somebody new in front, and somebody who has gone.
    let new = names("赵强、王伟、李娜、刘洋、孙丽");
    follow(&mut teams, &old, &new);
    assert_eq!((&*teams[0].members, &*teams[1].members), (&[1_u8][..], &[2_u8][..]));
    // A name put right.
    follow(&mut teams, &new, &names("赵强、王玮、李娜、刘洋、孙丽"));
    assert_eq!((&*teams[0].members, &*teams[1].members), (&[1_u8][..], &[2_u8][..]));
    follow(&mut teams, &new, &Roster::default());
    assert!(teams.iter().all(|team| team.members.is_empty()));
}
