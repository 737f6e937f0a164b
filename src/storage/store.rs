//! The store: opening, reading and writing, and keeping the connection alive.

use super::commit::commit;
use super::connection::{Connection, Ended, OnEnd};
use super::decode::{self, Decoded, Raw, decode};
use super::error::StorageError;
use super::fault::Fault;
use super::kv;
use super::loaded::{Loaded, Unreadable};
use super::record::{keys, keys_in, values_in};
use super::schema::{KV, LADDER, LOG, SESSIONS, SETTINGS, STORES};
use super::timer::Timer;
use super::transaction::{break_off, read_tx};
use super::write::Write;
use crate::core::log::Entry;
use crate::core::session::Session;
use indexed_db_futures::KeyRange;
use indexed_db_futures::database::Database;
use indexed_db_futures::transaction::Transaction;
use std::cell::RefCell;
use std::rc::{Rc, Weak};
use std::time::Duration;
use wasm_bindgen::JsValue;

/// So many records of the log are read at a time: all of them at once would be a good part of a phone's memory.
const PAGE: u32 = 4000;

/// So many old sessions are read at a time, between which the page can do something else.
const AT_A_TIME: usize = 200;

/// How long opening may take.
pub(super) const OPEN_LIMIT: Duration = Duration::from_secs(5);
/// Pauses before the connection is made again, one for each try.
const REOPEN_PAUSES: [Duration; 3] =
    [Duration::from_millis(20), Duration::from_millis(200), Duration::from_millis(800)];

/// The app's data on this device. A handle: clones share one connection, which is closed with the last of them.
#[derive(Clone)]
pub struct Store(Rc<Inner>);

struct Inner {
    name: String,
    limit: Duration,
    link: RefCell<Link>,
    /// Records found unreadable at the last load.
    aside: RefCell<kv::Aside>,
    on_superseded: RefCell<Option<Box<dyn FnOnce()>>>,
    left: RefCell<Option<String>>,
}

/// Where in its store stands what was read: so many records at the end, or what comes after so many.
enum Where {
    Last(usize),
    After(usize),
}

/// Where the log is read from.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    None,
    /// After what the checkpoint has.
    Rest,
    Whole,
}

enum Link {
    Open(Rc<Connection>),
    /// Broken; the next operation makes it again.
    Lost,
    /// Given up for another tab.
    Superseded,
    /// Closed by the app.
    Closed,
}

impl Store {
    /// Opens the database `name`, creating or upgrading it, within 5 seconds.
    ///
    /// # Errors
    /// Any [`StorageError`] but [`Superseded`](StorageError::Superseded) and [`Lost`](StorageError::Lost). The database
    /// is as it was.
    pub async fn open(name: &str) -> Result<Self, StorageError> {
        Self::open_within(name, OPEN_LIMIT).await
    }

    /// The same as [`Store::open`] with another limit.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub async fn open_within(name: &str, limit: Duration) -> Result<Self, StorageError> {
        let inner = Inner {
            name: name.to_owned(),
            limit,
            link: RefCell::new(Link::Lost),
            aside: RefCell::default(),
            on_superseded: RefCell::new(None),
            left: RefCell::new(None),
        };
        let store = Self(Rc::new(inner));
        store.connection().await?;
        Ok(store)
    }

    /// Reads everything in one read transaction; where records are bad, their keys in a second one. What a checkpoint of
    /// the log has is not read again, as long as it is one of this log.
    ///
    /// # Errors
    /// When the database cannot be read. A single record that cannot be read is no error: see [`Loaded::unreadable`].
    pub async fn load(&self) -> Result<Loaded, StorageError> {
        self.load_since("").await
    }

    /// The same without the sessions whose ids lie before `since`; see [`Store::sessions_before`].
    ///
    /// # Errors
    /// As [`Store::load`].
    pub async fn load_since(&self, since: &str) -> Result<Loaded, StorageError> {
        let (mut decoded, mut ledger, mut behind, mut sessions) = (Decoded::default(), None, 0, 0);
        for part in [Part::Rest, Part::Whole] {
            let mut raw = self.read(KeyRange::LowerBound(since.to_owned(), false), part).await?;
            (behind, sessions) = (raw.log.len(), raw.sessions.len());
            let mut more = raw.more.take();
            decoded = decode(raw).await.map_err(Fault::in_use)?;
            let Some(mut folded) = decoded.ledger.take() else { continue };
            while let Some(from) = more.take() {
                let page = self.page(from).await?;
                let count = page.log.len();
                let (next, bad) = decode::fold(folded, page.log).await.map_err(Fault::in_use)?;
                decoded.bad_reviews.extend(bad.into_iter().map(|(place, reason)| (behind + place, reason)));
                (folded, more) = (next, page.more);
                behind += count;
            }
            // What is folded from the whole log is right whatever it says.
            if folded.is_sound() || part == Part::Whole {
                ledger = Some(folded);
                break;
            }
        }
        let mut unreadable = Vec::new();
        for (store, bad, of) in
            [(LOG, &mut decoded.bad_reviews, behind), (SESSIONS, &mut decoded.bad_sessions, sessions)]
        {
            self.name_bad(store, bad, Where::Last(of), &mut unreadable).await?;
        }
        if let Some(reason) = decoded.bad_settings {
            unreadable.push(Unreadable { store: KV, key: SETTINGS.to_owned(), reason });
        }
        self.0.aside.replace(unreadable.iter().map(|raw| (raw.store, raw.key.clone())).collect());
        // Ids are in the order of time; the newest session is wanted first.
        decoded.sessions.reverse();
        // Without a checkpoint there is always one.
        let ledger = ledger.ok_or_else(|| StorageError::Other("the log was not folded".to_owned()))?;
        Ok(Loaded { ledger, behind, sessions: decoded.sessions, settings: decoded.settings, unreadable })
    }

    /// Asks for sessions, the settings and a part of the log.
    async fn read(&self, range: KeyRange<String>, part: Part) -> Result<Raw, StorageError> {
        self.run(async |db| {
            read_tx(db, &STORES, async |tx| {
                // As much as possible is asked for before the first answer is awaited.
                let sessions = values_in(tx, SESSIONS, range.clone(), u32::MAX)?;
                let settings = kv::stored(tx, SETTINGS)?;
                let checkpoint = if part == Part::Rest { kv::checkpoint(tx).await? } else { None };
                let (checkpoint, from) = checkpoint.map_or((None, String::new()), |(bytes, end)| (Some(bytes), end));
                let (log, more) = match part {
                    Part::None => (Vec::new(), None),
                    _ => log_page(tx, from).await?,
                };
                Ok(Raw { checkpoint, log, more, sessions: sessions.await?, settings: settings.await? })
            })
            .await
        })
        .await
    }

    /// The page of the log that begins after a key.
    async fn page(&self, from: String) -> Result<Raw, StorageError> {
        self.run(async |db| {
            read_tx(db, &STORES, async |tx| {
                let (log, more) = log_page(tx, from.clone()).await?;
                Ok(Raw { log, more, ..Raw::default() })
            })
            .await
        })
        .await
    }

    /// The sessions whose ids lie before `since`, newest first. They are read a few at a time: a reader of years has
    /// thousands of them, and looks at them hardly ever.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn sessions_before(&self, since: &str) -> Result<(Vec<Session>, Vec<Unreadable>), StorageError> {
        let raw = self.read(KeyRange::UpperBound(since.to_owned(), true), Part::None).await?.sessions;
        let (mut sessions, mut unreadable, mut before) = (Vec::new(), Vec::new(), 0);
        for some in raw.chunks(AT_A_TIME) {
            let raw = Raw { sessions: some.to_vec(), ..Raw::default() };
            let mut decoded = decode(raw).await.map_err(Fault::in_use)?;
            self.name_bad(SESSIONS, &mut decoded.bad_sessions, Where::After(before), &mut unreadable).await?;
            sessions.append(&mut decoded.sessions);
            before += some.len();
            Timer::new(Duration::ZERO).await;
        }
        self.0.aside.borrow_mut().extend(unreadable.iter().map(|raw: &Unreadable| (raw.store, raw.key.clone())));
        sessions.reverse();
        Ok((sessions, unreadable))
    }

    /// Finds the keys of bad records.
    async fn name_bad(
        &self,
        store: &'static str,
        bad: &mut Vec<(usize, String)>,
        read: Where,
        unreadable: &mut Vec<Unreadable>,
    ) -> Result<(), StorageError> {
        if bad.is_empty() {
            return Ok(());
        }
        // Keys are wanted only where something is wrong: a hundred thousand of them would cost memory for nothing.
        // Ids grow, so what came since stands behind what was read.
        let keys = self.run(async |db| read_tx(db, &STORES, async |tx| keys(tx, store).await).await).await?;
        let before = match read {
            Where::Last(count) => keys.len().saturating_sub(count),
            Where::After(count) => count,
        };
        unreadable.extend(bad.drain(..).map(|(index, reason)| {
            let key = keys.get(before + index).cloned();
            let key = key.unwrap_or_else(|| format!("（第 {} 条，键已不在）", before + index + 1));
            Unreadable { store, key, reason }
        }));
        Ok(())
    }

    /// The whole log, for what is not folded from it. Records that cannot be read are left out: [`Store::load`] reports
    /// them.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn log(&self) -> Result<Vec<Entry>, StorageError> {
        let (mut log, mut from) = (Vec::new(), Some(String::new()));
        while let Some(after) = from {
            let page = self.page(after).await?;
            log.append(&mut decode::log(page.log).await.map_err(Fault::in_use)?);
            from = page.more;
        }
        Ok(log)
    }

    /// Writes all of it in one transaction and returns when it is on disk. What the last [`Store::load`] found unreadable
    /// is set aside before something takes its place; so load before the first write, as the app does.
    ///
    /// # Errors
    /// When it could not be written; then nothing of it is. The same write may be tried again.
    pub async fn commit(&self, write: &Write) -> Result<(), StorageError> {
        if write.is_empty() {
            return Ok(());
        }
        commit(self.clone(), write.clone()).await
    }

    /// The name of its database.
    pub(super) fn name(&self) -> &str {
        &self.0.name
    }

    /// Records found unreadable at the last load, and not set aside since.
    pub(super) fn aside(&self) -> &RefCell<kv::Aside> {
        &self.0.aside
    }

    /// Has `f` called once when another tab takes over the database (or at once, if that has happened). From then on
    /// every write fails with [`StorageError::Superseded`]. One that was under way is finished.
    pub fn on_superseded(&self, f: impl FnOnce() + 'static) {
        let happened = matches!(*self.0.link.borrow(), Link::Superseded);
        if happened {
            f();
        } else {
            self.0.on_superseded.replace(Some(Box::new(f)));
        }
    }

    /// Undoes what is under way and closes the connection, until somebody needs one again.
    pub(super) fn let_go(&self) {
        break_off();
        let mut link = self.0.link.borrow_mut();
        if let Link::Open(connection) = &*link {
            connection.close();
            *link = Link::Lost;
        }
    }

    /// What was kept when this page was left.
    pub(super) fn left(&self) -> &RefCell<Option<String>> {
        &self.0.left
    }

    /// Closes the connection for good, after the transactions under way.
    pub fn close(&self) {
        self.0.link.replace(Link::Closed);
    }

    /// Runs `work`; on a broken connection runs it again with a new one, up to three times. `work` must be idempotent.
    pub(super) async fn run<T>(&self, work: impl AsyncFn(&Database) -> Result<T, Fault>) -> Result<T, StorageError> {
        let mut pauses = REOPEN_PAUSES.iter();
        loop {
            let reason = match self.connection().await {
                Ok(connection) => match work(connection.database()).await {
                    Err(fault) if fault.is_lost() => {
                        self.0.forget(&connection);
                        fault.in_use()
                    }
                    result => return result.map_err(Fault::in_use),
                },
                Err(error @ (StorageError::Other(_) | StorageError::Unavailable(_))) => error,
                Err(error) => return Err(error),
            };
            match pauses.next() {
                Some(pause) => Timer::new(*pause).await,
                None => return Err(lost(reason)),
            }
        }
    }

    /// The connection, made again if it is lost.
    pub(super) async fn connection(&self) -> Result<Rc<Connection>, StorageError> {
        if let Some(settled) = self.0.settled() {
            return settled;
        }
        let owner = Rc::downgrade(&self.0);
        let on_end: OnEnd = Rc::new(move |ended| Inner::ended(&owner, ended));
        let connection = Rc::new(Connection::open(&self.0.name, &LADDER, self.0.limit, on_end).await?);
        // Meanwhile somebody else may have opened one too, or closed the store; then this one is dropped and closed.
        if let Some(settled) = self.0.settled() {
            return settled;
        }
        self.0.link.replace(Link::Open(Rc::clone(&connection)));
        Ok(connection)
    }
}

impl Inner {
    /// What the state of the link says, unless a new connection is wanted.
    fn settled(&self) -> Option<Result<Rc<Connection>, StorageError>> {
        match &*self.link.borrow() {
            Link::Open(connection) => Some(Ok(Rc::clone(connection))),
            Link::Lost => None,
            Link::Superseded => Some(Err(StorageError::Superseded)),
            Link::Closed => Some(Err(StorageError::Lost("closed by the app".to_owned()))),
        }
    }

    /// Marks a connection as broken, unless it was replaced or given up meanwhile.
    fn forget(&self, broken: &Rc<Connection>) {
        let mut link = self.link.borrow_mut();
        if matches!(&*link, Link::Open(connection) if Rc::ptr_eq(connection, broken)) {
            *link = Link::Lost;
        }
    }

    fn ended(owner: &Weak<Self>, ended: Ended) {
        let Some(inner) = owner.upgrade() else { return };
        match ended {
            Ended::Lost => {
                let open = matches!(&*inner.link.borrow(), Link::Open(_));
                if open {
                    inner.link.replace(Link::Lost);
                }
            }
            Ended::VersionChange => {
                inner.link.replace(Link::Superseded);
                let callback = inner.on_superseded.take();
                if let Some(callback) = callback {
                    callback();
                }
            }
        }
    }
}

/// Reads the page of the log that begins after a key; with the key where the next one does, if this one is full. The log
/// only grows at its end, so pages of several transactions are those of one log.
async fn log_page(tx: &Transaction<'_>, from: String) -> Result<(Vec<JsValue>, Option<String>), Fault> {
    let range = KeyRange::LowerBound(from, true);
    let log = values_in(tx, LOG, range.clone(), PAGE)?.await?;
    let is_full = u32::try_from(log.len()) == Ok(PAGE);
    let more = if is_full { keys_in(tx, LOG, range, PAGE).await?.pop() } else { None };
    Ok((log, more))
}

/// The end of all tries, with the last reason.
fn lost(reason: StorageError) -> StorageError {
    match reason {
        StorageError::Lost(_) => reason,
        other => StorageError::Lost(other.to_string()),
    }
}
