//! What needs the reader's decision: a new version, or answers that are not saved.

use super::{after_paint, hear_keys};
use crate::core::route::Route;
use crate::core::session::Phase;
use crate::state::signal::{Effect, Memo, RwSignal, StoredValue};
use crate::state::{Keep, Library, Offline, Prefs, SaveState, Study, page};
use crate::ui::question::{Key, keys_help, read_key};
use crate::ui::router::Router;
use crate::ui::view;
use leptos::prelude::*;

/// The notices, above the navigation. Drawn once, when the chunk of the screens is there: then what the reader keeps is
/// read as well.
pub(crate) fn notices() -> AnyView {
    Keep::expect().fetch(Study::expect());
    show_what_is_due();
    hand_in_overdue();
    let (update, save, help) = (update_notice(), save_notice(), help_by_key());
    view! {
        <div class="notices" role="region" aria-label="提示">{move || update()}{move || save()}</div>
        {move || help.get().then(|| keys_help(help))}
    }
    .into_any()
}

/// The number of questions that are due, on the icon of the installed app.
fn show_what_is_due() {
    let (study, library, prefs) = (Study::expect(), Library::expect(), Prefs::expect());
    let due = move || study.plan(&library.current(), prefs.get().pace.limits()).due.len();
    Effect::new(move |_| {
        study.ledger().with(|_| ());
        // An answer on screen does not wait for it.
        after_paint(Box::new(move || drop(page::call("badge", &[&untrack(due).to_string()]))));
    });
}

/// An exam whose time ran out while the app was closed is handed in as of then.
fn hand_in_overdue() {
    let (keep, study, library) = (Keep::expect(), Study::expect(), Library::expect());
    // Changes once, while what is kept changes with every letter of a note.
    let ready = Memo::new(move |_| keep.is_ready() && library.is_whole());
    Effect::new(move |_| {
        if ready.get() {
            untrack(|| library.all().iter().for_each(|course| keep.hand_in_overdue(study, course)));
        }
    });
}

/// `?` shows the keys on every screen; a session, which has keys of its own, shows them itself.
fn help_by_key() -> RwSignal<bool> {
    let help = RwSignal::new(false);
    let route = Router::expect().route();
    hear_keys(Box::new(move |event| {
        let in_session = route.with_untracked(Route::is_focused);
        if !in_session && read_key(&event) == Key::Help {
            help.set(true);
            event.prevent_default();
        }
    }));
    help
}

/// Offered between questions only; never forced.
fn update_notice() -> impl Fn() -> AnyView + Send + Sync {
    let offline = Offline::expect();
    let study = Study::expect();
    let route = Router::expect().route();
    let waits = offline.update_waits();
    let busy = RwSignal::new(false);
    let asking = move || match route.get() {
        Route::Session(id) => study.session(&id).is_some_and(|session| session.phase() == Phase::Asking),
        Route::Exam(_) => true,
        _ => false,
    };
    move || {
        if !waits.get() || asking() {
            return ().into_any();
        }
        view! {
                <div class="notice" role="status" id="update-notice">
                    <p>{move || if busy.get() { "还有内容正在保存，稍后再试。" } else { "新版本已下载好，更新只需一瞬，进度不受影响。" }}</p>
                    <button type="button" class="button ghost" on:click=move |_| offline.later()>"以后再说"</button>
                    <button type="button" class="button primary" on:click=move |_| busy.set(!offline.apply_update())>"现在更新"</button>
                </div>
        }
        .into_any()
    }
}

/// Stays until everything is on disk. Without storage it can be put away, for there is nothing to retry.
fn save_notice() -> impl Fn() -> AnyView + Send + Sync {
    let saver = StoredValue::new(Study::expect().saver());
    let state = saver.with_value(crate::state::Saver::state);
    let hidden = RwSignal::new(false);
    move || {
        match state.get() {
        SaveState::Failed { advice, answers } => view! {
            <div class="notice bad" role="alert">
                <p>{(answers > 0).then(|| format!("有 {answers} 道题的作答尚未保存。"))}{advice}</p>
                <button type="button" class="button" on:click=move |_| saver.with_value(crate::state::Saver::retry)>"重试"</button>
            </div>
        }.into_any(),
        SaveState::Absent { advice } if !hidden.get() => view! {
            <div class="notice bad" role="alert">
                <p>{advice}</p>
                <button type="button" class="button" on:click=move |_| hidden.set(true)>"知道了"</button>
            </div>
        }.into_any(),
        SaveState::Saved | SaveState::Saving | SaveState::Absent { .. } => ().into_any(),
    }
    }
}
