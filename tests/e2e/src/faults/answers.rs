//! Learners rely on this: an answer that was shown as 已保存 is there for ever, once and whole, whenever the browser dies.

use super::build::Recipe;
use super::idb::{self, Stored};
use super::rig::Rig;
use super::visitor::Visitor;
use super::window::Window;
use super::{app, found, study};
use crate::problem::{Outcome, Problem, ensure};
use crate::site::Site;
use biaoshuai::core::ids::SessionId;
use biaoshuai::core::review::Review;
use biaoshuai::core::session::Session;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::Duration;
use tokio::time::sleep;

/// Questions of one session. A session is written with every answer, so it is as long as people make them.
const SIZE: usize = 100;

/// What is on the device, and what of it is wrong.
#[derive(Debug, Default)]
pub struct Found {
    /// Answers in the log.
    pub answers: usize,
    lost: Vec<String>,
    doubled: Vec<String>,
    torn: Vec<String>,
    half: Vec<String>,
    unasked: usize,
}

impl Found {
    /// Compares the device with what was told to the host as saved, `session/number` each.
    pub fn compare(stored: &Stored, told: &BTreeSet<String>) -> Self {
        let mut found = Self { answers: stored.store("log").len(), ..Self::default() };
        let sessions = sessions(stored, &mut found.torn);
        let mut times: BTreeMap<String, usize> = BTreeMap::new();
        for (key, record) in stored.store("log") {
            let read = record.as_str().and_then(|text| serde_json::from_str::<Review>(text).ok());
            let Some(review) = read.filter(|review| review.id.to_string() == key) else {
                found.torn.push(format!("log/{key}"));
                continue;
            };
            let place = sessions.get(&review.session).and_then(|session| {
                session.items.iter().position(|item| item.question == review.question && item.given.is_some())
            });
            match place {
                Some(place) => *times.entry(format!("{}/{}", review.session, place + 1)).or_default() += 1,
                // Log and session are written in one transaction: an answer without its session is half of one.
                None => found.half.push(format!("log/{key}: its session does not know it")),
            }
        }
        for (id, session) in &sessions {
            let given = session.items.iter().enumerate().filter(|(_, item)| item.given.is_some());
            for (place, _) in given {
                let name = format!("{id}/{}", place + 1);
                if !times.contains_key(&name) {
                    found.half.push(format!("{name}: answered in its session and not in the log"));
                }
            }
        }
        found.lost = told.iter().filter(|name| !times.contains_key(*name)).cloned().collect();
        found.doubled = times.iter().filter(|(_, count)| **count > 1).map(|(name, _)| name.clone()).collect();
        found.unasked = times.keys().filter(|name| !told.contains(*name)).count();
        found
    }

    /// Everything there, once and whole; of what was under way when it ended, at most `open` more.
    ///
    /// # Errors
    /// With the first that is not.
    pub fn check(&self, open: usize) -> Outcome {
        let first = |all: &[String]| all.first().cloned().unwrap_or_default();
        let Self { lost, doubled, torn, half, unasked, .. } = self;
        ensure(torn.is_empty(), format!("{} records torn, as {}", torn.len(), first(torn)))?;
        ensure(lost.is_empty(), format!("{} answers lost that were shown as saved, as {}", lost.len(), first(lost)))?;
        ensure(half.is_empty(), format!("{} answers torn from their sessions, as {}", half.len(), first(half)))?;
        ensure(doubled.is_empty(), format!("{} answers doubled, as {}", doubled.len(), first(doubled)))?;
        ensure(
            *unasked <= open,
            format!("{unasked} answers that were never shown as saved; {open} may have been under way"),
        )
    }
}

fn sessions(stored: &Stored, torn: &mut Vec<String>) -> BTreeMap<SessionId, Session> {
    let mut all = BTreeMap::new();
    for (key, record) in stored.store("sessions") {
        match record.as_str().map(serde_json::from_str::<Session>) {
            Some(Ok(session)) => drop(all.insert(SessionId(key), session)),
            _ => torn.push(format!("sessions/{key}")),
        }
    }
    all
}

/// What the page has told the host so far.
pub fn told(host: &Site) -> BTreeSet<String> {
    host.asked().iter().filter_map(|path| path.strip_prefix(study::TOLD)).map(str::to_owned).collect()
}

/// A run of answers, cut short again and again.
struct Run<'a> {
    rig: &'a Rig,
    visitor: Visitor<'a>,
    host: Site,
    session: Option<SessionId>,
    sessions: u32,
}

impl Run<'_> {
    async fn start<'a>(rig: &'a Rig, dist: &Path) -> Outcome<Run<'a>> {
        let mut run = Run { rig, visitor: Visitor::new(rig)?, host: Site::of(dist)?, session: None, sessions: 0 };
        app::keep_all(run.window().await?).await?;
        Ok(run)
    }

    /// The window, opened if it was killed.
    async fn window(&mut self) -> Outcome<&Window> {
        let is_new = !self.visitor.is_open();
        let window = self.visitor.window().await?;
        if is_new {
            app::open(window, &self.host.home()).await?;
        }
        Ok(window)
    }

    /// Goes on answering: in the session that was interrupted, or in a new one.
    async fn go_on(&mut self) -> Outcome {
        let (rig, number) = (self.rig, self.sessions);
        if self.session.is_none() {
            self.sessions += 1;
            let id = study::plant(rig, self.window().await?, number, SIZE).await?;
            self.session = Some(id);
        }
        let home = self.host.home();
        let Some(id) = self.session.clone() else { return Ok(()) };
        let window = self.window().await?;
        app::open(window, &study::address(&home, &id)).await?;
        study::begin(window, SIZE).await
    }

    /// Answers until so many are told. A browser that ends of its own accord meanwhile is one more sudden end.
    async fn answer(&mut self, goal: usize) -> Outcome {
        while let Err(problem) = self.answer_on(goal).await {
            self.visitor.excuse(problem).await?;
        }
        Ok(())
    }

    /// The same, session after session, in one browser.
    async fn answer_on(&mut self, goal: usize) -> Outcome {
        while told(&self.host).len() < goal {
            self.go_on().await?;
            let mut before = usize::MAX;
            loop {
                let now = told(&self.host).len();
                let over = self.window().await?.value("window.study?.state.over === true").await;
                if now >= goal || over == Value::Bool(true) {
                    break;
                }
                if now != before {
                    before = now;
                    sleep(Duration::from_millis(50)).await;
                    continue;
                }
                let more = format!(
                    "study.state.over || study.state.saved > {}",
                    self.window().await?.value("study.state.saved").await
                );
                study::next(self.window().await?, &more).await?;
            }
            if self.window().await?.value("window.study?.state.over").await == Value::Bool(true) {
                self.session = None;
            }
        }
        Ok(())
    }

    /// How many answers may be there that the host was not told of: one that was being written and one that was about to
    /// be told at every end, and whatever is under way.
    const fn open(&self, ends: usize) -> usize {
        2 * (ends + self.visitor.ends()) + self.sessions as usize
    }

    async fn stored(&mut self) -> Outcome<Stored> {
        Stored::read(self.window().await?).await
    }
}

/// Answers, killed so often at random moments; what is there in the end is compared with what was shown as saved.
async fn killed(rig: &Rig, dist: &Path, answers: usize, kills: usize) -> Outcome<(usize, usize, String)> {
    let mut run = Run::start(rig, dist).await?;
    let mut rng = rig.rng("kills");
    let mut goals: Vec<usize> = (0..kills).map(|_| 1 + rng.below(answers)).collect();
    goals.sort_unstable();
    for (number, goal) in goals.into_iter().enumerate() {
        let at = |problem: Problem| Problem(format!("kill {number}, after {goal} answers: {problem}"));
        run.answer(goal).await.map_err(at)?;
        if run.session.is_none() {
            run.go_on().await.map_err(at)?;
        }
        // Somewhere between two answers, or in the middle of one.
        sleep(Duration::from_millis(rng.below(400) as u64)).await;
        run.visitor.kill().await.map_err(at)?;
        if rig.full && (number + 1) % 10 == 0 {
            println!("        answers in {}: killed {} times, after {goal} answers", rig.engine.name(), number + 1);
        }
        let told = told(&run.host);
        Found::compare(&run.stored().await.map_err(at)?, &told).check(run.open(number + 1)).map_err(at)?;
    }
    run.answer(answers).await?;
    let known = told(&run.host);
    let found = Found::compare(&run.stored().await?, &known);
    found.check(run.open(kills + 1))?;
    counted(&mut run, found.answers).await?;
    Ok((known.len(), found.answers, run.visitor.ends_in_words()))
}

/// What the app itself counts on 我.
async fn counted(run: &mut Run<'_>, answers: usize) -> Outcome {
    let me = format!("{}me", run.host.home());
    let window = run.window().await?;
    app::open(window, &me).await?;
    window.see(".figures dd").await?;
    let said = window.value("Number(document.querySelector('.figures dd').textContent.replace(/\\D/g, ''))").await;
    let stored = Stored::read(window).await?.store("log").len();
    // The page before may have saved one more while it was left.
    ensure(said.as_u64() == Some(stored as u64) && stored >= answers, format!("我 counts {said} answers of {stored}"))
}

/// Answers and sudden ends of the browser.
///
/// # Errors
/// With what was lost.
pub async fn check(rig: &Rig) -> Outcome<String> {
    let (answers, kills) = (rig.times(200, 10_000), rig.times(3, 50));
    let (told, there, ends) = killed(rig, &rig.dist, answers, kills).await?;
    Ok(format!("{told} answers shown as saved, {there} there, {kills} kills: 0 lost, 0 torn, 0 doubled{ends}"))
}

/// A store that says yes and writes nothing; and a log in which one record is missing, one is there twice
/// and one is cut.
///
/// # Errors
/// When one of them is not found.
pub async fn control(rig: &Rig) -> Outcome<String> {
    let hasty = Recipe::new().script(HASTY).make(&rig.dist)?;
    found(killed(rig, hasty.folder(), 6, 1).await, &["lost"])?;
    for (what, word) in [("one missing", "lost"), ("one twice", "doubled"), ("one cut", "torn")] {
        let told = |problem: Problem| Problem(format!("a log with {what}: {problem}"));
        found(spoilt(rig, what).await, &[word]).map_err(told)?;
    }
    Ok("a store that says yes and writes nothing; a log with a record missing, doubled, cut".to_owned())
}

/// A store that says yes and writes no answer.
pub const HASTY: &str = "for (const name of ['put', 'add']) {
  const write = IDBObjectStore.prototype[name];
  IDBObjectStore.prototype[name] = function (value, key) {
    return this.name === 'log' && window.study ? this.get(key) : write.call(this, value, key);
  };
}";

async fn spoilt(rig: &Rig, what: &str) -> Outcome {
    let mut run = Run::start(rig, &rig.dist).await?;
    run.answer(5).await?;
    let known = told(&run.host);
    let stored = run.stored().await?;
    Found::compare(&stored, &known).check(10)?;
    let Some((key, text)) = stored.store("log").into_iter().next() else { return crate::problem::fail("no answer") };
    let text = text.as_str().unwrap_or_default().to_owned();
    let other = format!("{}{}", &key[..key.len() - 1], if key.ends_with('0') { '1' } else { '0' });
    let change = match what {
        "one missing" => (key, None),
        "one twice" => (other.clone(), Some(text.replace(&key, &other))),
        _ => (key, Some(text[..text.len() / 2].to_owned())),
    };
    idb::write(run.window().await?, "log", &[change]).await?;
    let known = told(&run.host);
    Found::compare(&run.stored().await?, &known).check(10)
}
