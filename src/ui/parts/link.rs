//! A link to a screen.

use crate::core::route::Route;
use crate::ui::router::Router;
use crate::ui::view;
use leptos::prelude::*;

/// An ordinary link (so that it can be opened in a new tab and copied) that a plain click follows without a reload.
#[component]
pub(crate) fn Link(
    /// Where it leads.
    to: Route,
    /// CSS classes.
    #[prop(optional)]
    class: &'static str,
    /// Whether it leads to where the reader already is.
    #[prop(optional, into)]
    current: Option<Signal<bool>>,
    /// What stands on it.
    children: Children,
) -> impl IntoView {
    let router = Router::expect();
    let href = router.href(&to);
    let follow = move |event: leptos::ev::MouseEvent| {
        let plain = event.button() == 0
            && !(event.ctrl_key()
                || event.meta_key()
                || event.shift_key()
                || event.alt_key()
                || event.default_prevented());
        if plain {
            event.prevent_default();
            router.go(to.clone());
        }
    };
    view! {
        <a href=href class=class aria-current=move || current.is_some_and(|current| current.get()).then_some("page") on:click=follow>
            {children()}
        </a>
    }
}
