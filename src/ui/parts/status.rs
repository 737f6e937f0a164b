//! Small honest signs: can it be used offline, is the answer saved.

use crate::core::route::Route;
use crate::state::offline::OfflineState;
use crate::state::{Offline, SaveState, Study};
use crate::ui::view;
use leptos::prelude::*;

/// 可离线使用 once that is verified; progress and trouble before. Leads to the details.
#[component]
pub(crate) fn OfflineStatus() -> impl IntoView {
    let state = Offline::expect().state();
    let sign = move || match state.get() {
        OfflineState::Unknown => None,
        OfflineState::Ready => Some(("status good", "offline", "可离线使用".to_owned())),
        OfflineState::Installing { done, total } => Some(("status num", "cloud", format!("离线准备 {done}/{total}"))),
        OfflineState::Unsupported { .. } | OfflineState::Failed { .. } => {
            Some(("status", "warn", "暂不能离线".to_owned()))
        }
    };
    move || {
        sign().map(|(class, icon, words)| {
            let id = (icon == "offline").then_some("offline-ready");
            view! { <Link to=Route::Me class="offline-link"><span class=class id=id><Icon name=icon/>{words}</span></Link> }
        })
    }
}

/// 已保存 only when the answer is on disk.
#[component]
pub(crate) fn SaveStatus() -> impl IntoView {
    let saver = Study::expect().saver();
    let state = saver.state();
    view! {
        <span class="save" role="status">
            {move || match state.get() {
                SaveState::Saved => view! { <span class="status good" data-saved><Icon name="check"/>"已保存"</span> }.into_any(),
                SaveState::Saving => view! { <span class="status">"保存中…"</span> }.into_any(),
                SaveState::Failed { .. } => view! { <span class="status bad"><Icon name="warn"/>"尚未保存"</span> }.into_any(),
                SaveState::Absent { .. } => view! { <span class="status bad"><Icon name="warn"/>"不会保存"</span> }.into_any(),
            }}
        </span>
    }
}
