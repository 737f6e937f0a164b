//! Whether 支部学习 can be used without network, which is what the room may not have.

use crate::state::offline::OfflineState;
use crate::state::signal::{Effect, RwSignal};
use crate::state::{Offline, page};
use crate::ui::view;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// What there is to be said about it. This part of the program is kept for later when it is opened first.
pub(super) fn line() -> AnyView {
    // Not known before the copy of this part has been looked at, which the copy of everything else comes before.
    let (kept, state) = (RwSignal::new(None), Offline::expect().state());
    Effect::new(move |_| {
        if state.get() == OfflineState::Ready {
            spawn_local(async move { kept.set(page::call_later("keepMore", &[]).await.map(|kept| kept.is_truthy())) });
        }
    });
    view! {
        {move || {
            let (class, icon, words) = match (kept.get(), state.get()) {
                (Some(true), _) => ("status-line good", "offline", "支部学习已可离线使用".to_owned()),
                (_, OfflineState::Unsupported { advice } | OfflineState::Failed { advice }) => ("status-line bad", "warn", advice),
                (_, OfflineState::Installing { .. } | OfflineState::Unknown) | (None, _) => return None,
                (Some(false), _) => ("status-line bad", "warn", "支部学习还没有存到这台设备上。请在联网时打开本页，等这里显示“已可离线使用”。".to_owned()),
            };
            Some(view! { <p class=class role="status" id="branch-offline"><Icon name=icon/><span>{words}</span></p> })
        }}
    }
}
