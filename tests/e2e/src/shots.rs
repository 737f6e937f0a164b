//! Pictures of every screen on every size, light and dark.

use crate::args::Args;
use crate::branch_tour;
use crate::driver::Driver;
use crate::problem::{Outcome, fail};
use crate::screen::Screen;
use crate::stage::Stage;
use crate::student::Student;
use crate::tour::{self, Visitor};
use serde_json::json;
use std::path::PathBuf;

struct Photographer {
    out: PathBuf,
    only: String,
    taken: usize,
}

/// To the top, or as far down as the app itself would go to show the feedback; and all text fields still.
const POSE: &str = "
scrollTo(0, 0);
document.getElementById('feedback')?.scrollIntoView({ block: 'nearest', behavior: 'instant' });
return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))));";

impl Visitor for Photographer {
    async fn visit(&mut self, student: &Student, name: &str) -> Outcome {
        if !name.contains(&self.only) {
            return Ok(());
        }
        let browser = &student.browser;
        for screen in [Screen::PHONE, Screen::LAPTOP, Screen::WIDE] {
            browser.show_on(screen).await?;
            for theme in ["light", "dark"] {
                browser.system_theme(theme).await?;
                browser.js(POSE, Vec::new()).await?;
                browser.picture(&self.out.join(format!("{}-{theme}-{name}.png", screen.name))).await?;
                self.taken += 1;
            }
        }
        browser.system_theme("light").await?;
        // The smallest phone with the largest text.
        browser.show_on(Screen::SMALL).await?;
        for text in ["200", "100"] {
            browser.js("document.documentElement.dataset.text = arguments[0];", vec![json!(text)]).await?;
            if text == "200" {
                browser.js(POSE, Vec::new()).await?;
                browser.picture(&self.out.join(format!("{}-200-{name}.png", Screen::SMALL.name))).await?;
                self.taken += 1;
            }
        }
        browser.show_on(Screen::PHONE).await
    }
}

/// 数据 and 搬家 after an answer or two.
async fn only_the_data(student: &Student, photographer: &mut Photographer) -> Outcome {
    student.open_home().await?;
    student.start_today().await?;
    student.answer_right().await?;
    student.see_saved().await?;
    tour::data(student, photographer).await
}

/// Takes all pictures.
///
/// # Errors
/// When a screen does not show.
pub async fn run(args: &Args) -> Outcome<bool> {
    let Some(out) = args.out.clone() else { return fail("shots needs --out DIR") };
    let driver = Driver::start().await?;
    let stage = Stage::set(&driver, &args.dist, "/", Screen::PHONE).await?;
    let mut photographer = Photographer { out, only: args.only.clone(), taken: 0 };
    stage.student()?.browser.system_theme("light").await?;
    // Who only wants the windows of a meeting need not walk through everything else.
    let only_branch = args.only.starts_with("branch-");
    let only_data = args.only.starts_with("data");
    let mut walked = match (only_branch, only_data) {
        (true, _) => Ok(()),
        (_, true) => only_the_data(stage.student()?, &mut photographer).await,
        _ => tour::walk(stage.student()?, &mut photographer).await,
    };
    if walked.is_ok() && !only_data {
        walked = branch_tour::walk(stage.student()?, &mut photographer).await;
    }
    if walked.is_err() {
        stage.keep_evidence("shots").await;
    }
    stage.close().await?;
    let walked = match walked {
        Ok(()) if !only_branch && !only_data => {
            tour::walk_two_courses(&driver, &args.dist, Screen::PHONE, &mut photographer).await
        }
        done => done,
    };
    println!("{} pictures in {}", photographer.taken, photographer.out.display());
    walked.map(|()| true)
}
