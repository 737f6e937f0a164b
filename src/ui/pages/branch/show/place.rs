//! Where in the course the next slides stand, drawn as `core::branch::place` has laid it out.

use super::scene::Scene;
use crate::core::branch::{Line, Place, Step};
use crate::core::ids::SectionId;
use crate::ui::view;
use leptos::prelude::*;

/// The outline, opened at a section, with everything that this has; what is talked about now is filled.
pub(super) fn place(scene: &Scene, section: &SectionId) -> Option<AnyView> {
    let about = scene.step(|step| if let Step::Learn(concepts) = step { concepts.clone() } else { Vec::new() });
    let place = Place::of(&scene.course, section, &about.unwrap_or_default())?;
    let line = |Line { text, is_section, is_here }: Line| {
        let class = match (is_section, is_here) {
            (true, true) => "in here",
            (true, false) => "in",
            (false, true) => "open",
            (false, false) => "",
        };
        view! { <li class=class>{text}</li> }
    };
    let left_out =
        (place.left_out > 0).then(|| view! { <li class="rest">{format!("还有 {} 个", place.left_out)}</li> });
    let concepts = place.concepts.into_iter().map(|(title, is_about)| view! { <li class:now=is_about>{title}</li> });
    let class = format!("pl-card s{}", place.size.units());
    Some(view! {
        <div class="pl">
            <ol class="pl-outline">{place.outline.into_iter().map(line).collect_view()}</ol>
            <div class=class><ul>{concepts.collect_view()}{left_out}</ul></div>
        </div>
    })
}
