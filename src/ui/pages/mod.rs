//! One file per screen.

mod awake;
mod branch;
mod camera;
mod cards;
mod concept;
mod contrast;
mod data;
mod exam;
mod focus;
mod help;
mod home;
mod ladder;
mod learn;
mod map;
mod marks;
mod me;
mod missing;
mod mistakes;
mod moving;
mod practice;
mod search;
mod section;
mod session;
mod settings;
mod statistics;
mod summary;
mod text;

pub(super) use home::Home;
pub(super) use missing::Missing;
pub(super) use session::SessionPage;

use crate::core::route::Route;
use crate::ui::view;
use concept::Concept;
use contrast::{Contrast, Contrasts};
use help::Help;
use ladder::Ladder;
use learn::Learn;
use leptos::prelude::*;
use map::Map;
use me::Me;
use practice::Practice;
use search::Search;
use section::Section;
use summary::Summary;
use text::TextPage;

/// Every screen but the two that the first chunk of the program has.
pub(super) fn screen(route: Route) -> AnyView {
    match route {
        Route::Learn => view! { <Learn/> }.into_any(),
        Route::Section(course, id) => view! { <Section course id/> }.into_any(),
        Route::Concept(course, id) => view! { <Concept course id/> }.into_any(),
        Route::Ladder(course, id) => view! { <Ladder course id/> }.into_any(),
        Route::Map(course) => view! { <Map course/> }.into_any(),
        Route::Contrasts(course) => view! { <Contrasts course/> }.into_any(),
        Route::Contrast(course, one, other) => view! { <Contrast course one other/> }.into_any(),
        Route::Text(course, para) => view! { <TextPage course para/> }.into_any(),
        Route::Search => view! { <Search/> }.into_any(),
        Route::Practice => view! { <Practice/> }.into_any(),
        Route::Focus => focus::focus(),
        Route::Cards(course, section) => cards::cards(&course, section.as_ref()),
        Route::Summary(id) => view! { <Summary id/> }.into_any(),
        Route::Me => view! { <Me/> }.into_any(),
        Route::Marks => marks::marks(),
        Route::Mistakes => mistakes::mistakes(),
        Route::Help => view! { <Help/> }.into_any(),
        Route::Unknown(path) => view! { <Missing what=format!("没有“{path}”这个页面") /> }.into_any(),
        _ => ().into_any(),
    }
}

/// Every screen of the part that comes later.
pub(super) fn later(route: Route) -> AnyView {
    match route {
        Route::Statistics => statistics::statistics(),
        Route::Data => data::data(),
        Route::Moving => moving::moving(),
        Route::Exams => exam::exams(),
        Route::Exam(id) => exam::running(id),
        Route::ExamResult(id) => exam::result(id),
        Route::HandIn(id) => exam::hand_in(id),
        other => branch::screen(other),
    }
}
