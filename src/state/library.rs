//! The courses on this device, read once at start.

use crate::core::course::{Course, CourseError};
use crate::core::ids::CourseId;
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// All courses; never empty.
#[derive(Clone, Debug)]
pub struct Library {
    courses: Arc<Vec<Arc<Course>>>,
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
    /// Reads every course that index.html names.
    ///
    /// # Errors
    /// [`LibraryError`] for the first course that cannot be used: a course that silently disappeared would look like
    /// lost progress.
    pub async fn load() -> Result<Self, LibraryError> {
        let mut courses = Vec::new();
        for url in listed() {
            let text = fetch_text(&url).await.map_err(|error| LibraryError::Missing {
                url: url.clone(),
                reason: error.as_string().unwrap_or_else(|| format!("{error:?}")),
            })?;
            let course = Course::from_json(&text).map_err(|error| LibraryError::Unusable { url, error })?;
            courses.push(Arc::new(course));
        }
        if courses.is_empty() {
            return Err(LibraryError::Unlisted);
        }
        Ok(Self { courses: Arc::new(courses) })
    }

    /// A library of given courses (tests).
    #[must_use]
    pub fn of(courses: Vec<Course>) -> Self {
        Self { courses: Arc::new(courses.into_iter().map(Arc::new).collect()) }
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

    /// The course with this id.
    #[must_use]
    pub fn course(&self, id: &CourseId) -> Option<Arc<Course>> {
        self.courses.iter().find(|course| course.id == *id).cloned()
    }

    /// The course that is open; the first one.
    #[must_use]
    pub fn current(&self) -> Arc<Course> {
        Arc::clone(&self.courses[0])
    }
}

/// Addresses of the course files, from `<meta name="course" content="…">` in index.html.
fn listed() -> Vec<String> {
    let Some(list) =
        web_sys::window().and_then(|window| window.document()).and_then(|document| document.query_selector_all("meta[name=course]").ok())
    else {
        return Vec::new();
    };
    (0..list.length())
        .filter_map(|index| list.item(index))
        .filter_map(|node| node.dyn_into::<web_sys::Element>().ok())
        .filter_map(|meta| meta.get_attribute("content"))
        .collect()
}

async fn fetch_text(url: &str) -> Result<String, JsValue> {
    let window = web_sys::window().ok_or_else(|| JsValue::from_str("no window"))?;
    let response: web_sys::Response = JsFuture::from(window.fetch_with_str(url)).await?.dyn_into()?;
    if !response.ok() {
        return Err(JsValue::from_str(&format!("status {}", response.status())));
    }
    let text = JsFuture::from(response.text()?).await?;
    text.as_string().ok_or_else(|| JsValue::from_str("not text"))
}
