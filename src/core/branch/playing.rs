//! The rounds of a [`Run`]: what is possible in which phase, and what it is worth.

use super::action::Refusal;
use super::clock::Clock;
use super::play::{Phase, Play, Vote};
use super::round::{RoundKind, options};
use super::run::{Part, Played, Run};
use super::score::Why;
use super::team::{TeamNo, team_of};
use crate::core::course::Course;
use crate::core::ids::QuestionId;
use crate::core::question::Question;
use crate::core::review::Moment;
use crate::core::shuffle::Rng;

/// How long the room talks before it votes again.
const DISCUSS_S: u32 = 120;
const HANDS_MAX: u16 = 999;

impl Run<'_> {
    /// The play on the screen.
    pub(super) fn play(&mut self) -> Result<&mut Play, Refusal> {
        let played = self.played().ok_or(Refusal::NotNow)?;
        played.at.and_then(|at| played.plays.get_mut(at)).ok_or(Refusal::NotNow)
    }

    pub(super) fn round_points(&mut self) -> (i32, i32) {
        self.played().map_or((0, 0), |played| (i32::from(played.round.points), i32::from(played.round.penalty)))
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
        let Some(played) = self.played() else { return Err(Refusal::NotNow) };
        let place = played.at.map_or(0, |at| at + 1);
        if place < played.plays.len() {
            played.at = Some(place);
            return Ok(());
        }
        let Some(mut play) = begun(played, step, teams, course) else { return self.forward() };
        if play.kind == RoundKind::Call {
            (play.member, play.team) = self.call();
        }
        if let Some(played) = self.played() {
            played.plays.push(play);
            played.at = Some(place);
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

    pub(super) fn lot(&mut self, count: usize) -> usize {
        self.draws += 1;
        Rng::new(self.seed().wrapping_add(self.draws), "lot").below(count)
    }

    pub(super) fn stake(&mut self, level: u8) -> Result<(), Refusal> {
        let course = self.course;
        let played = self.played().ok_or(Refusal::NotNow)?;
        if played.play().is_none_or(|play| play.phase != Phase::Staking) {
            return Err(Refusal::NotNow);
        }
        let question =
            left(played, course).find(|question| question.level == level).map(|question| question.id.clone());
        let question = question.ok_or(Refusal::NoneLeft)?;
        let play = self.play()?;
        (play.question, play.stake, play.phase) = (Some(question), Some(level), Phase::Ready);
        Ok(())
    }

    /// The next question of a sprint, or its end.
    pub(super) fn next_of_sprint(&mut self, now: Moment) -> Result<(), Refusal> {
        let question = self.played().and_then(drawn);
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
    pub(super) fn next_member(&mut self) -> Option<u8> {
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
        let seconds = self.played().map_or(0, |played| played.round.seconds);
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
    pub(super) fn pass_on(&mut self, now: Moment) -> Result<(), Refusal> {
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
        if let Some(Part::Round(played)) = self.legs.get(self.at).map(|leg| &leg.part)
            && played.round.kind == RoundKind::Risk
        {
            for question in left(played, self.course) {
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
fn left<'a>(played: &'a Played, course: &'a Course) -> impl Iterator<Item = &'a Question> {
    let is_taken = |id: &QuestionId| played.plays.iter().any(|play| play.question.as_ref() == Some(id));
    played.round.questions.iter().filter(move |id| !is_taken(id)).filter_map(|id| course.question(id))
}

/// The next question of a sprint's supply.
fn drawn(played: &mut Played) -> Option<QuestionId> {
    let question = played.round.questions.get(played.drawn).cloned();
    played.drawn += usize::from(question.is_some());
    question
}

/// The next turn of a round; `None` when it is over.
fn begun(played: &mut Played, step: usize, teams: u8, course: &Course) -> Option<Play> {
    let place = played.plays.len();
    let kind = played.round.kind;
    let mut play = Play::new(step, kind, played.round.seconds);
    let turn = u8::try_from(place.checked_rem(usize::from(teams)).unwrap_or(0)).ok();
    if place >= played.round.turns(usize::from(teams)) {
        return None;
    }
    match kind {
        RoundKind::Relay => play.list = played.round.lists.get(place).cloned(),
        RoundKind::Risk => {
            left(played, course).next()?;
            play.phase = Phase::Staking;
        }
        RoundKind::Sprint => play.question = Some(drawn(played)?),
        _ => play.question = played.round.questions.get(place).cloned(),
    }
    if teams > 0 && matches!(kind, RoundKind::Turns | RoundKind::Risk | RoundKind::Relay | RoundKind::Sprint) {
        play.team = turn.map(TeamNo);
    }
    if let Some(only) = &played.only {
        play.out = (0..teams).map(TeamNo).filter(|team| !only.contains(team)).collect();
    }
    Some(play)
}
