//! An open database.

use super::error::StorageError;
use super::fault::Fault;
use super::schema::{self, Step};
use super::timer::Timer;
use gloo::events::EventListener;
use indexed_db_futures::database::Database;
use indexed_db_futures::internals::SystemRepr;
use indexed_db_futures::prelude::*;
use std::cell::Cell;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::rc::Rc;
use std::task::Poll;
use std::time::Duration;

/// A connection. Unlike the crate's handle it is closed when dropped: a forgotten open one would block every later
/// upgrade of the database.
pub(super) struct Connection {
    db: Database,
    _listeners: [EventListener; 2],
}

/// Why a connection ended by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ended {
    /// Another tab wants to upgrade or delete the database. The connection is closed already.
    VersionChange,
    /// The browser closed it.
    Lost,
}

/// Hears that a connection ended by itself.
pub(super) type OnEnd = Rc<dyn Fn(Ended)>;

impl Connection {
    /// Opens the database, creating or upgrading it along a ladder, within `limit`. `on_end` hears when it ends by itself.
    pub(super) async fn open(
        name: &str,
        ladder: &'static [Step],
        limit: Duration,
        on_end: OnEnd,
    ) -> Result<Self, StorageError> {
        let blocked = Rc::new(Cell::new(false));
        let mut opening = Box::pin(connect(name.to_owned(), ladder, Rc::clone(&blocked), on_end));
        let mut timer = pin!(Timer::new(limit));
        let in_time = poll_fn(|context| match opening.as_mut().poll(context) {
            Poll::Ready(result) => Poll::Ready(Some(result)),
            Poll::Pending => timer.as_mut().poll(context).map(|()| None),
        });
        match in_time.await {
            Some(result) => result,
            None => {
                // The request cannot be taken back, and without its upgrade handler the browser would one day create a
                // database without stores. So it is followed to its end, and what comes of it is closed.
                wasm_bindgen_futures::spawn_local(async move { drop(opening.await) });
                Err(if blocked.get() { StorageError::Blocked } else { StorageError::Timeout })
            }
        }
    }

    pub(super) fn database(&self) -> &Database {
        &self.db
    }

    /// Closes it after the transactions under way; there are no new ones.
    pub(super) fn close(&self) {
        self.db.clone().close();
    }

    fn new(db: Database, on_end: OnEnd) -> Self {
        let upgrade = {
            let (db, on_end) = (db.clone(), Rc::clone(&on_end));
            EventListener::new(db.clone().as_sys(), "versionchange", move |_| {
                db.clone().close();
                on_end(Ended::VersionChange);
            })
        };
        let close = EventListener::new(db.as_sys(), "close", move |_| on_end(Ended::Lost));
        Self { db, _listeners: [upgrade, close] }
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.close();
    }
}

async fn connect(
    name: String,
    ladder: &'static [Step],
    blocked: Rc<Cell<bool>>,
    on_end: OnEnd,
) -> Result<Connection, StorageError> {
    let request = Database::open(&name)
        .with_version(ladder.len() as u32)
        .with_on_blocked(move |_| {
            blocked.set(true);
            Ok(())
        })
        .with_on_upgrade_needed(|event, db| schema::climb(&db, ladder, event.old_version() as u32))
        .build()
        .map_err(|error| Fault::from(error).on_open())?;
    match request.await.map_err(Fault::from) {
        Ok(db) => Ok(Connection::new(db, on_end)),
        Err(fault) if fault.is_newer_version() => {
            let found = version_of(&name).await.map_err(Fault::on_open)?;
            Err(StorageError::Newer { found, known: ladder.len() as u32 })
        }
        Err(fault) => Err(fault.on_open()),
    }
}

/// The version of an existing database.
async fn version_of(name: &str) -> Result<u32, Fault> {
    // Should it have been deleted a moment ago, asking must not create it: an error in the upgrade undoes that.
    let request = Database::open(name)
        .with_on_upgrade_needed(|_, _| Err(js_sys::Error::new("the database is gone").into()))
        .build()?;
    let db = request.await?;
    let version = db.version() as u32;
    db.close();
    Ok(version)
}
