//! Mastery at a glance.

use crate::core::progress::{Strength, Tally};
use crate::state::signal::Signal;
use crate::ui::view;
use leptos::prelude::*;

/// A bar in three shades: 掌握, 熟悉, 生疏; the rest is 未学. The same in words for those who do not see it.
#[component]
pub(crate) fn MasteryBar(
    /// The questions by strength.
    #[prop(into)]
    tally: Signal<Tally>,
) -> impl IntoView {
    let share = move |count: fn(&Tally) -> usize| tally.with(|tally| percent(count(tally), tally.total()));
    let words = move || {
        tally.with(|tally| {
            format!("掌握 {}，熟悉 {}，生疏 {}，未学 {}", tally.solid, tally.familiar, tally.weak, tally.unseen)
        })
    };
    view! {
        <div class="bar" role="img" aria-label=move || words()>
            <span class="solid" style:width=move || share(|tally| tally.solid)></span>
            <span class="familiar" style:width=move || share(|tally| tally.familiar)></span>
            <span class="weak" style:width=move || share(|tally| tally.weak)></span>
        </div>
    }
}

/// A share as a CSS width, to a tenth of a percent. In whole numbers: formatting floats would cost the wasm 10 kB.
fn percent(part: usize, whole: usize) -> String {
    let permille = part * 1000 / whole.max(1);
    format!("{}.{}%", permille / 10, permille % 10)
}

/// What the shades of the bar mean.
#[component]
pub(crate) fn Legend() -> impl IntoView {
    view! {
        <ul class="legend" aria-label="图例">
            <li><i class="solid"></i>"掌握"</li>
            <li><i class="familiar"></i>"熟悉"</li>
            <li><i class="weak"></i>"生疏"</li>
            <li><i></i>"未学"</li>
        </ul>
    }
}

/// A strength in one word.
#[component]
pub(crate) fn MasteryWord(
    /// The questions by strength.
    #[prop(into)]
    tally: Signal<Tally>,
) -> impl IntoView {
    let word = move || {
        tally.with(|tally| {
            if tally.seen() == 0 {
                ("tag", word(Strength::Unseen).to_owned())
            } else if tally.solid == tally.total() {
                ("tag gold", word(Strength::Solid).to_owned())
            } else {
                ("tag", format!("{}%", tally.percent()))
            }
        })
    };
    view! { <span class=move || word().0>{move || word().1}</span> }
}

const fn word(strength: Strength) -> &'static str {
    match strength {
        Strength::Unseen => "未学",
        Strength::Weak => "生疏",
        Strength::Familiar => "熟悉",
        Strength::Solid => "掌握",
    }
}
