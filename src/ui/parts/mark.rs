//! 收藏 and 记一笔: a star and a note on a concept or a question.

use super::SaveStatus;
use crate::core::mark::{Mark, Marked, NOTE_LIMIT, cut};
use crate::core::review::Moment;
use crate::core::text::len;
use crate::state::Keep;
use crate::state::signal::{RwSignal, StoredValue};
use crate::ui::view;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{EventTarget, HtmlTextAreaElement};

/// The mark on one thing, and whether its note is being written.
#[derive(Clone, Copy)]
struct Marking {
    keep: Keep,
    place: StoredValue<String>,
    open: RwSignal<bool>,
    /// Whether something was changed here, so that its saving is shown.
    touched: RwSignal<bool>,
}

impl Marking {
    fn mark(self) -> Option<Mark> {
        self.place.with_value(|place| self.keep.get(place))
    }

    fn is_starred(self) -> bool {
        self.mark().is_some_and(|mark| mark.starred)
    }

    fn note(self) -> String {
        self.mark().filter(Mark::has_note).map(|mark| mark.note).unwrap_or_default()
    }

    fn change(self, change: impl FnOnce(Option<Mark>, Moment) -> Option<Mark>) {
        self.touched.set(true);
        let new = change(untrack(move || self.mark()), self.keep.now());
        self.place.with_value(|place| match new {
            Some(mark) => self.keep.put(place, &mark),
            None => self.keep.remove::<Mark>(place),
        });
    }
}

/// Two buttons, and below them the note: to be read, or to be written once its button was pressed.
pub(crate) fn mark_bar(marked: &Marked) -> AnyView {
    let marking = Marking {
        keep: Keep::expect(),
        place: StoredValue::new(marked.to_string()),
        open: RwSignal::new(false),
        touched: RwSignal::new(false),
    };
    let Marking { keep, open, touched, .. } = marking;
    let star = move |_| {
        let starred = !untrack(move || marking.is_starred());
        marking.change(|old, at| Mark::with_star(old, starred, at));
    };
    // Said with the state of the button, so that it does not change under the fingers while one writes.
    let note_words = move || if open.get() || marking.note().is_empty() { "记一笔" } else { "改笔记" };
    view! {
        <div class="marking stack-s">
            <div class="mark-bar" role="group" aria-label="收藏与笔记">
                <button type="button" class="button" disabled=move || !keep.is_ready()
                    aria-pressed=move || if marking.is_starred() { "true" } else { "false" } on:click=star>
                    <Icon name="star"/>{move || if marking.is_starred() { "已收藏" } else { "收藏" }}
                </button>
                <button type="button" class="button" disabled=move || !keep.is_ready()
                    aria-expanded=move || if open.get() { "true" } else { "false" } on:click=move |_| open.update(|open| *open = !*open)>
                    <Icon name="note"/>{move || note_words()}
                </button>
                // For the eye only: spoken at every letter it would drown the letters.
                <span aria-hidden="true">{move || touched.get().then(|| view! { <SaveStatus/> })}</span>
            </div>
            // What is kept changes at every letter; the field is made once for each time it is opened.
            {move || if open.get() { untrack(|| field(marking)) } else { written(marking.note()) }}
        </div>
    }
}

/// A note to be read; nothing where there is none.
pub(crate) fn written(note: String) -> AnyView {
    (!note.is_empty()).then(|| view! { <p class="note-text">{note}</p> }).into_any()
}

/// A note to be written, kept at every letter.
fn field(marking: Marking) -> AnyView {
    let id = marking.place.with_value(|place| ["note-", place].concat());
    let composing = StoredValue::new(false);
    let excess = RwSignal::new(0);
    // The field keeps its own text: writing it back while an input method composes would double the characters. Only
    // what is too long is cut, when the input method is done.
    let take = move |target: Option<EventTarget>| {
        let Some(area) = target.and_then(|target| target.dyn_into::<HtmlTextAreaElement>().ok()) else { return };
        let now = area.value();
        let fitting = cut(&untrack(move || marking.note()), &now);
        excess.set(fitting.as_ref().map_or(0, |fitting| len(&now) - len(fitting)));
        marking.change(|old, at| Mark::with_note(old, fitting.as_ref().unwrap_or(&now), at));
        if let Some(fitting) = fitting.filter(|_| !composing.get_value()) {
            write_back(&area, &now, &fitting);
        }
    };
    let trouble = move || match excess.get() {
        0 => String::new(),
        excess => format!("一条笔记最多 {NOTE_LIMIT} 字，多出的 {excess} 字没有记下。"),
    };
    let (for_label, for_focus) = (id.clone(), id.clone());
    request_animation_frame(move || begin(&for_focus));
    view! {
        <div class="stack-s">
            <label class="hint" for=for_label>"笔记，边写边存，只在这台设备上"</label>
            <textarea class="note-field" id=id rows="4" autocomplete="off"
                on:compositionstart=move |_| composing.set_value(true)
                on:compositionend=move |event| { composing.set_value(false); take(event.target()); }
                on:input=move |event| take(event.target())>{marking.note()}</textarea>
            <p class="hint" role="status">{move || trouble()}</p>
        </div>
    }
}

/// Puts the cut text into the field. What was put in gave way at its end, so the caret keeps its distance from the end.
fn write_back(area: &HtmlTextAreaElement, now: &str, fitting: &str) {
    let units = |text: &str| u32::try_from(text.encode_utf16().count()).unwrap_or(u32::MAX);
    let caret = area.selection_end().ok().flatten().unwrap_or_else(|| units(now));
    let behind = units(now).saturating_sub(caret);
    area.set_value(fitting);
    let caret = units(fitting).saturating_sub(behind);
    // A text field has a selection.
    let _ = area.set_selection_range(caret, caret);
}

/// Begins to write behind what is there.
fn begin(id: &str) {
    let area = document().get_element_by_id(id).and_then(|area| area.dyn_into::<HtmlTextAreaElement>().ok());
    if let Some(area) = area {
        // A text field on screen takes the focus and has a selection.
        let _ = area.focus();
        let _ = area.set_selection_range(u32::MAX, u32::MAX);
    }
}
