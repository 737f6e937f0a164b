//! Data of an older version. The upgrade of the database changes its shape only, in its synchronous closure; what lies in
//! it is brought to the new version here, afterwards, in one transaction together with the mark that says so. So it has
//! either happened or not, and what did not happen happens at the next start.

use super::error::StorageError;
use super::fault::Fault;
use super::kv;
use super::schema::{KV, LOG, SESSIONS, STORES};
use super::store::Store;
use super::transaction::{read_tx, write_tx};
use super::transfer::{put_over, read};
use crate::core::backup::{Contents, lift::Step, lift::lift};
use indexed_db_futures::prelude::*;

/// Under this name stands which version the data has. Where nothing stands it is the first one.
const VERSION: &str = "backup/schema";

impl Store {
    /// Brings the data to the version that these steps lead to. Before anything changes, `keep` keeps what there is, with
    /// its version. Whether something was to be done.
    ///
    /// # Errors
    /// When it could not be kept or not be changed; then everything is as it was.
    pub async fn migrate(
        &self,
        steps: &[Step],
        keep: impl AsyncFnOnce(&Contents, u32) -> Result<(), StorageError>,
    ) -> Result<bool, StorageError> {
        let newest = u32::try_from(steps.len() + 1).unwrap_or(u32::MAX);
        let (version, old) = self
            .run(async |db| {
                read_tx(db, &STORES, async |tx| {
                    let version = kv::stored(tx, VERSION)?.await?.and_then(|version| version.as_f64());
                    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "`as` saturates")]
                    Ok((version.map_or(1, |version| version as u32), read(tx).await?))
                })
                .await
            })
            .await?;
        if version >= newest {
            return Ok(false);
        }
        if !old.is_empty() {
            keep(&old, version).await?;
        }
        drop(old);
        let connection = self.connection().await?;
        write_tx(connection.database(), &STORES, async |tx| {
            // Another tab may have written meanwhile.
            let old = read(tx).await?;
            let mut new = old.clone();
            lift(&mut new, version, steps);
            for (name, old, new) in
                [(LOG, &old.log, &new.log), (SESSIONS, &old.sessions, &new.sessions), (KV, &old.kv, &new.kv)]
            {
                put_over(tx, name, old, new).await?;
            }
            kv::forget_checkpoint(tx)?;
            tx.object_store(KV)?.put(newest).with_key(VERSION).primitive()?;
            Ok(())
        })
        .await
        .map_err(Fault::in_use)?;
        Ok(true)
    }
}
