//! Reading aloud: what is said and by whom, pausing and going on, speed, silence. The browser of the tests has no voices,
//! so a recorder stands in the place of its engine.

use crate::asked::Asked;
use crate::problem::{Outcome, ensure, fail};
use crate::stage::Stage;
use crate::student::Student;
use biaoshuai::core::route::Route;
use biaoshuai::core::speech::{script_of, script_of_question, sentences};
use serde_json::json;

/// An engine that notes what it is told. Its own voice arrives when told so; the others are not to be used: one speaks
/// another language, one would send the text away.
const RECORDER: &str = "
const own = { name: 'own', lang: 'zh-CN', localService: true };
const voices = [{ name: 'english', lang: 'en-US', localService: true }, { name: 'remote', lang: 'zh-CN', localService: false }];
const engine = new (class extends EventTarget {
  said = []; now = null;
  getVoices() { return [...voices]; }
  arrive() { voices.push(own); this.dispatchEvent(new Event('voiceschanged')); }
  speak(utterance) {
    if (this.now) throw new Error('two at a time');
    this.now = utterance;
    this.said.push([utterance.text, utterance.voice?.name, utterance.rate]);
  }
  cancel() { const given_up = this.now; this.now = null; setTimeout(() => given_up?.dispatchEvent(new Event('error'))); }
  end(kind) { const over = this.now; this.now = null; over.dispatchEvent(new Event(kind)); }
})();
Object.defineProperty(window, 'speechSynthesis', { value: engine });
window.SpeechSynthesisUtterance = class extends EventTarget {
  voice = null; rate = 1; lang = '';
  constructor(text) { super(); this.text = text; }
};";

/// Plays the journey.
///
/// # Errors
/// Where it ends.
pub async fn play(stage: &mut Stage<'_>) -> Outcome {
    let student = stage.student()?;
    let course = &student.course;
    let member = course.concepts.iter().find(|concept| !concept.members.is_empty());
    let Some(concept) = member else { return fail("no concept has members") };
    let card = Route::Concept(course.id.clone(), concept.id.clone());
    let said_on_card = script_of(concept);

    // Without voices of its own the device offers nothing, and says why where one would look for it.
    student.open(&card).await?;
    student.heading(&concept.title).await?;
    nothing_offered(student).await?;
    student.open(&Route::Me).await?;
    student.browser.see("#speech .hint").await?;

    student.browser.begin_with(RECORDER).await?;
    student.open(&Route::Me).await?;
    student.browser.see("#speech .hint").await?;
    nothing_offered(student).await?;
    student.browser.js("speechSynthesis.arrive();", Vec::new()).await?;
    student.browser.tap_words("#speech .segment", "1.5 倍").await?;
    student.browser.tap_words(".read-aloud .button", "朗读").await?;
    heard(student, 1, &[], 1.5).await?;
    let saved = "document.querySelector('#device .status-line')?.textContent.includes('已全部存到本机')";
    student.browser.until("the speed saved", saved).await?;

    student.open(&card).await?;
    student.heading(&concept.title).await?;
    nothing_offered(student).await?;
    ensure(told(student).await?.is_empty(), "it speaks by itself")?;
    student.browser.js("speechSynthesis.arrive();", Vec::new()).await?;
    student.browser.tap_words(".read-aloud .button", "朗读").await?;
    heard(student, 1, &said_on_card, 1.5).await?;
    end(student, "end").await?;
    heard(student, 2, &said_on_card, 1.5).await?;
    // Going on begins the sentence again.
    student.browser.tap_words(".read-aloud .button", "暂停").await?;
    silent(student).await?;
    student.browser.tap_words(".read-aloud .button", "继续").await?;
    let mut expected = said_on_card.clone();
    expected.insert(1, expected[1].clone());
    heard(student, 3, &expected, 1.5).await?;
    for count in 4..=expected.len() {
        end(student, "end").await?;
        heard(student, count, &expected, 1.5).await?;
    }
    end(student, "end").await?;
    offers(student, "朗读").await?;
    ensure(told(student).await?.len() == expected.len(), "more is said than stands there")?;

    // 停止 begins anew; a device that fails is no more than silent; leaving is silence.
    for quiet in ["stop", "error", "leave"] {
        forget(student).await?;
        student.browser.tap_words(".read-aloud .button", "朗读").await?;
        heard(student, 1, &said_on_card, 1.5).await?;
        match quiet {
            "stop" => student.browser.tap_words(".read-aloud .button", "停止").await?,
            "error" => end(student, "error").await?,
            _ => student.practise().await?,
        }
        silent(student).await?;
        offers(student, "朗读").await?;
    }
    question(student).await
}

/// A question, and then why its answer is right.
async fn question(student: &Student) -> Outcome {
    forget(student).await?;
    let asked = student.asked().await?;
    student.browser.tap_words(".read-aloud .button", "朗读").await?;
    let script = script(&asked);
    for count in 1..=script.len() {
        heard(student, count, &script, 1.5).await?;
        if count < script.len() {
            end(student, "end").await?;
        }
    }
    let question = student.answer_right().await?;
    silent(student).await?;
    forget(student).await?;
    student.browser.tap_words("#feedback .read-aloud .button", "朗读").await?;
    heard(student, 1, &sentences(&[&question.why]), 1.5).await?;
    student.browser.tap("#go").await?;
    silent(student).await
}

/// What is read of a question as it stands on the screen.
fn script(asked: &Asked) -> Vec<String> {
    let lists = [&asked.options, &asked.places, &asked.chips];
    let mut filled = lists.into_iter().filter(|list| !list.is_empty()).cloned();
    script_of_question(&asked.stem, &filled.next().unwrap_or_default(), &filled.next().unwrap_or_default())
}

/// What was said: text, voice and speed.
async fn told(student: &Student) -> Outcome<Vec<(String, String, f64)>> {
    let said = student.browser.js("return speechSynthesis.said;", Vec::new()).await?;
    Ok(serde_json::from_value(said)?)
}

/// Waits until so many utterances were begun, and checks them: the script's (any, without one), by the device's own
/// voice, at this speed.
async fn heard(student: &Student, count: usize, script: &[String], rate: f64) -> Outcome {
    let begun = format!("speechSynthesis.said.length >= {count}");
    student.browser.until(&format!("sentence {count}"), &begun).await?;
    let said = told(student).await?;
    ensure(said.len() == count, format!("{} sentences instead of {count}: {said:?}", said.len()))?;
    let own = said.iter().all(|(_, voice, speed)| voice == "own" && (speed - rate).abs() < 1e-6);
    ensure(own, format!("another voice or speed: {said:?}"))?;
    let as_written = said.iter().map(|(text, ..)| text).eq(script.iter().take(count));
    ensure(script.is_empty() || as_written, format!("{said:?} is said, not {script:?}"))
}

/// The sentence that is being said comes to an end of this kind.
async fn end(student: &Student, kind: &str) -> Outcome {
    student.browser.js("speechSynthesis.end(arguments[0]);", vec![json!(kind)]).await?;
    Ok(())
}

/// Forgets what was said.
async fn forget(student: &Student) -> Outcome {
    student.browser.js("speechSynthesis.said.length = 0;", Vec::new()).await?;
    Ok(())
}

async fn silent(student: &Student) -> Outcome {
    student.browser.until("silence", "speechSynthesis.now === null").await?;
    Ok(())
}

/// Waits until the control's first button says this.
async fn offers(student: &Student, words: &str) -> Outcome {
    let words = json!(words);
    let said = format!("document.querySelector('.read-aloud .button')?.textContent.trim() === {words}");
    student.browser.until(&format!("the button {words}"), &said).await?;
    Ok(())
}

async fn nothing_offered(student: &Student) -> Outcome {
    let count = student.browser.js("return document.querySelectorAll('.read-aloud').length;", Vec::new()).await?;
    ensure(count == json!(0), "reading aloud is offered without a voice for it")
}
