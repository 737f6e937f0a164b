//! Hands counted: both votes side by side for every option.

use super::scene::Scene;
use crate::core::branch::letter;
use crate::core::question::{BLANK, Body};
use crate::ui::view;
use leptos::prelude::*;

/// Bars of both votes. Which option is right is not told.
pub(super) fn votes(scene: &Scene) -> AnyView {
    let (Some(question), Some(shown)) = (scene.question(), scene.shown()) else { return ().into_any() };
    let [first, second] = &scene.stage.votes;
    let most = first.iter().chain(second).copied().max().unwrap_or(0).max(1);
    let words = |index: usize| match &question.body {
        Body::Single(options) | Body::Multiple(options) => {
            options.get(index).map_or_else(String::new, |option| option.text.clone())
        }
        _ => ["对", "错"].get(index).copied().unwrap_or_default().to_owned(),
    };
    let bar = |counts: &[u16], index: usize, class: &'static str| {
        let count = counts.get(index).copied();
        let share = u32::from(count.unwrap_or(0)) * 100 / u32::from(most);
        count.map(|count| {
            view! { <div class=class style:--share=format!("{share}%")><i></i><span class="num">{count.to_string()}</span></div> }
        })
    };
    let row = |at: usize| {
        let index = usize::from(shown.canonical(at)?);
        Some(view! {
            <li>
                <b>{letter(at).to_string()}</b><span class="vote-words">{words(index)}</span>
                <div class="vote-bars">{bar(first, index, "vote one")}{bar(second, index, "vote two")}</div>
            </li>
        })
    };
    let rows = (0..first.len()).filter_map(row).collect_view();
    let key = (!second.is_empty()).then(|| {
        view! { <p class="vote-key"><span class="vote one"><i></i>"第一次"</span><span class="vote two"><i></i>"讨论以后"</span></p> }
    });
    let class = if first.len() > 6 { "big-votes many" } else { "big-votes" };
    view! { <div class=class><p class="vote-stem">{question.stem.replace(BLANK, "＿＿")}</p><ul>{rows}</ul>{key}</div> }
}
