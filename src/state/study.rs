//! Studying: sessions, answers and the progress they make.

use super::{Library, SaveState, Saver, clock, words};
use crate::core::answer::{Answer, Confidence};
use crate::core::challenge;
use crate::core::course::Course;
use crate::core::ids::{QuestionId, ReviewId, SessionId};
use crate::core::ledger::Ledger;
use crate::core::progress::Progress;
use crate::core::question::Question;
use crate::core::record;
use crate::core::review::{Moment, Review};
use crate::core::schedule::{Limits, Plan};
use crate::core::select;
use crate::core::session::{Occasion, Scope, Session, SessionError};
use crate::state::signal::{RwSignal, Signal, StoredValue};
use crate::storage::{Loaded, NewCheckpoint, Unreadable, schema};
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen_futures::spawn_local;

/// So many records are read one by one at a start before a checkpoint is stored: about ten milliseconds on a slow phone.
const BEHIND: usize = 500;

/// Milliseconds after the start at which a checkpoint is stored, when nobody waits for anything.
const CHECKPOINT_PAUSE_MS: u32 = 5000;

/// Milliseconds after the start at which old sessions are fetched.
const OLDER_PAUSE_MS: u32 = 2500;

/// A record on disk that this program could not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damage {
    /// Where it lies: store and key.
    pub place: String,
    /// What is wrong with it.
    pub reason: String,
}

/// Progress and sessions, live, with the actions that change them.
#[derive(Clone, Copy)]
pub struct Study {
    ledger: RwSignal<Ledger>,
    sessions: RwSignal<Vec<Session>>,
    /// Whether the old sessions are there, too.
    is_whole: RwSignal<bool>,
    damage: RwSignal<Vec<Damage>>,
    saver: StoredValue<Saver>,
}

impl Study {
    /// Everything as loaded from the disk.
    #[must_use]
    pub fn new(loaded: Loaded, library: Library, saver: Saver) -> Self {
        let damage = damage(&loaded.unreadable);
        let is_whole = loaded.unreadable.iter().all(|raw| raw.store != schema::LOG);
        let study = Self {
            ledger: RwSignal::new(loaded.ledger),
            sessions: RwSignal::new(fitted(loaded.sessions, library)),
            is_whole: RwSignal::new(false),
            damage: RwSignal::new(damage),
            saver: StoredValue::new(saver),
        };
        // A checkpoint says nothing of records that cannot be read; so that they are reported at every start, there is none.
        if is_whole && loaded.behind >= BEHIND {
            Timeout::new(CHECKPOINT_PAUSE_MS, move || study.store_checkpoint()).forget();
        }
        study
    }

    /// Fetches the sessions before an id when the first screen stands and nobody waits for anything.
    pub(super) fn fetch_older(self, library: Library, since: String) {
        let Some(store) = self.saver().store() else { return self.is_whole.set(true) };
        Timeout::new(OLDER_PAUSE_MS, move || {
            spawn_local(async move {
                match store.sessions_before(&since).await {
                    Ok((older, unreadable)) => {
                        let older = fitted(older, library);
                        if !older.is_empty() {
                            self.sessions.update(|all| all.extend(older));
                        }
                        self.report(damage(&unreadable));
                    }
                    // They are still on disk, and the next start finds them.
                    Err(error) => self.report(vec![Damage { place: "sessions".to_owned(), reason: error.to_string() }]),
                }
                self.is_whole.set(true);
            });
        })
        .forget();
    }

    /// Whether the old sessions are there, too; tracked.
    #[must_use]
    pub fn is_whole(self) -> bool {
        self.is_whole.get()
    }

    /// Spares the next start what was read one by one at this one.
    fn store_checkpoint(self) {
        let made = self.ledger.update_untracked(|ledger| {
            let bytes = ledger.checkpoint()?;
            let (end, count) = ledger.settled()?;
            Some(NewCheckpoint { bytes, end: end.to_string(), count })
        });
        if let Some(checkpoint) = made.flatten() {
            self.saver().checkpoint(checkpoint);
        }
    }

    /// Makes it available to every component below.
    pub fn provide(self) {
        provide_context(self);
    }

    /// The study of the components above.
    #[must_use]
    pub fn expect() -> Self {
        expect_context()
    }

    /// What the log says.
    #[must_use]
    pub fn ledger(self) -> Signal<Ledger> {
        self.ledger.into()
    }

    /// Looks into the ledger and leaves it as it was.
    pub(super) fn with_ledger<R>(self, look: impl FnOnce(&mut Ledger) -> R) -> Option<R> {
        self.ledger.update_untracked(look)
    }

    /// Reads the progress, tracked.
    pub fn progress<R>(self, look: impl FnOnce(&Progress) -> R) -> R {
        self.ledger.with(|ledger| look(ledger.progress()))
    }

    /// What is left of today's plan for a course, tracked.
    #[must_use]
    pub fn plan(self, course: &Course, limits: Limits) -> Plan {
        self.ledger.with(|ledger| ledger.schedule().plan(course, clock::now().study_day(), limits))
    }

    /// How many questions fall due on each of the coming days, today first; tracked.
    #[must_use]
    pub fn forecast(self, course: &Course, days: usize) -> Vec<u32> {
        self.ledger.with(|ledger| ledger.schedule().forecast(course, clock::now().study_day(), days))
    }

    /// Has questions asked again at another probability of recall, 0.80 to 0.97.
    pub fn retain(self, retention: f32) {
        self.ledger.update(|ledger| ledger.retain(retention));
    }

    /// All sessions, newest first.
    #[must_use]
    pub fn sessions(self) -> Signal<Vec<Session>> {
        self.sessions.into()
    }

    /// Adds records that were found unreadable after the start.
    pub fn report(self, found: Vec<Damage>) {
        let known = |one: &Damage| self.damage.with_untracked(|damage| damage.iter().any(|it| it.place == one.place));
        let fresh: Vec<Damage> = found.into_iter().filter(|one| !known(one)).collect();
        if !fresh.is_empty() {
            self.damage.update(|damage| damage.extend(fresh));
        }
    }

    /// Records that could not be read.
    #[must_use]
    pub fn damage(self) -> Signal<Vec<Damage>> {
        self.damage.into()
    }

    /// The queue to the disk.
    #[must_use]
    pub fn saver(self) -> Saver {
        self.saver.get_value()
    }

    /// Every answer that was given and not taken back, the oldest first, as the disk has them.
    ///
    /// # Errors
    /// Why the disk does not have them all or could not be read, in words.
    pub async fn answers(self) -> Result<Vec<Review>, String> {
        let saver = self.saver();
        if let SaveState::Failed { advice, .. } | SaveState::Absent { advice } = saver.state().get_untracked() {
            return Err(advice);
        }
        let Some(store) = saver.store() else { return Ok(Vec::new()) };
        store.log().await.map(record::answers).map_err(|error| words::storage(&error))
    }

    /// A session as it stands now, tracked.
    #[must_use]
    pub fn session(self, id: &SessionId) -> Option<Session> {
        self.sessions.with(|all| all.iter().find(|session| session.id == *id).cloned())
    }

    /// The newest session that was begun, not finished, and still has an open question, with its course. Those of a
    /// course that is not there wait for it.
    #[must_use]
    pub fn unfinished(self, library: Library) -> Option<(Session, Arc<Course>)> {
        self.sessions.with(|all| {
            let mut open = all.iter().filter(|session| session.finished.is_none() && session.score().open > 0);
            open.find_map(|session| Some((session.clone(), library.course(&session.course)?)))
        })
    }

    /// Begins a session; `None` when the scope has no question. What is due and what is new today come from the plan;
    /// when nothing of it is left, 今日一练 practises ahead.
    pub fn begin(self, course: &Course, scope: Scope, count: usize, limits: Limits) -> Option<SessionId> {
        let seed = clock::seed();
        let mut plan = match scope {
            Scope::Today | Scope::Due => untrack(|| self.plan(course, limits)),
            _ => Plan::default(),
        };
        if scope == Scope::Due {
            plan.fresh.clear();
        }
        let queue = self.ledger.with_untracked(|ledger| {
            let progress = ledger.progress();
            let parent = match &scope {
                Scope::Missed(id) => {
                    self.sessions.with_untracked(|all| all.iter().find(|session| session.id == *id).cloned())
                }
                _ => None,
            };
            if !plan.is_empty() {
                return select::planned(course, &plan, count, seed);
            }
            let pool = select::pool(course, progress, &scope, parent.as_ref());
            select::pick(course, progress, &pool, count, seed)
        });
        self.ask(course, scope, seed, queue)
    }

    /// Begins a session on some of these questions; `None` when there are none.
    pub fn drill(self, course: &Course, scope: Scope, pool: &[&Question], count: usize) -> Option<SessionId> {
        let seed = clock::seed();
        let queue = self.ledger.with_untracked(|ledger| select::pick(course, ledger.progress(), pool, count, seed));
        self.ask(course, scope, seed, queue)
    }

    /// Begins 挑战答题.
    pub fn begin_challenge(self, course: &Course) -> Option<SessionId> {
        let seed = clock::seed();
        self.ask(course, Scope::Challenge, seed, challenge::queue(course, seed))
    }

    fn ask(self, course: &Course, scope: Scope, seed: u64, queue: Vec<QuestionId>) -> Option<SessionId> {
        if queue.is_empty() {
            return None;
        }
        let id = SessionId(clock::new_id());
        let session = Session::new(id.clone(), course.id.clone(), scope, seed, clock::now(), queue).fitted_to(course);
        self.sessions.update(|all| all.insert(0, session.clone()));
        self.saver().session(session);
        Some(id)
    }

    /// Answers the question on screen.
    ///
    /// # Errors
    /// [`SessionError`] when the session is not waiting for this answer, for example because it was already given.
    pub fn answer(self, id: &SessionId, question: &Question, answer: Answer, took_ms: u32) -> Result<(), SessionError> {
        let Some(session) = self.untracked(id) else { return Err(SessionError::Finished) };
        let occasion = Occasion { review: ReviewId(clock::new_id()), now: clock::now(), took_ms };
        let (next, review) = session.answer(question, answer, occasion)?;
        self.ledger.update(|ledger| ledger.apply(&review.clone().into()));
        self.saver().answer(review, next.clone());
        self.replace(next);
        Ok(())
    }

    /// Counts answers that are written together with something else.
    pub fn count(self, reviews: &[Review]) {
        self.ledger.update(|ledger| reviews.iter().for_each(|review| ledger.apply(&review.clone().into())));
    }

    /// Whether the answer on screen may be taken back, tracked.
    #[must_use]
    pub fn may_take_back(self, id: &SessionId) -> bool {
        self.untracked(id).is_some_and(|session| self.ledger.with(|ledger| ledger.undoable(&session).is_some()))
    }

    /// Takes the last answer of a session back: it counts nowhere, and its question waits for another one. Nothing
    /// happens when it is too late for that.
    pub fn take_back(self, id: &SessionId) {
        let Some(session) = self.untracked(id) else { return };
        let undone = self.ledger.with_untracked(|ledger| ledger.undo(&session, clock::now()));
        if let Some((next, undo)) = undone {
            self.ledger.update(|ledger| ledger.apply(&undo.clone().into()));
            self.saver().take_back(undo, next.clone());
            self.replace(next);
        }
    }

    /// Goes on to the next question, or to the end.
    pub fn advance(self, id: &SessionId) {
        self.change(id, |session, now| session.advance(now));
    }

    /// Ends a session early.
    pub fn end(self, id: &SessionId) {
        self.change(id, |session, now| session.end(now));
    }

    /// Keeps what is being put together, so that a killed page loses nothing.
    pub fn draft(self, id: &SessionId, draft: Option<Answer>, sure: Option<Confidence>) {
        self.change(id, |session, _| session.with_draft(draft, sure));
    }

    fn untracked(self, id: &SessionId) -> Option<Session> {
        self.sessions.with_untracked(|all| all.iter().find(|session| session.id == *id).cloned())
    }

    fn change(self, id: &SessionId, change: impl FnOnce(&Session, Moment) -> Session) {
        if let Some(session) = self.untracked(id) {
            let next = change(&session, clock::now());
            if next != session {
                self.saver().session(next.clone());
                self.replace(next);
            }
        }
    }

    fn replace(self, next: Session) {
        self.sessions.update(|all| {
            if let Some(old) = all.iter_mut().find(|session| session.id == next.id) {
                *old = next;
            }
        });
    }
}

/// A course that was updated may have lost questions that a session still waited to ask.
fn fitted(sessions: Vec<Session>, library: Library) -> Vec<Session> {
    let fit = |session: Session| match library.course(&session.course) {
        Some(course) => session.fitted_to(&course),
        None => session,
    };
    sessions.into_iter().map(fit).collect()
}

fn damage(unreadable: &[Unreadable]) -> Vec<Damage> {
    let damage = |raw: &Unreadable| Damage { place: format!("{}/{}", raw.store, raw.key), reason: raw.reason.clone() };
    unreadable.iter().map(damage).collect()
}
