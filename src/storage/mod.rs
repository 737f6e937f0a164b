//! Progress on disk: IndexedDB, and nothing about it leaks out of here.
//!
//! Three object stores, all with text keys and JSON text as values (smaller wasm than structured clones, quick to read by
//! the hundred thousand, and plain JavaScript can export them when the wasm does not start):
//!
//! | store | key | value | written |
//! |---|---|---|---|
//! | `log` | review id | [`Entry`](crate::core::log::Entry) | appended, never changed |
//! | `sessions` | session id | [`Session`](crate::core::session::Session) | replaced |
//! | `kv` | name | what the name says: settings; what the reader keeps ([`Kept`](crate::core::kept::Kept)); a checkpoint of the log (bytes) | replaced |
//!
//! What a page had not saved when it was left waits for the next start in `localStorage`.
//!
//! What holds: nothing is called saved before the transaction's `complete` event; a write is stored whole or not at all;
//! writing the same thing twice is the same as writing it once; what cannot be read is reported and stays as it is.

mod commit;
mod connection;
mod decode;
mod error;
mod fault;
mod kept;
mod kv;
mod loaded;
mod log;
mod migration;
mod record;
pub mod schema;
mod sessions;
mod snapshots;
mod store;
mod timer;
mod transaction;
mod transfer;
mod unsaved;
mod write;

pub use decode::prepare_to_read;
pub use error::StorageError;
pub use kept::KeptValues;
pub use loaded::{Loaded, Unreadable};
pub use snapshots::{SnapshotWork, Snapshots};
pub use store::Store;
pub use transfer::{Restore, Way};
pub use write::{KeptChange, Meanwhile, NewCheckpoint, Write};
