//! An element on the page: how it is built and how it is changed.

use super::ear::{Ear, listen};
use super::inside::Said;
use super::node::{before, create, insert, remove};
use super::slot::{Kept, Kind, keep};
use super::template::{Letter, letters};
use super::{El, Hole, Plan};
use leptos::prelude::document;
use leptos::tachys::view::any_view::AnyViewState;
use leptos::tachys::view::{Mountable, Render};
use web_sys::{Element, Node};

/// An element on the page.
pub(crate) struct Standing {
    template: &'static str,
    element: Element,
    filled: Vec<Filled>,
}

/// A hole with what is in it.
enum Filled {
    Value(Element, Kept),
    Handler(Ear),
    View(AnyViewState),
    Text(Said),
    /// Told, and done with.
    Reference,
}

impl Render for El {
    type State = Standing;

    fn build(self) -> Standing {
        let Plan { template, holes } = *self.0.take();
        let mut holes = holes.into_iter();
        let mut filled = Vec::with_capacity(holes.len());
        let mut told = Vec::new();
        // From the outermost to the one that is open.
        let mut open: Vec<Element> = Vec::new();
        let mut named = "";
        let mut outermost = None;
        for (letter, words) in letters(template) {
            match (letter, open.last()) {
                (Letter::Open, parent) => {
                    let element = create(words);
                    match parent {
                        Some(parent) => insert(parent, &element, None),
                        None => outermost = Some(element.clone()),
                    }
                    open.push(element);
                }
                (Letter::Close, _) => drop(open.pop()),
                (Letter::Name, _) => named = words,
                (Letter::Value, Some(element)) => {
                    let _ = element.set_attribute(named, words);
                }
                (Letter::Text, Some(element)) => insert(element, &document().create_text_node(words), None),
                (Letter::Hole, Some(element)) => match holes.next() {
                    Some(Hole::Value(source)) => {
                        let (kind, name) = Kind::read(words);
                        filled.push(Filled::Value(element.clone(), keep(element, kind, name, source)));
                    }
                    Some(Hole::Handler(handler)) => filled.push(Filled::Handler(listen(element, words, handler))),
                    Some(Hole::View(view)) => {
                        let mut state = view.build();
                        state.mount(element, None);
                        filled.push(Filled::View(state));
                    }
                    Some(Hole::Text(words)) => {
                        let node = document().create_text_node("");
                        insert(element, &node, None);
                        filled.push(Filled::Text(Said::by(node, words)));
                    }
                    Some(Hole::Reference(tell)) => {
                        told.push((tell, element.clone()));
                        filled.push(Filled::Reference);
                    }
                    None => {}
                },
                _ => {}
            }
        }
        for (tell, element) in told {
            tell(&element);
        }
        let element = outermost.unwrap_or_else(|| unreachable!("a template begins with an element"));
        Standing { template, element, filled }
    }

    fn rebuild(self, state: &mut Standing) {
        let plan = &self.0;
        let same = std::ptr::eq(plan.template, state.template)
            && !plan.holes.iter().any(|hole| matches!(hole, Hole::Reference(_)));
        if !same {
            let mut new = self.build();
            state.insert_before_this(&mut new);
            state.unmount();
            *state = new;
            return;
        }
        for (hole, filled) in self.0.take().holes.into_iter().zip(&mut state.filled) {
            match (hole, filled) {
                (Hole::Value(source), Filled::Value(element, kept)) => kept.change(element, source),
                (Hole::Handler(handler), Filled::Handler(ear)) => *ear.handler.borrow_mut() = Some(handler),
                (Hole::View(view), Filled::View(old)) => view.rebuild(old),
                (Hole::Text(words), Filled::Text(said)) => said.change(words),
                _ => {}
            }
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
