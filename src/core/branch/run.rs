//! Folding: what the host did becomes what there is to see.

use super::action::{Action, REASON_MAX, Refusal};
use super::clock::Clock;
use super::meeting::Meeting;
use super::plan::Step;
use super::play::{Phase, Play};
use super::round::{Round, RoundKind};
use super::score::{Points, Why, tied};
use super::slide;
use super::team::TeamNo;
use crate::core::course::{Concept, Course};
use crate::core::exam::PaperCode;
use crate::core::ids::{ConceptId, QuestionId, SectionId};
use crate::core::review::Moment;
use crate::core::text::len;

/// A second press within this is the same press.
const BOUNCE_MS: i64 = 250;

/// A meeting as far as it has come, with everything that happened in it. Each action costs about the same, however many
/// came before.
#[derive(Clone, Debug)]
pub struct Run<'a> {
    pub(super) course: &'a Course,
    pub(super) meeting: &'a Meeting,
    pub(super) legs: Vec<Leg>,
    /// The leg on the screen.
    pub(super) at: usize,
    pub(super) points: Vec<Points>,
    pub(super) scores: Vec<i32>,
    /// Who is there; `None` until it was said.
    pub(super) present: Option<Vec<u8>>,
    /// How often each member was called.
    pub(super) calls: Vec<u32>,
    /// How often each team was first at the buzzer.
    pub(super) firsts: Vec<u32>,
    /// How many decisions were drawn by lot, so that each has a draw of its own.
    pub(super) draws: u64,
    pub(super) black: bool,
    /// The code of the paper that is held up in front of everything.
    pub(super) paper: Option<String>,
    pub(super) ended: Option<Moment>,
    turned: Option<i64>,
}

/// A step as it is played; a tie-break is one more before the results.
#[derive(Clone, Debug)]
pub(super) struct Leg {
    /// The step of the plan.
    pub step: usize,
    pub part: Part,
}

#[derive(Clone, Debug)]
pub(super) enum Part {
    Slides { slides: Vec<Slide>, at: usize, beat: usize },
    Round(Played),
    Talk(Clock),
    Results,
}

#[derive(Clone, Debug)]
pub(super) enum Slide {
    /// Where in the course the next concepts stand.
    Place(SectionId),
    /// A concept, with the number of its beats.
    Concept(ConceptId, usize),
}

impl Slide {
    const fn beats(&self) -> usize {
        match self {
            Self::Place(_) => 0,
            Self::Concept(_, beats) => *beats,
        }
    }

    /// The concepts; before the first one, and before several of one section, the place where they stand.
    fn all(ids: &[ConceptId], course: &Course) -> Vec<Self> {
        let concepts: Vec<&Concept> = ids.iter().filter_map(|id| course.concept(id)).collect();
        let mut slides: Vec<Self> = Vec::new();
        for of_section in concepts.chunk_by(|one, next| one.section == next.section) {
            let section = &of_section[0].section;
            if (slides.is_empty() || of_section.len() > 1) && course.section(section).is_some() {
                slides.push(Self::Place(section.clone()));
            }
            let concepts = of_section.iter();
            slides.extend(concepts.map(|concept| Self::Concept(concept.id.clone(), slide::beats(course, concept))));
        }
        slides
    }
}

/// A round that is played.
#[derive(Clone, Debug)]
pub(super) struct Played {
    pub round: Round,
    pub plays: Vec<Play>,
    /// The play on the screen; the rule before the first.
    pub at: Option<usize>,
    /// The teams of a tie-break; all of them otherwise.
    pub only: Option<Vec<TeamNo>>,
    /// How many of the questions have been drawn from the supply of a sprint.
    pub drawn: usize,
}

impl Played {
    pub fn play(&self) -> Option<&Play> {
        self.plays.get(self.at?)
    }
}

impl<'a> Run<'a> {
    /// A meeting of which nothing has happened yet.
    pub(super) fn new(meeting: &'a Meeting, course: &'a Course) -> Self {
        let plan = &meeting.plan;
        let leg = |(step, what): (usize, &Step)| {
            let part = match what {
                Step::Learn(ids) => Part::Slides { slides: Slide::all(ids, course), at: 0, beat: 0 },
                Step::Round(round) => {
                    Part::Round(Played { round: round.clone(), plays: Vec::new(), at: None, only: None, drawn: 0 })
                }
                Step::Discuss { minutes, .. } => Part::Talk(Clock::of_seconds(u32::from(*minutes) * 60)),
                Step::Results => Part::Results,
            };
            Leg { step, part }
        };
        Self {
            course,
            meeting,
            legs: plan.steps.iter().enumerate().map(leg).collect(),
            at: 0,
            points: Vec::new(),
            scores: vec![0; plan.teams.len()],
            present: None,
            calls: vec![0; usize::from(plan.roster.count())],
            firsts: vec![0; plan.teams.len()],
            draws: 0,
            black: false,
            paper: None,
            ended: None,
            turned: None,
        }
    }

    /// The points in the order in which they were won and lost.
    #[must_use]
    pub fn points(&self) -> &[Points] {
        &self.points
    }

    /// The turns that were played or begun, in the order of the agenda.
    pub fn plays(&self) -> impl Iterator<Item = &Play> {
        self.legs.iter().flat_map(|leg| match &leg.part {
            Part::Round(played) => played.plays.as_slice(),
            _ => &[],
        })
    }

    /// The questions that are planned or were asked.
    #[must_use]
    pub fn questions(&self) -> Vec<&QuestionId> {
        let rounds = self.legs.iter().filter_map(|leg| match &leg.part {
            Part::Round(played) => Some(played.round.questions.as_slice()),
            _ => None,
        });
        rounds.flatten().collect()
    }

    /// Who is there, by place in the roster.
    #[must_use]
    pub fn present(&self) -> Vec<u8> {
        self.present.clone().unwrap_or_else(|| (0..self.meeting.plan.roster.count()).collect())
    }

    pub(super) const fn seed(&self) -> u64 {
        self.meeting.seed
    }

    pub(super) fn played(&mut self) -> Option<&mut Played> {
        match &mut self.legs.get_mut(self.at)?.part {
            Part::Round(played) => Some(played),
            _ => None,
        }
    }

    /// Does what the host does, or nothing at all.
    pub(super) fn apply(&mut self, action: &Action, now: Moment) -> Result<(), Refusal> {
        if self.ended.is_some() {
            return Err(Refusal::Ended);
        }
        match action {
            Action::Next | Action::Back => self.turn(*action == Action::Next, now),
            Action::Reveal => self.reveal(now),
            Action::StartClock | Action::StopClock => self.set_clock(*action == Action::StartClock, now),
            Action::Correct { team, points, reason } => self.correct(*team, *points, reason),
            Action::TieBreak { question } => self.break_tie(question),
            Action::Attendance { present } => {
                let mut present = present.clone();
                present.sort_unstable();
                present.dedup();
                if present.last().is_some_and(|last| *last >= self.meeting.plan.roster.count()) {
                    return Err(Refusal::Stranger);
                }
                self.present = Some(present);
                Ok(())
            }
            Action::Black => {
                self.black = !self.black;
                Ok(())
            }
            Action::Paper { code } => {
                if !code.is_empty() && PaperCode::parse(code).is_err() {
                    return Err(Refusal::NotNow);
                }
                self.paper = Some(code.clone()).filter(|code| !code.is_empty());
                Ok(())
            }
            Action::End => {
                self.ended = Some(now);
                Ok(())
            }
            Action::Buzz { team, ticks_ms } => self.buzz(*team, *ticks_ms, now),
            Action::Judge { right } => self.judge(*right, now),
            Action::Answer(answer) => self.answer(answer, now),
            Action::Stake { level } => self.stake(*level),
            Action::Votes { counts } => self.votes(counts, now),
            Action::Discuss => self.discuss(now),
            Action::VoteAgain => self.vote_again(now),
            Action::Tick { member } => self.tick(*member, now),
            Action::Pass => self.pass(now),
        }
    }

    fn turn(&mut self, is_next: bool, now: Moment) -> Result<(), Refusal> {
        if self.turned.is_some_and(|before| (0..BOUNCE_MS).contains(&now.utc_ms.saturating_sub(before))) {
            return Err(Refusal::Repeated);
        }
        if self.black {
            self.black = false;
        } else if self.paper.is_some() {
            self.paper = None;
        } else if is_next {
            self.next(now)?;
        } else {
            self.back()?;
        }
        self.turned = Some(now.utc_ms);
        Ok(())
    }

    fn next(&mut self, now: Moment) -> Result<(), Refusal> {
        match self.legs.get_mut(self.at).map(|leg| &mut leg.part) {
            Some(Part::Slides { slides, at, beat }) => {
                if slides.get(*at).is_some_and(|slide| *beat < slide.beats()) {
                    *beat += 1;
                    return Ok(());
                }
                if *at + 1 < slides.len() {
                    (*at, *beat) = (*at + 1, 0);
                    return Ok(());
                }
                self.forward()
            }
            Some(Part::Talk(clock @ Clock::Stopped { .. })) => {
                *clock = clock.started(now);
                Ok(())
            }
            Some(Part::Round(_)) => self.next_in_round(now),
            _ => self.forward(),
        }
    }

    pub(super) const fn forward(&mut self) -> Result<(), Refusal> {
        if self.at + 1 >= self.legs.len() {
            return Err(Refusal::LastStep);
        }
        self.at += 1;
        Ok(())
    }

    fn back(&mut self) -> Result<(), Refusal> {
        match self.legs.get_mut(self.at).map(|leg| &mut leg.part) {
            Some(Part::Slides { beat, .. }) if *beat > 0 => {
                *beat -= 1;
                return Ok(());
            }
            Some(Part::Slides { slides, at, beat }) if *at > 0 => {
                *at -= 1;
                *beat = slides[*at].beats();
                return Ok(());
            }
            Some(Part::Round(played)) if played.at.is_some() => {
                let is_left = matches!(
                    played.play().map(|play| &play.phase),
                    Some(Phase::Ready | Phase::Staking | Phase::Revealed) | None
                );
                if !is_left {
                    return Err(Refusal::Playing);
                }
                played.at = played.at.and_then(|at| at.checked_sub(1));
                return Ok(());
            }
            _ => {}
        }
        self.at = self.at.checked_sub(1).ok_or(Refusal::FirstStep)?;
        Ok(())
    }

    fn reveal(&mut self, now: Moment) -> Result<(), Refusal> {
        match self.legs.get_mut(self.at).map(|leg| &mut leg.part) {
            Some(Part::Slides { slides, at, beat }) => {
                let beats = slides.get(*at).map_or(0, Slide::beats);
                if *beat >= beats {
                    return Err(Refusal::NotNow);
                }
                *beat = beats;
                Ok(())
            }
            Some(Part::Round(_)) => self.reveal_answer(now),
            _ => Err(Refusal::NotNow),
        }
    }

    fn set_clock(&mut self, start: bool, now: Moment) -> Result<(), Refusal> {
        if start && self.played().and_then(|played| played.play()).is_some_and(|play| play.phase == Phase::Ready) {
            return self.begin_asking(now);
        }
        let clock = match self.legs.get_mut(self.at).map(|leg| &mut leg.part) {
            Some(Part::Talk(clock)) => clock,
            Some(Part::Round(played)) => match played.at.and_then(|at| played.plays.get_mut(at)) {
                Some(play) if matches!(play.phase, Phase::Asking | Phase::Discussing) => &mut play.clock,
                _ => return Err(Refusal::NotNow),
            },
            _ => return Err(Refusal::NotNow),
        };
        let next = if start { clock.started(now) } else { clock.stopped(now) };
        if next == *clock {
            return Err(Refusal::NotNow);
        }
        *clock = next;
        Ok(())
    }

    fn correct(&mut self, team: TeamNo, points: i16, reason: &str) -> Result<(), Refusal> {
        if team.place() >= self.scores.len() {
            return Err(Refusal::Team);
        }
        let reason = reason.trim();
        if points == 0 || reason.is_empty() || len(reason) > REASON_MAX {
            return Err(Refusal::Reason);
        }
        let step = self.legs.get(self.at).map_or(0, |leg| leg.step);
        self.award(step, Some(team), i32::from(points), Why::Correction(reason.to_owned()));
        Ok(())
    }

    /// Writes points down. Without a team, and for 0 points, there is nothing to write.
    pub(super) fn award(&mut self, step: usize, team: Option<TeamNo>, points: i32, why: Why) {
        if let Some(team) = team.filter(|_| points != 0)
            && let Some(score) = self.scores.get_mut(team.place())
        {
            *score = score.saturating_add(points);
            self.points.push(Points { step, team, points, why });
        }
    }

    fn break_tie(&mut self, question: &QuestionId) -> Result<(), Refusal> {
        let leg = self.legs.get(self.at).filter(|leg| matches!(leg.part, Part::Results)).ok_or(Refusal::NotNow)?;
        let leaders = tied(&self.scores);
        if leaders.is_empty() {
            return Err(Refusal::NoTie);
        }
        let is_good = self.course.question(question).is_some_and(|question| RoundKind::Buzzer.suits(question));
        if !is_good || self.questions().contains(&question) {
            return Err(Refusal::Question);
        }
        let round = Round { points: 1, penalty: 0, seconds: 30, ..Round::new(RoundKind::Buzzer) };
        let round = round.with(vec![question.clone()]);
        let played = Played { round, plays: Vec::new(), at: None, only: Some(leaders), drawn: 0 };
        let step = leg.step;
        self.legs.insert(self.at, Leg { step, part: Part::Round(played) });
        Ok(())
    }
}
