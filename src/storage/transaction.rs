//! The one way to write and the one way to read.

use super::fault::Fault;
use indexed_db_futures::database::Database;
use indexed_db_futures::internals::SystemRepr;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::{Transaction, TransactionDurability, TransactionMode, TransactionOptions};
use std::cell::RefCell;
use std::collections::VecDeque;
use web_sys::IdbTransaction;

/// So many transactions are remembered. More of them are hardly ever under way; one that is forgotten is not undone.
const REMEMBERED: usize = 16;

thread_local! {
    /// The newest ones, some of which may be under way.
    static NEWEST: RefCell<VecDeque<IdbTransaction>> = const { RefCell::new(VecDeque::new()) };
}

/// Remembers it, for [`break_off`].
fn begun(tx: Transaction<'_>) -> Transaction<'_> {
    let raw: IdbTransaction = tx.as_sys().clone().into();
    NEWEST.with_borrow_mut(|all| {
        if all.len() == REMEMBERED {
            all.pop_front();
        }
        all.push_back(raw);
    });
    tx
}

/// Undoes every transaction under way. Whoever waits for one hears that it is gone.
pub(super) fn break_off() {
    for tx in NEWEST.take() {
        // One that has come to its end refuses, and is what it should be.
        drop(tx.abort());
    }
}

/// Runs `work` in a transaction and returns after its `complete` event, when everything is on disk. If `work` fails,
/// nothing of it is written.
///
/// `work` may await answers of requests of this transaction and nothing else: the browser ends a transaction as soon as
/// it waits for nothing.
pub(super) async fn write_tx<F>(db: &Database, stores: &[&str], work: F) -> Result<(), Fault>
where
    F: AsyncFnOnce(&Transaction<'_>) -> Result<(), Fault>,
{
    let tx = begin_write(db, stores)?;
    work(&tx).await?; // an early return drops the transaction, and the crate aborts what is dropped
    commit(tx).await
}

// Apart from the work, so that there is one copy of it.
fn begin_write<'a>(db: &'a Database, stores: &[&str]) -> Result<Transaction<'a>, Fault> {
    let strict = TransactionOptions::new().with_durability(TransactionDurability::Strict);
    Ok(begun(db.transaction(stores).with_mode(TransactionMode::Readwrite).with_options(strict).build()?))
}

fn begin_read<'a>(db: &'a Database, stores: &[&str]) -> Result<Transaction<'a>, Fault> {
    Ok(begun(db.transaction(stores).build()?))
}

async fn commit(tx: Transaction<'_>) -> Result<(), Fault> {
    // Kept because the crate's `commit` says that the transaction was aborted, but not why. A full disk shows only here:
    // all requests succeed, then the transaction is aborted.
    let raw: web_sys::IdbTransaction = tx.as_sys().clone().into();
    tx.commit().await.map_err(|error| raw.error().map_or_else(|| Fault::from(error), Fault::from))
}

/// Runs `work` in a read transaction: it sees one state of the database. The same rule about awaiting holds.
pub(super) async fn read_tx<F, T>(db: &Database, stores: &[&str], work: F) -> Result<T, Fault>
where
    F: AsyncFnOnce(&Transaction<'_>) -> Result<T, Fault>,
{
    let tx = begin_read(db, stores)?;
    work(&tx).await
}
