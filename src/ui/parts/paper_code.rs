//! A paper code for everybody to see: to be scanned, or to be typed.

use crate::core::exam::PaperCode;
use crate::core::qr::draw;
use crate::core::route::Route;
use crate::ui::router::Router;
use crate::ui::view;
use leptos::prelude::*;

/// The code as picture and text, with a line that says what to do with it. As large as the room it is given.
pub(crate) fn paper_code(code: PaperCode) -> AnyView {
    view! {
        <div class="paper-code">
            {qr(&paper_link(&code), "卷号的二维码")}
            <div class="stack-s">
                <p class="hint">"卷号"</p>
                <p><strong class="code num">{code.to_string()}</strong></p>
                <p class="quiet">"用手机相机扫码打开；或者在本应用的“练习 · 模拟考试”里选“输入卷号”。不用联网，事先打开过本应用就行。"</p>
            </div>
        </div>
    }
}

/// The address that opens a paper.
pub(crate) fn paper_link(code: &PaperCode) -> String {
    let origin = web_sys::window().and_then(|window| window.location().origin().ok()).unwrap_or_default();
    code.link(&(origin + &Router::expect().href(&Route::Home)))
}

/// A text as a code, dark on white whatever the theme.
pub(crate) fn qr(text: &str, label: &'static str) -> AnyView {
    let Ok(matrix) = draw(text) else { return ().into_any() };
    let side = matrix.side();
    let (box_, ground) = (format!("0 0 {side} {side}"), format!("M0 0h{side}v{side}h-{side}z"));
    view! {
        <svg class="qr" role="img" aria-label=label viewBox=box_>
            <path class="ground" d=ground/><path d=matrix.path()/>
        </svg>
    }
}
