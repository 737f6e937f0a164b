//! Messages between the windows of one meeting, without any network: a `BroadcastChannel` of the browser.

use crate::core::ids::MeetingId;
use js_sys::Array;
use send_wrapper::SendWrapper;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{BroadcastChannel, MessageEvent};

/// One channel for the app; every message names its meeting.
const NAME: &str = "biaoshuai-meeting";

/// What windows tell each other. A message is an array of the meeting, the place of its kind here, a number and a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Message {
    /// A window was opened late or missed something: who leads the meeting is to tell all of it.
    Ask,
    /// The whole meeting as it is stored.
    Whole {
        /// Whether it comes from the audience's window, which leads only where there is no other.
        screen: bool,
        /// Whether that window has just given way; otherwise it leads.
        past: bool,
        /// The meeting.
        meeting: String,
    },
    /// Something was done.
    Did {
        /// Actions of the meeting from now on.
        count: usize,
        /// The new one with its time; empty when the last one was taken back.
        action: String,
    },
    /// Another window wants it done.
    Wish {
        /// The action; empty for taking the last one back.
        action: String,
    },
    /// What was wished for is not possible.
    Refused,
    /// A window leads from now on.
    Lead {
        /// Whether it is the audience's window.
        screen: bool,
        /// Whether its user wants that in any case.
        forced: bool,
    },
    /// The window that leads is being closed.
    Bye,
    /// An answer that is being put in, in words.
    Draft(String),
    /// A window that follows looks whether the one that leads is still there: one may go without a word.
    Still,
    /// The window that leads is there.
    Here {
        /// Actions of the meeting.
        count: usize,
    },
}

impl Message {
    fn packed(self, of: &MeetingId) -> Array {
        let (kind, number, text) = match self {
            Self::Ask => (0, 0, String::new()),
            Self::Whole { screen, past, meeting } => (1, flags(screen, past), meeting),
            Self::Did { count, action } => (2, u32::try_from(count).unwrap_or(u32::MAX), action),
            Self::Wish { action } => (3, 0, action),
            Self::Refused => (4, 0, String::new()),
            Self::Lead { screen, forced } => (5, flags(screen, forced), String::new()),
            Self::Bye => (6, 0, String::new()),
            Self::Draft(words) => (7, 0, words),
            Self::Still => (8, 0, String::new()),
            Self::Here { count } => (9, u32::try_from(count).unwrap_or(u32::MAX), String::new()),
        };
        Array::of4(&of.as_str().into(), &kind.into(), &number.into(), &text.into())
    }

    /// What a message says about that meeting; `None` for another one, and for what another edition of the app says.
    fn unpacked(data: &Array, of: &MeetingId) -> Option<Self> {
        if data.get(0).as_string()? != of.as_str() {
            return None;
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "`as` saturates")]
        let (kind, number) = (data.get(1).as_f64()? as u32, data.get(2).as_f64()? as u32);
        let text = data.get(3).as_string()?;
        Some(match kind {
            0 => Self::Ask,
            1 => Self::Whole { screen: number & 1 == 1, past: number & 2 == 2, meeting: text },
            2 => Self::Did { count: number as usize, action: text },
            3 => Self::Wish { action: text },
            4 => Self::Refused,
            5 => Self::Lead { screen: number & 1 == 1, forced: number & 2 == 2 },
            6 => Self::Bye,
            7 => Self::Draft(text),
            8 => Self::Still,
            9 => Self::Here { count: number as usize },
            _ => return None,
        })
    }
}

fn flags(one: bool, two: bool) -> u32 {
    u32::from(one) + 2 * u32::from(two)
}

struct Open {
    channel: BroadcastChannel,
    of: MeetingId,
    _hear: Closure<dyn Fn(MessageEvent)>,
}

impl Drop for Open {
    fn drop(&mut self) {
        self.channel.close();
    }
}

/// This window's end of the channel. Cheap to clone; closed with the last copy.
#[derive(Clone)]
pub(super) struct Wire(SendWrapper<Rc<Open>>);

impl Wire {
    /// Listens to what other windows say about a meeting; `None` where the browser has no such channels.
    pub(super) fn open(of: MeetingId, hear: impl Fn(Message) + 'static) -> Option<Self> {
        let channel = BroadcastChannel::new(NAME).ok()?;
        let meeting = of.clone();
        let hear = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            let data = event.data().dyn_into::<Array>().ok();
            if let Some(message) = data.and_then(|data| Message::unpacked(&data, &meeting)) {
                hear(message);
            }
        });
        channel.set_onmessage(Some(hear.as_ref().unchecked_ref()));
        Some(Self(SendWrapper::new(Rc::new(Open { channel, of, _hear: hear }))))
    }

    /// Tells the other windows.
    pub(super) fn say(&self, message: Message) {
        // Refused only when the channel was closed, and then nobody listens.
        let _ = self.0.channel.post_message(&message.packed(&self.0.of));
    }
}
