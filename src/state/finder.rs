//! Search, ready when it is first wanted and kept from then on.

use crate::core::course::Course;
use crate::core::search::{Index, Initials};
use crate::state::signal::StoredValue;
use leptos::prelude::*;
use std::sync::Arc;
use web_sys::TextDecoder;

/// Rows and cells of level 1 of GB 2312, and how many of these cells hold a character.
const ROWS: std::ops::RangeInclusive<u8> = 0xb0..=0xd7;
const CELLS: std::ops::RangeInclusive<u8> = 0xa1..=0xfe;
const LEVEL_ONE: usize = 3755;

/// The index of the course that was searched last.
#[derive(Clone, Copy)]
pub struct Finder {
    index: StoredValue<Option<Arc<Index>>>,
}

impl Finder {
    /// Nothing built yet.
    #[must_use]
    #[expect(clippy::new_without_default, reason = "it belongs to the owner in whose scope it is made")]
    pub fn new() -> Self {
        Self { index: StoredValue::new(None) }
    }

    /// Makes it available to every component below.
    pub fn provide(self) {
        provide_context(self);
    }

    /// The finder of the components above.
    #[must_use]
    pub fn expect() -> Self {
        expect_context()
    }

    /// The index of a course with its commentary and of the paragraphs of the reader's own copy; built at the first
    /// call and when either has changed.
    #[must_use]
    pub fn index(self, course: &Arc<Course>, own: Option<&[String]>) -> Arc<Index> {
        if let Some(index) = self.index.get_value()
            && index.is_of(course, own)
        {
            return index;
        }
        let initials = Initials::from_level_one(&level_one().unwrap_or_default());
        let index = Arc::new(Index::build(Arc::clone(course), own, initials));
        self.index.set_value(Some(Arc::clone(&index)));
        index
    }
}

/// The 3,755 most common characters in the order of their pinyin, as the browser knows them. `None` where it does not;
/// then only characters are found, not initials.
fn level_one() -> Option<String> {
    let cells = ROWS.flat_map(|row| CELLS.flat_map(move |cell| [row, cell]));
    let bytes: Vec<u8> = cells.take(LEVEL_ONE * 2).collect();
    // Every browser that runs this program has this decoder; the standard of encodings asks for it.
    TextDecoder::new_with_label("gb18030").ok()?.decode_with_u8_array(&bytes).ok()
}
