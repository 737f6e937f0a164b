//! Below the page: whose turn it is, what was answered, and the points of all teams.

use super::board::{badge, signed};
use super::scene::Scene;
use crate::core::branch::{Phase, RoundKind, Share, TeamNo, Vote};
use crate::ui::view;
use leptos::prelude::*;

/// Per cent of hands for right options in a vote.
fn rate(scene: &Scene, vote: usize) -> Option<u32> {
    let question = scene.question()?;
    let counts = scene.stage.votes.get(vote).filter(|counts| !counts.is_empty())?;
    let sum = |right_only: bool| -> u32 {
        let counted = counts.iter().enumerate();
        let counted = counted.filter(|(at, _)| !right_only || crate::core::branch::is_right(&question.body, *at));
        counted.map(|(_, count)| u32::from(*count)).sum()
    };
    Share::new(sum(true), sum(false)).per_cent()
}

/// What is to be done, or what came of it.
fn words(scene: &Scene) -> String {
    let stage = &scene.stage;
    let kind = stage.kind;
    let who = match (scene.member(), stage.team) {
        (Some(member), _) => ["请 ", &member].concat(),
        (None, Some(team)) => scene.team(team),
        (None, None) => String::new(),
    };
    match &stage.phase {
        Phase::Rule | Phase::Talk | Phase::Results | Phase::Slide => String::new(),
        Phase::Staking => [&who, " 选难度"].concat(),
        Phase::Buzzed { tied, .. } if tied.is_empty() => [&who, " 抢到"].concat(),
        Phase::Buzzed { .. } => [&who, " 抢到（几乎同时，抽签决定）"].concat(),
        Phase::Voting(Vote::First) if stage.votes[0].is_empty() => "请举手".into(),
        Phase::Voting(Vote::Second) if stage.votes[1].is_empty() => "请再次举手".into(),
        Phase::Voting(_) => String::new(),
        Phase::Discussing => "说说理由，再选一次".into(),
        Phase::Ready | Phase::Asking => match kind {
            Some(RoundKind::Buzzer) if stage.phase == Phase::Asking => "按键抢答".into(),
            Some(RoundKind::Buzzer) => "准备抢答".into(),
            Some(RoundKind::Hands) => "想好了准备举手".into(),
            Some(RoundKind::Sprint) => format!("{who}　答对 {} 题，共答 {} 题", stage.tally.0, stage.tally.1),
            Some(RoundKind::Relay) if stage.team.is_none() => "一人一条接着说".into(),
            Some(RoundKind::Relay) => [&who, " 接着说"].concat(),
            _ => match stage.stake {
                Some(level) => format!("{who} 回答　{level} 档"),
                None => [&who, " 回答"].concat(),
            },
        },
        Phase::Revealed => match (kind, rate(scene, 0), rate(scene, 1), stage.right) {
            (_, Some(first), Some(second), _) => format!("选对的人 {first}% → {second}%"),
            (_, Some(first), None, _) => format!("选对的人 {first}%"),
            (Some(RoundKind::Sprint), ..) => format!("{who}　答对 {} 题，共答 {} 题", stage.tally.0, stage.tally.1),
            (Some(RoundKind::Relay), ..) => {
                let all = scene.concept().map_or(0, |list| list.members.len());
                format!("一共说出 {} 条，共 {all} 条", stage.ticked.len())
            }
            (.., Some(true)) => [&who, " 答对了"].concat(),
            (.., Some(false)) => [&who, " 没有答对"].concat(),
            _ => String::new(),
        },
    }
}

pub(super) fn foot(scene: &Scene) -> AnyView {
    let room = scene.room;
    let stage = &scene.stage;
    let class = match (&stage.phase, stage.right) {
        (Phase::Buzzed { .. }, _) => "big-call buzzed",
        (Phase::Revealed, Some(true)) => "big-call right",
        (Phase::Revealed, Some(false)) => "big-call wrong",
        _ => "big-call",
    };
    let is_turn = !matches!(stage.phase, Phase::Results | Phase::Rule);
    let now = stage.team.filter(|_| is_turn);
    let team = |(place, points): (u8, &i32)| {
        let team = TeamNo(place);
        view! { <span class="big-team num" class:now=now == Some(team) class:out=is_turn && stage.out.contains(&team)>{badge(team)}{signed(*points)}</span> }
    };
    let teams = match stage.phase {
        Phase::Results => ().into_any(),
        _ => (0..).zip(&stage.scores).map(team).collect_view().into_any(),
    };
    let draft = move || {
        let draft = room.draft();
        if draft.is_empty() { draft } else { ["　", &draft].concat() }
    };
    view! {
        <footer class="big-foot">
            <div class=class role="status">{now.map(badge)}<span>{words(scene)}</span><b>{move || draft()}</b></div>
            <div class="big-teams">{teams}</div>
        </footer>
    }
}
