//! The old phone shows everything, code after code.

use super::about;
use crate::core::fountain::Fountain;
use crate::core::route::Route;
use crate::state::Study;
use crate::state::moving::outgoing;
use crate::state::signal::{RwSignal, Signal, StoredValue};
use crate::ui::pages::awake::stay_awake;
use crate::ui::parts::{Segments, qr};
use crate::ui::view;
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// Codes a second.
const SPEEDS: [(&str, u32); 3] = [("慢", 4), ("中", 8), ("快", 12)];
/// Eights of bytes in a code: of version 17, which phones read from a hand's breadth, and of version 10, which anything reads.
const SIZES: [(&str, usize); 2] = [("细", 58), ("粗", 23)];
/// Of ten codes a phone reads so many.
const READ_OF_TEN: usize = 6;

/// What is shown.
#[derive(Clone, Copy)]
struct Stream {
    bytes: StoredValue<Vec<u8>>,
    /// `None` until it is ready.
    fountain: RwSignal<Option<Fountain>>,
    trouble: RwSignal<Option<String>>,
    number: RwSignal<u32>,
    speed: RwSignal<usize>,
    size: RwSignal<usize>,
    paused: RwSignal<bool>,
}

impl Stream {
    /// Cuts everything into pieces of this size, from which the stream begins anew.
    fn cut(self, size: usize) {
        let fountain = self.bytes.with_value(|bytes| Fountain::new(bytes, SIZES[size].1));
        self.trouble.set(fountain.is_err().then(|| {
            let tenths = self.bytes.with_value(Vec::len) / 100_000;
            format!("数据压缩后还有 {}.{} MB，扫码要太久。请改用备份文件搬。", tenths / 10, tenths % 10)
        }));
        self.size.set(size);
        self.number.set(0);
        self.fountain.set(fountain.ok());
    }

    /// One code after the other, for as long as somebody looks.
    fn tick(self) {
        let Some(speed) = self.speed.try_with_untracked(|speed| SPEEDS[*speed].1) else { return };
        Timeout::new(1000 / speed, move || {
            let Some(paused) = self.paused.try_with_untracked(|paused| *paused) else { return };
            if !paused {
                self.number.update(|number| *number = number.wrapping_add(1));
            }
            self.tick();
        })
        .forget();
    }
}

/// The section.
pub(super) fn show() -> AnyView {
    stay_awake();
    let study = Study::expect();
    let stream = Stream {
        bytes: StoredValue::new(Vec::new()),
        fountain: RwSignal::new(None),
        trouble: RwSignal::new(None),
        number: RwSignal::new(0),
        speed: RwSignal::new(1),
        size: RwSignal::new(0),
        paused: RwSignal::new(false),
    };
    spawn_local(async move {
        match outgoing(study).await {
            Ok(bytes) => {
                stream.bytes.set_value(bytes);
                stream.cut(0);
                stream.tick();
            }
            Err(words) => stream.trouble.set(Some(words)),
        }
    });
    let code = move || {
        let number = stream.number.get();
        stream.fountain.with(|fountain| Some(qr(&fountain.as_ref()?.frame(number).text(), "搬家的二维码，不断变化")))
    };
    let pieces = move || stream.fountain.with(|fountain| fountain.as_ref().map_or(0, Fountain::pieces));
    let time = move || {
        let (pieces, speed) = (pieces(), SPEEDS[stream.speed.get()].1 as usize);
        format!("共 {pieces} 片，{}。少扫到几片没关系，一直放着就行。", about(pieces * 10 / (speed * READ_OF_TEN)))
    };
    let segments = |label, words: Vec<&'static str>, value: RwSignal<usize>, choose: Callback<usize>| {
        let words = words.into_iter().map(str::to_owned).collect();
        view! {
            <div class="row wrap"><span class="quiet">{label}</span>
            <Segments label words value=Signal::derive(move || Some(value.get())) on_choose=choose/></div>
        }
    };
    let pause = move || if stream.paused.get() { "继续" } else { "暂停" };
    let ready = move || stream.fountain.with(Option::is_some);
    view! {
        <section class="stack-s" id="show">
            <p class="prose">"请把屏幕调到最亮，在新手机上打开“搬家”，选“这是新手机”，对准下面的码，相距一个手掌左右。"</p>
            {move || match (stream.trouble.get(), ready()) {
                (Some(words), _) => view! {
                    <p class="status-line bad" role="alert"><Icon name="warn"/><span>{words}</span></p>
                    <Link to=Route::Data class="button">"去备份到文件"</Link>
                }.into_any(),
                (None, false) => view! { <p class="hint" role="status">"正在读取本机数据…"</p> }.into_any(),
                (None, true) => view! {
                    <div class="qr-sheet stream">{code}</div>
                    <p class="hint num" id="stream-time">{time}</p>
                    <button type="button" class="button" id="stream-pause" on:click=move |_| stream.paused.update(|paused| *paused = !*paused)>{pause}</button>
                    {segments("快慢", SPEEDS.map(|speed| speed.0).to_vec(), stream.speed, Callback::new(move |speed| stream.speed.set(speed)))}
                    {segments("码的粗细", SIZES.map(|size| size.0).to_vec(), stream.size, Callback::new(move |size| stream.cut(size)))}
                    <p class="hint">"总扫不上，就换成“粗”：每个码里的内容少些，更好认，时间长些。换了粗细，新手机要从头收。"</p>
                }.into_any(),
            }}
        </section>
    }
}
