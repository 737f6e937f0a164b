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
struct Desk {
    /// The backup that may be restored.
    offer: RwSignal<Option<Offer>>,
    /// What is going on, in words.
    busy: RwSignal<Option<String>>,
    /// What went wrong, in words.
    trouble: RwSignal<Option<String>>,
}

/// Something that takes its time; it may find a backup to be restored.
type Work = Pin<Box<dyn Future<Output = Result<Option<Offer>, String>>>>;

impl Desk {
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
            match done {
                Ok(None) => return,
                Ok(offer) => self.offer.set(offer),
                Err(words) => self.trouble.set(Some(words)),
            }
            show("restore-busy");
        });
    }

    /// Reads a backup and shows what it would change.
    fn read(self, study: Study, source: Source) {
        self.offer.set(None);
        self.work("正在读取和核对备份…", Box::pin(async move { backup::offer(study, source).await.map(Some) }));
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
    let desk = Desk { offer: RwSignal::new(None), busy: RwSignal::new(None), trouble: RwSignal::new(None) };
    let word = page::take_word();
    view! {
        <Link to=Route::Me class="crumb"><Icon name="back"/>"我"</Link>
        <header class="page-head"><h1>"数据"</h1></header>
        <div class="stack-l" id="data">
            {word.then(|| view! { <p class="status-line good" role="status"><Icon name="check"/><span>{words::RESTORED}</span></p> })}
            <section class="stack-s">
                <h2>"备份"</h2>
                <div class="card stack-s" id="device">{save()}</div>
            </section>
            {restore::restore(desk)}
            {snapshots::snapshots(desk)}
            {health::health()}
            {reset::reset(desk)}
        </div>
    }
}
