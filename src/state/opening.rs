//! Opens what is on the device: the courses and the database.

use super::backup::snapshot;
use super::library::LibraryError;
use super::page::{self, Trouble};
use super::{Finder, Keep, Library, Offline, OwnCopy, Prefs, Saver, Study, clock, words};
use crate::core::backup::Contents;
use crate::core::backup::lift::STEPS;
use crate::core::backup::snapshot::Reason;
use crate::storage::{self, Loaded, StorageError, Store, schema};
use futures_util::future::join;
use std::pin::Pin;
use wasm_bindgen_futures::spawn_local;

/// Sessions of so many days are read before the first screen, older ones behind it.
const RECENT_DAYS: i64 = 60;

/// Everything the screens need, ready.
pub struct Opened {
    library: Library,
    study: Study,
    prefs: Prefs,
    offline: Offline,
    keep: Keep,
    finder: Finder,
}

/// The program cannot start; the page for it is already on screen.
#[derive(Debug, thiserror::Error)]
#[error("the program cannot start")]
pub struct CannotStart;

impl Opened {
    /// Opens courses and database. Without a usable database the app runs in memory and says so. Nothing is ever
    /// written to a database of a newer program, or to one that could not be read.
    ///
    /// # Errors
    /// [`CannotStart`] after the page for the trouble was shown.
    pub async fn open() -> Result<Self, CannotStart> {
        // A returning visitor has records to read, and the program for it lies in the offline copy.
        if page::has_offline_copy() {
            spawn_local(storage::prepare_to_read());
        }
        let since = clock::id_of_days_ago(RECENT_DAYS);
        let (library, opened) = join(Library::load(), open_store(&since)).await;
        let library = library.map_err(|error| {
            let advice = match &error {
                LibraryError::Unusable { error, .. } => words::course(error),
                LibraryError::Unlisted | LibraryError::Missing { .. } => String::new(),
            };
            page::fail(Trouble::Course, &format!("{advice}\n{error}"));
            CannotStart
        })?;
        let (store, mut loaded) = match opened {
            Ok((store, loaded)) => (Ok(store), loaded),
            Err(StorageError::Newer { found, known }) => {
                page::fail(Trouble::StorageNewer, &format!("database {found}, program {known}"));
                return Err(CannotStart);
            }
            Err(error) => (Err(error), Loaded::default()),
        };
        if let Some(id) = loaded.settings.as_ref().and_then(|settings| settings.course.as_ref()) {
            library.open(id);
        }
        let saver = Saver::new(store);
        let settings = loaded.settings.take();
        let study = Study::new(loaded, library, saver.clone());
        study.fetch_older(library, since);
        Ok(Self {
            library,
            prefs: Prefs::new(settings, saver.clone()),
            offline: Offline::listen(saver.clone()),
            keep: Keep::new(saver.clone()),
            finder: Finder::new(),
            study,
        })
    }

    /// Makes everything available to every component below.
    pub fn provide(self) {
        OwnCopy::provide(self.keep, self.library);
        self.library.provide();
        self.study.provide();
        self.prefs.provide();
        self.offline.provide();
        self.keep.provide();
        self.finder.provide();
    }
}

async fn open_store(since: &str) -> Result<(Store, Loaded), StorageError> {
    let store = match Store::open(schema::DB_NAME).await {
        Err(StorageError::Other(problem)) if page::make_anew(&problem).await => Store::open(schema::DB_NAME).await?,
        opened => opened?,
    };
    page::opened();
    match load(&store, since).await {
        Ok(loaded) => Ok((store, loaded)),
        Err(error) => {
            store.close();
            Err(error)
        }
    }
}

async fn load(store: &Store, since: &str) -> Result<Loaded, StorageError> {
    // As long as there are no steps, nothing of this is in the program: apart, so that the compiler sees that.
    if !STEPS.is_empty() {
        let migrated: Pin<Box<dyn Future<Output = Result<bool, StorageError>>>> = Box::pin(migrated(store.clone()));
        migrated.await?;
    }
    let mut taken_up = false;
    loop {
        let loaded = store.load_since(since).await?;
        // What cannot be written waits for the next start; what is there can be read all the same.
        if taken_up || store.take_up(clock::now().utc_ms).await != Ok(true) {
            return Ok(loaded);
        }
        taken_up = true;
    }
}

async fn migrated(store: Store) -> Result<bool, StorageError> {
    let keep = async |old: &Contents, version| snapshot(&store, old, version, Reason::Migration).await;
    store.migrate(&STEPS, keep).await
}
