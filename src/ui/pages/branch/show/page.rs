//! A page of text, drawn as `core::branch::slide` has laid it out. The frames in `style/branch/screen.css` are those of
//! `BlockKind::frame`.

use super::scene::Scene;
use crate::core::branch::{Block, BlockKind, Page, Phase, Shown, slide};
use crate::core::course::Concept;
use crate::ui::view;
use leptos::prelude::*;

const fn class(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Stem => "b-stem",
        BlockKind::Wording => "b-wording",
        BlockKind::Text => "b-text",
        BlockKind::Member => "b-member",
        BlockKind::Pair => "b-pair",
        BlockKind::Option => "b-option",
        BlockKind::Solution => "b-solution",
        BlockKind::VersusHead => "b-versus b-head",
        BlockKind::Versus => "b-versus",
    }
}

/// A page at a beat. What comes later has its place already, so that nothing moves; `signs` stand before the lines of an
/// answer.
pub(super) fn page(page: &Page, beat: usize, signs: &[String]) -> AnyView {
    let title = (!page.title.is_empty()).then(|| view! { <h2 class="pg-title">{page.title.clone()}</h2> });
    let mut signs = signs.iter();
    let blocks = page.blocks.iter().map(|shown| {
        let sign = if shown.kind == BlockKind::Solution { signs.next() } else { None };
        block(shown, beat, sign)
    });
    let class = format!("pg s{} c{} w{}", page.size.units(), page.columns, page.share);
    view! { {title}<div class=class>{blocks.collect_view()}</div> }
}

fn block(block: &Block, beat: usize, sign: Option<&String>) -> AnyView {
    let hidden = if block.beat > beat { " later" } else { "" };
    let class = [class(block.kind), hidden].concat();
    let text = block.text.clone();
    match block.kind {
        BlockKind::Stem if text.contains(slide::GAP) => {
            let mut parts = text.split(slide::GAP).map(|part| view! { <span>{part.to_owned()}</span> });
            let first = parts.next();
            let rest = parts.map(|part| view! { <span class="gap">{slide::GAP}</span>{part} }).collect_view();
            view! { <p class=class>{first}{rest}</p> }
        }
        BlockKind::Stem | BlockKind::Wording | BlockKind::Text => view! { <p class=class>{text}</p> },
        BlockKind::Solution => {
            let sign = sign.map_or_else(|| "✓".to_owned(), String::clone);
            view! { <div class=class><b>{sign}</b><span>{text}</span></div> }
        }
        _ => view! { <div class=class><b>{block.label.clone()}</b><span>{text}</span></div> },
    }
}

/// A question with what there is to choose from.
pub(super) fn question(shown: &Shown) -> AnyView {
    slide::question(&shown.question).first().map(|first| page(first, 0, &[])).into_any()
}

/// What is right, and why.
pub(super) fn answer(shown: &Shown) -> AnyView {
    let letters: Vec<String> = shown.right_letters().chars().map(String::from).collect();
    slide::answer(shown.answered()).first().map(|first| page(first, 0, &letters)).into_any()
}

/// The list that is recited: what was said stands there, the rest when it is over.
pub(super) fn relay(scene: &Scene, list: &Concept) -> AnyView {
    let bare = Concept { text: None, pairs: Vec::new(), siblings: Vec::new(), ..list.clone() };
    let mut pages = slide::concept(&scene.course, &bare);
    let is_over = scene.stage.phase == Phase::Revealed;
    let is_said =
        |block: &Block| block.label.parse().is_ok_and(|number: u8| scene.stage.ticked.contains(&(number - 1)));
    let last = scene.stage.ticked.last().copied();
    // The page on which something happens: that of the last one said.
    let at = last.and_then(|last| {
        pages.iter().position(|page| page.blocks.iter().any(|block| block.label == (last + 1).to_string()))
    });
    let Some(shown) = pages.get_mut(at.unwrap_or(0)) else { return ().into_any() };
    for block in &mut shown.blocks {
        block.beat = usize::from(!is_said(block) && !is_over);
    }
    let class = if is_over { "relay over" } else { "relay" };
    view! { <div class=class>{page(shown, 0, &[])}</div> }
}
