//! The camera with what it sees, for whoever scans codes.

use crate::state::signal::Signal;
use crate::state::{Camera, CameraError, CameraState};
use crate::ui::parts::Segments;
use crate::ui::view;
use leptos::prelude::*;

/// What is said.
#[derive(Clone, Copy)]
pub(super) struct Words {
    /// While it is off.
    pub(super) off: &'static str,
    /// While it looks.
    pub(super) on: &'static str,
    /// What is not lost when it stops.
    pub(super) died: &'static str,
    /// What can be done without it.
    pub(super) instead: &'static str,
}

/// The picture with something over it, and the buttons. `fresh` hears that it starts.
pub(super) fn scene(
    camera: Camera,
    words: Words,
    fresh: Box<dyn Fn() + Send + Sync>,
    over: Box<dyn Fn() -> Option<AnyView> + Send>,
) -> AnyView {
    let start = move |_| {
        if let Some(video) = document().get_element_by_id("scene") {
            fresh();
            camera.start(video);
        }
    };
    let is_on = move || matches!(camera.state(), CameraState::Asking | CameraState::On | CameraState::Hidden);
    let said = move || match camera.state() {
        CameraState::Off => words.off,
        CameraState::Asking => "正在打开摄像头。浏览器询问时请选“允许”。",
        CameraState::On => words.on,
        CameraState::Hidden => "页面在后台，摄像头已关，回来时再开。",
        CameraState::Trouble(_) => "",
    };
    let trouble = move || match camera.state() {
        CameraState::Trouble(error) => {
            let words = trouble(error, words);
            Some(view! { <p class="status-line bad"><Icon name="warn"/><span>{words}</span></p> })
        }
        _ => None,
    };
    view! {
        <div class="scene" hidden=move || !is_on()>
            <video id="scene" playsinline="" muted="" aria-label="摄像头的画面"></video>
            {over}
        </div>
        <p role="status" class="quiet" id="camera-said">{said}</p>
        <div role="alert" id="camera-trouble">{trouble}</div>
        {move || {
            let names = camera.names();
            (names.len() > 1 && is_on()).then(|| view! {
                <Segments label="用哪个摄像头" words=names value=Signal::derive(move || camera.chosen())
                    on_choose=Callback::new(move |place| camera.choose(place))/>
            })
        }}
        <button type="button" class="button" id="camera-stop" hidden=move || !is_on() on:click=move |_| camera.stop()>"关闭摄像头"</button>
        <button type="button" class="button primary" id="camera-start" hidden=move || is_on() on:click=start>"打开摄像头"</button>
    }
    .into_any()
}

fn trouble(error: CameraError, words: Words) -> String {
    let what = match error {
        CameraError::Unsupported => "这个浏览器不让网页用摄像头。",
        CameraError::Denied => "没有得到使用摄像头的许可。请在地址栏旁的网站设置里允许摄像头后再打开。",
        CameraError::Absent => "没有找到摄像头。请接上再打开。",
        CameraError::Busy => "摄像头打不开，可能正被别的程序占用。请关掉那个程序再打开。",
        CameraError::Died => "摄像头中断了，",
    };
    let died = if error == CameraError::Died { [words.died, "请检查连接后重新打开。"] } else { [""; 2] };
    [what, died[0], died[1], words.instead].concat()
}
