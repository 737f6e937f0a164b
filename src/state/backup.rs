//! Backup and restore: from the disk to a file or a snapshot, and back.

use super::pack::{self, Packed};
use super::study::Damage;
use super::{Keep, Saver, Study, clock, page, words};
use crate::core::backup::dense;
use crate::core::backup::due::LastFile;
use crate::core::backup::health::{self, Health};
use crate::core::backup::snapshot::{Label, Reason, surplus};
use crate::core::backup::write::write;
use crate::core::backup::{
    Backup, BackupError, Contents, FILE_LIMIT, Loss, Preview, Record, TEXT_LIMIT, Value, loss, merge, read,
};
use crate::core::kept;
use crate::storage::{Restore, SnapshotWork, Snapshots, StorageError, Store, Write, schema};
use js_sys::{Array, Uint8Array};
use std::rc::Rc;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

pub use crate::storage::Way;

/// How a packed file begins.
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// What became of a file to be saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saved {
    /// The browser took it.
    File {
        /// Its name.
        name: String,
        /// Answers in it.
        answers: usize,
    },
    /// The browser cannot save files: the text is to be shown for copying, which `boot.js` does.
    NotHere,
}

/// A backup that may be restored, with what that would change. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Offer {
    backup: Rc<Backup>,
    /// The record of the device that it was made now, if it is a file.
    of_device: Option<Record>,
    /// What merging it changes.
    pub preview: Preview,
    /// What is lost when it takes the place of everything.
    pub loss: Loss,
    /// Answers in it.
    pub answers: usize,
}

impl Offer {
    /// Records in it.
    #[must_use]
    pub fn records(&self) -> usize {
        self.backup.contents.len()
    }

    /// When it was made, as far as it says so. What comes from the other phone was made just now.
    #[must_use]
    pub fn made(&self) -> Option<String> {
        self.backup.made.filter(|made| made.utc_ms > 0).map(|made| made.written())
    }
}

/// Everything on the disk, when nothing waits for it any more.
pub(super) async fn on_disk(study: Study) -> Result<Contents, String> {
    let saver = study.saver();
    saver.settled().await?;
    Ok(contents(&saver).await?.1)
}

async fn contents(saver: &Saver) -> Result<(Store, Contents), String> {
    let Some(store) = saver.store() else { return Err(words::no_store()) };
    let contents = store.contents().await.map_err(|error| words::untouched(&error))?;
    Ok((store, contents))
}

/// The bytes of a file, and whether they are packed.
async fn file_of(contents: &Contents, version: u32) -> Result<(Vec<u8>, bool), StorageError> {
    let pieces = Array::new();
    write(contents, version, &page::build(), clock::now(), &mut |piece| {
        pieces.push(&piece.into());
    });
    pack::pack(&pieces).await.map_err(|_| StorageError::Quota)
}

/// What lies on the disk together with everything that waits for it: where nothing can be written any more, a file is the
/// way out.
async fn with_waiting(saver: &Saver) -> Result<Contents, String> {
    let is_settled = saver.settled().await.is_ok();
    let (_, contents) = contents(saver).await?;
    let waiting = if is_settled { Vec::new() } else { saver.waiting() };
    waiting
        .iter()
        .try_fold(contents, written)
        .map_err(|error| words::untouched(&StorageError::Other(error.to_string())))
}

/// What would lie on the disk after a write.
fn written(contents: Contents, write: &Write) -> serde_json::Result<Contents> {
    let mut changes = Contents::default();
    for review in &write.reviews {
        changes.log.push(Record::text(review.id.as_str(), serde_json::to_string(review)?));
    }
    for undo in &write.undos {
        changes.log.push(Record::text(undo.id().as_str(), serde_json::to_string(undo)?));
    }
    for session in &write.sessions {
        changes.sessions.push(Record::text(session.id.as_str(), serde_json::to_string(session)?));
    }
    let mut contents = contents.with(changes);
    for review in &write.beside {
        contents.keep_aside(&["review-", review.id.as_str()].concat(), Value::Text(serde_json::to_string(review)?));
    }
    if let Some(settings) = &write.settings {
        contents.put_single(schema::SETTINGS, Some(serde_json::to_string(settings)?), false);
    }
    for change in &write.kept {
        let there = contents.single(&change.key);
        let together = match (&change.meanwhile, there, &change.value) {
            (Some(meanwhile), Some(theirs), Some(ours))
                if meanwhile.base.as_deref() != Some(theirs) && theirs != ours =>
            {
                Some((meanwhile.merge)(meanwhile.base.as_deref(), theirs, ours))
            }
            _ => None,
        };
        // What cannot be made one with it is kept beside it.
        let aside = change.over_unreadable || matches!(together, Some(None));
        contents.put_single(&change.key, together.flatten().or_else(|| change.value.clone()), aside);
    }
    Ok(contents)
}

/// Offers everything as a file.
///
/// # Errors
/// Why not, in words.
pub async fn save_file(study: Study, keep: Keep) -> Result<Saved, String> {
    let contents = with_waiting(&study.saver()).await?;
    let (bytes, is_packed) = file_of(&contents, schema::VERSION).await.map_err(|error| words::untouched(&error))?;
    let at = clock::now();
    let stamp: String = at.written().chars().filter(|c| !matches!(c, '-' | ':')).collect();
    let name = ["作表率-备份-", &stamp.replace(' ', "-"), if is_packed { ".json.gz" } else { ".json" }].concat();
    let kind = if is_packed { "application/gzip" } else { "application/json" };
    if !page::download(&bytes, &name, kind) {
        return Ok(Saved::NotHere);
    }
    keep.put(LastFile::PLACE, &LastFile { at });
    Ok(Saved::File { name, answers: contents.answers() })
}

/// Where a backup comes from.
#[derive(Clone, Debug)]
pub enum Source {
    /// A file.
    File(File),
    /// The text of one, pasted.
    Text(String),
    /// A snapshot.
    Snapshot(Label),
    /// What came from the other phone.
    Moved(Vec<u8>),
}

/// Reads a backup and says what restoring it would change.
///
/// # Errors
/// Why it cannot be restored, in words. Nothing has changed.
pub async fn offer(study: Study, source: Source) -> Result<Offer, String> {
    let is_file = matches!(source, Source::File(_) | Source::Text(_));
    let bytes = match source {
        Source::Moved(bytes) => Ok(bytes),
        Source::File(file) => bytes_of(&file).await,
        Source::Text(text) => Ok(text.into_bytes()),
        Source::Snapshot(label) => {
            let key = label.to_string();
            let found = snapshots_after(study, SnapshotWork { read: Some(&key), ..SnapshotWork::default() }).await?;
            found.bytes.ok_or(BackupError::Unreadable)
        }
    };
    let bytes = bytes.map_err(words::backup)?;
    let text = text_of(bytes).await.map_err(words::backup)?;
    let backup = read(&text, schema::VERSION).map_err(words::backup)?;
    drop(text);
    let ours = on_disk(study).await?;
    let preview = merge(&ours, backup.contents.clone()).map_err(words::backup)?.1;
    let (loss, answers) = (loss(&ours, &backup.contents), backup.contents.answers());
    let of_device = match backup.made.filter(|_| is_file) {
        Some(at) => Some(Record::text(kept::key::<LastFile>(LastFile::PLACE), json(&LastFile { at })?)),
        None => None,
    };
    Ok(Offer { backup: Rc::new(backup), of_device, preview, loss, answers })
}

async fn bytes_of(file: &File) -> Result<Vec<u8>, BackupError> {
    #[expect(clippy::cast_precision_loss, reason = "the limit is far below 2^53")]
    if file.size() > FILE_LIMIT as f64 {
        return Err(BackupError::TooBig);
    }
    let buffer = JsFuture::from(file.array_buffer()).await.map_err(|_| BackupError::Unreadable)?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// The text of a file, packed or not.
async fn text_of(bytes: Vec<u8>) -> Result<String, BackupError> {
    let (bytes, or) = match bytes.starts_with(&GZIP) {
        false => (bytes, BackupError::Foreign),
        true => match pack::unpack(&bytes, "gzip", TEXT_LIMIT).await {
            Ok(bytes) => (bytes, BackupError::Damaged),
            Err(Packed::Unsupported) => return Err(BackupError::CannotUnpack),
            Err(Packed::Damaged) => return Err(BackupError::Damaged),
            Err(Packed::TooBig) => return Err(BackupError::TooBig),
        },
    };
    match bytes.starts_with(dense::MAGIC) {
        true => dense::read(&bytes, TEXT_LIMIT).ok_or(BackupError::Damaged),
        false => String::from_utf8(bytes).map_err(|_| or),
    }
}

fn json(last: &LastFile) -> Result<String, String> {
    serde_json::to_string(last).map_err(|error| words::untouched(&StorageError::Other(error.to_string())))
}

/// Hears how many records are written.
type Progress = Box<dyn Fn(usize)>;

/// Restores, after a snapshot of what is there, and loads the page again.
///
/// # Errors
/// Why not, in words. Nothing has changed then.
pub fn restore(study: Study, offer: Offer, way: Way, progress: Progress) -> impl Future<Output = Result<(), String>> {
    replace(
        study,
        Reason::Restore,
        Goal { theirs: offer.backup.contents.clone(), way, of_device: offer.of_device, progress },
    )
}

/// Brings back what was there before a reset, beside what has come since.
///
/// # Errors
/// As [`restore`].
pub async fn undo_reset(study: Study, label: Label, progress: Progress) -> Result<(), String> {
    let offer = offer(study, Source::Snapshot(label)).await?;
    restore(study, offer, Way::Merge, progress).await
}

/// Deletes everything, after a snapshot of it, and loads the page again.
///
/// # Errors
/// As [`restore`].
pub fn reset(study: Study) -> impl Future<Output = Result<(), String>> {
    replace(study, Reason::Reset, Goal::with_nothing(Way::Replace))
}

/// Has the next start read the whole log, and loads the page again. No record is touched.
///
/// # Errors
/// As [`restore`].
pub fn repair(study: Study) -> impl Future<Output = Result<(), String>> {
    replace(study, Reason::Restore, Goal::with_nothing(Way::Merge))
}

/// What is to become of the disk.
struct Goal {
    theirs: Contents,
    way: Way,
    of_device: Option<Record>,
    progress: Progress,
}

impl Goal {
    fn with_nothing(way: Way) -> Self {
        Self { theirs: Contents::default(), way, of_device: None, progress: Box::new(|_| ()) }
    }
}

async fn replace(study: Study, reason: Reason, goal: Goal) -> Result<(), String> {
    let saver = study.saver();
    saver.settled().await?;
    saver.hold();
    let done = replace_now(study, reason, goal).await;
    saver.go_on();
    done?;
    // Whatever was done meanwhile is written first.
    saver.settled().await?;
    page::leave_word();
    page::reload();
    Ok(())
}

async fn replace_now(study: Study, reason: Reason, goal: Goal) -> Result<(), String> {
    let (store, ours) = contents(&study.saver()).await?;
    let Goal { theirs, way, of_device, progress } = goal;
    // The last file of this device stays the last one, unless it has nothing else.
    let of_device = of_device.filter(|_| way == Way::Replace || ours.log.is_empty());
    if !ours.is_empty() {
        let kept = snapshot(&store, &ours, schema::VERSION, reason).await;
        kept.map_err(|error| words::untouched(&error))?;
    }
    let restore = Restore { theirs, way, known: u32::try_from(ours.log.len()).unwrap_or(u32::MAX), of_device };
    drop(ours);
    store.restore(restore, &*progress).await.map(drop).map_err(|error| words::untouched(&error))
}

/// Stores a snapshot of what lies there in a version, and lets old ones go.
pub(super) async fn snapshot(
    store: &Store,
    contents: &Contents,
    version: u32,
    reason: Reason,
) -> Result<(), StorageError> {
    let label = Label { at: clock::now(), reason, answers: contents.answers() }.to_string();
    let (bytes, _) = file_of(contents, version).await?;
    let keys = store.snapshots(SnapshotWork { new: Some((&label, &bytes)), ..SnapshotWork::default() }).await?.keys;
    // The new one is safe; should the old ones stay, the next one lets them go.
    let gone: Vec<&str> = surplus(&keys, clock::now()).into_iter().map(String::as_str).collect();
    store.snapshots(SnapshotWork { gone: &gone, ..SnapshotWork::default() }).await.map(drop)
}

pub(super) async fn snapshots_after(study: Study, work: SnapshotWork<'_>) -> Result<Snapshots, String> {
    let Some(store) = study.saver().store() else { return Ok(Snapshots::default()) };
    store.snapshots(work).await.map_err(|error| words::untouched(&error))
}

/// The snapshots on this device, the newest first, after one was deleted if one is given.
///
/// # Errors
/// Why they cannot be listed, in words.
pub async fn snapshots(study: Study, without: Option<Label>) -> Result<Vec<Label>, String> {
    let gone = without.map(|label| label.to_string());
    let gone: Vec<&str> = gone.iter().map(String::as_str).collect();
    let keys = snapshots_after(study, SnapshotWork { gone: &gone, ..SnapshotWork::default() }).await?.keys;
    Ok(keys.iter().rev().filter_map(|key| Label::parse(key)).collect())
}

/// Whether a snapshot is the way back behind a reset: still in time, and with more than there is now.
#[must_use]
pub fn undoes_reset(study: Study, label: &Label) -> bool {
    let records = study.ledger().with_untracked(|ledger| ledger.records());
    label.undoes_reset(clock::now()) && usize::try_from(records).is_ok_and(|records| records < label.answers)
}

/// Looks through everything on the disk.
///
/// # Errors
/// Why it cannot be read, in words.
pub async fn check(study: Study) -> Result<Health, String> {
    study.saver().settled().await?;
    let (store, contents) = contents(&study.saver()).await?;
    let log = store.log().await.map_err(|error| words::untouched(&error))?;
    let mut health = study.with_ledger(|ledger| health::check(&contents, log, ledger)).ok_or_else(words::no_store)?;
    // Those of the log are counted already.
    let others = |all: &Vec<Damage>| all.iter().filter(|one| one.place.starts_with("kv/")).count();
    health.unreadable += study.damage().with_untracked(others);
    Ok(health)
}
