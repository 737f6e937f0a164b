//! Reading aloud by the voices of the device. Only voices that work offline are used: others would send the text away.

use super::Prefs;
use super::page::{get, invoke as call};
use crate::core::speech::preference;
use crate::state::signal::{RwSignal, StoredValue};
use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use js_sys::{Array, Function, Reflect};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::EventTarget;

/// Milliseconds for which a new screen has the processor to itself: asking for voices starts the browser's speech service.
const QUIET_MS: u32 = 500;

/// How far a script has been read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VoiceState {
    /// The device has no Chinese voice that works offline.
    Unavailable,
    /// Nothing is being read.
    Idle,
    /// Being read.
    Speaking {
        /// The sentence, 0 = first.
        at: usize,
    },
    /// Interrupted.
    Paused {
        /// The sentence that is begun again.
        at: usize,
    },
}

/// A voice for one script. It speaks only when told to, and falls silent with the components for which it was made.
#[derive(Clone, Copy)]
pub struct Voice {
    state: RwSignal<VoiceState>,
    desk: StoredValue<Desk>,
    prefs: Prefs,
}

/// What lies before the reader.
struct Desk {
    /// The script.
    sentences: Vec<String>,
    /// Listeners to the utterance of the sentence. They hold it, or it might be collected before it ends.
    utterance: Vec<EventListener>,
    /// Listeners to the page.
    page: Vec<EventListener>,
    /// The first look for voices, until it is done.
    looking: Option<Timeout>,
}

impl Voice {
    /// A voice for these sentences, each to be one utterance.
    #[must_use]
    pub fn of(sentences: Vec<String>) -> Self {
        let desk = Desk { sentences, utterance: Vec::new(), page: Vec::new(), looking: None };
        let voice = Self {
            state: RwSignal::new(VoiceState::Unavailable),
            desk: StoredValue::new(desk),
            prefs: Prefs::expect(),
        };
        let looking = Timeout::new(QUIET_MS, move || voice.begin());
        voice.desk.update_value(|desk| desk.looking = Some(looking));
        // Nobody may be told any more, so this does not go through the state.
        on_cleanup(move || {
            if matches!(voice.state.get_untracked(), VoiceState::Speaking { .. }) {
                silence();
            }
        });
        voice
    }

    /// Looks for voices, now and whenever there are others.
    fn begin(self) {
        self.look();
        let page = [
            // Some browsers only begin to look for voices when asked for the first time.
            engine().map(|engine| listen(&engine, "voiceschanged", move || self.look())),
            // An utterance would outlive its page.
            web_sys::window().map(|window| listen(&window, "pagehide", move || self.stop())),
        ];
        self.desk.update_value(|desk| desk.page.extend(page.into_iter().flatten().flatten()));
    }

    /// How far it is, tracked.
    #[must_use]
    pub fn state(self) -> VoiceState {
        self.state.get()
    }

    /// Begins, pauses, or goes on with the sentence at which it was paused: with one button all three.
    pub fn toggle(self) {
        match self.state.get_untracked() {
            VoiceState::Unavailable => {}
            VoiceState::Idle => self.speak(0),
            VoiceState::Speaking { at } => self.fall_silent(VoiceState::Paused { at }),
            VoiceState::Paused { at } => self.speak(at),
        }
    }

    /// Ends it; the next time it begins at the beginning.
    pub fn stop(self) {
        if self.state.get_untracked() != VoiceState::Unavailable {
            self.fall_silent(VoiceState::Idle);
        }
    }

    /// Looks whether there is a voice now.
    fn look(self) {
        match (self.state.get_untracked(), offline_voice().is_some()) {
            (VoiceState::Unavailable, true) => self.state.set(VoiceState::Idle),
            (VoiceState::Idle, false) => self.state.set(VoiceState::Unavailable),
            _ => {}
        }
    }

    /// Nothing is heard of an utterance that was given up, so its listeners go first.
    fn fall_silent(self, state: VoiceState) {
        self.desk.update_value(|desk| desk.utterance.clear());
        if matches!(self.state.get_untracked(), VoiceState::Speaking { .. }) {
            silence();
        }
        self.state.set(state);
    }

    /// Speaks a sentence and then those after it; past the last one, or where the device refuses, it is over.
    fn speak(self, at: usize) {
        let percent = self.prefs.get_untracked().speech_percent;
        let utterance = self.desk.with_value(|desk| utterance(desk.sentences.get(at)?, percent));
        let heard = utterance.as_ref().map(|utterance| {
            let end = listen(utterance, "end", move || self.speak(at + 1));
            let error = listen(utterance, "error", move || self.state.set(VoiceState::Idle));
            end.into_iter().chain(error).collect()
        });
        self.desk.update_value(|desk| desk.utterance = heard.unwrap_or_default());
        let begun = utterance.and_then(|utterance| call(&engine()?, "speak", &Array::of1(&utterance)));
        self.state.set(if begun.is_some() { VoiceState::Speaking { at } } else { VoiceState::Idle });
    }
}

/// `window.speechSynthesis`, if the browser has it.
fn engine() -> Option<JsValue> {
    get(web_sys::window()?.as_ref(), "speechSynthesis").filter(JsValue::is_object)
}

/// The best Chinese voice that works offline.
fn offline_voice() -> Option<JsValue> {
    let voices: Array = call(&engine()?, "getVoices", &Array::new())?.dyn_into().ok()?;
    let fit = |voice: &JsValue| {
        let local = get(voice, "localService")?.as_bool()?;
        preference(&get(voice, "lang")?.as_string()?).filter(|_| local)
    };
    let mut best: Option<(u8, JsValue)> = None;
    for voice in voices.iter() {
        if let Some(rank) = fit(&voice)
            && best.as_ref().is_none_or(|(old, _)| rank < *old)
        {
            best = Some((rank, voice));
        }
    }
    best.map(|(_, voice)| voice)
}

/// The sentence as something that can be spoken, by an offline voice at this speed in percent; nothing without one, for
/// the browser would then choose any voice.
fn utterance(sentence: &str, percent: u16) -> Option<JsValue> {
    let voice = offline_voice()?;
    let class: Function = get(web_sys::window()?.as_ref(), "SpeechSynthesisUtterance")?.dyn_into().ok()?;
    let utterance = Reflect::construct(&class, &Array::of1(&sentence.into())).ok()?;
    let properties =
        [("lang", get(&voice, "lang")?), ("voice", voice), ("rate", JsValue::from_f64(f64::from(percent) / 100.0))];
    let set = |(name, value): &(&str, JsValue)| Reflect::set(&utterance, &(*name).into(), value).is_ok_and(|set| set);
    properties.iter().all(set).then_some(utterance)
}

fn silence() {
    if let Some(engine) = engine() {
        call(&engine, "cancel", &Array::new());
    }
}

/// Listens, if this is something that can be listened to: the engine of older browsers is not.
fn listen(to: &JsValue, event: &'static str, mut heard: impl FnMut() + 'static) -> Option<EventListener> {
    let to = to.dyn_ref::<EventTarget>()?;
    Some(EventListener::new(to, event, move |_| heard()))
}
