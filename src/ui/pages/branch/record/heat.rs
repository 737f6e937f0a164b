//! How much of every concept the room knew, as cells whose colour says no more than their words.

use crate::core::branch::{Record, Share, WEAK};
use crate::core::course::Course;
use crate::core::route::Route;
use crate::ui::view;
use leptos::prelude::*;

/// From which per cent on what is said of it, and how its cell is drawn. The best first; the first is what needs no
/// repeating.
const HEAT: [(u32, &str, &str); 4] =
    [(WEAK, "掌握", "heat-4"), (60, "较好", "heat-3"), (40, "薄弱", "heat-2"), (0, "很弱", "heat-1")];

fn heat(share: Share) -> (u32, &'static str, &'static str) {
    let rate = share.per_cent().unwrap_or(0);
    HEAT.into_iter().find(|(from, ..)| rate >= *from).map_or((rate, "", ""), |(_, words, class)| (rate, words, class))
}

/// The map; nothing where nothing was asked.
pub(super) fn heat_map(course: &Course, record: &Record) -> Option<AnyView> {
    let all = record.by_concept(course);
    let cells = all.into_iter().map(|(id, share)| {
        let (rate, words, class) = heat(share);
        let title = course.concept(&id).map_or_else(|| id.0.clone(), |concept| concept.title.clone());
        let to = Route::Concept(course.id.clone(), id);
        let said = format!("{rate}% {words}");
        let of = format!("{}/{}", share.right, share.of);
        let class = ["heat ", class].concat();
        view! { <li class=class><Link to=to>{title}</Link><strong class="num">{said}</strong><span class="hint num">{of}</span></li> }
    });
    let cells: Vec<AnyView> = cells.collect();
    let legend = HEAT.iter().map(|(from, words, class)| {
        let said = format!("{words}：{from}% 起");
        view! { <li><i class=["heat ", class].concat()></i>{said}</li> }
    });
    let legend: Vec<AnyView> = legend.collect();
    (!cells.is_empty()).then(|| {
        view! {
            <section class="stack-s" id="heat">
                <h2>"概念掌握"</h2>
                <p class="hint">"答对的次数和作答的次数：现场作答、举手（第一次）、背诵和交来的答卷合在一起。"</p>
                <ul class="heats">{cells}</ul>
                <ul class="legend" aria-label="图例">{legend}</ul>
            </section>
        }
    })
}
