//! Learners rely on this: a first visit whose line breaks anywhere ends with the app or with a page that says so and has a
//! button that works; never with half of it.

use super::app::{self, Page};
use super::build::Recipe;
use super::engine::Engine;
use super::found;
use super::rig::Rig;
use super::visitor::Visitor;
use super::window::Window;
use crate::problem::{Outcome, Problem, ensure};
use crate::profile::Profile;
use crate::site::Site;
use biaoshuai::core::route::Route;
use serde_json::json;
use std::path::Path;
use std::time::Duration;
use tokio::time::sleep;

/// How often somebody reloads the browser's own page about a broken line, once the line is whole.
const RELOADS: usize = 3;

/// How long after the next page WebKit's browser may still replace it by its own about the one before.
const LATE: Duration = Duration::from_secs(2);

/// How long after its line is whole again a page may lack what broke off: it asks in ever longer intervals.
const MENDED: Duration = Duration::from_secs(45);

/// How long a page that asks only once is given: the others have asked three times by then.
const UNMENDED: Duration = Duration::from_secs(12);

/// Whether every style sheet of the page is there to its end.
const STYLED: &str = "[...document.querySelectorAll('link[rel=stylesheet]')].every((link) => {
  try {
    return [...link.sheet.cssRules].at(-1)?.selectorText === '.whole';
  } catch {
    return false;
  }
})";

/// Where the line breaks in a first visit.
#[derive(Clone, Debug)]
struct Cut {
    file: String,
    /// Bytes of the file that still come.
    at: usize,
    /// How long the page may then lack the file.
    patience: Duration,
}

impl Cut {
    fn new(file: &str, at: usize) -> Self {
        Self { file: file.to_owned(), at, patience: MENDED }
    }
}

/// What became of all the visits.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    worked: usize,
    told: usize,
    empty: usize,
    /// How often there was no offline copy before the browser was started again.
    restarted: usize,
}

/// The paths that a first visit asks for, its offline copy and all, with what each weighs on the line.
async fn files(window: &Window, dist: &Path) -> Outcome<Vec<(String, usize)>> {
    let host = Site::of(dist)?;
    app::open(window, &host.home()).await?;
    app::keep_all(window).await?;
    let mut asked = host.sizes();
    asked.sort();
    asked.dedup_by(|one, other| one.0 == other.0);
    ensure(asked.len() > 10, format!("a first visit asks for {} files only", asked.len()))?;
    Ok(asked)
}

/// One first visit with a file that breaks off after so many bytes, as often as it is asked for; then the line is whole
/// again, and whoever was told so tries again. Returns the count with it added.
async fn visit(visitor: &mut Visitor<'_>, dist: &Path, cut: &Cut, mut count: Count) -> Outcome<Count> {
    let host = Site::of(dist)?;
    let window = visitor.window().await?;
    host.faults.cut(&cut.file, cut.at);
    let told = |problem: Problem| Problem(format!("{problem}; {}", host.last_asked()));
    come(window, &host, cut, &mut count).await.map_err(told)?;
    if visitor.engine() == Engine::WebKit && !is_kept(visitor.window().await?).await {
        // It lets an installation rest whose pages were left, and registers nothing more until it is started again.
        count.restarted += 1;
        visitor.close().await?;
        app::open(visitor.window().await?, &host.home()).await.map_err(told)?;
    }
    app::keep_all(visitor.window().await?).await.map_err(told)?;
    Ok(count)
}

/// Whether there is an offline copy after a while.
async fn is_kept(window: &Window) -> bool {
    window.until("可离线使用", "window.biaoshuai?.offline?.state === 'ready'").await.is_ok()
}

async fn come(window: &Window, host: &Site, cut: &Cut, count: &mut Count) -> Outcome {
    let file = cut.file.as_str();
    window.open(&host.home()).await?;
    sleep(Duration::from_secs(if file == "/" { 2 } else { 0 })).await;
    let is_empty_so_far = file == "/" && is_empty(window).await;
    match if is_empty_so_far { Ok(None) } else { app::settled(window, app::long(window)).await.map(Some) } {
        Ok(Some(Page::Works)) => {
            count.worked += 1;
            study_a_little(window, host).await?;
            mended(window, host, cut).await?;
        }
        Ok(Some(Page::Told)) => {
            host.faults.heal();
            match app::try_again(window).await {
                Ok(()) => count.told += 1,
                // WebKit's browser has put its own page in the place of the one with the button.
                Err(_) if file == "/" && is_empty(window).await => count.empty += 1,
                Err(problem) => return Err(problem),
            }
        }
        Ok(None) => count.empty += 1,
        // WebKit takes its time before it replaces what it has by its own page about it.
        Err(_) if file == "/" && is_empty(window).await => count.empty += 1,
        Err(problem) => return Err(problem),
    }
    // Whatever broke off: with a whole line all of it is there in the end, without anybody's doing but coming back. The
    // page of the browser itself about a broken line may come only now and replace what is opened; then one reloads.
    host.faults.heal();
    for _ in 0..RELOADS {
        window.open(&host.home()).await?;
        let works = app::running(window).await;
        if file == "/" {
            sleep(LATE).await;
        }
        if !is_empty(window).await {
            return works;
        }
    }
    app::running(window).await
}

/// Whether so little of the page itself has arrived that nothing of ours runs or is there to be read, or the browser shows
/// its own page about it.
async fn is_empty(window: &Window) -> bool {
    window.value("!window.biaoshuai && !/作表率/.test(document.body?.innerText)").await == json!(true)
}

/// An app that works answers: a question can be answered, and every place of the navigation shows or says what is missing.
async fn study_a_little(window: &Window, host: &Site) -> Outcome {
    window.click("#start-today, a.resume", None).await?;
    window.see(".question").await?;
    for place in ["learn", "practice", "me"] {
        window.js("history.back();", vec![]).await?;
        window.open(&format!("{}{place}", host.home())).await?;
        app::settled(window, app::long(window)).await?;
    }
    Ok(())
}

/// A page whose style, or whose later part, did not come gets it by itself once the line is whole.
async fn mended(window: &Window, host: &Site, Cut { file, patience, .. }: &Cut) -> Outcome {
    let comes_later = file.starts_with("/branch-") || file.contains("/split_later.");
    if comes_later {
        window.open(&format!("{}{}", host.home(), Route::Branch)).await?;
        app::settled(window, app::long(window)).await?;
    } else if !file.ends_with(".css") {
        return Ok(());
    }
    host.faults.heal();
    if comes_later {
        let there = "document.querySelector('#main h1')?.textContent.includes('支部学习') && !document.querySelector('#reopen')";
        window.within(*patience, "支部学习 with a whole line", there).await?;
    }
    window.within(*patience, "the style of a page with a whole line", STYLED).await?;
    Ok(())
}

async fn visits(rig: &Rig, dist: &Path, cuts: &[Cut]) -> Outcome<(Count, String)> {
    let mut count = Count::default();
    let mut visitor = Visitor::new(rig)?;
    for (number, cut) in cuts.iter().enumerate() {
        let told = |problem| Problem(format!("visit {number}, {} cut after {} bytes: {problem}", cut.file, cut.at));
        count = visitor.take(told, async |visitor| visit(visitor, dist, cut, count).await).await?;
        rig.progress("first loads", number + 1, cuts.len());
    }
    visitor.close().await?;
    Ok((count, visitor.ends_in_words()))
}

/// Cut once in every file, and at random bytes of all that is sent.
///
/// # Errors
/// With the visit that ended half.
pub async fn check(rig: &Rig) -> Outcome<String> {
    let profile = Profile::fresh()?;
    let window = Window::start(rig, &profile).await?;
    let files = files(&window, &rig.dist).await?;
    window.quit().await?;
    let mut rng = rig.rng("first load");
    let mut cuts: Vec<Cut> = files.iter().map(|(file, size)| Cut::new(file, rng.below((*size).max(1)))).collect();
    if !rig.full {
        rng.shuffle(&mut cuts);
        // What a page lacks and has to get by itself is always among them.
        cuts.sort_by_key(|cut| !cut.file.ends_with(".css"));
        cuts.truncate(5);
    }
    let all: usize = files.iter().map(|(_, size)| size).sum();
    // The page itself is small and would hardly ever be hit, and most depends on it.
    let page = files.iter().find(|(file, _)| file == "/").map_or(0, |(_, size)| *size);
    cuts.extend((0..rig.times(1, 10)).map(|_| Cut::new("/", rng.below(page.max(1)))));
    for _ in 0..rig.times(4, 100) {
        let mut at = rng.below(all);
        let hit = files.iter().find(|(_, size)| {
            let here = at < *size;
            at -= if here { 0 } else { *size };
            here
        });
        cuts.extend(hit.map(|(file, _)| Cut::new(file, at)));
    }
    let (Count { worked, told, empty, restarted }, ends) = visits(rig, &rig.dist, &cuts).await?;
    let restarted = match restarted {
        0 => String::new(),
        times => format!(", {times} times an offline copy only after the browser was started again"),
    };
    Ok(format!(
        "{} cuts in {} files: {worked} worked, {told} said so and went on at a tap, {empty} before anything of the page (the browser's own way to reload, and then fine), 0 half{restarted}{ends}",
        cuts.len(),
        files.len()
    ))
}

/// A page that says nothing when its program does not come, neither by its scripts nor by itself; and one that believes in
/// a style sheet whose rules cannot be read.
///
/// # Errors
/// When that is not found.
pub async fn control(rig: &Rig) -> Outcome<String> {
    let silent = Recipe::new()
        .edit("start", "startProgram().catch((error) => shell.fail('load', error));", "startProgram().catch(() => {});")
        .edit("index.html", "class=\"stuck\"", "class=\"stuck\" hidden")
        .edit("boot", "if (!api.running) fail('slow', '');", "")
        .make(&rig.dist)?;
    let wasm = silent.files()?.into_iter().find(|name| name.ends_with("_bg.wasm")).unwrap_or_default();
    let cut = Cut::new(&format!("/{wasm}"), 5000);
    let silent = found(visits(rig, silent.folder(), &[cut]).await, &["a page that works"])?;
    let plain = Recipe::new().edit("start", "if (isWhole(link)) return link;", "return link;").make(&rig.dist)?;
    let sheet = plain.files()?.into_iter().find(|name| name.starts_with("app-") && name.ends_with(".css"));
    let cut = Cut { patience: UNMENDED, ..Cut::new(&format!("/{}", sheet.unwrap_or_default()), 5000) };
    let plain = found(visits(rig, plain.folder(), &[cut]).await, &["the style of a page"])?;
    Ok(format!("{silent}; {plain}"))
}
