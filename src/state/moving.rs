//! Moving to another phone without a network: everything on this one as the bytes of a transfer, and what has come of a
//! transfer to the other one, kept so that nothing has to be shown twice.

use super::backup::{on_disk, snapshots_after};
use super::{Study, page, words};
use crate::core::backup::dense;
use crate::core::backup::write::write;
use crate::core::review::Moment;
use crate::state::pack;
use crate::storage::{SnapshotWork, Snapshots, StorageError, schema};
use js_sys::{Array, Uint8Array};
use std::pin::Pin;
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

/// Keeps frames that have come. The number counts what was kept of this transfer before.
///
/// # Errors
/// Why not, in words. What could not be kept is lost only when the page is closed.
pub async fn keep_frames(study: Study, number: usize, frames: Vec<String>) -> Result<(), String> {
    let (key, bytes) = (format!("{FRAMES}{number:06}"), frames.join("\n").into_bytes());
    on_frames(study, Work::Keep(key, bytes)).await.map(drop)
}

/// Forgets all frames that have come.
///
/// # Errors
/// Why not, in words.
pub async fn forget_frames(study: Study) -> Result<(), String> {
    let keys = on_frames(study, Work::List).await?.keys;
    on_frames(study, Work::Forget(keys)).await.map(drop)
}

/// The frames that were kept of a transfer.
///
/// # Errors
/// Why they cannot be read, in words.
pub async fn kept_frames(study: Study) -> Result<Vec<String>, String> {
    let mut frames = Vec::new();
    for key in on_frames(study, Work::List).await?.keys {
        let bytes = on_frames(study, Work::Read(key)).await?.bytes.unwrap_or_default();
        // What is no text is no frame either, and its checksum would say so.
        frames.extend(String::from_utf8_lossy(&bytes).lines().map(str::to_owned));
    }
    Ok(frames)
}

/// One thing that is done to the records of frames.
enum Work {
    List,
    Keep(String, Vec<u8>),
    Read(String),
    Forget(Vec<String>),
}

/// Does it, and returns their keys afterwards. Boxed, so that the way to the disk is in the program once.
fn on_frames(study: Study, work: Work) -> Pin<Box<dyn Future<Output = Result<Snapshots, String>>>> {
    Box::pin(async move {
        let gone: Vec<&str> = match &work {
            Work::Forget(keys) => keys.iter().map(String::as_str).collect(),
            _ => Vec::new(),
        };
        let (new, read) = match &work {
            Work::Keep(key, bytes) => (Some((&**key, &**bytes)), None),
            Work::Read(key) => (None, Some(&**key)),
            Work::List | Work::Forget(_) => (None, None),
        };
        let mut found = snapshots_after(study, SnapshotWork { gone: &gone, new, read }).await?;
        found.keys.retain(|key| key.starts_with(FRAMES));
        Ok(found)
    })
}
