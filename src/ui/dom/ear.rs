//! What an element listens to.

use leptos::reactive::owner::Owner;
use std::borrow::Cow;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, Event};

/// Called with the event.
pub(super) type Handler = Box<dyn FnMut(Event)>;

/// What is listened to.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Hearing {
    pub(super) name: Cow<'static, str>,
    /// Before the elements inside hear of it.
    pub(super) capture: bool,
}

/// A listener whose handler can be exchanged.
pub(super) struct Ear {
    pub(super) hearing: Hearing,
    pub(super) handler: Rc<RefCell<Option<Handler>>>,
    _closure: Closure<dyn FnMut(Event)>,
}

/// Begins to listen, until the ear is dropped together with its element.
pub(super) fn listen(element: &Element, hearing: Hearing, handler: Handler) -> Ear {
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
    let _ = element.add_event_listener_with_callback_and_bool(&hearing.name, function, hearing.capture);
    Ear { hearing, handler, _closure: closure }
}
