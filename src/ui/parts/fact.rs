//! Says where a statement comes from when it is not the speech itself.

use crate::core::course::Fact;
use crate::ui::view;
use leptos::prelude::*;

/// 背景知识 for what the speech only names; nothing for what it says itself.
#[component]
pub(crate) fn FactTag(
    /// The kind of fact.
    fact: Fact,
) -> impl IntoView {
    (fact == Fact::Background).then(|| view! { <span class="tag info">"背景知识"</span> })
}
