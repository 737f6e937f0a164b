//! Bringing two devices together.

use super::newest::{latest, progress};
use super::{BackupError, Contents, Record, UNDONE, Value, aside, find, is_undo};

/// So many records with ids that others have are set aside at most. Between devices of one reader there are none.
const ASIDE_LIMIT: usize = 2000;

/// Something new, and something newer than what was there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Was not there.
    pub new: usize,
    /// Takes the place of an older state.
    pub newer: usize,
}

/// What a merge changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preview {
    /// Answers that were not there.
    pub answers: usize,
    /// Answers of which it was not known that they were taken back.
    pub taken_back: usize,
    /// Sessions.
    pub sessions: Tally,
    /// Stars and notes.
    pub marks: Tally,
    /// Everything else that is kept.
    pub others: Tally,
    /// Whether other settings hold afterwards.
    pub settings: bool,
    /// Records that could not take their place, because there is another one; they are kept beside it.
    pub aside: usize,
    /// Records among the new ones that this program cannot read.
    pub unreadable: usize,
}

impl Preview {
    /// Whether nothing changes.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

/// What a device has and a file has not: it goes when the file takes the place of everything.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Loss {
    /// Answers.
    pub answers: usize,
    /// Other records, among them those that differ.
    pub others: usize,
}

/// Counts what only `ours` has.
#[must_use]
pub fn loss(ours: &Contents, theirs: &Contents) -> Loss {
    let mut loss = Loss::default();
    for (place, ((_, ours), (_, theirs))) in ours.stores().into_iter().zip(theirs.stores()).enumerate() {
        let is_there = |record: &Record| find(theirs, &record.key).is_ok_and(|at| theirs[at] == *record);
        let gone = ours.iter().filter(|record| !is_there(record));
        for record in gone {
            *if place == 0 && !is_undo(&record.key) { &mut loss.answers } else { &mut loss.others } += 1;
        }
    }
    loss
}

/// Adds what `theirs` has to `ours`: the records to be put in their places, and what that changes.
///
/// The log becomes the union by id; where two records have one id, ours stays and theirs is kept beside the log. Of each
/// session and of everything kept the newest state stays. Nothing of `ours` is lost but states that are older.
///
/// # Errors
/// [`BackupError::Unlikely`] when more is to be set aside than ever happens.
pub fn merge(ours: &Contents, theirs: Contents) -> Result<(Contents, Preview), BackupError> {
    let mut merge = Merge { ours, changes: Contents::default(), preview: Preview::default() };
    // What was set aside comes first, so that the same is not set aside again.
    let (set_aside, kv): (Vec<_>, Vec<_>) = theirs.kv.into_iter().partition(|record| record.key.contains(aside::MARK));
    for record in set_aside {
        let name = record.key.split(aside::MARK).next().unwrap_or_default();
        merge.keep_aside(name, record.value);
    }
    kv.into_iter().for_each(|record| merge.single(record));
    let is_undone = |id: &str| {
        let undo = [id, UNDONE].concat();
        [&ours.log, &theirs.log].iter().any(|log| find(log, &undo).is_ok())
    };
    theirs.sessions.into_iter().for_each(|record| merge.session(record, &is_undone));
    theirs.log.into_iter().for_each(|record| merge.log(record));
    if merge.preview.aside > ASIDE_LIMIT { Err(BackupError::Unlikely) } else { Ok((merge.changes, merge.preview)) }
}

struct Merge<'a> {
    ours: &'a Contents,
    changes: Contents,
    preview: Preview,
}

impl Merge<'_> {
    fn keep_aside(&mut self, name: &str, value: Value) {
        if self.preview.aside <= ASIDE_LIMIT {
            self.preview.aside += usize::from(aside::keep(self.ours, &mut self.changes, name, value));
        }
    }

    fn log(&mut self, record: Record) {
        let ours = self.ours;
        match find(&ours.log, &record.key) {
            Ok(at) if ours.log[at] == record => {}
            // Both say that the answer was taken back.
            Ok(_) if is_undo(&record.key) && record.is_in_its_place() => {}
            Ok(_) => self.keep_aside(&["review-", &record.key].concat(), record.value),
            Err(_) => {
                if !record.is_in_its_place() {
                    // Under another id than its own it would be read as one more.
                    if matches!(&record.value, Value::Text(text) if text.contains("\"id\"")) && record.is_json() {
                        return self.keep_aside(&["review-", &record.key].concat(), record.value);
                    }
                    self.preview.unreadable += 1;
                } else if is_undo(&record.key) {
                    self.preview.taken_back += 1;
                } else {
                    self.preview.answers += 1;
                }
                self.changes.log.push(record);
            }
        }
    }

    fn session(&mut self, record: Record, is_undone: &dyn Fn(&str) -> bool) {
        let ours = self.ours;
        let name = ["session-", &record.key].concat();
        let far = |record: &Record| match &record.value {
            Value::Text(text) if record.is_in_its_place() => Some(progress(text, is_undone)),
            _ => None,
        };
        match find(&ours.sessions, &record.key).map(|at| &ours.sessions[at]) {
            Ok(old) if *old == record => return,
            Ok(old) => match (far(old), far(&record)) {
                (_, None) => return self.keep_aside(&name, record.value),
                (old, new) if old >= new => return,
                (None, _) => self.keep_aside(&name, old.value.clone()),
                _ => self.preview.sessions.newer += 1,
            },
            Err(_) if far(&record).is_none() => self.preview.unreadable += 1,
            Err(_) => self.preview.sessions.new += 1,
        }
        self.changes.sessions.push(record);
    }

    /// A single value: the settings, or something kept.
    fn single(&mut self, record: Record) {
        let ours = self.ours;
        let at = |record: &Record| match &record.value {
            Value::Text(text) if record.is_json() => Some(latest(text)),
            _ => None,
        };
        let newer = match find(&ours.kv, &record.key).map(|at| &ours.kv[at]) {
            Ok(old) if *old == record => return,
            Ok(old) => match (at(old), at(&record)) {
                (_, None) => return self.keep_aside(&record.key, record.value),
                (Some(old), Some(new)) if old >= new => return,
                (old_at, _) => {
                    if old_at.is_none() {
                        self.keep_aside(&record.key, old.value.clone());
                    }
                    true
                }
            },
            Err(_) => {
                self.preview.unreadable += usize::from(at(&record).is_none());
                false
            }
        };
        if record.key == "settings" {
            self.preview.settings = true;
        } else {
            let tally =
                if record.key.starts_with("mark/") { &mut self.preview.marks } else { &mut self.preview.others };
            *if newer { &mut tally.newer } else { &mut tally.new } += 1;
        }
        self.changes.kv.push(record);
    }
}
