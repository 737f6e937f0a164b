//! 搬家: everything to another phone without a network. The old one shows codes without end, the new one reads them.

mod receive;
mod show;

use super::data::done;
use crate::core::route::Route;
use crate::state::moving::{forget_frames, kept_frames};
use crate::state::signal::RwSignal;
use crate::state::{Study, page};
use crate::ui::parts::use_title;
use crate::ui::view;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// Which phone this is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Old,
    New,
}

/// The page.
pub(crate) fn moving() -> AnyView {
    use_title("搬家");
    let study = Study::expect();
    let side = RwSignal::new(None::<Side>);
    // What had come before this page was opened; `None` until it is known.
    let before = RwSignal::new(None::<Vec<String>>);
    let is_done = page::take_word();
    spawn_local(async move {
        // Where nothing can be read, all of it is scanned; what cannot be forgotten now is when the next is read.
        let found = if is_done { forget_frames(study).await.map(|()| Vec::new()) } else { kept_frames(study).await };
        let found = found.unwrap_or_default();
        if !found.is_empty() {
            side.set(Some(Side::New));
        }
        before.set(Some(found));
    });
    let choice = move || {
        view! {
            <p class="prose">"把全部作答、笔记、计划和设置搬到另一台手机。两台都打开这一页，面对面扫码，不用网络，旧手机上的不会改变。"</p>
            <div class="choices-two">
                <button type="button" class="card stack-s choice-card" id="old-phone" on:click=move |_| side.set(Some(Side::Old))>
                    <strong>"这是旧手机"</strong><span class="hint">"出示二维码"</span>
                </button>
                <button type="button" class="card stack-s choice-card" id="new-phone" on:click=move |_| side.set(Some(Side::New))>
                    <strong>"这是新手机"</strong><span class="hint">"用摄像头接收"</span>
                </button>
            </div>
            <p class="hint">"新手机第一次用，请先联网打开一次本站，看到“可离线使用”。扫不了码，可以改用备份文件："<Link to=Route::Data>"到“数据”页"</Link></p>
        }
        .into_any()
    };
    view! {
        <Link to=Route::Data class="crumb"><Icon name="back"/>"数据"</Link>
        <header class="page-head"><h1>"搬家"</h1></header>
        <div class="stack-l moving" id="moving">
            {done(is_done)}
            {move || match side.get() {
                None => choice(),
                Some(Side::Old) => show::show(),
                Some(Side::New) => match before.get() {
                    Some(before) => receive::receive(before),
                    None => view! { <p class="hint" role="status">"正在载入…"</p> }.into_any(),
                },
            }}
        </div>
    }
}

/// About how long something takes.
fn about(seconds: usize) -> String {
    match seconds {
        0..=45 => format!("约 {} 秒", seconds.div_ceil(5).max(1) * 5),
        _ => format!("约 {} 分钟", (seconds + 30) / 60),
    }
}
