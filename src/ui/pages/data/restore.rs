//! Choosing a backup to be restored: a file, or the text of one.

use super::Desk;
use crate::state::Study;
use crate::state::backup::Source;
use crate::ui::view;
use leptos::html::Textarea;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement};

/// What the file dialog offers first.
const KINDS: &str = ".gz,.json,application/gzip,application/json";

/// The ways to choose one, and what it would change.
pub(super) fn restore(desk: Desk) -> AnyView {
    let study = Study::expect();
    let choose = move |event: Event| {
        let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else { return };
        if let Some(file) = input.files().and_then(|files| files.item(0)) {
            desk.read(study, Source::File(file));
        }
        // The same file, fetched again, can be chosen again.
        input.set_value("");
    };
    let pasted = NodeRef::<Textarea>::new();
    let paste = move |_| {
        let text = pasted.get_untracked().map(|area| area.value()).unwrap_or_default();
        desk.read(study, Source::Text(text));
    };
    view! {
        <section class="stack-s" id="restore">
            <h2>"恢复"</h2>
            <div class="card stack-s">
                <p class="hint">"选好备份后，先告诉您会改变什么，由您决定合并还是替换。动手之前会自动存一份快照。"</p>
                <label class="button file">
                    "选择备份文件"
                    <input type="file" id="backup-file" accept=KINDS on:change=choose/>
                </label>
                <details class="unfold">
                    <summary>"或者粘贴备份文字"</summary>
                    <div class="stack-s">
                        <label class="sr" for="backup-paste">"备份文字"</label>
                        <textarea id="backup-paste" class="paste" rows="4" node_ref=pasted></textarea>
                        <button type="button" class="button" id="backup-check" on:click=paste>"核对这段文字"</button>
                    </div>
                </details>
                {desk.draw()}
            </div>
        </section>
    }
}
