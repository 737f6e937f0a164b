//! Fill-in: the stem with text fields for its blanks.

use super::Answering;
use super::diff_text::DiffText;
use crate::core::answer::Answer;
use crate::core::diff::near_miss;
use crate::core::grade::accepts;
use crate::core::question::{BLANK, Body};
use crate::core::text::len;
use crate::state::signal::Memo;
use crate::ui::parts::focus;
use crate::ui::view;
use leptos::prelude::*;

/// What one blank accepts, the official wording first.
type Accepted = Vec<String>;

fn blanks(answering: Answering) -> Vec<Accepted> {
    answering.question.with_value(|question| match &question.body {
        Body::Fill(blanks) => blanks.clone(),
        _ => Vec::new(),
    })
}

fn typed(answer: Option<Answer>, count: usize) -> Vec<String> {
    let mut typed = match answer {
        Some(Answer::Fill(typed)) => typed,
        _ => Vec::new(),
    };
    typed.resize(count, String::new());
    typed
}

/// Stem with blanks, and after the answer a line for every blank that was not right.
#[component]
pub(super) fn Fill(answering: Answering) -> impl IntoView {
    let blanks = blanks(answering);
    let stem = answering.question.with_value(|question| question.stem.clone());
    let mut pieces: Vec<AnyView> = Vec::new();
    for (place, text) in stem.split(BLANK).enumerate() {
        if place > 0
            && let Some(accepted) = blanks.get(place - 1)
        {
            pieces.push(blank(answering, place - 1, blanks.len(), accepted).into_any());
        }
        pieces.push(view! { <span>{text.to_owned()}</span> }.into_any());
    }
    let corrections = move || {
        answering.given.with(|given| {
            let typed = given.as_ref().map(|given| typed(Some(given.answer.clone()), blanks.len()));
            blanks
                .iter()
                .zip(typed.into_iter().flatten())
                .enumerate()
                .map(|(place, (accepted, typed))| correction(place, accepted, typed))
                .collect_view()
        })
    };
    view! {
        <p class="fill-stem">{pieces}</p>
        <div class="corrections">{corrections}</div>
    }
}

fn blank(answering: Answering, place: usize, count: usize, accepted: &Accepted) -> AnyView {
    let accepted = accepted.clone();
    // Wide enough for the wording and rounded up, so that the width does not give its length away.
    let width = format!("{}em", len(accepted.first().map_or("", String::as_str)).next_multiple_of(4) + 2);
    let start = typed(answering.shown(), count).swap_remove(place);
    let good = {
        move || {
            answering.given.with(|given| {
                given.as_ref().map(|given| accepts(&accepted, &typed(Some(given.answer.clone()), count)[place]))
            })
        }
    };
    let good = Memo::new(move |_| good());
    // The field keeps its own text: writing it back while an input method composes would double the characters.
    let input = move |event: leptos::ev::Event| {
        let text = event_target_value(&event);
        answering.draft.update(|draft| {
            let mut all = typed(draft.take(), count);
            all[place] = text;
            *draft = Some(Answer::Fill(all));
        });
    };
    // Enter goes to the next blank and hands in from the last; Enter that ends a composition does neither.
    let enter = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Enter" && !event.is_composing() && event.key_code() != 229 {
            event.prevent_default();
            if place + 1 < count {
                focus(&format!("#blank-{}", place + 1));
            } else {
                answering.submit.run(());
            }
        }
    };
    view! {
        <span class="blank" class:right=move || good.get() == Some(true) class:wrong=move || good.get() == Some(false)>
            <input type="text" id=format!("blank-{place}") value=start style:width=width aria-label=format!("第 {} 空", place + 1)
                autocomplete="off" autocapitalize="off" spellcheck="false"
                enterkeyhint=if place + 1 < count { "next" } else { "done" } maxlength="60"
                readonly=move || !answering.is_open() on:input=input on:keydown=enter/>
            {move || good.get().map(|good| view! { <Icon name=if good { "check" } else { "cross" }/> })}
        </span>
    }
}

/// Nothing for a right blank; a comparison for a near miss; the wording for the rest.
fn correction(place: usize, accepted: &Accepted, typed: String) -> AnyView {
    if accepts(accepted, &typed) {
        return ().into_any();
    }
    let official = accepted.first().cloned().unwrap_or_default();
    let body = match near_miss(accepted, &typed) {
        Some(wording) => view! { <DiffText wording=wording.to_owned() given=typed/> }.into_any(),
        None => view! { <p class="diff serif">{official}</p> }.into_any(),
    };
    view! { <div class="correction"><span class="tag">{format!("第 {} 空", place + 1)}</span>{body}</div> }.into_any()
}
