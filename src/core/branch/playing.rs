//! The rounds of a [`Run`]: what is possible in which phase, and what it is worth.

use super::action::Refusal;
use super::clock::Clock;
use super::play::{Phase, Play, Said, Vote};
use super::round::{RoundKind, options};
use super::run::{Leap, Part, Run};
use super::score::Why;
use super::team::{TeamNo, team_of};
use crate::core::answer::Answer;
use crate::core::course::Course;
use crate::core::grade::grade;
use crate::core::ids::QuestionId;
use crate::core::question::{Body, Question};
use crate::core::review::Moment;
use crate::core::shuffle::Rng;

/// How long the room talks before it votes again.
const DISCUSS_S: u32 = 120;
/// Who goes on where another team was wrong has this long at least.
const AGAIN_MS: u32 = 5000;
/// Within this nobody can be said to have been first.
const TIE_MS: u32 = 30;
const HANDS_MAX: u16 = 999;

impl Run<'_> {
    /// The play on the screen.
    fn play(&mut self) -> Result<&mut Play, Refusal> {
        let leap = self.leap().ok_or(Refusal::NotNow)?;
        leap.at.and_then(|at| leap.plays.get_mut(at)).ok_or(Refusal::NotNow)
    }

    fn round_points(&mut self) -> (i32, i32) {
        self.leap().map_or((0, 0), |leap| (i32::from(leap.round.points), i32::from(leap.round.penalty)))
    }

    fn teams(&self) -> u8 {
        u8::try_from(self.scores.len()).unwrap_or(u8::MAX)
    }

    pub(super) fn next_in_round(&mut self, now: Moment) -> Result<(), Refusal> {
        let Ok(play) = self.play() else { return self.next_play() };
        match play.phase {
            Phase::Staking => Err(Refusal::NoStake),
            Phase::Ready => self.begin_asking(now),
            Phase::Asking if play.kind == RoundKind::Hands => {
                play.clock = play.clock.stopped(now);
                play.phase = Phase::Voting(Vote::First);
                Ok(())
            }
            Phase::Voting(vote) if play.votes[vote as usize].is_empty() => Err(Refusal::NoVotes),
            Phase::Voting(Vote::First) => self.discuss(now),
            Phase::Discussing => self.vote_again(now),
            Phase::Revealed => self.next_play(),
            _ => self.reveal_answer(now),
        }
    }

    /// The clock starts, or where there is none the room begins to think.
    pub(super) fn begin_asking(&mut self, now: Moment) -> Result<(), Refusal> {
        let play = self.play()?;
        play.clock = play.clock.started(now);
        (play.phase, play.asked) = (Phase::Asking, true);
        Ok(())
    }

    pub(super) fn reveal_answer(&mut self, now: Moment) -> Result<(), Refusal> {
        let play = self.play()?;
        if matches!(play.phase, Phase::Staking | Phase::Revealed) {
            return Err(Refusal::NotNow);
        }
        play.clock = play.clock.stopped(now);
        play.phase = Phase::Revealed;
        Ok(())
    }

    /// The next play of the round, or the next step.
    fn next_play(&mut self) -> Result<(), Refusal> {
        let (teams, course) = (self.teams(), self.course);
        let step = self.legs.get(self.at).map_or(0, |leg| leg.step);
        let Some(leap) = self.leap() else { return Err(Refusal::NotNow) };
        let place = leap.at.map_or(0, |at| at + 1);
        if place < leap.plays.len() {
            leap.at = Some(place);
            return Ok(());
        }
        let Some(mut play) = begun(leap, step, teams, course) else { return self.forward() };
        if play.kind == RoundKind::Call {
            (play.member, play.team) = self.call();
        }
        if let Some(leap) = self.leap() {
            leap.plays.push(play);
            leap.at = Some(place);
        }
        Ok(())
    }

    /// Calls somebody who is there and was called least often, by lot.
    fn call(&mut self) -> (Option<u8>, Option<TeamNo>) {
        let mut able = self.present();
        if able.is_empty() {
            able = (0..self.meeting.plan.roster.count()).collect();
        }
        let calls = |member: &u8| self.calls.get(usize::from(*member)).copied().unwrap_or(0);
        let least = able.iter().map(calls).min();
        able.retain(|member| Some(calls(member)) == least);
        if able.is_empty() {
            return (None, None);
        }
        let member = able[self.lot(able.len())];
        if let Some(calls) = self.calls.get_mut(usize::from(member)) {
            *calls += 1;
        }
        (Some(member), team_of(&self.meeting.plan.teams, member))
    }

    fn lot(&mut self, count: usize) -> usize {
        self.draws += 1;
        Rng::new(self.seed().wrapping_add(self.draws), "lot").below(count)
    }

    pub(super) fn stake(&mut self, level: u8) -> Result<(), Refusal> {
        let course = self.course;
        let leap = self.leap().ok_or(Refusal::NotNow)?;
        if leap.play().is_none_or(|play| play.phase != Phase::Staking) {
            return Err(Refusal::NotNow);
        }
        let question = left(leap, course).find(|question| question.level == level).map(|question| question.id.clone());
        let question = question.ok_or(Refusal::NoneLeft)?;
        let play = self.play()?;
        (play.question, play.stake, play.phase) = (Some(question), Some(level), Phase::Ready);
        Ok(())
    }

    pub(super) fn buzz(&mut self, team: TeamNo, ticks_ms: u32, now: Moment) -> Result<(), Refusal> {
        let is_team = team.place() < self.scores.len();
        let play = self.play()?;
        if play.kind != RoundKind::Buzzer {
            return Err(Refusal::NotNow);
        }
        if !is_team || play.out.contains(&team) {
            return Err(Refusal::Team);
        }
        match play.phase {
            Phase::Asking if play.clock.is_over(now) => return Err(Refusal::TimeOver),
            Phase::Asking if !matches!(play.clock, Clock::Stopped { .. }) => play.clock = play.clock.stopped(now),
            Phase::Buzzed { .. } => {
                let is_close = play.buzzes.iter().all(|(_, other)| other.abs_diff(ticks_ms) <= TIE_MS);
                if !is_close || play.buzzes.iter().any(|(other, _)| *other == team) {
                    return Err(Refusal::Late);
                }
            }
            _ => return Err(Refusal::NotNow),
        }
        play.buzzes.push((team, ticks_ms));
        let mut tied: Vec<TeamNo> = play.buzzes.iter().map(|(team, _)| *team).collect();
        tied.sort_unstable();
        let firsts = |team: &TeamNo| self.firsts.get(team.place()).copied().unwrap_or(0);
        let least = tied.iter().map(firsts).min();
        let able: Vec<TeamNo> = tied.iter().copied().filter(|team| Some(firsts(team)) == least).collect();
        let team = if able.len() == 1 { able[0] } else { able[self.lot(able.len())] };
        if tied.len() == 1 {
            tied.clear();
        }
        let play = self.play()?;
        (play.phase, play.team) = (Phase::Buzzed { team, tied }, Some(team));
        Ok(())
    }

    pub(super) fn answer(&mut self, answer: &Answer, now: Moment) -> Result<(), Refusal> {
        let course = self.course;
        let play = self.play()?;
        let question = play.question.as_ref().and_then(|id| course.question(id)).ok_or(Refusal::NotNow)?;
        if matches!(question.body, Body::Recall { .. }) {
            return Err(Refusal::HostJudges);
        }
        let verdict = grade(&question.body, answer).map_err(|_| Refusal::Incomplete)?;
        let place = self.leap().and_then(|leap| leap.at);
        self.judge(verdict.is_right(), now)?;
        if let (Some(place), Some(leap)) = (place, self.leap())
            && let Some(play) = leap.plays.get_mut(place).filter(|play| play.kind != RoundKind::Sprint)
        {
            play.answer = Some(answer.clone());
        }
        Ok(())
    }

    pub(super) fn judge(&mut self, right: bool, now: Moment) -> Result<(), Refusal> {
        let play = self.play()?;
        // What was revealed first can still be judged, once.
        let is_open = play.phase == Phase::Revealed && play.said.is_empty() && !play.passed;
        match play.kind {
            RoundKind::Hands => Err(Refusal::NotNow),
            RoundKind::Relay if right => {
                let next = self.next_member().ok_or(Refusal::Said)?;
                self.tick(next, now)
            }
            RoundKind::Relay => self.pass_on(now),
            RoundKind::Sprint if play.phase != Phase::Asking => Err(Refusal::NotNow),
            RoundKind::Sprint if play.clock.is_over(now) => Err(Refusal::TimeOver),
            RoundKind::Sprint => {
                self.said(right);
                self.next_of_sprint(now)
            }
            RoundKind::Buzzer => {
                let is_revealed = play.phase == Phase::Revealed;
                if !matches!(play.phase, Phase::Buzzed { .. }) && !is_revealed {
                    return Err(Refusal::NotNow);
                }
                let team = play.team.filter(|team| !play.out.contains(team)).ok_or(Refusal::NotNow)?;
                if is_revealed && play.said.iter().any(|said| said.team == Some(team)) {
                    return Err(Refusal::NotNow);
                }
                self.said(right);
                if let Some(firsts) = self.firsts.get_mut(team.place()) {
                    *firsts += 1;
                }
                let all = self.scores.len();
                let play = self.play()?;
                if !right {
                    play.out.push(team);
                }
                if right || is_revealed || play.out.len() >= all {
                    play.phase = Phase::Revealed;
                } else {
                    (play.phase, play.team) = (Phase::Asking, None);
                    play.buzzes.clear();
                    play.clock = play.clock.at_least(AGAIN_MS).started(now);
                }
                Ok(())
            }
            _ if is_open || matches!(play.phase, Phase::Ready | Phase::Asking) => {
                play.clock = play.clock.stopped(now);
                play.phase = Phase::Revealed;
                self.said(right);
                Ok(())
            }
            _ => Err(Refusal::NotNow),
        }
    }

    /// Writes down an answer to the question on the screen with what it is worth.
    fn said(&mut self, right: bool) {
        let (points, penalty) = self.round_points();
        let Ok(play) = self.play() else { return };
        let (step, team, times) = (play.step, play.team, i32::from(play.stake.unwrap_or(1)));
        if let Some(question) = play.question.clone() {
            play.said.push(Said { question, team, right });
        }
        let (points, why) = if right { (points, Why::Right) } else { (-penalty, Why::Wrong) };
        self.award(step, team, points * times, why);
    }

    /// The next question of a sprint, or its end.
    fn next_of_sprint(&mut self, now: Moment) -> Result<(), Refusal> {
        let question = self.leap().and_then(drawn);
        let play = self.play()?;
        if question.is_none() {
            play.clock = play.clock.stopped(now);
            play.phase = Phase::Revealed;
        }
        play.question = question;
        Ok(())
    }

    pub(super) fn votes(&mut self, counts: &[u16], now: Moment) -> Result<(), Refusal> {
        let course = self.course;
        let play = self.play()?;
        let vote = match play.phase {
            Phase::Asking if play.kind == RoundKind::Hands => Vote::First,
            Phase::Voting(vote) => vote,
            _ => return Err(Refusal::NotNow),
        };
        let wanted = play.question.as_ref().and_then(|id| course.question(id)).map(|question| options(&question.body));
        if wanted.is_some_and(|wanted| counts.len() != wanted)
            || counts.is_empty()
            || counts.iter().any(|n| *n > HANDS_MAX)
        {
            return Err(Refusal::Counts);
        }
        play.clock = play.clock.stopped(now);
        play.phase = Phase::Voting(vote);
        play.votes[vote as usize] = counts.to_vec();
        Ok(())
    }

    pub(super) fn discuss(&mut self, now: Moment) -> Result<(), Refusal> {
        let play = self.play()?;
        if play.phase != Phase::Voting(Vote::First) {
            return Err(Refusal::NotNow);
        }
        if play.votes[0].is_empty() {
            return Err(Refusal::NoVotes);
        }
        play.clock = Clock::of_seconds(DISCUSS_S).started(now);
        play.phase = Phase::Discussing;
        Ok(())
    }

    pub(super) fn vote_again(&mut self, now: Moment) -> Result<(), Refusal> {
        let play = self.play()?;
        match play.phase {
            Phase::Voting(Vote::First) if play.votes[0].is_empty() => return Err(Refusal::NoVotes),
            Phase::Voting(Vote::First) | Phase::Discussing => {}
            _ => return Err(Refusal::NotNow),
        }
        play.clock = play.clock.stopped(now);
        play.phase = Phase::Voting(Vote::Second);
        Ok(())
    }

    /// The first member of the list that was not said yet.
    fn next_member(&mut self) -> Option<u8> {
        let members = self.members();
        let play = self.play().ok()?;
        (0..members).find(|member| !play.ticked.contains(member))
    }

    fn members(&mut self) -> u8 {
        let course = self.course;
        let list = self.play().ok().and_then(|play| course.concept(play.list.as_ref()?));
        list.map_or(0, |list| u8::try_from(list.members.len()).unwrap_or(u8::MAX))
    }

    pub(super) fn tick(&mut self, member: u8, now: Moment) -> Result<(), Refusal> {
        let (members, teams) = (self.members(), self.teams());
        let (points, _) = self.round_points();
        let play = self.play()?;
        if play.kind != RoundKind::Relay || play.phase != Phase::Asking {
            return Err(Refusal::NotNow);
        }
        if member >= members || play.ticked.contains(&member) {
            return Err(Refusal::Said);
        }
        let (step, team) = (play.step, play.team);
        play.ticked.push(member);
        play.passes = 0;
        play.team = after(team, teams);
        if play.ticked.len() == usize::from(members) {
            play.clock = play.clock.stopped(now);
            play.phase = Phase::Revealed;
        }
        self.award(step, team, points, Why::Right);
        Ok(())
    }

    pub(super) fn pass(&mut self, now: Moment) -> Result<(), Refusal> {
        let seconds = self.leap().map_or(0, |leap| leap.round.seconds);
        let play = self.play()?;
        match (play.kind, &play.phase) {
            (RoundKind::Relay, Phase::Asking) => self.pass_on(now),
            (RoundKind::Sprint, Phase::Asking) if play.clock.is_over(now) => Err(Refusal::TimeOver),
            (RoundKind::Sprint, Phase::Asking) => self.next_of_sprint(now),
            (RoundKind::Call, Phase::Ready | Phase::Asking) => {
                let (member, team) = self.call();
                let play = self.play()?;
                (play.member, play.team, play.phase) = (member, team, Phase::Ready);
                play.clock = Clock::of_seconds(u32::from(seconds));
                Ok(())
            }
            (_, Phase::Staking | Phase::Ready | Phase::Asking | Phase::Voting(_) | Phase::Discussing) => {
                // What was answered wrong before stays answered.
                (play.phase, play.passed) = (Phase::Revealed, play.said.is_empty());
                play.clock = play.clock.stopped(now);
                match self.next_play() {
                    // Behind the last question of the last step there is nothing, and it is left out all the same.
                    Err(Refusal::LastStep) => Ok(()),
                    other => other,
                }
            }
            _ => Err(Refusal::NotNow),
        }
    }

    /// In a relay the turn goes on; when nobody knows more, it is over.
    fn pass_on(&mut self, now: Moment) -> Result<(), Refusal> {
        let teams = self.teams();
        let play = self.play()?;
        if play.phase != Phase::Asking {
            return Err(Refusal::NotNow);
        }
        play.passes += 1;
        play.team = after(play.team, teams);
        if play.passes >= usize::from(teams.max(1)) {
            play.clock = play.clock.stopped(now);
            play.phase = Phase::Revealed;
        }
        Ok(())
    }

    /// Questions of each level that can still be staked on.
    pub(super) fn levels(&self) -> [u8; 3] {
        let mut levels = [0; 3];
        if let Some(Part::Round(leap)) = self.legs.get(self.at).map(|leg| &leg.part)
            && leap.round.kind == RoundKind::Risk
        {
            for question in left(leap, self.course) {
                if let Some(count) = levels.get_mut(usize::from(question.level).wrapping_sub(1)) {
                    *count += 1;
                }
            }
        }
        levels
    }
}

/// The team after another one.
const fn after(team: Option<TeamNo>, teams: u8) -> Option<TeamNo> {
    match team {
        Some(TeamNo(team)) if teams > 0 => Some(TeamNo((team + 1) % teams)),
        other => other,
    }
}

/// Questions of a round that no play has taken yet.
fn left<'a>(leap: &'a Leap, course: &'a Course) -> impl Iterator<Item = &'a Question> {
    let is_taken = |id: &QuestionId| leap.plays.iter().any(|play| play.question.as_ref() == Some(id));
    leap.round.questions.iter().filter(move |id| !is_taken(id)).filter_map(|id| course.question(id))
}

/// The next question of a sprint's supply.
fn drawn(leap: &mut Leap) -> Option<QuestionId> {
    let question = leap.round.questions.get(leap.drawn).cloned();
    leap.drawn += usize::from(question.is_some());
    question
}

/// The next turn of a round; `None` when it is over.
fn begun(leap: &mut Leap, step: usize, teams: u8, course: &Course) -> Option<Play> {
    let place = leap.plays.len();
    let kind = leap.round.kind;
    let mut play = Play::new(step, kind, leap.round.seconds);
    let turn = u8::try_from(place.checked_rem(usize::from(teams)).unwrap_or(0)).ok();
    if place >= leap.round.turns(usize::from(teams)) {
        return None;
    }
    match kind {
        RoundKind::Relay => play.list = leap.round.lists.get(place).cloned(),
        RoundKind::Risk => {
            left(leap, course).next()?;
            play.phase = Phase::Staking;
        }
        RoundKind::Sprint => play.question = Some(drawn(leap)?),
        _ => play.question = leap.round.questions.get(place).cloned(),
    }
    if teams > 0 && matches!(kind, RoundKind::Turns | RoundKind::Risk | RoundKind::Relay | RoundKind::Sprint) {
        play.team = turn.map(TeamNo);
    }
    if let Some(only) = &leap.only {
        play.out = (0..teams).map(TeamNo).filter(|team| !only.contains(team)).collect();
    }
    Some(play)
}
