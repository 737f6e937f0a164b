//! The few calls to the page.

use leptos::prelude::document;
use leptos::tachys::view::Mountable;
use web_sys::{Element, Node};

/// The page's own calls fail only for what cannot happen here: a parent that is no parent, a name that is no name.
pub(super) fn insert(parent: &Element, node: &Node, marker: Option<&Node>) {
    let _ = parent.insert_before(node, marker);
}

pub(super) fn remove(node: &Node) {
    if let Some(parent) = node.parent_node() {
        let _ = parent.remove_child(node);
    }
}

pub(super) fn before(node: &Node, child: &mut dyn Mountable) -> bool {
    match node.parent_element() {
        Some(parent) => {
            child.mount(&parent, Some(node));
            true
        }
        None => false,
    }
}

const SVG: &str = "http://www.w3.org/2000/svg";

pub(super) fn create(tag: &'static str) -> Element {
    let document = document();
    let made = match tag {
        "svg" | "use" | "path" => document.create_element_ns(Some(SVG), tag),
        _ => document.create_element(tag),
    };
    made.unwrap_or_else(|_| unreachable!("every tag is written in this program"))
}
