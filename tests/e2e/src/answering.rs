//! Somebody who studies, at a question: reading, answering, feedback, going on.

use crate::asked::Asked;
use crate::give::{self, Give};
use crate::problem::{Outcome, Problem, ensure, fail};
use crate::student::{Student, Way};
use crate::{hands, keyboard};
use biaoshuai::core::answer::Answer;
use biaoshuai::core::question::Question;
use serde_json::json;

impl Student {
    /// The question on screen as its reader sees it.
    ///
    /// # Errors
    /// When there is none.
    pub async fn asked(&self) -> Outcome<Asked> {
        self.browser.see(".question").await?;
        match Asked::read(&self.browser).await? {
            Some(asked) => Ok(asked),
            None => fail("no question on screen"),
        }
    }

    /// The same question in the course.
    ///
    /// # Errors
    /// When there is none, or it is not in the course.
    pub async fn question(&self) -> Outcome<Question> {
        Ok(self.asked().await?.find(&self.course)?.clone())
    }

    /// Puts an answer together without handing it in.
    ///
    /// # Errors
    /// When the screen does not take it.
    pub async fn prepare(&self, question: &Question, answer: &Answer) -> Outcome {
        match self.way {
            Way::Hands => hands::answer(&self.browser, question, answer).await,
            Way::Keyboard => keyboard::answer(&self.browser, question, answer).await,
        }
    }

    /// Hands the answer in.
    ///
    /// # Errors
    /// When no feedback shows.
    pub async fn submit(&self) -> Outcome {
        match self.way {
            Way::Hands => {
                self.browser.tap("#go[aria-disabled]:not([aria-disabled=true]), #go:not([aria-disabled])").await?
            }
            Way::Keyboard => keyboard::submit(&self.browser).await?,
        }
        self.browser.see("#feedback").await
    }

    /// Answers the question on screen in a certain way and checks the verdict, words and signs.
    ///
    /// # Errors
    /// When the verdict is another.
    pub async fn answer(&self, give: Give) -> Outcome<Question> {
        let question = self.question().await?;
        let Some(answer) = give::make(&question, give).or_else(|| give::make(&question, Give::Wrong)) else {
            return fail(format!("{} cannot be answered {give:?}", question.id));
        };
        let told = |problem| Problem(format!("{} ({give:?}): {problem}", question.id));
        self.prepare(&question, &answer).await.map_err(told)?;
        self.submit().await.map_err(told)?;
        let said = self.see_feedback().await?;
        let meant = give::verdict(&question, &answer);
        ensure(said == meant, format!("{} ({give:?}): it says “{said}” instead of “{meant}”", question.id))?;
        Ok(question)
    }

    /// Answers right.
    ///
    /// # Errors
    /// When the app does not think so.
    pub async fn answer_right(&self) -> Outcome<Question> {
        self.answer(Give::Right).await
    }

    /// Answers wrong.
    ///
    /// # Errors
    /// When the app does not think so.
    pub async fn answer_wrong(&self) -> Outcome<Question> {
        self.answer(Give::Wrong).await
    }

    /// The verdict on screen; the line above the button must say the same.
    ///
    /// # Errors
    /// When there is none.
    pub async fn see_feedback(&self) -> Outcome<String> {
        self.browser.see("#feedback h2").await?;
        let both = "return [...document.querySelectorAll('#feedback h2, .answer-line .verdict')].map((e) => e.textContent.trim());";
        let said: Vec<String> = serde_json::from_value(self.browser.js(both, Vec::new()).await?)?;
        match &said[..] {
            [sheet, line] if sheet == line => Ok(sheet.clone()),
            _ => fail(format!("two verdicts: {said:?}")),
        }
    }

    /// Waits until the answer is on disk.
    ///
    /// # Errors
    /// When it does not get there.
    pub async fn see_saved(&self) -> Outcome {
        self.browser.until("已保存", "document.querySelector('[data-saved]')?.textContent.trim() === '已保存'").await?;
        Ok(())
    }

    /// Goes on: to the next question, or to the summary. `false` at the summary.
    ///
    /// # Errors
    /// When nothing changes.
    pub async fn next(&self) -> Outcome<bool> {
        match self.way {
            Way::Hands => self.browser.tap("#go").await?,
            Way::Keyboard => keyboard::next(&self.browser).await?,
        }
        let moved = "!document.querySelector('#feedback') && (document.querySelector('.question') ? 'question' : document.querySelector('.review') ? 'summary' : '')";
        Ok(self.browser.until("the next question or the summary", moved).await? == json!("question"))
    }

    /// Answers every question that is left, right, and comes to the summary. Returns how many there were.
    ///
    /// # Errors
    /// When any answer fails.
    pub async fn finish(&self) -> Outcome<usize> {
        let mut answered = 0;
        loop {
            self.answer_right().await?;
            answered += 1;
            if !self.next().await? {
                return Ok(answered);
            }
        }
    }
}
