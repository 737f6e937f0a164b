//! Codes in pictures.

use super::super::page::{get, invoke};
use super::{number, object, wait};
use crate::core::qr;
use js_sys::{Array, Function, Reflect, Uint8Array};
use leptos::prelude::document;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, File};

/// Pictures are made smaller than this before they are read.
pub(super) const WIDEST: f64 = 1280.0;
/// The same for the middle of a picture in which codes change quickly.
const QUICK_SIDE: f64 = 640.0;
/// The browser's own reader may see nothing for want of a service; ours looks every so many times.
const SECOND_LOOK: u32 = 4;

/// Reads the codes in a picture: the browser's reader where it has one, and ours.
pub(super) struct Reader {
    /// A `BarcodeDetector` for QR codes.
    own: Option<JsValue>,
    canvas: Option<Element>,
    /// Whether there is one code in the middle that soon gives way to the next.
    quick: bool,
}

impl Reader {
    pub(super) fn new(quick: bool) -> Self {
        Self { own: detector(), canvas: document().create_element("canvas").ok(), quick }
    }

    /// The texts of all codes in a picture or the picture of a video; the `looks`th try.
    pub(super) async fn read(&self, picture: &JsValue, looks: u32) -> Vec<String> {
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
