//! What all pictures are made of. Each is drawn from its table, so that both say the same.

use crate::ui::parts::table;
use crate::ui::view;
use leptos::prelude::*;

/// What a part of a picture is drawn with, as the style sheet knows it, and what that means.
pub(super) type Legend = &'static [(&'static str, &'static str)];

/// A card with a picture: what it says in a sentence, its numbers in a table, and what they mean.
pub(super) fn panel(
    title: &'static str,
    says: String,
    picture: AnyView,
    numbers: &str,
    means: &'static str,
) -> AnyView {
    let table = (!numbers.is_empty()).then(|| {
        view! { <details class="unfold"><summary>"看表格"<span class="sr">{title}</span></summary>{numbers_of(title, numbers)}</details> }
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
pub(super) fn picture(size: &'static str, says: &str, outlines: &[(&'static str, String)]) -> AnyView {
    let mut drawn: Vec<AnyView> = Vec::new();
    for (class, outline) in outlines {
        drawn.push(view! { <path class=*class d=outline.clone()/> });
    }
    view! {
        <svg class="chart" viewBox=size preserveAspectRatio="none" role="img" aria-label=says.to_owned()>{drawn}</svg>
    }
}

/// Adds a rectangle to an outline.
pub(super) fn rectangle(outline: &mut String, [x, y, w, h]: [u32; 4]) {
    *outline += &format!("M{x} {y}h{w}v{h}h-{w}z");
}

/// A card with bars beside each other: three columns of the table give their heights, how much of that is filled, and a
/// line across (0: none). The scale goes up to `top`, or to the highest (0); `unit` says of what.
pub(super) fn bars(
    title: &'static str,
    says: String,
    numbers: &str,
    columns: [usize; 3],
    (top, unit): (u32, &'static str),
    legend: Legend,
    means: &'static str,
) -> AnyView {
    let (mut labels, mut found, mut highest) = (Vec::new(), Vec::new(), top.max(1));
    for line in numbers.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        // The first column is a name, and no number.
        let found_here = columns.map(|column| cells.get(column).and_then(|cell| cell.parse().ok()).unwrap_or(0_u32));
        if top == 0 {
            highest = highest.max(found_here[0]);
        }
        labels.push(cells[0]);
        found.push(found_here);
    }
    let width = 1200 / u32::try_from(found.len()).unwrap_or(1).max(1);
    let space = (width / 5).max(width.saturating_sub(160) / 2);
    let mut drawn = [("weak", String::new()), ("solid", String::new()), ("mark", String::new())];
    for (bar, numbers) in (0..).zip(&found) {
        for (what, number) in (0..).zip(numbers) {
            let height = (number * 100).div_ceil(highest).min(100);
            // The line sticks out at both sides.
            let (inset, depth) = if what == 2 { (space - space / 4, 0) } else { (space, height) };
            if *number > 0 {
                rectangle(&mut drawn[what as usize].1, [bar * width + inset, 100 - height, width - 2 * inset, depth]);
            }
        }
    }
    let few = labels.len() < 5;
    if let ([first, .., last], false) = (&*labels, few) {
        labels = vec![first, labels[(labels.len() - 1) / 2], last];
    }
    let scale = ["最高 ", &highest.to_string(), unit].concat();
    let drawn = view! {
        <div class="plot">{picture("0 0 1200 100", &says, &drawn)}</div>
        {axis(few, &labels)}
        {key(legend, scale)}
    };
    panel(title, says, drawn, numbers, means)
}

/// The labels below a picture: each in the middle of its share (`few`), or spread from edge to edge.
pub(super) fn axis(few: bool, labels: &[&str]) -> AnyView {
    let labels: Vec<AnyView> = labels.iter().map(|words| view! { <span>{(*words).to_owned()}</span> }).collect();
    view! { <p class="axis hint num" class:few=few aria-hidden="true">{labels}</p> }
}

/// What is drawn with what.
pub(super) fn key(legend: Legend, scale: String) -> AnyView {
    let items: Vec<AnyView> =
        legend.iter().map(|(class, words)| view! { <li><i class=*class></i>{*words}</li> }).collect();
    view! { <ul class="legend num" aria-label="图例">{items}<li>{scale}</li></ul> }
}

/// The table behind a picture: a line for each row, with tabs between the cells.
fn numbers_of(name: &'static str, numbers: &str) -> AnyView {
    table(name, &mut numbers.lines().map(|line| line.split('\t').collect()))
}
