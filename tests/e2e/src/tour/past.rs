//! Half a year of study in pictures.

use super::Visitor;
use crate::past;
use crate::problem::{Outcome, ensure};
use crate::student::Student;
use biaoshuai::core::review::Moment;
use biaoshuai::core::route::Route;
use serde_json::json;

/// Puts records into the log.
const PLANT_LOG: &str = "
const [records, done] = arguments;
const opening = indexedDB.open('biaoshuai');
opening.onerror = () => done('' + opening.error);
opening.onsuccess = () => {
  const tx = opening.result.transaction('log', 'readwrite', { durability: 'strict' });
  for (const [id, record] of records) tx.objectStore('log').put(record, id);
  tx.onabort = () => done('' + tx.error);
  tx.oncomplete = () => { opening.result.close(); done(''); };
};";

/// The pictures of half a year of study, closed and with every table open.
pub(super) async fn pictures(student: &Student, visitor: &mut impl Visitor) -> Outcome {
    let now = student.browser.js("return [Date.now(), -new Date().getTimezoneOffset()];", Vec::new()).await?;
    let (utc_ms, zone_min): (i64, i32) = serde_json::from_value(now)?;
    let log = past::half_a_year(&student.course, Moment { utc_ms, zone_min });
    let mut records = Vec::new();
    for review in &log {
        records.push((review.id.to_string(), serde_json::to_string(review)?));
    }
    let trouble = student.browser.js_async(PLANT_LOG, vec![json!(records)]).await?;
    ensure(trouble == json!(""), format!("storing the answers: {trouble}"))?;
    student.open(&Route::Statistics).await?;
    student.browser.see("#statistics").await?;
    visitor.visit(student, "statistics").await?;
    ensure(student.browser.printed_pages().await? == 1, "the report has more than one page")?;
    let open = "document.querySelectorAll('#statistics details').forEach((e) => e.open = true);";
    student.browser.js(open, Vec::new()).await?;
    visitor.visit(student, "statistics-tables").await
}
