//! Half a year of study in pictures.

use super::Visitor;
use crate::past;
use crate::problem::{Outcome, ensure};
use crate::student::Student;
use biaoshuai::core::review::Moment;
use biaoshuai::core::route::Route;

/// The pictures of half a year of study, closed and with every table open.
pub(super) async fn pictures(student: &Student, visitor: &mut impl Visitor) -> Outcome {
    let now = student.browser.js("return [Date.now(), -new Date().getTimezoneOffset()];", Vec::new()).await?;
    let (utc_ms, zone_min): (i64, i32) = serde_json::from_value(now)?;
    let log = past::half_a_year(&student.course, Moment { utc_ms, zone_min });
    let mut records = Vec::new();
    for review in &log {
        records.push(("log", review.id.to_string(), serde_json::to_string(review)?));
    }
    student.plant_records(&records).await?;
    student.open(&Route::Statistics).await?;
    student.browser.see("#statistics").await?;
    visitor.visit(student, "statistics").await?;
    ensure(student.browser.printed_pages().await? == 1, "the report has more than one page")?;
    let open = "document.querySelectorAll('#statistics details').forEach((e) => e.open = true);";
    student.browser.js(open, Vec::new()).await?;
    visitor.visit(student, "statistics-tables").await
}
