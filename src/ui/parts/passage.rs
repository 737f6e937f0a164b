//! The reader's own copy of the text, beside what the course says about it.

use crate::core::course::Source;
use crate::core::ids::CourseId;
use crate::core::reading::Passage;
use crate::core::reading::marks::pieces;
use crate::core::route::Route;
use crate::state::OwnCopy;
use crate::ui::view;
use leptos::prelude::*;
use std::ops::Range;

/// The passages for these places once there is a copy, each with the way to its paragraph. Without one: the way to open
/// one, where that is `offered`.
pub(crate) fn passages(course: CourseId, source: Vec<Source>, offered: bool) -> AnyView {
    let own = OwnCopy::expect();
    let view = move || {
        match own.of(&course) {
        Some(reading) => reading.passages(&source).into_iter().map(|passage| figure(&course, &passage)).collect_view().into_any(),
        None if offered => view! {
            <Link to=Route::Text(course.clone(), None) class="own-text-link">"打开我的原文，在这里对照"<Icon name="next"/></Link>
        }
        .into_any(),
        None => ().into_any(),
    }
    };
    view! { {move || view()} }.into_any()
}

fn figure(course: &CourseId, passage: &Passage) -> AnyView {
    let para = passage.para;
    let label = format!("我的原文，第 {para} 段");
    let text = marked(&passage.text, &passage.marks);
    view! {
        <figure class="passage" aria-label=label>
            <blockquote class="serif">{text}</blockquote>
            <figcaption><Link to=Route::Text(course.clone(), Some(para)) class="own-text-link">
                {format!("在原文中看 ¶{para}")}<Icon name="next"/>
            </Link></figcaption>
        </figure>
    }
    .into_any()
}

/// A text with its marked ranges, see [`pieces`].
pub(crate) fn marked(text: &str, marks: &[Range<usize>]) -> Vec<AnyView> {
    pieces(text, marks)
        .into_iter()
        .map(|(piece, marked)| {
            let piece = piece.to_owned();
            if marked { view! { <mark>{piece}</mark> }.into_any() } else { piece.into_any() }
        })
        .collect()
}
