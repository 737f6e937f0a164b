//! 填空: stretches are missing and are typed.

use super::lines::lines;
use super::{Climber, action, heading, judged, note};
use crate::core::diff::near_miss;
use crate::core::ladder::{Piece, fills};
use crate::core::text::fold;
use crate::state::signal::{Memo, RwSignal, Signal, StoredValue};
use crate::ui::parts::focus;
use crate::ui::question::DiffText;
use crate::ui::view;
use leptos::prelude::*;

/// The gaps of one try.
#[derive(Clone, Copy)]
struct Filling {
    wanted: StoredValue<Vec<String>>,
    typed: RwSignal<Vec<String>>,
    checked: RwSignal<bool>,
    check: Callback<()>,
}

impl Filling {
    /// Whether a gap was filled right.
    fn is_right(self, place: usize) -> bool {
        self.wanted.with_value(|wanted| self.typed.with(|typed| fills(&wanted[place], &typed[place])))
    }

    /// Numbers of the gaps that were not, from 1.
    fn wrong(self) -> Vec<usize> {
        (0..self.wanted.with_value(Vec::len)).filter(|place| !self.is_right(*place)).collect()
    }
}

pub(super) fn gaps(climber: Climber, seed: u64) -> AnyView {
    let all = climber.ladder.with_value(|ladder| ladder.gaps(seed));
    let wanted: Vec<String> = all
        .iter()
        .flatten()
        .filter_map(|piece| match piece {
            Piece::Gap(text) => Some(text.clone()),
            Piece::Shown(_) => None,
        })
        .collect();
    let count = wanted.len();
    let typed = RwSignal::new(vec![String::new(); count]);
    let wanted = StoredValue::new(wanted);
    let checked = RwSignal::new(false);
    let early = RwSignal::new(false);
    let is_blank = move || typed.with(|typed| typed.iter().all(|text| fold(text).is_empty()));
    let passed = move || untrack(move || wanted.with_value(|wanted| all_right(wanted, &typed.get())));
    let check = Callback::new(move |()| {
        if checked.get_untracked() {
            if passed() { climber.go_up() } else { climber.go(climber.rung()) }
        } else if untrack(is_blank) {
            early.set(true);
        } else {
            checked.set(true);
            climber.settle(passed());
        }
    });
    let filling = Filling { wanted, typed, checked, check };
    let mut place = 0;
    let bodies = all.into_iter().map(|pieces| {
        let views: Vec<AnyView> = pieces
            .into_iter()
            .map(|piece| match piece {
                Piece::Shown(text) => view! { <span>{text}</span> }.into_any(),
                Piece::Gap(_) => {
                    place += 1;
                    gap(filling, place - 1, count)
                }
            })
            .collect();
        view! { <span class="gapped">{views}</span> }.into_any()
    });
    let bodies = bodies.collect();
    let verdict = Signal::derive(move || {
        if checked.get() {
            let wrong = filling.wrong().len();
            match wrong {
                0 => judged(true, format!("{count} 空全对。")),
                wrong => judged(false, format!("{wrong} 空不对，共 {count} 空。")),
            }
        } else {
            note(early.get() && is_blank(), "先填一填，再核对。")
        }
    });
    let words = Signal::derive(move || match checked.get() {
        false => "核对".to_owned(),
        true if passed() => climber.up(),
        true => "换一组空再来".to_owned(),
    });
    let corrections = move || {
        let wrong = if checked.get() { filling.wrong() } else { Vec::new() };
        wrong.into_iter().map(|place| correction(filling, place)).collect::<Vec<_>>()
    };
    view! {
        {heading(climber, "把空着的地方填上。标点不用管。")}
        {lines(climber, bodies)}
        <div class="corrections">{corrections}</div>
        {action(verdict, words, check)}
    }
    .into_any()
}

fn all_right(wanted: &[String], typed: &[String]) -> bool {
    wanted.iter().zip(typed).all(|(wanted, typed)| fills(wanted, typed))
}

fn gap(filling: Filling, place: usize, count: usize) -> AnyView {
    // The field keeps its own text: writing it back while an input method composes would double the characters.
    let input = move |event: leptos::ev::Event| {
        let text = event_target_value(&event);
        filling.typed.update(|typed| typed[place] = text);
    };
    // Enter goes to the next gap and checks from the last; Enter that ends a composition does neither.
    let enter = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Enter" && !event.is_composing() && event.key_code() != 229 {
            event.prevent_default();
            if place + 1 < count {
                focus(&format!("#gap-{}", place + 1));
            } else {
                filling.check.run(());
            }
        }
    };
    let good = Memo::new(move |_| filling.checked.get().then(|| filling.is_right(place)));
    view! {
        <span class="blank" class:right=move || good.get() == Some(true) class:wrong=move || good.get() == Some(false)>
            <input type="text" id=format!("gap-{place}") aria-label=format!("第 {} 空", place + 1)
                autocomplete="off" autocapitalize="off" spellcheck="false"
                enterkeyhint=if place + 1 < count { "next" } else { "done" } maxlength="30"
                readonly=move || filling.checked.get() on:input=input on:keydown=enter/>
            {move || good.get().map(|good| view! { <Icon name=if good { "check" } else { "cross" }/> })}
        </span>
    }
    .into_any()
}

/// What belongs into a gap; a comparison where what was typed comes near.
fn correction(filling: Filling, place: usize) -> AnyView {
    let wanted = filling.wanted.with_value(|wanted| wanted[place].clone());
    let given = filling.typed.with_untracked(|typed| typed[place].clone());
    let body = if near_miss(std::slice::from_ref(&wanted), &given).is_some() {
        view! { <DiffText wording=wanted given/> }.into_any()
    } else {
        view! { <p class="diff serif">{wanted}</p> }.into_any()
    };
    view! { <div class="correction"><span class="tag">{format!("第 {} 空", place + 1)}</span>{body}</div> }.into_any()
}
