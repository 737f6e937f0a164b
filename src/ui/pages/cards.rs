//! 速览卡: concepts as cards to be flipped, for a quick look through. Nothing is asked, so nothing is recorded but where one
//! has stopped.

use super::Missing;
use super::concept::{kind_name, mnemonic, wording};
use crate::core::cards::TopCard;
use crate::core::course::{Concept, Course};
use crate::core::ids::{ConceptId, CourseId, SectionId};
use crate::core::route::Route;
use crate::state::signal::{RwSignal, StoredValue};
use crate::state::{Keep, Library};
use crate::ui::parts::{hear_keys, use_title};
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
    view! { {move || match library.annotated(&course) {
        Some(course) => untrack(|| deck(course, section.as_ref())),
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
    keep: Keep,
    /// The concepts of all cards, and where the one on top is kept.
    concepts: StoredValue<(Vec<ConceptId>, String)>,
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
            self.concepts.with_value(|(concepts, place)| {
                if let Some(concept) = concepts.get(next) {
                    self.keep.put(place, &TopCard { concept: concept.clone(), at: self.keep.now() });
                }
            });
        }
    }
}

fn deck(course: Arc<Course>, section: Option<&SectionId>) -> AnyView {
    // The concepts of a section stand together.
    let wanted = |concept: &&Concept| section.is_none_or(|id| concept.section == *id);
    let first = course.concepts.iter().take_while(|concept| !wanted(concept)).count();
    let concepts: Vec<ConceptId> = course.concepts.iter().filter(wanted).map(|concept| concept.id.clone()).collect();
    let count = concepts.len();
    let (router, keep) = (Router::expect(), Keep::expect());
    let kept_at = TopCard::place(&course.id, section);
    // As the address says; without that where the reader has stopped, unless that was the last one.
    let stopped = || {
        let top = keep.get::<TopCard>(&kept_at)?.concept;
        concepts.iter().position(|concept| *concept == top).filter(|place| place + 1 < count)
    };
    let from = match router.query().parse::<usize>() {
        Ok(place) => place.clamp(1, count.max(1)) - 1,
        Err(_) => stopped().unwrap_or(0),
    };
    let concepts = StoredValue::new((concepts, kept_at));
    let deck = Deck { place: RwSignal::new(from), flipped: RwSignal::new(false), count, router, keep, concepts };
    listen(deck);
    let (back_to, back_words) = match section.and_then(|id| course.section(id)) {
        Some(section) => (Route::Section(course.id.clone(), section.id.clone()), section.title.clone()),
        None => (Route::Practice, "练习".to_owned()),
    };
    let shown = Arc::clone(&course);
    // Only the side that is up is there, so that a screen reader hears it and nothing else.
    let side = move || match course.concepts.get(first + deck.place.get()) {
        Some(concept) if deck.flipped.get() => back(concept),
        Some(concept) => front(&course, concept),
        None => view! { <p class="quiet">"这一节没有概念卡。"</p> },
    };
    // Beside the card, not in it: a tap that leaves must not flip what is no longer there.
    let whole = move || {
        let concept = shown.concepts.get(first + deck.place.get())?;
        let to = Route::Concept(shown.id.clone(), concept.id.clone());
        Some(view! { <Link to=to class="concept-link"><span>"看完整概念卡"</span><Icon name="next"/></Link> })
    };
    // Where a finger or mouse went down, and whether it has turned the card since.
    let down = Rc::new(Cell::new((0, false)));
    let (up, tapped) = (Rc::clone(&down), Rc::clone(&down));
    view! {
        <div class="row">
            <Link to=back_to class="crumb grow"><Icon name="back"/>{back_words}</Link>
            <h1 class="hint">"速览卡"</h1>
            <span class="hint num" id="place">{move || format!("{}/{count}", deck.place.get() + 1)}</span>
        </div>
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
        <p>{whole}</p>
        <div class="actions"><div class="row wrap">
            {turner(deck, false)}
            <button type="button" class="button primary grow" id="flip" on:click=move |_| deck.flip()>"翻面"</button>
            {turner(deck, true)}
        </div></div>
    }
}

/// The button to the card before or after.
fn turner(deck: Deck, forward: bool) -> AnyView {
    let (id, words, icon) = if forward { ("after", "下一张", "next") } else { ("before", "上一张", "back") };
    let last = if forward { deck.count.saturating_sub(1) } else { 0 };
    view! {
        <button type="button" class="button" id=id aria-label=words aria-disabled=move || (deck.place.get() == last).then_some("true")
            on:click=move |_| deck.turn(forward)><Icon name=icon/></button>
    }
}

fn front(course: &Course, concept: &Concept) -> AnyView {
    let about = course.section(&concept.section).map(|section| section.title.clone());
    view! {
        <div class="side front">
            <span class="tag">{kind_name(concept.kind)}</span>
            <h2 class="serif">{concept.title.clone()}</h2>
            <p class="hint">{about}</p>
        </div>
    }
}

/// What there is to know. A judgement has no set wording: there it is what it means.
fn back(concept: &Concept) -> AnyView {
    let bare = concept.text.is_none() && concept.members.is_empty() && concept.pairs.is_empty();
    let meaning = bare.then(|| concept.explain.clone()).map(|words| view! { <p class="prose">{words}</p> });
    view! {
        <div class="side stack">
            <p class="hint">{concept.title.clone()}</p>
            {wording(concept)}{meaning}{mnemonic(concept)}
        </div>
    }
}

/// Arrow keys turn, Space and Enter flip. On a button or link Space and Enter mean that.
fn listen(deck: Deck) {
    hear_keys(Box::new(move |event| {
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
    }));
}
