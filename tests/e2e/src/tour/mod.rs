//! Every screen of the app in every state worth looking at, for whoever wants to look at all of them.

mod papers;
mod past;
mod questions;
mod reading;

use crate::driver::Driver;
use crate::problem::Outcome;
use crate::release;
use crate::screen::Screen;
use crate::site::course_of;
use crate::stage::Stage;
use crate::student::Student;
use biaoshuai::core::route::Route;
use papers::{examining, planning};
use past::pictures;
use questions::questions;
use reading::{marking, reading, reciting};
use std::path::Path;

/// Somebody who looks at a screen.
pub trait Visitor {
    /// Looks. The screen stays as it is until they are done.
    async fn visit(&mut self, student: &Student, name: &str) -> Outcome;
}

/// Leads a visitor through everything.
///
/// # Errors
/// When a screen does not show; what the visitor finds is theirs to keep.
pub async fn walk(student: &Student, visitor: &mut impl Visitor) -> Outcome {
    student.open_home().await?;
    student.offline_ready().await?;
    visitor.visit(student, "home-fresh").await?;
    student.open(&Route::Statistics).await?;
    student.browser.see("#main .empty").await?;
    visitor.visit(student, "statistics-empty").await?;
    reading(student, visitor).await?;
    reciting(student, visitor).await?;
    marking(student, visitor).await?;
    examining(student, visitor).await?;
    planning(student, visitor).await?;
    questions(student, visitor).await?;
    student.open(&Route::Practice).await?;
    student.browser.see(".segments").await?;
    visitor.visit(student, "practice-history").await?;
    student.open_home().await?;
    visitor.visit(student, "home-progress").await?;
    for (route, heading, name) in [
        (Route::Mistakes, "错题本", "mistakes"),
        (Route::Me, "我", "me"),
        (Route::Help, "使用说明", "help"),
        (Route::Unknown("no/such/page".to_owned()), "没有找到", "unknown"),
    ] {
        student.open(&route).await?;
        student.heading(heading).await?;
        visitor.visit(student, name).await?;
    }
    data(student, visitor).await?;
    pictures(student, visitor).await
}

/// 数据 and 搬家: the choice, the old phone with its codes held still, and the new one.
///
/// # Errors
/// When a screen does not show.
pub async fn data(student: &Student, visitor: &mut impl Visitor) -> Outcome {
    student.open(&Route::Data).await?;
    student.heading("数据").await?;
    visitor.visit(student, "data").await?;
    for (side, seen, name) in [
        ("#old-phone", "#old-phone", "data-moving"),
        ("#old-phone", "#show .stream .qr", "data-moving-old"),
        ("#new-phone", "#camera-start", "data-moving-new"),
    ] {
        student.open(&Route::Moving).await?;
        student.heading("搬家").await?;
        if name != "data-moving" {
            student.browser.tap(side).await?;
        }
        student.browser.see(seen).await?;
        if name == "data-moving-old" {
            student.browser.tap("#stream-pause").await?;
        }
        visitor.visit(student, name).await?;
    }
    Ok(())
}

/// Leads a visitor through the screens that look otherwise where there is a choice of courses.
///
/// # Errors
/// When a screen does not show.
pub async fn walk_two_courses(driver: &Driver, dist: &Path, screen: Screen, visitor: &mut impl Visitor) -> Outcome {
    let courses = vec![course_of(dist)?, release::second_course()?];
    let both = release::with_courses(dist, courses)?;
    let stage = Stage::set(driver, both.folder(), "/", screen).await?;
    let walked = two_courses(stage.student()?, visitor).await;
    stage.close().await?;
    walked
}

async fn two_courses(student: &Student, visitor: &mut impl Visitor) -> Outcome {
    student.browser.system_theme("light").await?;
    student.open_home().await?;
    student.start_today().await?;
    student.answer_right().await?;
    student.see_saved().await?;
    student.open_home().await?;
    student.browser.see("a.resume").await?;
    visitor.visit(student, "home-courses").await?;
    student.course_map().await?;
    student.browser.see(".course-card").await?;
    visitor.visit(student, "learn-courses").await
}
