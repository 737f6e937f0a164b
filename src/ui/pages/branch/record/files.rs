//! The record on paper and as a file.

use crate::core::branch::Record;
use crate::core::branch::tables::{csv, workbook};
use crate::core::course::Course;
use crate::state::signal::{RwSignal, StoredValue};
use crate::state::{Keep, page};
use crate::ui::view;
use leptos::prelude::*;
use std::sync::Arc;

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The buttons.
pub(super) fn files(course: &Arc<Course>, keep: Keep, place: String) -> AnyView {
    let said = RwSignal::new(String::new());
    let (course, place) = (StoredValue::new(Arc::clone(course)), StoredValue::new(place));
    let save = move |as_workbook: bool| {
        move |_| {
            let Some(record) = untrack(|| keep.get::<Record>(&place.get_value())) else { return };
            let (day, tables) = (record.started.written(), course.with_value(|course| record.tables(course)));
            let day = day.split(' ').next().unwrap_or_default();
            let (bytes, kind, end) =
                if as_workbook { (workbook(&tables), XLSX, ".xlsx") } else { (csv(&tables), "text/csv", ".csv") };
            let name = ["支部台账-", day, end].concat();
            said.set(match page::download(&bytes, &name, kind) {
                true => ["已存为“", &name, "”，请在下载文件里查看。"].concat(),
                false => "这里不能保存文件，请用浏览器打开本站再试。".to_owned(),
            });
        }
    };
    // Refused only where a page may not print at all.
    let print = |_| drop(window().print());
    view! {
        <div class="stack-s no-print">
            <div class="row wrap" role="group" aria-label="打印和导出">
                <button type="button" class="button" id="print" on:click=print>"打印一页"</button>
                <button type="button" class="button" id="save-xlsx" on:click=save(true)><Icon name="save"/>"存为 Excel"</button>
                <button type="button" class="button" id="save-csv" on:click=save(false)><Icon name="save"/>"存为 CSV"</button>
            </div>
            <p class="hint" role="status">{move || said.get()}</p>
        </div>
    }
}
