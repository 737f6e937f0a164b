//! At the top of a ladder: what comes next.

use super::Climber;
use crate::core::course::{Concept, Course};
use crate::core::ladder::{Rung, next_concept};
use crate::core::route::Route;
use leptos::prelude::*;

/// Where the way leads from the top of a ladder, and what it is called.
pub(super) struct Beyond {
    pub(super) to: Route,
    pub(super) words: String,
}

/// The next ladder of the section, or the section itself.
pub(super) fn beyond(course: &Course, concept: &Concept) -> Beyond {
    match next_concept(course, &concept.id) {
        Some(next) => Beyond {
            to: Route::Ladder(course.id.clone(), next.id.clone()),
            words: format!("接着背：{}", next.title),
        },
        None => Beyond {
            to: Route::Section(course.id.clone(), concept.section.clone()),
            words: "这一节背完了，回到本节".to_owned(),
        },
    }
}

/// What is left of this ladder, in words.
pub(super) fn left(climber: Climber) -> String {
    let left: Vec<&str> = climber
        .rungs()
        .into_iter()
        .filter(|rung| untrack(move || climber.step(*rung)).passed.is_none())
        .map(Rung::name)
        .collect();
    if left.is_empty() {
        "各级都走过了。隔一两天再默写一遍，记得更牢。".to_owned()
    } else {
        format!("还没走过：{}。能默写，不走也行。", left.join("、"))
    }
}
