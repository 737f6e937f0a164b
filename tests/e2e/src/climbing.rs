//! Somebody who recites, on the ladder of a concept.

use crate::problem::{Outcome, ensure, fail};
use crate::student::Student;
use biaoshuai::core::course::Concept;
use biaoshuai::core::ladder::{Ladder, Rung};
use biaoshuai::core::route::Route;
use serde_json::json;

/// What stands in each line of the gaps: texts, and `null` for a field.
const GAPPED: &str = "return [...document.querySelectorAll('.gapped')].map((line) =>
    [...line.children].map((e) => (e.matches('.blank') ? null : e.textContent)));";

impl Student {
    /// The list that is recited: of those with four members or more the one with the shortest.
    ///
    /// # Errors
    /// When the course has none.
    pub fn list_to_recite(&self) -> Outcome<(&Concept, Ladder)> {
        let long = |concept: &&Concept| concept.members.len() >= 4;
        let longest = |concept: &&Concept| concept.members.iter().map(String::len).max();
        let concept = self.course.concepts.iter().filter(long).min_by_key(longest);
        match concept.and_then(|concept| Some((concept, Ladder::of(concept)?))) {
            Some(found) => Ok(found),
            None => fail("no list of the course has four members"),
        }
    }

    /// Opens the ladder of a concept.
    ///
    /// # Errors
    /// When it does not show.
    pub async fn open_ladder(&self, concept: &Concept) -> Outcome {
        self.open(&Route::Ladder(self.course.id.clone(), concept.id.clone())).await?;
        self.heading(&concept.title).await
    }

    /// Takes a rung out of turn.
    ///
    /// # Errors
    /// When it does not show.
    pub async fn take_rung(&self, rung: Rung) -> Outcome {
        self.browser.tap_words(".rung", rung.name()).await?;
        self.on_rung(rung).await
    }

    /// Waits until a rung is on screen and nothing is said of it yet.
    ///
    /// # Errors
    /// When it does not come.
    pub async fn on_rung(&self, rung: Rung) -> Outcome {
        let name = json!(rung.name());
        let there = format!(
            "document.querySelector('#rung')?.textContent === {name} && !document.querySelector('#said .verdict, #not-yet')"
        );
        self.browser.until(&format!("the rung {name}"), &there).await?;
        Ok(())
    }

    /// Waits for what is said of a try.
    ///
    /// # Errors
    /// When something else is said.
    pub async fn is_told(&self, words: &str) -> Outcome {
        let said = "document.querySelector('#said .verdict')?.textContent.trim()";
        let told = self.browser.until("a word on the try", said).await?;
        ensure(told == json!(words), format!("it says {told} instead of “{words}”"))
    }

    /// Fills the gaps on screen as the lines want it, all but the first `spoilt`, which get a wrong character each.
    /// Returns how many gaps there are.
    ///
    /// # Errors
    /// When what is shown does not come from the lines.
    pub async fn fill_gaps(&self, ladder: &Ladder, spoilt: usize) -> Outcome<usize> {
        let shown: Vec<Vec<Option<String>>> = serde_json::from_value(self.browser.js(GAPPED, Vec::new()).await?)?;
        let mut count = 0;
        for (line, pieces) in ladder.lines.iter().zip(&shown) {
            let mut rest = line.text.as_str();
            for (place, piece) in pieces.iter().enumerate() {
                if let Some(text) = piece {
                    let Some(behind) = rest.strip_prefix(text.as_str()) else {
                        return fail(format!("“{text}” is shown before “{rest}”"));
                    };
                    rest = behind;
                    continue;
                }
                // The next text ends the gap; the last one stands at the very end.
                let end = match pieces.get(place + 1).and_then(Option::as_deref) {
                    Some(next) if place + 2 == pieces.len() => rest.strip_suffix(next).map(str::len),
                    Some(next) => rest.find(next),
                    None => Some(rest.len()),
                };
                let Some(end) = end else { return fail(format!("no gap in “{rest}”")) };
                let text = if count < spoilt { "错" } else { &rest[..end] };
                self.browser.type_into(&format!("#gap-{count}"), text).await?;
                rest = &rest[end..];
                count += 1;
            }
        }
        Ok(count)
    }

    /// Taps pieces in this order.
    ///
    /// # Errors
    /// When one is not there.
    pub async fn arrange(&self, pieces: &[String]) -> Outcome {
        for piece in pieces {
            self.browser.tap_words(".chips .chip", piece).await?;
        }
        Ok(())
    }

    /// Number of rungs that the ladder shows as passed.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn rungs_passed(&self) -> Outcome<u64> {
        let count = self.browser.js("return document.querySelectorAll('.rung.passed').length;", Vec::new()).await?;
        Ok(count.as_u64().unwrap_or(0))
    }
}
