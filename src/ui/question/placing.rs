//! Matching and grouping: put every thing to the place where it belongs. In a matching each place takes one thing, in a
//! grouping any number; everything else is the same.

use super::board::Board;
use super::{Answering, Key};
use crate::core::answer::Answer;
use crate::core::question::{Body, Group};
use crate::state::signal::{Effect, RwSignal, StoredValue};
use crate::ui::view;
use leptos::prelude::*;

/// The question as things and places, all in canonical order.
struct Layout {
    things: Vec<String>,
    places: Vec<String>,
    /// For every thing the place where it belongs.
    home: Vec<usize>,
    /// Whether a place takes one thing only.
    one_each: bool,
}

fn layout(answering: Answering) -> Layout {
    answering.question.with_value(|question| match &question.body {
        Body::Match(pairs) => Layout {
            things: pairs.iter().map(|pair| pair.1.clone()).collect(),
            places: pairs.iter().map(|pair| pair.0.clone()).collect(),
            home: (0..pairs.len()).collect(),
            one_each: true,
        },
        Body::Group(groups) => Layout {
            things: Group::flatten(groups).map(|(_, item)| item.to_owned()).collect(),
            places: groups.iter().map(|group| group.name.clone()).collect(),
            home: Group::flatten(groups).map(|(group, _)| group).collect(),
            one_each: false,
        },
        _ => Layout { things: Vec::new(), places: Vec::new(), home: Vec::new(), one_each: true },
    })
}

/// Places and things in the order of the screen.
fn orders(answering: Answering, layout: &Layout) -> (Vec<usize>, Vec<usize>) {
    let count = layout.places.len();
    let places = if layout.one_each { answering.deranged(count, "places") } else { (0..count).collect() };
    (places, answering.shuffled(layout.things.len(), "things"))
}

/// The words on places and things in the order of the screen.
pub(super) fn words(answering: Answering) -> (Vec<String>, Vec<String>) {
    let layout = layout(answering);
    let (places, things) = orders(answering, &layout);
    let pick = |from: &[String], order: Vec<usize>| order.into_iter().filter_map(|at| from.get(at).cloned()).collect();
    (pick(&layout.places, places), pick(&layout.things, things))
}

/// For every thing the place it was put to.
fn put_where(answer: Option<Answer>, layout: &Layout) -> Vec<Option<u8>> {
    let mut at = vec![None; layout.things.len()];
    match answer {
        Some(Answer::Group(put)) => {
            for (slot, place) in at.iter_mut().zip(put) {
                *slot = place;
            }
        }
        Some(Answer::Match(joined)) => {
            for (place, thing) in (0_u8..).zip(joined) {
                if let Some(slot) = thing.and_then(|thing| at.get_mut(usize::from(thing))) {
                    *slot = Some(place);
                }
            }
        }
        _ => {}
    }
    at
}

/// The answer that this placing amounts to.
fn answer_of(at: &[Option<u8>], layout: &Layout) -> Answer {
    if !layout.one_each {
        return Answer::Group(at.to_vec());
    }
    let mut joined = vec![None; layout.places.len()];
    for (thing, place) in (0_u8..).zip(at) {
        if let Some(slot) = place.and_then(|place| joined.get_mut(usize::from(place))) {
            *slot = Some(thing);
        }
    }
    Answer::Match(joined)
}

/// Everything the pieces of this way of answering share.
#[derive(Clone, Copy)]
struct Placer {
    answering: Answering,
    layout: StoredValue<Layout>,
    /// The thing picked by hand; otherwise the first one left is picked.
    picked: RwSignal<Option<usize>>,
    /// Things in the order of this session.
    order: StoredValue<Vec<usize>>,
}

impl Placer {
    fn at(self) -> Vec<Option<u8>> {
        self.layout.with_value(|layout| put_where(self.answering.shown(), layout))
    }

    /// Things without a place, in the order of this session.
    fn left(self) -> Vec<usize> {
        let at = self.at();
        self.order.with_value(|order| order.iter().copied().filter(|thing| at[*thing].is_none()).collect())
    }

    /// The thing that the next tap on a place puts there.
    fn in_hand(self) -> Option<usize> {
        let left = self.left();
        self.picked.get().filter(|thing| left.contains(thing)).or_else(|| left.first().copied())
    }

    /// Puts a thing to a place, or takes it back.
    fn put(self, thing: usize, place: Option<usize>) {
        if !untrack(move || self.answering.is_open()) {
            return;
        }
        let mut at = untrack(move || self.at());
        let place = place.and_then(|place| u8::try_from(place).ok());
        let answer = self.layout.with_value(|layout| {
            if layout.one_each && place.is_some() {
                // What stood there goes back.
                at.iter_mut().filter(|other| **other == place).for_each(|other| *other = None);
            }
            if let Some(slot) = at.get_mut(thing) {
                *slot = place;
            }
            answer_of(&at, layout)
        });
        self.answering.draft.set(Some(answer));
        self.picked.set(place.is_none().then_some(thing));
    }

    fn put_in_hand(self, place: usize) {
        if let Some(thing) = untrack(move || self.in_hand()) {
            self.put(thing, Some(place));
        }
    }

    fn text(self, thing: usize) -> String {
        self.layout.with_value(|layout| layout.things.get(thing).cloned().unwrap_or_default())
    }

    fn belongs(self, thing: usize) -> usize {
        self.layout.with_value(|layout| layout.home.get(thing).copied().unwrap_or(0))
    }
}

/// Places above, things below. A tap on a place puts the highlighted thing there.
#[component]
pub(super) fn Placing(answering: Answering) -> impl IntoView {
    let layout = layout(answering);
    let one_each = layout.one_each;
    let (places, order) = orders(answering, &layout);
    let placer = Placer {
        answering,
        layout: StoredValue::new(layout),
        picked: RwSignal::new(None),
        order: StoredValue::new(order),
    };
    let by_key = places.clone();
    Effect::new(move |before: Option<u32>| {
        let (presses, key) = answering.key.get();
        if let Key::Pick(at) = key
            && before.is_some_and(|before| before != presses)
            && let Some(place) = by_key.get(usize::from(at))
        {
            placer.put_in_hand(*place);
        }
        presses
    });
    let dropped = Callback::new(move |(thing, place): (usize, usize)| placer.put(thing, Some(place)));
    let rows =
        places.into_iter().enumerate().map(|(position, place)| place_row(placer, position, place)).collect_view();
    let chips = move || placer.left().into_iter().map(|thing| chip(placer, thing)).collect_view();
    view! {
        <Board dropped label=if one_each { "连线" } else { "归类" }>
            <ul class="places" class:one-each=one_each>{rows}</ul>
            <div class="chips" role="group" aria-label="待放的内容">{chips}</div>
        </Board>
    }
}

fn place_row(placer: Placer, position: usize, place: usize) -> AnyView {
    let name = placer.layout.with_value(|layout| layout.places.get(place).cloned().unwrap_or_default());
    let letter = char::from(b'A' + u8::try_from(position).unwrap_or(0)).to_string();
    let open = move || placer.answering.is_open();
    let hint = move || placer.in_hand().filter(|_| open()).map(|thing| format!("，把“{}”放到这里", placer.text(thing)));
    let inside = move || {
        let at = placer.at();
        let here = placer.order.with_value(|order| {
            order.iter().copied().filter(|thing| at[*thing].map(usize::from) == Some(place)).collect::<Vec<_>>()
        });
        here.into_iter().map(|thing| placed_chip(placer, thing, place)).collect_view()
    };
    view! {
        <li class="place" data-drop=place>
            <button type="button" class="place-name" disabled=move || !open() on:click=move |_| placer.put_in_hand(place)>
                <span class="letter" aria-hidden="true">{letter}</span><span class="text">{name}</span><span class="sr">{move || hint()}</span>
            </button>
            <div class="inside" on:click=move |_| placer.put_in_hand(place)>{inside}</div>
        </li>
    }
}

/// A thing at its place: before the answer a tap takes it back, afterwards it shows whether it is right.
fn placed_chip(placer: Placer, thing: usize, place: usize) -> AnyView {
    let text = placer.text(thing);
    if placer.answering.is_open() {
        let take_back = move |event: leptos::ev::MouseEvent| {
            event.stop_propagation();
            placer.put(thing, None);
        };
        return view! {
            <button type="button" class="chip placed" data-drag=thing.to_string() on:click=take_back>
                <span class="text">{text}</span><Icon name="close"/><span class="sr">"，点击收回"</span>
            </button>
        }
        .into_any();
    }
    let home = placer.belongs(thing);
    if home == place {
        return view! { <span class="chip placed right"><span class="text">{text}</span><Icon name="check"/><span class="sr">"正确"</span></span> }
            .into_any();
    }
    let name = placer.layout.with_value(|layout| layout.places.get(home).cloned().unwrap_or_default());
    view! {
        <span class="chip placed wrong">
            <span class="text">{text}<small>{format!("应属：{name}")}</small></span><Icon name="cross"/><span class="sr">"放错了"</span>
        </span>
    }
    .into_any()
}

fn chip(placer: Placer, thing: usize) -> AnyView {
    let in_hand = move || placer.in_hand() == Some(thing);
    view! {
        <button type="button" class="chip" class:picked=move || in_hand() data-drag=thing.to_string()
            aria-pressed=move || if in_hand() { "true" } else { "false" } on:click=move |_| placer.picked.set(Some(thing))>
            <span class="text">{placer.text(thing)}</span><span class="grip" data-grip><Icon name="grip"/></span>
        </button>
    }
}
