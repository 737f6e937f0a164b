//! 速览卡: concepts as cards to be flipped, for a quick look through. Nothing is asked, so nothing is recorded.

use super::Missing;
use super::concept::{kind_name, members, pairs};
use crate::core::course::{Concept, Course};
use crate::core::ids::{CourseId, SectionId};
use crate::core::route::Route;
use crate::state::Library;
use crate::ui::parts::use_title;
use crate::ui::router::Router;
use crate::ui::view;
use leptos::prelude::*;
use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;
use wasm_bindgen::JsCast;

/// CSS pixels from which on a stroke is a swipe and no longer a tap.
const SWIPE: i32 = 40;

/// The cards of a course, or of one of its sections.
pub(super) fn cards(course: &CourseId, section: Option<&SectionId>) -> AnyView {
    use_title("速览卡");
    let library = Library::expect();
    let known = library.course(course).map(|course| section.is_none_or(|id| course.section(id).is_some()));
    if known != Some(true) {
        return view! { <Missing what="课程里没有这一节"/> };
    }
    let (course, section) = (course.clone(), section.cloned());
    let there = {
        let course = course.clone();
        Memo::new(move |_| library.annotated(&course).is_some())
    };
    view! { {move || match library.course(&course).filter(|_| there.get()) {
        Some(course) => untrack(|| deck(&course, section.as_ref())),
        None => view! { <h1 class="hint">"卡片正在下载…"</h1> },
    }} }
}

/// The card on the table.
#[derive(Clone, Copy)]
struct Deck {
    place: RwSignal<usize>,
    flipped: RwSignal<bool>,
    count: usize,
    router: Router,
}

impl Deck {
    fn flip(self) {
        self.flipped.update(|flipped| *flipped = !*flipped);
    }

    /// To another card, if there is one, with its front up.
    fn turn(self, forward: bool) {
        let now = self.place.get_untracked();
        let next = if forward { now + 1 } else { now.wrapping_sub(1) };
        if next < self.count {
            self.flipped.set(false);
            self.place.set(next);
            self.router.set_query(&(next + 1).to_string());
        }
    }
}

fn deck(course: &Arc<Course>, section: Option<&SectionId>) -> AnyView {
    let concepts: Vec<Concept> =
        course.concepts.iter().filter(|concept| section.is_none_or(|id| concept.section == *id)).cloned().collect();
    let count = concepts.len();
    let router = Router::expect();
    let from = router.query().parse::<usize>().unwrap_or(1).clamp(1, count.max(1)) - 1;
    let deck = Deck { place: RwSignal::new(from), flipped: RwSignal::new(false), count, router };
    listen(deck);
    let (back_to, back_words) = match section.and_then(|id| course.section(id)) {
        Some(section) => (Route::Section(course.id.clone(), section.id.clone()), section.title.clone()),
        None => (Route::Practice, "练习".to_owned()),
    };
    let course = Arc::clone(course);
    let card = move || match concepts.get(deck.place.get()) {
        Some(concept) => card(&course, concept, deck),
        None => view! { <p class="quiet">"这一节没有概念卡。"</p> },
    };
    view! {
        <div class="row">
            <Link to=back_to class="crumb grow"><Icon name="back"/>{back_words}</Link>
            <h1 class="hint">"速览卡"</h1>
            <span class="hint num" id="place">{move || format!("{}/{count}", deck.place.get() + 1)}</span>
        </div>
        <progress class="track wide" max=count.to_string() value=move || (deck.place.get() + 1).to_string() aria-label="进度"></progress>
        {card}
        <div class="actions row">
            <button type="button" class="button" id="before" aria-label="上一张" aria-disabled=move || (deck.place.get() == 0).then_some("true")
                on:click=move |_| deck.turn(false)><Icon name="back"/></button>
            <button type="button" class="button primary grow" id="flip" on:click=move |_| deck.flip()>{move || if deck.flipped.get() { "看正面" } else { "翻面" }}</button>
            <button type="button" class="button" id="after" aria-label="下一张" aria-disabled=move || (deck.place.get() + 1 >= count).then_some("true")
                on:click=move |_| deck.turn(true)><Icon name="next"/></button>
        </div>
    }
}

/// The card with the side that is up. Only that side is there, so that a screen reader hears it and nothing else.
fn card(course: &Arc<Course>, concept: &Concept, deck: Deck) -> AnyView {
    let to = Route::Concept(course.id.clone(), concept.id.clone());
    let about = course.section(&concept.section).map(|section| section.title.clone());
    let concept = concept.clone();
    let side = move || match deck.flipped.get() {
        true => back(&concept),
        false => view! {
            <div class="side front">
                <p><span class="tag">{kind_name(concept.kind)}</span></p>
                <h2 class="serif">{concept.title.clone()}</h2>
                <p class="hint">{about.clone()}</p>
            </div>
        },
    };
    // Where a finger or mouse went down, and whether it has turned the card since.
    let down = Rc::new(Cell::new((0, false)));
    let (up, tapped) = (Rc::clone(&down), Rc::clone(&down));
    view! {
        <div class="card flash concept" id="card" aria-live="polite"
            on:pointerdown=move |event| down.set((event.client_x(), false))
            on:pointerup=move |event| {
                let way = event.client_x() - up.get().0;
                if way.abs() >= SWIPE {
                    up.set((0, true));
                    deck.turn(way < 0);
                }
            }
            on:click=move |_| {
                if !tapped.replace((0, false)).1 {
                    deck.flip();
                }
            }>{side}</div>
        <p><Link to=to class="button ghost">"看完整概念卡"</Link></p>
    }
}

/// What there is to know. A judgement has no set wording: there it is what it means.
fn back(concept: &Concept) -> AnyView {
    let text = concept.text.clone().map(|text| view! { <blockquote class="formulation serif">{text}</blockquote> });
    let bare = concept.text.is_none() && concept.members.is_empty() && concept.pairs.is_empty();
    let meaning = bare.then(|| concept.explain.clone()).map(|words| view! { <p class="prose">{words}</p> });
    let hint = concept.mnemonic.clone().map(|words| {
        view! { <section class="aside gold"><Icon name="bulb"/><p><strong>"记忆"</strong>{words}</p></section> }
    });
    view! {
        <div class="side stack">
            <p class="hint">{concept.title.clone()}</p>
            {text}{members(&concept.members)}{pairs(&concept.pairs)}{meaning}{hint}
        </div>
    }
}

/// Arrow keys turn, Space and Enter flip. On a button or link Space and Enter mean that.
fn listen(deck: Deck) {
    let handle = window_event_listener(leptos::ev::keydown, move |event| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() || event.repeat() {
            return;
        }
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let on_control = target.is_some_and(|target| matches!(&*target.tag_name(), "BUTTON" | "A" | "INPUT"));
        match &*event.key() {
            "ArrowRight" => deck.turn(true),
            "ArrowLeft" => deck.turn(false),
            " " | "Enter" if !on_control => deck.flip(),
            _ => return,
        }
        event.prevent_default();
    });
    on_cleanup(move || handle.remove());
}
