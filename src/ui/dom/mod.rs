//! Elements as data: what [`view!`](super::view) makes of a page.
//!
//! One type for every element and one for every closure, so that the code that builds, updates and removes is there once;
//! see `macros/src/lib.rs` for why. An update keeps the elements that are there and changes what differs, so focus,
//! scroll position and what was typed survive.

mod child;
mod ear;
mod node;
mod slot;
mod standing;
mod value;

pub(crate) use slot::Kind;

use child::Child;
use ear::{Handler, Hearing};
use leptos::ev::EventDescriptor;
use leptos::html::ElementType;
use leptos::prelude::*;
use leptos::tachys::html::attribute::any_attribute::AnyAttribute;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::view::any_view::AnyView;
use leptos::tachys::view::{Position, PositionState, Render, RenderHtml};
use send_wrapper::SendWrapper;
use slot::{Slot, Source};
use standing::Standing;
use std::borrow::Cow;
use value::IntoValue;
use wasm_bindgen::JsCast;
use web_sys::Element;

/// Called with the element.
type Told = Box<dyn FnOnce(&Element)>;

/// An element that is not on the page yet.
pub(crate) struct El(SendWrapper<Box<Plan>>);

struct Plan {
    tag: &'static str,
    slots: Vec<Slot>,
    handlers: Vec<(Hearing, Handler)>,
    children: Vec<Child>,
    /// Told the element when it is there.
    told: Option<Told>,
}

impl El {
    /// An element with nothing in it.
    pub(crate) fn new(tag: &'static str) -> Self {
        let plan = Plan { tag, slots: Vec::new(), handlers: Vec::new(), children: Vec::new(), told: None };
        Self(SendWrapper::new(Box::new(plan)))
    }

    /// Gives an attribute a text.
    pub(crate) fn set(&mut self, name: &'static str, value: &'static str) {
        self.slot(Kind::Attr, name, Source::Fixed(Some(Cow::Borrowed(value))));
    }

    /// Gives something a value.
    pub(crate) fn give(&mut self, kind: Kind, name: &'static str, value: impl IntoValue) {
        self.slot(kind, name, Source::Fixed(value.into_value()));
    }

    /// Gives something the value of a closure, again whenever it changes.
    pub(crate) fn follow<T: IntoValue>(&mut self, kind: Kind, name: &'static str, value: impl Fn() -> T + 'static) {
        self.slot(kind, name, Source::Live(Box::new(move || value().into_value())));
    }

    fn slot(&mut self, kind: Kind, name: &'static str, source: Source) {
        self.0.slots.push(Slot { kind, name, source });
    }

    /// Listens; with `capture` before the elements inside.
    pub(crate) fn on<E: EventDescriptor>(
        &mut self,
        event: E,
        capture: bool,
        mut handler: impl FnMut(E::EventType) + 'static,
    ) where
        E::EventType: JsCast,
    {
        let hearing = Hearing { name: event.name(), capture };
        self.0.handlers.push((hearing, Box::new(move |event| handler(event.unchecked_into()))));
    }

    /// Fills a reference.
    pub(crate) fn node_ref<E>(&mut self, reference: NodeRef<E>)
    where
        E: ElementType + 'static,
        E::Output: JsCast + Clone + 'static,
    {
        self.0.told = Some(Box::new(move |element| {
            leptos::tachys::html::node_ref::NodeRefContainer::<E>::load(reference, element)
        }));
    }

    pub(crate) fn text(&mut self, words: &'static str) {
        self.0.children.push(Child::Text(Cow::Borrowed(words)));
    }

    pub(crate) fn element(&mut self, element: Self) {
        self.0.children.push(Child::Element(element));
    }

    pub(crate) fn child(&mut self, view: AnyView) {
        self.0.children.push(Child::View(view));
    }

    pub(crate) fn into_view(self) -> AnyView {
        self.into_any()
    }
}

/// Anything as a view.
pub(crate) fn view(view: impl IntoView) -> AnyView {
    view.into_view().into_inner().into_any()
}

/// Views beside each other.
pub(crate) fn beside(views: Vec<AnyView>) -> AnyView {
    views.into_any()
}

/// What a closure draws, again whenever that changes.
pub(crate) fn live<T: IntoView>(mut draw: impl FnMut() -> T + Send + 'static) -> AnyView {
    let draw: Box<dyn FnMut() -> AnyView + Send> = Box::new(move || view(draw()));
    draw.into_any()
}

leptos::tachys::no_attrs!(El);

/// There is no server: nothing of this is ever called.
impl RenderHtml for El {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    fn to_html_with_buf(self, _: &mut String, _: &mut Position, _: bool, _: bool, _: Vec<AnyAttribute>) {}

    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> Standing {
        self.build()
    }

    fn into_owned(self) -> Self {
        self
    }
}
