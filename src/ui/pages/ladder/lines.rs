//! The lines of what is recited, however much of them is shown.

use super::Climber;
use crate::core::ladder::Form;
use crate::ui::view;
use leptos::prelude::*;

/// One row for each line: number or lead, then what the rung shows of the line.
pub(super) fn lines(climber: Climber, bodies: Vec<AnyView>) -> AnyView {
    climber.ladder.with_value(|ladder| {
        let class = match ladder.form {
            Form::Wording => "lines serif",
            Form::List | Form::Mapping => "lines members serif",
        };
        let rows: Vec<AnyView> = ladder
            .lines
            .iter()
            .zip(bodies)
            .map(|(line, body)| {
                let lead = line.lead.clone().map(|lead| view! { <span class="lead">{lead}</span> });
                view! { <li><div>{lead}{body}</div></li> }.into_any()
            })
            .collect();
        view! { <ol class=class>{rows}</ol> }.into_any()
    })
}

/// The lines as they are.
pub(super) fn whole(climber: Climber) -> AnyView {
    let texts: Vec<AnyView> = climber.ladder.with_value(|ladder| {
        ladder.lines.iter().map(|line| view! { <span>{line.text.clone()}</span> }.into_any()).collect()
    });
    lines(climber, texts)
}
