//! What the room sees: one stage drawn on a screen of 1920×1080 units, whatever the window. The host's window has it small.

mod board;
mod foot;
mod page;
mod paper;
mod place;
mod ring;
mod scene;
mod votes;

pub(super) use board::{badge, signed};
pub(super) use paper::paper;
pub(super) use scene::{Scene, step_name};

use crate::core::branch::Stage;
use crate::state::Room;
use crate::ui::view;
use leptos::prelude::*;
use ring::ring;

/// The big screen.
pub(super) fn show(room: Room) -> AnyView {
    view! {
        <div class="big">
            {move || match (room.stage(), room.course()) {
                (Some(stage), Some(course)) if stage.black => {
                    drop((stage, course));
                    view! { <div class="big-black"></div> }
                }
                (Some(Stage { paper: Some(code), .. }), _) => untrack(|| paper::held_up(room, &code)),
                (Some(stage), Some(course)) => untrack(|| draw(&Scene { room, stage, course })),
                _ => ().into_any(),
            }}
        </div>
    }
}

fn draw(scene: &Scene) -> AnyView {
    let count = (scene.stage.items > 1).then(|| format!("{}/{}", scene.stage.item + 1, scene.stage.items));
    view! {
        <div class="big-frame">
            <header class="big-top">
                <span class="big-step">{scene.sign()}</span>
                <span class="big-name">{scene.title()}</span>
                <span class="big-source">{scene.source()}</span>
                <span class="big-count num">{count.unwrap_or_default()}</span>
                {ring(scene)}
            </header>
            <div class="big-area">{scene.area()}</div>
            {foot::foot(scene)}
        </div>
    }
}
