//! Long lists in steps: no list is drawn whole.

use crate::state::signal::RwSignal;
use crate::ui::view;
use leptos::prelude::*;
use std::sync::Arc;

/// Rows drawn at a time.
const STEP: usize = 40;

/// Draws the row at a place.
pub(crate) type Row = Arc<dyn Fn(usize) -> AnyView + Send + Sync>;

/// The rows from a place on, up to `count`, and the others when they are asked for.
pub(crate) fn steps(from: usize, count: usize, row: Row) -> AnyView {
    let end = count.min(from + STEP);
    let mut rows: Vec<AnyView> = (from..end).map(|place| row(place)).collect();
    if end < count {
        let more = RwSignal::new(false);
        rows.push(view! { {move || match more.get() {
            true => untrack(|| steps(end, count, Arc::clone(&row))),
            false => view! {
                <li><button type="button" class="button ghost wide more" on:click=move |_| more.set(true)>{format!("还有 {} 条", count - end)}</button></li>
            },
        }} });
    }
    rows.into_any()
}
