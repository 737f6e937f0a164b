//! Accessibility by axe-core: every screen, light and dark.

use crate::args::Args;
use crate::branch_tour;
use crate::driver::Driver;
use crate::problem::{Doing, Outcome, ensure, fail};
use crate::screen::Screen;
use crate::stage::Stage;
use crate::student::Student;
use crate::tally::Tally;
use crate::tour::{self, Visitor};
use serde::Deserialize;
use serde_json::json;

/// WCAG 2.2 AA and what is known to help.
const RUN: &str = "
const [done] = arguments;
axe.run(document, {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  resultTypes: ['violations'],
  preload: false,
}).then(
  (result) => done({ found: result.violations.map((one) => ({ id: one.id, help: one.help,
    nodes: one.nodes.map((node) => node.target.join(' ') + ': ' + node.failureSummary.split('\\n').slice(1).join(';')) })) }),
  (error) => done({ found: [{ id: 'axe', help: '' + error, nodes: [] }] }),
);";

#[derive(Debug, Deserialize)]
struct Report {
    found: Vec<Violation>,
}

#[derive(Debug, Deserialize)]
struct Violation {
    id: String,
    help: String,
    nodes: Vec<String>,
}

/// Runs axe on what is shown.
struct Examiner {
    axe: String,
    tally: Tally,
    only: String,
}

impl Visitor for Examiner {
    async fn visit(&mut self, student: &Student, name: &str) -> Outcome {
        if !name.contains(&self.only) {
            return Ok(());
        }
        for theme in ["light", "dark"] {
            let result = self.examine(student, theme).await;
            self.tally.note(&format!("axe {name} {theme}"), &result);
        }
        student.browser.system_theme("light").await
    }
}

impl Examiner {
    async fn examine(&self, student: &Student, theme: &str) -> Outcome {
        let browser = &student.browser;
        browser.system_theme(theme).await?;
        if browser.js("return typeof axe;", Vec::new()).await? != json!("object") {
            browser.js(&self.axe, Vec::new()).await.doing("putting axe into the page")?;
        }
        let report: Report = serde_json::from_value(browser.js_async(RUN, Vec::new()).await?)?;
        let told: Vec<String> = report
            .found
            .iter()
            .map(|Violation { id, help, nodes }| format!("\n    {id}: {help}\n      {}", nodes.join("\n      ")))
            .collect();
        ensure(told.is_empty(), told.concat())
    }
}

/// Examines every screen; `false` when anything was found.
///
/// # Errors
/// When the driver does not start.
pub async fn run(args: &Args) -> Outcome<bool> {
    let Some(file) = &args.axe else { return fail("axe needs --axe FILE") };
    let axe = std::fs::read_to_string(file).doing(&file.display().to_string())?;
    let driver = Driver::start().await?;
    let stage = Stage::set(&driver, &args.dist, "/", Screen::LONG).await?;
    let mut examiner = Examiner { axe, tally: Tally::start(), only: args.only.clone() };
    stage.student()?.browser.system_theme("light").await?;
    // Who only wants the windows of a meeting need not walk through everything else.
    let only_branch = args.only.starts_with("branch-");
    let walked = if only_branch { Ok(()) } else { tour::walk(stage.student()?, &mut examiner).await };
    if walked.is_err() {
        stage.keep_evidence("axe").await;
    }
    examiner.tally.note("axe saw every screen", &walked);
    let walked = branch_tour::walk(stage.student()?, &mut examiner).await;
    examiner.tally.note("axe saw the windows of a meeting", &walked);
    stage.close().await?;
    if only_branch {
        return Ok(examiner.tally.close());
    }
    let walked = tour::walk_two_courses(&driver, &args.dist, Screen::LONG, &mut examiner).await;
    examiner.tally.note("axe saw the choice of courses", &walked);
    Ok(examiner.tally.close())
}
