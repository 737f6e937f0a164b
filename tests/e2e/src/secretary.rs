//! A branch secretary: plans meetings and keeps their records.

use crate::problem::{Outcome, fail};
use crate::student::Student;
use biaoshuai::core::branch::{Action, Meeting, Outcome as Came, Plan, Roster, Round, RoundKind, Step, TeamNo, team};
use biaoshuai::core::ids::{ConceptId, QuestionId};
use biaoshuai::core::question::Body;
use biaoshuai::core::review::Moment;
use biaoshuai::core::route::Route;
use serde_json::json;

/// Questions about one concept each, every one about another, of which the last is for hands.
#[derive(Debug)]
pub struct Five {
    /// The questions.
    pub questions: Vec<QuestionId>,
    /// Their concepts.
    pub concepts: Vec<ConceptId>,
    /// Options of the last one, and which of them is right.
    pub options: (usize, usize),
}

impl Student {
    /// From home to the desk: two taps.
    ///
    /// # Errors
    /// When it does not show.
    pub async fn to_desk(&self) -> Outcome {
        self.open_home().await?;
        self.go_to("学习").await?;
        self.browser.tap("#main a[href$='/branch']").await?;
        self.heading("支部学习").await?;
        self.browser.see("#new-plan").await
    }

    /// Opens the desk by its address.
    ///
    /// # Errors
    /// When it does not show.
    pub async fn open_desk(&self) -> Outcome {
        self.open(&Route::Branch).await?;
        self.browser.see("#new-plan").await
    }

    /// On the screen of a plan: puts this into the field of the roster in one go, in the place of what stood there.
    ///
    /// # Errors
    /// When there is no field.
    pub async fn paste_roster(&self, text: &str) -> Outcome {
        self.browser.see("#roster").await?;
        let field = "const field = document.querySelector('#roster'); field.focus(); field.select();";
        self.browser.js(field, Vec::new()).await?;
        self.browser.cdp("Input.insertText", json!({ "text": text })).await?;
        Ok(())
    }

    /// Waits until what a selector finds says all these words.
    ///
    /// # Errors
    /// When it does not.
    pub async fn says(&self, css: &str, words: &[&str]) -> Outcome {
        for words in words {
            let there = format!("document.querySelector({})?.textContent.includes({})", json!(css), json!(words));
            if self.browser.until(words, &there).await.is_err() {
                let text = "return document.querySelector(arguments[0])?.textContent;";
                let text = self.browser.js(text, vec![json!(css)]).await?;
                return fail(format!("`{css}` does not say “{words}” but {text}"));
            }
        }
        Ok(())
    }

    /// Five questions whose figures can be counted by hand.
    ///
    /// # Errors
    /// When the course has no such questions.
    pub fn five(&self) -> Outcome<Five> {
        let (mut questions, mut concepts): (Vec<QuestionId>, Vec<ConceptId>) = (Vec::new(), Vec::new());
        let is_single = |body: &Body| matches!(body, Body::Single(_));
        for question in self.course.questions.iter().filter(|question| is_single(&question.body)) {
            if let [concept] = &*question.concepts
                && !concepts.contains(concept)
            {
                questions.push(question.id.clone());
                concepts.push(concept.clone());
            }
        }
        questions.truncate(5);
        concepts.truncate(5);
        let Some(Body::Single(options)) = questions.last().and_then(|id| self.course.question(id)).map(|it| &it.body)
        else {
            return fail("the course has no question for hands");
        };
        let right = options.iter().position(|option| option.right).unwrap_or(0);
        Ok(Five { options: (options.len(), right), questions, concepts })
    }

    /// A meeting that has been held and ended: 必答 with four questions for two teams, 举手 with one. `rights` says what was
    /// answered right, `hands` how many of ten chose the right option before and after talking.
    ///
    /// # Errors
    /// When the course has no such questions, or something is refused.
    pub fn held(&self, id: &str, title: &str, started: i64, rights: [bool; 4], hands: [u16; 2]) -> Outcome<Meeting> {
        let Five { questions, options: (options, right), .. } = self.five()?;
        let Ok(roster) = Roster::parse("张三、李四、王五、赵六") else { return fail("no roster") };
        let teams = team::drawn(&roster, 2, 1);
        let steps = vec![
            Step::Round(Round::new(RoundKind::Turns).with(questions[..4].to_vec())),
            Step::Round(Round::new(RoundKind::Hands).with(questions[4..].to_vec())),
            Step::Results,
        ];
        let plan =
            Plan { id: "planted".into(), title: title.into(), course: self.course.id.clone(), roster, teams, steps };
        let mut at = Moment { utc_ms: started, zone_min: 480 };
        let mut meeting = Meeting::new(id.into(), plan, 7, at);
        let counts = |of_right: u16| {
            let mut counts = vec![0; options];
            counts[right] = of_right;
            counts[(right + 1) % options] = 10 - of_right;
            counts
        };
        let mut actions = vec![Action::Attendance { present: vec![0, 1, 2] }];
        for right in rights {
            actions.extend([Action::Next, Action::Next, Action::Judge { right }]);
        }
        // The rule, the question, the clock, the count.
        actions.extend([Action::Next, Action::Next, Action::Next, Action::Next]);
        actions.extend([Action::Votes { counts: counts(hands[0]) }, Action::Discuss, Action::Next]);
        actions.extend([Action::Votes { counts: counts(hands[1]) }, Action::Next]);
        actions.push(Action::Correct { team: TeamNo(1), points: 5, reason: "=补记".into() });
        actions.push(Action::End);
        for action in actions {
            at.utc_ms += 60_000;
            if let Came::Refused(refusal) = meeting.act(&self.course, action.clone(), at) {
                return fail(format!("{action:?} is refused: {refusal}"));
            }
        }
        Ok(meeting)
    }
}
