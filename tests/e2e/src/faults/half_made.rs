//! Learners rely on this: a browser that was ended while it made the database is no reason why nothing is ever saved, and
//! a database that was ever used is never cleared for it.

use super::build::Recipe;
use super::engine::Engine;
use super::idb::Stored;
use super::rig::Rig;
use super::window::Window;
use super::{app, found, study};
use crate::problem::{Doing, Outcome, Problem, ensure};
use crate::profile::Profile;
use crate::release::sha256;
use crate::site::Site;
use flate2::read::GzDecoder;
use serde_json::json;
use std::io::Read;
use std::path::Path;

/// What WebKit left of a database when it was killed within the first second of a first visit: tables, and nothing in them.
/// It lies in a file, and no browser of that engine can open it.
const LEFT: &str = "tests/fixtures/half-made.sqlite3.gz";

/// Opening fails as it does in WebKit, in a way that the window's name says: `refused` until the database is deleted,
/// `once` only the first time, `unlisted` as one that is not there, `forbidden` without `localStorage`, `full` with one that
/// can only be read.
const PRETEND: &str = "{
  const way = new Set(window.name.split(' '));
  const { open, deleteDatabase, databases } = IDBFactory.prototype;
  let refused = way.has('refused') ? Infinity : way.has('once') ? 1 : 0;
  IDBFactory.prototype.open = function (...given) {
    if (given[0] !== 'biaoshuai' || refused <= 0) return open.apply(this, given);
    refused -= 1;
    const request = open.call(this, 'none', 1);
    request.addEventListener('upgradeneeded', (event) => { event.stopImmediatePropagation(); request.transaction.abort(); });
    const error = new DOMException('Unable to establish IDB database file', 'UnknownError');
    Object.defineProperty(request, 'error', { get: () => error });
    return request;
  };
  IDBFactory.prototype.deleteDatabase = function (...given) {
    refused = 0;
    return deleteDatabase.apply(this, given);
  };
  IDBFactory.prototype.databases = async function () {
    const all = await databases.call(this);
    return way.has('unlisted') && refused ? all.filter((one) => one.name !== 'biaoshuai') : all;
  };
  if (way.has('full')) Storage.prototype.setItem = () => { throw new DOMException('no room', 'QuotaExceededError'); };
  if (way.has('forbidden')) {
    Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });
  }
}";

/// Ways in which a whole database cannot be read, whether it was noted that it was opened, and whether the app gets at it
/// after all.
const WHOLE: [(&str, bool, bool); 5] = [
    ("refused unlisted", true, false),
    ("refused", false, false),
    ("once unlisted", false, true),
    ("refused unlisted forbidden", true, false),
    ("refused unlisted full", false, false),
];

/// Answers of one visit.
const ANSWERS: usize = 3;

/// Answers some questions; returns when they are saved.
async fn answer(rig: &Rig, window: &Window, home: &str) -> Outcome {
    let session = study::plant(rig, window, 1, ANSWERS).await?;
    app::open(window, &study::address(home, &session)).await?;
    study::begin(window, ANSWERS).await?;
    study::over(window).await?;
    Ok(())
}

/// The answers are there.
async fn kept(window: &Window, when: &str) -> Outcome {
    let count = Stored::read(window).await?.store("log").len();
    ensure(count == ANSWERS, format!("{count} answers instead of {ANSWERS} {when}"))
}

/// Goes to the app in a way that the script knows.
async fn visit(window: &Window, home: &str, way: &str) -> Outcome {
    window.js("window.name = arguments[0];", vec![json!(way)]).await?;
    app::open(window, home).await
}

/// True where the app says that it has no database.
const SAYS_SO: &str = "document.querySelector('.notice[role=alert]')?.textContent.includes('没有打开本机数据')";

/// On the app's first screen: it has a database, and what is answered is there after a restart.
async fn works(rig: &Rig, window: Window, profile: &Profile, home: &str) -> Outcome {
    let made = "indexedDB.databases().then((all) => all.some((one) => one.name === 'biaoshuai' && one.version > 0))";
    window.until("a database", made).await?;
    ensure(window.value(SAYS_SO).await != json!(true), "it says that it has no database")?;
    window.js("window.name = '';", Vec::new()).await?;
    answer(rig, &window, home).await?;
    window.quit().await?;
    let window = Window::start(rig, profile).await?;
    app::open(&window, home).await?;
    kept(&window, "after a restart").await?;
    window.quit().await
}

/// A first visit whose browser says that the database is half made.
async fn pretended(rig: &Rig, dist: &Path) -> Outcome {
    let (profile, host) = (Profile::fresh()?, Site::of(dist)?);
    let window = Window::start(rig, &profile).await?;
    window.open(&format!("{}robots.txt", host.home())).await?;
    visit(&window, &host.home(), "refused unlisted").await?;
    works(rig, window, &profile, &host.home()).await
}

/// A visit of WebKit to what it has left.
async fn left(rig: &Rig, dist: &Path) -> Outcome {
    let (profile, host) = (Profile::fresh()?, Site::of(dist)?);
    let origin = host.origin().replace("://", "_").replace(':', "_");
    let folder = profile.folder().join("databases/indexeddb/v1").join(origin).join(sha256("biaoshuai").to_uppercase());
    std::fs::create_dir_all(&folder)?;
    let mut file = Vec::new();
    let packed = std::fs::File::open(xtask::paths::root().join(LEFT)).doing(LEFT)?;
    GzDecoder::new(packed).read_to_end(&mut file).doing(LEFT)?;
    std::fs::write(folder.join("IndexedDB.sqlite3"), &file)?;
    let window = Window::start(rig, &profile).await?;
    window.open(&format!("{}robots.txt", host.home())).await?;
    let trouble = Stored::read(&window).await.err().map(|problem| problem.0).unwrap_or_default();
    ensure(trouble.contains("Unable to establish"), format!("the file is not what WebKit cannot open: {trouble}"))?;
    app::open(&window, &host.home()).await?;
    works(rig, window, &profile, &host.home()).await
}

/// A whole database that cannot be read for the length of a visit.
async fn whole(rig: &Rig, dist: &Path, (way, noted, reaches): (&str, bool, bool)) -> Outcome {
    let (profile, host) = (Profile::fresh()?, Site::of(dist)?);
    let window = Window::start(rig, &profile).await?;
    app::open(&window, &host.home()).await?;
    answer(rig, &window, &host.home()).await?;
    window.open(&format!("{}robots.txt", host.home())).await?;
    if !noted {
        window.js("localStorage.removeItem('biaoshuai.opened');", Vec::new()).await?;
    }
    visit(&window, &host.home(), way).await?;
    if reaches {
        ensure(window.value(SAYS_SO).await != json!(true), "it says that it has no database")?;
    } else {
        window.until("the words about the database", SAYS_SO).await?;
    }
    // A browser that still holds what a control has deleted would not let it be read.
    window.quit().await?;
    let window = Window::start(rig, &profile).await?;
    app::open(&window, &host.home()).await?;
    kept(&window, "after a visit that could not read them").await?;
    window.quit().await
}

/// Half-made databases, and whole ones for which the browser says the same.
///
/// # Errors
/// With what was not saved, or lost.
pub async fn check(rig: &Rig) -> Outcome<String> {
    let build = Recipe::new().script(PRETEND).make(&rig.dist)?;
    let (times, mut anew) = (rig.times(1, 10), 0);
    for _ in 0..times {
        pretended(rig, build.folder()).await?;
        anew += 1;
        if rig.engine == Engine::WebKit {
            left(rig, &rig.dist).await?;
            anew += 1;
        }
    }
    for way in WHOLE {
        whole(rig, build.folder(), way).await.map_err(|problem| Problem(format!("“{}”: {problem}", way.0)))?;
    }
    Ok(format!("{anew} half made: all made anew and used; {} ways of not reading a whole one: 0 cleared", WHOLE.len()))
}

/// A page that never clears one, and one that clears without looking.
///
/// # Errors
/// When one of them is not found.
pub async fn control(rig: &Rig) -> Outcome<String> {
    const CALL: &str = "makeAnew: makeAnew,";
    let never = Recipe::new().script(PRETEND).edit("boot", CALL, "").make(&rig.dist)?;
    let outcome = if rig.engine == Engine::WebKit {
        left(rig, never.folder()).await
    } else {
        pretended(rig, never.folder()).await
    };
    let never = found(outcome, &["waited", "it says that it has no database"])?;
    let rash = "makeAnew: function () { return clearUnlessItOpens(); },";
    let rash = Recipe::new().script(PRETEND).edit("boot", CALL, rash).make(&rig.dist)?;
    let rash = found(whole(rig, rash.folder(), ("refused", true, true)).await, &["0 answers instead of"])?;
    Ok(format!("{never}; {rash}"))
}
