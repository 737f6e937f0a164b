//! The camera, and QR codes in what it sees. Only asked for when somebody wants to scan, and let go of as soon as nobody
//! looks.

use super::clock;
use super::page::{get, invoke};
use crate::core::qr;
use crate::state::signal::{RwSignal, StoredValue};
use gloo::events::EventListener;
use gloo::timers::future::TimeoutFuture;
use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Element, File};

/// Milliseconds between two looks; fewer where one code follows another.
const LOOK_MS: u32 = 150;
const QUICK_LOOK_MS: u32 = 20;
/// Milliseconds after which a picture that does not move has stopped.
const STILL_MS: f64 = 5000.0;
/// Pictures are made smaller than this before they are read.
const WIDEST: f64 = 1280.0;
/// The same for the middle of a picture in which codes change quickly.
const QUICK_SIDE: f64 = 640.0;
/// The browser's own reader may see nothing for want of a service; ours looks every so many times.
const SECOND_LOOK: u32 = 4;

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

/// Asks for a camera: a certain one, or whichever looks away from its user.
async fn open(device: Option<&str>) -> Result<JsValue, CameraError> {
    let media = media().ok_or(CameraError::Unsupported)?;
    let video = Object::new();
    let ideal = |value: JsValue| object("ideal", &value);
    let set = |name: &str, value: &JsValue| {
        // A new object takes every property.
        let _ = Reflect::set(&video, &name.into(), value);
    };
    match device {
        Some(id) => set("deviceId", &object("exact", &id.into())),
        None => set("facingMode", &"environment".into()),
    }
    set("width", &ideal(WIDEST.into()));
    set("height", &ideal(720.into()));
    let asked = invoke(&media, "getUserMedia", &Array::of1(&object("video", &video)));
    let asked = asked.and_then(|asked| asked.dyn_into::<Promise>().ok()).ok_or(CameraError::Unsupported)?;
    JsFuture::from(asked).await.map_err(|error| {
        let name = get(&error, "name").and_then(|name| name.as_string()).unwrap_or_default();
        match name.as_str() {
            "NotAllowedError" | "SecurityError" => CameraError::Denied,
            "NotFoundError" | "OverconstrainedError" => CameraError::Absent,
            _ => CameraError::Busy,
        }
    })
}

/// `navigator.mediaDevices`, which only pages have that came safely.
fn media() -> Option<JsValue> {
    get(&web_sys::window()?.navigator(), "mediaDevices").filter(JsValue::is_object)
}

fn object(name: &str, value: &JsValue) -> JsValue {
    let object = Object::new();
    // A new object takes every property.
    let _ = Reflect::set(&object, &name.into(), value);
    object.into()
}

/// All cameras with their names.
async fn devices() -> Vec<(String, String)> {
    let Some(all) = media().and_then(|media| invoke(&media, "enumerateDevices", &Array::new())) else {
        return Vec::new();
    };
    let all = wait(all).await.map(|all| Array::from(&all)).unwrap_or_default();
    let text = |of: &JsValue, name: &str| get(of, name).and_then(|text| text.as_string()).unwrap_or_default();
    let cameras = all.iter().filter(|device| text(device, "kind") == "videoinput");
    let named = |(place, device): (usize, JsValue)| {
        let name = text(&device, "label");
        let name = if name.is_empty() { format!("摄像头 {}", place + 1) } else { name };
        (text(&device, "deviceId"), name)
    };
    cameras.enumerate().map(named).collect()
}

/// The camera of a stream.
fn track(stream: &JsValue) -> Option<JsValue> {
    let tracks = invoke(stream, "getVideoTracks", &Array::new())?;
    Some(Array::from(&tracks).get(0)).filter(JsValue::is_object)
}

fn device_of(stream: &JsValue) -> Option<String> {
    let settings = invoke(&track(stream)?, "getSettings", &Array::new())?;
    get(&settings, "deviceId")?.as_string()
}

fn release(stream: &JsValue) {
    if let Some(track) = track(stream) {
        invoke(&track, "stop", &Array::new());
    }
}

async fn play(video: &Element) {
    if let Some(begun) = invoke(video, "play", &Array::new()) {
        // One that does not play does not move, which is seen below.
        let _ = wait(begun).await;
    }
}

/// What a promise comes to, if it is one and is kept.
async fn wait(promise: JsValue) -> Option<JsValue> {
    JsFuture::from(promise.dyn_into::<Promise>().ok()?).await.ok()
}

fn number(of: &JsValue, name: &str) -> f64 {
    get(of, name).and_then(|number| number.as_f64()).unwrap_or(0.0)
}

/// Reads the codes in a picture: the browser's reader where it has one, and ours.
struct Reader {
    /// A `BarcodeDetector` for QR codes.
    own: Option<JsValue>,
    canvas: Option<Element>,
    /// Whether there is one code in the middle that soon gives way to the next.
    quick: bool,
}

impl Reader {
    fn new(quick: bool) -> Self {
        Self { own: detector(), canvas: document().create_element("canvas").ok(), quick }
    }

    /// The texts of all codes in a picture or the picture of a video; the `looks`th try.
    async fn read(&self, picture: &JsValue, looks: u32) -> Vec<String> {
        let own = self.own.as_ref().and_then(|own| invoke(own, "detect", &Array::of1(picture)));
        if let Some(found) = own {
            let found = wait(found).await.map(|found| Array::from(&found));
            let texts: Option<Vec<String>> = found.map(|found| {
                found
                    .iter()
                    .filter_map(|code| get(&code, "rawValue")?.as_string())
                    .filter(|text| !text.is_empty())
                    .collect()
            });
            match texts {
                Some(texts) if !texts.is_empty() || !looks.is_multiple_of(SECOND_LOOK) => return texts,
                _ => {}
            }
        }
        let Some((width, height, grey)) = self.grey(picture) else { return Vec::new() };
        if self.quick {
            return qr::read_one(width, height, &grey).into_iter().collect();
        }
        qr::read(width, height, &grey)
    }

    /// The picture in grey, made smaller if need be, or its middle; `None` while there is none.
    fn grey(&self, picture: &JsValue) -> Option<(usize, usize, Vec<u8>)> {
        let side = |video: &str, image: &str| number(picture, video).max(number(picture, image));
        let (width, height) = (side("videoWidth", "width"), side("videoHeight", "height"));
        if width < 1.0 || height < 1.0 {
            return None;
        }
        let middle = width.min(height);
        let (left, top, wide, high) = match self.quick {
            true => ((width - middle) / 2.0, (height - middle) / 2.0, middle, middle),
            false => (0.0, 0.0, width, height),
        };
        let scale = (if self.quick { QUICK_SIDE } else { WIDEST } / wide.max(high)).min(1.0);
        let (width, height) = ((wide * scale).floor().max(1.0), (high * scale).floor().max(1.0));
        let canvas = self.canvas.as_ref()?;
        for (name, value) in [("width", width), ("height", height)] {
            // Properties of every canvas; setting them clears it.
            let _ = Reflect::set(canvas, &name.into(), &value.into());
        }
        let often = object("willReadFrequently", &true.into());
        let brush = invoke(canvas, "getContext", &Array::of2(&"2d".into(), &often)).filter(JsValue::is_object)?;
        let [zero, width, height] = [0.0, width, height].map(JsValue::from_f64);
        let from = [left, top, wide, high].map(JsValue::from_f64);
        let all = [picture.clone()].into_iter().chain(from).chain([&zero, &zero, &width, &height].map(JsValue::clone));
        invoke(&brush, "drawImage", &all.collect())?;
        let drawn = invoke(&brush, "getImageData", &Array::of4(&zero, &zero, &width, &height))?;
        let colours = Uint8Array::new(&get(&get(&drawn, "data")?, "buffer")?).to_vec();
        let grey = |colour: &[u8]| {
            let [red, green, blue] = [0, 1, 2].map(|part| u32::from(colour[part]));
            ((red * 77 + green * 151 + blue * 28) >> 8) as u8
        };
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole numbers up to the limit")]
        let (width, height) = (width.as_f64()? as usize, height.as_f64()? as usize);
        Some((width, height, colours.chunks_exact(4).map(grey).collect()))
    }
}

fn detector() -> Option<JsValue> {
    let class: Function = get(web_sys::window()?.as_ref(), "BarcodeDetector")?.dyn_into().ok()?;
    let kinds = object("formats", &Array::of1(&"qr_code".into()));
    // Where the browser has no reader for these codes, this throws or it finds nothing.
    Reflect::construct(&class, &Array::of1(&kinds)).ok()
}

/// The texts of all codes in a picture file; `None` when it is no picture that the browser can read.
pub async fn read_picture(file: &File) -> Option<Vec<String>> {
    let picture = invoke(web_sys::window()?.as_ref(), "createImageBitmap", &Array::of1(file))?;
    let picture = wait(picture).await?;
    Some(Reader::new(false).read(&picture, 0).await)
}
