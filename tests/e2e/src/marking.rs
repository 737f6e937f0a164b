//! Somebody who stars and notes, on a card, below an answer, or where everything marked is found again.

use crate::problem::{Outcome, ensure};
use crate::student::Student;
use biaoshuai::core::mark::{Mark, Marked};
use biaoshuai::core::route::Route;
use serde_json::json;

impl Student {
    /// Taps 收藏 or 已收藏 and waits for the other word, and until that is saved.
    ///
    /// # Errors
    /// When there is no such button, or it does not change.
    pub async fn star(&self, starred: bool) -> Outcome {
        let (now, then) = if starred { ("收藏", "已收藏") } else { ("已收藏", "收藏") };
        self.browser.tap_words(".mark-bar .button:not(:disabled)", now).await?;
        let turned = format!(
            "[...document.querySelectorAll('.mark-bar [aria-pressed={starred}]')].some((e) => e.textContent.trim() === '{then}')"
        );
        self.browser.until(then, &turned).await?;
        self.see_saved().await
    }

    /// Opens the field for a note by the button that says this, and waits until it has the focus.
    ///
    /// # Errors
    /// When it does not open.
    pub async fn open_note(&self, words: &str) -> Outcome {
        self.browser.tap_words(".mark-bar .button:not(:disabled)", words).await?;
        self.browser.until("the field for a note", "document.activeElement.matches('.note-field')").await?;
        Ok(())
    }

    /// Puts this into the open field, in the place of what stood there, and waits until it is saved.
    ///
    /// # Errors
    /// When it is not there afterwards, in the same field, with the focus.
    pub async fn write_note(&self, text: &str) -> Outcome {
        let field = "const field = document.querySelector('.note-field'); field.dataset.same = ''; field.select();";
        self.browser.js(field, Vec::new()).await?;
        if text.is_empty() {
            self.browser.key(thirtyfour::Key::Delete).await?;
        } else {
            self.browser.cdp("Input.insertText", json!({ "text": text })).await?;
        }
        let value = "return document.querySelector('.note-field[data-same]:focus')?.value;";
        let value = self.browser.js(value, Vec::new()).await?;
        ensure(value == json!(text), format!("the note says {value} instead of “{text}”"))?;
        self.see_saved().await
    }

    /// Opens the page where everything marked is found again.
    ///
    /// # Errors
    /// When it does not show.
    pub async fn open_marks(&self) -> Outcome {
        self.open(&Route::Marks).await?;
        self.heading("收藏与笔记").await?;
        self.browser.see("#marks, #main .empty").await
    }

    /// Stores a mark behind the back of the program, which knows of it when the page is loaded again.
    ///
    /// # Errors
    /// When it cannot be stored.
    pub async fn plant_mark(&self, marked: &Marked, mark: &Mark) -> Outcome {
        self.plant(&marked.to_string(), mark).await
    }
}
