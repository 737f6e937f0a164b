//! What the reader keeps besides answers, live: notes, stars, rungs climbed, the own copy of the text.

use super::study::Damage;
use super::{Saver, Study, clock};
use crate::core::cards::TopCard;
use crate::core::course::Course;
use crate::core::exam::{Sitting, SittingError};
use crate::core::ids::{CourseId, QuestionId};
use crate::core::kept::{self, Kept, Shared};
use crate::core::ladder::Climb;
use crate::core::mark::Mark;
use crate::core::mistakes::Filed;
use crate::core::reading::{OwnText, ReadingPlace};
use crate::core::review::Moment;
use crate::state::signal::{RwSignal, StoredValue};
use crate::storage::{KeptChange, KeptValues, Meanwhile};
use gloo::timers::future::TimeoutFuture;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// Seconds until the next try when the device could not be read.
const RETRY_SECONDS: u32 = 3;

/// Everything kept. Read once, after the first screen stands.
#[derive(Clone, Copy)]
pub struct Keep {
    /// JSON texts in the order of their keys; `None` until they have been read.
    values: RwSignal<Option<KeptValues>>,
    saver: StoredValue<Saver>,
}

impl Keep {
    /// Nothing read yet.
    #[must_use]
    pub fn new(saver: Saver) -> Self {
        Self { values: RwSignal::new(None), saver: StoredValue::new(saver) }
    }

    /// Makes it available to every component below.
    pub fn provide(self) {
        provide_context(self);
    }

    /// What the components above keep.
    #[must_use]
    pub fn expect() -> Self {
        expect_context()
    }

    /// Reads everything kept, for as long as it takes, and reports what cannot be read. To be asked once: the chunk that
    /// has the screens does it on arrival.
    pub fn fetch(self, study: Study) {
        let saver = self.saver.get_value();
        spawn_local(async move {
            loop {
                match saver.kept().await {
                    Ok(found) => {
                        study.report(found.iter().filter_map(|(key, value)| damage(key, value.as_deref())).collect());
                        return self.values.set(Some(found));
                    }
                    // What is on disk is unknown, so nothing may be changed until it is known.
                    Err(_) => TimeoutFuture::new(RETRY_SECONDS * 1000).await,
                }
            }
        });
    }

    /// Reads it again, for a window that is to show what another one has kept. Does nothing
    /// while something waits for the disk, and where reading fails everything stays as it is.
    pub(super) async fn read_again(self) {
        let saver = self.saver.get_value();
        if !saver.holds_work()
            && let Ok(found) = saver.kept().await
            && !saver.holds_work()
            // What is drawn of it keeps its state where nothing has changed.
            && self.values.with_untracked(|values| values.as_ref() != Some(&found))
        {
            self.values.set(Some(found));
        }
    }

    /// Shows what other windows keep whenever this one is looked at again, for as long as the component is there.
    pub fn follow(self) {
        let seen = window_event_listener(leptos::ev::focus, move |_| spawn_local(self.read_again()));
        on_cleanup(move || seen.remove());
    }

    /// Whether it has been read, tracked. Before that nothing may be changed.
    #[must_use]
    pub fn is_ready(self) -> bool {
        self.values.with(Option::is_some)
    }

    /// What is kept at a place, tracked. An unreadable record is none, and stays safe.
    #[must_use]
    pub fn get<T: Kept>(self, place: &str) -> Option<T> {
        let key = kept::key::<T>(place);
        self.values.with(|values| {
            let values = values.as_ref()?;
            let Ok(place) = find(values, &key) else { return None };
            read(values[place].1.as_deref())
        })
    }

    /// Everything of a kind whose place begins like this, with its place, in the order of the places; tracked.
    #[must_use]
    pub fn all<T: Kept>(self, prefix: &str) -> Vec<(String, T)> {
        let key = kept::key::<T>(prefix);
        self.values.with(|values| {
            let Some(values) = values else { return Vec::new() };
            let from = find(values, &key).unwrap_or_else(|place| place);
            let here = values[from..].iter().take_while(|(found, _)| found.starts_with(&key));
            here.filter_map(|(found, value)| Some((found[T::KIND.len() + 1..].to_owned(), read(value.as_deref())?)))
                .collect()
        })
    }

    /// The questions of a course that have a star, sorted; tracked.
    #[must_use]
    pub fn stars(self, course: &CourseId) -> Vec<QuestionId> {
        let prefix = [course.as_str(), "/q/"].concat();
        let starred = self.all::<Mark>(&prefix).into_iter().filter(|(_, mark)| mark.starred);
        starred.map(|(place, _)| place[prefix.len()..].into()).collect()
    }

    /// Keeps it: on screen at once, and queued for the disk. Nothing happens before [`Keep::is_ready`].
    pub fn put<T: Kept>(self, place: &str, value: &T) {
        // None of the kinds has a map with keys other than text, which is all that could fail here.
        if let Ok(json) = serde_json::to_string(value) {
            self.change::<T>(place, Some(json), None);
        }
    }

    /// The same for what another window may have changed meanwhile: its part of it stays.
    pub fn put_shared<T: Shared>(self, place: &str, value: &T) {
        let key = kept::key::<T>(place);
        let base = self.values.with_untracked(|values| {
            let values = values.as_ref()?;
            values[find(values, &key).ok()?].1.clone()
        });
        if let Ok(json) = serde_json::to_string(value) {
            self.change::<T>(place, Some(json), Some(Meanwhile { base, merge: kept::merged_texts::<T> }));
        }
    }

    /// Forgets it.
    pub fn remove<T: Kept>(self, place: &str) {
        self.change::<T>(place, None, None);
    }

    /// Records of a kind that cannot be read: they stay as they are.
    pub(super) fn unreadable<T: Kept>(self) -> Vec<Damage> {
        let prefix = kept::key::<T>("");
        self.values.with_untracked(|values| {
            let of_kind = values.iter().flatten().filter(|(key, _)| key.starts_with(&prefix));
            of_kind.filter_map(|(key, value)| damaged::<T>(key, value.as_deref())).collect()
        })
    }

    /// Hands an exam in: what became of it and every answer are written in one transaction, and the answers count at once.
    ///
    /// # Errors
    /// [`SittingError`] when it is handed in already, or the course is another one or not completely there.
    pub fn hand_in(self, study: Study, course: &Course, sitting: &Sitting) -> Result<(), SittingError> {
        let (closed, reviews) = sitting.hand_in(course, clock::now())?;
        study.count(&reviews);
        self.saver.with_value(|saver| saver.answers(reviews));
        self.put(&closed.place(), &closed);
        Ok(())
    }

    /// Hands in what was begun with a course that is completely there, and has no time left.
    pub fn hand_in_overdue(self, study: Study, course: &Course) {
        for (_, sitting) in self.all::<Sitting>(&Sitting::all_of(&course.id)) {
            if sitting.closed.is_none() && sitting.is_over(clock::now()) {
                // All that could be refused was asked before.
                let _ = self.hand_in(study, course, &sitting);
            }
        }
    }

    /// The moment for a record that is about to be made.
    #[must_use]
    pub fn now(self) -> Moment {
        clock::now()
    }

    fn change<T: Kept>(self, place: &str, value: Option<String>, meanwhile: Option<Meanwhile>) {
        if self.values.with_untracked(Option::is_none) {
            return;
        }
        let key = kept::key::<T>(place);
        let mut over_unreadable = false;
        self.values.update(|values| {
            let Some(values) = values else { return };
            match (find(values, &key), &value) {
                (Ok(place), new) => {
                    over_unreadable = read::<T>(values[place].1.as_deref()).is_none();
                    match new {
                        Some(_) => values[place].1.clone_from(&value),
                        None => drop(values.remove(place)),
                    }
                }
                (Err(place), Some(_)) => values.insert(place, (key.clone(), value.clone())),
                (Err(_), None) => {}
            }
        });
        self.saver.with_value(|saver| saver.keep(KeptChange { key, value, over_unreadable, meanwhile }));
    }
}

/// Where a key stands, or where it would stand.
fn find(values: &KeptValues, key: &str) -> Result<usize, usize> {
    values.binary_search_by(|(found, _)| found.as_str().cmp(key))
}

/// A record that is not what its key says. Those of 支部学习 are looked at by its own screens: see
/// [`check`](super::meeting::check).
fn damage(key: &str, value: Option<&str>) -> Option<Damage> {
    let look = match key.split('/').next()? {
        Climb::KIND => damaged::<Climb>,
        Sitting::KIND => damaged::<Sitting>,
        Filed::KIND => damaged::<Filed>,
        Mark::KIND => damaged::<Mark>,
        OwnText::KIND => damaged::<OwnText>,
        ReadingPlace::KIND => damaged::<ReadingPlace>,
        TopCard::KIND => damaged::<TopCard>,
        // Of another program, perhaps a newer one: not ours to judge.
        _ => return None,
    };
    look(key, value)
}

fn damaged<T: Kept>(key: &str, value: Option<&str>) -> Option<Damage> {
    read::<T>(value)
        .is_none()
        .then(|| Damage { place: ["kv/", key].concat(), reason: "不是有效的记录".to_owned() })
}

/// A record that cannot be read was reported when it was fetched; here it is none. It stays on disk, and is set aside
/// before something takes its place.
fn read<T: Kept>(value: Option<&str>) -> Option<T> {
    serde_json::from_str(value?).ok()
}
