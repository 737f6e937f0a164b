//! 数据: backup, restore, snapshots, reset, and whether everything on this device is sound.

mod health;
mod offer;
mod reset;
mod restore;
mod save;
mod snapshots;

pub(super) use health::kept_words;
pub(super) use save::{reminder, save};

use crate::core::route::Route;
use crate::state::backup::{self, Offer, Source};
use crate::state::signal::RwSignal;
use crate::state::{Study, page, words};
use crate::ui::parts::use_title;
use crate::ui::view;
use leptos::prelude::*;
use std::pin::Pin;
use wasm_bindgen_futures::spawn_local;

/// What the parts of the page share.
#[derive(Clone, Copy)]
pub(super) struct Desk {
    /// The backup that may be restored.
    offer: RwSignal<Option<Offer>>,
    /// What is going on, in words.
    busy: RwSignal<Option<String>>,
    /// What went wrong, in words.
    trouble: RwSignal<Option<String>>,
    /// Records that are written, and how many there will be at most.
    written: RwSignal<Option<(usize, usize)>>,
}

/// Something that takes its time.
type Work = Pin<Box<dyn Future<Output = Result<(), String>>>>;

impl Desk {
    /// With nothing on it.
    pub(super) fn new() -> Self {
        let (offer, busy, trouble) = (RwSignal::new(None), RwSignal::new(None), RwSignal::new(None));
        Self { offer, busy, trouble, written: RwSignal::new(None) }
    }

    /// Does something that takes its time, one such thing at once, and shows what came of it.
    fn work(self, doing: &'static str, work: Work) {
        if self.busy.with_untracked(Option::is_some) {
            return;
        }
        self.busy.set(Some(doing.to_owned()));
        self.trouble.set(None);
        spawn_local(async move {
            let done = work.await;
            self.busy.set(None);
            self.written.set(None);
            if let Err(words) = done {
                self.trouble.set(Some(words));
            }
            show("restore-busy");
        });
    }

    /// Reads a backup and shows what it would change.
    pub(super) fn read(self, study: Study, source: Source) {
        self.offer.set(None);
        let read = async move {
            self.offer.set(Some(backup::offer(study, source).await?));
            Ok(())
        };
        self.work("正在读取和核对备份…", Box::pin(read));
    }

    /// Takes the backup off it.
    pub(super) fn clear(self) {
        self.offer.set(None);
    }

    /// Hears how far the writing of so many records is.
    fn progress(self, of: usize) -> Box<dyn Fn(usize)> {
        Box::new(move |written| self.written.set(Some((written, of))))
    }

    /// What is going on, what went wrong, and what a backup would change.
    pub(super) fn draw(self) -> AnyView {
        let bar = move || {
            let (written, of) = self.written.get()?;
            Some(
                view! { <progress class="track" id="restore-bar" max=of value=written aria-label="已写入的记录"></progress> },
            )
        };
        view! {
            <p class="hint num" role="status" id="restore-busy">{move || self.busy.get()}</p>
            {bar}
            <div role="alert" id="restore-trouble">
                {move || self.trouble.get().map(|words| view! { <p class="status-line bad"><Icon name="warn"/><span>{words}</span></p> })}
            </div>
            {move || self.offer.get().map(|found| offer::offer(self, found))}
        }
    }
}

/// Brings into view what has just come up somewhere else on the page.
fn show(id: &'static str) {
    request_animation_frame(move || {
        if let Some(element) = document().get_element_by_id(id) {
            element.scroll_into_view();
        }
    });
}

/// The page.
pub(crate) fn data() -> AnyView {
    use_title("数据");
    let desk = Desk::new();
    view! {
        <Link to=Route::Me class="crumb"><Icon name="back"/>"我"</Link>
        <header class="page-head"><h1>"数据"</h1></header>
        <div class="stack-l" id="data">
            {done(page::take_word())}
            <section class="stack-s">
                <h2>"备份"</h2>
                <div class="card stack-s" id="device">{save()}</div>
            </section>
            {move_house()}
            {restore::restore(desk)}
            {snapshots::snapshots(desk)}
            {health::health()}
            {reset::reset(desk)}
        </div>
    }
}

/// Says that something big was done before the page was loaded again.
pub(super) fn done(word: bool) -> AnyView {
    let words =
        || view! { <p class="status-line good" role="status"><Icon name="check"/><span>{words::RESTORED}</span></p> };
    word.then(words).into_any()
}

/// The way to another phone.
fn move_house() -> AnyView {
    view! {
        <section class="stack-s">
            <h2>"搬家"</h2>
            <ul class="rows"><li><Link to=Route::Moving class="row concept-row">
                <Icon name="screen"/><span class="grow">"换手机：两台手机面对面扫码，不用网络"</span><Icon name="next"/>
            </Link></li></ul>
        </section>
    }
}
