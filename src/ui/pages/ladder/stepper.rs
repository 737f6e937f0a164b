//! The rungs in a row. Each can be reached at any time.

use super::Climber;
use crate::state::signal::Memo;
use crate::ui::view;
use leptos::prelude::*;

/// One button for each rung; those passed have a check.
pub(super) fn stepper(climber: Climber) -> AnyView {
    let rungs = climber.rungs();
    let all = rungs.len();
    let buttons: Vec<AnyView> = rungs
        .into_iter()
        .enumerate()
        .map(|(place, rung)| {
            let passed = Memo::new(move |_| climber.step(rung).passed.is_some());
            let sign = move || {
                if passed.get() {
                    view! { <Icon name="check"/><span class="sr">"已通过，"</span> }.into_any()
                } else {
                    view! { <span class="num">{place + 1}</span> }.into_any()
                }
            };
            view! {
                <li>
                    <button type="button" class="rung" class:passed=move || passed.get()
                        aria-current=move || (climber.now().0 == rung).then_some("step") on:click=move |_| if climber.rung() != rung { climber.go(rung) }>
                        <span class="sign">{sign}</span><span class="text">{rung.name()}</span>
                    </button>
                </li>
            }
            .into_any()
        })
        .collect();
    let height = move || format!("背诵阶梯，已通过 {} 级，共 {all} 级", climber.height());
    view! { <nav aria-label=move || height()><ol class="rungs">{buttons}</ol></nav> }.into_any()
}
