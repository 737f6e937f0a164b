//! The reader's own copy of the text: opened, matched, kept on this device, and nowhere else.

use super::{Keep, Library, docx};
use crate::core::course::Course;
use crate::core::ids::CourseId;
use crate::core::reading::decode::{Encoding, FILE_LIMIT, FileKind, decode};
use crate::core::reading::docx::DocxError;
use crate::core::reading::{OwnText, Reading, ReadingPlace, Refusal};
use crate::state::signal::{Memo, StoredValue};
use js_sys::Uint8Array;
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, TextDecoder, TextDecoderOptions};

/// Why a copy cannot be opened. Nothing is kept then, and an older copy stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// The file is larger than [`FILE_LIMIT`].
    #[error("the file is too big")]
    BigFile,
    /// The browser could not read the file.
    #[error("the file cannot be read")]
    Unreadable,
    /// A file of another kind.
    #[error("a file of the kind {0:?}")]
    OtherKind(FileKind),
    /// No encoding makes it Chinese text.
    #[error("the bytes are no Chinese text")]
    NoText,
    /// The .docx has no text to be had.
    #[error(transparent)]
    Docx(#[from] DocxError),
    /// This browser cannot unpack a .docx.
    #[error("the browser cannot unpack")]
    CannotUnpack,
    /// It is a text, but not taken.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// What is kept on the device is not known yet, so nothing may be changed.
    #[error("the device has not been read yet")]
    NotReady,
}

/// What was opened and matched: each course once for each load of the page, or after a change.
type Opened = Vec<(CourseId, Option<Arc<Reading>>)>;

/// The own copies of all courses.
#[derive(Clone, Copy)]
pub struct OwnCopy {
    keep: Keep,
    library: Library,
    opened: StoredValue<Opened>,
    changed: Trigger,
    /// Changes once, while what is kept changes with every scroll.
    ready: Memo<bool>,
}

impl OwnCopy {
    /// Makes it available to every component below.
    pub fn provide(keep: Keep, library: Library) {
        let ready = Memo::new(move |_| keep.is_ready());
        provide_context(Self { keep, library, opened: StoredValue::new(Vec::new()), changed: Trigger::new(), ready });
    }

    /// The own copies, for the components here.
    #[must_use]
    pub fn expect() -> Self {
        expect_context()
    }

    /// Whether it is known which copies there are, tracked.
    #[must_use]
    pub fn is_ready(self) -> bool {
        self.ready.get()
    }

    /// The copy for a course, matched with it; none while there is none, or while device or commentary are still being
    /// read. Tracked.
    #[must_use]
    pub fn of(self, course: &CourseId) -> Option<Arc<Reading>> {
        self.changed.track();
        let keep = self.keep;
        let annotated = self.library.annotated(course).filter(|_| self.is_ready())?;
        let known = self.opened.with_value(|all| all.iter().find(|one| one.0 == *course).map(|one| one.1.clone()));
        known.unwrap_or_else(|| {
            // Not tracked: of all that is kept only this matters, and whoever changes it says so.
            let text = untrack(|| keep.get::<OwnText>(course.as_str()));
            let reading = text.map(|text| Arc::new(Reading::open(text, &annotated)));
            self.opened.update_value(|all| all.push((course.clone(), reading.clone())));
            reading
        })
    }

    /// Opens a file and keeps its text.
    ///
    /// # Errors
    /// [`TextError`]; then nothing has changed.
    pub async fn open_file(self, course: &Course, file: File) -> Result<(), TextError> {
        let text = read(&file).await?;
        self.open_text(course, &file.name(), &text)
    }

    /// Keeps a text: pasted, or from a file with this name.
    ///
    /// # Errors
    /// [`TextError`]; then nothing has changed.
    pub fn open_text(self, course: &Course, name: &str, text: &str) -> Result<(), TextError> {
        let keep = self.keep;
        if !self.ready.get_untracked() {
            return Err(TextError::NotReady);
        }
        let reading = OwnText::admit(text, name, keep.now(), course)?;
        keep.put(course.id.as_str(), &reading.text);
        self.replace(&course.id, Some(Arc::new(reading)));
        Ok(())
    }

    /// Forgets the copy of a course and the place in it.
    pub fn remove(self, course: &CourseId) {
        self.keep.remove::<OwnText>(course.as_str());
        self.keep.remove::<ReadingPlace>(course.as_str());
        self.replace(course, None);
    }

    fn replace(self, course: &CourseId, reading: Option<Arc<Reading>>) {
        self.opened.update_value(|all| {
            all.retain(|one| one.0 != *course);
            all.push((course.clone(), reading));
        });
        self.changed.notify();
    }
}

/// The text of a file.
async fn read(file: &File) -> Result<String, TextError> {
    #[expect(clippy::cast_precision_loss, reason = "the limit is far below 2^53")]
    if file.size() > FILE_LIMIT as f64 {
        return Err(TextError::BigFile);
    }
    let buffer = JsFuture::from(file.array_buffer()).await.map_err(|_| TextError::Unreadable)?;
    let bytes = Uint8Array::new(&buffer).to_vec();
    match FileKind::of(&bytes) {
        FileKind::Text => decode(&bytes, &decode_strictly).ok_or(TextError::NoText),
        FileKind::Zip => docx::text(&bytes).await,
        other => Err(TextError::OtherKind(other)),
    }
}

/// By the browser, which knows GB18030; not a single wrong byte is let pass.
pub(super) fn decode_strictly(encoding: Encoding, bytes: &[u8]) -> Option<String> {
    let strict = TextDecoderOptions::new();
    strict.set_fatal(true);
    let decoder = TextDecoder::new_with_label_and_options(encoding.label(), &strict);
    decoder.and_then(|decoder| decoder.decode_with_u8_array(bytes)).ok()
}
