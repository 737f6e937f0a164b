//! Somebody who hands a paper in to a host, and the host who collects.

use crate::problem::{Outcome, fail};
use crate::student::Student;
use biaoshuai::core::ids::MeetingId;
use biaoshuai::core::route::Route;
use serde_json::json;

/// Writes down everything that the page says about results.
const LISTEN: &str = "
globalThis.heard = [];
new MutationObserver(() => {
  const said = document.querySelector('#told')?.textContent;
  if (said && heard.at(-1) !== said) heard.push(said);
}).observe(document.querySelector('#told'), { childList: true, subtree: true, characterData: true });";

impl Student {
    /// Opens the page where a meeting's results are collected.
    ///
    /// # Errors
    /// When it does not show.
    pub async fn open_collect(&self, meeting: &MeetingId) -> Outcome {
        self.open(&Route::Collect(meeting.clone())).await?;
        self.heading("收卷").await?;
        self.browser.see("#collect").await
    }

    /// Waits until so many results are there.
    ///
    /// # Errors
    /// When they are not.
    pub async fn collected(&self, count: usize) -> Outcome {
        let said = format!("document.querySelector('#collected')?.textContent.startsWith('{count} 份')");
        self.browser.until(&format!("{count} results"), &said).await?;
        Ok(())
    }

    /// Writes down from now on what the page says about results; see [`Student::heard`].
    ///
    /// # Errors
    /// When nothing is collected here.
    pub async fn listen_to_results(&self) -> Outcome {
        self.browser.js(LISTEN, Vec::new()).await?;
        Ok(())
    }

    /// Waits until the page has said something with these words.
    ///
    /// # Errors
    /// When it has not.
    pub async fn heard(&self, words: &str) -> Outcome {
        let said = format!("globalThis.heard?.some((said) => said.includes({}))", json!(words));
        let Err(problem) = self.browser.until(words, &said).await else { return Ok(()) };
        let all = self.browser.js("return globalThis.heard;", Vec::new()).await?;
        fail(format!("{problem}; it said {all}"))
    }

    /// Types a result and takes it.
    ///
    /// # Errors
    /// When there is no field.
    pub async fn type_result(&self, slip: &str) -> Outcome {
        self.browser.type_into("#slip-field", slip).await?;
        self.browser.tap("#take-slip").await
    }

    /// The cells of a table behind the first of each row.
    ///
    /// # Errors
    /// When there is no such table.
    pub async fn table(&self, css: &str) -> Outcome<Vec<Vec<String>>> {
        let rows = "return [...document.querySelectorAll(arguments[0] + ' tbody tr')]
            .map((row) => [...row.cells].slice(1).map((cell) => cell.textContent));";
        Ok(serde_json::from_value(self.browser.js(rows, vec![json!(css)]).await?)?)
    }
}
