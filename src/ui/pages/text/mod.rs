//! 我的原文: the reader's own copy of the text. Without one, why and how to open one; with one, how well it matches the
//! course, and the text itself for reading.

mod margin;
mod opener;
mod place;
mod reader;
mod report;

use super::Missing;
use crate::core::ids::CourseId;
use crate::core::route::Route;
use crate::state::signal::RwSignal;
use crate::state::{Library, OwnCopy};
use crate::ui::parts::use_title;
use crate::ui::view;
use leptos::prelude::*;

/// The own copy of a course's text.
#[component]
pub(crate) fn TextPage(
    /// The course.
    course: CourseId,
    /// The paragraph of the speech to show, 1 = first; without it reading goes on where it was left.
    para: Option<u16>,
) -> impl IntoView {
    use_title("我的原文");
    let (library, own) = (Library::expect(), OwnCopy::expect());
    if library.course(&course).is_none() {
        return view! { <Missing what="这台设备上没有这门课程"/> }.into_any();
    }
    // Set while another copy is being chosen.
    let replacing = RwSignal::new(false);
    let page = move || {
        let Some(annotated) = library.annotated(&course).filter(|_| own.is_ready()) else {
            return view! { <p class="hint" role="status">"正在读取…"</p> }.into_any();
        };
        match own.of(&course) {
            Some(reading) if !replacing.get() => view! {
                {report::report(&annotated, &reading, replacing)}
                {reader::reader(&annotated, &reading, para)}
            }
            .into_any(),
            copy => opener::opener(&annotated, copy.is_some(), replacing),
        }
    };
    view! {
        <Link to=Route::Learn class="crumb"><Icon name="back"/>"学习"</Link>
        <header class="page-head"><h1>"我的原文"</h1></header>
        <div class="own-text">{page}</div>
    }
    .into_any()
}
