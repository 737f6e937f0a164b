//! Today's plan: a bearable day out of everything that is due.

use crate::core::course::Course;
use crate::core::ids::QuestionId;
use crate::core::review::StudyDay;
use crate::core::schedule::{Card, Schedule, card_of};

/// Below this probability of recall a question is more likely forgotten than known, and has to be learnt again anyway:
/// that can wait a day, while what is still half known cannot.
const WORTH_SAVING: f32 = 0.5;
/// One place in so many goes to what has waited longest, at least one. Without it, what is missed day after day would
/// keep coming first, and something long forgotten might never have its turn.
const WAITING: usize = 4;

/// How much somebody wants to do in a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Questions never seen before.
    pub new_per_day: u16,
    /// Questions whose turn it is again.
    pub reviews_per_day: u16,
}

/// What to do today, as far as it is not done yet. Both empty: done for today.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Questions whose turn it is again, the most urgent first.
    pub due: Vec<QuestionId>,
    /// Questions never seen in this revision, in the order of the course.
    pub fresh: Vec<QuestionId>,
    /// How many more are due, which the limit leaves for the days to come.
    pub held: usize,
}

impl Plan {
    /// Whether nothing is left to do.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.due.is_empty() && self.fresh.is_empty()
    }

    /// How many questions are left to do.
    #[must_use]
    pub fn len(&self) -> usize {
        self.due.len() + self.fresh.len()
    }
}

impl Schedule {
    /// Today's plan for a course. What was done today counts: first answers against the limit for new questions, and
    /// answers to questions that were due against the other one, wherever they were given. Practice ahead of time
    /// counts against none.
    ///
    /// After weeks away more is due than the limit allows. Then the questions come first that are nearest to being
    /// forgotten and still more likely known than not, then the others, the best known first; a quarter of the places
    /// goes to those that have waited longest. The rest stays due and is dealt with in the same way tomorrow.
    #[must_use]
    pub fn plan(&self, course: &Course, today: StudyDay, limits: Limits) -> Plan {
        let cards = self.cards_of(&course.id);
        let (mut new_left, mut due_left) = (usize::from(limits.new_per_day), usize::from(limits.reviews_per_day));
        // One list for both orders, of the same shape as in `select`: each sort of its own costs the wasm 4 kB.
        let mut by_danger: Vec<(i64, usize)> = Vec::new();
        let mut by_waiting: Vec<(i64, usize)> = Vec::new();
        let mut fresh: Vec<usize> = Vec::new();
        for (place, question) in course.questions.iter().enumerate() {
            let Some(card) = card_of(cards, question) else {
                fresh.push(place);
                continue;
            };
            new_left = new_left.saturating_sub(usize::from(card.first == today));
            due_left = due_left.saturating_sub(usize::from(card.turn == Some(today)));
            if card.is_due(today) {
                by_danger.push((danger(card, today), place));
                // Nobody knows how long those have waited, and one answer puts them right.
                let since = if card.is_astray(today) { i64::MIN } else { card.due.0 };
                by_waiting.push((since, place));
            }
        }
        by_danger.sort_unstable();
        let all = by_danger.len();
        if all > due_left {
            by_waiting.sort_unstable();
            by_waiting.truncate(due_left.div_ceil(WAITING));
            let mut chosen = vec![false; course.questions.len()];
            for (_, place) in &by_waiting {
                chosen[*place] = true;
            }
            by_danger.retain(|(_, place)| !chosen[*place]);
            by_danger.truncate(due_left - by_waiting.len());
            by_danger.append(&mut by_waiting);
        }
        fresh.truncate(new_left);
        let id = |place: usize| course.questions[place].id.clone();
        Plan {
            held: all - by_danger.len(),
            due: by_danger.into_iter().map(|(_, place)| id(place)).collect(),
            fresh: fresh.into_iter().map(id).collect(),
        }
    }
}

/// The lower, the more urgent: worth saving, lowest probability first; then the others, highest first.
fn danger(card: &Card, today: StudyDay) -> i64 {
    let millionths = |probability: f32| (probability * 1e6) as i64;
    let known = card.retrievability(today);
    if known >= WORTH_SAVING { millionths(known) } else { millionths(2.0 - known) }
}
