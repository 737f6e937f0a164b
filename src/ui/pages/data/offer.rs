//! What a backup would change, and the decision.

use super::Desk;
use crate::core::backup::{Preview, Tally};
use crate::state::Study;
use crate::state::backup::{Offer, Way, restore};
use crate::state::signal::{RwSignal, StoredValue};
use crate::ui::view;
use leptos::prelude::*;

/// Shows it.
pub(super) fn offer(desk: Desk, found: Offer) -> AnyView {
    let study = Study::expect();
    let lines: Vec<AnyView> = words(&found.preview).into_iter().map(|line| view! { <li>{line}</li> }).collect();
    let nothing = lines.is_empty();
    let head = match found.made() {
        Some(made) => format!("备份于 {made}，含 {} 次作答", found.answers),
        None => format!("含 {} 次作答", found.answers),
    };
    let loss = found.loss;
    let loss = match loss.answers + loss.others {
        0 => "本机有的，备份里也都有。".to_owned(),
        _ => format!("只在本机的 {} 次作答、{} 条其他记录会被换掉。", loss.answers, loss.others),
    };
    let found = StoredValue::new(found);
    let go = move |way| {
        let found = found.get_value();
        let progress = desk.progress(found.records());
        desk.work("正在存快照，然后写入…", Box::pin(restore(study, found, way, progress)));
    };
    let asking = RwSignal::new(false);
    let idle = move || desk.busy.with(Option::is_none);
    view! {
        <div class="stack-s" id="offer">
            <h3 class="num">{head}</h3>
            {if nothing {
                view! { <p id="no-change">"合并不会改变任何内容：备份里的，本机都有。"</p> }
            } else {
                view! { <p>"合并后："</p><ul class="bullets num">{lines}</ul> }
            }}
            <div class="row wrap">
                {(!nothing).then(|| view! {
                    <button type="button" class="button primary" id="merge" disabled=move || !idle() on:click=move |_| go(Way::Merge)>"合并到本机"</button>
                })}
                <button type="button" class="button" id="replace" disabled=move || !idle() on:click=move |_| asking.set(true)>"用备份替换本机…"</button>
                <button type="button" class="button ghost" disabled=move || !idle() on:click=move |_| desk.offer.set(None)>"不恢复"</button>
            </div>
            {move || asking.get().then(|| view! {
                <div class="stack-s" role="alert">
                    <p>"本机会变得和备份一样。"{loss.clone()}"换掉之前先存快照，之后还能换回来。"</p>
                    <button type="button" class="button danger" id="replace-now" disabled=move || !idle() on:click=move |_| go(Way::Replace)>"确认替换"</button>
                </div>
            })}
        </div>
    }
}

/// A line for everything that changes.
fn words(preview: &Preview) -> Vec<String> {
    let mut lines = Vec::new();
    let mut say = |count: usize, head: &str, tail: &str| {
        if count > 0 {
            lines.push(format!("{head} {count} {tail}"));
        }
    };
    say(preview.answers, "新增作答", "次");
    say(preview.taken_back, "其中撤回", "次");
    let mut both = |tally: Tally, new: &str, newer: &str, unit: &str| {
        say(tally.new, new, unit);
        say(tally.newer, newer, unit);
    };
    both(preview.sessions, "新增练习记录", "更新练习记录", "组");
    both(preview.marks, "新增收藏与笔记", "更新收藏与笔记", "条");
    both(preview.others, "新增其他记录（背诵进度、原文等）", "更新其他记录（背诵进度、原文等）", "条");
    say(preview.aside, "编号相同而内容不同，本机的不变、备份里的另存", "条");
    say(preview.unreadable, "本程序读不出来、原样保留", "条");
    if preview.settings {
        lines.push("设置：改用备份里较新的".to_owned());
    }
    lines
}
