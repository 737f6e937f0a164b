//! The snapshots on this device, and the way back behind a reset.

use super::Desk;
use crate::core::backup::snapshot::{Label, Reason};
use crate::state::Study;
use crate::state::backup::{Source, snapshots as all, undo_reset, undoes_reset};
use crate::state::signal::RwSignal;
use crate::ui::view;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// The list.
pub(super) fn snapshots(desk: Desk) -> AnyView {
    let study = Study::expect();
    let found = RwSignal::new(Vec::<Label>::new());
    list(desk, study, found, None);
    let rows = move || {
        let rows: Vec<AnyView> = found.get().into_iter().map(|label| row(desk, study, found, label)).collect();
        match rows.is_empty() {
            true => view! { <p class="hint">"还没有快照。恢复和清空之前会自动存一份，最多保留 5 份。"</p> },
            false => view! { <ul class="rows">{rows}</ul> },
        }
    };
    view! {
        {move || found.with(|labels| labels.iter().find(|label| undoes_reset(study, label)).cloned()).map(|label| undo(desk, study, label))}
        <section class="stack-s" id="snapshots"><h2>"本机快照"</h2>{rows}</section>
    }
}

/// Lists what is there, after one was deleted if one is given.
fn list(desk: Desk, study: Study, found: RwSignal<Vec<Label>>, without: Option<Label>) {
    spawn_local(async move {
        match all(study, without).await {
            Ok(labels) => found.set(labels),
            Err(words) => desk.trouble.set(Some(words)),
        }
    });
}

/// Everything as before the last reset, and what was done since.
fn undo(desk: Desk, study: Study, label: Label) -> AnyView {
    let words = format!("{} 清空了本机数据（{} 次作答）。30 天内可以撤销。", label.at.written(), label.answers);
    let undo = move |_| {
        let label = label.clone();
        let progress = desk.progress(label.answers);
        desk.work("正在撤销清空…", Box::pin(undo_reset(study, label, progress)));
    };
    view! {
        <div class="card stack-s">
            <p class="num">{words}</p>
            <button type="button" class="button primary" id="undo-reset" on:click=undo>"撤销清空"</button>
        </div>
    }
}

fn row(desk: Desk, study: Study, found: RwSignal<Vec<Label>>, label: Label) -> AnyView {
    let reason = match label.reason {
        Reason::Restore => "恢复之前",
        Reason::Reset => "清空之前",
        Reason::Migration => "升级之前",
    };
    let words = format!("{} · {reason} · {} 次作答", label.at.written(), label.answers);
    let gone = label.clone();
    let open = move |_| desk.read(study, Source::Snapshot(label.clone()));
    let remove = move |_| list(desk, study, found, Some(gone.clone()));
    view! {
        <li class="row wrap">
            <span class="grow num">{words}</span>
            <button type="button" class="button ghost" on:click=open>"恢复…"</button>
            <button type="button" class="button ghost" on:click=remove>"删除"</button>
        </li>
    }
}
