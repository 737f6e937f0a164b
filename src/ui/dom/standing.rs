//! An element on the page: how it is built and how it is changed.

use super::child::{Child, ChildState};
use super::ear::{Ear, listen};
use super::node::{before, create, insert, remove};
use super::slot::{Kept, Source, apply, keep};
use super::{El, Plan};
use leptos::tachys::view::{Mountable, Render};
use web_sys::{Element, Node};

/// An element on the page.
pub(crate) struct Standing {
    tag: &'static str,
    element: Element,
    slots: Vec<Kept>,
    ears: Vec<Ear>,
    children: Vec<ChildState>,
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
