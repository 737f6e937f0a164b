//! Whether this device keeps the data, and whether the data is sound.

use super::super::me::{line, offline_words};
use crate::core::backup::due::LastFile;
use crate::core::backup::health::Health;
use crate::state::backup::{check, repair};
use crate::state::device::{self, Space, space};
use crate::state::signal::{Effect, RwSignal};
use crate::state::{Keep, Offline, Study, meeting, page};
use crate::ui::view;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// The section.
pub(super) fn health() -> AnyView {
    let (study, keep, offline) = (Study::expect(), Keep::expect(), Offline::expect());
    Effect::new(move |_| {
        if keep.is_ready() {
            untrack(|| meeting::check(keep, study));
        }
    });
    let space = space();
    let found = RwSignal::new(None::<Result<Health, String>>);
    let busy = RwSignal::new(false);
    let look = move |_| {
        busy.set(true);
        spawn_local(async move {
            found.set(Some(check(study).await));
            busy.set(false);
        });
    };
    let mend = move |_| {
        spawn_local(async move {
            if let Err(words) = repair(study).await {
                found.set(Some(Err(words)));
            }
        });
    };
    let verify = move |_| drop(page::call("verify", &[]));
    let verified = move || {
        offline.state().with(|_| ());
        match device::verified_at() {
            Some(at) => format!("离线文件在 {at} 逐个核对过"),
            None => "离线文件还没有核对完".to_owned(),
        }
    };
    let report = move || {
        let last = keep.get::<LastFile>(LastFile::PLACE).map_or("无".to_owned(), |last| last.at.written());
        let unreadable = study.damage().with(Vec::len);
        let checked = match found.get() {
            Some(Ok(health)) => words(&health),
            Some(Err(words)) => words,
            None => "未检查".to_owned(),
        };
        [
            format!("作表率 {} · 构建 {}", env!("CARGO_PKG_VERSION"), page::build()),
            device::agent(),
            kept_words(space.get()).2,
            space_words(space.get()),
            offline_words(offline.state().get()).2,
            verified(),
            format!("上次备份：{last}；读不出来的记录：{unreadable}"),
            checked,
        ]
        .join("\n")
    };
    let result = move || {
        found.get().map(|found| match found {
            Ok(health) if health.is_good() => line(("good", "check", words(&health))),
            Ok(health) => view! {
                {line(("bad", "warn", words(&health)))}
                <p class="hint">"读不出来的记录会原样留着，不会删除。修复会存一份快照，丢开缓存的统计，从全部作答重新算起。"</p>
                <button type="button" class="button" id="repair" on:click=mend>"修复"</button>
            },
            Err(trouble) => line(("bad", "warn", trouble)),
        })
    };
    view! {
        <section class="stack-s" id="health">
            <h2>"存储状况"</h2>
            <div class="card stack-s">
                {move || line(kept_words(space.get()))}
                {move || line(("", "save", space_words(space.get())))}
                {move || line(("", "offline", verified()))}
                <div class="row wrap">
                    <button type="button" class="button" id="check" disabled=move || busy.get() on:click=look>"检查数据库"</button>
                    <button type="button" class="button" id="verify" on:click=verify>"核对离线文件"</button>
                </div>
                <div role="status" id="checked">{result}</div>
                <details class="unfold">
                    <summary>"诊断信息"</summary>
                    <div class="stack-s">
                        <p class="hint">"反馈问题时可以附上。里面没有作答、笔记和原文。"</p>
                        <pre id="report" class="report num">{move || report()}</pre>
                        <button type="button" class="button" id="copy-report" on:click=move |_| { page::call("copyFrom", &["report"]); }>"复制"</button>
                        // boot.js says here whether it was copied.
                        <p class="hint" role="status"></p>
                    </div>
                </details>
            </div>
        </section>
    }
}

/// Whether the browser keeps the data.
pub(in super::super) fn kept_words(space: Space) -> (&'static str, &'static str, String) {
    match space.kept {
        Some(true) => ("good", "check", "浏览器承诺长期保留，不会因空间不足自动清理".to_owned()),
        Some(false) => ("", "warn", "浏览器未承诺长期保留。把本站添加到主屏幕，并定期备份到文件，更稳妥".to_owned()),
        None => ("", "save", "未能确认浏览器是否长期保留数据".to_owned()),
    }
}

fn space_words(space: Space) -> String {
    let mb = |tenths: u32| format!("{}.{} MB", tenths / 10, tenths % 10);
    match space.tenths {
        Some((used, free)) => format!("本站已用 {}，还可以用 {}", mb(used), mb(free)),
        None => "浏览器没有说明空间".to_owned(),
    }
}

fn words(health: &Health) -> String {
    let Health { answers, sessions, values, unreadable, misplaced, folds_agree } = health;
    let mut words = format!("{answers} 次作答、{sessions} 组练习、{values} 条其他记录");
    if health.is_good() {
        words += "：全部读得出来，编号不重复，统计与重新计算一致。";
    }
    if *unreadable > 0 {
        words += &format!("；有 {unreadable} 条读不出来");
    }
    if *misplaced > 0 {
        words += &format!("；有 {misplaced} 条编号不符");
    }
    if !folds_agree {
        words += "；统计与重新计算不一致";
    }
    words
}
