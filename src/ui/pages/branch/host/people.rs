//! Scores with their correction, and who is there.

use super::super::hand::Hand;
use super::super::show::{badge, signed};
use crate::core::branch::{Action, TeamNo};
use crate::state::signal::RwSignal;
use crate::ui::view;
use leptos::prelude::*;

/// The points of all teams, each of which can be corrected with a reason.
pub(super) fn scores(hand: Hand) -> AnyView {
    let names =
        hand.room.meeting(|meeting| meeting.plan.teams.iter().map(|team| team.name.clone()).collect::<Vec<_>>());
    let names = names.unwrap_or_default();
    if names.is_empty() {
        return ().into_any();
    }
    let (team, points, reason) = (RwSignal::new(TeamNo(0)), RwSignal::new(String::new()), RwSignal::new(String::new()));
    let one = |(place, name): (u8, String)| {
        let no = TeamNo(place);
        let score = move || hand.room.stage().and_then(|stage| stage.scores.get(no.place()).copied()).unwrap_or(0);
        view! {
            <button type="button" class="button team" aria-pressed=move || if team.get() == no { "true" } else { "false" } on:click=move |_| team.set(no)>
                {badge(no)}{name}<b class="num">{move || signed(score())}</b>
            </button>
        }
    };
    let correct = move |_| {
        // What is no number is refused with the words for it, like 0.
        let typed = points.get_untracked().trim().replace(['−', '－'], "-");
        let points_now = typed.parse().unwrap_or(0);
        let before = hand.room.look(|stage| stage.scores.clone());
        hand.act(Action::Correct { team: team.get_untracked(), points: points_now, reason: reason.get_untracked() });
        if hand.room.look(|stage| stage.scores.clone()) != before {
            points.set(String::new());
            reason.set(String::new());
        }
    };
    view! {
        <details id="scores">
            <summary>"得分与改分"</summary>
            <div class="deck" role="group" aria-label="队伍">{(0..).zip(names).map(one).collect_view()}</div>
            <div class="deck">
                <input type="text" inputmode="text" autocomplete="off" id="points" aria-label="加减分，如 5 或 -5" placeholder="±分" prop:value=move || points.get() on:input=move |event| points.set(event_target_value(&event))/>
                <input type="text" class="wide" autocomplete="off" id="reason" aria-label="改分理由" placeholder="理由（记入台账）" prop:value=move || reason.get() on:input=move |event| reason.set(event_target_value(&event))/>
                <button type="button" class="button" id="correct" on:click=correct>"改分"</button>
            </div>
        </details>
    }
}

/// Who is there.
pub(super) fn attendance(hand: Hand) -> AnyView {
    let names = hand.room.meeting(|meeting| meeting.plan.roster.names.clone()).unwrap_or_default();
    if names.is_empty() {
        return ().into_any();
    }
    let all = names.len();
    let is_there = move |place: u8| hand.room.stage().is_some_and(|stage| stage.present.contains(&place));
    let one = |(place, name): (u8, String)| {
        let change = move |_| {
            let mut present = hand.room.look(|stage| stage.present.clone()).unwrap_or_default();
            match present.iter().position(|other| *other == place) {
                Some(at) => drop(present.remove(at)),
                None => present.push(place),
            }
            hand.act(Action::Attendance { present });
        };
        view! { <label><input type="checkbox" prop:checked=move || is_there(place) on:change=change/>{name}</label> }
    };
    let count = move || hand.room.stage().map_or(0, |stage| stage.present.len());
    view! {
        <details id="attendance">
            <summary>{move || format!("到会 {}/{all}", count())}</summary>
            <div class="deck">{(0..).zip(names).map(one).collect_view()}</div>
        </details>
    }
}
