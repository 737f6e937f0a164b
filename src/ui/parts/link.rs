//! Links and icons, which `view!` knows as `<Link>` and `<Icon>`.

use crate::core::route::Route;
use crate::state::signal::Signal;
use crate::ui::dom::El;
use crate::ui::router::Router;

impl El {
    /// Fills an `a` element: where it leads, whether the reader already is there, and that a plain click follows it
    /// without a reload. It stays an ordinary link that can be opened in a new tab and copied.
    pub(crate) fn link(&mut self, to: Route, current: Option<Signal<bool>>) {
        let router = Router::expect();
        self.give(router.href(&to));
        self.follow(move || current.is_some_and(|current| current.get()).then_some("page"));
        self.on(leptos::ev::click, move |event| {
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
        });
    }

    /// Names the symbol that an icon draws.
    pub(crate) fn icon(&mut self, name: &'static str) {
        self.give(format!("#i-{name}"));
    }
}
