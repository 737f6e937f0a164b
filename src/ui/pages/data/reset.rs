//! Deleting everything, not by accident.

use super::Desk;
use crate::state::Study;
use crate::state::backup::reset as delete;
use crate::state::signal::RwSignal;
use crate::ui::view;
use leptos::prelude::*;

/// What is to be typed.
const TYPED: &str = "清空";

/// The section.
pub(super) fn reset(desk: Desk) -> AnyView {
    let study = Study::expect();
    let typed = RwSignal::new(String::new());
    let is_meant = move || typed.with(|typed| typed.trim() == TYPED);
    let go = move |_| {
        if untrack(is_meant) {
            desk.work("正在清空…", Box::pin(delete(study)));
        }
    };
    view! {
        <section class="stack-s" id="reset">
            <h2>"清空"</h2>
            <details class="unfold">
                <summary>"清空本机数据…"</summary>
                <div class="stack-s">
                    <p>"删除这台设备上的全部作答、笔记、原文和设置，从头开始。清空之前自动存一份快照，30 天内可以在本页撤销；要让别人接手这台设备，请再把快照也删除。"</p>
                    <label for="reset-typed">"请输入“清空”两个字："</label>
                    <input type="text" id="reset-typed" class="field" autocomplete="off" on:input=move |event| typed.set(event_target_value(&event))/>
                    <button type="button" class="button danger" id="reset-now" disabled=move || !is_meant() on:click=go>"清空本机数据"</button>
                </div>
            </details>
        </section>
    }
}
