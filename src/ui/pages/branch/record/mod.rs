//! 支部台账: what the branch keeps of a meeting.

mod compare;
mod files;
mod heat;
mod sheet;

use super::removal::removal;
use super::{Missing, when_there};
use crate::core::branch::{Meeting, NOTE_MAX, Record};
use crate::core::course::Course;
use crate::core::ids::MeetingId;
use crate::core::route::Route;
use crate::core::text::len;
use crate::state::signal::{Memo, RwSignal};
use crate::state::{Keep, Library};
use crate::ui::parts::{SaveStatus, use_title};
use crate::ui::router::Router;
use crate::ui::view;
use leptos::prelude::*;
use std::sync::Arc;

/// Makes the records of meetings that have ended, and anew those of meetings that went on afterwards.
pub(super) fn settle(keep: Keep, course: &Course) {
    for (place, meeting) in keep.all::<Meeting>(&Meeting::all_of(&course.id)) {
        if meeting.is_ended() {
            let old = keep.get::<Record>(&place);
            if old.as_ref().is_none_or(|old| old.actions != meeting.actions.len()) {
                keep.put_shared(&place, &made(old.as_ref(), &meeting, course));
            }
        }
    }
}

fn made(old: Option<&Record>, meeting: &Meeting, course: &Course) -> Record {
    old.map_or_else(|| Record::of(meeting, course), |old| old.again(meeting, course))
}

/// The screen.
pub(super) fn record(id: MeetingId) -> AnyView {
    use_title("支部台账");
    when_there(move || {
        let keep = Keep::expect();
        let found = Library::expect().all().into_iter().find_map(|course| {
            settle(keep, &course);
            let place = [&Meeting::all_of(&course.id), id.as_str()].concat();
            Some((keep.get::<Record>(&place)?, course))
        });
        match found {
            Some((record, course)) => there(keep, &course, record),
            None => view! { <Missing what="这台设备上没有这份台账，它可能已经删除，或者会议还没有结束"/> },
        }
    })
}

fn there(keep: Keep, course: &Arc<Course>, record: Record) -> AnyView {
    let router = Router::expect();
    let place = record.place();
    let meeting = keep.get::<Meeting>(&place);
    let about = format!("{} · {} 分钟 · 《{}》", record.started.written(), record.minutes, course.title);
    let remove = {
        let place = place.clone();
        Arc::new(move || {
            keep.remove::<Record>(&place);
            // Otherwise the meeting would bring the record back.
            keep.remove::<Meeting>(&place);
            router.go(Route::Branch);
        })
    };
    // All but the note, which is where it is written; another window may take results in.
    let shown = {
        let place = place.clone();
        Memo::new(move |_| keep.get::<Record>(&place).map(|record| Record { note: String::new(), ..record }))
    };
    let collect = meeting
        .is_some()
        .then(|| view! { <Link to=Route::Collect(record.id.clone()) class="button ghost">"收卷"</Link> });
    let again = meeting.map(|meeting| {
        let course = Arc::clone(course);
        let make = move |_| {
            let old = untrack(|| keep.get::<Record>(&meeting.place()));
            let new = made(old.as_ref(), &meeting, &course);
            keep.put_shared(&new.place(), &new);
        };
        view! { <button type="button" class="button ghost" id="again" on:click=make>"按会议过程重新生成"</button> }
    });
    let drawn = {
        let course = Arc::clone(course);
        move || shown.with(|record| record.as_ref().map(|record| untrack(|| sheet::sheet(&course, record))))
    };
    view! {
        <Link to=Route::Branch class="crumb no-print"><Icon name="back"/>"支部学习"</Link>
        <header class="page-head"><h1>"支部台账"</h1><p><strong>{record.title.clone()}</strong></p><p class="quiet num">{about}</p></header>
        <div class="stack-l" id="record">
            {files::files(course, keep, place)}
            {drawn}
            {note(keep, &record)}
            {compare::compare(keep, course, &record)}
            <div class="row wrap no-print">
                {again}{collect}
                {removal("record", "台账".to_owned(), "这份台账和会议过程会从这台设备上删掉，不能恢复。要留底请先存为 Excel。", remove)}
                <SaveStatus/>
            </div>
        </div>
    }
}

/// What the host writes about it.
fn note(keep: Keep, record: &Record) -> AnyView {
    let (place, excess) = (record.place(), RwSignal::new(0));
    let take = move |event| {
        let text: String = event_target_value(&event);
        excess.set(len(&text).saturating_sub(NOTE_MAX));
        if let Some(record) = untrack(|| keep.get::<Record>(&place)) {
            keep.put_shared(&place, &Record { note: text.chars().take(NOTE_MAX).collect(), ..record });
        }
    };
    let trouble = move || match excess.get() {
        0 => String::new(),
        excess => format!("备注最多 {NOTE_MAX} 字，多出的 {excess} 字没有记下。"),
    };
    view! {
        <section class="stack-s">
            <label for="note"><h2>"备注"</h2></label>
            <textarea class="note-field" id="note" rows="3" autocomplete="off" on:input=take>{record.note.clone()}</textarea>
            <p class="hint no-print" role="status">{move || trouble()}</p>
        </section>
    }
}
