//! A table of words.

use crate::ui::view;
use leptos::prelude::*;

/// A table that scrolls sideways in its own frame. The first row is its head, the first cell of each row its name.
pub(crate) fn table(name: &'static str, all: &mut dyn Iterator<Item = Vec<&str>>) -> AnyView {
    let mut rows: Vec<AnyView> = Vec::new();
    for row in all {
        let mut cells: Vec<AnyView> = Vec::new();
        for words in row {
            let words = words.to_owned();
            cells.push(match (rows.is_empty(), cells.is_empty()) {
                (true, _) => view! { <th scope="col">{words}</th> },
                (_, true) => view! { <th scope="row">{words}</th> },
                _ => view! { <td>{words}</td> },
            });
        }
        rows.push(view! { <tr>{cells}</tr> });
    }
    view! { <div class="scroll" role="region" tabindex="0" aria-label=name><table class="num">{rows}</table></div> }
}
