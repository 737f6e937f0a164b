//! By typing what somebody reads out.

use super::Collecting;
use super::outcome::{Sign, Told};
use crate::core::handin::{Slip, SlipError};
use crate::state::signal::RwSignal;
use crate::ui::view;
use leptos::html::Input;
use leptos::prelude::*;
use web_sys::HtmlInputElement;

/// Characters of a code, and of a group of it.
const LENGTH: usize = 12;
const GROUP: usize = 4;

/// The field with what it says so far.
pub(super) fn typed(collecting: Collecting) -> AnyView {
    let (text, told) = (RwSignal::new(String::new()), RwSignal::new(None::<Told>));
    let field = NodeRef::<Input>::new();
    let write = move |_| {
        let Some(input) = field.get_untracked() else { return };
        grouped(&input);
        told.set(None);
        text.set(input.value());
    };
    let take = move || {
        let outcome = text.with_untracked(|text| match Slip::parse(text) {
            Err(error) => Told::bad(said(text, Err(error)).unwrap_or_else(|| "请先输入交卷码。".to_owned())),
            Ok(_) => collecting.take(text),
        });
        let Some(input) = field.get_untracked() else { return };
        if outcome.sign != Sign::Bad {
            input.set_value("");
            text.set(String::new());
        }
        told.set(Some(outcome));
        // The next one can be typed at once; a field on screen takes the focus.
        let _ = input.focus();
    };
    view! {
        <section class="card stack-s way" id="typed">
            <h2><label for="slip-field">"输入交卷码"</label></h2>
            <input type="text" class="field code num" id="slip-field" node_ref=field placeholder="0000-0000-0000" maxlength="40"
                autocomplete="off" autocapitalize="characters" spellcheck="false" aria-describedby="slip-said"
                on:input=write on:keydown=move |event| if event.key() == "Enter" && !event.is_composing() { take(); }/>
            <p class="quiet num" id="slip-said" role="status">{move || match told.get() {
                Some(told) => told.words,
                None => text.with(|text| said(text, Slip::parse(text))).unwrap_or_else(|| "12 个字符，念给您听的那一串。".to_owned()),
            }}</p>
            <button type="button" class="button" id="take-slip" on:click=move |_| take()>"收下"</button>
        </section>
    }
}

/// What is in the field, or what is wrong with it; nothing while it is empty.
fn said(text: &str, slip: Result<Slip, SlipError>) -> Option<String> {
    Some(match slip {
        Ok(slip) => {
            let whose = slip.member.map(|member| format!("{member} 号，")).unwrap_or_default();
            format!("{whose}{} 分，答对 {} 题。核对无误就收下。", slip.earned, slip.right)
        }
        Err(SlipError::Length(0)) if text.trim().is_empty() => return None,
        Err(SlipError::Length(length)) if length < LENGTH => format!("还差 {} 个字符。", LENGTH - length),
        Err(SlipError::Length(length)) => format!("多了 {} 个字符，请对照着删去。", length - LENGTH),
        Err(SlipError::Unreadable(char)) => format!("交卷码里没有“{char}”这样的字符，只有数字和英文字母（没有 U）。"),
        Err(SlipError::Mistyped) => "有字符不对，或者前后颠倒了。请从头核对一遍。".to_owned(),
        Err(SlipError::Newer) => "对方的程序比这里新，读不了。请在这台设备上联网刷新，更新后再收。".to_owned(),
    })
}

/// Has what is typed at the end stand in groups of four, in capitals. What is changed in the middle is left alone.
fn grouped(input: &HtmlInputElement) {
    let text = input.value();
    let at_end = input.selection_end().ok().flatten().is_some_and(|end| end as usize == text.encode_utf16().count());
    if !at_end || !text.is_ascii() {
        return;
    }
    let kept: Vec<char> =
        text.chars().filter(char::is_ascii_alphanumeric).map(|char| char.to_ascii_uppercase()).collect();
    let groups: Vec<String> = kept.chunks(GROUP).map(|group| group.iter().collect()).collect();
    let groups = groups.join("-");
    if groups != text {
        input.set_value(&groups);
    }
}
