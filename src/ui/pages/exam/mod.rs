//! 模拟考试: a paper is chosen, sat within its time, handed in and looked through.

mod hand_in;
mod past;
mod result;
mod rows;
mod running;
mod setup;
mod sheet;

pub(super) use hand_in::hand_in;
pub(super) use result::result;
pub(super) use running::running;
pub(super) use setup::exams;

use super::Missing;
use crate::core::course::Course;
use crate::core::exam::Sitting;
use crate::core::ids::SessionId;
use crate::state::signal::Memo;
use crate::state::{Keep, Library};
use crate::ui::view;
use leptos::prelude::*;
use std::sync::Arc;

/// Whether everything is there that an exam may ask for. Changes once, while what is kept changes with every answer.
fn is_ready() -> Memo<bool> {
    let (keep, library) = (Keep::expect(), Library::expect());
    Memo::new(move |_| keep.is_ready() && library.is_whole())
}

/// Draws an exam once it is there, with the course of its paper.
fn when_there(id: SessionId, draw: fn(Arc<Course>, Sitting) -> AnyView) -> AnyView {
    let (ready, keep, library) = (is_ready(), Keep::expect(), Library::expect());
    let find = move |course: Arc<Course>| {
        let sitting = keep.get(&Sitting::place_of(&course.id, &id))?;
        Some((course, sitting))
    };
    view! {
        {move || match ready.get() {
            true => untrack(|| match library.all().into_iter().find_map(&find) {
                Some((course, sitting)) => draw(course, sitting),
                None => view! { <Missing what="这台设备上没有这场考试，或者它的课程已经撤下"/> },
            }),
            false => view! { <h1 class="hint">"正在载入…"</h1> },
        }}
    }
}
