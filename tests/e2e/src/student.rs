//! Somebody who studies: what they do and see, in their words.

use crate::browser::Browser;
use crate::problem::{Outcome, ensure, fail};
use biaoshuai::core::course::Course;
use biaoshuai::core::route::Route;
use serde_json::json;
use std::rc::Rc;

/// How a student answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// With a thumb or a mouse.
    Hands,
    /// With the keyboard alone.
    Keyboard,
}

/// A student at a browser.
#[derive(Debug)]
pub struct Student {
    /// The browser.
    pub browser: Browser,
    /// The address of the app's first page.
    pub home: String,
    /// The course, which they know by heart.
    pub course: Rc<Course>,
    /// How they answer.
    pub way: Way,
}

impl Student {
    /// Opens an address of the app and waits until the program runs.
    ///
    /// # Errors
    /// When it does not start.
    pub async fn open(&self, route: &Route) -> Outcome {
        self.open_with(route, "").await
    }

    /// Opens an address with a query or fragment.
    ///
    /// # Errors
    /// When it does not start.
    pub async fn open_with(&self, route: &Route, query: &str) -> Outcome {
        self.browser.web().goto(format!("{}{route}{query}", self.home)).await?;
        self.running().await
    }

    /// Opens the first page.
    ///
    /// # Errors
    /// When it does not start.
    pub async fn open_home(&self) -> Outcome {
        self.open(&Route::Home).await?;
        self.browser.see("#start-today").await
    }

    /// From home to the session that was left; home offers that.
    ///
    /// # Errors
    /// When it does not.
    pub async fn resume(&self) -> Outcome {
        self.open_home().await?;
        let offer = "document.querySelector('a.resume')?.textContent.includes('继续')";
        self.browser.until("继续 on the first page", offer).await?;
        self.browser.tap("a.resume").await?;
        self.browser.see(".question").await
    }

    /// Loads the page again.
    ///
    /// # Errors
    /// When it does not start.
    pub async fn reload(&self) -> Outcome {
        self.browser.web().refresh().await?;
        self.running().await
    }

    /// Waits until the program runs and shows a screen.
    ///
    /// # Errors
    /// When it does not start.
    pub async fn running(&self) -> Outcome {
        let shown = "document.querySelector('#main h1, #main .empty, .session-bar') !== null";
        let up = format!("window.biaoshuai?.failed || (window.biaoshuai?.running && {shown})");
        let up = self.browser.until("the program running", &up).await?;
        if let Some(kind) = up.as_str() {
            let detail = "return document.querySelector('.fail-detail pre')?.textContent ?? '';";
            let detail = self.browser.js(detail, Vec::new()).await?;
            return fail(format!("the page for trouble “{kind}”: {detail}"));
        }
        Ok(())
    }

    /// Follows a link of the main navigation.
    ///
    /// # Errors
    /// When it is not there.
    pub async fn go_to(&self, place: &str) -> Outcome {
        self.browser.tap_words(".nav a:not(.mark)", place).await
    }

    /// Opens the course map.
    ///
    /// # Errors
    /// When it does not show.
    pub async fn course_map(&self) -> Outcome {
        self.go_to("学习").await?;
        self.browser.see(".section-card").await
    }

    /// On the course map: opens a section, by its title.
    ///
    /// # Errors
    /// When it does not show.
    pub async fn open_section(&self, title: &str) -> Outcome {
        let link = "[...document.querySelectorAll('.section-card')].find((e) => e.querySelector('strong').textContent.trim() === arguments[0])";
        self.follow(link, title).await?;
        self.heading(title).await
    }

    /// In a section: opens a concept, by its title.
    ///
    /// # Errors
    /// When it does not show.
    pub async fn open_concept(&self, title: &str) -> Outcome {
        let link = "[...document.querySelectorAll('#main .concept-row')].find((e) => e.querySelector('.grow').textContent.trim() === arguments[0])";
        self.follow(link, title).await?;
        self.heading(title).await
    }

    /// Taps the link that a script finds by its words, as a thumb would.
    async fn follow(&self, script: &str, words: &str) -> Outcome {
        let mark = format!("const e = {script}; if (e) e.dataset.chosen = ''; return !!e;");
        self.browser.see("#main h1").await?;
        let found = self.browser.js(&mark, vec![json!(words)]).await?;
        ensure(found == json!(true), format!("no way to “{words}”"))?;
        self.browser.tap("[data-chosen]").await
    }

    /// Waits until the screen's heading says this.
    ///
    /// # Errors
    /// When it does not.
    pub async fn heading(&self, words: &str) -> Outcome {
        let words = json!(words.trim());
        let said = format!("document.querySelector('#main h1')?.textContent.trim() === {words}");
        self.browser.until(&format!("the heading {words}"), &said).await?;
        Ok(())
    }

    /// On the page 我的原文 without a copy: pastes a text and has it checked.
    ///
    /// # Errors
    /// When there is nothing to paste into.
    pub async fn paste_text(&self, text: &str) -> Outcome {
        self.browser.see("#own-paste").await?;
        self.browser.js("document.querySelector('#own-paste').value = arguments[0];", vec![json!(text)]).await?;
        self.browser.tap("#own-check").await
    }

    /// Begins today's suggestion.
    ///
    /// # Errors
    /// When no question shows.
    pub async fn start_today(&self) -> Outcome {
        self.browser.tap("#start-today").await?;
        self.browser.see(".question").await
    }

    /// In a section or at a concept: practises it.
    ///
    /// # Errors
    /// When no question shows.
    pub async fn practise(&self) -> Outcome {
        self.browser.tap("#practise").await?;
        self.browser.see(".question").await
    }

    /// On the practice page: how many questions a session has.
    ///
    /// # Errors
    /// When there is no such choice.
    pub async fn choose_size(&self, size: u16) -> Outcome {
        let words = format!("{size} 题");
        self.browser.tap_words(".segments[aria-label='一组多少题'] .segment", &words).await?;
        let chosen = format!("document.querySelector('.segment[aria-checked=true]')?.textContent.trim() === '{words}'");
        self.browser.until("the chosen size", &chosen).await?;
        Ok(())
    }

    /// On the search page: puts this into the field in one go, in the place of what stood there.
    ///
    /// # Errors
    /// When there is no field.
    pub async fn search_for(&self, words: &str) -> Outcome {
        self.browser.see("#query").await?;
        let field = "const field = document.querySelector('#query'); field.focus(); field.select();";
        self.browser.js(field, Vec::new()).await?;
        // As an input method does it; the driver's own typing knows no emoji.
        self.browser.cdp("Input.insertText", json!({ "text": words })).await?;
        Ok(())
    }

    /// Number of answers that the page 我 counts.
    ///
    /// # Errors
    /// When it does not show.
    pub async fn progress(&self) -> Outcome<u64> {
        self.go_to("我").await?;
        self.browser.see(".figures dd").await?;
        let count =
            self.browser.js("return Number(document.querySelector('.figures dd').textContent);", Vec::new()).await?;
        Ok(count.as_u64().unwrap_or(0))
    }

    /// The build that this tab runs.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn build(&self) -> Outcome<String> {
        let script = "return document.querySelector('meta[name=build]').content;";
        Ok(self.browser.js(script, Vec::new()).await?.as_str().unwrap_or_default().to_owned())
    }

    /// On a page that is no question: looks for a newer build, accepts the offer and waits for it.
    ///
    /// # Errors
    /// When there is none, or it does not start.
    pub async fn take_update(&self) -> Outcome {
        let old = self.build().await?;
        let look = "navigator.serviceWorker.getRegistration().then((found) => found.update()).then(() => true)";
        self.browser.until("looking for a newer build", look).await?;
        self.browser.until("a newer build waiting", "window.biaoshuai.update?.waiting").await?;
        self.browser.see("#update-notice").await?;
        self.browser.tap_words("#update-notice button", "现在更新").await?;
        let newer = format!(
            "(document.querySelector('meta[name=build]')?.content ?? '{old}') !== '{old}' && window.biaoshuai?.running"
        );
        self.browser.until("the newer build", &newer).await?;
        self.running().await
    }

    /// On the course map: opens another course, by its title.
    ///
    /// # Errors
    /// When it does not show.
    pub async fn choose_course(&self, title: &str) -> Outcome {
        self.browser.tap_words("#courses .course-card strong", title).await?;
        self.heading(title).await
    }

    /// The page 我: answers, days, questions answered, questions mastered.
    ///
    /// # Errors
    /// When it does not show.
    pub async fn figures(&self) -> Outcome<Vec<String>> {
        self.open(&Route::Me).await?;
        self.browser.see(".figures dd").await?;
        let script = "return [...document.querySelectorAll('.figures dd')].map((e) => e.textContent.trim());";
        Ok(serde_json::from_value(self.browser.js(script, Vec::new()).await?)?)
    }

    /// Waits until the app says that it can be used offline.
    ///
    /// # Errors
    /// When it does not.
    pub async fn offline_ready(&self) -> Outcome {
        self.browser.see("#offline-ready").await?;
        // What comes later by itself is asked for, so that nobody has to wait for it.
        let asked = "biaoshuai.keepMore().then(arguments[arguments.length - 1]);";
        let all = self.browser.js_async(asked, Vec::new()).await?;
        ensure(all == true, "not everything is kept offline")
    }
}
