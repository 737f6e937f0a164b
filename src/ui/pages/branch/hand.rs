//! What somebody at a keyboard, a clicker or a mouse does in a meeting, the same in both windows.

use super::keys::{Pressed, read};
use super::show::Scene;
use crate::core::answer::Answer;
use crate::core::branch::{Action, Phase};
use crate::core::question::Body;
use crate::state::signal::{Effect, RwSignal};
use crate::state::{Deed, Room};
use crate::ui::parts::{focus, hear_keys};
use leptos::prelude::*;

/// A meeting under somebody's hands.
#[derive(Clone, Copy)]
pub(super) struct Hand {
    pub(super) room: Room,
    /// The answer that is being put in.
    pub(super) draft: RwSignal<Option<Answer>>,
    /// Hands being counted, by letter, as they are typed.
    pub(super) counts: RwSignal<Vec<String>>,
    /// Whether the list of keys is up.
    pub(super) help: RwSignal<bool>,
    /// Whether the controls of the audience's window are up.
    pub(super) bar: RwSignal<bool>,
}

impl Hand {
    /// Listens to the keyboard for as long as the component is there.
    pub(super) fn on(room: Room) -> Self {
        let hand = Self {
            room,
            draft: RwSignal::new(None),
            counts: RwSignal::new(Vec::new()),
            help: RwSignal::new(false),
            bar: RwSignal::new(false),
        };
        // What was being put in belongs to a question and a vote.
        Effect::new(move |before: Option<Option<(_, _)>>| {
            let now = room
                .stage()
                .map(|stage| (stage.question, matches!(stage.phase, Phase::Voting(_)).then_some(stage.phase)));
            if before.is_some_and(|before| before != now) {
                hand.draft.set(None);
                hand.counts.set(Vec::new());
            }
            now
        });
        hear_keys(Box::new(move |event| hand.press(&event)));
        hand
    }

    pub(super) fn act(self, action: Action) {
        self.room.does(Deed::Act(action));
    }

    /// The stage with everything around it.
    pub(super) fn scene(self) -> Option<Scene> {
        let stage = self.room.look(Clone::clone)?;
        Some(Scene { room: self.room, stage, course: self.room.course()? })
    }

    fn press(self, event: &web_sys::KeyboardEvent) {
        let Some(scene) = self.scene() else { return };
        let pressed = read(event, &scene);
        if self.help.get_untracked() {
            // The list of keys hides what they would do.
            if matches!(pressed, Pressed::Help | Pressed::Leave) {
                self.help.set(false);
            }
            return;
        }
        match pressed {
            Pressed::Nothing | Pressed::Leave => return,
            Pressed::Deed(deed) => self.room.does(deed),
            Pressed::Letter(at) => self.call(&scene, at),
            Pressed::Count(at) => {
                self.bar.set(true);
                request_animation_frame(move || focus(&format!("#count-{at}")));
            }
            Pressed::Submit => self.submit(),
            Pressed::Full => full_screen(),
            Pressed::Bar => self.bar.update(|bar| *bar = !*bar),
            Pressed::Help => self.help.set(true),
        }
        event.prevent_default();
    }

    /// A letter was called out.
    pub(super) fn call(self, scene: &Scene, at: usize) {
        let Some(shown) = scene.shown() else { return };
        if let Some(draft) = shown.called(self.draft.get_untracked(), at) {
            self.room.set_draft(&shown.words(&draft));
            self.draft.set(Some(draft));
        }
    }

    /// The answer as it was put in so far.
    pub(super) fn submit(self) {
        if let Some(draft) = self.draft.get_untracked() {
            self.act(Action::Answer(draft));
        }
    }

    /// Forgets what was put in.
    pub(super) fn clear(self) {
        self.draft.set(None);
        self.room.set_draft("");
    }

    /// The hands as they were counted; letters stand in the order of the screen, counts in that of the course.
    pub(super) fn count(self) {
        let Some(shown) = self.scene().and_then(|scene| scene.shown()) else { return };
        let typed = self.counts.get_untracked();
        let mut counts = vec![0; shown.letters()];
        for (at, text) in typed.iter().enumerate() {
            let index = shown.canonical(at).map(usize::from);
            let Some(slot) = index.and_then(|index| counts.get_mut(index)) else { continue };
            // More than can be counted is refused with its own words.
            *slot = if text.trim().is_empty() { 0 } else { text.trim().parse().unwrap_or(u16::MAX) };
        }
        self.act(Action::Votes { counts });
    }
}

/// Whether an answer can be put together on this question, and is not only judged.
pub(super) const fn can_be_put_in(body: &Body) -> bool {
    !matches!(body, Body::Recall { .. } | Body::Later(_))
}

/// To the full screen, or back. The browser may refuse.
pub(super) fn full_screen() {
    let document = document();
    match (document.fullscreen_element(), document.document_element()) {
        (Some(_), _) => document.exit_fullscreen(),
        (None, Some(root)) => drop(root.request_fullscreen()),
        (None, None) => {}
    }
}
