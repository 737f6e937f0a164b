//! Every screen on every size: nothing to be scrolled sideways, and every control large enough for a thumb.

use crate::problem::{Outcome, ensure};
use crate::screen::Screen;
use crate::stage::Stage;
use crate::student::Student;
use crate::tour::{self, Visitor};
use serde_json::json;
use std::collections::BTreeMap;

/// What does not fit, in words. Links within a paragraph are text, not controls, and may be as high as their line.
const MEASURE: &str = "
const [width] = arguments;
const bad = [];
const over = document.scrollingElement.scrollWidth;
if (over > width) {
  // What is fixed follows the page that others have made too wide.
  const out = (e) => e.getBoundingClientRect().right > width + 0.5 || (e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX === 'visible' && e.clientWidth > 0);
  const wide = [...document.querySelectorAll('#app :not(svg *)')].filter((e) => e.checkVisibility() && !e.closest('.notices') && !e.parentElement.closest('.scroll') && out(e));
  bad.push('wider than the screen by ' + (wide.length ? `${wide.at(-1).tagName}.${wide.at(-1).getAttribute('class')}` : 'something'));
}
for (const e of document.querySelectorAll('a[href], button, summary, label.choice, input[type=text], textarea')) {
  if (!e.checkVisibility({ visibilityProperty: true }) || e.matches('.skip') || e.closest('.fail')) continue;
  const box = e.getBoundingClientRect();
  if (e.matches('a') && getComputedStyle(e).display === 'inline' && e.closest('p')) continue;
  if (box.width < 43.5 || box.height < 43.5)
    bad.push(`${e.tagName}.${e.className} “${e.textContent.trim().slice(0, 12)}” is ${Math.round(box.width)}×${Math.round(box.height)}`);
}
return [...new Set(bad)];";

/// Sizes with the reader's text size in percent.
const LOOKS: [(Screen, u32); 6] = [
    (Screen::PHONE, 100),
    (Screen::PHONE, 200),
    (Screen::SMALL, 100),
    (Screen::SMALL, 200),
    (Screen::LAPTOP, 100),
    (Screen::WIDE, 100),
];

#[derive(Default)]
struct Surveyor {
    /// What does not fit, with the screens where.
    found: BTreeMap<String, Vec<String>>,
}

impl Visitor for Surveyor {
    async fn visit(&mut self, student: &Student, name: &str) -> Outcome {
        let browser = &student.browser;
        let resize = "document.documentElement.dataset.text = arguments[0];
            return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))));";
        for (screen, text) in LOOKS {
            browser.show_on(screen).await?;
            browser.js(resize, vec![json!(text.to_string())]).await?;
            let bad = browser.js(MEASURE, vec![json!(screen.width)]).await?;
            let bad: Vec<String> = serde_json::from_value(bad)?;
            for complaint in bad {
                let complaint = format!("{} at {text} %: {complaint}", screen.name);
                self.found.entry(complaint).or_default().push(name.to_owned());
            }
        }
        browser.js(resize, vec![json!("100")]).await?;
        browser.show_on(Screen::PHONE).await
    }
}

/// Plays the journey.
///
/// # Errors
/// With everything that did not fit.
pub async fn play(stage: &mut Stage<'_>) -> Outcome {
    let student = stage.student()?;
    student.browser.system_theme("light").await?;
    let mut surveyor = Surveyor::default();
    tour::walk(student, &mut surveyor).await?;
    let told = surveyor.found.iter().map(|(complaint, on)| format!("\n    {complaint} ({})", on.join(", ")));
    ensure(surveyor.found.is_empty(), told.collect::<String>())
}
