//! Deleting in two steps.

use crate::state::signal::RwSignal;
use crate::ui::parts::{after_paint, focus};
use crate::ui::view;
use leptos::prelude::*;
use std::sync::Arc;

/// A button that asks before it deletes. `what` tells it apart from others, `asks` says what will be lost.
pub(super) fn removal(what: String, asks: &'static str, remove: Arc<dyn Fn() + Send + Sync>) -> AnyView {
    let asked = RwSignal::new(false);
    let ask = move |yes| {
        asked.set(yes);
        after_paint(Box::new(move || focus(if yes { ".removal .keep" } else { ".removal-ask" })));
    };
    view! {
        {move || {
            let (what, remove) = (what.clone(), Arc::clone(&remove));
            match asked.get() {
                false => view! {
                    <button type="button" class="button ghost removal-ask" on:click=move |_| ask(true)>"删除"<span class="sr">{what}</span></button>
                },
                true => view! {
                    <div class="removal row wrap" role="group" aria-label=asks>
                        <p class="status-line bad"><Icon name="warn"/><span>{asks}</span></p>
                        <button type="button" class="button keep" on:click=move |_| ask(false)>"不删"</button>
                        <button type="button" class="button remove" on:click=move |_| remove()>"确认删除"</button>
                    </div>
                },
            }
        }}
    }
}
