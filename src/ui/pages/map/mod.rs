//! 结构图: the whole course as one picture, or as an outline; every node opens its concept.

mod outline;
mod picture;
mod viewport;

use super::Missing;
use crate::core::course;
use crate::core::ids::CourseId;
use crate::core::map::{Palette, layout, svg};
use crate::core::progress::Strength;
use crate::core::route::Route;
use crate::state::signal::{RwSignal, Signal, StoredValue};
use crate::state::{Library, Study, page};
use crate::ui::parts::{Legend, Segments, use_title};
use crate::ui::view;
use leptos::prelude::*;
use std::sync::Arc;

/// The structure map.
#[component]
pub(crate) fn Map(
    /// The course.
    course: CourseId,
) -> impl IntoView {
    use_title("结构图");
    let library = Library::expect();
    if library.course(&course).is_none() {
        return view! { <Missing what="这台设备上没有这门课程"/> }.into_any();
    }
    let as_outline = RwSignal::new(false);
    let width = RwSignal::new(width_now());
    let resized = window_event_listener(leptos::ev::resize, move |_| {
        if width.get_untracked() != width_now() {
            width.set(width_now());
        }
    });
    on_cleanup(move || resized.remove());
    let shown = move || match library.annotated(&course) {
        Some(course) if as_outline.get() => outline::outline(&course),
        Some(course) => picture(&course, width.get()),
        None => view! { <p class="hint" role="status">"正在下载…"</p> }.into_any(),
    };
    view! {
        <Link to=Route::Learn class="crumb"><Icon name="back"/>"学习"</Link>
        <header class="page-head map-head">
            <h1>"结构图"</h1>
            <Segments label="看法" words=vec!["图".to_owned(), "提纲".to_owned()]
                value=Signal::derive(move || Some(usize::from(as_outline.get())))
                on_choose=Callback::new(move |place| as_outline.set(place == 1))/>
        </header>
        {move || shown()}
    }
    .into_any()
}

/// Width that the picture can have: that of the bar above it.
fn width_now() -> i32 {
    let bar = document().query_selector(".topbar").ok().flatten();
    bar.map_or(0, |bar| bar.client_width())
}

fn picture(course: &Arc<course::Course>, width: i32) -> AnyView {
    let scene = layout(course, width);
    let known: Vec<(Strength, u8)> = Study::expect().ledger().with_untracked(|ledger| {
        let tallies = scene.nodes().map(|node| node.target.tally(course, ledger.progress()));
        tallies.map(|tally| (tally.strength(), tally.percent())).collect()
    });
    let file = StoredValue::new({
        let (scene, known, title) = (scene.clone(), known.clone(), course.title.clone());
        move || svg(&scene, &title, &known, &palette())
    });
    let save = move |kind: &'static str| {
        let text = file.with_value(|file| file());
        page::call("savePicture", &["结构图", kind, &text]);
    };
    view! {
        <div class="row wrap">
            <button type="button" class="button ghost" id="save-svg" on:click=move |_| save("svg")><Icon name="save"/>"存为 SVG"</button>
            <button type="button" class="button ghost" id="save-png" on:click=move |_| save("png")><Icon name="save"/>"存为 PNG"</button>
        </div>
        {picture::picture(course, scene, known)}
        <Legend/>
        <p class="hint">"点任意一块，打开它的概念。键盘：方向键移动，回车打开，加号、减号缩放，数字 0 还原。"</p>
    }
    .into_any()
}

/// The colours of the theme on screen: a file cannot ask for them.
fn palette() -> Palette {
    let style = document().document_element().and_then(|root| window().get_computed_style(&root).ok().flatten());
    let colour = |name: &str| {
        // A browser without the style sheet draws in its own colours.
        style.as_ref().and_then(|style| style.get_property_value(name).ok()).unwrap_or_default().trim().to_owned()
    };
    Palette {
        paper: colour("--paper"),
        surface: colour("--surface"),
        ink: colour("--ink"),
        line: colour("--edge"),
        red: colour("--red"),
        gold: colour("--gold-fill"),
        gold_soft: colour("--gold-soft"),
        sunken: colour("--sunken"),
    }
}
