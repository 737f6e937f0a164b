//! Deleting in two steps.

use crate::state::signal::{RwSignal, StoredValue};
use crate::ui::parts::{after_paint, focus, focus_heading};
use crate::ui::view;
use leptos::prelude::*;
use std::sync::Arc;

/// A button that asks before it deletes. `id` tells it apart from others on the screen, `what` says what it deletes to who
/// cannot see which row it is in, `asks` says what will be lost.
pub(super) fn removal(id: &str, what: String, asks: &'static str, remove: Arc<dyn Fn() + Send + Sync>) -> AnyView {
    let asked = RwSignal::new(false);
    let id = StoredValue::new(["remove-", id].concat());
    // The focus goes to the safe answer, and back.
    let ask = move |yes| {
        asked.set(yes);
        let button = id.with_value(|id| ["#", id].concat());
        after_paint(Box::new(move || focus(&button)));
    };
    view! {
        {move || {
            let (what, remove, id) = (what.clone(), Arc::clone(&remove), id.get_value());
            let go = move |_| {
                remove();
                after_paint(Box::new(|| {
                    focus_heading();
                }));
            };
            match asked.get() {
                false => view! {
                    <button type="button" class="button ghost removal-ask" id=id on:click=move |_| ask(true)>"删除"<span class="sr">{what}</span></button>
                },
                true => view! {
                    <div class="removal row wrap" role="group" aria-label=asks>
                        <p class="status-line bad"><Icon name="warn"/><span>{asks}</span></p>
                        <button type="button" class="button keep" id=id on:click=move |_| ask(false)>"不删"</button>
                        <button type="button" class="button remove" on:click=go>"确认删除"</button>
                    </div>
                },
            }
        }}
    }
}
