//! 读一遍: the wording as it is.

use super::lines::whole;
use super::{Climber, action, heading};
use crate::state::signal::Signal;
use crate::ui::view;
use leptos::prelude::*;

pub(super) fn read(climber: Climber) -> AnyView {
    let words = Signal::derive(move || format!("读好了，{}", climber.up()));
    let done = Callback::new(move |()| {
        climber.settle(true);
        climber.go_up();
    });
    view! {
        {heading(climber, "一字一句读一遍，最好读出声。")}
        {whole(climber)}
        {action(Signal::derive(|| None), words, done)}
    }
    .into_any()
}
