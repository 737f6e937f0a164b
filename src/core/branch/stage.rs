//! What both windows draw.

use super::clock::Clock;
use super::play::{Phase, Play};
use super::round::RoundKind;
use super::run::{Leg, Part, Run, Slide};
use super::team::TeamNo;
use crate::core::answer::Answer;
use crate::core::ids::{ConceptId, QuestionId, SectionId};
use crate::core::review::Moment;

/// Everything there is to see at one moment. What the audience must not see yet is for the host: `next`, and answers
/// before [`Phase::Revealed`], which are in the course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stage {
    /// The step of the plan, from 0.
    pub step: usize,
    /// How far it is.
    pub phase: Phase,
    /// The countdown.
    pub clock: Clock,
    /// The kind of the round, in a round.
    pub kind: Option<RoundKind>,
    /// The rule of the round in one sentence; empty elsewhere.
    pub rule: String,
    /// Whether this is a tie-break.
    pub tie_break: bool,
    /// The slide, question, list or run within the step, from 0.
    pub item: usize,
    /// How many there are.
    pub items: usize,
    /// The section whose place in the course is on the slide.
    pub place: Option<SectionId>,
    /// The concept on the slide, or the list that is recited.
    pub concept: Option<ConceptId>,
    /// What of the slide is to be seen: see [`slide`](super::slide).
    pub beat: usize,
    /// The last beat of the slide.
    pub beats: usize,
    /// The question on screen.
    pub question: Option<QuestionId>,
    /// Whose turn it is.
    pub team: Option<TeamNo>,
    /// Who was called, by place in the roster.
    pub member: Option<u8>,
    /// The level that was staked.
    pub stake: Option<u8>,
    /// Questions of each level that can still be staked on.
    pub levels: [u8; 3],
    /// Teams that may not answer this any more.
    pub out: Vec<TeamNo>,
    /// The answer that was put in, if one was.
    pub answer: Option<Answer>,
    /// Whether the last answer was right; `None` before there was one.
    pub right: Option<bool>,
    /// Right answers and all answers of a team's run against the clock.
    pub tally: (usize, usize),
    /// Hands for each option in both votes; empty for no vote.
    pub votes: [Vec<u16>; 2],
    /// The members that were said.
    pub ticked: Vec<u8>,
    /// Points of every team.
    pub scores: Vec<i32>,
    /// Who is there, by place in the roster.
    pub present: Vec<u8>,
    /// Whether the screen is black.
    pub black: bool,
    /// The code of the paper that is held up in front of everything.
    pub paper: Option<String>,
    /// What comes next, for the host.
    pub next: Upcoming,
    /// Whether there is something to take back.
    pub can_undo: bool,
    /// When it ended, if it did.
    pub ended: Option<Moment>,
}

/// What comes next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Upcoming {
    /// Where in the course a section stands.
    Place(SectionId),
    /// Another slide.
    Concept(ConceptId),
    /// Another question.
    Question(QuestionId),
    /// Another turn, whose question is chosen then.
    Turn,
    /// Another step of the plan.
    Step(usize),
    /// The end.
    End,
}

impl Run<'_> {
    /// What there is to see.
    #[must_use]
    pub fn stage(&self) -> Stage {
        let leg = self.legs.get(self.at);
        let next_step = self.legs.get(self.at + 1).map_or(Upcoming::End, |leg| Upcoming::Step(leg.step));
        let mut stage = Stage {
            step: leg.map_or(0, |leg| leg.step),
            phase: Phase::Results,
            clock: Clock::Off,
            kind: None,
            rule: String::new(),
            tie_break: false,
            item: 0,
            items: 0,
            place: None,
            concept: None,
            beat: 0,
            beats: 0,
            question: None,
            team: None,
            member: None,
            stake: None,
            levels: self.levels(),
            out: Vec::new(),
            answer: None,
            right: None,
            tally: (0, 0),
            votes: [Vec::new(), Vec::new()],
            ticked: Vec::new(),
            scores: self.scores.clone(),
            present: self.present(),
            black: self.black,
            paper: self.paper.clone(),
            next: next_step,
            can_undo: !self.meeting.actions.is_empty(),
            ended: self.ended,
        };
        if let Some(leg) = leg {
            self.show(leg, &mut stage);
        }
        stage
    }

    fn show(&self, leg: &Leg, stage: &mut Stage) {
        match &leg.part {
            Part::Slides { slides, at, beat } => {
                stage.phase = Phase::Slide;
                (stage.item, stage.items, stage.beat) = (*at, slides.len(), *beat);
                match slides.get(*at) {
                    Some(Slide::Place(section)) => stage.place = Some(section.clone()),
                    Some(Slide::Concept(concept, beats)) => {
                        (stage.concept, stage.beats) = (Some(concept.clone()), *beats);
                    }
                    None => {}
                }
                match slides.get(at + 1) {
                    Some(Slide::Place(section)) => stage.next = Upcoming::Place(section.clone()),
                    Some(Slide::Concept(concept, _)) => stage.next = Upcoming::Concept(concept.clone()),
                    None => {}
                }
            }
            Part::Talk(clock) => (stage.phase, stage.clock) = (Phase::Talk, *clock),
            Part::Results => {}
            Part::Round(played) => {
                stage.kind = Some(played.round.kind);
                stage.rule = played.round.rule();
                stage.tie_break = played.only.is_some();
                stage.phase = Phase::Rule;
                stage.item = played.at.unwrap_or(0);
                stage.items = played.round.turns(self.scores.len());
                if let Some(play) = played.play() {
                    stage.play(play);
                }
                let place = played.at.map_or(0, |at| at + 1);
                if place < stage.items {
                    let (question, list) = match played.round.kind {
                        RoundKind::Risk => (None, None),
                        RoundKind::Sprint => (played.round.questions.get(played.drawn), None),
                        _ => (played.round.questions.get(place), played.round.lists.get(place)),
                    };
                    let question = question.cloned().map(Upcoming::Question);
                    stage.next = question.or_else(|| list.cloned().map(Upcoming::Concept)).unwrap_or(Upcoming::Turn);
                }
            }
        }
    }
}

impl Stage {
    fn play(&mut self, play: &Play) {
        self.phase = play.phase.clone();
        self.clock = play.clock;
        self.concept.clone_from(&play.list);
        self.question.clone_from(&play.question);
        (self.team, self.member, self.stake) = (play.team, play.member, play.stake);
        self.out.clone_from(&play.out);
        self.answer.clone_from(&play.answer);
        self.right = play.said.last().map(|said| said.right);
        self.tally = (play.said.iter().filter(|said| said.right).count(), play.said.len());
        self.votes.clone_from(&play.votes);
        self.ticked.clone_from(&play.ticked);
    }
}
