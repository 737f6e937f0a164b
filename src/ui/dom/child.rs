//! What stands inside an element.

use super::El;
use super::node::{before, insert, remove};
use super::standing::Standing;
use leptos::prelude::document;
use leptos::tachys::view::any_view::{AnyView, AnyViewState};
use leptos::tachys::view::{Mountable, Render};
use std::borrow::Cow;
use web_sys::{Element, Node};

/// Not on the page yet.
pub(super) enum Child {
    Text(Cow<'static, str>),
    Element(El),
    View(AnyView),
}

/// On the page.
pub(super) enum ChildState {
    Text(web_sys::Text, Cow<'static, str>),
    Element(Box<Standing>),
    View(AnyViewState),
}

impl Child {
    pub(super) fn build(self) -> ChildState {
        match self {
            Self::Text(words) => ChildState::Text(document().create_text_node(&words), words),
            Self::Element(element) => ChildState::Element(Box::new(element.build())),
            Self::View(view) => ChildState::View(view.build()),
        }
    }

    pub(super) fn rebuild(self, state: &mut ChildState) {
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
