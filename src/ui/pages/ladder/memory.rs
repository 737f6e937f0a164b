//! 默写: written from memory and compared, character by character.

use super::top::{Beyond, left};
use super::{Climber, action, heading, judged, note};
use crate::core::diff::kept_percent;
use crate::core::ladder::{Ask, Form, Recital};
use crate::core::text::fold;
use crate::state::signal::{RwSignal, Signal, StoredValue};
use crate::ui::question::DiffText;
use crate::ui::router::Router;
use crate::ui::view;
use leptos::prelude::*;

/// What is written on one try.
#[derive(Clone, Copy)]
struct Writing {
    asks: StoredValue<Vec<Ask>>,
    written: RwSignal<Vec<String>>,
    checked: RwSignal<bool>,
}

impl Writing {
    /// What each field came to.
    fn recitals(self) -> Vec<Recital> {
        self.asks.with_value(|asks| {
            self.written.with(|written| asks.iter().zip(written).map(|(ask, given)| ask.judge(given)).collect())
        })
    }

    fn is_whole(self) -> bool {
        untrack(move || self.recitals()).iter().all(|recital| *recital == Recital::Whole)
    }

    /// The outcome in words.
    fn words(self) -> (bool, String) {
        let recitals = self.recitals();
        let wrong = recitals.iter().filter(|recital| **recital != Recital::Whole).count();
        let words = match &recitals[..] {
            _ if wrong == 0 => "一字不差，背下来了。".to_owned(),
            [Recital::Reordered] => "内容都对，先后与原文不同。".to_owned(),
            [_] => {
                let wording = self.asks.with_value(|asks| asks[0].wording.clone());
                match self.written.with(|written| kept_percent(&wording, &written[0])) {
                    100 => "原文写全了，但有多写的字。".to_owned(),
                    kept => format!("写出了 {kept}%，还差一点。"),
                }
            }
            recitals => format!("{wrong} 条不对，共 {} 条。", recitals.len()),
        };
        (wrong == 0, words)
    }
}

pub(super) fn memory(climber: Climber, then: StoredValue<Beyond>) -> AnyView {
    let (asks, form) = climber.ladder.with_value(|ladder| (ladder.asks(), ladder.form));
    let count = asks.len();
    let writing = Writing {
        asks: StoredValue::new(asks),
        written: RwSignal::new(vec![String::new(); count]),
        checked: RwSignal::new(false),
    };
    let early = RwSignal::new(false);
    let is_blank = move || writing.written.with(|written| written.iter().all(|text| fold(text).is_empty()));
    let router = Router::expect();
    let go = Callback::new(move |()| {
        if writing.checked.get_untracked() {
            if writing.is_whole() {
                router.go(then.with_value(|then| then.to.clone()));
            } else {
                climber.go(climber.rung());
            }
        } else if untrack(is_blank) {
            early.set(true);
        } else {
            writing.checked.set(true);
            climber.settle(writing.is_whole());
        }
    });
    let fields: Vec<AnyView> = (0..count).map(|place| field(writing, place, count)).collect();
    let verdict = Signal::derive(move || {
        if writing.checked.get() {
            let (whole, words) = writing.words();
            judged(whole, words)
        } else {
            note(early.get() && is_blank(), "先写一写，再核对。")
        }
    });
    let below = move || {
        if !writing.checked.get() {
            None
        } else if writing.is_whole() {
            Some(view! { <p class="quiet">{left(climber)}</p> }.into_any())
        } else {
            untrack(move || writing.recitals()).contains(&Recital::Differs).then(|| {
                view! { <p class="hint"><ins>"下划线"</ins>"是漏写的，"<del>"删除线"</del>"是多写的。"</p> }.into_any()
            })
        }
    };
    let words = Signal::derive(move || match writing.checked.get() {
        false => "核对".to_owned(),
        true if writing.is_whole() => then.with_value(|then| then.words.clone()),
        true => "从头再写".to_owned(),
    });
    let rule = match form {
        Form::Wording => "不看原文，一字不差地写下来。标点不影响比对。",
        Form::List => "不看原文，按先后写全，中间用顿号、分号或换行隔开都行。",
        Form::Mapping => "不看原文，写出与每一项对应的内容。标点不影响比对。",
    };
    view! {
        {heading(climber, rule)}
        <div class="stack">{fields}</div>
        {below}
        {action(verdict, words, go)}
    }
    .into_any()
}

/// A lead, a field, and after the check the comparison below it.
fn field(writing: Writing, place: usize, count: usize) -> AnyView {
    let lead = writing.asks.with_value(|asks| asks[place].lead.clone());
    let id = format!("write-{place}");
    let label = match lead {
        Some(lead) => view! { <label class="lead serif" for=id.clone()>{lead}</label> }.into_any(),
        None => view! { <label class="sr" for=id.clone()>"凭记忆写"</label> }.into_any(),
    };
    // The field keeps its own text: writing it back while an input method composes would double the characters.
    let input = move |event: leptos::ev::Event| {
        let text = event_target_value(&event);
        writing.written.update(|written| written[place] = text);
    };
    let difference = move || {
        if !writing.checked.get() {
            return None;
        }
        let wording = writing.asks.with_value(|asks| asks[place].wording.clone());
        match untrack(move || writing.recitals())[place] {
            Recital::Whole => None,
            Recital::Reordered => Some(view! { <p class="diff serif">{wording}</p> }.into_any()),
            Recital::Differs => {
                let given = writing.written.with_untracked(|written| written[place].clone());
                Some(view! { <DiffText wording given/> }.into_any())
            }
        }
    };
    view! {
        <div>
            {label}
            <textarea class="recall" id=id rows=if count == 1 { "4" } else { "1" } maxlength="400"
                autocomplete="off" autocapitalize="off" spellcheck="false"
                readonly=move || writing.checked.get() on:input=input></textarea>
            {difference}
        </div>
    }
    .into_any()
}
