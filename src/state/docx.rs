//! The text of a .docx: unpacked and parsed by the browser.

use super::own_text::{TextError, decode_strictly};
use super::pack::{self, unpack};
use crate::core::reading::decode::Encoding;
use crate::core::reading::docx::{DocxError, Packed, XML_LIMIT, document_xml};
use wasm_bindgen::JsCast;
use web_sys::{DomParser, Element, SupportedType};

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
    let out = unpack(packed.bytes, "deflate-raw", packed.size.min(XML_LIMIT)).await.map_err(|error| match error {
        pack::Packed::Unsupported => TextError::CannotUnpack,
        pack::Packed::Damaged | pack::Packed::TooBig => TextError::Docx(DocxError::Damaged),
    })?;
    if out.len() == packed.size { Ok(out) } else { Err(TextError::Docx(DocxError::Damaged)) }
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
