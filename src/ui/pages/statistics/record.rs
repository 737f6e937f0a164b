//! 学习台账: the record as a file, and the page on paper.

use crate::core::record::{csv, workbook};
use crate::state::signal::RwSignal;
use crate::state::{Library, Study, page};
use crate::ui::view;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// The buttons.
pub(super) fn record() -> AnyView {
    let said = RwSignal::new(String::new());
    let of = (Study::expect(), Library::expect());
    let print = move |_| {
        if window().print().is_err() {
            said.set("这里不能打印，请用浏览器打开本站再试。".to_owned());
        }
    };
    view! {
        <section class="card stack-s panel no-print">
            <h2>"学习台账"</h2>
            <p class="quiet">"每次作答一行：时间、题目、结果、得分（按 100 分计）、用时和把握。全部课程都在内，撤回的作答不算。"</p>
            <div class="row wrap" role="group" aria-label="学习台账">
                <button type="button" class="button" id="save-xlsx" on:click=move |_| save(of, true, said)><Icon name="save"/>"存为 Excel"</button>
                <button type="button" class="button" id="save-csv" on:click=move |_| save(of, false, said)><Icon name="save"/>"存为 CSV"</button>
                <button type="button" class="button" id="print" on:click=print>"打印一页报告"</button>
            </div>
            <p class="hint" role="status">{move || said.get()}</p>
        </section>
    }
}

fn save((study, library): (Study, Library), as_workbook: bool, said: RwSignal<String>) {
    let courses = library.all();
    said.set("正在整理…".to_owned());
    spawn_local(async move {
        let answers = match study.answers().await {
            Ok(answers) => answers,
            Err(trouble) => return said.set(trouble),
        };
        let (bytes, name, kind) = if as_workbook {
            let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
            (workbook(&answers, &courses), "学习台账.xlsx", kind)
        } else {
            (csv(&answers, &courses), "学习台账.csv", "text/csv")
        };
        said.set(match page::download(&bytes, name, kind) {
            true => format!("{} 次作答已存为“{name}”，请在下载文件里查看。", answers.len()),
            false => "这里不能保存文件，请用浏览器打开本站再试。".to_owned(),
        });
    });
}
