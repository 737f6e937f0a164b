//! Moving to another phone without a network: everything on this one as the bytes of a transfer, and what has come of a
//! transfer to the other one, kept so that nothing has to be shown twice.

use super::backup::{on_disk, snapshots_after};
use super::{Study, page, words};
use crate::core::backup::dense;
use crate::core::backup::write::write;
use crate::core::review::Moment;
use crate::state::pack;
use crate::storage::{SnapshotWork, StorageError, schema};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsValue;

/// Frames lie among the snapshots, under keys that begin like this, so many in one record as came at a time.
const FRAMES: &str = "moving/";
/// A transfer says no moment, so that the same contents are the same transfer: whoever comes back to it goes on.
const NO_MOMENT: Moment = Moment { utc_ms: 0, zone_min: 0 };

/// Everything on this device, as small as it gets.
///
/// # Errors
/// Why not, in words.
pub async fn outgoing(study: Study) -> Result<Vec<u8>, String> {
    let contents = on_disk(study).await?;
    let mut text = String::new();
    write(&contents, schema::VERSION, &page::build(), NO_MOMENT, &mut |piece| text += piece);
    let whole: JsValue = match dense::write(&text) {
        Some(dense) => Uint8Array::from(&*dense).into(),
        None => text.into(),
    };
    let packed = pack::pack(&Array::of1(&whole)).await;
    packed.map(|(bytes, _)| bytes).map_err(|_| words::untouched(&StorageError::Quota))
}

/// What is to be done with the frames that have come.
#[derive(Clone, Debug)]
pub enum Frames {
    /// They are read.
    Read,
    /// These are kept, too. The number counts what was kept of this transfer.
    Keep(usize, Vec<String>),
    /// All are forgotten.
    Forget,
}

/// Does it, and returns what was read. One function, because each would bring the whole way to the disk again.
///
/// # Errors
/// Why not, in words. What could not be kept is lost only when the page is closed.
pub async fn frames(study: Study, what: Frames) -> Result<Vec<String>, String> {
    let new = match &what {
        Frames::Keep(number, frames) => Some((format!("{FRAMES}{number:06}"), frames.join("\n").into_bytes())),
        _ => None,
    };
    let (mut keys, mut frames) = (None::<Vec<String>>, Vec::new());
    let mut at = 0;
    loop {
        let known = keys.as_deref().unwrap_or_default();
        let gone: Vec<&str> = match what {
            Frames::Forget => known.iter().map(String::as_str).collect(),
            _ => Vec::new(),
        };
        let read = known.get(at).filter(|_| gone.is_empty()).map(String::as_str);
        let new = new.as_ref().map(|(key, bytes)| (&**key, &**bytes));
        let found = snapshots_after(study, SnapshotWork { gone: &gone, new, read }).await?;
        if let Some(bytes) = found.bytes {
            // What is no text is no frame either, and its checksum would say so.
            frames.extend(String::from_utf8_lossy(&bytes).lines().map(str::to_owned));
        }
        match &keys {
            None => keys = Some(found.keys.into_iter().filter(|key| key.starts_with(FRAMES)).collect()),
            Some(_) => at += 1,
        }
        let left = keys.as_ref().map_or(0, Vec::len) > at;
        if !left || matches!(what, Frames::Keep(..)) || (at > 0 && matches!(what, Frames::Forget)) {
            return Ok(frames);
        }
    }
}
