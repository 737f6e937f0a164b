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

/// The frames that have come before this page was opened.
///
/// # Errors
/// Why they cannot be read, in words.
pub async fn frames(study: Study) -> Result<Vec<String>, String> {
    let mut frames = Vec::new();
    for key in keys(study).await? {
        let read = SnapshotWork { read: Some(&key), ..SnapshotWork::default() };
        let bytes = snapshots_after(study, read).await?.bytes.unwrap_or_default();
        // What is no text is no frame either, and its checksum would say so.
        frames.extend(String::from_utf8_lossy(&bytes).lines().map(str::to_owned));
    }
    Ok(frames)
}

/// Keeps frames. `number` counts what was kept of this transfer.
///
/// # Errors
/// Why not, in words; they are lost only when the page is closed.
pub async fn keep_frames(study: Study, number: usize, frames: Vec<String>) -> Result<(), String> {
    let key = format!("{FRAMES}{number:06}");
    let bytes = frames.join("\n").into_bytes();
    let new = SnapshotWork { new: Some((&key, &bytes)), ..SnapshotWork::default() };
    snapshots_after(study, new).await.map(drop)
}

/// Forgets all frames.
///
/// # Errors
/// Why not, in words.
pub async fn forget_frames(study: Study) -> Result<(), String> {
    let keys = keys(study).await?;
    let gone: Vec<&str> = keys.iter().map(String::as_str).collect();
    if gone.is_empty() {
        return Ok(());
    }
    snapshots_after(study, SnapshotWork { gone: &gone, ..SnapshotWork::default() }).await.map(drop)
}

async fn keys(study: Study) -> Result<Vec<String>, String> {
    let keys = snapshots_after(study, SnapshotWork::default()).await?.keys;
    Ok(keys.into_iter().filter(|key| key.starts_with(FRAMES)).collect())
}
