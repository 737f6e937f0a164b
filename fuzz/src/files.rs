//! Backup files.

use super::seeds::CONTENTS;
use super::text;
use biaoshuai::core::backup::{Contents, loss, merge, read, write::write};
use biaoshuai::core::review::Moment;

const SCHEMA: u32 = 1;

/// A file: refused, or such that writing it and reading that changes nothing, and that bringing it together with what is
/// on a device loses nothing and is done after once.
pub(crate) fn backup(data: &[u8]) {
    let Some(text) = text(data) else { return };
    let Ok(backup) = read(text, SCHEMA) else { return };
    let theirs = backup.contents;
    let mut file = String::new();
    write(&theirs, SCHEMA, "fuzz", Moment { utc_ms: 1, zone_min: 0 }, &mut |piece| file += piece);
    assert_eq!(read(&file, SCHEMA).map(|backup| backup.contents).as_ref(), Ok(&theirs), "not the same again");
    assert!(theirs.answers() <= theirs.log.len(), "more answers than records");
    for ours in [&Contents::default(), &*CONTENTS] {
        let _ = loss(ours, &theirs);
        let Ok((changes, _)) = merge(ours, theirs.clone()) else { continue };
        let merged = ours.clone().with(changes);
        let has = |key: &str| merged.log.iter().any(|record| record.key == key);
        assert!(ours.log.iter().all(|record| merged.log.contains(record)), "an answer of ours is lost");
        assert!(theirs.log.iter().all(|record| has(&record.key) || kept_aside(&merged, &record.key)), "one of theirs");
        let Ok((again, preview)) = merge(&merged, theirs.clone()) else { continue };
        assert!(again.is_empty() && preview.is_nothing(), "a second time changes something: {again:?} {preview:?}");
    }
}

/// Whether a record of the log that could not take its place is kept beside it.
fn kept_aside(contents: &Contents, key: &str) -> bool {
    let prefix = ["review-", key].concat();
    contents.kv.iter().any(|record| record.key.starts_with(&prefix))
}
