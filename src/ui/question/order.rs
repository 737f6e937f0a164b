//! Ordering: tap things one after the other; move what stands by arrow keys or by dragging.

use super::board::Board;
use super::{Answering, Key};
use crate::core::answer::Answer;
use crate::core::question::Body;
use crate::ui::parts::{Icon, focus};
use leptos::prelude::*;

fn items(answering: Answering) -> Vec<String> {
    answering.question.with_value(|question| match &question.body {
        Body::Order(items) => items.clone(),
        _ => Vec::new(),
    })
}

fn placed(answer: Option<Answer>) -> Vec<u8> {
    match answer {
        Some(Answer::Order(order)) => order,
        _ => Vec::new(),
    }
}

fn change(answering: Answering, change: impl FnOnce(&mut Vec<u8>)) {
    if answering.given.with_untracked(Option::is_none) {
        answering.draft.update(|draft| {
            let mut order = placed(draft.take());
            change(&mut order);
            *draft = Some(Answer::Order(order));
        });
    }
}

/// Puts `item` to `place`, taking it from wherever it stands.
fn put(answering: Answering, item: u8, place: usize) {
    change(answering, |order| {
        order.retain(|other| *other != item);
        order.insert(place.min(order.len()), item);
    });
}

/// Numbered places above, what is left below.
#[component]
pub(super) fn Order(answering: Answering) -> impl IntoView {
    let items = StoredValue::new(items(answering));
    let count = items.with_value(Vec::len);
    let shown: Vec<u8> =
        answering.deranged(count, "").into_iter().filter_map(|index| u8::try_from(index).ok()).collect();
    let rest = {
        let shown = shown.clone();
        move || {
            let placed = placed(answering.shown());
            shown.iter().copied().filter(|item| !placed.contains(item)).collect::<Vec<_>>()
        }
    };
    let pickable = rest.clone();
    Effect::new(move |before: Option<u32>| {
        let (presses, key) = answering.key.get();
        if let Key::Pick(place) = key
            && before.is_some_and(|before| before != presses)
            && let Some(item) = untrack(&pickable).get(usize::from(place)).copied()
        {
            change(answering, |order| order.push(item));
        }
        presses
    });
    let dropped = Callback::new(move |(item, place): (usize, usize)| {
        if let Ok(item) = u8::try_from(item) {
            put(answering, item, place);
        }
    });
    let text = move |item: u8| items.with_value(|items| items.get(usize::from(item)).cloned().unwrap_or_default());
    let slots = move || {
        let order = placed(answering.shown());
        (0..count)
            .map(|place| match order.get(place) {
                Some(item) => slot(answering, place, *item, text(*item)).into_any(),
                None => {
                    view! { <li class="slot vacant" data-drop=place><span class="letter num">{place + 1}</span></li> }
                        .into_any()
                }
            })
            .collect_view()
    };
    let chips = move || {
        rest()
            .into_iter()
            .enumerate()
            .map(|(place, item)| {
                let letter = char::from(b'A' + u8::try_from(place).unwrap_or(0));
                view! {
                    <button type="button" class="chip" data-drag=item.to_string() on:click=move |_| change(answering, |order| order.push(item))>
                        <span class="letter" aria-hidden="true">{letter.to_string()}</span><span class="text">{text(item)}</span>
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

fn slot(answering: Answering, place: usize, item: u8, text: String) -> impl IntoView {
    let open = answering.is_open();
    let right = usize::from(item) == place;
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
            put(answering, item, to);
            refocus(item);
        }
    };
    let home = usize::from(item) + 1;
    view! {
        <li class=class data-drop=place data-drag=open.then(|| item.to_string())>
            <button type="button" class="slot-button" id=format!("slot-{item}") disabled=!open
                on:click=move |_| change(answering, |order| order.retain(|other| *other != item)) on:keydown=arrows>
                <span class="letter num">{place + 1}</span><span class="text">{text}</span>
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
