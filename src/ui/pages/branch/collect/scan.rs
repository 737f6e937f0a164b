//! By camera.

use super::Collecting;
use super::outcome::{Sign, Told};
use crate::state::signal::{RwSignal, Signal, StoredValue};
use crate::state::{Camera, CameraError, CameraState, clock};
use crate::ui::parts::Segments;
use crate::ui::view;
use leptos::prelude::*;

/// Milliseconds for which a code that is still held before the camera is the same one, and not one that comes again.
const HELD_MS: f64 = 2500.0;

/// The camera with its picture and what became of what it saw.
pub(super) fn scan(collecting: Collecting) -> AnyView {
    // Texts that are before the camera, with when they were seen last.
    let held = StoredValue::new(Vec::<(String, f64)>::new());
    let told = RwSignal::new(None::<Told>);
    let camera = Camera::new(move |texts| {
        let now = clock::ticks();
        let mut fresh = Vec::new();
        held.update_value(|held| {
            held.retain(|(_, seen)| now - seen < HELD_MS);
            for text in texts {
                match held.iter_mut().find(|(other, _)| *other == text) {
                    Some((_, seen)) => *seen = now,
                    None => {
                        held.push((text.clone(), now));
                        fresh.push(text);
                    }
                }
            }
        });
        for text in fresh {
            told.set(Some(collecting.take(&text)));
        }
    });
    let start = move |_| {
        if let Some(video) = document().get_element_by_id("scene") {
            held.set_value(Vec::new());
            told.set(None);
            camera.start(video);
        }
    };
    let is_on = move || matches!(camera.state(), CameraState::Asking | CameraState::On | CameraState::Hidden);
    view! {
        <section class="card stack-s way" id="scan">
            <h2>"扫码"</h2>
            <div class="scene" hidden=move || !is_on()>
                <video id="scene" playsinline="" muted="" aria-label="摄像头的画面"></video>
                {move || told.get().map(|told| sign(&told))}
            </div>
            <p role="status" class="quiet">{move || said(camera.state())}</p>
            <div role="alert" id="camera-trouble">{move || match camera.state() {
                CameraState::Trouble(error) => Some(view! { <p class="status-line bad"><Icon name="warn"/><span>{words(error)}</span></p> }),
                _ => None,
            }}</div>
            {move || {
                let names = camera.names();
                (names.len() > 1 && is_on()).then(|| view! {
                    <Segments label="用哪个摄像头" words=names value=Signal::derive(move || camera.chosen())
                        on_choose=Callback::new(move |place| camera.choose(place))/>
                })
            }}
            {move || match is_on() {
                true => view! { <button type="button" class="button" id="camera-stop" on:click=move |_| camera.stop()>"关闭摄像头"</button> },
                false => view! { <button type="button" class="button primary" id="camera-start" on:click=start>"打开摄像头"</button> },
            }}
        </section>
    }
}

/// What became of the last code, across the picture; the words stand below for whoever hears them.
fn sign(told: &Told) -> AnyView {
    let (class, icon) = told.sign.look();
    let words = match told.sign {
        Sign::Good => "已收",
        Sign::Known => "收过了",
        Sign::Bad => "没有收",
    };
    view! { <p class=format!("sign {class}") aria-hidden="true"><Icon name=icon/>{words}</p> }
}

fn said(state: CameraState) -> &'static str {
    match state {
        CameraState::Off => "摄像头只在扫码时打开，画面不保存。",
        CameraState::Asking => "正在打开摄像头。浏览器询问时请选“允许”。",
        CameraState::On => "把手机上的二维码放进画面，逐个出示。",
        CameraState::Hidden => "页面在后台，摄像头已关，回来时再开。",
        CameraState::Trouble(_) => "",
    }
}

fn words(error: CameraError) -> &'static str {
    match error {
        CameraError::Unsupported => "这个浏览器不让网页用摄像头。请改用输入交卷码或收文件，已收的都在。",
        CameraError::Denied => {
            "没有得到使用摄像头的许可。请在地址栏旁的网站设置里允许摄像头后再打开；也可以输入交卷码或收文件。"
        }
        CameraError::Absent => "没有找到摄像头。请接上再打开；也可以输入交卷码或收文件。",
        CameraError::Busy => "摄像头打不开，可能正被别的程序占用。请关掉那个程序再打开；也可以输入交卷码或收文件。",
        CameraError::Died => "摄像头中断了，已收的都在。请检查连接后重新打开；也可以输入交卷码或收文件。",
    }
}
