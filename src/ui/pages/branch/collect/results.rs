//! The list of results.

use super::Collecting;
use super::outcome::who;
use crate::core::handin::{Collection, Entry};
use crate::state::clock;
use crate::ui::parts::steps;
use crate::ui::view;
use leptos::prelude::*;
use std::sync::Arc;

/// Every result, and what all come to.
pub(super) fn results(collecting: Collecting) -> AnyView {
    view! {
        <section class="stack-s" id="results">
            <div class="section-head"><h2>"已收"</h2><span class="hint num" id="collected">{move || collecting.collection.with(|all| all.as_ref().map(sum))}</span></div>
            <div role="status">{move || collecting.removed.get().map(|(place, entry)| view! {
                <p class="row wrap"><span class="quiet">{format!("已移除：{}，{} 分。", who(&entry, place), entry.earned)}</span>
                    <button type="button" class="button" id="put-back" on:click=move |_| collecting.put_back()>"撤销"</button></p>
            })}</div>
            {move || collecting.collection.with(|all| all.as_ref().map(|all| list(collecting, all)))}
        </section>
    }
}

fn sum(all: &Collection) -> String {
    match all.mean() {
        Some(mean) => format!("{} 份，平均 {}.{} 分，满分 {} 分", all.entries.len(), mean / 10, mean % 10, all.total()),
        None => "还没有".to_owned(),
    }
}

/// The newest first.
fn list(collecting: Collecting, all: &Collection) -> AnyView {
    let entries: Arc<Vec<Entry>> = Arc::new(all.entries.clone());
    let count = entries.len();
    let rows = steps(0, count, Arc::new(move |at| row(collecting, &entries[count - 1 - at], count - 1 - at)));
    view! { <ul class="rows">{rows}</ul> }
}

fn row(collecting: Collecting, entry: &Entry, place: usize) -> AnyView {
    let whose = who(entry, place);
    let right = format!("对 {}", entry.right);
    let told = match entry.missed() {
        Some([partly, wrong, open]) => format!("{right} · 部分 {partly} · 错 {wrong} · 未答 {open}"),
        None => [&*right, " · 输入的，不知道各题"].concat(),
    };
    let at = entry.at().map(|at| [" · ", &clock::format(at)].concat());
    let label = format!("移除 {whose}");
    view! {
        <li class="row result-row">
            <span class="grow"><strong>{whose}</strong><span class="hint num">{told}{at}</span></span>
            <span class="num">{format!("{} 分", entry.earned)}</span>
            <button type="button" class="button ghost" aria-label=label on:click=move |_| collecting.remove(place)><Icon name="close"/></button>
        </li>
    }
}
