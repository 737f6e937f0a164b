//! How well a copy matches the course, and what can be done with it.

use crate::core::course::Course;
use crate::core::course::source::Mismatch;
use crate::core::reading::Reading;
use crate::state::signal::{RwSignal, StoredValue};
use crate::state::{OwnCopy, clock};
use crate::ui::parts::{focus, focus_heading_when_there};
use crate::ui::view;
use leptos::prelude::*;

/// Found and not found, 更换 and 删除.
pub(super) fn report(course: &Course, reading: &Reading, replacing: RwSignal<bool>) -> AnyView {
    let (cited, found) = (reading.alignment.cited, reading.alignment.found);
    let name = if reading.text.name.is_empty() { "粘贴的文字" } else { reading.text.name.as_str() };
    let opened = format!("{name} · {} 添加 · 只存在这台设备上", clock::format(reading.text.added));
    let (class, icon) = if found == cited { ("status-line good", "check") } else { ("status-line", "check") };
    let summary = format!("课程引用的 {cited} 处词句，找到 {found} 处。");
    view! {
        <section class="card stack-s" id="own-report" aria-label="核对结果">
            <p class=class><Icon name=icon/><strong>{summary}</strong></p>
            <p class="hint">{opened}</p>
            {mismatches(&reading.alignment.mismatches)}
            {manage(course, replacing)}
        </section>
    }
    .into_any()
}

fn mismatches(all: &[Mismatch]) -> Option<AnyView> {
    let rows: Vec<AnyView> = all.iter().map(|one| view! { <li>{sentence(one)}</li> }.into_any()).collect();
    (!rows.is_empty()).then(|| {
        view! {
            <details class="own-mismatches">
                <summary>{format!("没有对上的 {} 处", rows.len())}</summary>
                <p class="hint">"常见原因：版本不同、是节选、有错字，或复制时漏了字。对不上的地方以您手里的权威版本为准。"</p>
                <ul class="bullets">{rows}</ul>
            </details>
        }
        .into_any()
    })
}

fn sentence(mismatch: &Mismatch) -> String {
    let place = if mismatch.found_in.is_empty() {
        "没有找到".to_owned()
    } else {
        format!("出现在{}", paragraphs(&mismatch.found_in))
    };
    format!("{}“{}”：{place}", paragraphs(&mismatch.cited), mismatch.term)
}

fn paragraphs(numbers: &[u16]) -> String {
    numbers.iter().map(|number| format!("¶{number}")).collect::<Vec<_>>().join("、")
}

/// 更换, and 删除 that asks once more in its place.
fn manage(course: &Course, replacing: RwSignal<bool>) -> AnyView {
    let own = OwnCopy::expect();
    let course = StoredValue::new(course.id.clone());
    let asking = RwSignal::new(false);
    let ask = move |_| {
        asking.set(true);
        request_animation_frame(|| focus("#own-keep"));
    };
    let keep = move |_| {
        asking.set(false);
        request_animation_frame(|| focus("#own-remove"));
    };
    let remove = move |_| {
        course.with_value(|course| own.remove(course));
        focus_heading_when_there();
    };
    let replace = move |_| {
        replacing.set(true);
        focus_heading_when_there();
    };
    let buttons = move || {
        if asking.get() {
            view! {
                <p class="grow" role="alert">"删除这台设备上的这份原文？学习记录不受影响。"</p>
                <button type="button" class="button" id="own-keep" on:click=keep>"取消"</button>
                <button type="button" class="button danger" id="own-remove-now" on:click=remove>"删除"</button>
            }
            .into_any()
        } else {
            view! {
                <button type="button" class="button ghost" id="own-replace" on:click=replace>"更换"</button>
                <button type="button" class="button ghost" id="own-remove" on:click=ask>"删除"</button>
            }
            .into_any()
        }
    };
    view! { <div class="row wrap">{buttons}</div> }.into_any()
}
