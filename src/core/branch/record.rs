//! 支部台账: what the branch keeps of a meeting.

use super::meeting::Meeting;
use super::play::Play;
use super::round::{RoundKind, is_right};
use super::score::{Why, scoreboard};
use crate::core::course::Course;
use crate::core::exam::Marks;
use crate::core::ids::{ConceptId, CourseId, MeetingId, QuestionId};
use crate::core::kept::{Kept, Shared};
use crate::core::question::Question;
use crate::core::review::Moment;
use serde::{Deserialize, Serialize};

/// A record as it is stored, kept at its [place](Record::place). It says everything by itself: plan and meeting may go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// The meeting.
    pub id: MeetingId,
    /// The course it was about.
    pub course: CourseId,
    /// Title of its plan.
    pub title: String,
    /// When it began.
    pub started: Moment,
    /// How long it took.
    pub minutes: u32,
    /// Members of the roster.
    pub members: u8,
    /// Who was there.
    pub present: Vec<String>,
    /// The teams, the best first.
    #[serde(default)]
    pub teams: Vec<TeamLine>,
    /// The rounds that were played.
    #[serde(default)]
    pub rounds: Vec<RoundLine>,
    /// The votes.
    #[serde(default)]
    pub votes: Vec<VoteLine>,
    /// What was answered in the room, by question.
    #[serde(default)]
    pub answers: Vec<(QuestionId, Share)>,
    /// What was recited, by list.
    #[serde(default)]
    pub recited: Vec<(ConceptId, Share)>,
    /// Corrections of the score.
    #[serde(default)]
    pub corrections: Vec<Correction>,
    /// Results that phones or papers have handed in.
    #[serde(default)]
    pub handed: Vec<HandedIn>,
    /// What the host has written about it, at most [`NOTE_MAX`] characters.
    #[serde(default)]
    pub note: String,
    /// Of how many actions of the host it was made; another number in the meeting means that it has gone on since.
    #[serde(default)]
    pub actions: usize,
}

/// The longest note of the host, in characters: it stands on the page that is printed.
pub const NOTE_MAX: usize = 300;

/// What a team came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeamLine {
    /// Its name.
    pub name: String,
    /// Its place, shared by who has the same points.
    pub place: u8,
    /// Its points, corrections included.
    pub points: i32,
    /// Its points of every round, in the order of [`Record::rounds`].
    pub rounds: Vec<i32>,
}

/// What a round came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoundLine {
    /// The step of the plan, from 0.
    pub step: u16,
    /// Its kind.
    pub kind: RoundKind,
    /// What was answered.
    pub share: Share,
}

/// A vote by hands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoteLine {
    /// The question.
    pub question: QuestionId,
    /// Hands for each option.
    pub first: Vec<u16>,
    /// Hands after the room had talked; empty when it did not vote again.
    #[serde(default)]
    pub second: Vec<u16>,
}

/// A correction of the score by hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// The team's name.
    pub team: String,
    /// Points more, or less.
    pub points: i32,
    /// Why.
    pub reason: String,
}

/// A result that somebody has handed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandedIn {
    /// Whose, if that was said.
    #[serde(default)]
    pub name: Option<String>,
    /// For every question of the paper whether it was right; none where only the marks are known.
    #[serde(default)]
    pub verdicts: Vec<(QuestionId, bool)>,
    /// Marks earned.
    pub marks: Marks,
    /// Marks to be had.
    pub of: Marks,
}

/// Right ones out of all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// Right ones.
    pub right: u32,
    /// All.
    pub of: u32,
}

impl Kept for Record {
    const KIND: &'static str = "branch";
}

/// A record has three parts, each with a way of its own: what follows from the meeting, what was handed in, and the note.
impl Shared for Record {
    fn merged(self, base: Option<&Self>, theirs: Self) -> Self {
        let is_mine = base.is_none_or(|base| base.note != self.note);
        let note = if is_mine { self.note.clone() } else { theirs.note.clone() };
        let mut handed = self.handed.clone();
        let known = base.map_or(&[][..], |base| &base.handed);
        handed.retain(|one| theirs.handed.contains(one) || !known.contains(one));
        let added = theirs.handed.iter().filter(|one| !self.handed.contains(one) && !known.contains(one));
        handed.extend(added.cloned());
        let derived = if base.is_some_and(|base| base.actions == self.actions) { theirs } else { self };
        Self { handed, note, ..derived }
    }
}

impl Share {
    /// So many right ones out of so many.
    #[must_use]
    pub const fn new(right: u32, of: u32) -> Self {
        Self { right, of }
    }

    /// Per cent, rounded; `None` of nothing.
    #[must_use]
    pub fn per_cent(self) -> Option<u32> {
        (u64::from(self.right) * 200 + u64::from(self.of)).checked_div(u64::from(self.of) * 2).map(|rate| rate as u32)
    }

    pub(super) const fn add(&mut self, other: Self) {
        self.right = self.right.saturating_add(other.right);
        self.of = self.of.saturating_add(other.of);
    }
}

/// What a turn shows of the knowledge of the room. A show of hands counts by its first vote, which is what people know
/// before they have talked; what nobody could answer is one wrong answer, what was left out is none.
fn shares(play: &Play, course: &Course) -> Vec<(QuestionId, Share)> {
    let mut shares: Vec<(QuestionId, Share)> =
        play.said.iter().map(|said| (said.question.clone(), Share::new(u32::from(said.right), 1))).collect();
    if let Some(id) = &play.question {
        if play.is_unanswered() {
            shares.push((id.clone(), Share::new(0, 1)));
        }
        let hands = |right_only: bool, question: &Question| -> u32 {
            let counted = play.votes[0].iter().enumerate();
            counted.filter(|(at, _)| !right_only || is_right(&question.body, *at)).map(|(_, n)| u32::from(*n)).sum()
        };
        if let Some(question) = course.question(id).filter(|_| !play.votes[0].is_empty()) {
            shares.push((id.clone(), Share::new(hands(true, question), hands(false, question))));
        }
    }
    shares
}

/// Adds a share to what there is of the same thing.
fn tally<K: PartialEq>(to: &mut Vec<(K, Share)>, key: K, share: Share) {
    match to.iter_mut().find(|(other, _)| *other == key) {
        Some((_, sum)) => sum.add(share),
        None => to.push((key, share)),
    }
}

impl Record {
    /// The record of a meeting that has ended, or of what there is of it.
    #[must_use]
    pub fn of(meeting: &Meeting, course: &Course) -> Self {
        let (run, plan) = (meeting.run(course), &meeting.plan);
        let end = meeting.actions.last().map_or(meeting.started, |action| action.at);
        let minutes = end.utc_ms.saturating_sub(meeting.started.utc_ms).max(0) / 60_000;
        let mut record = Self {
            id: meeting.id.clone(),
            course: plan.course.clone(),
            title: plan.title.clone(),
            started: meeting.started,
            minutes: u32::try_from(minutes).unwrap_or(u32::MAX),
            members: plan.roster.count(),
            present: run.present().into_iter().map(|member| plan.roster.name(member).to_owned()).collect(),
            teams: Vec::new(),
            rounds: Vec::new(),
            votes: Vec::new(),
            answers: Vec::new(),
            recited: Vec::new(),
            corrections: Vec::new(),
            handed: Vec::new(),
            note: String::new(),
            actions: meeting.actions.len(),
        };
        for play in run.plays() {
            record.take_play(play, course);
        }
        let name = |place: usize| plan.teams.get(place).map(|team| team.name.clone()).unwrap_or_default();
        let scores = run.stage().scores;
        for line in scoreboard(&scores) {
            let won = run.points().iter().filter(|points| points.team == line.team);
            let of_round = |round: &RoundLine| {
                let won = won.clone().filter(|won| won.step == usize::from(round.step));
                won.filter(|won| !matches!(won.why, Why::Correction(_))).map(|won| won.points).sum()
            };
            let rounds = record.rounds.iter().map(of_round).collect();
            let name = name(line.team.place());
            record.teams.push(TeamLine { name, place: line.place, points: line.points, rounds });
        }
        for points in run.points() {
            if let Why::Correction(reason) = &points.why {
                let team = name(points.team.place());
                record.corrections.push(Correction { team, points: points.points, reason: reason.clone() });
            }
        }
        record
    }

    /// The record made anew of its meeting. What came from elsewhere stays: results handed in, and the note.
    #[must_use]
    pub fn again(&self, meeting: &Meeting, course: &Course) -> Self {
        Self { handed: self.handed.clone(), note: self.note.clone(), ..Self::of(meeting, course) }
    }

    fn take_play(&mut self, play: &Play, course: &Course) {
        let mut sum = Share::default();
        for (question, share) in shares(play, course) {
            sum.add(share);
            tally(&mut self.answers, question, share);
        }
        let list = play.list.as_ref().filter(|_| play.asked && !play.passed).and_then(|id| course.concept(id));
        if let Some(list) = list {
            let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
            let share = Share::new(count(play.ticked.len()), count(list.members.len()));
            sum.add(share);
            tally(&mut self.recited, list.id.clone(), share);
        }
        if let Some(question) = play.question.clone().filter(|_| !play.votes[0].is_empty()) {
            let [first, second] = play.votes.clone();
            self.votes.push(VoteLine { question, first, second });
        }
        let step = u16::try_from(play.step).unwrap_or(u16::MAX);
        match self.rounds.iter_mut().find(|round| round.step == step) {
            Some(round) => round.share.add(sum),
            None => self.rounds.push(RoundLine { step, kind: play.kind, share: sum }),
        }
    }

    /// Where it is kept: `<course>/<id>`.
    #[must_use]
    pub fn place(&self) -> String {
        [self.course.as_str(), "/", self.id.as_str()].concat()
    }

    /// Takes a result in that was handed in. Whether it came before is for who collects.
    pub fn take_in(&mut self, handed: HandedIn) {
        self.handed.push(handed);
    }

    /// What was answered by question, in the room and on phones.
    #[must_use]
    pub fn by_question(&self) -> Vec<(QuestionId, Share)> {
        let mut all = self.answers.clone();
        for (question, right) in self.handed.iter().flat_map(|handed| &handed.verdicts) {
            tally(&mut all, question.clone(), Share::new(u32::from(*right), 1));
        }
        all
    }

    /// How much of every concept the room knew, in the order of the course; concepts that were not asked about are left
    /// out. A question about several concepts counts for each.
    #[must_use]
    pub fn by_concept(&self, course: &Course) -> Vec<(ConceptId, Share)> {
        let questions = self.by_question();
        let mut asked: Vec<(&Question, Share)> = Vec::with_capacity(questions.len());
        for (id, share) in &questions {
            asked.extend(course.question(id).map(|question| (question, *share)));
        }
        let mut all = Vec::new();
        for concept in &course.concepts {
            let mut sum = Share::default();
            for (_, share) in asked.iter().filter(|(question, _)| question.concepts.contains(&concept.id)) {
                sum.add(*share);
            }
            for (_, share) in self.recited.iter().filter(|(id, _)| *id == concept.id) {
                sum.add(*share);
            }
            if sum.of > 0 {
                all.push((concept.id.clone(), sum));
            }
        }
        all
    }
}
