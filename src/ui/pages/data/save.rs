//! Saving everything to a file, and when it is time for that.

use crate::core::backup::due::{LastFile, due};
use crate::core::route::Route;
use crate::state::backup::{Saved, save_file};
use crate::state::signal::RwSignal;
use crate::state::{Keep, Study, clock, device, page};
use crate::ui::view;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// The button, how old the last file is, and whether it is time for another one. For a card with the id `device`.
pub(in super::super) fn save() -> AnyView {
    let (study, keep) = (Study::expect(), Keep::expect());
    let said = RwSignal::new(String::new());
    let save = move |_| {
        said.set("正在读取本机数据…".to_owned());
        spawn_local(async move {
            said.set(match save_file(study, keep).await {
                Ok(Saved::File { name, answers }) => {
                    format!("已存为“{name}”，含 {answers} 次作答。请把它另存到电脑、网盘或发给自己。")
                }
                Ok(Saved::NotHere) => {
                    page::call("exportData", &["device"]);
                    String::new()
                }
                Err(trouble) => trouble,
            });
        });
    };
    let age = move || ["上次备份到文件：", &last_file(keep)].concat();
    view! {
        {move || overdue(study, keep)}
        <p class="hint">"学习记录只在这台设备上，不上传。换浏览器、清除网站数据都会丢失。备份文件里有全部作答、笔记和设置。"</p>
        <button type="button" class="button" id="export" on:click=save><Icon name="save"/>"备份到文件"</button>
        <p class="hint num" id="last-file">{age}</p>
        // boot.js says here what came of it where the program cannot save a file.
        <p class="hint" role="status"></p>
        <p class="hint" role="status" id="saved">{move || said.get()}</p>
    }
}

/// When the last file was made, and how many days that is ago.
pub(super) fn last_file(keep: Keep) -> String {
    match keep.get::<LastFile>(LastFile::PLACE) {
        None => "还没有".to_owned(),
        Some(last) => match clock::now().study_day().0 - last.at.study_day().0 {
            ..=0 => [&*last.at.written(), "（今天）"].concat(),
            days => format!("{}（{days} 天前）", last.at.written()),
        },
    }
}

/// A gentle word when it is time, with the way to the button.
pub(in super::super) fn reminder() -> AnyView {
    let (study, keep) = (Study::expect(), Keep::expect());
    let link = move || {
        overdue(study, keep).map(|words| {
            view! { <div class="stack-s" id="remind-backup">{words}<Link to=Route::Data class="button">"去备份"</Link></div> }
        })
    };
    view! { {link} }
}

/// How much is in no file, when that is too much.
fn overdue(study: Study, keep: Keep) -> Option<AnyView> {
    if !keep.is_ready() {
        return None;
    }
    let at_risk = device::is_at_risk();
    let days = study.progress(|progress| progress.study_days());
    let days = due(keep.get(LastFile::PLACE), &days, at_risk)?;
    let why = at_risk.then_some("苹果系统会清除一周没有打开的网站数据。请“共享 → 添加到主屏幕”，并常备份。");
    Some(view! {
        <p class="status-line"><Icon name="bulb"/><span>{format!("有 {days} 天的学习还没有备份到文件。")}{why}</span></p>
    })
}
