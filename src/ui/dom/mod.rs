//! Elements as data: what [`view!`](super::view) makes of a page.
//!
//! One type for every element and one for every closure, so that the code that builds, updates and removes is there once;
//! see `macros/src/lib.rs` for why. What never changes is text that is read when the element is built. An update keeps the
//! elements that are there and changes what differs, so focus, scroll position and what was typed survive.

mod ear;
mod inside;
mod node;
mod slot;
mod standing;
mod template;
mod value;

use ear::Handler;
use inside::{Inside, Live, Words};
use leptos::ev::EventDescriptor;
use leptos::html::ElementType;
use leptos::prelude::*;
use leptos::tachys::html::attribute::any_attribute::AnyAttribute;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::view::any_view::AnyView;
use leptos::tachys::view::{Position, PositionState, Render, RenderHtml};
use send_wrapper::SendWrapper;
use slot::Source;
use standing::Standing;
use value::IntoValue;
use wasm_bindgen::JsCast;
use web_sys::Element;

/// Called with the element.
type Told = Box<dyn FnOnce(&Element)>;

/// An element with all that is in it, not on the page yet.
pub(crate) struct El(SendWrapper<Box<Plan>>);

struct Plan {
    /// What never changes, and where the holes are; see [`template`].
    template: &'static str,
    /// What goes into them, in order.
    holes: Vec<Hole>,
}

/// What differs from one time to the next.
enum Hole {
    Value(Source),
    Handler(Handler),
    View(AnyView),
    Text(Words),
    Reference(Told),
}

impl El {
    /// An element whose holes are still to be filled.
    pub(crate) fn new(template: &'static str) -> Self {
        Self(SendWrapper::new(Box::new(Plan { template, holes: Vec::new() })))
    }

    fn fill(&mut self, hole: Hole) {
        self.0.holes.push(hole);
    }

    fn value(&mut self, source: Source) {
        self.fill(Hole::Value(source));
    }

    /// Gives something a value.
    pub(crate) fn give(&mut self, value: impl IntoValue) {
        self.value(Source::Fixed(value.into_value()));
    }

    /// Gives something the value of a closure, again whenever it changes.
    pub(crate) fn follow<T: IntoValue>(&mut self, value: impl Fn() -> T + 'static) {
        self.value(Source::Live(Box::new(move || value().into_value())));
    }

    /// Listens.
    pub(crate) fn on<E: EventDescriptor>(&mut self, _: E, mut handler: impl FnMut(E::EventType) + 'static)
    where
        E::EventType: JsCast,
    {
        self.fill(Hole::Handler(Box::new(move |event| handler(event.unchecked_into()))));
    }

    /// Fills a reference.
    pub(crate) fn node_ref<E>(&mut self, reference: NodeRef<E>)
    where
        E: ElementType + 'static,
        E::Output: JsCast + Clone + 'static,
    {
        self.fill(Hole::Reference(Box::new(move |element| {
            leptos::tachys::html::node_ref::NodeRefContainer::<E>::load(reference, element)
        })));
    }

    /// Puts something inside.
    pub(crate) fn put(&mut self, inside: impl Inside) {
        inside.put(self);
    }

    /// Puts inside what a closure gives, again whenever that changes.
    pub(crate) fn live<T: Live>(&mut self, give: impl FnMut() -> T + Send + 'static) {
        T::live(give, self);
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
