//! Elements as data: what [`view!`](super::view) makes of a page.
//!
//! One type for every element and one for every closure, so that the code that builds, updates and removes is there once;
//! see `macros/src/lib.rs` for why. An update keeps the elements that are there and changes what differs, so focus,
//! scroll position and what was typed survive.

use leptos::ev::EventDescriptor;
use leptos::html::ElementType;
use leptos::prelude::*;
use leptos::reactive::effect::RenderEffect;
use leptos::reactive::owner::Owner;
use leptos::tachys::html::attribute::any_attribute::AnyAttribute;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::view::any_view::{AnyView, AnyViewState};
use leptos::tachys::view::{Mountable, Position, PositionState, Render, RenderHtml};
use send_wrapper::SendWrapper;
use std::borrow::Cow;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, Node};

/// A value of an attribute; none takes it away.
pub(crate) type Value = Option<Cow<'static, str>>;

type Handler = Box<dyn FnMut(Event)>;
type Closures = Box<dyn Fn() -> Value>;
type Told = Box<dyn FnOnce(&Element)>;

/// What a value is given to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// An attribute.
    Attr,
    /// A class, which is there or not.
    Class,
    /// A property of the style.
    Style,
    /// A property of the object.
    Prop,
}

enum Source {
    Fixed(Value),
    Live(Closures),
}

/// What is listened to.
#[derive(Clone, PartialEq, Eq)]
struct Hearing {
    name: Cow<'static, str>,
    /// Before the elements inside hear of it.
    capture: bool,
}

struct Slot {
    kind: Kind,
    name: &'static str,
    source: Source,
}

enum Child {
    Text(Cow<'static, str>),
    Element(El),
    View(AnyView),
}

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

/// Turns into a [`Value`].
pub(crate) trait IntoValue {
    /// The value.
    fn into_value(self) -> Value;
}

impl IntoValue for &'static str {
    fn into_value(self) -> Value {
        Some(Cow::Borrowed(self))
    }
}

impl IntoValue for String {
    fn into_value(self) -> Value {
        Some(Cow::Owned(self))
    }
}

impl IntoValue for bool {
    fn into_value(self) -> Value {
        self.then_some(Cow::Borrowed(""))
    }
}

impl<T: IntoValue> IntoValue for Option<T> {
    fn into_value(self) -> Value {
        self.and_then(T::into_value)
    }
}

macro_rules! numbers {
    ($($number:ty),*) => {
        $(impl IntoValue for $number {
            fn into_value(self) -> Value {
                Some(Cow::Owned(self.to_string()))
            }
        })*
    };
}
numbers!(i32, u32, usize);

impl El {
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

/// An element on the page.
pub(crate) struct Standing {
    tag: &'static str,
    element: Element,
    /// For each slot what it is, what it has if that is fixed, and what keeps it up to date if not.
    slots: Vec<Kept>,
    ears: Vec<Ear>,
    children: Vec<ChildState>,
}

struct Kept {
    kind: Kind,
    name: &'static str,
    fixed: Value,
    _effect: Option<RenderEffect<Value>>,
}

/// A listener whose handler can be exchanged.
struct Ear {
    hearing: Hearing,
    handler: Rc<RefCell<Option<Handler>>>,
    _closure: Closure<dyn FnMut(Event)>,
}

enum ChildState {
    Text(web_sys::Text, Cow<'static, str>),
    Element(Box<Standing>),
    View(AnyViewState),
}

impl Child {
    fn build(self) -> ChildState {
        match self {
            Self::Text(words) => ChildState::Text(document().create_text_node(&words), words),
            Self::Element(element) => ChildState::Element(Box::new(element.build())),
            Self::View(view) => ChildState::View(view.build()),
        }
    }

    fn rebuild(self, state: &mut ChildState) {
        match (self, state) {
            (Self::Text(words), ChildState::Text(node, old)) => {
                if words != *old {
                    node.set_data(&words);
                    *old = words;
                }
            }
            (Self::Element(element), ChildState::Element(old)) => element.rebuild(old),
            (Self::View(view), ChildState::View(old)) => view.rebuild(old),
            (child, state) => {
                let mut new = child.build();
                state.insert_before_this(&mut new);
                state.unmount();
                *state = new;
            }
        }
    }
}

impl Mountable for ChildState {
    fn unmount(&mut self) {
        match self {
            Self::Text(node, _) => remove(node),
            Self::Element(element) => element.unmount(),
            Self::View(view) => view.unmount(),
        }
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        match self {
            Self::Text(node, _) => insert(parent, node, marker),
            Self::Element(element) => element.mount(parent, marker),
            Self::View(view) => view.mount(parent, marker),
        }
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        match self {
            Self::Text(node, _) => before(node, child),
            Self::Element(element) => element.insert_before_this(child),
            Self::View(view) => view.insert_before_this(child),
        }
    }

    fn elements(&self) -> Vec<Element> {
        match self {
            Self::Text(..) => Vec::new(),
            Self::Element(element) => element.elements(),
            Self::View(view) => view.elements(),
        }
    }
}

/// The page's own calls fail only for what cannot happen here: a parent that is no parent, a name that is no name.
fn insert(parent: &Element, node: &Node, marker: Option<&Node>) {
    let _ = parent.insert_before(node, marker);
}

fn remove(node: &Node) {
    if let Some(parent) = node.parent_node() {
        let _ = parent.remove_child(node);
    }
}

fn before(node: &Node, child: &mut dyn Mountable) -> bool {
    match node.parent_element() {
        Some(parent) => {
            child.mount(&parent, Some(node));
            true
        }
        None => false,
    }
}

const SVG: &str = "http://www.w3.org/2000/svg";

fn create(tag: &'static str) -> Element {
    let document = document();
    let made = match tag {
        "svg" | "use" => document.create_element_ns(Some(SVG), tag),
        _ => document.create_element(tag),
    };
    made.unwrap_or_else(|_| unreachable!("every tag is written in this program"))
}

fn apply(element: &Element, kind: Kind, name: &'static str, value: &Value) {
    match (kind, value) {
        (Kind::Attr, Some(value)) => {
            let _ = element.set_attribute(name, value);
        }
        (Kind::Attr, None) => {
            let _ = element.remove_attribute(name);
        }
        (Kind::Class, value) => {
            let _ = element.class_list().toggle_with_force(name, value.is_some());
        }
        (Kind::Style, value) => {
            let style = element.unchecked_ref::<web_sys::HtmlElement>().style();
            let _ = style.set_property(name, value.as_deref().unwrap_or_default());
        }
        (Kind::Prop, value) => {
            let _ = js_sys::Reflect::set(element, &name.into(), &JsValue::from_bool(value.is_some()));
        }
    }
}

fn keep(element: &Element, slot: Slot) -> Kept {
    let Slot { kind, name, source } = slot;
    let (fixed, effect) = match source {
        Source::Fixed(value) => {
            if value.is_some() {
                apply(element, kind, name, &value);
            }
            (value, None)
        }
        Source::Live(value) => {
            let element = element.clone();
            let effect = RenderEffect::new(move |old: Option<Value>| {
                let new = value();
                if old.as_ref() != Some(&new) {
                    apply(&element, kind, name, &new);
                }
                new
            });
            (None, Some(effect))
        }
    };
    Kept { kind, name, fixed, _effect: effect }
}

fn listen(element: &Element, hearing: Hearing, handler: Handler) -> Ear {
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

impl Render for El {
    type State = Standing;

    fn build(self) -> Standing {
        let Plan { tag, slots, handlers, children, told } = *self.0.take();
        let element = create(tag);
        let slots = slots.into_iter().map(|slot| keep(&element, slot)).collect();
        let ears = handlers.into_iter().map(|(hearing, handler)| listen(&element, hearing, handler)).collect();
        let mut children: Vec<ChildState> = children.into_iter().map(Child::build).collect();
        for child in &mut children {
            child.mount(&element, None);
        }
        if let Some(told) = told {
            told(&element);
        }
        Standing { tag, element, slots, ears, children }
    }

    fn rebuild(self, state: &mut Standing) {
        let same = {
            let plan = &self.0;
            let slots = plan.slots.iter().map(|slot| (slot.kind, slot.name));
            let heard = plan.handlers.iter().map(|(hearing, _)| hearing);
            plan.tag == state.tag
                && plan.told.is_none()
                && slots.eq(state.slots.iter().map(|kept| (kept.kind, kept.name)))
                && heard.eq(state.ears.iter().map(|ear| &ear.hearing))
        };
        if !same {
            let mut new = self.build();
            state.insert_before_this(&mut new);
            state.unmount();
            *state = new;
            return;
        }
        let Plan { slots, handlers, children, .. } = *self.0.take();
        for (slot, kept) in slots.into_iter().zip(&mut state.slots) {
            match &slot.source {
                Source::Fixed(value) if *value == kept.fixed => {}
                Source::Fixed(value) => {
                    apply(&state.element, slot.kind, slot.name, value);
                    kept.fixed.clone_from(value);
                }
                Source::Live(_) => *kept = keep(&state.element, slot),
            }
        }
        for ((_, handler), ear) in handlers.into_iter().zip(&state.ears) {
            *ear.handler.borrow_mut() = Some(handler);
        }
        for mut gone in state.children.drain(children.len().min(state.children.len())..) {
            gone.unmount();
        }
        let mut children = children.into_iter();
        for old in &mut state.children {
            if let Some(child) = children.next() {
                child.rebuild(old);
            }
        }
        for child in children {
            let mut new = child.build();
            new.mount(&state.element, None);
            state.children.push(new);
        }
    }
}

impl Mountable for Standing {
    fn unmount(&mut self) {
        remove(&self.element);
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        insert(parent, &self.element, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        before(&self.element, child)
    }

    fn elements(&self) -> Vec<Element> {
        vec![self.element.clone()]
    }
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
