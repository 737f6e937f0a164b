//! Questions of every kind, asked and answered.

use super::Visitor;
use crate::give::{self, Give};
use crate::keyboard;
use crate::problem::{Outcome, ensure, fail};
use crate::student::Student;
use biaoshuai::core::ids::SessionId;
use biaoshuai::core::question::{Body, Question, QuestionKind};
use biaoshuai::core::review::Moment;
use biaoshuai::core::route::Route;
use biaoshuai::core::session::{Scope, Session};
use thirtyfour::Key;

/// Sorts after every id that the app makes today, so that this session is the newest.
const PLANTED: &str = "01ffffff-0000-7000-8000-000000000001";

/// A session with two questions of each kind: the first answered right, the second wrong.
pub(super) async fn questions(student: &Student, visitor: &mut impl Visitor) -> Outcome {
    let queue: Vec<&Question> = QuestionKind::ALL.into_iter().flat_map(|kind| two_of(student, kind)).collect();
    let id = plant(student, &queue).await?;
    student.open(&Route::Session(id)).await?;
    for (place, question) in queue.iter().enumerate() {
        let asked = student.question().await?;
        ensure(asked.id == question.id, format!("{} is asked instead of {}", asked.id, question.id))?;
        let kind = format!("{:?}", question.body.kind()).to_lowercase();
        if place == 0 {
            keys_dialog(student, visitor).await?;
        }
        let give = if place % 2 == 0 { Give::Right } else { Give::Wrong };
        if give == Give::Right {
            visitor.visit(student, &format!("{kind}-before")).await?;
        }
        let Some(answer) = give::make(question, give) else {
            return fail(format!("{} cannot be answered {give:?}", question.id));
        };
        student.prepare(question, &answer).await?;
        if give == Give::Right {
            visitor.visit(student, &format!("{kind}-draft")).await?;
        }
        student.submit().await?;
        student.see_saved().await?;
        visitor.visit(student, &format!("{kind}-{}", if give == Give::Right { "right" } else { "wrong" })).await?;
        student.next().await?;
    }
    student.browser.see(".review").await?;
    visitor.visit(student, "summary").await
}

async fn keys_dialog(student: &Student, visitor: &mut impl Visitor) -> Outcome {
    student.browser.keys("?").await?;
    student.browser.see("[role=dialog]").await?;
    visitor.visit(student, "keys").await?;
    keyboard::tab_to(&student.browser, "[role=dialog] button").await?;
    student.browser.key(Key::Escape).await?;
    student.browser.until("the dialog closed", "!document.querySelector('[role=dialog]')").await?;
    Ok(())
}

/// Two different questions of a kind that can be answered right and wrong.
fn two_of(student: &Student, kind: QuestionKind) -> Vec<&Question> {
    let fits = |question: &&Question| question.body.kind() == kind && give::make(question, Give::Wrong).is_some();
    // Of fill-ins those with several blanks show more.
    let rich = |question: &&Question| !matches!(&question.body, Body::Fill(blanks) if blanks.len() < 2);
    let mut found: Vec<&Question> = student.course.questions.iter().filter(fits).collect();
    found.sort_by_key(|question| !rich(question));
    found.truncate(2);
    found
}

/// Stores a session of these questions and loads the page, so that the app finds it.
async fn plant(student: &Student, queue: &[&Question]) -> Outcome<SessionId> {
    let now = student.browser.js("return [Date.now(), -new Date().getTimezoneOffset()];", Vec::new()).await?;
    let (utc_ms, zone_min): (i64, i32) = serde_json::from_value(now)?;
    let ids = queue.iter().map(|question| question.id.clone()).collect();
    let id = SessionId::from(PLANTED);
    let course = student.course.id.clone();
    let session = Session::new(id.clone(), course, Scope::Today, 20_260_101, Moment { utc_ms, zone_min }, ids);
    let record = serde_json::to_string(&session)?;
    student.plant_records(&[("sessions", PLANTED.to_owned(), record)]).await?;
    student.reload().await?;
    Ok(id)
}
