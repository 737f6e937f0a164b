//! When to remind of saving a backup to a file.

use crate::core::kept::Kept;
use crate::core::review::{Moment, StudyDay};
use serde::{Deserialize, Serialize};

/// Days with answers since the last file after which it is time for another one.
pub const DAYS: usize = 7;
/// The same where the browser deletes the data of sites that were not visited for a week.
pub const DAYS_AT_RISK: usize = 2;

/// The last file. Kept at [`LastFile::PLACE`], and not part of a backup: it belongs to the device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastFile {
    /// When it was made.
    #[serde(rename = "t")]
    pub at: Moment,
}

impl Kept for LastFile {
    const KIND: &'static str = "backup";
}

impl LastFile {
    /// Where it is kept.
    pub const PLACE: &'static str = "file";
}

/// Days with answers that no file has, if they are so many that a backup is due. `days`: the study days with answers, in
/// their order. What was answered on the day of the last file counts as saved: it is one day at most.
#[must_use]
pub fn due(last: Option<LastFile>, days: &[StudyDay], at_risk: bool) -> Option<usize> {
    let saved = last.map(|last| last.at.study_day());
    let unsaved = days.iter().filter(|day| saved.is_none_or(|saved| **day > saved)).count();
    (unsaved >= if at_risk { DAYS_AT_RISK } else { DAYS }).then_some(unsaved)
}
