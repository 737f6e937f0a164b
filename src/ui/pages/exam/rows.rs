//! A paper type by type: how many questions, worth how much, and what is enough to pass.

use crate::core::exam::{Itemized, Marks};
use crate::core::question::QuestionKind;
use crate::state::signal::RwSignal;
use crate::ui::view;
use leptos::prelude::*;

/// One line for each type, and one for the pass mark.
pub(super) fn rows(plan: RwSignal<Itemized>) -> AnyView {
    let kinds = QuestionKind::ALL.into_iter().filter(|kind| *kind != QuestionKind::Recall).enumerate();
    let lines: Vec<AnyView> = kinds
        .map(|(place, kind)| {
            let now = plan.with_untracked(|plan| plan.wanted[place]);
            let counts = Itemized::COUNTS.map(|count| (count == now.count, format!("{count} 题")));
            let each = Itemized::EACH.map(|each| (each == now.each, worth(each)));
            let name = kind.name();
            view! {
                <div class="paper-row" role="group" aria-label=name>
                    <span>{name}</span>
                    {pick("题数", &counts, Box::new(move |at| plan.update(|plan| plan.wanted[place].count = Itemized::COUNTS[at])))}
                    {pick("每题分值", &each, Box::new(move |at| plan.update(|plan| plan.wanted[place].each = Itemized::EACH[at])))}
                </div>
            }
            .into_any()
        })
        .collect();
    let now = plan.with_untracked(|plan| plan.pass);
    let pass = Itemized::PASS.map(|pass| (pass == now, format!("{pass}%")));
    view! {
        <section class="stack-s">
            {lines}
            <div class="paper-row" role="group" aria-label="及格线">
                <span>"及格线"</span><span class="hint">"占总分"</span>
                {pick("及格线", &pass, Box::new(move |at| plan.update(|plan| plan.pass = Itemized::PASS[at])))}
            </div>
            <p class="hint">"范围里某种题型不够时，用其他题型补足，总分不变。"</p>
        </section>
    }
    .into_any()
}

fn worth(marks: Marks) -> String {
    format!("每题 {marks} 分")
}

/// One of several, as the device offers lists.
fn pick(label: &'static str, offers: &[(bool, String)], choose: Box<dyn Fn(usize) + Send>) -> AnyView {
    let options: Vec<AnyView> = offers
        .iter()
        .enumerate()
        .map(|(at, (chosen, words))| {
            view! { <option value=at.to_string() selected=*chosen>{words.clone()}</option> }.into_any()
        })
        .collect();
    // What is not a number of the list cannot be chosen.
    let chosen = move |value: String| value.parse().into_iter().for_each(&choose);
    view! {
        <select class="field" aria-label=label on:change=move |event| chosen(event_target_value(&event))>{options}</select>
    }
    .into_any()
}
