//! Who answers, whether it is right, and what it is worth.

use super::action::Refusal;
use super::clock::Clock;
use super::play::{Phase, Said};
use super::round::RoundKind;
use super::run::Run;
use super::score::Why;
use super::team::TeamNo;
use crate::core::answer::Answer;
use crate::core::grade::grade;
use crate::core::question::Body;
use crate::core::review::Moment;

/// Who goes on where another team was wrong has this long at least.
const AGAIN_MS: u32 = 5000;
/// Within this nobody can be said to have been first.
const TIE_MS: u32 = 30;

impl Run<'_> {
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
        let place = self.played().and_then(|played| played.at);
        self.judge(verdict.is_right(), now)?;
        if let (Some(place), Some(played)) = (place, self.played())
            && let Some(play) = played.plays.get_mut(place).filter(|play| play.kind != RoundKind::Sprint)
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
}
