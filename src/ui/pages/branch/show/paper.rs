//! The code of a paper for the whole room.

use crate::core::exam::PaperCode;
use crate::state::Room;
use crate::ui::parts::{paper_link, qr};
use crate::ui::view;
use leptos::prelude::*;

/// The screen with the code, to be scanned from the last row or to be copied, and what is to be done with it. Below
/// stands how many have handed in.
pub(in super::super) fn paper(code: &str, said: impl Fn() -> String + Send + Sync + 'static) -> AnyView {
    let picture = PaperCode::parse(code).ok().map(|code| qr(&paper_link(&code), "卷号的二维码"));
    view! {
        <div class="big-frame">
            <header class="big-top"><span class="big-step">"测"</span><span class="big-name">"用手机答同一份卷子"</span></header>
            <div class="big-area"><div class="big-paper">
                {picture}
                <div>
                    <p>"卷号"</p>
                    <p class="big-code num">{code.to_owned()}</p>
                    <ol>
                        <li>"扫码打开；或在“练习 · 模拟考试”里输入卷号"</li>
                        <li>"做完点“交卷给主持人”，出示二维码，或念交卷码"</li>
                    </ol>
                </div>
            </div></div>
            <footer class="big-foot"><div class="big-call"><span>"不用联网，事先打开过本应用就行"</span></div><div class="big-teams num">{move || said()}</div></footer>
        </div>
    }
}

/// The same as part of a meeting.
pub(super) fn held_up(room: Room, code: &str) -> AnyView {
    paper(code, move || room.draft())
}
