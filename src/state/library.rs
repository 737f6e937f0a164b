//! The courses on this device, read once at start.

use super::page::{self, Trouble};
use super::words;
use crate::core::course::{Commentary, Course, CourseError};
use crate::core::ids::CourseId;
use crate::state::signal::{RwSignal, StoredValue};
use gloo::timers::future::TimeoutFuture;
use js_sys::Uint8Array;
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// Seconds between tries to get the commentary; the last one repeats.
const RETRY_SECONDS: [u32; 4] = [1, 3, 10, 30];

/// All courses; never empty. Questions are there from the start, explanations and concept cards a moment later.
#[derive(Clone, Copy)]
pub struct Library {
    courses: RwSignal<Vec<Arc<Course>>>,
    /// Addresses of the commentaries, until they are asked for.
    notes: StoredValue<Vec<String>>,
    /// Place of the course that is open.
    open: RwSignal<usize>,
}

/// Where the two files of a course are.
struct Listed {
    questions: String,
    notes: String,
}

/// Why no course could be opened.
#[derive(Debug, thiserror::Error)]
pub enum LibraryError {
    /// index.html names no course: the build is broken.
    #[error("index.html names no course")]
    Unlisted,
    /// The file could not be had.
    #[error("course file {url}: {reason}")]
    Missing {
        /// Its address.
        url: String,
        /// What the browser or the host said.
        reason: String,
    },
    /// The file is there but not usable.
    #[error("course file {url}: {error}")]
    Unusable {
        /// Its address.
        url: String,
        /// What is wrong with it.
        error: CourseError,
    },
}

impl Library {
    /// Reads the questions of every course that index.html names.
    ///
    /// # Errors
    /// [`LibraryError`] for the first course that cannot be used: a course that silently disappeared would look like
    /// lost progress.
    pub async fn load() -> Result<Self, LibraryError> {
        let (mut courses, mut commentaries) = (Vec::new(), Vec::new());
        for Listed { questions: url, notes } in listed() {
            let bytes = fetch_bytes(&url).await.map_err(|reason| LibraryError::Missing { url: url.clone(), reason })?;
            let course =
                Course::from_bytes(&bytes).map_err(|error| LibraryError::Unusable { url: url.clone(), error })?;
            courses.push(Arc::new(course));
            commentaries.push(notes);
        }
        if courses.is_empty() {
            return Err(LibraryError::Unlisted);
        }
        Ok(Self { courses: RwSignal::new(courses), notes: StoredValue::new(commentaries), open: RwSignal::new(0) })
    }

    /// Starts fetching the commentaries, with all that a course has beyond its first questions. Asking twice is harmless.
    pub fn fetch_notes(self) {
        let addresses = self.notes.try_update_value(std::mem::take).unwrap_or_default();
        for (place, address) in addresses.into_iter().enumerate() {
            spawn_local(self.annotate(place, address));
        }
    }

    /// Makes the library available to every component below.
    pub fn provide(self) {
        provide_context(self);
    }

    /// The library of the components above.
    #[must_use]
    pub fn expect() -> Self {
        expect_context()
    }

    /// The course with this id, with or without its commentary. Not tracked: what it asks never changes while it runs.
    #[must_use]
    pub fn course(self, id: &CourseId) -> Option<Arc<Course>> {
        self.courses.with_untracked(|courses| courses.iter().find(|course| course.id == *id).cloned())
    }

    /// The course with this id once its commentary is there, tracked.
    #[must_use]
    pub fn annotated(self, id: &CourseId) -> Option<Arc<Course>> {
        self.courses.with(|courses| courses.iter().find(|course| course.id == *id && course.is_annotated()).cloned())
    }

    /// Whether every course is there with its commentary, tracked.
    #[must_use]
    pub fn is_whole(self) -> bool {
        self.courses.with(|courses| courses.iter().all(|course| course.is_annotated()))
    }

    /// All courses in the order of their folders. Not tracked.
    #[must_use]
    pub fn all(self) -> Vec<Arc<Course>> {
        self.courses.get_untracked()
    }

    /// Whether there is a choice of courses. With a single one nothing speaks of courses.
    #[must_use]
    pub fn has_several(self) -> bool {
        self.courses.with_untracked(|courses| courses.len() > 1)
    }

    /// The course that is open. Not tracked: for screens on which it cannot change.
    #[must_use]
    pub fn current(self) -> Arc<Course> {
        let place = self.open.get_untracked();
        self.courses.with_untracked(|courses| Arc::clone(&courses[place]))
    }

    /// The course that is open, tracked.
    #[must_use]
    pub fn now_open(self) -> Arc<Course> {
        self.open.track();
        self.current()
    }

    /// Opens a course for all screens that are not about a particular one. One that is not there changes nothing: it
    /// may come back with the next update.
    pub fn open(self, id: &CourseId) {
        if let Some(place) = self.courses.with_untracked(|courses| courses.iter().position(|course| course.id == *id)) {
            self.open.set(place);
        }
    }

    /// Fetches the commentary of one course, for as long as it takes.
    async fn annotate(self, place: usize, url: String) {
        for wait in RETRY_SECONDS.into_iter().chain(std::iter::repeat(RETRY_SECONDS[RETRY_SECONDS.len() - 1])) {
            let course = self.courses.with_untracked(|courses| Course::clone(&courses[place]));
            let annotated = match fetch_bytes(&url).await {
                Ok(bytes) => cut::annotate(Box::new(course), bytes.into()).await.map_err(|_| ()),
                Err(_) => Err(()),
            };
            let Ok(annotated) = annotated else {
                TimeoutFuture::new(wait * 1000).await;
                continue;
            };
            match *annotated {
                Ok(course) => self.courses.update(|courses| courses[place] = Arc::new(course)),
                Err(error) => page::fail(Trouble::Course, &format!("{}\n{url}: {error}", words::course(&error))),
            }
            return;
        }
    }
}

fn annotate_now(course: Course, bytes: &[u8]) -> Result<Course, CourseError> {
    Commentary::from_bytes(bytes).and_then(|commentary| course.annotate(commentary))
}

/// Part of the chunk with what follows an answer: the commentary is not wanted before.
#[cfg(feature = "split")]
mod cut {
    #![allow(unsafe_code, missing_docs, reason = "written by the macro")]

    use super::{Course, CourseError};
    use leptos::wasm_split::{SplitLoaderError, wasm_split};

    #[wasm_split(rest, wasm_split_path = ::leptos::wasm_split, fallible)]
    pub(super) fn annotate(
        course: Box<Course>,
        bytes: Box<[u8]>,
    ) -> Result<Box<Result<Course, CourseError>>, SplitLoaderError> {
        Ok(Box::new(super::annotate_now(*course, &bytes)))
    }
}

#[cfg(not(feature = "split"))]
mod cut {
    use super::{Course, CourseError};
    use std::convert::Infallible;

    pub(super) async fn annotate(
        course: Box<Course>,
        bytes: Box<[u8]>,
    ) -> Result<Box<Result<Course, CourseError>>, Infallible> {
        Ok(Box::new(super::annotate_now(*course, &bytes)))
    }
}

/// Addresses of the course files, from `<meta name="course" content="…" data-notes="…">` in index.html.
fn listed() -> Vec<Listed> {
    let Some(list) = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.query_selector_all("meta[name=course]").ok())
    else {
        return Vec::new();
    };
    (0..list.length())
        .filter_map(|index| list.item(index))
        .filter_map(|node| node.dyn_into::<web_sys::Element>().ok())
        .filter_map(|meta| {
            Some(Listed { questions: meta.get_attribute("content")?, notes: meta.get_attribute("data-notes")? })
        })
        .collect()
}

async fn fetch_bytes(url: &str) -> Result<Vec<u8>, String> {
    let window = web_sys::window().ok_or("no window")?;
    let response = JsFuture::from(window.fetch_with_str(url)).await.map_err(said)?;
    let response: web_sys::Response = response.dyn_into().map_err(said)?;
    if !response.ok() {
        return Err(format!("status {}", response.status()));
    }
    let buffer = JsFuture::from(response.array_buffer().map_err(said)?).await.map_err(said)?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// What the browser says of its own error.
fn said(error: JsValue) -> String {
    match error.dyn_into::<js_sys::Error>() {
        Ok(error) => String::from(error.message()),
        Err(other) => other.as_string().unwrap_or_default(),
    }
}
