//! What an element listens to.

use leptos::reactive::owner::Owner;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, Event};

/// Called with the event.
pub(super) type Handler = Box<dyn FnMut(Event)>;

/// A listener whose handler can be exchanged.
pub(super) struct Ear {
    pub(super) handler: Rc<RefCell<Option<Handler>>>,
    _closure: Closure<dyn FnMut(Event)>,
}

/// Begins to listen, until the ear is dropped together with its element. The words are those of the template: `e`, or `E`
/// for hearing of it before the elements inside do, and the name of the event.
pub(super) fn listen(element: &Element, words: &'static str, handler: Handler) -> Ear {
    let (letter, name) = words.split_at(1);
    let handler = Rc::new(RefCell::new(Some(handler)));
    let called = Rc::clone(&handler);
    let owner = Owner::current().unwrap_or_default();
    let closure = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
        // Taken out while it runs: what it does may lead back here.
        let Some(mut handler) = called.borrow_mut().take() else { return };
        owner.with(|| handler(event));
        let mut place = called.borrow_mut();
        if place.is_none() {
            *place = Some(handler);
        }
    });
    let function = closure.as_ref().unchecked_ref();
    let _ = element.add_event_listener_with_callback_and_bool(name, function, letter == "E");
    Ear { handler, _closure: closure }
}
