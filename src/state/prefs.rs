//! Settings of this device, live.

use super::{Saver, clock};
use crate::core::settings::{Settings, Theme};
use crate::state::signal::{RwSignal, StoredValue};
use leptos::prelude::*;

/// The settings and the way to change them.
#[derive(Clone, Copy)]
pub struct Prefs {
    settings: RwSignal<Settings>,
    saver: StoredValue<Saver>,
}

impl Prefs {
    /// Settings as loaded, shown at once.
    #[must_use]
    pub fn new(loaded: Option<Settings>, saver: Saver) -> Self {
        let settings = loaded.unwrap_or_default().repaired();
        let prefs = Self { settings: RwSignal::new(settings), saver: StoredValue::new(saver) };
        prefs.settings.with_untracked(show);
        prefs
    }

    /// Makes the settings available to every component below.
    pub fn provide(self) {
        provide_context(self);
    }

    /// The settings of the components above.
    #[must_use]
    pub fn expect() -> Self {
        expect_context()
    }

    /// The settings, tracked.
    #[must_use]
    pub fn get(self) -> Settings {
        self.settings.get()
    }

    /// The settings as they are now.
    #[must_use]
    pub fn get_untracked(self) -> Settings {
        self.settings.get_untracked()
    }

    /// Changes the settings, shows them and queues them for the disk.
    pub fn update(self, change: impl FnOnce(&mut Settings)) {
        let mut settings = self.settings.get_untracked();
        change(&mut settings);
        settings.at = Some(clock::now());
        show(&settings);
        self.settings.set(settings.clone());
        self.saver.with_value(|saver| saver.settings(settings));
    }
}

/// Sets theme and text size on the document, and leaves a copy where `boot.js` finds it before the first paint.
fn show(settings: &Settings) {
    let theme = match settings.theme {
        Theme::System => "system",
        Theme::Light => "light",
        Theme::Dark => "dark",
    };
    let text = settings.text_percent.to_string();
    let Some(window) = web_sys::window() else { return };
    if let Some(root) = window.document().and_then(|document| document.document_element()) {
        // Setting an attribute fails only for an invalid name.
        let _ = root.set_attribute("data-theme", theme);
        let _ = root.set_attribute("data-text", &text);
    }
    // The copy only spares a flash of the other theme; the truth is in the database.
    if let Ok(Some(storage)) = window.local_storage() {
        let _ = storage.set_item("biaoshuai.look", &format!("{theme} {text}"));
    }
}
