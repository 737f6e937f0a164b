//! What browsers have of cameras: which there are, and the stream of one.

use super::super::page::{get, invoke};
use super::reader::WIDEST;
use super::{CameraError, object, wait};
use js_sys::{Array, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Element;

/// Asks for a camera: a certain one, or whichever looks away from its user.
pub(super) async fn open(device: Option<&str>) -> Result<JsValue, CameraError> {
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

/// All cameras with their names.
pub(super) async fn devices() -> Vec<(String, String)> {
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
pub(super) fn track(stream: &JsValue) -> Option<JsValue> {
    let tracks = invoke(stream, "getVideoTracks", &Array::new())?;
    Some(Array::from(&tracks).get(0)).filter(JsValue::is_object)
}

pub(super) fn device_of(stream: &JsValue) -> Option<String> {
    let settings = invoke(&track(stream)?, "getSettings", &Array::new())?;
    get(&settings, "deviceId")?.as_string()
}

pub(super) fn release(stream: &JsValue) {
    if let Some(track) = track(stream) {
        invoke(&track, "stop", &Array::new());
    }
}

pub(super) async fn play(video: &Element) {
    if let Some(begun) = invoke(video, "play", &Array::new()) {
        // One that does not play does not move, which is seen below.
        let _ = wait(begun).await;
    }
}
