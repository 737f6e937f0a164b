//! The text of a .docx: unpacked and parsed by the browser.

use super::own_text::{TextError, decode_strictly};
use crate::core::reading::decode::Encoding;
use crate::core::reading::docx::{DocxError, Packed, XML_LIMIT, document_xml};
use js_sys::{Array, Function, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DomParser, Element, ReadableStreamDefaultReader, Response, SupportedType};

/// What of a document is text: paragraphs, runs of text, and what separates within them. Tabs stand in runs; elsewhere
/// the same name sets their places.
const TEXT: &str = "p, t, r > tab, br, cr";

/// Text that is not to be read: what was moved elsewhere, and the second version of what old programs cannot show.
const NOT_TEXT: &str = "moveFrom, Fallback";

/// The paragraphs of a document, one on each line.
pub(super) async fn text(bytes: &[u8]) -> Result<String, TextError> {
    let packed = document_xml(bytes)?;
    let xml = if packed.deflated { inflate(packed).await? } else { packed.bytes.to_vec() };
    let encoding = Encoding::candidates(&xml)[0];
    let xml = decode_strictly(encoding, &xml).ok_or(TextError::Docx(DocxError::Damaged))?;
    text_of(&xml).ok_or(TextError::Docx(DocxError::Damaged))
}

/// Unpacks, and stops as soon as there is more than the archive announced.
async fn inflate(packed: Packed<'_>) -> Result<Vec<u8>, TextError> {
    let (mut out, limit) = (Vec::with_capacity(packed.size), packed.size.min(XML_LIMIT));
    let reader = inflating(packed.bytes).map_err(|_| TextError::CannotUnpack)?;
    let damaged = |_: JsValue| TextError::Docx(DocxError::Damaged);
    loop {
        let step = JsFuture::from(reader.read()).await.map_err(damaged)?;
        let part = |name: &str| Reflect::get(&step, &JsValue::from_str(name)).map_err(damaged);
        if part("done")?.is_truthy() {
            break;
        }
        out.extend(Uint8Array::new(&part("value")?).to_vec());
        if out.len() > limit {
            // It is given up, whatever the stream says to that.
            let _ = JsFuture::from(reader.cancel()).await;
            return Err(TextError::Docx(DocxError::Damaged));
        }
    }
    if out.len() == packed.size { Ok(out) } else { Err(TextError::Docx(DocxError::Damaged)) }
}

/// A stream of unpacked bytes; an error where the browser has none.
fn inflating(bytes: &[u8]) -> Result<ReadableStreamDefaultReader, JsValue> {
    // Not among the bindings yet.
    let class: Function = Reflect::get(&js_sys::global(), &"DecompressionStream".into())?.dyn_into()?;
    let inflate = Reflect::construct(&class, &Array::of1(&"deflate-raw".into()))?;
    let packed = Response::new_with_opt_js_u8_array(Some(&Uint8Array::from(bytes)))?;
    let packed = packed.body().ok_or(JsValue::NULL)?;
    // It has the two ends that a pair has.
    let unpacked = packed.pipe_through(inflate.unchecked_ref());
    Ok(unpacked.get_reader().unchecked_into())
}

/// `None` when it is not XML.
fn text_of(xml: &str) -> Option<String> {
    let parsed = DomParser::new().and_then(|parser| parser.parse_from_string(xml, SupportedType::ApplicationXml));
    let Ok(document) = parsed else { return None };
    if document.get_elements_by_tag_name("parsererror").length() > 0 {
        return None;
    }
    let Ok(nodes) = document.query_selector_all(TEXT) else { return None };
    let mut out = String::new();
    for place in 0..nodes.length() {
        let Some(element) = nodes.item(place).and_then(|node| node.dyn_into::<Element>().ok()) else { continue };
        match element.local_name().as_str() {
            "t" if matches!(element.closest(NOT_TEXT), Ok(None)) => {
                out.push_str(&element.text_content().unwrap_or_default());
            }
            "t" => {}
            "tab" => out.push('\t'),
            _ => out.push('\n'),
        }
    }
    Some(out)
}
