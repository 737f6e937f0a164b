//! The countdown.

use super::scene::Scene;
use crate::core::branch::{Clock, Phase, Step};
use crate::ui::view;
use leptos::prelude::*;

/// From so little on it warns.
const LAST_MS: u32 = 5000;

/// Milliseconds that the clock has in all.
fn whole(scene: &Scene) -> u32 {
    let seconds = match scene.stage.phase {
        Phase::Talk => scene
            .plan(|plan| match plan.steps.get(scene.stage.step) {
                Some(Step::Discuss { minutes, .. }) => u32::from(*minutes) * 60,
                _ => 0,
            })
            .unwrap_or(0),
        Phase::Discussing => 120,
        _ if scene.stage.tie_break => 30,
        _ => scene.round().map_or(0, |round| u32::from(round.seconds)),
    };
    seconds.saturating_mul(1000).max(1)
}

/// Time as it is read: seconds, from a minute on with minutes.
pub(in super::super) fn time(left_ms: u32) -> String {
    let seconds = left_ms.div_ceil(1000);
    if seconds < 60 { seconds.to_string() } else { format!("{}:{:02}", seconds / 60, seconds % 60) }
}

/// A ring that empties, with the seconds in it.
pub(super) fn ring(scene: &Scene) -> AnyView {
    if scene.stage.clock == Clock::Off || scene.stage.phase == Phase::Revealed {
        return ().into_any();
    }
    let (room, whole) = (scene.room, whole(scene));
    let left = move || room.left_ms().unwrap_or(0);
    let turn = move || {
        let thousandths = u64::from(left().min(whole)) * 1000 / u64::from(whole);
        format!("{}.{}%", thousandths / 10, thousandths % 10)
    };
    let stands = matches!(scene.stage.clock, Clock::Stopped { .. });
    view! {
        <span class="ring num" role="timer" class:stands=stands class:last=move || !stands && left() <= LAST_MS
            class:over=move || left() == 0 style:--turn=move || turn()>
            <b>{move || time(left())}</b>
        </span>
    }
}
