//! Opening a copy: from a file, by dropping one, or by pasting the text.

use crate::core::course::Course;
use crate::state::own_text::TextError;
use crate::state::signal::{RwSignal, StoredValue};
use crate::state::{OwnCopy, words};
use crate::ui::parts::focus_heading_when_there;
use crate::ui::view;
use leptos::html::Textarea;
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{DragEvent, Event, File, FileList, HtmlInputElement};

/// What the file dialog offers first.
const KINDS: &str = ".txt,.docx,text/plain,application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// The ways of opening a copy. `over` says that there is one, which a new one replaces; `replacing` is cleared when
/// that is done or given up.
pub(super) fn opener(course: &Arc<Course>, over: bool, replacing: RwSignal<bool>) -> AnyView {
    let own = OwnCopy::expect();
    let course = StoredValue::new(Arc::clone(course));
    let (busy, trouble) = (RwSignal::new(false), RwSignal::new(None::<String>));
    let outcome = move |result: Result<(), TextError>| {
        busy.set(false);
        match result {
            Ok(()) => {
                replacing.set(false);
                focus_heading_when_there();
            }
            Err(error) => trouble.set(Some(words::own_text(&error))),
        }
    };
    let open_file = move |file: Option<File>| {
        let Some(file) = file.filter(|_| !busy.get_untracked()) else { return };
        busy.set(true);
        trouble.set(None);
        let course = course.get_value();
        spawn_local(async move { outcome(own.open_file(&course, file).await) });
    };
    let pasted = NodeRef::<Textarea>::new();
    let open_pasted = move |_| {
        trouble.set(None);
        let text = pasted.get_untracked().map(|area| area.value()).unwrap_or_default();
        outcome(course.with_value(|course| own.open_text(course, "", &text)));
    };
    let choose = move |event: Event| {
        let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else { return };
        open_file(first(input.files()));
        // The same file, mended, can be chosen again.
        input.set_value("");
    };
    let above = RwSignal::new(false);
    let drop_file = move |event: DragEvent| {
        event.prevent_default();
        above.set(false);
        open_file(first(event.data_transfer().and_then(|data| data.files())));
    };
    view! {
        <div class="stack" id="opener">
            <p class="prose">"课程不收录讲话原文。打开您自己手里的讲话全文，每张概念卡、每道题的解析旁就会显示原文的那一段，关键词句加了底色；还可以在这里对照着通读。"</p>
            <p class="status-line good"><Icon name="check"/><span>"原文只存在这台设备上，不上传，也不发给任何人。"</span></p>
            {over.then(|| view! { <p class="hint">"新的原文核对无误后才会替换现在这份。"</p> })}
            <div class="drop" class:above=move || above.get()
                on:dragover=move |event| { event.prevent_default(); above.set(true); }
                on:dragleave=move |_| above.set(false) on:drop=drop_file>
                <label class="button primary file">
                    "选择文件"
                    <input type="file" id="own-file" accept=KINDS aria-describedby="own-kinds" on:change=choose/>
                </label>
                <p class="hint" id="own-kinds">".txt 或 .docx，也可以把文件拖到这里"</p>
            </div>
            <div class="stack-s">
                <label for="own-paste">"或者粘贴全文"</label>
                <textarea id="own-paste" class="paste" rows="6" node_ref=pasted></textarea>
                <button type="button" class="button" id="own-check" on:click=open_pasted>"核对并使用这段文字"</button>
            </div>
            {move || busy.get().then(|| view! { <p class="hint" role="status">"正在读取和核对…"</p> })}
            <div role="alert" id="own-trouble">
                {move || trouble.get().map(|words| view! { <p class="status-line bad"><Icon name="warn"/><span>{words}</span></p> })}
            </div>
            {over.then(|| view! {
                <button type="button" class="button ghost" on:click=move |_| replacing.set(false)>"不换了，继续用现在这份"</button>
            })}
        </div>
    }
    .into_any()
}

fn first(files: Option<FileList>) -> Option<File> {
    files.and_then(|files| files.item(0))
}
