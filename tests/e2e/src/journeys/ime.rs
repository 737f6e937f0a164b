//! Typing Chinese: nothing is handed in or doubled while the input method composes.

use crate::browser::Browser;
use crate::give::{self, Give};
use crate::problem::{Outcome, ensure, fail};
use crate::stage::Stage;
use crate::student::Student;
use biaoshuai::core::answer::Answer;
use biaoshuai::core::course::Concept;
use biaoshuai::core::question::{Question, QuestionKind};
use biaoshuai::core::route::Route;
use serde_json::json;
use thirtyfour::Key;

/// Plays the journey.
///
/// # Errors
/// Where it ends.
pub async fn play(stage: &mut Stage<'_>) -> Outcome {
    let student = stage.student()?;
    student.open_home().await?;
    student.go_to("练习").await?;
    student.choose_size(30).await?;

    let question = come_to(student, QuestionKind::Fill).await?;
    let Some(Answer::Fill(texts)) = give::make(&question, Give::Right) else { return fail("no right answer") };
    for (place, text) in texts.iter().enumerate() {
        let field = format!("#blank-{place}");
        student.browser.tap(&field).await?;
        compose(&student.browser, &field, text).await?;
    }
    // Now that the composition is over, Enter means what it says.
    student.browser.key(Key::Enter).await?;
    let said = student.see_feedback().await?;
    ensure(said == "答对了", format!("{}: “{said}” for what was composed", question.id))?;

    let question = come_to(student, QuestionKind::Recall).await?;
    let Some(Answer::Recall { text, .. }) = give::make(&question, Give::Right) else { return fail("no right answer") };
    student.browser.tap("textarea.recall").await?;
    compose(&student.browser, "textarea.recall", &text).await?;
    student.browser.tap("#go").await?;
    student.browser.see(".comparison").await?;
    let differences = "return document.querySelectorAll('.comparison .diff ins, .comparison .diff del').length;";
    let count = student.browser.js(differences, Vec::new()).await?;
    ensure(count == json!(0), format!("{}: {count} differences in what was composed", question.id))
}

/// Practises concepts until a question of that kind is on screen.
async fn come_to(student: &Student, kind: QuestionKind) -> Outcome<Question> {
    let course = &student.course;
    let asks = |concept: &&Concept| course.questions_on(&concept.id).any(|question| question.body.kind() == kind);
    // The fewer questions, the sooner it comes.
    let concept = course.concepts.iter().filter(asks).min_by_key(|concept| course.questions_on(&concept.id).count());
    let Some(concept) = concept else { return fail("no such question in the course") };
    student.open(&Route::Concept(course.id.clone(), concept.id.clone())).await?;
    student.practise().await?;
    loop {
        let question = student.question().await?;
        if question.body.kind() == kind {
            return Ok(question);
        }
        student.answer_right().await?;
        ensure(student.next().await?, "the session ended without it")?;
    }
}

/// Types a text by an input method: letters first, Enter while they are still underlined, then the characters.
async fn compose(browser: &Browser, field: &str, text: &str) -> Outcome {
    let value = || async move {
        let script = "return document.querySelector(arguments[0]).value;";
        Outcome::Ok(browser.js(script, vec![json!(field)]).await?.as_str().unwrap_or_default().to_owned())
    };
    for letters in ["z", "zh", "zhong"] {
        let end = letters.len();
        let composition = json!({ "text": letters, "selectionStart": end, "selectionEnd": end });
        browser.cdp("Input.imeSetComposition", composition).await?;
    }
    ensure(value().await? == "zhong", format!("{field} holds “{}” while composing", value().await?))?;
    for kind in ["rawKeyDown", "keyUp"] {
        // What browsers send for a key that the input method takes.
        let event = json!({ "type": kind, "key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 229 });
        browser.cdp("Input.dispatchKeyEvent", event).await?;
    }
    let synthetic = "const field = document.querySelector(arguments[0]);
        field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true, cancelable: true }));
        return [document.activeElement === field, !document.querySelector('#feedback'), !document.querySelector('.comparison')];";
    let calm = browser.js(synthetic, vec![json!(field)]).await?;
    ensure(calm == json!([true, true, true]), format!("{field}: Enter while composing does something ({calm})"))?;
    browser.cdp("Input.insertText", json!({ "text": text })).await?;
    let typed = value().await?;
    ensure(typed == text, format!("{field} holds “{typed}” instead of “{text}”"))
}
