//! One turn of a round: a question, a list, or a team's run against the clock.

use super::clock::Clock;
use super::round::RoundKind;
use super::team::TeamNo;
use crate::core::answer::Answer;
use crate::core::ids::{ConceptId, QuestionId};

/// How far something on the agenda has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Phase {
    /// 学: a slide.
    Slide,
    /// The rule of a round, before its first question.
    Rule,
    /// A team chooses how hard its question is to be.
    Staking,
    /// What is asked is on the screen, the clock stands.
    Ready,
    /// The room thinks, the clock runs.
    Asking,
    /// A team was first and answers.
    Buzzed {
        /// The team.
        team: TeamNo,
        /// The teams that pressed at the same time as far as can be told, that one among them; none otherwise.
        tied: Vec<TeamNo>,
    },
    /// Hands are being counted, or their counts are on the screen.
    Voting(Vote),
    /// The room talks before it votes again.
    Discussing,
    /// The answer is on the screen.
    Revealed,
    /// 议
    Talk,
    /// 评
    Results,
}

/// Which vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vote {
    /// Before the room has talked.
    First,
    /// After it has.
    Second,
}

/// What somebody answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The question.
    pub question: QuestionId,
    /// Whose answer.
    pub team: Option<TeamNo>,
    /// Whether it was right.
    pub right: bool,
}

/// One turn and all that happened in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Play {
    /// The step of the plan.
    pub step: usize,
    /// How it is played.
    pub kind: RoundKind,
    /// The question on screen.
    pub question: Option<QuestionId>,
    /// The list that is recited.
    pub list: Option<ConceptId>,
    /// Whose turn it is.
    pub team: Option<TeamNo>,
    /// Who was called.
    pub member: Option<u8>,
    /// What was staked.
    pub stake: Option<u8>,
    /// How far it is.
    pub phase: Phase,
    /// Its countdown.
    pub clock: Clock,
    /// Whether the room has had time to think.
    pub asked: bool,
    /// Whether it was left out.
    pub passed: bool,
    /// The answers, in their order.
    pub said: Vec<Said>,
    /// The answer that was put in last.
    pub answer: Option<Answer>,
    /// Hands for each option in both votes; empty for no vote.
    pub votes: [Vec<u16>; 2],
    /// The members that were said, in the order in which they were.
    pub ticked: Vec<u8>,
    /// Teams that may not answer this any more.
    pub out: Vec<TeamNo>,
    /// Who pressed the buzzer, and when.
    pub(super) buzzes: Vec<(TeamNo, u32)>,
    /// How many have passed one after the other.
    pub(super) passes: usize,
}

impl Play {
    pub(super) fn new(step: usize, kind: RoundKind, seconds: u16) -> Self {
        Self {
            step,
            kind,
            question: None,
            list: None,
            team: None,
            member: None,
            stake: None,
            phase: Phase::Ready,
            clock: Clock::of_seconds(u32::from(seconds)),
            asked: false,
            passed: false,
            said: Vec::new(),
            answer: None,
            votes: [Vec::new(), Vec::new()],
            ticked: Vec::new(),
            out: Vec::new(),
            buzzes: Vec::new(),
            passes: 0,
        }
    }

    /// Whether it was played to its end.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.phase == Phase::Revealed && !self.passed
    }

    /// Whether the room was asked and nobody answered.
    #[must_use]
    pub fn is_unanswered(&self) -> bool {
        let asks_one = !matches!(self.kind, RoundKind::Hands | RoundKind::Relay | RoundKind::Sprint);
        asks_one && self.is_over() && self.asked && self.said.is_empty()
    }
}
