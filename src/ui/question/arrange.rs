//! Putting things in order: tap them one after the other; move what stands by arrow keys or by dragging.

use super::board::Board;
use crate::core::text::fold;
use crate::state::signal::{Signal, StoredValue};
use crate::ui::parts::focus;
use crate::ui::view;
use leptos::prelude::*;

/// Things to be put in order, and how far that is.
#[derive(Clone, Copy)]
pub(crate) struct Arranging {
    /// The things, in their right order. Equal ones can stand for each other.
    pub(crate) items: StoredValue<Vec<String>>,
    /// What stands beside each place and helps to find what belongs there; empty where nothing does.
    pub(crate) leads: StoredValue<Vec<String>>,
    /// In which order the things that are left are offered.
    pub(crate) shown: StoredValue<Vec<u8>>,
    /// What stands at each place so far.
    pub(crate) order: Signal<Vec<u8>>,
    /// Whether it can still be changed; afterwards every place is marked.
    pub(crate) open: Signal<bool>,
    /// Called with the order that the reader wants.
    pub(crate) on_change: Callback<Vec<u8>>,
}

impl Arranging {
    /// The things that are not placed yet, as they are offered, tracked.
    pub(crate) fn rest(self) -> Vec<u8> {
        let placed = self.order.get();
        self.shown.with_value(|shown| shown.iter().copied().filter(|item| !placed.contains(item)).collect())
    }

    /// Puts `item` behind what stands.
    pub(crate) fn append(self, item: u8) {
        self.put(item, usize::MAX);
    }

    /// Puts `item` to `place`, taking it from wherever it stands.
    fn put(self, item: u8, place: usize) {
        self.change(|order| {
            order.retain(|other| *other != item);
            order.insert(place.min(order.len()), item);
        });
    }

    fn change(self, change: impl FnOnce(&mut Vec<u8>)) {
        if self.open.get_untracked() {
            let mut order = self.order.get_untracked();
            change(&mut order);
            self.on_change.run(order);
        }
    }

    fn text(self, item: u8) -> String {
        self.items.with_value(|items| items.get(usize::from(item)).cloned().unwrap_or_default())
    }

    fn lead(self, place: usize) -> Option<AnyView> {
        let lead = self.leads.with_value(|leads| leads.get(place).cloned())?;
        Some(view! { <span class="lead">{lead}</span> }.into_any())
    }
}

/// Numbered places above, what is left below.
#[component]
pub(crate) fn Arrange(
    /// What is arranged.
    arranging: Arranging,
) -> impl IntoView {
    let count = arranging.items.with_value(Vec::len);
    let dropped = Callback::new(move |(item, place): (usize, usize)| {
        if let Ok(item) = u8::try_from(item) {
            arranging.put(item, place);
        }
    });
    let slots = move || {
        let order = arranging.order.get();
        (0..count)
            .map(|place| match order.get(place) {
                Some(item) => slot(arranging, place, *item).into_any(),
                None => view! {
                    <li class="slot vacant" data-drop=place><span class="letter num">{place + 1}</span>{arranging.lead(place)}</li>
                }
                .into_any(),
            })
            .collect_view()
    };
    let chips = move || {
        arranging
            .rest()
            .into_iter()
            .enumerate()
            .map(|(place, item)| {
                let letter = char::from(b'A' + u8::try_from(place).unwrap_or(0));
                view! {
                    <button type="button" class="chip" data-drag=item.to_string() on:click=move |_| arranging.append(item)>
                        <span class="letter" aria-hidden="true">{letter.to_string()}</span><span class="text">{arranging.text(item)}</span>
                        <span class="grip" data-grip><Icon name="grip"/></span>
                    </button>
                }
            })
            .collect_view()
    };
    view! {
        <Board dropped label="排序">
            <ol class="slots">{slots}</ol>
            <div class="chips" aria-label="待排的内容" role="group">{chips}</div>
        </Board>
    }
}

fn slot(arranging: Arranging, place: usize, item: u8) -> AnyView {
    let open = arranging.open.get();
    let text = arranging.text(item);
    let right = usize::from(item) == place
        || arranging.items.with_value(|items| items.get(place).is_some_and(|wanted| fold(wanted) == fold(&text)));
    let class = match (open, right) {
        (true, _) => "slot",
        (false, true) => "slot right",
        (false, false) => "slot wrong",
    };
    let arrows = move |event: leptos::ev::KeyboardEvent| {
        let to = match event.key().as_str() {
            "ArrowUp" => place.checked_sub(1),
            "ArrowDown" => Some(place + 1),
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        if let Some(to) = to {
            arranging.put(item, to);
            refocus(item);
        }
    };
    let home = usize::from(item) + 1;
    view! {
        <li class=class data-drop=place data-drag=open.then(|| item.to_string())>
            <button type="button" class="slot-button" id=format!("slot-{item}") disabled=!open
                on:click=move |_| arranging.change(|order| order.retain(|other| *other != item)) on:keydown=arrows>
                <span class="letter num">{place + 1}</span>{arranging.lead(place)}<span class="text">{text}</span>
                {open.then(|| view! { <span class="sr">"，点击收回，上下方向键移动"</span> })}
            </button>
            {if open {
                view! { <span class="grip" data-grip><Icon name="grip"/></span> }.into_any()
            } else if right {
                view! { <span class="sign"><Icon name="check"/><span class="sr">"位置正确"</span></span> }.into_any()
            } else {
                view! { <span class="sign"><Icon name="cross"/><span class="num">{format!("应在第 {home}")}</span></span> }.into_any()
            }}
        </li>
    }
}

/// The row was drawn anew at its new place; the keyboard stays with it.
fn refocus(item: u8) {
    request_animation_frame(move || focus(&format!("#slot-{item}")));
}
