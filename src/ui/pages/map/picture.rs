//! The picture on screen.

use super::viewport::{Viewport, toggle_full_screen};
use crate::core::course::Course;
use crate::core::map::{Area, Direction, Node, Primitive, Scene, Target, frame, step};
use crate::core::progress::Strength;
use crate::core::route::Route;
use crate::ui::router::Router;
use crate::ui::view;
use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::prelude::*;
use leptos::svg;
use wasm_bindgen::JsCast;
use web_sys::{Element, SvgElement};

/// Draws a scene. `known` belongs to its nodes, in their order.
pub(super) fn picture(course: &Course, scene: Scene, known: Vec<(Strength, u8)>) -> AnyView {
    let viewport = Viewport::new();
    let router = Router::expect();
    let behind: Vec<AnyView> = frame(&scene.bands).iter().map(draw).collect();
    let nodes: Vec<Node> = scene.nodes().cloned().collect();
    let routes: Vec<Route> = nodes.iter().map(|node| route(course, &node.target)).collect();
    let links: Vec<AnyView> = nodes
        .iter()
        .zip(known)
        .zip(&routes)
        .enumerate()
        .map(|(place, ((node, known), to))| link(place, node, known, router.href(to)))
        .collect();
    let follow = move |event: MouseEvent| {
        let Some(place) = event.target().and_then(|target| place_of(&target)) else { return };
        event.prevent_default();
        if viewport.is_click(&event)
            && let Some(route) = routes.get(place)
        {
            router.go(route.clone());
        }
    };
    let keys = move |event: KeyboardEvent| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let used = match &*event.key() {
            "+" | "=" => done(|| viewport.zoom_in()),
            "-" | "_" => done(|| viewport.zoom_out()),
            "0" => done(|| viewport.reset()),
            "ArrowLeft" => walk(&event, &nodes, Direction::Left),
            "ArrowRight" => walk(&event, &nodes, Direction::Right),
            "ArrowUp" => walk(&event, &nodes, Direction::Up),
            "ArrowDown" => walk(&event, &nodes, Direction::Down),
            _ => false,
        };
        if used {
            event.prevent_default();
        }
    };
    let size = ["0 0 ", &scene.w.to_string(), " ", &scene.h.to_string()].concat();
    view! {
        <div class="map" id="map">
            <div class="map-window" on:click=follow on:keydown=keys
                on:pointerdown=move |event| viewport.hold(&event)
                on:pointermove=move |event| viewport.pull(&event)
                on:pointerup=move |_| viewport.release()
                on:pointerleave=move |_| viewport.release()>
                <svg class="map-picture" viewBox=size role="group" aria-label="结构图" style:width=move || viewport.width()>
                    {behind}{links}
                </svg>
            </div>
            <div class="map-tools">
                <button type="button" class="button" aria-label="缩小" on:click=move |_| viewport.zoom_out()>"−"</button>
                <button type="button" class="button" on:click=move |_| viewport.reset()>"适应"</button>
                <button type="button" class="button" aria-label="放大" on:click=move |_| viewport.zoom_in()>"＋"</button>
                <button type="button" class="button" id="full-screen" on:click=move |_| toggle_full_screen("map")><Icon name="screen"/>"全屏"</button>
            </div>
        </div>
    }
    .into_any()
}

fn route(course: &Course, target: &Target) -> Route {
    match target {
        Target::Concept(id) => Route::Concept(course.id.clone(), id.clone()),
        Target::Section(id) => Route::Section(course.id.clone(), id.clone()),
    }
}

/// One of the nodes; only the first is reached by Tab, the others from it by the arrow keys.
fn link(place: usize, node: &Node, (strength, percent): (Strength, u8), href: String) -> AnyView {
    let drawn: Vec<AnyView> = node.draw(strength, percent).iter().map(draw).collect();
    // What is heard begins with what is seen, for those who say it to their device.
    let seen = node.label.replace(' ', "");
    let first = if node.name.contains(&seen) { String::new() } else { seen + "，" };
    let name = [&*first, &node.name, "，掌握 ", &percent.to_string(), "%"].concat();
    let turn = if place == 0 { "0" } else { "-1" };
    svg::a()
        .attr("class", "node")
        .attr("href", href)
        .attr("aria-label", name)
        .attr("tabindex", turn)
        .attr("data-place", place.to_string())
        .child(drawn)
        .into_any()
}

fn draw(primitive: &Primitive) -> AnyView {
    match primitive {
        Primitive::Rect { area: Area { x, y, w, h }, radius, ink } => {
            let [x, y, w, h, radius] = [x, y, w, h, radius].map(ToString::to_string);
            let rect = svg::rect().attr("x", x).attr("y", y).attr("width", w).attr("height", h);
            rect.attr("rx", radius).attr("class", ink.name()).into_any()
        }
        Primitive::Text { x, y, centred, words, ink } => {
            let [x, y] = [x, y].map(ToString::to_string);
            let anchor = if *centred { "middle" } else { "start" };
            let text = svg::text().attr("x", x).attr("y", y).attr("text-anchor", anchor);
            text.attr("class", ink.name()).child(words.clone()).into_any()
        }
    }
}

fn done(act: impl FnOnce()) -> bool {
    act();
    true
}

/// The number of the node that an event happened in.
fn place_of(target: &web_sys::EventTarget) -> Option<usize> {
    let link = target.dyn_ref::<Element>()?.closest("a.node").ok().flatten()?;
    link.get_attribute("data-place")?.parse().ok()
}

/// Goes from the focused node to the next one that way. Outside the nodes the arrow keys scroll, as everywhere.
fn walk(event: &KeyboardEvent, nodes: &[Node], direction: Direction) -> bool {
    let Some(from) = event.target().and_then(|target| place_of(&target)) else { return false };
    let Some(to) = step(nodes, from, direction) else { return true };
    let find = |place: usize| {
        let selector = ["a.node[data-place='", &place.to_string(), "']"].concat();
        document().query_selector(&selector).ok().flatten()
    };
    if let (Some(old), Some(new)) = (find(from), find(to)) {
        // Setting an attribute fails only for an invalid name.
        let _ = old.set_attribute("tabindex", "-1");
        let _ = new.set_attribute("tabindex", "0");
        if let Ok(new) = new.dyn_into::<SvgElement>() {
            // A link on screen takes the focus.
            let _ = new.focus();
        }
    }
    true
}
