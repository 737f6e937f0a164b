//! The answer sheet: all questions at a glance, and handing in.

use super::running::Exam;
use crate::core::exam::Slot;
use crate::state::signal::RwSignal;
use crate::ui::pages::session::start_at_the_top;
use crate::ui::parts::SaveStatus;
use crate::ui::view;
use leptos::prelude::*;

/// In place of the question.
pub(super) fn sheet(exam: Exam) -> AnyView {
    start_at_the_top();
    let sitting = exam.sitting.get_untracked();
    let cells: Vec<AnyView> = sitting.slots.iter().enumerate().map(|(place, slot)| cell(exam, place, slot)).collect();
    let open = sitting.unanswered(&exam.course.get_value()).len();
    let later = sitting.slots.iter().filter(|slot| slot.later).count();
    let rest = if open == 0 { "全部答完".to_owned() } else { format!("还有 {open} 题没有作答") };
    let words = format!("{rest}，{later} 题待查。");
    let sure = RwSignal::new(false);
    let warning =
        if open == 0 { String::new() } else { format!("还有 {open} 题没有作答，不作答不得分。") };
    let ask = move || match sure.get() {
        false => view! {
            <div class="row answer-line">
                <button type="button" class="segment" id="back" on:click=move |_| exam.overview.set(false)>"回到题目"</button>
                <SaveStatus/>
            </div>
            <button type="button" class="button primary wide" id="hand-in" on:click=move |_| sure.set(true)>"交卷"</button>
        },
        true => view! {
            <div class="answer-line" role="alert"><strong>{warning.clone()}"交卷后不能再改。"</strong></div>
            <div class="row">
                <button type="button" class="button grow" on:click=move |_| sure.set(false)>"再看看"</button>
                <button type="button" class="button primary grow" id="hand-in-now" on:click=move |_| exam.hand_in()>"确认交卷"</button>
            </div>
        },
    };
    view! {
        <div class="question">
            <h1>"答题卡"</h1>
            <p class="num" id="open">{words}</p>
            <ol class="sheet">{cells}</ol>
            <ul class="legend"><li><Icon name="check"/>"已答"</li><li><Icon name="flag"/>"待查"</li><li>"没有记号：未答"</li></ul>
        </div>
        <div class="actions answer-bar">{ask}</div>
    }
}

fn cell(exam: Exam, place: usize, slot: &Slot) -> AnyView {
    let number = place + 1;
    let (answered, later) = (slot.answer.is_some(), slot.later);
    let words = [if answered { "，已答" } else { "，未答" }, if later { "，待查" } else { "" }].concat();
    view! {
        <li><button type="button" class="segment num" class:done=answered aria-label=format!("第 {number} 题{words}") on:click=move |_| exam.go(place)>
            {number.to_string()}
            <span class="marks">
                {answered.then(|| view! { <Icon name="check"/> })}
                {later.then(|| view! { <Icon name="flag"/> })}
            </span>
        </button></li>
    }
}
