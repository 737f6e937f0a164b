//! What all pictures are made of.

use crate::ui::view;
use leptos::prelude::*;

/// What a part of a picture is drawn with, as the style sheet knows it, and what that means.
pub(super) type Legend = &'static [(&'static str, &'static str)];

/// A bar.
pub(super) struct Bar {
    /// Below it. Of many only the first, the middle and the last are shown.
    pub(super) label: String,
    /// Its height.
    pub(super) value: u32,
    /// How much of that is filled.
    pub(super) part: u32,
    /// A line across it.
    pub(super) mark: Option<u32>,
}

/// A card with a picture: what it says in a sentence, its numbers in a table, and what they mean.
pub(super) fn panel(
    title: &'static str,
    says: String,
    picture: AnyView,
    table: Option<AnyView>,
    means: &'static str,
) -> AnyView {
    let table = table.map(|table| {
        view! { <details class="unfold no-print"><summary>"看表格"<span class="sr">{title}</span></summary>{table}</details> }
    });
    view! {
        <section class="card stack-s panel">
            <h2>{title}</h2>
            <p class="quiet num">{says}</p>
            {picture}
            <div class="no-print">
                {table}
                <details class="unfold"><summary>"这是什么"<span class="sr">{title}</span></summary><p class="hint">{means}</p></details>
            </div>
        </section>
    }
}

/// A picture out of outlines, each drawn with what its class says.
pub(super) fn picture(size: [usize; 2], says: String, outlines: &[(&'static str, &str)]) -> AnyView {
    let size = ["0 0 ", &size[0].to_string(), " ", &size[1].to_string()].concat();
    let draw = |(class, outline): &(&'static str, &str)| {
        let outline = (*outline).to_owned();
        view! { <path class=*class d=outline/> }
    };
    let outlines: Vec<AnyView> = outlines.iter().map(draw).collect();
    view! {
        <svg class="chart" viewBox=size preserveAspectRatio="none" role="img" aria-label=says>{outlines}</svg>
    }
}

/// Adds a rectangle to an outline.
pub(super) fn rectangle(outline: &mut String, x: usize, y: usize, w: usize, h: usize) {
    let [x, y, w, h] = [x, y, w, h].map(|number| number.to_string());
    *outline += &["M", &x, " ", &y, "h", &w, "v", &h, "h-", &w, "z"].concat();
}

/// Bars beside each other on a scale from 0 to `top`, which `scale` says in words.
pub(super) fn bars(says: String, bars: &[Bar], top: u32, scale: String, legend: Legend) -> AnyView {
    let (mut whole, mut part, mut marks) = (String::new(), String::new(), String::new());
    let height = |value: u32| (value * 100).div_ceil(top.max(1)).min(100) as usize;
    for (place, bar) in bars.iter().enumerate() {
        let x = place * 10 + 2;
        for (outline, value) in [(&mut whole, bar.value), (&mut part, bar.part)] {
            if value > 0 {
                rectangle(outline, x, 100 - height(value), 6, height(value));
            }
        }
        if let Some(mark) = bar.mark {
            rectangle(&mut marks, x - 1, 100 - height(mark), 8, 0);
        }
    }
    let labels: Vec<AnyView> = match bars {
        [] => Vec::new(),
        [one] => vec![label(one)],
        [first, .., last] => vec![label(first), label(&bars[(bars.len() - 1) / 2]), label(last)],
    };
    let drawn = picture([bars.len() * 10, 100], says, &[("weak", &whole), ("solid", &part), ("mark", &marks)]);
    view! {
        <div class="plot">{drawn}</div>
        <p class="axis hint num" aria-hidden="true">{labels}</p>
        {key(legend, scale)}
    }
}

fn label(bar: &Bar) -> AnyView {
    view! { <span>{bar.label.clone()}</span> }
}

/// What is drawn with what.
pub(super) fn key(legend: Legend, scale: String) -> AnyView {
    let items: Vec<AnyView> =
        legend.iter().map(|(class, words)| view! { <li><i class=*class></i>{*words}</li> }).collect();
    view! { <ul class="legend num" aria-label="图例">{items}<li>{scale}</li></ul> }
}

/// A table: a line for each row, the head first, with tabs between the cells. The first cell of each row is its name.
pub(super) fn table(name: &'static str, text: &str) -> AnyView {
    let row = |(number, line): (usize, &str)| {
        let cells: Vec<AnyView> =
            line.split('\t').enumerate().map(|(place, words)| cell(number, place, words)).collect();
        view! { <tr>{cells}</tr> }
    };
    let rows: Vec<AnyView> = text.lines().enumerate().map(row).collect();
    view! {
        <div class="scroll" role="region" tabindex="0" aria-label=name><table class="num">{rows}</table></div>
    }
}

fn cell(row: usize, place: usize, words: &str) -> AnyView {
    let words = words.to_owned();
    match (row, place) {
        (0, _) => view! { <th scope="col">{words}</th> },
        (_, 0) => view! { <th scope="row">{words}</th> },
        _ => view! { <td>{words}</td> },
    }
}
