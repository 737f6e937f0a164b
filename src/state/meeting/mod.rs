//! A meeting under way, in every window that shows it.
//!
//! One window leads: it alone changes the meeting, keeps it, and tells the others. The others show what they are told and
//! pass on what is pressed in them. The host's window leads where there is one; the audience's window leads when it is
//! alone, and goes on when the host's is closed.

mod check;
mod talk;

pub use check::check;

use super::wire::{Message, Wire};
use super::{Keep, Library, clock};
use crate::core::branch::{Action, Meeting, Outcome, Plan, Record, Refusal, Stage};
use crate::core::course::Course;
use crate::core::ids::MeetingId;
use crate::state::signal::{RwSignal, StoredValue};
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use std::sync::Arc;

/// Milliseconds in which the window that leads answers. Another one leads after that.
const ANSWER_MS: u32 = 400;
/// The same for something that is to be done; longer, for a window in the background may be slow.
const DONE_MS: u32 = 1500;
/// Milliseconds between looks at the stored meeting where windows cannot talk.
const LOOK_MS: u32 = 1000;
/// Milliseconds between looks whether the window that leads is still there; it answers within this time.
const STILL_MS: u32 = 2000;
/// Milliseconds between looks at the clock.
const TICK_MS: u32 = 200;
/// Milliseconds for which a refusal is shown.
const REFUSAL_MS: u32 = 4000;

/// What a window is for a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// It is not known yet who leads.
    Asking,
    /// This window leads.
    Leading,
    /// Another window leads.
    Following,
    /// There is no such meeting on this device.
    Missing,
}

/// Something that is done in a meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// An action.
    Act(Action),
    /// Taking the last action back.
    Undo,
}

/// A meeting in this window.
#[derive(Clone, Copy)]
pub struct Room {
    id: StoredValue<MeetingId>,
    /// Whether this is the audience's window.
    screen: bool,
    keep: Keep,
    library: Library,
    meeting: RwSignal<Option<Meeting>>,
    stage: RwSignal<Option<Stage>>,
    role: RwSignal<Role>,
    /// Milliseconds left on the clock.
    left: RwSignal<Option<u32>>,
    refusal: RwSignal<Option<Refusal>>,
    draft: RwSignal<String>,
    wire: StoredValue<Option<Wire>>,
    /// What was passed on last and is not done yet, with its number.
    wish: StoredValue<(u32, Option<Deed>)>,
    /// Whether the window that leads has been heard since the last look.
    heard: StoredValue<bool>,
    /// Counts refusals, so that each is shown for its time.
    refusals: StoredValue<u32>,
}

/// Begins a meeting of a plan and keeps it. The roster, teams and steps are those of this moment.
#[must_use]
pub fn begin(keep: Keep, plan: Plan) -> MeetingId {
    let meeting = Meeting::new(MeetingId(clock::new_id()), plan, clock::seed(), clock::now());
    keep.put(&meeting.place(), &meeting);
    meeting.id
}

impl Room {
    /// Enters a meeting: to be called when what is kept and the courses are there, by the component whose life it has.
    #[must_use]
    pub fn enter(id: MeetingId, screen: bool) -> Self {
        let (keep, library) = (Keep::expect(), Library::expect());
        let room = Self {
            id: StoredValue::new(id.clone()),
            screen,
            keep,
            library,
            meeting: RwSignal::new(None),
            stage: RwSignal::new(None),
            role: RwSignal::new(Role::Asking),
            left: RwSignal::new(None),
            refusal: RwSignal::new(None),
            draft: RwSignal::new(String::new()),
            wire: StoredValue::new(None),
            wish: StoredValue::new((0, None)),
            heard: StoredValue::new(true),
            refusals: StoredValue::new(0),
        };
        room.adopt(untrack(|| room.stored()));
        room.wire.set_value(Wire::open(id, move |message| room.hear(message)));
        room.ask();
        room.run_down();
        room.watch();
        let closing = window_event_listener(leptos::ev::pagehide, move |_| room.leave());
        let coming_back = window_event_listener(leptos::ev::pageshow, move |event| {
            // Out of the browser's memory of pages, where it heard nothing; at first it has just asked.
            if js_sys::Reflect::get(&event, &"persisted".into()).is_ok_and(|persisted| persisted.is_truthy()) {
                room.ask();
            }
        });
        on_cleanup(move || {
            closing.remove();
            coming_back.remove();
            room.leave();
        });
        room
    }

    /// Who leads, tracked.
    #[must_use]
    pub fn role(self) -> Role {
        self.role.get()
    }

    /// What there is to see, tracked; `None` while the meeting is not there.
    #[must_use]
    pub fn stage(self) -> Option<Stage> {
        self.stage.get()
    }

    /// Looks at what there is to see, not tracked.
    pub fn look<R>(self, look: impl FnOnce(&Stage) -> R) -> Option<R> {
        self.stage.with_untracked(|stage| stage.as_ref().map(look))
    }

    /// Looks at the meeting, not tracked.
    pub fn meeting<R>(self, look: impl FnOnce(&Meeting) -> R) -> Option<R> {
        self.meeting.with_untracked(|meeting| meeting.as_ref().map(look))
    }

    /// Its course, once all of that is there.
    #[must_use]
    pub fn course(self) -> Option<Arc<Course>> {
        let course = self.meeting.with_untracked(|meeting| meeting.as_ref().map(|meeting| meeting.plan.course.clone()));
        untrack(|| self.library.annotated(&course?))
    }

    /// Why the last deed was not possible, for as long as that is to be read; tracked. Slips are not mentioned.
    #[must_use]
    pub fn refusal(self) -> Option<Refusal> {
        self.refusal.get()
    }

    /// The answer that is being put in, in words, tracked.
    #[must_use]
    pub fn draft(self) -> String {
        self.draft.get()
    }

    /// Shows every window the answer that is being put in.
    pub fn set_draft(self, words: &str) {
        if self.draft.with_untracked(|draft| draft != words) {
            self.draft.set(words.to_owned());
            self.say(Message::Draft(words.to_owned()));
        }
    }

    /// The windows can talk to each other.
    #[must_use]
    pub fn is_connected(self) -> bool {
        self.wire.with_value(Option::is_some)
    }

    /// Does it, or has the window that leads do it.
    pub fn does(self, deed: Deed) {
        match self.role.get_untracked() {
            Role::Leading => {
                if let Err(refusal) = self.do_now(&deed) {
                    self.refuse(refusal);
                }
            }
            Role::Following if self.is_connected() => {
                self.say(Message::Wish { action: written(&deed) });
                let number = self.wish.with_value(|(last, _)| last.wrapping_add(1));
                self.wish.set_value((number, Some(deed)));
                // Nobody did it: the window that led is gone without a word.
                Timeout::new(DONE_MS, move || {
                    let waits = |wish: &mut (u32, Option<Deed>)| if wish.0 == number { wish.1.take() } else { None };
                    if let Some(Some(deed)) = self.wish.try_update_value(waits) {
                        self.lead();
                        self.does(deed);
                    }
                })
                .forget();
            }
            // Soon somebody leads.
            Role::Asking => {
                Timeout::new(ANSWER_MS, move || {
                    if self.role.try_with_untracked(|_| ()).is_some() {
                        self.does(deed);
                    }
                })
                .forget();
            }
            Role::Following | Role::Missing => {}
        }
    }

    /// Leads from now on, whoever did before.
    pub fn lead(self) {
        self.say(Message::Lead { screen: self.screen, forced: true });
        self.role.set(Role::Leading);
    }

    /// A point on a clock that all windows share and that only runs forward, for buzzers.
    #[must_use]
    pub fn ticks_ms(self, event: &web_sys::Event) -> u32 {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the last 49 days are enough")]
        let ticks = clock::ticks_of(event) as u64 as u32;
        ticks
    }

    /// Milliseconds left on the clock, tracked; `None` without one.
    #[must_use]
    pub fn left_ms(self) -> Option<u32> {
        self.left.get()
    }

    fn tick(self) {
        let Some(now) =
            self.stage.try_with_untracked(|stage| stage.as_ref().and_then(|stage| stage.clock.left_ms(clock::now())))
        else {
            return;
        };
        if self.left.get_untracked() != now {
            self.left.set(now);
        }
    }

    /// Ends with the component.
    fn run_down(self) {
        if self.left.try_with_untracked(|_| ()).is_some() {
            self.tick();
            Timeout::new(TICK_MS, move || self.run_down()).forget();
        }
    }

    fn stored(self) -> Option<Meeting> {
        let id = self.id.get_value();
        let courses = self.library.all();
        courses.iter().find_map(|course| self.keep.get(&[&Meeting::all_of(&course.id), id.as_str()].concat()))
    }

    /// Shows a meeting, unless this window knows more of it.
    fn adopt(self, meeting: Option<Meeting>) {
        let Some(meeting) = meeting else { return };
        let known = self.meeting.with_untracked(|known| known.as_ref().map(|known| known.actions.len()));
        if known.is_none_or(|known| known <= meeting.actions.len() || self.role.get_untracked() == Role::Following) {
            self.meeting.set(Some(meeting));
            self.show();
        }
    }

    fn show(self) {
        let course = self.course();
        let stage = self.meeting.with_untracked(|meeting| Some(meeting.as_ref()?.stage(course.as_deref()?)));
        if self.stage.with_untracked(|old| *old != stage) {
            self.stage.set(stage);
            self.tick();
        }
    }

    fn do_now(self, deed: &Deed) -> Result<(), Refusal> {
        let (Some(course), now) = (self.course(), clock::now()) else { return Err(Refusal::NotNow) };
        let is_end = *deed == Deed::Act(Action::End);
        let outcome = self.meeting.update_untracked(|meeting| {
            let Some(meeting) = meeting else { return Outcome::Refused(Refusal::NotNow) };
            match deed {
                Deed::Act(action) => meeting.act(&course, action.clone(), now),
                Deed::Undo => meeting.undo(),
            }
        });
        if let Some(Outcome::Refused(refusal)) = outcome {
            return Err(refusal);
        }
        self.meeting.with_untracked(|meeting| {
            let Some(meeting) = meeting else { return };
            self.keep.put(&meeting.place(), meeting);
            if is_end {
                // What was handed in or noted before an end that was taken back is still there.
                let before: Option<Record> = untrack(|| self.keep.get(&meeting.place()));
                let record = match before {
                    Some(before) => before.again(meeting, &course),
                    None => Record::of(meeting, &course),
                };
                self.keep.put_shared(&record.place(), &record);
            }
            let last = match deed {
                Deed::Act(_) => meeting.actions.last().and_then(json),
                Deed::Undo => None,
            };
            self.say(Message::Did { count: meeting.actions.len(), action: last.unwrap_or_default() });
        });
        self.refusal.set(None);
        self.set_draft("");
        self.show();
        Ok(())
    }

    fn refuse(self, refusal: Refusal) {
        if matches!(refusal, Refusal::Repeated | Refusal::NotNow) {
            return;
        }
        self.refusal.set(Some(refusal));
        let number = self.refusals.get_value() + 1;
        self.refusals.set_value(number);
        Timeout::new(REFUSAL_MS, move || {
            if self.refusals.try_with_value(|last| *last == number) == Some(true) {
                self.refusal.set(None);
            }
        })
        .forget();
    }
}

fn written(deed: &Deed) -> String {
    match deed {
        Deed::Act(action) => json(action).unwrap_or_default(),
        Deed::Undo => String::new(),
    }
}

/// Nothing here has a map with keys other than text, which is all that could fail.
fn json<T: serde::Serialize>(value: &T) -> Option<String> {
    serde_json::to_string(value).ok()
}
