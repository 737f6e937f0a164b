//! Learners rely on this: what was opened once opens without any network, every screen of it, also after a restart; and
//! the app never asks anybody else for anything.

use super::build::Recipe;
use super::places;
use super::rig::Rig;
use super::study;
use super::window::Window;
use super::{app, found};
use crate::problem::{Outcome, Problem, ensure, fail};
use crate::profile::Profile;
use crate::site::Site;
use biaoshuai::core::ids::SessionId;
use biaoshuai::core::route::Route;
use serde_json::json;
use std::path::Path;
use std::time::Duration;
use xtask::server::Pace;

/// A line on which a program that is fetched twice is fetched twice at the same time.
const SLOW: Pace = Pace { slice: 4096, pause: Duration::from_millis(8) };

/// The first visit: everything is kept, and a session with answers is there.
async fn visit(rig: &Rig, window: &Window, host: &Site) -> Outcome<SessionId> {
    host.faults.slow(SLOW);
    app::open(window, &host.home()).await?;
    host.faults.heal();
    app::keep_all(window).await?;
    // It is the most of what there is to wait for.
    let program = host.asked().iter().filter(|path| path.ends_with("/biaoshuai_bg.wasm")).count();
    ensure(program == 1, format!("the program was fetched {program} times on the first visit"))?;
    let session = study::plant(rig, window, 1, 2).await?;
    app::open(window, &study::address(&host.home(), &session)).await?;
    study::begin(window, 2).await?;
    study::over(window).await?;
    Ok(session)
}

/// Everything a learner does without a network: every address, or so many of them, then the ways of studying.
async fn tour(rig: &Rig, window: &Window, host: &Site, (session, most): (&SessionId, usize)) -> Outcome<usize> {
    let mut routes = places::all(&rig.course, session)?;
    if most < routes.len() {
        rig.rng("offline").shuffle(&mut routes);
        routes.truncate(most);
    }
    for route in &routes {
        let told = |problem: Problem| Problem(format!("/{route}: {problem}"));
        app::open(window, &format!("{}{route}", host.home())).await.map_err(told)?;
        let heading = app::heading(window).await.map_err(told)?;
        // Of an address that names nothing stored here the app says so.
        let names_nothing = matches!(route, Route::Unknown(_)) || route.to_string().contains("none");
        ensure(names_nothing || !heading.contains("没有找到"), format!("/{route} says “{heading}”"))?;
    }
    modes(rig, window, host).await?;
    Ok(routes.len())
}

/// Today's questions, a challenge and an exam can be begun, a concept recited and a card turned.
async fn modes(rig: &Rig, window: &Window, host: &Site) -> Outcome {
    let home = host.home();
    app::open(window, &home).await?;
    window.click("#start-today, a.resume", None).await?;
    window.see(".question").await?;
    app::open(window, &format!("{home}{}", Route::Exams)).await?;
    window.click("#start:not([aria-disabled])", None).await?;
    window.see(".question").await?;
    app::open(window, &format!("{home}{}", Route::Practice)).await?;
    window.click("#challenge", None).await?;
    window.see(".question").await?;
    let list = rig.course.concepts.iter().find(|concept| concept.members.len() > 2);
    let Some(list) = list else { return fail("the course has no list") };
    app::open(window, &format!("{home}{}", Route::Ladder(rig.course.id.clone(), list.id.clone()))).await?;
    window.click("#go", None).await?;
    app::open(window, &format!("{home}{}", Route::Branch)).await?;
    window.click("#look", None).await?;
    window
        .until("the plan of a meeting", "document.querySelector('#main h1')?.textContent.includes('会议方案')")
        .await?;
    Ok(())
}

/// Visits a build, takes the host away, restarts the browser and looks at everything; then once more with a host that
/// answers nothing but writes down what it is asked.
async fn without_network(rig: &Rig, dist: &Path, most: [usize; 2]) -> Outcome<[usize; 2]> {
    let profile = Profile::fresh()?;
    let mut host = Site::of(dist)?;
    let window = Window::start(rig, &profile).await?;
    let session = visit(rig, &window, &host).await?;
    window.quit().await?;
    host.down();
    let window = Window::start(rig, &profile).await?;
    let stopped = tour(rig, &window, &host, (&session, most[0])).await?;
    host.faults.deaf();
    host.up()?;
    host.forget();
    let deaf = tour(rig, &window, &host, (&session, most[1])).await?;
    window.quit().await?;
    let worker = "/sw.js";
    // Looking for a newer build is what a network is for, and without one it is all that is tried.
    let asked: Vec<String> = host.asked().into_iter().filter(|path| *path != worker).collect();
    let shown = asked.iter().take(5).cloned().collect::<Vec<_>>().join(" ");
    ensure(asked.is_empty(), format!("{} failed requests, as for {shown}", asked.len()))?;
    Ok([stopped, deaf])
}

/// Server stopped, browser restarted: every route and mode works, and nothing is asked for in vain.
///
/// # Errors
/// With what did not work.
pub async fn check(rig: &Rig) -> Outcome<String> {
    let [stopped, deaf] = without_network(rig, &rig.dist, [rig.times(6, usize::MAX), usize::MAX]).await?;
    Ok(format!(
        "host stopped, browser restarted: {stopped} screens and 5 modes; host deaf: {deaf} and 5; 0 failed requests"
    ))
}

/// A worker that leaves the page itself to the network, and a page that asks for a file that nobody keeps.
///
/// # Errors
/// When one of them is not found.
pub async fn control(rig: &Rig) -> Outcome<String> {
    let leaky = Recipe::new()
        .edit(
            "sw.js",
            "const response = await fromBuild(own, file ?? own",
            "const response = await fetch(event.request); own",
        )
        .edit("sw.js", ".byPath.get(new URL(urlOf(INDEX)).pathname));", ".byPath.get('');")
        .make(&rig.dist)?;
    found(without_network(rig, leaky.folder(), [1, 1]).await, &["a page that works", "离线文件不完整"])?;
    let asking = Recipe::new().script("fetch('/kept-by-nobody.txt').catch(() => {});").make(&rig.dist)?;
    found(without_network(rig, asking.folder(), [1, 1]).await, &["failed requests"])
}

/// Nothing was asked of any other host in everything that ran before this.
///
/// # Errors
/// With what was.
pub fn foreign(rig: &Rig) -> Outcome<String> {
    let (own, caught): (Vec<_>, Vec<_>) = rig.trap.caught().into_iter().partition(|line| rig.engine.is_its_own(line));
    let first = caught.first().map_or("", String::as_str);
    ensure(caught.is_empty(), format!("{} requests to others, as: {first}", caught.len()))?;
    let aside = if own.is_empty() { String::new() } else { format!("; the browser itself tried {}", own.len()) };
    Ok(format!("0 here; looked for after every property{aside}"))
}

/// A page that asks others, by everything a page can ask with, with its policy and without.
///
/// # Errors
/// When that is not found.
pub async fn foreign_control(rig: &Rig) -> Outcome<String> {
    let asks = "addEventListener('load', () => { fetch('http://stats.example/a').catch(() => {}); new Image().src = 'http://stats.example/b.png'; });";
    let open =
        Recipe::new().script(asks).edit("index.html", "http-equiv=\"Content-Security-Policy\"", "name=\"policy\"");
    let before = rig.trap.caught().len();
    let (profile, build) = (Profile::fresh()?, open.make(&rig.dist)?);
    let host = Site::of(build.folder())?;
    let window = Window::start(rig, &profile).await?;
    app::open(&window, &host.home()).await?;
    tokio::time::sleep(std::time::Duration::from_secs(1)).await;
    window.quit().await?;
    let caught = rig.trap.caught().split_off(before);
    let both =
        ["/a", "/b.png"].iter().all(|path| caught.iter().any(|line| line.contains(&format!("stats.example{path}"))));
    rig.trap.forget();
    ensure(both, format!("the trap caught {} of 2 requests to another host", caught.len()))?;
    Ok("without the policy: 2 caught".to_owned())
}

/// Below a path, with every shape of link, and deep links without a network.
///
/// # Errors
/// With the address that does not open.
pub async fn addresses(rig: &Rig) -> Outcome<String> {
    let mut opened = addresses_of(rig, &rig.dist, "/").await?;
    if let Some(dist) = &rig.dist_sub {
        opened += addresses_of(rig, dist, "/study/").await?;
    }
    let below = if rig.dist_sub.is_some() { "at / and /study/" } else { "at / only: no build for a path was given" };
    Ok(format!("{opened} addresses {below}, 20 query shapes, online and offline"))
}

/// At the root or below a path, online or offline.
const CORNERS: usize = 4;

/// One of them. In the long form every address meets every shape of query once, each in another corner than the one before:
/// so every address and every shape is in all of them, and what depends on two of the three is tried.
const fn corner(base: &str, online: bool) -> usize {
    let below = base.len() > 1;
    (if below { 2 } else { 0 }) + (if online { 1 } else { 0 })
}

async fn addresses_of(rig: &Rig, dist: &Path, base: &str) -> Outcome<usize> {
    let profile = Profile::fresh()?;
    let mut host = Site::start(dist, base)?;
    let window = Window::start(rig, &profile).await?;
    // The first visit comes by a deep link with a query.
    app::open(&window, &format!("{}{}{}", host.home(), Route::Learn, places::QUERIES[1])).await?;
    app::keep_all(&window).await?;
    let routes = places::all(&rig.course, &"none".into())?;
    let mut opened = 0;
    for online in [true, false] {
        if !online {
            host.down();
        }
        for (place, query) in places::QUERIES.iter().enumerate() {
            // A control needs no more than one that does not open.
            let chosen = if rig.full && !rig.hurry.get() {
                let here = corner(base, online);
                let due = |number: &usize| (number + place) % CORNERS == here;
                (0..routes.len()).filter(due).map(|number| routes[number].clone()).collect()
            } else {
                vec![routes[(place * 7 + usize::from(online)) % routes.len()].clone()]
            };
            for route in chosen {
                let url = format!("{}{route}{query}", host.home());
                let told =
                    |problem| Problem(format!("{url} ({}): {problem}", if online { "online" } else { "offline" }));
                app::open(&window, &url).await.map_err(told)?;
                let here = window.value("location.pathname").await;
                let meant = format!("{base}{route}");
                ensure(here == json!(meant), format!("{url} leads to {here}"))?;
                opened += 1;
            }
        }
    }
    window.quit().await?;
    Ok(opened)
}

/// The worker takes a query for a part of a file's name.
///
/// # Errors
/// When that is not found.
pub async fn addresses_control(rig: &Rig) -> Outcome<String> {
    let strict = Recipe::new()
        .edit(
            "sw.js",
            "const file = own.byPath.get(url.pathname);",
            "if (url.search) return fetch(event.request); const file = own.byPath.get(url.pathname);",
        )
        .make(&rig.dist)?;
    found(addresses_of(rig, strict.folder(), "/").await, &["offline"])
}
