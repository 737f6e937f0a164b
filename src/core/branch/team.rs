//! Teams, told apart by letter and pattern, each with a key of the keyboard as its buzzer.

use super::roster::Roster;
use crate::core::shuffle::Rng;
use serde::{Deserialize, Serialize};

/// The fewest teams that can compete, and the most that one keyboard serves.
pub const TEAMS: std::ops::RangeInclusive<usize> = 2..=6;

/// Buzzers far apart on the keyboard, first the four corners. None is a key of the host.
const KEYS: [char; 6] = ['Q', 'P', 'X', 'M', 'T', 'V'];
/// What the host's keys mean: answers, black screen, undo.
const HOST: &str = "ABCDEFGHZ";

/// A team by its place in the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TeamNo(pub u8);

impl TeamNo {
    /// Its letter: A, B …
    #[must_use]
    pub fn letter(self) -> char {
        char::from(b'A' + self.0.min(25))
    }

    /// The number of the pattern (stripes, dots …) that tells it apart without colour, from 0.
    #[must_use]
    pub const fn pattern(self) -> u8 {
        self.0
    }

    /// Its place in a list of teams.
    #[must_use]
    pub fn place(self) -> usize {
        usize::from(self.0)
    }
}

/// A team. Its number is its place in the plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Team {
    /// What it is called.
    pub name: String,
    /// Its buzzer, a capital letter.
    pub key: char,
    /// Its members, by their place in the roster. May be empty: teams of the moment.
    #[serde(default)]
    pub members: Vec<u8>,
}

/// Why teams cannot compete.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TeamProblem {
    /// Too few or too many.
    #[error("有 {0} 个队，需要 2 至 6 个队。")]
    Count(usize),
    /// A team without a name.
    #[error("{0} 队还没有名称。")]
    NoName(char),
    /// Two teams of one name.
    #[error("有两个队都叫“{0}”，请改一个。")]
    SameName(String),
    /// Two teams with one buzzer.
    #[error("“{0}”和“{1}”的抢答键都是 {2}，请给其中一队换一个键。")]
    SameKey(String, String, char),
    /// A buzzer that is no letter, or one that the host needs.
    #[error("“{0}”的抢答键 {1} 不能用：请用字母键，A 至 H 和 Z 留给主持人。")]
    Key(String, char),
    /// Somebody in two teams.
    #[error("{0}同时在“{1}”和“{2}”。")]
    TwoTeams(String, String, String),
    /// A member that the roster does not have.
    #[error("“{0}”里有名单上没有的人，请重新分队。")]
    Stranger(String),
}

/// Empty teams with the usual names and keys.
#[must_use]
pub fn empty(count: usize) -> Vec<Team> {
    let names = ["一队", "二队", "三队", "四队", "五队", "六队"];
    names
        .into_iter()
        .zip(KEYS)
        .take(count)
        .map(|(name, key)| Team { name: name.into(), key, members: vec![] })
        .collect()
}

/// Teams drawn by lot: their sizes differ by one at most.
#[must_use]
pub fn drawn(roster: &Roster, count: usize, seed: u64) -> Vec<Team> {
    let mut teams = empty(count);
    let mut members: Vec<u8> = (0..roster.count()).collect();
    Rng::new(seed, "teams").shuffle(&mut members);
    for (place, member) in members.into_iter().enumerate() {
        if let Some(team) = place.checked_rem(teams.len()).and_then(|at| teams.get_mut(at)) {
            team.members.push(member);
        }
    }
    for team in &mut teams {
        team.members.sort_unstable();
    }
    teams
}

/// Moves the members along with a roster that has changed: those who are still in it stay in their teams. With as many
/// names as before somebody's name was put right, so that everybody keeps the place.
pub fn follow(teams: &mut [Team], old: &Roster, new: &Roster) {
    if old.count() == new.count() {
        return;
    }
    let place = |name: &str| u8::try_from(new.names.iter().position(|other| other == name)?).ok();
    for team in teams {
        team.members = team.members.iter().filter_map(|member| place(old.name(*member))).collect();
        team.members.sort_unstable();
    }
}

/// Puts a member into a team, or with `None` into none.
pub fn put(teams: &mut [Team], member: u8, into: Option<TeamNo>) {
    for (place, team) in teams.iter_mut().enumerate() {
        team.members.retain(|other| *other != member);
        if into.is_some_and(|into| into.place() == place) {
            team.members.push(member);
            team.members.sort_unstable();
        }
    }
}

/// The team of a member.
#[must_use]
pub fn team_of(teams: &[Team], member: u8) -> Option<TeamNo> {
    let place = teams.iter().position(|team| team.members.contains(&member))?;
    u8::try_from(place).ok().map(TeamNo)
}

/// The team of a buzzer, capital letter or not.
#[must_use]
pub fn buzzer(teams: &[Team], key: char) -> Option<TeamNo> {
    let place = teams.iter().position(|team| team.key == key.to_ascii_uppercase())?;
    u8::try_from(place).ok().map(TeamNo)
}

/// Everything that is wrong with teams.
#[must_use]
pub fn check(teams: &[Team], roster: &Roster) -> Vec<TeamProblem> {
    let mut problems = Vec::new();
    if !TEAMS.contains(&teams.len()) {
        problems.push(TeamProblem::Count(teams.len()));
    }
    for (place, team) in (0..).zip(teams) {
        let name = || team.name.clone();
        if team.name.trim().is_empty() {
            problems.push(TeamProblem::NoName(TeamNo(place).letter()));
        }
        if !team.key.is_ascii_uppercase() || HOST.contains(team.key) {
            problems.push(TeamProblem::Key(name(), team.key));
        }
        if team.members.iter().any(|member| *member >= roster.count()) {
            problems.push(TeamProblem::Stranger(name()));
        }
        for other in &teams[usize::from(place) + 1..] {
            if team.name == other.name && !team.name.trim().is_empty() {
                problems.push(TeamProblem::SameName(name()));
            }
            if team.key == other.key {
                problems.push(TeamProblem::SameKey(name(), other.name.clone(), team.key));
            }
            for member in team.members.iter().filter(|member| other.members.contains(member)) {
                problems.push(TeamProblem::TwoTeams(roster.name(*member).into(), name(), other.name.clone()));
            }
        }
    }
    problems
}
