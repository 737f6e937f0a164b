//! Which of its pictures a stage is.

use super::{board, page, place, votes};
use crate::core::branch::{Meeting, Phase, Plan, Round, RoundKind, Shown, Stage, Step, Team, TeamNo, slide};
use crate::core::course::{Concept, Course, Fact, Source};
use crate::core::question::Question;
use crate::state::Room;
use crate::ui::view;
use leptos::prelude::*;
use std::sync::Arc;

/// A stage with all that is needed to draw it.
pub(in super::super) struct Scene {
    pub(in super::super) room: Room,
    pub(in super::super) stage: Stage,
    pub(in super::super) course: Arc<Course>,
}

/// What a step of a plan is called.
pub(in super::super) fn step_name(step: &Step) -> &'static str {
    match step {
        Step::Learn(_) => "学习",
        Step::Round(round) => round.kind.name(),
        Step::Discuss { .. } => "讨论",
        Step::Results => "得分",
    }
}

impl Scene {
    /// Looks at the plan.
    pub(in super::super) fn plan<R>(&self, look: impl FnOnce(&Plan) -> R) -> Option<R> {
        self.room.meeting(|meeting| look(&meeting.plan))
    }

    pub(super) fn step<R>(&self, look: impl FnOnce(&Step) -> R) -> Option<R> {
        self.plan(|plan| plan.steps.get(self.stage.step).map(look)).flatten()
    }

    /// The round with its settings.
    pub(in super::super) fn round(&self) -> Option<Round> {
        self.step(|step| match step {
            Step::Round(round) => Some(round.clone()),
            _ => None,
        })
        .flatten()
    }

    pub(in super::super) fn teams(&self) -> Vec<Team> {
        self.plan(|plan| plan.teams.clone()).unwrap_or_default()
    }

    /// Name of a team.
    pub(in super::super) fn team(&self, team: TeamNo) -> String {
        self.plan(|plan| plan.teams.get(team.place()).map(|team| team.name.clone())).flatten().unwrap_or_default()
    }

    /// Name of who was called.
    pub(in super::super) fn member(&self) -> Option<String> {
        let member = self.stage.member?;
        self.plan(|plan| plan.roster.name(member).to_owned())
    }

    pub(in super::super) fn question(&self) -> Option<&Question> {
        self.course.question(self.stage.question.as_ref()?)
    }

    pub(in super::super) fn concept(&self) -> Option<&Concept> {
        self.course.concept(self.stage.concept.as_ref()?)
    }

    /// The question as it stands there.
    pub(in super::super) fn shown(&self) -> Option<Shown> {
        let seed = self.room.meeting(|meeting: &Meeting| meeting.seed)?;
        self.question().map(|question| Shown::new(question, seed))
    }

    /// One character for what is being done.
    pub(super) const fn sign(&self) -> &'static str {
        match self.stage.phase {
            Phase::Slide => "学",
            Phase::Talk => "议",
            Phase::Results => "评",
            _ => "测",
        }
    }

    pub(super) fn title(&self) -> String {
        match self.stage.phase {
            Phase::Slide if self.stage.place.is_some() => "在全文的位置".into(),
            Phase::Slide => self
                .concept()
                .and_then(|concept| self.course.section(&concept.section))
                .map(|section| section.title.clone())
                .unwrap_or_default(),
            Phase::Talk => "说一说".into(),
            Phase::Results => "得分".into(),
            _ if self.stage.tie_break => "加赛".into(),
            _ => self.stage.kind.map(RoundKind::name).unwrap_or_default().into(),
        }
    }

    /// Where it is to be found in the text, and whether the text says so at all.
    pub(super) fn source(&self) -> String {
        let words = |fact: Fact, source: &[Source]| {
            let paras: Vec<String> = source.iter().map(|source| source.para.to_string()).collect();
            let mut words = String::new();
            if !paras.is_empty() {
                words = format!("出处：讲话第 {} 段", paras.join("、"));
            }
            if fact == Fact::Background {
                words += "　背景知识";
            }
            words
        };
        match (&self.stage.phase, self.question(), self.concept()) {
            (Phase::Revealed, Some(question), _) => words(question.fact, &question.source),
            (Phase::Slide | Phase::Revealed, None, Some(concept)) => words(concept.fact, &concept.source),
            _ => String::new(),
        }
    }

    pub(super) fn area(&self) -> AnyView {
        let stage = &self.stage;
        match &stage.phase {
            Phase::Slide => {
                if let Some(section) = &stage.place {
                    return place::place(self, section).into_any();
                }
                let Some(concept) = self.concept() else { return ().into_any() };
                let pages = slide::concept(&self.course, concept);
                slide::page_at(&pages, stage.beat).map(|shown| page::page(shown, stage.beat, &[])).into_any()
            }
            Phase::Talk => {
                let prompt = self.step(|step| match step {
                    Step::Discuss { prompt, .. } => Some(prompt.clone()),
                    _ => None,
                });
                let pages = slide::prompt(&prompt.flatten().unwrap_or_default());
                pages.first().map(|shown| page::page(shown, 0, &[])).into_any()
            }
            Phase::Results => board::board(self),
            Phase::Rule => board::rule(self),
            Phase::Staking => board::stakes(self),
            Phase::Voting(_) | Phase::Discussing if !stage.votes[0].is_empty() => votes::votes(self),
            _ if stage.kind == Some(RoundKind::Relay) => self.concept().map(|list| page::relay(self, list)).into_any(),
            Phase::Revealed => self.shown().map(|shown| page::answer(&shown)).into_any(),
            _ => self.shown().map(|shown| page::question(&shown)).into_any(),
        }
    }
}

/// Words in the middle of the screen.
pub(super) fn middle(title: &str, text: String) -> AnyView {
    view! { <div class="big-middle"><h2>{title.to_owned()}</h2><p>{text}</p></div> }
}
