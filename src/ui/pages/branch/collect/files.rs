//! From files: what phones saved, or pictures of their codes.

use super::Collecting;
use super::outcome::{Sign, Told};
use crate::state::camera::read_picture;
use crate::state::signal::RwSignal;
use crate::ui::view;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{DragEvent, Event, File, FileList, HtmlInputElement};

/// A result has a few hundred bytes; a file with all results of a room a few more.
const TEXT_LIMIT: f64 = 1_000_000.0;
/// The largest picture that is opened.
const PICTURE_LIMIT: f64 = 30_000_000.0;

/// The way of handing files over.
pub(super) fn files(collecting: Collecting) -> AnyView {
    let (busy, told) = (RwSignal::new(false), RwSignal::new(Vec::<Told>::new()));
    let open = move |files: Option<FileList>| {
        let files: Vec<File> =
            files.map(|files| (0..files.length()).filter_map(|at| files.item(at)).collect()).unwrap_or_default();
        if files.is_empty() || busy.get_untracked() {
            return;
        }
        busy.set(true);
        spawn_local(async move {
            let mut all = Vec::new();
            for file in files {
                all.extend(one(collecting, &file).await);
            }
            told.set(summed(all));
            busy.set(false);
        });
    };
    let choose = move |event: Event| {
        let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else { return };
        open(input.files());
        // The same file, mended, can be chosen again.
        input.set_value("");
    };
    let above = RwSignal::new(false);
    let dropped = move |event: DragEvent| {
        event.prevent_default();
        above.set(false);
        open(event.data_transfer().and_then(|data| data.files()));
    };
    view! {
        <section class="card stack-s way" id="files">
            <h2>"收文件"</h2>
            <div class="drop" class:above=move || above.get()
                on:dragover=move |event| { event.prevent_default(); above.set(true); }
                on:dragleave=move |_| above.set(false) on:drop=dropped>
                <label class="button file">
                    "选择文件"
                    <input type="file" id="sheet-files" multiple="" accept=".txt,text/plain,image/*" aria-describedby="sheet-kinds" on:change=choose/>
                </label>
                <p class="hint" id="sheet-kinds">"手机上存的文件，或二维码的截图；可以一次选好几个，也可以拖到这里"</p>
            </div>
            <div role="status">
                {move || busy.get().then(|| view! { <p class="hint">"正在读取…"</p> })}
                {move || told.get().into_iter().map(Told::draw).collect::<Vec<_>>()}
            </div>
        </section>
    }
}

/// What became of a file: of each of its lines, or of each code in the picture.
async fn one(collecting: Collecting, file: &File) -> Vec<Told> {
    let about = |told: Told| {
        if told.sign == Sign::Bad { Told::bad([&*file.name(), "：", &told.words].concat()) } else { told }
    };
    let bad = |words: &str| vec![about(Told::bad(words))];
    let is_picture = file.type_().starts_with("image/");
    if file.size() > if is_picture { PICTURE_LIMIT } else { TEXT_LIMIT } {
        return bad("文件太大，不像是交卷的文件。");
    }
    let texts = if is_picture {
        match read_picture(file).await {
            None => return bad("这张图片打不开。请换成 PNG 或 JPEG 的截图。"),
            Some(texts) if texts.is_empty() => return bad("图片里没有看清二维码。请换一张更大、更清楚的截图。"),
            Some(texts) => texts,
        }
    } else {
        match JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string()) {
            None => return bad("文件读不出来。请重新存一份再选。"),
            Some(text) => text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect(),
        }
    };
    match texts[..] {
        [] => bad("这是一个空文件。"),
        // One is enough to say that this is something else.
        _ => texts.iter().take(400).map(|text| about(collecting.take(text))).collect(),
    }
}

/// How many were taken and were there already; and what is wrong with the others, each once.
fn summed(all: Vec<Told>) -> Vec<Told> {
    let count = |sign: Sign| all.iter().filter(|told| told.sign == sign).count();
    let (good, known) = (count(Sign::Good), count(Sign::Known));
    let mut lines = Vec::new();
    if good + known > 0 {
        let sign = if good > 0 { Sign::Good } else { Sign::Known };
        lines.push(Told { sign, words: format!("收下 {good} 份，已经收过的 {known} 份。") });
    }
    for told in all {
        if told.sign == Sign::Bad && !lines.contains(&told) && lines.len() < 12 {
            lines.push(told);
        }
    }
    lines
}
