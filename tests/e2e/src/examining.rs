//! Somebody who sits a mock exam: choosing a paper, the questions in any order, the answer sheet, the result.

use crate::problem::{Outcome, ensure, fail};
use crate::student::Student;
use biaoshuai::core::exam::{Paper, PaperCode};
use biaoshuai::core::question::Question;
use biaoshuai::core::route::Route;
use serde_json::json;

/// Lets a page believe that so many minutes have passed.
const LATER: &str = "{ const Before = Date;
globalThis.Date = class extends Before {
    constructor(...given) { if (given.length) super(...given); else super(Before.now() + MINUTES * 60000); }
    static now() { return Before.now() + MINUTES * 60000; }
}; }";

impl Student {
    /// From home to the choice of a paper: two taps.
    ///
    /// # Errors
    /// When it does not show.
    pub async fn to_exams(&self) -> Outcome {
        self.open_home().await?;
        self.go_to("练习").await?;
        self.browser.tap("#main a[href$='practice/exam']").await?;
        self.heading("模拟考试").await?;
        self.browser.see("#start").await
    }

    /// Chooses one of several.
    ///
    /// # Errors
    /// When there is no such choice.
    pub async fn choose(&self, label: &str, words: &str) -> Outcome {
        self.browser.tap_words(&format!(".segments[aria-label='{label}'] .segment"), words).await
    }

    /// A paper of ten questions in ten minutes, by a new code; not begun yet.
    ///
    /// # Errors
    /// When the screen does not offer it.
    pub async fn short_paper(&self) -> Outcome<Paper> {
        self.choose("用哪份卷子", "自己组卷").await?;
        self.choose("题数", "10 题").await?;
        self.choose("时间", "10 分钟").await?;
        self.plan_says("10 题，100 分，10 分钟，60 分及格").await?;
        self.paper_of(&self.shown_code().await?)
    }

    /// The code of the paper that is chosen.
    ///
    /// # Errors
    /// When there is none.
    pub async fn shown_code(&self) -> Outcome<String> {
        let code = self.browser.js("return document.querySelector('#code').textContent;", Vec::new()).await?;
        let code = code.as_str().and_then(|words| words.strip_prefix("卷号 ")?.split('：').next());
        Ok(code.unwrap_or_default().to_owned())
    }

    /// Picks from a list of the device, in the line of that name.
    ///
    /// # Errors
    /// When there is no such line, list or entry.
    pub async fn pick(&self, line: &str, list: &str, words: &str) -> Outcome {
        let pick = "const [line, list, words] = arguments;
            const select = document.querySelector(`.paper-row[aria-label='${line}'] select[aria-label='${list}']`);
            const option = [...(select?.options ?? [])].find((option) => option.textContent === words);
            if (!option) return false;
            select.value = option.value;
            select.dispatchEvent(new Event('change', { bubbles: true }));
            return true;";
        let picked = self.browser.js(pick, vec![json!(line), json!(list), json!(words)]).await?;
        ensure(picked == json!(true), format!("{line} does not offer {words}"))
    }

    /// The paper that a code makes.
    ///
    /// # Errors
    /// When it makes none.
    pub fn paper_of(&self, code: &str) -> Outcome<Paper> {
        match PaperCode::parse(code).and_then(|code| code.paper(&self.course)) {
            Ok(paper) => Ok(paper),
            Err(error) => fail(format!("“{code}” makes no paper: {error}")),
        }
    }

    /// Waits until the line above the button says this.
    ///
    /// # Errors
    /// When it does not.
    pub async fn plan_says(&self, words: &str) -> Outcome {
        let said = format!("document.querySelector('#plan')?.textContent.includes({})", json!(words));
        self.browser.until(words, &said).await?;
        Ok(())
    }

    /// Begins the exam that is chosen.
    ///
    /// # Errors
    /// When no question shows.
    pub async fn begin_exam(&self) -> Outcome {
        self.browser.tap("#start:not([aria-disabled])").await?;
        self.browser.see(".question").await
    }

    /// Waits for the question at a place of the paper, counted from 0, and checks that it is the one.
    ///
    /// # Errors
    /// When another one shows.
    pub async fn at_question(&self, paper: &Paper, place: usize) -> Outcome<Question> {
        let count = format!("{}/{}", place + 1, paper.questions.len());
        let there = format!("document.querySelector('.session-bar .count')?.textContent === '{count}'");
        self.browser.until(&format!("question {count}"), &there).await?;
        let question = self.question().await?;
        let meant = &paper.questions[place].question;
        ensure(question.id == *meant, format!("{} stands at {count} instead of {meant}", question.id))?;
        Ok(question)
    }

    /// Has so many minutes pass, for every page from now on, or `at_once` for the one on screen.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn minutes_pass(&self, minutes: u32, at_once: bool) -> Outcome {
        let source = LATER.replace("MINUTES", &minutes.to_string());
        if at_once {
            self.browser.js(&source, Vec::new()).await.map(drop)
        } else {
            self.browser.begin_with(&source).await
        }
    }

    /// The time that is left, as it stands there.
    ///
    /// # Errors
    /// When there is none.
    pub async fn time_left(&self) -> Outcome<String> {
        self.browser.see("#left").await?;
        let words = self.browser.js("return document.querySelector('#left').textContent;", Vec::new()).await?;
        Ok(words.as_str().unwrap_or_default().to_owned())
    }

    /// Goes back to a running exam as its owner would after anything.
    ///
    /// # Errors
    /// When there is no way.
    pub async fn resume_exam(&self) -> Outcome {
        self.to_exams().await?;
        self.browser.tap("a.resume").await?;
        self.browser.see(".question").await
    }

    /// On the way from question to result: the answer sheet, the warning, and handing in.
    ///
    /// # Errors
    /// When it does not warn like that, or no result shows.
    pub async fn hand_in(&self, warning: &str) -> Outcome {
        self.browser.tap("#overview").await?;
        self.heading("答题卡").await?;
        self.browser.tap("#hand-in").await?;
        let said = format!("document.querySelector('[role=alert]')?.textContent === {}", json!(warning));
        self.browser.until(warning, &said).await?;
        self.browser.tap("#hand-in-now").await?;
        self.browser.see("#same-paper").await
    }

    /// Opens the choice of a paper with what an address says.
    ///
    /// # Errors
    /// When it does not show.
    pub async fn open_exams(&self, query: &str) -> Outcome {
        self.open_with(&Route::Exams, query).await?;
        self.browser.see("#start").await
    }
}
