//! Packing and unpacking by the browser, where it can.

use js_sys::{Array, Function, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ReadableStream, ReadableStreamDefaultReader, Response};

/// Why something was not unpacked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Packed {
    /// This browser cannot.
    Unsupported,
    /// It is damaged.
    Damaged,
    /// It is larger than it may be.
    TooBig,
}

/// Unpacks, and stops as soon as there is more than `limit` bytes. `format`: `gzip` or `deflate-raw`.
pub(super) async fn unpack(bytes: &[u8], format: &str, limit: usize) -> Result<Vec<u8>, Packed> {
    let packed = Response::new_with_opt_js_u8_array(Some(&Uint8Array::from(bytes)));
    let stream = packed.and_then(|packed| through(&packed, "DecompressionStream", format));
    let reader: ReadableStreamDefaultReader = stream.map_err(|_| Packed::Unsupported)?.get_reader().unchecked_into();
    let damaged = |_: JsValue| Packed::Damaged;
    let mut out = Vec::new();
    loop {
        let step = JsFuture::from(reader.read()).await.map_err(damaged)?;
        let part = |name: &str| Reflect::get(&step, &JsValue::from_str(name)).map_err(damaged);
        if part("done")?.is_truthy() {
            return Ok(out);
        }
        out.extend(Uint8Array::new(&part("value")?).to_vec());
        if out.len() > limit {
            // It is given up, whatever the stream says to that.
            let _ = JsFuture::from(reader.cancel()).await;
            return Err(Packed::TooBig);
        }
    }
}

/// The bytes of texts one after the other, packed with gzip where the browser can, and whether it could.
pub(super) async fn pack(pieces: &Array) -> Result<(Vec<u8>, bool), JsValue> {
    let whole = Response::new_with_opt_blob(Some(&Blob::new_with_str_sequence(pieces)?))?;
    let packed = through(&whole, "CompressionStream", "gzip");
    let (body, is_packed) = match packed {
        Ok(stream) => (Response::new_with_opt_readable_stream(Some(&stream))?, true),
        Err(_) => (whole, false),
    };
    let buffer = JsFuture::from(body.array_buffer()?).await?;
    Ok((Uint8Array::new(&buffer).to_vec(), is_packed))
}

/// What comes out of a stream of the browser that is not among the bindings; an error where it has none.
fn through(body: &Response, class: &str, format: &str) -> Result<ReadableStream, JsValue> {
    let class: Function = Reflect::get(&js_sys::global(), &class.into())?.dyn_into()?;
    let stream = Reflect::construct(&class, &Array::of1(&format.into()))?;
    // It has the two ends that a pair has.
    Ok(body.body().ok_or(JsValue::NULL)?.pipe_through(stream.unchecked_ref()))
}
