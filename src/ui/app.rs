//! The frame around every screen.

use super::chunk::{self, Chunk};
use super::pages::{Home, SessionPage};
use super::parts::{OfflineStatus, focus_heading, focus_heading_when_there};
use super::router::Router;
use crate::core::route::Route;
use crate::state::Library;
use crate::state::signal::{Effect, Signal};
use crate::ui::view;
use gloo::timers::callback::Timeout;
use leptos::prelude::*;

/// Milliseconds for which the first screen has processor and network to itself.
const QUIET_MS: u32 = 400;

/// One place of the main navigation.
struct Place {
    route: Route,
    name: &'static str,
    icon: &'static str,
}

fn places() -> [Place; 4] {
    [
        Place { route: Route::Home, name: "今日", icon: "today" },
        Place { route: Route::Learn, name: "学习", icon: "learn" },
        Place { route: Route::Practice, name: "练习", icon: "practice" },
        Place { route: Route::Me, name: "我", icon: "me" },
    ]
}

/// The place of the main navigation under which a screen lies.
const fn place_of(route: &Route) -> Option<&'static str> {
    match route {
        Route::Home => Some("今日"),
        Route::Learn
        | Route::Section(..)
        | Route::Concept(..)
        | Route::Ladder(..)
        | Route::Map(_)
        | Route::Search
        | Route::Text(..) => Some("学习"),
        Route::Practice
        | Route::Mistakes
        | Route::Focus
        | Route::Exams
        | Route::Exam(_)
        | Route::ExamResult(_)
        | Route::HandIn(_)
        | Route::Cards(..)
        | Route::Contrasts(_)
        | Route::Contrast(..)
        | Route::Session(_)
        | Route::Summary(_) => Some("练习"),
        Route::Branch
        | Route::BranchPlan(_)
        | Route::Host(_)
        | Route::Audience(_)
        | Route::Collect(_)
        | Route::BranchRecord(_) => Some("学习"),
        Route::Me | Route::Data | Route::Moving | Route::Statistics | Route::Marks | Route::Help => Some("我"),
        Route::Unknown(_) => None,
    }
}

/// Top bar, navigation, the current screen, and notices.
#[component]
pub(super) fn App() -> impl IntoView {
    let router = Router::expect();
    let route = router.route();
    Chunk::provide();
    Effect::new(move |_| fetch_the_rest(&route.get_untracked()));
    let frame = move || {
        route.with(|route| match route {
            Route::Audience(_) => "shell bare",
            Route::Host(_) => "shell wide",
            route if route.is_focused() => "shell focus",
            _ => "shell",
        })
    };
    // The frame is `#app` itself: its class follows the kind of screen.
    Effect::new(move |_| {
        if let Some(root) = by_id("app") {
            root.set_class_name(frame());
        }
    });
    move_focus_on_travel(route);
    view! {
        <a class="skip" href="#main" on:click=|event| { event.prevent_default(); focus_heading(); }>"跳到正文"</a>
        <header class="topbar">
            <Link to=Route::Home class="brand"><Icon name="seal"/>"作表率"</Link>
            <OfflineStatus/>
            <Link to=Route::Search class="to-search"><Icon name="search"/><span class="sr">"搜索"</span></Link>
        </header>
        <main id="main" class="page">{move || screen(route.get())}</main>
        <nav class="nav" aria-label="主导航">
            <Link to=Route::Home class="brand mark"><Icon name="seal"/>"作表率"</Link>
            {places().into_iter().map(|place| nav_link(place, route)).collect_view()}
        </nav>
        {chunk::notices()}
    }
}

/// When the first screen stands, the rest of program and course may come. On the way to the first question nobody needs
/// them, and processor and network are wanted for the tap that is about to follow.
fn fetch_the_rest(first: &Route) {
    let (chunk, library) = (Chunk::expect(), Library::expect());
    let fetch = move || {
        chunk.fetch();
        library.fetch_notes();
    };
    match first {
        Route::Home | Route::Session(_) => {
            Timeout::new(QUIET_MS, fetch).forget();
        }
        _ => fetch(),
    }
}

fn nav_link(place: Place, route: Signal<Route>) -> AnyView {
    let Place { route: to, name, icon } = place;
    let current = Signal::derive(move || place_of(&route.get()) == Some(name));
    view! { <Link to=to current=current><Icon name=icon/><span>{name}</span></Link> }
}

/// The two screens on the way to the first question are part of the program's first chunk.
fn screen(route: Route) -> AnyView {
    match route {
        Route::Home => view! { <Home/> }.into_any(),
        Route::Session(id) => view! { <SessionPage id/> }.into_any(),
        other => chunk::screen(other),
    }
}

/// After travelling, readers of a screen reader start at the new screen's heading.
fn move_focus_on_travel(route: Signal<Route>) {
    Effect::new(move |before: Option<Route>| {
        let now = route.get();
        if before.is_some_and(|before| before != now) {
            focus_heading_when_there();
        }
        now
    });
}

fn by_id(id: &str) -> Option<web_sys::Element> {
    document().get_element_by_id(id)
}
