//! What the windows of a meeting tell each other, and what each makes of it.

use super::super::wire::Message;
use super::{ANSWER_MS, Deed, LOOK_MS, Role, Room, STILL_MS, json};
use crate::core::branch::{Action, Meeting, Stamped};
use gloo::timers::callback::Timeout;
use leptos::prelude::*;

impl Room {
    /// Asks who leads; nobody's answer means this window.
    pub(super) fn ask(self) {
        self.role.set(Role::Asking);
        self.say(Message::Ask);
        if !self.is_connected() && self.screen {
            self.role.set(Role::Following);
            return self.look_again();
        }
        Timeout::new(ANSWER_MS, move || {
            if self.role.try_with_untracked(|role| *role == Role::Asking) == Some(true) {
                self.settle();
            }
        })
        .forget();
    }

    /// Nobody else leads.
    fn settle(self) {
        if self.meeting.with_untracked(Option::is_none) {
            return self.role.set(Role::Missing);
        }
        self.say(Message::Lead { screen: self.screen, forced: false });
        self.role.set(Role::Leading);
    }

    /// Where windows cannot talk, the audience's reads what the host's has kept.
    fn look_again(self) {
        let Some(Role::Following) = self.role.try_with_untracked(|role| *role) else { return };
        wasm_bindgen_futures::spawn_local(async move {
            self.keep.read_again().await;
            if self.role.try_with_untracked(|role| *role == Role::Following) == Some(true) {
                self.adopt(untrack(|| self.stored()));
                Timeout::new(LOOK_MS, move || self.look_again()).forget();
            }
        });
    }

    /// Looks again and again whether the window that is followed is still there. A browser may end one without a word, or
    /// lose its goodbye. Ends with the component.
    pub(super) fn watch(self) {
        let Some(role) = self.role.try_with_untracked(|role| *role) else { return };
        if role == Role::Following && self.is_connected() {
            if self.heard.get_value() {
                self.heard.set_value(false);
                self.say(Message::Still);
            } else {
                // Whoever leads then, this one or another, is not asked again before the next look.
                self.heard.set_value(true);
                self.ask();
            }
        } else {
            self.heard.set_value(true);
        }
        Timeout::new(STILL_MS, move || self.watch()).forget();
    }

    pub(super) fn leave(self) {
        if self.role.try_with_untracked(|role| *role == Role::Leading) == Some(true) {
            self.say(Message::Bye);
        }
    }

    pub(super) fn say(self, message: Message) {
        self.wire.try_with_value(|wire| {
            if let Some(wire) = wire {
                wire.say(message);
            }
        });
    }

    fn say_all(self, past: bool) {
        let meeting = self.meeting.with_untracked(|meeting| meeting.as_ref().and_then(json));
        if let Some(meeting) = meeting {
            self.say(Message::Whole { screen: self.screen, past, meeting });
        }
    }

    pub(super) fn hear(self, message: Message) {
        let role = self.role.get_untracked();
        let leads = role == Role::Leading;
        match message {
            Message::Ask if leads => self.say_all(false),
            Message::Still if leads => {
                let count = self.meeting.with_untracked(|meeting| meeting.as_ref().map_or(0, |own| own.actions.len()));
                self.say(Message::Here { count });
            }
            Message::Here { count } if !leads => {
                self.heard.set_value(true);
                if self.meeting.with_untracked(|own| own.as_ref().is_none_or(|own| own.actions.len() != count)) {
                    self.say(Message::Ask);
                }
            }
            Message::Whole { screen, past, meeting } => {
                self.hear_all(screen, past, serde_json::from_str(&meeting).ok())
            }
            Message::Did { count, action } if !leads => self.hear_of(count, &action),
            Message::Wish { action } if leads => {
                let deed = match action.as_str() {
                    "" => Some(Deed::Undo),
                    text => serde_json::from_str(text).ok().map(Deed::Act),
                };
                if let Some(Err(refusal)) = deed.map(|deed| self.do_now(&deed)) {
                    self.refuse(refusal);
                    self.say(Message::Refused);
                }
            }
            Message::Refused => self.answered(),
            // The host's window does not give way to another that only thinks it is alone.
            Message::Lead { screen, forced: false } if leads && (screen || !self.screen) => self.say_all(false),
            // This one is about to lead itself.
            Message::Lead { screen: true, forced: false } if role == Role::Asking && !self.screen => {}
            Message::Lead { .. } => {
                self.role.set(Role::Following);
                if leads {
                    // The new one may have missed the last of it.
                    self.say_all(true);
                } else {
                    self.say(Message::Ask);
                }
            }
            // Of several that follow, whose time is over first leads, and tells the others.
            Message::Bye if !leads => self.ask(),
            Message::Draft(words) => self.draft.set(words),
            Message::Ask
            | Message::Did { .. }
            | Message::Wish { .. }
            | Message::Bye
            | Message::Still
            | Message::Here { .. } => {}
        }
    }

    /// A window that leads, or led until now, has told the whole meeting.
    fn hear_all(self, screen: bool, past: bool, meeting: Option<Meeting>) {
        let role = self.role.get_untracked();
        // The host's window takes over from the audience's.
        let outranks = screen && !self.screen;
        if past || outranks {
            if meeting.as_ref().is_some_and(|other| self.knows_less(other)) {
                self.adopt(meeting);
            }
            if !past && role == Role::Asking {
                self.settle();
            }
        } else {
            self.role.set(Role::Following);
            self.adopt(meeting);
        }
    }

    fn knows_less(self, other: &Meeting) -> bool {
        self.meeting.with_untracked(|own| own.as_ref().is_none_or(|own| own.actions.len() < other.actions.len()))
    }

    /// The window that leads is there.
    fn answered(self) {
        self.wish.update_value(|wish| wish.1 = None);
    }

    fn hear_of(self, count: usize, action: &str) {
        self.answered();
        let known = self.meeting.with_untracked(|meeting| meeting.as_ref().map(|meeting| meeting.actions.len()));
        let new: Option<Stamped<Action>> = serde_json::from_str(action).ok();
        let in_step = match (known, new) {
            (Some(known), Some(new)) if known + 1 == count => {
                self.meeting.update_untracked(|meeting| {
                    if let Some(meeting) = meeting {
                        meeting.actions.push(new);
                    }
                });
                true
            }
            (Some(known), None) if known == count + 1 && action.is_empty() => {
                self.meeting.update_untracked(|meeting| {
                    if let Some(meeting) = meeting {
                        // There is one: they were counted.
                        let _ = meeting.undo();
                    }
                });
                true
            }
            _ => false,
        };
        if in_step {
            self.show();
        } else {
            self.say(Message::Ask);
        }
    }
}
