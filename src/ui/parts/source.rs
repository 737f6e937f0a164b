//! Where to look in the speech.

use crate::core::course::Source;
use crate::ui::view;
use leptos::prelude::*;

/// Paragraph numbers and the words to look for there.
#[component]
pub(crate) fn SourceNote(
    /// The places.
    source: Vec<Source>,
) -> impl IntoView {
    let places = source.into_iter().map(|place| {
        let terms = place.terms.iter().map(|term| format!("“{}”", bare(term))).collect::<Vec<_>>().join("、");
        let look = (!terms.is_empty()).then(|| format!("，查找{terms}"));
        view! { <li><span class="num">{format!("讲话第 {} 段", place.para)}</span>{look}</li> }
    });
    view! { <div class="source"><Icon name="place"/><ul>{places.collect_view()}</ul></div> }
}

/// The term without quotes of its own around the whole of it.
fn bare(term: &str) -> &str {
    term.strip_prefix('“').and_then(|rest| rest.strip_suffix('”')).filter(|inner| !inner.contains('“')).unwrap_or(term)
}
