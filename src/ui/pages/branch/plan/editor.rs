//! What can be changed in one step.

use super::{Editing, picker, round};
use crate::core::branch::{Basis, Step};
use crate::state::clock;
use crate::state::signal::Signal;
use crate::ui::parts::Segments;
use crate::ui::view;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Minutes on offer for talking.
const MINUTES: [u8; 6] = [0, 3, 5, 8, 10, 15];

/// The fields of a step. Drawn once for each opening; everything in them follows the plan.
pub(super) fn editor(editing: Editing, at: usize) -> AnyView {
    let inside = editing.step(at, |_, step| {
        Some(match step {
            Step::Learn(_) => picker::picker(editing, at),
            Step::Round(_) => round::round(editing, at),
            Step::Discuss { prompt, .. } => discuss(editing, at, prompt.clone()),
            Step::Results => view! { <p class="hint">"大屏幕公布各队得分和名次，不分队时公布全场答对多少。并列第一可以当场加赛一题。"</p> },
        })
    });
    view! { <div class="step-edit stack">{inside}</div> }
}

fn discuss(editing: Editing, at: usize, prompt: String) -> AnyView {
    let id = format!("prompt-{at}");
    let set = move |words: String| {
        editing.change_step(at, |step| {
            if let Step::Discuss { prompt, .. } = step {
                *prompt = words;
            }
        });
    };
    let field = id.clone();
    let other = move |_| {
        let course = editing.course();
        let prompts = Basis { course: &course, sections: &[], seed: clock::seed() }.prompts();
        let now = editing
            .step(at, |_, step| if let Step::Discuss { prompt, .. } = step { prompt.clone() } else { String::new() });
        let Some(next) = prompts.into_iter().find(|prompt| *prompt != now) else { return };
        let area =
            document().get_element_by_id(&field).and_then(|area| area.dyn_into::<web_sys::HtmlTextAreaElement>().ok());
        if let Some(area) = area {
            area.set_value(&next);
        }
        set(next);
    };
    let minutes = MINUTES
        .iter()
        .map(|minutes| if *minutes == 0 { "不限时".to_owned() } else { format!("{minutes} 分钟") })
        .collect();
    let value = Signal::derive(move || {
        editing.step(at, |_, step| match step {
            Step::Discuss { minutes, .. } => MINUTES.iter().position(|offer| offer == minutes),
            _ => None,
        })
    });
    let choose = Callback::new(move |place: usize| {
        editing.change_step(at, |step| {
            if let Step::Discuss { minutes, .. } = step {
                *minutes = MINUTES[place];
            }
        });
    });
    let label = id.clone();
    view! {
        <div class="stack-s">
            <label class="hint" for=label>"讨论什么"</label>
            <textarea class="note-field" id=id rows="3" autocomplete="off" on:input=move |event| set(event_target_value(&event))>{prompt}</textarea>
            <button type="button" class="button ghost" on:click=other>"换一个题目"</button>
        </div>
        <div class="stack-s"><h3>"时间"</h3><Segments label="讨论时间" words=minutes value=value on_choose=choose/></div>
    }
}
