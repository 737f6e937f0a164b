//! The copy for reading: set like print, with the course's marks beside it.

use super::margin::margin;
use super::place;
use crate::core::course::Course;
use crate::core::reading::{Block, Reading};
use crate::state::Keep;
use crate::state::signal::{RwSignal, Signal, StoredValue};
use crate::ui::parts::{Segments, marked};
use crate::ui::view;
use leptos::prelude::*;
use std::sync::Arc;

/// Classes of the text sizes, from small to large.
const SIZES: [(&str, &str); 4] = [
    ("小", "reading serif size-0"),
    ("中", "reading serif size-1"),
    ("大", "reading serif size-2"),
    ("特大", "reading serif size-3"),
];

/// The text, open at a paragraph of the speech, or where it was left.
pub(super) fn reader(course: &Arc<Course>, reading: &Arc<Reading>, para: Option<u16>) -> AnyView {
    let id = StoredValue::new(course.id.clone());
    let keep = Keep::expect();
    let kept = untrack(|| id.with_value(|id| place::kept(keep, id)));
    let size = RwSignal::new(kept.size.min(SIZES.len() - 1));
    let choose = Callback::new(move |step| {
        size.set(step);
        id.with_value(|id| place::change(keep, id, |place| place.size = step));
    });
    let jump = para.and_then(|para| reading.first_of(para));
    place::restore(jump.or(Some(kept.paragraph).filter(|paragraph| *paragraph > 0)));
    place::remember(keep, id);
    let blocks = reading.blocks(course);
    let skipped = blocks.first().map_or(0, |block| block.at);
    let rows: Vec<AnyView> = blocks.iter().map(|block| block_view(course, block)).collect();
    let missing = para.filter(|_| jump.is_none());
    let words = SIZES.iter().map(|size| size.0.to_owned()).collect();
    view! {
        {missing.map(|para| view! { <p class="status-line" role="status">{format!("这份原文里没有认出第 {para} 段。")}</p> })}
        <div class="row wrap reading-size"><Segments label="字号" words=words value=Signal::derive(move || Some(size.get())) on_choose=choose/></div>
        {(skipped > 0).then(|| view! { <p class="hint">{format!("前面有 {skipped} 段不是这篇讲话，没有显示。")}</p> })}
        <article class=move || SIZES[size.get()].1 id="own-reading" aria-label="原文">{rows}</article>
    }
    .into_any()
}

fn block_view(course: &Course, block: &Block<'_>) -> AnyView {
    let number = block.paras.map(|paras| {
        let (mark, words) = if paras.first == paras.last {
            (format!("¶{}", paras.first), format!("第 {} 段", paras.first))
        } else {
            (format!("¶{}–{}", paras.first, paras.last), format!("第 {} 至 {} 段", paras.first, paras.last))
        };
        view! { <p class="para-no num"><span aria-hidden="true">{mark}</span><span class="sr">{words}</span></p> }
    });
    view! {
        <div class="block" id=place::element_id(block.at) data-at=block.at.to_string()>
            <div class="body">{number}<p>{marked(block.text, &block.marks)}</p></div>
            {margin(course, block)}
        </div>
    }
    .into_any()
}
