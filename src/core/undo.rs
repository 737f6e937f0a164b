//! A session whose last answer is taken back.

use crate::core::answer::Answer;
use crate::core::session::{Given, Session};

impl Session {
    /// The answer given last, for questions are asked in their order.
    #[must_use]
    pub fn last_given(&self) -> Option<&Given> {
        self.place_of_last().and_then(|place| self.items[place].given.as_ref())
    }

    /// The session without that answer, waiting for another one to the same question, also when it was finished. The
    /// answer becomes the draft, so that a slip of the finger is mended and not begun anew; only the judgement of what
    /// was written from memory is to be made again. Unchanged when nothing was answered yet.
    #[must_use]
    pub fn without_last(&self) -> Self {
        let mut next = self.clone();
        if let Some(place) = self.place_of_last()
            && let Some(given) = next.items[place].given.take()
        {
            next.cursor = place;
            next.finished = None;
            next.sure = given.sure;
            next.draft = Some(match given.answer {
                Answer::Recall { text, .. } => Answer::Recall { text, grade: None },
                answer => answer,
            });
        }
        next
    }

    fn place_of_last(&self) -> Option<usize> {
        self.items.iter().rposition(|item| item.given.is_some())
    }
}
