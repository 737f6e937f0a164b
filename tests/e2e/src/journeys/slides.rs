//! The last row relies on this: every concept, question and answer of the course, drawn by the audience's window itself,
//! fits both screens in letters that can be read.

use crate::problem::{Outcome, ensure, fail};
use crate::screen::Screen;
use crate::stage::Stage;
use biaoshuai::core::branch::{Action, Meeting, Outcome as Done, Plan, Roster, Round, RoundKind, Step, slide, team};
use biaoshuai::core::course::Course;
use biaoshuai::core::exam::{PaperCode, Variant};
use biaoshuai::core::review::Moment;
use biaoshuai::core::route::Route;
use serde_json::{Value, json};

/// A projector that shows less.
const SMALL: Screen = Screen { name: "1280x720", width: 1280, height: 720, scale: 1.0, phone: false };

/// Stands in for the window that leads: tells the audience's one meeting after the other and looks at what it shows.
const LOOK: &str = "
const [id, meetings, done] = arguments;
const wire = new BroadcastChannel('biaoshuai-meeting');
const settled = () => new Promise((next) => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = next;
  port2.postMessage(0);
});
const problems = [];
const unit = Math.min(innerHeight / 1080, innerWidth / 1920);
const check = (name) => {
  const say = (what) => problems.push(name + ': ' + what);
  const big = document.querySelector('.big');
  const area = document.querySelector('.big-area')?.getBoundingClientRect();
  if (!area) return say('nothing on screen');
  const page = document.documentElement;
  if (page.scrollHeight > innerHeight || page.scrollWidth > innerWidth) say('the page scrolls');
  const pages = big.querySelectorAll('.pg-title, .pg > *, .pl-outline, .pl-outline li, .pl-card, .pl-card li, .big-paper > *');
  if (!pages.length) say('no page');
  for (const part of pages) {
    const box = part.getBoundingClientRect();
    const inside = box.top >= area.top + 23 * unit && box.bottom <= area.bottom - 23 * unit;
    if (!inside) say(part.className + ' sticks out by ' + Math.max(area.top - box.top, box.bottom - area.bottom) / unit);
    if (box.left < area.left - 1 || box.right > area.right + 1) say(part.className + ' is too wide');
  }
  for (const part of big.querySelectorAll('*')) {
    if (part.scrollWidth > part.clientWidth + 1 && getComputedStyle(part).display !== 'inline') say((part.className || part.tagName + ' “' + part.textContent.slice(0, 40) + '”') + ' overflows by ' + (part.scrollWidth - part.clientWidth));
    const own = [...part.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    const size = parseFloat(getComputedStyle(part).fontSize) / unit;
    if (own && size < 39.99) say(part.className + ' has letters of ' + size);
  }
};
(async () => {
  wire.postMessage([id, 5, 2, '']);
  for (const [name, words, meeting] of meetings) {
    wire.postMessage([id, 1, 0, meeting]);
    for (let wait = 0; wait < 400; wait++) {
      await settled();
      if (document.querySelector('.big-area')?.textContent.includes(words)) break;
      if (wait > 20) await new Promise((next) => setTimeout(next, 5));
      if (wait === 399) problems.push(name + ': not shown, but ' + document.querySelector('.big')?.textContent);
    }
    check(name);
  }
  wire.close();
  done(problems);
})();";

/// One thing to look at: its name, words on it, and a meeting that shows it.
type Sight = (String, String, String);

/// Plays the journey.
///
/// # Errors
/// With what does not fit.
pub async fn play(stage: &mut Stage<'_>) -> Outcome {
    let student = stage.student()?;
    student.open_home().await?;
    let sights = sights(&student.course)?;
    ensure(sights.len() > 1300, format!("only {} things to look at", sights.len()))?;
    let (_, _, first) = &sights[0];
    student.plant_text(&format!("meeting/{}/slides", student.course.id), first).await?;
    for screen in [Screen::WIDE, SMALL] {
        student.browser.show_on(screen).await?;
        student.open(&Route::Audience("slides".into())).await?;
        student.browser.see(".big-frame").await?;
        for some in sights.chunks(100) {
            let told = student.browser.js_async(LOOK, vec![json!("slides"), json!(some)]).await?;
            let Value::Array(problems) = told else { return fail("the script said nothing") };
            let few: Vec<&str> = problems.iter().filter_map(Value::as_str).take(12).collect();
            ensure(few.is_empty(), format!("{}: {} problems: {few:#?}", screen.name, problems.len()))?;
        }
    }
    Ok(())
}

/// Every page of every concept, and every question as it is asked and answered.
fn sights(course: &Course) -> Outcome<Vec<Sight>> {
    let mut sights = Vec::new();
    for section in &course.sections {
        let concepts: Vec<_> = course.concepts_of(&section.id).collect();
        let words = concepts.last().map_or_else(String::new, |concept| concept.title.clone());
        let step = Step::Learn(concepts.into_iter().map(|concept| concept.id.clone()).take(3).collect());
        sights.push((format!("{} in its place", section.id), words, after(course, step, Vec::new())?));
    }
    let Ok(code) = PaperCode::new(course, None, 5, Variant::A) else { return fail("no paper") };
    let code = code.to_string();
    sights.push(("a paper".to_owned(), code.clone(), after(course, Step::Results, vec![Action::Paper { code }])?));
    for concept in &course.concepts {
        let step = Step::Learn(vec![concept.id.clone()]);
        for (number, page) in slide::concept(course, concept).iter().enumerate() {
            let beat = page.blocks.iter().map(|block| block.beat).max().unwrap_or(0);
            let words = page.blocks.last().map_or_else(String::new, |block| block.text.clone());
            let name = format!("{} page {}", concept.id, number + 1);
            sights.push((name, words, after(course, step.clone(), vec![Action::Next; beat + 1])?));
        }
    }
    for question in &course.questions {
        let step = Step::Round(Round::new(RoundKind::Turns).with(vec![question.id.clone()]));
        let stem = question.stem.replace(biaoshuai::core::question::BLANK, "＿＿＿＿");
        sights.push((format!("{} asked", question.id), stem, after(course, step.clone(), vec![Action::Next; 2])?));
        let steps = vec![Action::Next, Action::Next, Action::Reveal];
        sights.push((format!("{} answered", question.id), question.why.clone(), after(course, step, steps)?));
    }
    Ok(sights)
}

/// A meeting of one step after some actions, as it is stored.
fn after(course: &Course, step: Step, actions: Vec<Action>) -> Outcome<String> {
    let roster = Roster::numbers(12);
    let teams = team::drawn(&roster, 6, 1);
    let course_id = course.id.clone();
    let plan = Plan { id: "p".into(), title: "看一遍".into(), course: course_id, roster, teams, steps: vec![step] };
    let at = |utc_ms| Moment { utc_ms, zone_min: 480 };
    let mut meeting = Meeting::new("slides".into(), plan, 11, at(0));
    for (place, action) in (1..).zip(actions) {
        let done = meeting.act(course, action, at(place * 1000));
        ensure(done == Done::Done, format!("{done:?}"))?;
    }
    Ok(serde_json::to_string(&meeting)?)
}
