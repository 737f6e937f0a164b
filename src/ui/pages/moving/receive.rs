//! The new phone gathers what the old one shows.

use super::about;
use crate::core::fountain::{Basin, FrameError, Taken};
use crate::core::route::Route;
use crate::state::backup::Source;
use crate::state::moving::{forget_frames, keep_frames};
use crate::state::signal::{RwSignal, StoredValue};
use crate::state::{Camera, Study, clock};
use crate::ui::pages::awake::stay_awake;
use crate::ui::pages::camera::{Words, scene};
use crate::ui::pages::data::Desk;
use crate::ui::view;
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// Milliseconds for which new frames are gathered before they are kept.
const KEEP_MS: u32 = 2000;
/// Frames after which a pace says something.
const PACED: usize = 8;

/// What is said.
const FOREIGN: &str = "这不是搬家的二维码。请对准旧手机“搬家”页上不断变化的码。";
const NEWER: &str = "旧手机上的程序比这里新。请先联网刷新，更新这台手机，再接着收。";
const DAMAGED: &str = "有一帧没有读全，已跳过。请拿稳，让码占满画面。";
const OTHER: &str = "这是另一次搬家的码：旧手机上的数据或码的粗细变过了。";
const MISMATCH: &str = "收到的内容和校验码对不上，请从头再收一次。没有改动任何内容。";

#[derive(Clone, Copy)]
struct Receiving {
    study: Study,
    desk: Desk,
    basin: StoredValue<Basin>,
    /// Pieces that are known, and all.
    progress: RwSignal<(usize, usize)>,
    said: RwSignal<Option<&'static str>>,
    /// Why frames cannot be kept, in words.
    unkept: RwSignal<Option<String>>,
    /// Frames that are not kept yet, and how many are.
    fresh: StoredValue<Vec<String>>,
    kept: StoredValue<usize>,
    /// When the first frame came since the camera was started, and how many pieces were known then.
    began: StoredValue<Option<(f64, usize)>>,
}

impl Receiving {
    /// Takes what the camera reads. Whether all is there now.
    fn take(self, texts: Vec<String>) -> bool {
        for text in texts {
            let mut taken = Err(FrameError::NotOurs);
            self.basin.update_value(|basin| taken = basin.take(&text));
            self.said.set(match taken {
                Ok(Taken::New) => {
                    self.come(text);
                    None
                }
                Ok(Taken::Known) => None,
                Ok(Taken::Other) => Some(OTHER),
                Err(FrameError::NotOurs) => Some(FOREIGN),
                Err(FrameError::Newer) => Some(NEWER),
                Err(FrameError::Damaged) => Some(DAMAGED),
            });
        }
        self.basin.with_value(Basin::is_full)
    }

    /// A frame has come: it is kept soon, with those that come meanwhile.
    fn come(self, text: String) {
        let progress = self.basin.with_value(Basin::progress);
        self.progress.set(progress);
        self.began.update_value(|began| {
            began.get_or_insert((clock::ticks(), progress.0));
        });
        let mut is_first = false;
        self.fresh.update_value(|fresh| {
            is_first = fresh.is_empty();
            fresh.push(text);
        });
        if is_first {
            Timeout::new(KEEP_MS, move || self.keep()).forget();
        }
    }

    fn keep(self) {
        let Some(fresh) = self.fresh.try_update_value(std::mem::take).filter(|fresh| !fresh.is_empty()) else { return };
        let count = fresh.len();
        let number = self.kept.try_update_value(|kept| {
            *kept += count;
            *kept
        });
        let Some(number) = number else { return };
        spawn_local(async move { self.unkept.set(keep_frames(self.study, number, fresh).await.err()) });
    }

    /// Everything is there.
    fn finish(self) {
        self.keep();
        match self.basin.try_update_value(std::mem::take).and_then(Basin::into_bytes) {
            Some(bytes) => self.desk.read(self.study, Source::Moved(bytes)),
            None => {
                self.again();
                self.said.set(Some(MISMATCH));
            }
        }
    }

    /// Forgets what has come.
    fn again(self) {
        self.desk.clear();
        self.basin.set_value(Basin::default());
        self.fresh.set_value(Vec::new());
        self.began.set_value(None);
        self.progress.set((0, 0));
        self.said.set(None);
        spawn_local(async move { self.unkept.set(forget_frames(self.study).await.err()) });
    }

    /// How far it is, in words.
    fn words(self) -> Option<String> {
        let (known, all) = self.progress.get();
        if all == 0 {
            return None;
        }
        let mut words = format!("已收 {known}/{all} 片");
        if let Some((began, first)) = self.began.get_value() {
            let (came, took) = (known.saturating_sub(first), clock::ticks() - began);
            if came >= PACED && known < all {
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    clippy::cast_precision_loss,
                    reason = "a few thousand"
                )]
                let left = (took / 1000.0 / came as f64 * (all - known) as f64) as usize;
                words += &["，还要", &about(left)].concat();
            }
        }
        Some(words)
    }
}

/// The section. `before`: the frames that had come before it was opened.
pub(super) fn receive(before: Vec<String>) -> AnyView {
    stay_awake();
    let desk = Desk::new();
    let receiving = Receiving {
        study: Study::expect(),
        desk,
        basin: StoredValue::new(Basin::default()),
        progress: RwSignal::new((0, 0)),
        said: RwSignal::new(None),
        unkept: RwSignal::new(None),
        fresh: StoredValue::new(Vec::new()),
        kept: StoredValue::new(before.len()),
        began: StoredValue::new(None),
    };
    let resumed = !before.is_empty();
    receiving.basin.update_value(|basin| {
        for text in before {
            // Each was taken before.
            let _ = basin.take(&text);
        }
    });
    receiving.progress.set(receiving.basin.with_value(Basin::progress));
    let camera = StoredValue::new(None::<Camera>);
    let found = move |texts| {
        if receiving.take(texts) {
            if let Some(camera) = camera.get_value() {
                camera.stop();
            }
            receiving.finish();
        }
    };
    let eye = Camera::quick(found);
    camera.set_value(Some(eye));
    if receiving.basin.with_value(Basin::is_full) {
        receiving.finish();
    }
    on_cleanup(move || receiving.keep());
    let is_whole = move || {
        let (known, all) = receiving.progress.get();
        all > 0 && known == all
    };
    let percent = move || {
        let (known, all) = receiving.progress.get();
        (all > 0)
            .then(|| view! { <p class="sign good num" aria-hidden="true">{format!("{} %", known * 100 / all)}</p> })
    };
    let words = Words {
        off: "摄像头只在扫码时打开，画面不保存。",
        on: "对准旧手机上不断变化的码，让它占满画面，拿稳。",
        died: "已收的都在。",
        instead: "也可以改用备份文件：在旧手机的“数据”页备份到文件，传过来后在这里的“数据”页恢复。",
    };
    let fresh = move || receiving.began.set_value(None);
    let said = move || {
        let words = receiving.said.get().map(str::to_owned).or_else(|| receiving.unkept.get());
        words.map(|words| view! { <p class="status-line bad"><Icon name="warn"/><span>{words}</span></p> })
    };
    let is_other = move || receiving.said.get() == Some(OTHER);
    let some = move || receiving.progress.get().1 > 0;
    view! {
        <section class="card stack-s" id="receive">
            <div class="stack-s" hidden=move || is_whole()>{scene(eye, words, Box::new(fresh), Box::new(percent))}</div>
            <progress class="track whole" hidden=move || !some() max=move || receiving.progress.get().1.max(1).to_string()
                value=move || receiving.progress.get().0.to_string() aria-label="已收的片"></progress>
            <p class="num" role="status" id="received">{move || match is_whole() {
                true => Some("收齐了。下面是合并后会有的变化，由您决定。".to_owned()),
                false => receiving.words(),
            }}</p>
            {resumed.then(|| view! { <p class="hint" hidden=move || is_whole() id="resumed">"上次收到的都在，打开摄像头接着扫就行。"</p> })}
            <div role="alert" id="receive-trouble">{said}</div>
            <button type="button" class="button" id="take-other" hidden=move || !is_other() on:click=move |_| receiving.again()>"改收这一次，原来收到的不要了"</button>
            {desk.draw()}
            <details class="unfold" hidden=move || !some()>
                <summary>"从头再收…"</summary>
                <button type="button" class="button" id="receive-again" on:click=move |_| receiving.again()>"不要已收的，从头再收"</button>
            </details>
            <p class="hint"><Link to=Route::Data>"改用备份文件"</Link></p>
        </section>
    }
}
