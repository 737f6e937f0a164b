//! Teams: their badges, the rule of a round, what can be staked, the scoreboard.

use super::scene::{Scene, middle};
use crate::core::branch::score::{scoreboard, tied};
use crate::core::branch::{RoundKind, TeamNo};
use crate::ui::view;
use leptos::prelude::*;

/// A team's letter on its pattern: told apart without colour.
pub(in super::super) fn badge(team: TeamNo) -> AnyView {
    view! { <span class=format!("badge t{}", team.pattern())><b>{team.letter().to_string()}</b></span> }
}

/// The rule of a round, and where it is played by buzzer whose key is which.
pub(super) fn rule(scene: &Scene) -> AnyView {
    let keys = match scene.stage.kind {
        Some(RoundKind::Buzzer) => {
            let team = |(place, team): (u8, crate::core::branch::Team)| {
                let out = scene.stage.tie_break && !tied(&scene.stage.scores).contains(&TeamNo(place));
                (!out).then(|| view! { <li>{badge(TeamNo(place))}<span>{team.name}</span><kbd>{team.key.to_string()}</kbd></li> })
            };
            let teams = (0..).zip(scene.teams()).filter_map(team).collect_view();
            view! { <ul class="big-keys">{teams}</ul> }
        }
        _ => ().into_any(),
    };
    view! { <div class="big-rule">{middle(&scene.title(), scene.stage.rule.clone())}{keys}</div> }
}

/// What can be staked.
pub(super) fn stakes(scene: &Scene) -> AnyView {
    let points = scene.round().map_or(0, |round| u32::from(round.points));
    let card = |(level, left): (u32, u8)| {
        let words = if left == 0 { "已用完".to_owned() } else { format!("还有 {left} 题") };
        view! {
            <li class:used=left == 0>
                <b>{level.to_string()}</b><strong>{format!("{} 分", points * level)}</strong><span>{words}</span>
            </li>
        }
    };
    let cards = (1..).zip(scene.stage.levels).map(card).collect_view();
    view! { <div class="big-stakes"><h2>"选哪一档？"</h2><ul>{cards}</ul></div> }
}

/// The scoreboard. Teams keep their place in the page and move to that on the board, so that the eye can follow.
pub(super) fn board(scene: &Scene) -> AnyView {
    let scores = &scene.stage.scores;
    if scores.is_empty() {
        let words = if scene.stage.ended.is_some() { "谢谢大家" } else { "今天的学习到这里" };
        return middle(words, String::new());
    }
    let lines = scoreboard(scores);
    let most = lines.first().map_or(0, |line| line.points).max(1);
    let row = |(place, points): (u8, &i32)| {
        let team = TeamNo(place);
        let at = lines.iter().position(|line| line.team == team).unwrap_or(0);
        let rank = lines.get(at).map_or(0, |line| line.place);
        let share = (*points).max(0) * 100 / most;
        view! {
            <li class:first=rank == 1 style:--at=at.to_string() style:--share=format!("{share}%")>
                <span class="rank num">{rank.to_string()}</span>{badge(team)}<strong>{scene.team(team)}</strong>
                <span class="bar"></span><span class="points num">{signed(*points)}</span>
            </li>
        }
    };
    let rows = (0..).zip(scores).map(row).collect_view();
    let leaders = tied(scores);
    let tie = (!leaders.is_empty() && scores.iter().any(|points| *points != 0)).then(|| {
        let names: Vec<String> = leaders.into_iter().map(|team| scene.team(team)).collect();
        view! { <p class="big-tie">{format!("{}并列第一", names.join("、"))}</p> }
    });
    let class = if scores.len() < 5 { "big-board few" } else { "big-board" };
    view! { <div class=class><ol style:--rows=scores.len()>{rows}</ol>{tie}</div> }
}

/// Points with the sign that people write.
pub(in super::super) fn signed(points: i32) -> String {
    let digits = points.unsigned_abs().to_string();
    if points < 0 { ["−", &digits].concat() } else { digits }
}
