//! 学习台账: the record as a file, and the page on paper.

use super::super::mistakes::print;
use crate::core::record::{csv, workbook};
use crate::state::signal::RwSignal;
use crate::state::{Library, Study, page};
use crate::ui::view;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// The buttons.
pub(super) fn record() -> AnyView {
    let said = RwSignal::new(String::new());
    let (study, library) = (Study::expect(), Library::expect());
    let save = move |as_workbook| move |_| spawn_local(save(study, library, as_workbook, said));
    view! {
        <section class="card stack-s panel no-print">
            <h2>"学习台账"</h2>
            <p class="quiet">"全部课程的作答，每次一行；得分按 100 分计，撤回的不算。"</p>
            <div class="row wrap" role="group" aria-label="学习台账">
                <button type="button" class="button" id="save-xlsx" on:click=save(true)><Icon name="save"/>"存为 Excel"</button>
                <button type="button" class="button" id="save-csv" on:click=save(false)><Icon name="save"/>"存为 CSV"</button>
                <button type="button" class="button" on:click=|_| print()>"打印一页报告"</button>
            </div>
            <p class="hint" role="status">{move || said.get()}</p>
        </section>
    }
}

async fn save(study: Study, library: Library, as_workbook: bool, said: RwSignal<String>) {
    said.set(match study.answers().await {
        Err(trouble) => trouble,
        Ok(answers) => {
            let courses = library.all();
            let (bytes, name, kind) = match as_workbook {
                true => (
                    workbook(&answers, &courses),
                    "学习台账.xlsx",
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                ),
                false => (csv(&answers, &courses), "学习台账.csv", "text/csv"),
            };
            match page::download(&bytes, name, kind) {
                true => ["已存为“", name, "”，请在下载文件里查看。"].concat(),
                false => "这里不能保存文件，请用浏览器打开本站再试。".to_owned(),
            }
        }
    });
}
