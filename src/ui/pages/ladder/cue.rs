//! 看首字: said from first characters, then compared and judged by the reader.

use super::lines::lines;
use super::{Climber, heading};
use crate::core::ladder::{BOX, cue as cued};
use crate::state::signal::RwSignal;
use crate::ui::view;
use leptos::prelude::*;

pub(super) fn cue(climber: Climber) -> AnyView {
    let uncovered = RwSignal::new(false);
    let bodies: Vec<AnyView> = climber
        .ladder
        .with_value(|ladder| ladder.lines.iter().map(|line| body(line.text.clone(), uncovered)).collect());
    let judged = move |passed: bool| {
        climber.settle(passed);
        if passed { climber.go_up() } else { climber.go(climber.rung()) }
    };
    let go = move |_| if uncovered.get_untracked() { judged(true) } else { uncovered.set(true) };
    let not_yet = move || {
        uncovered.get().then(|| {
            view! {
                <button type="button" class="button wide" id="not-yet" on:click=move |_| judged(false)>"没说全，再来"</button>
            }
        })
    };
    let words = move || if uncovered.get() { "都说对了" } else { "对照原文" };
    view! {
        {heading(climber, "看着第一个字把整句说出来，再对照原文，自己评定。")}
        {lines(climber, bodies)}
        <p class="sr" role="status">{move || uncovered.get().then_some("原文已显示在提示下面")}</p>
        <div class="actions row">
            {not_yet}<button type="button" class="button primary wide" id="go" on:click=go>{words}</button>
        </div>
    }
    .into_any()
}

fn body(text: String, uncovered: RwSignal<bool>) -> AnyView {
    let cued = cued(&text);
    // Boxes are for the eye; a screen reader says what they leave.
    let spoken = format!("提示：{}", cued.replace(BOX, ""));
    let answer = move || uncovered.get().then(|| view! { <span class="uncovered">{text.clone()}</span> });
    view! { <span class="cue" aria-hidden="true">{cued}</span><span class="sr">{spoken}</span>{answer} }.into_any()
}
