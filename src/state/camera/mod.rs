//! The camera, and QR codes in what it sees. Only asked for when somebody wants to scan, and let go of as soon as nobody
//! looks.

mod reader;
mod stream;

pub use reader::read_picture;

use super::clock;
use super::page::get;
use crate::state::signal::{RwSignal, StoredValue};
use gloo::events::EventListener;
use gloo::timers::future::TimeoutFuture;
use js_sys::{Object, Promise, Reflect};
use leptos::prelude::*;
use reader::Reader;
use stream::{device_of, devices, open, play, release, track};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::Element;

/// Milliseconds between two looks; fewer where one code follows another.
const LOOK_MS: u32 = 150;
const QUICK_LOOK_MS: u32 = 20;
/// Milliseconds after which a picture that does not move has stopped.
const STILL_MS: f64 = 5000.0;

/// What it is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CameraState {
    /// Nothing.
    Off,
    /// The browser asks its user, or the camera is starting.
    Asking,
    /// Looking.
    On,
    /// Off while the page is hidden.
    Hidden,
    /// It does not work.
    Trouble(CameraError),
}

/// Why it does not work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CameraError {
    /// The browser gives no page a camera, or not this page.
    Unsupported,
    /// It was forbidden.
    Denied,
    /// There is none.
    Absent,
    /// Another program has it, or it does not start.
    Busy,
    /// It stopped while it was looking: unplugged, taken away, or it froze.
    Died,
}

/// Called with the texts of all codes in a picture.
type Found = Box<dyn Fn(Vec<String>)>;

/// A camera for the components here; it is let go of with them.
#[derive(Clone, Copy)]
pub struct Camera {
    state: RwSignal<CameraState>,
    /// Ids and names of all cameras, once one was allowed.
    devices: RwSignal<Vec<(String, String)>>,
    hold: StoredValue<Hold>,
}

/// What is held of the browser.
struct Hold {
    found: Found,
    /// Milliseconds between two looks.
    pause: u32,
    /// Counts starts and stops, so that what began earlier knows that it is over.
    turn: u32,
    video: Option<Element>,
    /// The device that was chosen.
    wanted: Option<String>,
    stream: Option<JsValue>,
    ended: Option<EventListener>,
    page: Option<EventListener>,
}

impl Camera {
    /// A camera that is off. `found` is called with what it reads.
    #[must_use]
    pub fn new(found: impl Fn(Vec<String>) + 'static) -> Self {
        Self::with(Box::new(found), LOOK_MS)
    }

    /// The same for codes that change several times a second.
    #[must_use]
    pub fn quick(found: impl Fn(Vec<String>) + 'static) -> Self {
        Self::with(Box::new(found), QUICK_LOOK_MS)
    }

    fn with(found: Found, pause: u32) -> Self {
        let hold = Hold { found, pause, turn: 0, video: None, wanted: None, stream: None, ended: None, page: None };
        let camera = Self {
            state: RwSignal::new(CameraState::Off),
            devices: RwSignal::new(Vec::new()),
            hold: StoredValue::new(hold),
        };
        let page = EventListener::new(&document(), "visibilitychange", move |_| camera.mind_the_page());
        camera.hold.update_value(|hold| hold.page = Some(page));
        on_cleanup(move || camera.let_go());
        camera
    }

    /// What it is doing, tracked.
    #[must_use]
    pub fn state(self) -> CameraState {
        self.state.get()
    }

    /// Names of all cameras, tracked; none before one was allowed.
    #[must_use]
    pub fn names(self) -> Vec<String> {
        self.devices.with(|devices| devices.iter().map(|device| device.1.clone()).collect())
    }

    /// The place of the chosen camera among the [names](Camera::names), tracked.
    #[must_use]
    pub fn chosen(self) -> Option<usize> {
        let now = self.hold.with_value(|hold| device_of(hold.stream.as_ref()?));
        self.state.track();
        self.devices.with(|devices| devices.iter().position(|device| Some(&device.0) == now.as_ref()))
    }

    /// Begins to look and shows in a `<video>` what there is to see.
    pub fn start(self, video: Element) {
        self.hold.update_value(|hold| hold.video = Some(video));
        self.begin();
    }

    /// Looks with another camera.
    pub fn choose(self, place: usize) {
        let id = self.devices.with_untracked(|devices| devices.get(place).map(|device| device.0.clone()));
        self.hold.update_value(|hold| hold.wanted = id);
        self.begin();
    }

    /// Ends it.
    pub fn stop(self) {
        self.let_go();
        self.state.set(CameraState::Off);
    }

    fn begin(self) {
        self.let_go();
        let turn = self.turn();
        self.state.set(CameraState::Asking);
        spawn_local(async move {
            let wanted = self.hold.try_with_value(|hold| hold.wanted.clone()).flatten();
            let opened = open(wanted.as_deref()).await;
            let is_mine = self.turn() == turn;
            match opened {
                // Given up meanwhile.
                Ok(stream) if !is_mine => release(&stream),
                Ok(stream) => self.look(stream, turn).await,
                Err(error) if is_mine => self.state.set(CameraState::Trouble(error)),
                Err(_) => {}
            }
        });
    }

    /// Looks until somebody says otherwise.
    async fn look(self, stream: JsValue, turn: u32) {
        let Some(video) = self.hold.try_with_value(|hold| hold.video.clone()).flatten() else {
            return release(&stream);
        };
        let ended = track(&stream).and_then(|track| track.dyn_into::<web_sys::EventTarget>().ok());
        let ended = ended.map(|track| EventListener::new(&track, "ended", move |_| self.die()));
        // A property of every video.
        let _ = Reflect::set(&video, &"srcObject".into(), &stream);
        self.hold.update_value(|hold| {
            hold.stream = Some(stream);
            hold.ended = ended;
        });
        play(&video).await;
        let devices = devices().await;
        if self.turn() != turn {
            return;
        }
        self.devices.set(devices);
        self.state.set(CameraState::On);
        let reader = Reader::new(self.hold.try_with_value(|hold| hold.pause == QUICK_LOOK_MS).unwrap_or(false));
        let (mut looks, mut shown, mut moved) = (0, -1.0, clock::ticks());
        while self.turn() == turn {
            let time = number(&video, "currentTime");
            #[expect(clippy::float_cmp, reason = "a picture that moves shows another time")]
            if time != shown {
                (shown, moved) = (time, clock::ticks());
                let found = reader.read(&video, looks).await;
                if !found.is_empty() && self.turn() == turn {
                    self.hold.with_value(|hold| (hold.found)(found));
                }
            } else if clock::ticks() - moved > STILL_MS {
                return self.die();
            }
            looks += 1;
            TimeoutFuture::new(self.hold.try_with_value(|hold| hold.pause).unwrap_or(LOOK_MS)).await;
        }
    }

    fn die(self) {
        self.let_go();
        self.state.set(CameraState::Trouble(CameraError::Died));
    }

    fn mind_the_page(self) {
        match (self.state.get_untracked(), document().hidden()) {
            (CameraState::On, true) => {
                self.let_go();
                self.state.set(CameraState::Hidden);
            }
            (CameraState::Hidden, false) => self.begin(),
            _ => {}
        }
    }

    /// Which start or stop was the last; those are over whose number is another.
    fn turn(self) -> u32 {
        self.hold.try_with_value(|hold| hold.turn).unwrap_or(u32::MAX)
    }

    fn let_go(self) {
        // The components may be gone by now.
        let _ = self.hold.try_update_value(|hold| {
            hold.turn += 1;
            hold.ended = None;
            if let Some(stream) = hold.stream.take() {
                release(&stream);
            }
            if let Some(video) = &hold.video {
                let _ = Reflect::set(video, &"srcObject".into(), &JsValue::NULL);
            }
        });
    }
}

/// What a promise comes to, if it is one and is kept.
async fn wait(promise: JsValue) -> Option<JsValue> {
    JsFuture::from(promise.dyn_into::<Promise>().ok()?).await.ok()
}

fn number(of: &JsValue, name: &str) -> f64 {
    get(of, name).and_then(|number| number.as_f64()).unwrap_or(0.0)
}

fn object(name: &str, value: &JsValue) -> JsValue {
    let object = Object::new();
    // A new object takes every property.
    let _ = Reflect::set(&object, &name.into(), value);
    object.into()
}
