//! Learners rely on this: an update that changes the database leaves the old one or the new one, whole, whenever it dies.

use super::build::Recipe;
use super::idb::{self, Stored};
use super::rig::Rig;
use super::window::Window;
use super::{app, found};
use crate::problem::{Doing, Outcome, Problem, ensure, fail};
use crate::profile::Profile;
use crate::site::Site;
use serde_json::{Value, json};
use std::path::Path;
use std::time::Duration;
use tokio::time::sleep;

/// The stored sample of every released version below the one that a fresh database gets; version 0 is none at all.
fn samples(newest: u64) -> Outcome<Vec<(u64, Value)>> {
    let folder = xtask::paths::root().join("tests/fixtures");
    let mut all = vec![(0, json!({}))];
    for version in 1..=newest {
        let file = folder.join(format!("schema-{version}.json"));
        if file.is_file() {
            all.push((
                version,
                serde_json::from_str(&std::fs::read_to_string(&file)?).doing("a sample of the database")?,
            ));
        } else {
            ensure(version == newest, format!("no sample of version {version} of the database"))?;
        }
    }
    Ok(all)
}

/// Every record of a sample is still there, as it was. What was never readable stays too.
fn keeps(stored: &Stored, sample: &Value) -> Outcome {
    let Some(stores) = sample.as_object() else { return fail("a sample is no object") };
    for (name, records) in stores {
        for record in records.as_array().into_iter().flatten() {
            let key = record[0].as_str().unwrap_or_default();
            let there = stored.store(name).get(key).cloned();
            // The app may write these anew at every start; nothing that a reader made is in them.
            let own = name == "kv" && (key.contains("checkpoint") || key == "settings");
            ensure(own || there.as_ref() == Some(&record[1]), format!("between: {name}/{key} is gone or changed"))?;
        }
    }
    Ok(())
}

/// What a database of the newest version has, as a fresh visit makes it.
async fn shape(rig: &Rig, dist: &Path) -> Outcome<(u64, Vec<String>)> {
    let (profile, host) = (Profile::fresh()?, Site::of(dist)?);
    let window = Window::start(rig, &profile).await?;
    app::open(&window, &host.home()).await?;
    window
        .until("the database", "indexedDB.databases().then((all) => all.some((one) => one.name === 'biaoshuai'))")
        .await?;
    let stored = Stored::read(&window).await?;
    window.quit().await?;
    Ok((stored.version, stored.stores.into_keys().collect()))
}

/// One step, killed `after` the page was asked for.
async fn step(
    rig: &Rig,
    dist: &Path,
    (version, sample): &(u64, Value),
    newest: &(u64, Vec<String>),
    after: Duration,
) -> Outcome<bool> {
    let (profile, host) = (Profile::fresh()?, Site::of(dist)?);
    let window = Window::start(rig, &profile).await?;
    window.open(&format!("{}robots.txt", host.home())).await?;
    if *version > 0 {
        idb::make(&window, *version, sample).await?;
    }
    window
        .js("const home = arguments[0]; setTimeout(() => { location.href = home; });", vec![json!(host.home())])
        .await?;
    sleep(after).await;
    window.kill().await?;
    let window = Window::start(rig, &profile).await?;
    window.open(&format!("{}robots.txt", host.home())).await?;
    let stored = match Stored::read(&window).await {
        // What WebKit was killed while making and can never open: nothing is in it, and the app makes it anew.
        Err(Problem(said)) if *version == 0 && said.contains("Unable to establish IDB database file") => {
            Stored::default()
        }
        read => read?,
    };
    let stores: Vec<String> = stored.stores.keys().cloned().collect();
    let is_new = (stored.version, &stores) == (newest.0, &newest.1);
    let old: Vec<String> = sample.as_object().map(|stores| stores.keys().cloned().collect()).unwrap_or_default();
    let is_old = stored.version == *version && (*version == 0 || stores == old);
    ensure(is_new || is_old, format!("between: version {} with the stores {stores:?}", stored.version))?;
    if *version > 0 {
        keeps(&stored, sample)?;
    }
    // And from there the app opens it and goes on.
    app::open(&window, &host.home()).await?;
    window.until("a database", &format!("indexedDB.databases().then((all) => all.some((one) => one.name === 'biaoshuai' && one.version === {}))", newest.0)).await?;
    if *version > 0 {
        keeps(&Stored::read(&window).await?, sample)?;
    }
    window.quit().await?;
    Ok(is_new && newest.0 != *version)
}

async fn killed(rig: &Rig, dist: &Path, times: usize) -> Outcome<(usize, usize, usize)> {
    let newest = shape(rig, dist).await?;
    let mut rng = rig.rng("migration");
    let samples = samples(newest.0)?;
    let (mut kills, mut new) = (0, 0);
    for sample in &samples {
        for _ in 0..times {
            let after = Duration::from_millis(rng.below(900) as u64);
            let told = |problem: Problem| Problem(format!("version {}, killed after {after:?}: {problem}", sample.0));
            new += usize::from(step(rig, dist, sample, &newest, after).await.map_err(told)?);
            kills += 1;
        }
    }
    Ok((samples.len(), kills, new))
}

/// Every version, killed at random moments of its first start under this one.
///
/// # Errors
/// With what is between.
pub async fn check(rig: &Rig) -> Outcome<String> {
    let (versions, kills, new) = killed(rig, &rig.dist, rig.times(2, 25)).await?;
    Ok(format!(
        "{versions} versions (none, and every released one), {kills} kills: {new} new, {} as before, 0 between",
        kills - new
    ))
}

/// An upgrade that changes what it finds and is not all in one transaction.
///
/// # Errors
/// When that is not found.
pub async fn control(rig: &Rig) -> Outcome<String> {
    let rash = "{
      const opening = indexedDB.open('biaoshuai');
      opening.onsuccess = () => {
        const db = opening.result;
        if (!db.objectStoreNames.contains('log')) return db.close();
        const tx = db.transaction('log', 'readwrite');
        tx.objectStore('log').clear();
        tx.oncomplete = () => db.close();
      };
    }";
    let build = Recipe::new().script(rash).make(&rig.dist)?;
    let newest = shape(rig, &rig.dist).await?;
    let samples = samples(newest.0)?;
    let Some(sample) = samples.last() else { return fail("no sample") };
    found(step(rig, build.folder(), sample, &newest, Duration::from_millis(2500)).await, &["between"])
}
