//! Single choice, multiple choice, true or false.

use super::{Answering, Key};
use crate::core::answer::Answer;
use crate::core::question::Body;
use crate::state::Library;
use crate::state::signal::{Effect, Memo};
use crate::ui::parts::later;
use crate::ui::view;
use leptos::prelude::*;
use std::collections::BTreeSet;

/// One option as it is shown.
#[derive(Clone)]
struct Shown {
    /// Canonical index. For a statement 0 is 对, 1 is 错.
    index: u8,
    text: String,
    right: bool,
}

/// The options in the order of this session.
fn options(answering: Answering) -> (Vec<Shown>, bool) {
    let question = answering.question.get_value();
    match &question.body {
        Body::Single(choices) | Body::Multiple(choices) => {
            let order = answering.shuffled(choices.len(), "");
            let shown = order.into_iter().filter_map(|index| {
                let choice = choices.get(index)?;
                Some(Shown {
                    index: u8::try_from(index).unwrap_or(u8::MAX),
                    text: choice.text.clone(),
                    right: choice.right,
                })
            });
            (shown.collect(), matches!(question.body, Body::Multiple(_)))
        }
        Body::TrueFalse(truth) => {
            let statement = |index, text: &str, right| Shown { index, text: text.to_owned(), right };
            (vec![statement(0, "对", *truth), statement(1, "错", !*truth)], false)
        }
        _ => (Vec::new(), false),
    }
}

/// The words on the options, in that order.
pub(super) fn words(answering: Answering) -> Vec<String> {
    options(answering).0.into_iter().map(|option| option.text).collect()
}

fn chosen(answer: Option<Answer>) -> BTreeSet<u8> {
    match answer {
        Some(Answer::Choice(set)) => set,
        Some(Answer::Truth(truth)) => BTreeSet::from([u8::from(!truth)]),
        _ => BTreeSet::new(),
    }
}

fn choose(answering: Answering, index: u8, many: bool) {
    if !answering.given.with_untracked(Option::is_none) {
        return;
    }
    let is_statement = answering.question.with_value(|question| matches!(question.body, Body::TrueFalse(_)));
    answering.draft.update(|draft| {
        let mut set = chosen(draft.take());
        if !many {
            set = BTreeSet::from([index]);
        } else if !set.remove(&index) {
            set.insert(index);
        }
        *draft = Some(if is_statement { Answer::Truth(index == 0) } else { Answer::Choice(set) });
    });
}

/// Options as large cards; the whole card is the target.
#[component]
pub(super) fn Choices(answering: Answering) -> impl IntoView {
    let (options, many) = options(answering);
    let indices: Vec<u8> = options.iter().map(|option| option.index).collect();
    Effect::new(move |before: Option<u32>| {
        let (count, key) = answering.key.get();
        if let Key::Pick(place) = key
            && before.is_some_and(|before| before != count)
            && let Some(index) = indices.get(usize::from(place))
        {
            choose(answering, *index, many);
        }
        count
    });
    let is_statement = answering.question.with_value(|question| matches!(question.body, Body::TrueFalse(_)));
    let rows = options.into_iter().enumerate().map(|(place, option)| choice_row(answering, place, option, many));
    view! {
        <fieldset class="choices" class:pair=is_statement class:done=move || !answering.is_open() disabled=move || !answering.is_open()>
            <legend class="sr">{if many { "可选多项" } else { "只选一项" }}</legend>
            {rows.collect_view()}
        </fieldset>
    }
}

fn choice_row(answering: Answering, place: usize, option: Shown, many: bool) -> AnyView {
    let Shown { index, text, right } = option;
    let picked = Memo::new(move |_| chosen(answering.shown()).contains(&index));
    let open = move || answering.is_open();
    // Right options are marked whether chosen or not; wrong ones only when chosen.
    let mark = move || match (open(), right, picked.get()) {
        (true, ..) | (false, false, false) => "",
        (false, true, true) => "right",
        (false, true, false) => "right missed",
        (false, false, true) => "wrong",
    };
    let letter = char::from(b'A' + u8::try_from(place).unwrap_or(0)).to_string();
    let sign = move || match mark() {
        "right" => Some(view! { <Icon name="check"/><span class="sr">"选对了"</span> }.into_any()),
        "right missed" => Some(view! { <Icon name="check"/><span class="missed-word">"应选"</span> }.into_any()),
        "wrong" => Some(view! { <Icon name="cross"/><span class="sr">"选错了"</span> }.into_any()),
        _ => None,
    };
    let library = Library::expect();
    let note = move || match &answering.explained(library)?.body {
        Body::Single(choices) | Body::Multiple(choices) => choices.get(usize::from(index))?.note.clone(),
        _ => None,
    };
    let note = move || view! { {move || note().map(|note| view! { <span class="note">{note}</span> })} };
    view! {
        <label class=move || ["choice ", mark(), if picked.get() { " picked" } else { "" }].concat()>
            <input class="sr" type=if many { "checkbox" } else { "radio" } name="choice"
                prop:checked=move || picked.get() on:change=move |_| choose(answering, index, many)/>
            <span class="letter" class:square=many aria-hidden="true">{letter}</span>
            <span class="text">{text}{move || (!open()).then(|| later(note))}</span>
            <span class="sign">{sign}</span>
        </label>
    }
}
