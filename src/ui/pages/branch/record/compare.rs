//! What has changed since an earlier meeting.

use super::sheet::titled;
use crate::core::branch::tables::changes;
use crate::core::branch::{Meeting, Record};
use crate::core::course::Course;
use crate::state::Keep;
use crate::state::signal::{RwSignal, Signal};
use crate::ui::parts::Segments;
use crate::ui::view;
use leptos::prelude::*;
use std::sync::Arc;

/// The most earlier records on offer, the last ones.
const OFFERED: usize = 8;

/// A choice of earlier records, and the table.
pub(super) fn compare(keep: Keep, course: &Arc<Course>, record: &Record) -> AnyView {
    let all = keep.all::<Record>(&Meeting::all_of(&course.id)).into_iter().rev().map(|(_, other)| other);
    let earlier: Vec<Record> = all.filter(|other| other.started.utc_ms < record.started.utc_ms).take(OFFERED).collect();
    if earlier.is_empty() {
        return view! { <section class="stack-s no-print" id="compare"><h2>"和以前比"</h2><p class="hint">"下一场的台账里，可以和这一场对比每个概念的正确率。"</p></section> };
    }
    let words = earlier.iter().map(|other| {
        let written = other.started.written();
        [written.get(5..10).unwrap_or_default(), " ", &other.title].concat()
    });
    let words = words.collect();
    let chosen = RwSignal::new(None);
    let (course, record) = (Arc::clone(course), record.clone());
    let drawn = move || {
        let changed = record.since(&earlier[chosen.get()?], &course);
        Some(match changed.is_empty() {
            true => view! { <p class="hint">"两场问到的概念没有相同的，不能对比。"</p> },
            false => titled(&changes(&changed, &course)),
        })
    };
    view! {
        <section class="stack-s" id="compare">
            <h2 class="no-print">"和以前比"</h2>
            <Segments label="和哪一场比" words=words value=Signal::derive(move || chosen.get())
                on_choose=Callback::new(move |place| chosen.set(Some(place)))/>
            {drawn}
        </section>
    }
}
